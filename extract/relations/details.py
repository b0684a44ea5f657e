"""Dates and shares beside a relation: since when, until when, by when, how much."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ...graph.record import Detail, RelationType, Span
from .finding import Finding
from .page import Page
from .relation_words import WORDS
from .timing import find_dates

_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)[\s-]?(?:%|percent\b|per\s?cent\b)")
_HALF = re.compile(r"\b(?:wholly|fully|100%)[- ]owned\b")
_ENDS = frozenset('; , ( ) while and which who " ” said says'.split())
_START = re.compile(
    r"\b(?:from|starts?|starting|begins?|beginning|effect|force|effective)(?: on| in)?\s*$", re.I
)
_HAD = frozenset("belonged owned held".split())
_DEALS = WORDS.buy_verbs | WORDS.sell_verbs | WORDS.take_verbs | _HAD
_DEADLINE = frozenset({"by", "before", "until", "till"})


def find_details(
    page: Page, text: str, finding: Finding, planned: bool, published: str | None
) -> Iterator[Detail]:
    """Details in the order of the text, each name once; shares only of ownership.

    Only the clause around the relation is searched: from its first to its last word, and on to the
    next mark that ends a clause.
    """
    syntax = page.syntax
    sentence = syntax.sents[syntax.sent[finding.anchor]]
    first = min(finding.subject.first, finding.object.first, *finding.cue)
    start = syntax.start[sentence[0]] if first - sentence[0] <= 6 else syntax.start[first]
    end = syntax.end[
        _clause_end(page, max(finding.subject.last, finding.object.last, *finding.cue), sentence[1])
    ]
    found: list[Detail] = []
    if finding.type is RelationType.OWNED_BY:
        found.extend(_shares(text, syntax.start[first], end))
    if syntax.tag[finding.anchor].startswith(("VB", "NN", "JJ")):
        for words in find_dates(text, start, end, published):
            before = text[max(start, words.span.start - 24) : words.span.start]
            other = _other_deal(page, finding, words.span)
            if other is None:
                name = _name(page, finding, before, planned)
            else:
                name = "since" if finding.over and _got_it(page, finding, other) else None
            if name is not None:
                found.append(Detail(name=name, value=words.value, span=words.span))
    seen: set[str] = set()
    behind = syntax.end[max(finding.subject.last, finding.object.last)]
    told = {detail.name for detail in found if detail.span.start > behind}
    # "was sold to Y in 2005 and to Z in 2011"
    found = [detail for detail in found if detail.span.start > behind or detail.name not in told]
    for detail in sorted(found, key=lambda item: item.span):
        if detail.name not in seen:
            seen.add(detail.name)
            yield detail


def _clause_end(page: Page, last: int, stop: int) -> int:
    """The last token of the clause; a list of names does not end it."""
    syntax = page.syntax
    while last + 1 < stop:
        word = syntax.lower[last + 1]
        if word in (",", "and") and last + 2 < stop and page.names.at[last + 2] is not None:
            last += 1
        elif word in _ENDS:
            break
        last += 1
    return last


def _name(page: Page, finding: Finding, before: str, planned: bool) -> str | None:
    """Which detail a date is, by the words before it and by whether the relation holds yet."""
    word = (before.lower().split() or [""])[-1]
    event = _is_event(page, finding)
    instrument = finding.type in (RelationType.IMPOSED_BY, RelationType.TARGETS)
    if (planned or instrument) and word in _DEADLINE:
        return "deadline"
    if instrument and _START.search(before):
        return "since"
    if word in ("until", "till"):
        return "until"
    if planned:
        return "since" if word == "from" else None
    if word == "since" or event:
        bought = page.syntax.lower[finding.anchor] in WORDS.buy_verbs
        return "until" if finding.over and not bought else "since"
    if word == "from" and finding.type is RelationType.OWNED_BY and finding.over:
        return "since"  # "belonged to Y from 2013 until 2019"
    return None


def _is_event(page: Page, finding: Finding) -> bool:
    """Whether the cue is something that happens on a day, in the past: bought, sold, founded, signed."""
    word = page.syntax.lower[finding.anchor]
    return (
        word in WORDS.buy_verbs
        or word in WORDS.sell_verbs
        or word in WORDS.spin_verbs
        or word in WORDS.event_words
        or word in WORDS.deal_nouns
    )


def _other_deal(page: Page, finding: Finding, date: Span) -> int | None:
    """The other verb of a deal whose day this is: "bought" of "bought X in 2022 and sold it on to Z"."""
    syntax = page.syntax
    if finding.type is not RelationType.OWNED_BY or not syntax.tag[finding.anchor].startswith("VB"):
        return None
    token = bisect_right(syntax.end, date.start)
    while not syntax.tag[token].startswith("VB") and syntax.head[token] != token:
        token = syntax.head[token]
    deal = syntax.lower[token] in _DEALS and syntax.tag[token].startswith("VB")
    return token if deal and token not in finding.cue else None


def _got_it(page: Page, finding: Finding, verb: int) -> bool:
    """Whether the owner came by it through this verb."""
    bought = page.syntax.lower[verb] in WORDS.buy_verbs or page.syntax.lower[verb] in WORDS.take_verbs
    owner = page.subject_name(verb)
    return bought and owner is not None and owner.key == finding.object.key


def _shares(text: str, start: int, end: int) -> Iterator[Detail]:
    for match in _SHARE.finditer(text, start, end):
        value = float(match[1]) / 100
        if 0 < value <= 1:
            yield Detail(name="share", value=f"{value:.4f}".rstrip("0").rstrip("."), span=Span(*match.span()))
    for match in _HALF.finditer(text, start, end):
        yield Detail(name="share", value="1", span=Span(*match.span()))
