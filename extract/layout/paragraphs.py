"""Where the blocks of a plain text begin and end: at line breaks, unless the text was wrapped to a width.

Some programs break lines at a fixed width (e-mail, PDF, old archives). Such text betrays itself: a
line ends where the next word would no longer have fitted. There, only blank lines and lines that
end early separate blocks.
"""

from __future__ import annotations

import re

from ...graph.record import Span

# The characters at which ``str.splitlines`` breaks, without the three ASCII separators.
LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"
_LINE = re.compile(rf"[^{LINE_BREAKS}]+")
_BREAK = rf"(?>\r\n|[{LINE_BREAKS}])"
# An empty line, the end of a page, or U+2029.
_BLANK = re.compile(rf"{_BREAK}[^\S{LINE_BREAKS}]*{_BREAK}|[\f\u2029]")
_WORD = re.compile(r"\S+")

# Widths that programs wrap to; typed and exported paragraphs are longer or follow no width.
_NARROWEST, _WIDEST = 40, 110
# How much shorter than the width a line may be, as a share: printed type has no fixed pitch.
_SLACK = 0.12


def paragraphs(text: str, start: int = 0) -> list[Span]:
    """The stretches from ``start`` that belong together, in order: not empty, no white space at their ends.

    Every later character that is not white space is in exactly one of them.
    """
    lines = [
        span for span in map(lambda match: _trim(text, *match.span()), _LINE.finditer(text, start)) if span
    ]
    joins = [_BLANK.search(text, lines[i].end, lines[i + 1].start) is None for i in range(len(lines) - 1)]
    width = _wrap_width(text, lines, joins)
    if width is None:
        return lines
    merged: list[Span] = []
    for i, line in enumerate(lines):
        if i and joins[i - 1] and not _ends_early(text, lines[i - 1], line, width):
            merged[-1] = Span(merged[-1].start, line.end)
        else:
            merged.append(line)
    return merged


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _wrap_width(text: str, lines: list[Span], joins: list[bool]) -> int | None:
    """The width that the text was wrapped to, in characters, or None if its line breaks mean something."""
    lengths = sorted(lines[i].end - lines[i].start for i, joined in enumerate(joins) if joined)
    if len(lengths) < 3:
        return None
    width = lengths[(len(lengths) * 9) // 10]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = [
        i for i, joined in enumerate(joins) if joined and not _ends_early(text, lines[i], lines[i + 1], width)
    ]
    within = sum(text[lines[i].end - 1] not in ".!?:\"”’'" for i in full)
    return width if len(full) >= 0.5 * len(lengths) and within >= 0.6 * len(full) else None


def _ends_early(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the first word of the following line would have fitted on this one."""
    word = _WORD.search(text, following.start)
    room = width * (1 - _SLACK) - (line.end - line.start) - 1
    return word is not None and word.end() - word.start() <= room
