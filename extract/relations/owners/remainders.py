"""Who holds the rest: "… the rest is held by Y", "the remaining shares stay with Y and with Z"."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from .ownership import edge

_STILL = frozenset("still now also again then , of that one".split())
_PARTS = frozenset("half third quarter".split())
_CUES = _PARTS | frozenset("rest remainder remaining".split())


def find_remainders(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the subject is what is owned, the object the owner."""
    for i, word in page.where(_CUES):
        if word in _PARTS:
            if page.syntax.lower[i - 1 : i] in (["other"], ["another"]):
                yield from _rest(page, i)  # "The other half is held by Y"
        elif word != "remaining" and page.syntax.tag[i] == "NN":
            yield from _rest(page, i)
        elif word == "remaining" and page.syntax.lower[i + 1 : i + 2] in (["shares"], ["stake"], ["stakes"]):
            yield from _rest(page, i + 1)


def _rest(page: Page, noun: int) -> Iterator[Finding]:
    """ "… the rest is held by Y", "the remaining shares stay with Y and with Z": of what was spoken of."""
    syntax, at = page.syntax, page.names.at
    number = syntax.sent[noun]
    stop = syntax.sents[number][1]
    i = noun + 1
    while i < stop and (syntax.tag[i].startswith("VB") or syntax.lower[i] in _STILL):
        i += 1
    if i + 1 >= stop or syntax.lower[i] not in ("by", "with", "to"):
        return
    asset = _whole(page, noun)
    preposition = syntax.lower[i]
    target = next(iter(syntax.children(i, "pobj")), None)
    owner = page.name_of(target) if target is not None else None
    if owner is None and target is not None:
        owner = page.name_after(target)  # "by its founder, NAME"
    if owner is not None:
        for each in page.listed(owner):
            yield from edge(asset, each, (noun,))
        for j in range(owner.last + 1, stop - 1):
            if syntax.lower[j - 1 : j + 1] == ["and", preposition] and at[j + 1] is not None:
                yield from edge(asset, at[j + 1], (noun,))


def _whole(page: Page, noun: int) -> Name | None:
    """What "the rest" is the rest of: what a share was said to be of, in this sentence or the one before."""
    syntax = page.syntax
    number = syntax.sent[noun]
    for i in range(noun - 1, syntax.sents[max(0, number - 1)][0], -1):
        if syntax.lower[i] in WORDS.stake_nouns:
            name = page.share_of(i)
            if name is not None:
                return name
        verb = syntax.lower[i] in WORDS.own_verbs or syntax.lower[i] in WORDS.hold_verbs
        if verb and syntax.tag[i] == "VBN" and syntax.sent[i] == number:
            name = page.subject_name(i)
            if name is not None:
                return name
    return page.only_business(number - 1) if number else None
