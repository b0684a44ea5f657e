"""Names that somebody takes on: "under the name OTHER", "films the streets as OTHER", "known there as OTHER".

Whose they are is told by the clause; where its subject is "she" or "the florist", by who was named last.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType
from ...actors.roles.person_nouns import says_a_person
from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from .naming import handle_at, same
from .personas import called, known_one

_CUES = WORDS.name_nouns | frozenset({"as", "known", "signed", "signs"})
_ENDS = frozenset({",", ".", ";", ":", ")", "—", "–", "and", "but", "!", "?"})
_ON = frozenset({"on", "in", "to", "there", "online", "everywhere", "abroad", "now", "also", "only", "best"})
_HE = frozenset({"he", "she", "who"})
_ITS = frozenset({"his", "her"})
_BACK, _STEPS = 3, 8


def find_guises(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the object is the name that somebody takes on."""
    for i, word in page.where(_CUES):
        if word in WORDS.name_nouns:
            yield from _under(page, i)
        elif word == "as":
            yield from _shown_as(page, i)
        elif word == "known":
            yield from _known_as(page, i)
        elif page.syntax.lower[i + 1 : i + 2] == ["it"]:
            yield from _guise(page, i, handle_at(page, i + 2) or called(page, i + 2))


def _under(page: Page, noun: int) -> Iterator[Finding]:
    """ "under the (stage) name (of) OTHER"."""
    lower = page.syntax.lower
    if "under" in lower[max(0, noun - 3) : noun] and page.names.at[noun] is None:
        after = noun + 1 + (lower[noun + 1 : noun + 2] == ["of"])
        yield from _guise(page, noun, called(page, after))


def _shown_as(page: Page, word: int) -> Iterator[Finding]:
    """ "sells her coats as OTHER" by a handle; "films her way through the city as OTHER" by a name."""
    syntax = page.syntax
    other = handle_at(page, word + 1)
    if other is None:
        first = syntax.sents[syntax.sent[word]][0]
        said = syntax.lower[max(first, word - 12) : word]
        if WORDS.show_verbs.isdisjoint(said) and WORDS.crowd_nouns.isdisjoint(said):
            return
        other = called(page, word + 1)
        if other is None or other.type is not EntityType.PERSON or other.first != word + 1:
            return
    if other.last + 1 >= len(syntax) or syntax.lower[other.last + 1] in _ENDS:
        yield from _guise(page, word, other)


def _known_as(page: Page, known: int) -> Iterator[Finding]:
    """ "where she became known as OTHER", "the florist, known on TikTok as OTHER"."""
    syntax, word = page.syntax, known + 1
    while word < len(syntax) and word < known + 6 and syntax.lower[word] != "as":
        if syntax.lower[word] not in _ON and page.names.at[word] is None:
            return
        word += 1
    if syntax.lower[word : word + 1] == ["as"]:
        yield from _guise(page, known, called(page, word + 1, titled=True))


def _guise(page: Page, cue: int, other: Name | None) -> Iterator[Finding]:
    """The finding, where a person takes on a name that is not known to be another thing's."""
    if other is None or (other.entity is not None and other.entity.register):
        return
    person = whose(page, cue, other) or (known_one(page, cue) if page.syntax.lower[cue] == "known" else None)
    if person is not None and person.type is EntityType.PERSON and person.key != other.key:
        yield from same(page, person, other, cue)


def whose(page: Page, token: int, other: Name) -> Name | None:
    """The person whom the clause of a token is about, who is named otherwise."""
    syntax, at = page.syntax, token
    for _ in range(_STEPS):
        subject = page.subject(token)
        if subject is not None and subject != at:
            meant = page.name_of(subject)
            if meant is not None and meant.type is EntityType.PERSON and meant.key != other.key:
                return meant
            owner = syntax.child(subject, "poss")
            ours = owner is not None and syntax.lower[owner] in _ITS
            noun = syntax.lower[subject]
            if ours or noun in _HE or (says_a_person(noun) and noun not in WORDS.parent_nouns):
                return page.last_person(at, _BACK)
            return None  # "the channel, which was called OTHER, she said"
        if syntax.head[token] == token:
            break
        token = syntax.head[token]
    return page.last_person(at, 0)
