"""Gold for training: hand-made attributions laid over the tokens of a parsed document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from ...graph.record import Span
from ..attribution.confidence import weigh
from ..attribution.cues import default_lexicon
from ..attribution.rules import attribute_cued
from ..scoring.gold import Annotated
from ..scoring.score import is_speech
from ..tokens import Tokens
from .advice import Advice, advice_of, head_of, tokens_within
from .candidates import Reading
from .evidence import CONTENT, CUE, OTHER, SOURCE
from .features import Flags, Grid, Ints, grid_of

_WORD = re.compile(r"\w+")
# Where a noun phrase goes on after its head: "the mayor of …", "a nurse who …".
_AFTER_HEAD = re.compile(
    r"\s*,|\s+(?:of|for|in|at|from|who|whose|with|on|to|and|that|which|by|told|speaking)\b"
)


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """One gold attribution as token indices; ``words`` the source in characters; ``attitude`` if its cue
    is no word of saying.
    """

    content: Ints
    source: Ints
    cue: Ints
    words: tuple[Span, ...]
    attitude: bool


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """A document with its answers by the head of their cue, and what the rules advise."""

    grid: Grid
    advice: Advice
    answers: Mapping[int, Answer]

    @property
    def heads(self) -> Ints:
        """The heads of the cues, in text order."""
        return np.array(sorted(self.answers), dtype=np.int64)

    def labels(self, head: int, begin: int, width: int) -> Ints:
        """The label of each token of a window: the columns of the tagger's marks."""
        found = np.full(width, OTHER, dtype=np.int64)
        answer = self.answers[head]
        for label, tokens in ((CUE, answer.cue), (SOURCE, answer.source), (CONTENT, answer.content)):
            inside = tokens[(tokens >= begin) & (tokens < begin + width)] - begin
            found[inside] = label
        return found

    def judge(self, reading: Reading) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """For each candidate: whether source and at least .8 of the content are right; whether all is.

        A content is right in part if the words in both, counted in characters, are .8 of those in either.
        """
        wrong = np.zeros(len(reading.masks), dtype=bool)
        found = self.answers.get(reading.head) or next(
            (item for item in self.answers.values() if reading.head in item.cue), None
        )
        if found is None:
            return wrong, wrong
        tokens = self.grid.tokens
        sizes = (np.array(tokens.end) - np.array(tokens.start) + 1) * self.grid.alnum
        wanted = np.zeros(len(tokens), dtype=np.int64)
        wanted[found.content] = sizes[found.content]
        window = slice(reading.begin, reading.begin + reading.masks.shape[1])
        shared = reading.masks @ wanted[window]
        overlap = shared / np.maximum(wanted.sum() + reading.masks @ sizes[window] - shared, 1)
        if not _same_source(tokens, found.words, reading.source, reading.begin):
            return wrong, wrong
        return overlap >= 0.795, overlap >= 0.985


def lessons_of(documents: Iterable[tuple[Annotated, Doc]]) -> Iterator[Lesson]:
    """One lesson a parsed document, in order; what has no cue teaches nothing."""
    for gold, doc in documents:
        grid = grid_of(doc)
        found: dict[int, Answer] = {}
        for quote in gold.quotes:
            content, source, cue = (
                tokens_within(grid.tokens, spans) for spans in (quote.content, quote.source, quote.cue)
            )
            if not len(content) or not len(cue):
                continue
            head = head_of(grid.tokens, cue.tolist())
            speech = quote.speech
            if speech is None:
                speech = is_speech(" ".join(gold.text[start:end] for start, end in quote.cue))
            # Of two contents under one cue the longer is learnt.
            if head not in found or len(found[head].content) < len(content):
                found[head] = Answer(content, source, cue, quote.source, not speech)
        ruled = weigh(grid.tokens, attribute_cued(grid.tokens, default_lexicon()))
        yield Lesson(grid, advice_of(grid.tokens, ruled), found)


def _same_source(tokens: Tokens, gold: Sequence[Span], mask: Flags, begin: int) -> bool:
    """Whether the head word of the gold source is among the words found (both may be empty)."""
    places = (np.flatnonzero(mask) + begin).tolist()
    if not gold:
        return not places
    start, end = gold[0]
    match = _AFTER_HEAD.search(tokens.text, start, end)
    stop = match.start() if match and match.start() > start else end
    words = list(_WORD.finditer(tokens.text, start, stop)) or list(_WORD.finditer(tokens.text, start, end))
    if not words:
        return False
    head = words[-2] if words[-1].group().lower() == "s" and len(words) > 1 else words[-1]
    if any(tokens.start[place] <= head.start() < tokens.end[place] for place in places):
        return True
    spoken = " ".join(tokens.text[tokens.start[place] : tokens.end[place]].lower() for place in places)
    return head.group().lower() in _WORD.findall(spoken)
