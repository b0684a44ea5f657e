"""One network of the tagger in numpy: its two passes, as ``network`` learnt them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from .advice import STATES, Advice
from .features import GRID_SIZES, Grid, Ints
from .pairs import PAIR_SIZES, Pairs
from .rows import Floats

# How many convolutions in each pass, and after which of the second the window's mean is added.
LAYERS = (3, 4)
POOLED = 1
# After which convolutions of the second pass each token hears of its head.
CLIMBED = (0, 2)
# Sizes of the tables of the first pass: the grid's, and what the rules make of a token.
TOKEN_SIZES = (*GRID_SIZES, STATES)
# Word vectors are stored as bytes; divided by this they have unit variance.
BYTE = np.float32(40)
_LOOKUPS = frozenset({"word_keys", "static_keys", "static_rows"})


class Passes:
    """The weights of a network, laid out for use; made from the arrays that ``network.fit`` gives."""

    def __init__(self, weights: Mapping[str, NDArray[np.generic]]) -> None:
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
        self._climbed = CLIMBED if "t2.0.ln.weight" in self._w else ()
        self._grid_rows = _row_numbers(TOKEN_SIZES, self._w["grid"])
        self._pair_rows = _row_numbers(PAIR_SIZES, self._w["pair"])

    def encode(self, grid: Grid, advice: Advice) -> Floats:
        """(n, width) a vector for each token."""
        w = self._w
        n = len(grid)
        x = w["word"][rows_of(self._word_keys, grid.words, None)]
        x += self._static[rows_of(self._static_keys, grid.words, self._static_rows)]
        x += grid.flags.astype(np.float32) @ w["fl.weight"]
        _add_rows(x, w["grid"], grid.ids, self._grid_rows)
        _add_rows(x, w["grid"], advice.states[:, None], self._grid_rows[grid.ids.shape[1] :])
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

    def chance(self, vectors: Floats) -> Floats:
        """(n, 2) the probability of each token to head a cue, and for such a head to be one of attitude."""
        return _sigmoid(vectors @ self._w["cue.weight"] + self._w["cue.bias"])

    def mark(self, vectors: Floats, pairs: Pairs) -> Floats:
        """(p, 6) the marks that ``Tagger.read`` describes."""
        w = self._w
        tokens, own = np.unique(pairs.token, return_inverse=True)
        heads = pairs.cue[pairs.starts[:-1]]
        number = np.repeat(np.arange(len(heads)), np.diff(pairs.starts))
        seen, cue = vectors[tokens], vectors[heads]
        x = (cue @ w["mb.weight"])[number]
        x *= (seen @ w["ma.weight"])[own]
        x += (seen @ w["wt.weight"] + w["wt.bias"])[own]
        x += (cue @ w["wc.weight"])[number]
        _add_rows(x, w["pair"], pairs.ids, self._pair_rows)
        x = np.maximum(self._norm(x, "lnp"), 0)
        for layer in range(LAYERS[1]):
            x = self._convolve(x, f"c2.{layer}", 1 << layer, pairs.place, pairs.room)
            if layer in self._climbed:
                x = self._climb(x, f"t2.{self._climbed.index(layer)}", pairs.above)
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

    def _climb(self, x: Floats, name: str, above: Ints) -> Floats:
        """One residual step over the token and its head in the parse."""
        w, width = self._w[f"{name}.lin.weight"], x.shape[1]
        y = x @ w[:width]
        y += (x @ w[width:])[above]
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


def _row_numbers(sizes: Sequence[int], table: Floats) -> Ints:
    """Where each column's rows begin; a model that learnt without the last columns has none for these."""
    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    return begins[begins < len(table)]


def _add_rows(x: Floats, table: Floats, ids: Ints, begins: Ints) -> None:
    for column, begin in zip(ids.T, begins, strict=False):
        x += table.take(column + begin, axis=0)


def rows_of(keys: NDArray[np.uint64], words: NDArray[np.uint64], rows: Ints | None) -> Ints:
    """The row of each word's hash in a table whose row 0 is for words that are not there."""
    at = np.minimum(np.searchsorted(keys, words), len(keys) - 1)
    found = at if rows is None else rows[at].astype(np.int64)
    return np.where(keys[at] == words, found + 1, 0)


def _sigmoid(x: Floats) -> Floats:
    result: Floats = (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)
    return result
