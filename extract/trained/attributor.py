"""Attribution by a trained model: cues, the words around each, candidates, the likeliest of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from ...graph.record import Span
from ..attribution.attributions import Attribution
from ..attribution.confidence import weigh
from ..attribution.cues import default_lexicon
from ..attribution.rules import attribute_cued
from ..tokens import Tokens
from .advice import Advice, advice_of
from .candidates import Reading, read_cues
from .features import Flags, Grid, grid_of
from .model_files import DEFAULT, OTHERS, networks_of, part_of, read_model
from .ranker import Forest
from .tagger import Tagger

# Whoever is told in a passive clause is the addressee, not the speaker.
_ADDRESSED = frozenset({"told", "asked", "informed", "warned", "advised", "reminded", "assured", "notified"})
# The one who is told in an active clause.
_TOLD = frozenset({"dobj", "dative"})
# Two answers whose contents share more than this of their words are one: the surer stays; and so, of two
# neither of which stands inside the other's content, if they share more than this of the shorter one's.
_SAME, _REPEATED = 0.6, 0.5
# Contents that share as much are the same to whoever scores them.
_ALIKE = 0.795


class TrainedAttributor:
    """Reads who says what from parsed documents. Made by ``TrainedAttributor.load``."""

    def __init__(self, settings: Mapping[str, object], arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self.name = str(settings["name"])
        self._least = _number(settings["least"])
        self._exact = _number(settings["exact"])
        self._near = _number(settings.get("near", 0))
        self._threshold = _number(settings["cue"])
        self._certain = _number(settings["certain"])
        self._others = _number(settings["format"]) >= OTHERS
        self._tagger = Tagger(networks_of(arrays), self._threshold, self._certain)
        self._right = Forest(part_of(arrays, "right."))
        self._edges = Forest(part_of(arrays, "edges."))
        self._scale = (arrays["scale.raw"].astype(np.float64), arrays["scale.share"].astype(np.float64))

    @classmethod
    def load(cls, path_or_name: str = DEFAULT) -> TrainedAttributor:
        """The model in a folder, or of a name that comes with the package.

        Raises ``UsageError`` where there is none, or none that this version can read.
        """
        return cls(*read_model(path_or_name))

    def attribute(self, doc: Doc, ruled: Sequence[Attribution] | None = None) -> list[Attribution]:
        """The attributions of a tagged and parsed document, by the start of their content.

        ``ruled`` is what the rules find there (``rules.attribute_cued``), where that is known already.
        """
        grid = grid_of(doc)
        if ruled is None:
            ruled = weigh(grid.tokens, attribute_cued(grid.tokens, default_lexicon()))
        readings, attitude = self.readings(grid, advice_of(grid.tokens, ruled))
        if not readings:
            return []
        rows = np.concatenate([reading.features for reading in readings])
        right, edges = self._right.chance(rows), self._edges.chance(rows)
        chosen: list[tuple[float, int, int]] = []
        sizes = np.where(grid.alnum, np.subtract(grid.tokens.end, grid.tokens.start) + 1, 0)
        at = 0
        for number, reading in enumerate(readings):
            part = slice(at, at + len(reading.masks))
            at = part.stop
            if right[part].max() < self._least:
                continue
            score = right[part] + self._exact * edges[part]
            if self._near:
                score += self._near * (_alike(reading, sizes) @ edges[part])
            best = int(np.argmax(score))
            if right[part][best] >= self._least:
                chosen.append((float(right[part][best]), number, best))
        chosen.sort(key=lambda item: (-item[0], item[1]))
        found = [
            _attribution(grid, readings[number], best, self._calibrated(chance), attitude)
            for chance, number, best in _distinct(readings, chosen)
        ]
        return sorted(found, key=lambda item: (item.content, item.cue))

    def readings(self, grid: Grid, advice: Advice) -> tuple[list[Reading], NDArray[np.float32]]:
        """The candidates of each likely cue, in text order, and the attitude score of each token."""
        cues, windows = self._tagger.read(grid, advice)
        found = read_cues(
            grid, advice, cues.score, cues.attitude, self._certain, windows, others=self._others
        )
        return list(found), cues.attitude

    def _calibrated(self, chance: float) -> float:
        return round(float(np.interp(chance, *self._scale)), 2)


def _distinct(readings: list[Reading], chosen: list[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    """Without those that repeat the content of a surer one, and with one of each cue."""
    kept: list[tuple[float, int, int]] = []
    heard: set[int] = set()
    taken: dict[int, list[tuple[int, NDArray[np.int64]]]] = {}
    for item in chosen:
        reading, mask = readings[item[1]], readings[item[1]].masks[item[2]]
        if reading.head in heard:
            continue
        heard.add(reading.head)
        places = np.flatnonzero(mask) + reading.begin
        rivals = {other: words for place in places.tolist() for other, words in taken.get(place, ())}
        held = set(places.tolist())
        if any(
            _overlap(places, words) >= _SAME
            or (
                reading.head not in words
                and readings[other].head not in held
                and _held(places, words) >= _REPEATED
            )
            for other, words in rivals.items()
        ):
            continue
        for place in places.tolist():
            taken.setdefault(place, []).append((item[1], places))
        kept.append(item)
    return kept


def _alike(reading: Reading, sizes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """(m, m) which candidates would count as right if the other one were: they share .8 of their words.

    A content that is right if any of several likely ones is beats a lone one (minimum Bayes risk;
    Kumar and Byrne 2004, https://aclanthology.org/N04-1022/).
    """
    masks = reading.masks.astype(np.float32)
    weighed = masks * sizes[reading.begin : reading.begin + masks.shape[1]]
    shared = weighed @ masks.T
    size = weighed.sum(axis=1)
    alike: NDArray[np.bool_] = shared >= _ALIKE * (size[:, None] + size - shared)
    return alike


def _overlap(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / (len(one) + len(other) - shared)


def _held(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    return len(np.intersect1d(one, other, assume_unique=True)) / min(len(one), len(other))


def _attribution(
    grid: Grid, reading: Reading, best: int, confidence: float, attitude: NDArray[np.float32]
) -> Attribution:
    masks = (reading.masks[best], reading.cue, reading.source)
    content, cue, source = (_spans(grid, mask, reading.begin) for mask in masks)
    return Attribution(
        content=content,
        cue=cue,
        source=() if _is_addressee(grid.tokens, reading) else source,
        confidence=confidence,
        attitude=_is_attitude(grid.tokens.lower[reading.head], float(attitude[reading.head])),
    )


def _is_addressee(tokens: Tokens, reading: Reading) -> bool:
    """Whether the words taken for the source are those to whom something was told."""
    if tokens.lower[reading.head] not in _ADDRESSED:
        return False
    verb, kids = reading.head, _kids(tokens, reading.head)
    if "agent" in kids:
        return False
    while "nsubj" not in kids and "nsubjpass" not in kids:
        if tokens.dep[verb] != "conj" or not _TOLD.isdisjoint(kids):
            return False
        verb = tokens.head[verb]  # "She was called in and told that …"
        kids = _kids(tokens, verb)
    subject = kids.get("nsubjpass", -1) - reading.begin
    return 0 <= subject < len(reading.source) and bool(reading.source[subject])


def _kids(tokens: Tokens, token: int) -> dict[str, int]:
    return {tokens.dep[kid]: kid for kid in tokens.kids[token]}


def _is_attitude(head: str, chance: float) -> bool:
    """What the cue lexicon says of the head of a cue; what the network says where the lexicon is silent."""
    lexicon = default_lexicon()
    noun = lexicon.nouns.get(head)
    known = [*lexicon.verbs.get(head, ()), *([noun] if noun else [])]
    return all(cue.attitude for cue in known) if known else chance > 0.5


def _spans(grid: Grid, mask: Flags, begin: int) -> tuple[Span, ...]:
    change = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]))) + begin
    return tuple(
        grid.tokens.span(first, last - 1)
        for first, last in zip(change[::2].tolist(), change[1::2].tolist(), strict=True)
    )


def _number(value: object) -> float:
    if not isinstance(value, int | float):
        raise ValueError(f"{value!r} is no number")
    return float(value)
