"""Quotation marks as text structure: which stretches of a text stand inside quotes, and how deep.

Marks in newsroom text are mixed (curly, straight, doubled singles, guillemets), nested, missing or
doubled.  Pairing works per paragraph, so that one lost mark costs one paragraph and never the rest:
an unclosed quote runs to the end of its paragraph, and a paragraph that opens with a mark again goes on
with it (the news convention: re-opened without close).  Runs in time linear in the text; no text fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from ...graph.record import ClaimKind, Span

_MARK = re.compile(r"''|``|[“”„‟«»\"‹›‘’‚'`]")
_OPENERS = frozenset("“„‟«")
_CLOSERS = frozenset("”»")
_SINGLE_OPENERS = frozenset("‘‚‹")
_SINGLES = frozenset({"'", "‘", "’", "‚", "‹", "›", "`"})
_BEFORE_OPENING = frozenset(" \t\u00a0([{—–-/¿¡")
_CLIPPED = re.compile(r"(?:em|til|tis|twas|cause|bout|round|n|nuff|\d\ds?)\b", re.IGNORECASE)


class _Turn(Enum):
    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A quotation: half-open character offsets, its marks included.

    ``depth`` is 0 outside any other quotation of the paragraph, 1 inside one.  ``double`` tells double
    marks from single ones.  ``opened`` and ``closed`` say whether the marks are there in the text.
    """

    span: Span
    depth: int = 0
    double: bool = True
    opened: bool = True
    closed: bool = True


def quotations(text: str) -> tuple[Region, ...]:
    """All quotations of the text, by start and then by depth; they nest or are disjoint."""
    found: list[Region] = []
    position = 0
    for line in text.split("\n"):
        found.extend(_in_paragraph(line, position))
        position += len(line) + 1
    return tuple(found)


def quoted_mask(text: str, regions: Iterable[Region]) -> bytearray:
    """One byte a character: 1 inside any of the regions, else 0."""
    inside = bytearray(len(text))
    for region in regions:
        start, end = region.span
        inside[start:end] = b"\x01" * (end - start)
    return inside


def quoted_share(text: str, inside: bytearray, spans: Iterable[Span]) -> float:
    """The share of letters and digits under the spans that the mask marks as quoted, 0 to 1."""
    total = quoted = 0
    for start, end in spans:
        for position in range(start, end):
            if text[position].isalnum():
                total += 1
                quoted += inside[position]
    return quoted / total if total else 0.0


def kind_of_share(share: float) -> ClaimKind:
    """Direct from .95 of the words in quotes on, indirect where none are, mixed between."""
    if share >= 0.95:
        return ClaimKind.DIRECT
    return ClaimKind.MIXED if share > 0 else ClaimKind.INDIRECT


def _in_paragraph(line: str, offset: int) -> Iterator[Region]:
    marks = [(match.start(), match.end()) for match in _MARK.finditer(line)]
    if not marks:
        return iter(())
    doubles = list(_doubles(line, marks))
    singles = _singles(line, marks, doubles)
    merged = sorted([*doubles, *singles], key=lambda region: (region.span, region.depth))
    return (
        Region(
            span=Span(region.span.start + offset, region.span.end + offset),
            depth=region.depth,
            double=region.double,
            opened=region.opened,
            closed=region.closed,
        )
        for region in merged
    )


def _doubles(line: str, marks: list[tuple[int, int]]) -> Iterator[Region]:
    begun: int | None = None
    opener = ""
    seen = False
    for start, end in marks:
        mark = line[start:end]
        if mark in _SINGLES:
            continue
        turn = _turn(line, start, end)
        if opener in ("„", "‚") and begun is not None and mark == "“" and not line[start - 1].isspace():
            turn = _Turn.CLOSE
        if begun is None:
            if turn is _Turn.CLOSE:
                if not seen and mark not in ("''", "``") and not line[start - 1 : start].isdigit():
                    yield Region(span=Span(0, end), opened=False)
                    seen = True
            else:
                begun, opener, seen = start, mark, True
        elif turn is _Turn.OPEN and (mark in _OPENERS or opener not in _OPENERS):
            if line[begun:start].strip(" \t“”\"'`„«»"):
                yield Region(span=Span(begun, start), closed=False)
            begun, opener = start, mark
        elif turn is not _Turn.OPEN:
            if start > begun + len(opener):
                yield Region(span=Span(begun, end))
            begun = None
    if begun is not None and line[begun:].strip(" \t“”\"'`„«»"):
        yield Region(span=Span(begun, len(line)), closed=False)


def _turn(line: str, start: int, end: int) -> _Turn:
    mark = line[start:end]
    if mark in _OPENERS or mark == "``":
        return _Turn.OPEN
    if mark in _CLOSERS:
        return _Turn.CLOSE
    before, after = line[start - 1 : start], line[end : end + 1]
    free_before = not before or before in _BEFORE_OPENING or before in "“‘"
    free_after = not after or after in " \t\u00a0.,;:!?)]}—–"
    if free_before and not free_after:
        return _Turn.OPEN
    if free_after and not free_before:
        return _Turn.CLOSE
    return _Turn.EITHER


def _singles(line: str, marks: list[tuple[int, int]], doubles: list[Region]) -> Iterator[Region]:
    """Single-quote pairs that stay on one side of every double mark; apostrophes are told apart."""
    candidates = [(start, end) for start, end in marks if line[start:end] in _SINGLES]
    if not candidates:
        return
    scopes = _scopes(line, doubles, candidates)
    begun: tuple[int, int] | None = None
    closing = _last_closings(line, candidates, scopes)
    for (start, end), scope in zip(candidates, scopes, strict=True):
        if begun is not None and scope != begun[1]:
            begun = None
        if begun is None:
            if _opens_single(line, start, end) and closing.get(scope, -1) > start:
                begun = (start, scope)
        elif _closes_single(line, start, end, closing.get(scope, -1)):
            yield Region(span=Span(begun[0], end), depth=1 if scope >= 0 else 0, double=False)
            begun = None


def _scopes(line: str, doubles: list[Region], candidates: list[tuple[int, int]]) -> list[int]:
    """For each candidate the index of the double quotation around it; -1-k after the k-th one."""
    scopes: list[int] = []
    current = 0
    for start, _ in candidates:
        while current < len(doubles) and doubles[current].span.end <= start:
            current += 1
        inside = current < len(doubles) and doubles[current].span.start <= start
        scopes.append(current if inside else -1 - current)
    return scopes


def _last_closings(line: str, candidates: list[tuple[int, int]], scopes: list[int]) -> dict[int, int]:
    """The last place in each scope where a mark could close a single quotation."""
    last: dict[int, int] = {}
    for (start, end), scope in zip(candidates, scopes, strict=True):
        if _may_close(line, start, end):
            last[scope] = start
    return last


def _opens_single(line: str, start: int, end: int) -> bool:
    before, after = line[start - 1 : start], line[end : end + 1]
    if not after or after.isspace() or _CLIPPED.match(line, end):
        return False
    if line[start:end] in _SINGLE_OPENERS:
        return not before.isalnum()
    return line[start:end] in ("'", "`") and (not before or before in _BEFORE_OPENING or before in '“"„«')


def _may_close(line: str, start: int, end: int) -> bool:
    before, after = line[start - 1 : start], line[end : end + 1]
    return line[start:end] not in "‘‚‹`" and bool(before) and not before.isspace() and not after.isalnum()


def _closes_single(line: str, start: int, end: int, last: int) -> bool:
    """Whether this mark closes: "the users' data" does not, while a later mark can still do it."""
    if not _may_close(line, start, end):
        return False
    possessive = line[start - 1] in "sS" and line[end : end + 2].strip()[:1].islower()
    return not (possessive and last > start)
