"""What the rules make of a document, laid over its tokens: more candidates, and evidence on every one.

The rules (``attribution.rules``) and the network go wrong in different places. So the content that the
rules read for a cue is one of its candidates, and the ranker sees how near each candidate comes to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...graph.record import Span
from ..attribution.attributions import Attribution
from ..attribution.cues import default_lexicon
from ..tokens import Tokens
from .features import Flags, Ints

Floats = NDArray[np.float32]

# Columns that ``Advice.compare`` gives.
COLUMNS = 9


@dataclass(frozen=True, slots=True, eq=False)
class Ruled:
    """One answer of the rules as token indices: its cue's head, content and source; how sure they are."""

    head: int
    content: Ints
    source: Ints
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class Advice:
    """The rules' answers by the head of their cue; ``known`` (n,): 0 no cue of the lexicon, 1 speech,
    2 attitude, 3 a noun.
    """

    answers: dict[int, Ruled]
    known: Ints

    @property
    def heads(self) -> Ints:
        """The heads of the cues that the rules read, in text order."""
        return np.array(sorted(self.answers), dtype=np.int64)

    def content(self, head: int, begin: int, width: int) -> Flags | None:
        """The content that the rules read for a cue, as a mask over its window."""
        answer = self.answers.get(head)
        return None if answer is None else _mask(answer.content, begin, width)

    def source(self, head: int, begin: int, width: int) -> Flags | None:
        """The source that the rules read for a cue, as a mask over its window."""
        answer = self.answers.get(head)
        return None if answer is None else _mask(answer.source, begin, width)

    def compare(self, head: int, begin: int, masks: Flags, source: Flags, words: Flags) -> Floats:
        """(m, COLUMNS) how each candidate agrees with the rules' answer for its cue, and for others."""
        many, width = masks.shape
        table = np.full((many, COLUMNS), -1, dtype=np.float32)
        counted = masks & words
        size = counted.sum(axis=1)
        table[:, 0] = self.known[head]
        own = self.answers.get(head)
        if own is not None:
            ruled = _mask(own.content, begin, width) & words
            shared = (counted & ruled).sum(axis=1)
            table[:, 1] = own.confidence
            table[:, 2] = shared / np.maximum(size + ruled.sum() - shared, 1)
            table[:, 3] = _same(counted.argmax(axis=1), ruled.argmax())
            table[:, 4] = _same(counted[:, ::-1].argmax(axis=1), ruled[::-1].argmax())
            table[:, 5] = _agreement(_mask(own.source, begin, width), source)
        others = [
            item.content
            for item in self.answers.values()
            if item.head != head and item.content[0] < begin + width and item.content[-1] >= begin
        ]
        table[:, 6:8] = 0
        if others:
            rival = np.stack([_mask(content, begin, width) & words for content in others])
            shared = counted.astype(np.float32) @ rival.T.astype(np.float32)
            union = size[:, None] + rival.sum(axis=1)[None] - shared
            table[:, 6] = (shared / np.maximum(union, 1)).max(axis=1)
            table[:, 7] = rival[:, head - begin].sum() if words[head - begin] else 0
        table[:, 8] = float(own is not None and not len(own.source))
        return table


def advice_of(tokens: Tokens, ruled: Iterable[Attribution]) -> Advice:
    """The rules' answers over the tokens; of two with one cue the surer, then the first."""
    answers: dict[int, Ruled] = {}
    for item in ruled:
        cue, content = tokens_within(tokens, item.cue), tokens_within(tokens, item.content)
        if not len(cue) or not len(content):
            continue
        head = head_of(tokens, cue.tolist())
        if head not in answers or answers[head].confidence < item.confidence:
            answers[head] = Ruled(head, content, tokens_within(tokens, item.source), item.confidence)
    return Advice(answers, np.array([_kind(word) for word in tokens.lower], dtype=np.int64))


def tokens_within(tokens: Tokens, spans: Iterable[Span]) -> Ints:
    """The tokens that the spans touch, in text order."""
    chosen: set[int] = set()
    for span in spans:
        chosen.update(range(*tokens.tokens_in(span)))
    return np.array(sorted(chosen), dtype=np.int64)


def head_of(tokens: Tokens, cue: Sequence[int]) -> int:
    """The word of the cue that the others hang on, a verb before a noun before the rest."""
    held = set(cue)
    tops = [token for token in cue if tokens.head[token] not in held or tokens.head[token] == token]
    return min(tops or cue, key=lambda token: (_weight(tokens.tag[token]), token))


def _weight(tag: str) -> int:
    if tag.startswith("VB"):
        return 0
    if tag.startswith(("NN", "JJ")):
        return 1
    if tag == "MD":
        return 2
    return 3 if tag[:1].isalpha() else 4


def _kind(word: str) -> int:
    lexicon = default_lexicon()
    if word in lexicon.verbs:
        return 2 if all(cue.attitude for cue in lexicon.verbs[word]) else 1
    return 3 if word in lexicon.nouns or word == "according" else 0


def _mask(tokens: Ints, begin: int, width: int) -> Flags:
    mask = np.zeros(width, dtype=bool)
    mask[tokens[(tokens >= begin) & (tokens < begin + width)] - begin] = True
    return mask


def _same(places: Ints, place: np.intp) -> Flags:
    found: Flags = places == place
    return found


def _agreement(ruled: Flags, source: Flags) -> float:
    """0 where only one has a source or the two are apart, 1 where they touch, 2 where they are the same."""
    if (ruled == source).all():
        return 2.0
    return float((ruled & source).any())
