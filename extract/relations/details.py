"""Dates and shares beside a relation: since when, until when, by when, how much."""

from __future__ import annotations

import re
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
            name = _name(page, finding, before, planned)
            if name is not None:
                found.append(Detail(name=name, value=words.value, span=words.span))
    seen: set[str] = set()
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
        return "until" if finding.over else "since"
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


def _shares(text: str, start: int, end: int) -> Iterator[Detail]:
    for match in _SHARE.finditer(text, start, end):
        value = float(match[1]) / 100
        if 0 < value <= 1:
            yield Detail(name="share", value=f"{value:.4f}".rstrip("0").rstrip("."), span=Span(*match.span()))
    for match in _HALF.finditer(text, start, end):
        yield Detail(name="share", value="1", span=Span(*match.span()))
