"""How much of an article's text an export carries: all of it, the quotes in their sentences, or nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from ..graph.record import Span
from ..graph.view import View

TEXT_MODES = ("full", "quotes", "none")

# A sentence ends at a line break, after CJK end marks, or at . ! ? … with closing marks and a blank.
_BREAK = re.compile(r"[\n\r\u2028\u2029]+|(?<=[。！？])|(?<=[.!?…])[\"'”’»›)\]]*[ \t\u00a0]+(?=[^\sa-z])")
# Text without sentence marks is cut: an excerpt never reaches further than this around a span.
_REACH = 400


def excerpts(text: str, spans: Iterable[Span], mode: str) -> tuple[tuple[int, str], ...]:
    """Pieces of the text as (offset, words), in order and apart from each other.

    ``full`` gives the whole text, ``none`` nothing, ``quotes`` the sentences that hold the spans.
    Every span lies within one piece, except in mode ``none``.
    """
    if mode == "none":
        return ()
    if mode == "full":
        return ((0, text),)
    breaks = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    windows: list[tuple[int, int]] = []
    for start, end in sorted({_window(breaks, span) for span in spans}):
        # What a blank parts is put together again, so that the reader sees running text.
        if windows and not text[windows[-1][1] : start].strip(" \t"):
            windows[-1] = windows[-1][0], max(windows[-1][1], end)
        else:
            windows.append((start, end))
    return tuple((start, text[start:end]) for start, end in windows)


def carried(view: View, mode: str) -> View:
    """The view for a table or network: without the articles' words if ``mode`` is ``none``."""
    if mode != "none":
        return view
    return replace(
        view,
        documents=tuple(replace(document, text="") for document in view.documents),
        claims=tuple(replace(claim, quote="") for claim in view.claims),
    )


def _window(breaks: list[int], span: Span) -> tuple[int, int]:
    before = breaks[max(bisect_right(breaks, span[0]) - 1, 0)]
    after = breaks[min(bisect_left(breaks, span[1]), len(breaks) - 1)]
    return max(before, span[0] - _REACH), min(after, span[1] + _REACH)
