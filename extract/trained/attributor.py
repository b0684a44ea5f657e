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
from .model_files import DEFAULT, read_model
from .ranker import Forest
from .tagger import Tagger

# Whoever is told in a passive clause is the addressee, not the speaker.
_ADDRESSED = frozenset({"told", "asked", "informed", "warned", "advised", "reminded", "assured", "notified"})
# Two answers whose contents share more than this of their words are one: the surer stays.
_SAME = 0.6


class TrainedAttributor:
    """Reads who says what from parsed documents. Made by ``TrainedAttributor.load``."""

    def __init__(self, settings: Mapping[str, object], arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self.name = str(settings["name"])
        self._least = _number(settings["least"])
        self._exact = _number(settings["exact"])
        self._threshold = _number(settings["cue"])
        self._certain = _number(settings["certain"])
        self._tagger = Tagger(_part(arrays, "tagger."), self._threshold, self._certain)
        self._right = Forest(_part(arrays, "right."))
        self._edges = Forest(_part(arrays, "edges."))
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
        at = 0
        for number, reading in enumerate(readings):
            many = len(reading.masks)
            best = int(np.argmax(right[at : at + many] + self._exact * edges[at : at + many]))
            if right[at + best] >= self._least:
                chosen.append((float(right[at + best]), number, best))
            at += many
        chosen.sort(key=lambda item: (-item[0], item[1]))
        found = [
            _attribution(grid, readings[number], best, self._calibrated(chance), attitude)
            for chance, number, best in _distinct(readings, chosen)
        ]
        return sorted(found, key=lambda item: (item.content, item.cue))

    def readings(self, grid: Grid, advice: Advice) -> tuple[list[Reading], NDArray[np.float32]]:
        """The candidates of each likely cue, in text order, and the attitude score of each token."""
        cues, windows = self._tagger.read(grid, advice.heads)
        found = read_cues(grid, advice, cues.score, cues.attitude, self._certain, windows)
        return list(found), cues.attitude

    def _calibrated(self, chance: float) -> float:
        return round(float(np.interp(chance, *self._scale)), 2)


def _distinct(readings: list[Reading], chosen: list[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    """Without those that repeat the content of a surer one."""
    kept: list[tuple[float, int, int]] = []
    taken: dict[int, list[tuple[int, NDArray[np.int64]]]] = {}
    for item in chosen:
        reading, mask = readings[item[1]], readings[item[1]].masks[item[2]]
        places = np.flatnonzero(mask) + reading.begin
        rivals = {other: words for place in places.tolist() for other, words in taken.get(place, ())}
        if any(_overlap(places, words) >= _SAME for words in rivals.values()):
            continue
        for place in places.tolist():
            taken.setdefault(place, []).append((item[1], places))
        kept.append(item)
    return kept


def _overlap(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / (len(one) + len(other) - shared)


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
    kids = {tokens.dep[kid]: kid - reading.begin for kid in tokens.kids[reading.head]}
    subject = kids.get("nsubjpass", -1)
    return "agent" not in kids and 0 <= subject < len(reading.source) and bool(reading.source[subject])


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


def _part(arrays: Mapping[str, NDArray[np.generic]], prefix: str) -> dict[str, NDArray[np.generic]]:
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}


def _number(value: object) -> float:
    if not isinstance(value, int | float):
        raise ValueError(f"{value!r} is no number")
    return float(value)
