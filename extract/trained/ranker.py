"""Boosted trees that weigh the candidates of a cue, evaluated in numpy for all rows and trees at once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_ROWS = 4096


class Forest:
    """Regression trees of limited depth, as flat arrays of nodes; a leaf's children are the leaf itself."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]], prefix: str = "") -> None:
        self._feature = arrays[f"{prefix}feature"].astype(np.int32)
        self._threshold = arrays[f"{prefix}threshold"].astype(np.float32)
        self._children = arrays[f"{prefix}children"].astype(np.int32).reshape(-1)
        self._value = arrays[f"{prefix}value"].astype(np.float32)
        self._roots = arrays[f"{prefix}roots"].astype(np.int32)
        self._depth = int(arrays[f"{prefix}depth"])

    def chance(self, features: Floats) -> Floats:
        """(rows,) probabilities from (rows, columns)."""
        parts = [self._margin(features[at : at + _ROWS]) for at in range(0, len(features), _ROWS)]
        margin = np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)
        result: Floats = (1 / (1 + np.exp(-np.clip(margin, -30, 30)))).astype(np.float32)
        return result

    def _margin(self, features: Floats) -> Floats:
        rows, columns = features.shape
        flat = features.reshape(-1)
        base = (np.arange(rows, dtype=np.int32) * columns)[:, None]
        node = np.broadcast_to(self._roots, (rows, len(self._roots))).copy()
        for _ in range(self._depth):
            seen = flat.take(base + self._feature.take(node))
            node = self._children.take(2 * node + (seen > self._threshold.take(node)))
        total: Floats = self._value.take(node).sum(axis=1, dtype=np.float32)
        return total
