"""A softmax regression over plain features, for what is learnt from hand-made gold.

Rows are sets of short strings. The weights come out in whole hundredths, which add up to the same in any
order, and the same rows give the same weights.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Weights = dict[str, list[int]]
_LEAST = 4  # hundredths; what weighs no more is left out


class Table:
    """Rows as the numbers of their features; the first feature, "", stands in each."""

    def __init__(self, rows: Sequence[Collection[str]], vocabulary: dict[str, int]) -> None:
        known = [[0, *sorted(vocabulary[f] for f in row if f in vocabulary)] for row in rows]
        self.lengths = np.array([len(row) for row in known])
        self.places = np.array([place for row in known for place in row])
        self.starts = np.concatenate(([0], np.cumsum(self.lengths)[:-1]))
        self.features = len(vocabulary)

    def sums(self, weights: Floats) -> Floats:
        """(rows, classes) of the weights of each row's features."""
        return np.add.reduceat(weights[self.places], self.starts, axis=0)

    def back(self, errors: Floats) -> Floats:
        """(features, classes) of the errors of the rows that have each feature."""
        spread = np.repeat(errors, self.lengths, axis=0)
        columns = [np.bincount(self.places, column, self.features) for column in spread.T]
        return np.stack(columns, axis=1).astype(np.float32)


def vocabulary(rows: Iterable[tuple[str, Collection[str]]], least: int) -> dict[str, int]:
    """The features that so many texts have, numbered; rows come with the id of their text."""
    texts: dict[str, set[str]] = defaultdict(set)
    for text, features in rows:
        for feature in features:
            texts[feature].add(text)
    kept = sorted(feature for feature, ids in texts.items() if len(ids) >= least)
    return {feature: place for place, feature in enumerate(["", *kept])}


def fit(
    table: Table, wanted: Sequence[int], classes: int, counts: Sequence[float], ridge: float, steps: int
) -> Floats:
    """(features, classes) weights that tell the class of each row, which counts so much.

    ``ridge`` holds them small. Adam, https://arxiv.org/abs/1412.6980.
    """
    gold = np.eye(classes, dtype=np.float32)[np.array(wanted)]
    share = np.array(counts, dtype=np.float32)[:, None]
    total = share.sum()
    weights = np.zeros((table.features, classes), dtype=np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        errors = (chances(table.sums(weights)) - gold) * share
        slope = table.back(errors) / total + ridge * weights / total
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        pace = (0.05 if step < 0.75 * steps else 0.02) / (1 - 0.9**step)
        weights -= pace * mean / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def chances(sums: Floats) -> Floats:
    """How likely each class is, from the sums of the weights."""
    powers: Floats = np.exp(sums - sums.max(1, keepdims=True))
    shares: Floats = powers / powers.sum(1, keepdims=True)
    return shares


def hundredths(weights: Floats, numbers: dict[str, int]) -> Weights:
    """The weights of each feature as whole hundredths, without those that hardly weigh."""
    table = {feature: [round(100 * float(x)) for x in weights[i]] for feature, i in numbers.items()}
    return {f: row for f, row in table.items() if not f or max(map(abs, row)) > _LEAST}
