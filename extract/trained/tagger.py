"""The network that finds cues and labels the words around each, in numpy.

One pass over the document gives every token a vector (word, parse neighbours, three dilated
convolutions; Yu and Koltun 2016, https://arxiv.org/abs/1511.07122) and the probability of being the
head of a cue. A second pass over the window of each likely cue labels its tokens source, cue, content or
none, and tells where a content begins and ends. Trained by ``training``; the tables and matrices are
the arrays of one ``.npz`` file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from .features import GRID_SIZES, Grid, Ints
from .pairs import PAIR_SIZES, Pairs, pairs_of, windows
from .rows import Floats, Windows

# How many convolutions in each pass, and after which of the second the window's mean is added.
LAYERS = (3, 4)
POOLED = 1
# Rows of the second pass that are worked on at once, so that memory does not grow with the document.
_PAIRS = 12_000
# Word vectors are stored as bytes; divided by this they have unit variance.
BYTE = np.float32(40)
_LOOKUPS = frozenset({"word_keys", "static_keys", "static_rows"})
# Small products are as fast on one core, and the same to the last bit on machines with more cores.
_POOLS = ThreadpoolController()


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """The likely cues of a document.

    ``score`` and ``attitude`` (n,): the probability of each token to be the head of a cue, and for such a
    head to be one of a state of mind. ``heads`` (c,) the tokens above the threshold and those
    that the rules advise.
    """

    score: Floats
    attitude: Floats
    heads: Ints


class Tagger:
    """The network with its weights; ``threshold`` is the least probability of a cue that is looked into."""

    def __init__(
        self, weights: Mapping[str, NDArray[np.generic]], threshold: float = 0.1, certain: float = 0.45
    ) -> None:
        self._word_keys, self._static_keys = (
            weights[name].astype(np.uint64) for name in ("word_keys", "static_keys")
        )
        self._static_rows = weights["static_rows"].astype(np.int64)
        self._w = {name: array.astype(np.float32) for name, array in weights.items() if name not in _LOOKUPS}
        # One product for all neighbours in the parse: their blocks side by side instead of stacked.
        width = self._w["lnt.weight"].shape[0]
        blocks = self._w["tree.weight"].reshape(-1, width, width)
        self._w["tree.weight"] = np.concatenate(list(blocks), axis=1)
        # The vectors of words as the first layer sees them, once for all documents.
        self._static = (self._w.pop("static") / BYTE) @ self._w["st.weight"]
        self._threshold = threshold
        self._certain = certain
        self._grid_rows = np.concatenate([[0], np.cumsum(GRID_SIZES)[:-1]])
        self._pair_rows = np.concatenate([[0], np.cumsum(PAIR_SIZES)[:-1]])

    def read(self, grid: Grid, advised: Ints) -> tuple[Cues, Windows]:
        """The cues, those ``advised`` (token indices) among them, and the window of each head.

        Marks are (w, 6): the probabilities of none, content, source, cue (these add up to one), of a
        content's first and of its last token.
        """
        if not len(grid):
            empty, none = np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.int64)
            return Cues(empty, empty, none), Windows(none, none, none, np.zeros((0, 6), dtype=np.float32))
        with _POOLS.limit(limits=1, user_api="blas"):
            vectors = self._encode(grid)
            chance = _sigmoid(vectors @ self._w["cue.weight"] + self._w["cue.bias"])
        likely = chance[:, 0] > self._threshold
        likely[advised] = True
        cues = Cues(chance[:, 0], chance[:, 1], np.flatnonzero(likely))
        return cues, self._windows(grid, vectors, cues)

    def _windows(self, grid: Grid, vectors: Floats, cues: Cues) -> Windows:
        begin, end = windows(grid, cues.heads)
        marks = np.zeros((int((end - begin).sum()), 6), dtype=np.float32)
        done = 0
        others = np.flatnonzero(cues.score > self._certain)
        step = max(1, _PAIRS // 240)
        for first in range(0, len(cues.heads), step):
            pairs = pairs_of(grid, cues.heads[first : first + step], others)
            with _POOLS.limit(limits=1, user_api="blas"):
                marks[done : done + len(pairs.cue)] = self._mark(vectors, pairs)
            done += len(pairs.cue)
        return Windows(cues.heads, begin, end - begin, marks)

    def _encode(self, grid: Grid) -> Floats:
        w = self._w
        n = len(grid)
        x = w["word"][rows_of(self._word_keys, grid.words, None)]
        x += self._static[rows_of(self._static_keys, grid.words, self._static_rows)]
        x += grid.flags.astype(np.float32) @ w["fl.weight"]
        _add_rows(x, w["grid"], grid.ids + self._grid_rows)
        x += w["fl.bias"]
        x = np.maximum(self._norm(x, "ln0"), 0)
        width = x.shape[1]
        parts = x @ w["tree.weight"]
        total = parts[:, :width] + w["tree.bias"]
        for number in range(grid.slots.shape[1]):
            held = np.flatnonzero(grid.slots[:, number] < n)
            total[held] += parts[grid.slots[held, number], (number + 1) * width : (number + 2) * width]
        x = self._norm(x + np.maximum(total, 0), "lnt")
        place = np.arange(n)
        for number in range(LAYERS[0]):
            x = self._convolve(x, f"c1.{number}", 1 << number, place, place[::-1])
        return x

    def _mark(self, vectors: Floats, pairs: Pairs) -> Floats:
        w = self._w
        tokens, own = np.unique(pairs.token, return_inverse=True)
        heads = pairs.cue[pairs.starts[:-1]]
        number = np.repeat(np.arange(len(heads)), np.diff(pairs.starts))
        seen, cue = vectors[tokens], vectors[heads]
        x = (cue @ w["mb.weight"])[number]
        x *= (seen @ w["ma.weight"])[own]
        x += (seen @ w["wt.weight"] + w["wt.bias"])[own]
        x += (cue @ w["wc.weight"])[number]
        _add_rows(x, w["pair"], pairs.ids + self._pair_rows)
        x = np.maximum(self._norm(x, "lnp"), 0)
        for layer in range(LAYERS[1]):
            x = self._convolve(x, f"c2.{layer}", 1 << layer, pairs.place, pairs.room)
            if layer == POOLED:
                sizes = np.diff(pairs.starts)[:, None].astype(np.float32)
                mean = np.add.reduceat(x, pairs.starts[:-1], axis=0) / sizes
                x += np.maximum(mean @ w["pool.weight"] + w["pool.bias"], 0)[number]
        logits = (x @ w["out.weight"] + w["out.bias"]).astype(np.float32)
        label = np.exp(logits[:, :4] - logits[:, :4].max(axis=1, keepdims=True))
        marks: Floats = np.concatenate(
            [label / label.sum(axis=1, keepdims=True), _sigmoid(logits[:, 4:])], axis=1
        )
        return marks

    def _convolve(self, x: Floats, name: str, reach: int, place: Ints, room: Ints) -> Floats:
        """One residual convolution over the token and its neighbours at the distance ``reach``."""
        n, width = x.shape
        stacked = np.zeros((n, 3 * width), dtype=np.float32)
        stacked[:, width : 2 * width] = x
        if n > reach:
            stacked[reach:, :width] = x[:-reach]
            stacked[:-reach, 2 * width :] = x[reach:]
        stacked[place < reach, :width] = 0
        stacked[room < reach, 2 * width :] = 0
        y = stacked @ self._w[f"{name}.lin.weight"]
        y += self._w[f"{name}.lin.bias"]
        np.maximum(y, 0, out=y)
        y += x
        return self._norm(y, f"{name}.ln")

    def _norm(self, x: Floats, name: str) -> Floats:
        """Each row to mean 0 and variance 1, scaled (layer normalisation), in place."""
        ones = np.full((x.shape[1], 1), 1 / x.shape[1], dtype=np.float32)
        x -= x @ ones
        x *= 1 / np.sqrt((x * x) @ ones + np.float32(1e-5))
        x *= self._w[f"{name}.weight"]
        x += self._w[f"{name}.bias"]
        return x


def _add_rows(x: Floats, table: Floats, rows: Ints) -> None:
    for column in range(rows.shape[1]):
        x += table.take(rows[:, column], axis=0)


def rows_of(keys: NDArray[np.uint64], words: NDArray[np.uint64], rows: Ints | None) -> Ints:
    """The row of each word's hash in a table whose row 0 is for words that are not there."""
    at = np.minimum(np.searchsorted(keys, words), len(keys) - 1)
    found = at if rows is None else rows[at].astype(np.int64)
    return np.where(keys[at] == words, found + 1, 0)


def _sigmoid(x: Floats) -> Floats:
    result: Floats = (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)
    return result
