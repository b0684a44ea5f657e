"""What the rules make of a document, laid over its tokens: more candidates, and evidence on every one.

The rules (``attribution.rules``) and the network go wrong in different places. So the content that the
rules read for a cue is one of its candidates, and the ranker sees how near each candidate comes to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ...graph.record import Span
from ..attribution.attributions import Attribution
from ..attribution.cues import default_lexicon
from ..tokens import Tokens
from .features import Flags, Ints
from .rows import Floats, Rows, Windows

# Columns that ``Advice.compare`` gives.
COLUMNS = 9
# How many values ``Advice.states`` and ``Advice.seen_from`` can have.
STATES, PAIR_STATES = 48, 88
# From here on the rules are sure.
_SURE = 0.6


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

    @property
    def states(self) -> Ints:
        """(n,) what each token is to the rules: word of the lexicon by kind, cue, content, source."""
        content, source = self._uses()
        cue = np.zeros(len(self.known), dtype=np.int64)
        for head, answer in self.answers.items():
            cue[head] = 1 + (answer.confidence >= _SURE)
        return ((self.known * 3 + cue) * 2 + (content > 0)) * 2 + (source > 0)

    def seen_from(self, cues: Ints, begin: Ints, end: Ints) -> Ints:
        """What each token of the half-open windows, end to end, is to the rules' answer for the window's cue
        (none, outside, within, first or last there of its content, source; how sure) and to those for others.
        """
        content, source = self._uses()
        held = content[cues] > 0
        parts: list[Ints] = []
        for head, first, last, inside in zip(
            cues.tolist(), begin.tolist(), end.tolist(), held.tolist(), strict=True
        ):
            others, named = content[first:last].copy(), source[first:last].copy()
            own = np.zeros(last - first, dtype=np.int64)
            if (answer := self.answers.get(head)) is not None:
                said, told = (
                    _mask(tokens, first, last - first) for tokens in (answer.content, answer.source)
                )
                others -= said
                named -= told
                own[:] = 1
                own[said] = 2
                own[said & ~np.concatenate([[False], said[:-1]])] = 3
                own[said & ~np.concatenate([said[1:], [False]])] = 4
                own[told] = 5
                own += 5 * (answer.confidence >= _SURE)
            parts.append(((own * 2 + (others > 0)) * 2 + (named > 0)) * 2 + inside)
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)

    def _uses(self) -> tuple[Ints, Ints]:
        """(n,) in how many answers each token is content, and in how many source."""
        content, source = np.zeros((2, len(self.known)), dtype=np.int64)
        for answer in self.answers.values():
            content[answer.content] += 1
            source[answer.source] += 1
        return content, source

    def content(self, head: int, begin: int, width: int) -> Flags | None:
        """The content that the rules read for a cue, as a mask over its window."""
        answer = self.answers.get(head)
        return None if answer is None else _mask(answer.content, begin, width)

    def source(self, head: int, begin: int, width: int) -> Flags | None:
        """The source that the rules read for a cue, as a mask over its window."""
        answer = self.answers.get(head)
        return None if answer is None else _mask(answer.source, begin, width)

    def compare(self, rows: Rows, source: Flags, words: Flags) -> Floats:
        """(r, COLUMNS) how each candidate agrees with the rules' answer for its cue, and for others.

        ``source`` (p,) is what is taken for the source, ``words`` (p,) what is a word, by place.
        """
        windows = rows.windows
        known = self.known[windows.head].astype(np.float32)
        own, sourceless = self._own(rows, source, words)
        table: Floats = np.concatenate(
            [
                known[rows.window][:, None],
                own,
                self._others(rows, words),
                sourceless[rows.window][:, None],
            ],
            axis=1,
        ).astype(np.float32)
        return table

    def _own(self, rows: Rows, source: Flags, words: Flags) -> tuple[Floats, Flags]:
        """(r, 5) the agreement with what the rules read for the same cue, -1 where they read nothing; and
        (c,) whether they read no source there.
        """
        windows, count = rows.windows, len(rows.windows)
        ruled, told = np.zeros((2, len(windows.owner)), dtype=bool)
        sure, sourceless = np.full(count, np.nan), np.zeros(count, dtype=bool)
        for number, head in enumerate(windows.head.tolist()):
            if (own := self.answers.get(head)) is not None:
                begin, width = int(windows.begin[number]), int(windows.width[number])
                places = slice(int(windows.start[number]), int(windows.stop[number]))
                ruled[places], told[places] = (
                    _mask(own.content, begin, width),
                    _mask(own.source, begin, width),
                )
                sure[number], sourceless[number] = own.confidence, not len(own.source)
        ruled &= words
        many = np.bincount(windows.owner[ruled], minlength=count)[rows.window]
        shared, size = rows.total(ruled), rows.total(words)
        first, last = windows.first(ruled, -1), windows.last(ruled, -1)
        first, last = np.where(first < 0, windows.start, first), np.where(last < 0, windows.stop - 1, last)
        columns = [
            sure[rows.window],
            shared / np.maximum(size + many - shared, 1),
            rows.first == first[rows.window],
            rows.last == last[rows.window],
            _agreement(windows, told, source)[rows.window],
        ]
        table = np.stack(columns, axis=1).astype(np.float32)
        table[np.isnan(table[:, 0])] = -1
        return table, sourceless

    def _others(self, rows: Rows, words: Flags) -> Floats:
        """(r, 2) how much of an answer for another cue each candidate shares at most; how many of these hold
        the cue.
        """
        windows = rows.windows
        low, high = int(windows.token.min()), int(windows.token.max()) + 1
        near = [item for item in self.answers.values() if item.content[0] < high and item.content[-1] >= low]
        if not near:
            return np.zeros((len(rows), 2), dtype=np.float32)
        alnum = np.zeros(high - low, dtype=bool)
        alnum[windows.token - low] = words
        running = np.zeros((len(near), high - low + 1), dtype=np.int32)
        for number, item in enumerate(near):
            running[number, 1:] = _mask(item.content, low, high - low) & alnum
        np.cumsum(running, axis=1, out=running)
        first, last = windows.token[rows.run_first] - low, windows.token[rows.run_last] - low
        shared = np.add.reduceat(running[:, last + 1] - running[:, first], rows.run, axis=1)
        start, head = windows.begin - low, windows.head - low
        whole = running[:, start + windows.width] - running[:, start]
        union = rows.total(words)[None] + whole[:, rows.window] - shared
        other = np.array([item.head for item in near])[:, None] != windows.head[None]
        alike = np.where(other[:, rows.window], shared / np.maximum(union, 1), 0).max(axis=0)
        holding = ((running[:, head + 1] - running[:, head]) * other).sum(axis=0)
        result: Floats = np.stack([alike, holding[rows.window]], axis=1).astype(np.float32)
        return result


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


def _agreement(windows: Windows, told: Flags, source: Flags) -> Ints:
    """(c,) 0 where only one has a source or both are apart, 1 where they touch, 2 where they are the same."""
    count = len(windows)
    apart = np.bincount(windows.owner[told != source], minlength=count) > 0
    touching = np.bincount(windows.owner[told & source], minlength=count) > 0
    return np.where(apart, touching, 2)
