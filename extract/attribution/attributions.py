"""Attribution: which words are said, by which words' referent, with which cue.

Both the rules and the trained model answer with ``Attribution`` values; everything after them
(kind, speaker, targets, nesting) is the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...graph.record import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One act of attributing: half-open character offsets, each tuple in text order.

    ``content`` is never empty; ``cue`` is empty for a floating quote; ``source`` is empty where the
    text names nobody there; ``named`` are then the words before it that name the one who goes on
    speaking, as for a floating quote. ``confidence`` is the probability that content and source are
    right, 0 to 1. ``attitude`` is set where the cue reports a state of mind rather than an act of speech.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    named: tuple[Span, ...] = ()
    confidence: float = 1.0
    attitude: bool = False
