"""Speakers set beside their words: `Name: “…”`, interviews, `“…” — Name`, "From Name:"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...graph.record import Span
from ..tokens import Tokens
from .attributions import Attribution
from .spoken import FINITE, TERMINAL

_DASHES = frozenset({"—", "–", "--", "-", "―"})
_LEAD = frozenset({"from", "by", "-", "—", "–", "--", "•", "*"})
_INSIDE = frozenset({"and", "of", "the", "&", ".", "de", "van", "von", "al", "el", "bin", "la"})
_LONGEST = 8
# What interviews write instead of names.
QUESTION_AND_ANSWER = ("Q", "A")
# A label that stands before unquoted words counts only where a text repeats labels, as interviews do.
_FEWEST_TURNS = 3


def labelled(tokens: Tokens) -> Iterator[Attribution]:
    """One attribution for each stretch of speech with its speaker's name beside it."""
    turns: list[tuple[Span, Span, Span]] = []
    for first, end in tokens.paragraph_bounds:
        while end > first and tokens.lower[end - 1].isspace():
            end -= 1
        if end - first < 3 or tokens.silent[first]:
            continue
        colon = next((t for t in range(first + 1, min(end, first + 40)) if tokens.lower[t] == ":"), None)
        if colon is not None and colon + 1 < end and tokens.region[colon] < 0:
            label = _name_before(tokens, first, colon)
            if label is not None and tokens.region[colon + 1] >= 0:
                region = tokens.regions[tokens.region[colon + 1]].span
                yield Attribution(content=(region,), cue=(tokens.span(colon, colon),), source=(label,))
                continue
            if label is not None and label.start <= tokens.start[first + 1]:
                turns.append((tokens.span(colon + 1, end - 1), tokens.span(colon, colon), label))
                continue
        signed = _signature(tokens, first, end)
        if signed is not None:
            yield signed
    yield from _interview(tokens, turns)


def _name_before(tokens: Tokens, first: int, colon: int) -> Span | None:
    """The run of capitalised words that ends at the colon and begins a line, an item or a sentence."""
    if colon == first + 1 and tokens.text[slice(*tokens.span(first, first))] in QUESTION_AND_ANSWER:
        return tokens.span(first, first)
    start = colon
    while start > first and colon - start < _LONGEST and _is_nameable(tokens, start - 1):
        start -= 1
    while start < colon and not tokens.text[tokens.start[start]].isupper():
        start += 1
    if start == colon or not tokens.text[tokens.end[colon - 1] - 1].isalnum():
        return None
    before = tokens.lower[start - 1] if start > first else "-"
    if before not in _LEAD and before not in TERMINAL and before not in ("”", '"', "''", ")", "]"):
        return None
    return tokens.span(start, colon - 1)


def _is_nameable(tokens: Tokens, token: int) -> bool:
    return tokens.tag[token] in ("NNP", "NNPS") or tokens.lower[token] in _INSIDE


def _signature(tokens: Tokens, first: int, end: int) -> Attribution | None:
    """`“…” — Name, what he is` as a paragraph of its own."""
    region = tokens.region[first]
    if region < 0:
        return None
    span = tokens.regions[region].span
    dash = tokens.token_at(span.end)
    if dash + 1 >= end or tokens.lower[dash] not in _DASHES or end - dash > 16:
        return None
    if any(tokens.tag[t] in FINITE for t in range(dash, end)) or tokens.tag[dash + 1] not in ("NNP", "NNPS"):
        return None
    last = end - 1
    while last > dash + 1 and tokens.lower[last] in TERMINAL:
        last -= 1
    return Attribution(content=(span,), cue=(tokens.span(dash, dash),), source=(tokens.span(dash + 1, last),))


def _interview(tokens: Tokens, turns: list[tuple[Span, Span, Span]]) -> Iterator[Attribution]:
    names = Counter(tokens.text[label.start : label.end] for _, _, label in turns)
    if len(turns) < _FEWEST_TURNS or max(names.values(), default=0) < 2:
        return
    for content, colon, label in turns:
        yield Attribution(content=(content,), cue=(colon,), source=(label,))
