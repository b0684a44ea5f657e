"""Training an attribution model from hand-made gold; needs the extra ``train`` (PyTorch and LightGBM).

Three steps: a network learns twice, each time without one half of the documents, and reads that half; from
these readings the ranker learns which candidate is right, and how sure its answers may be; and a network that
is kept learns from all documents, and from what the one that did not know a document says of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import lightgbm
import numpy as np
from numpy.typing import NDArray

from ...errors import UsageError
from .candidates import Reading, read_cues
from .lessons import Lesson
from .model_files import DEFAULT, FORMAT, Arrays, arrays_of, read_model
from .network import Course, Words, fit
from .passes import Passes
from .ranker import Forest
from .tagger import Tagger

# Settings of the model that were chosen on held-out articles.
CUE, CERTAIN, EXACT, NEAR, LEAST = 0.2, 0.45, 0.5, 1.2, 0.35
# The ranker learns from less likely cues as well than those that are looked into later.
_LEARNT_CUE = 0.07
_TREES = {
    "objective": "binary",
    "learning_rate": 0.06,
    "num_leaves": 31,
    "max_depth": 7,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "seed": 1,
    "verbose": -1,
}
_ROUNDS = 200


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Candidates of many cues: features (r, f), right and exact (r,), and which cue each row is of (r,)."""

    features: NDArray[np.float32]
    right: NDArray[np.bool_]
    exact: NDArray[np.bool_]
    cue: NDArray[np.int64]


def train(
    lessons: Sequence[Lesson],
    words: Words,
    *,
    name: str,
    course: Course | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> tuple[dict[str, object], Arrays]:
    """The settings and arrays of a model, for ``model_files.write_model``. ``tell`` hears of the progress.

    The same lessons give the same model on the same machine and versions.
    """
    course = course or Course()
    halves = (lessons[::2], lessons[1::2])
    examples, networks = [], []
    for number, (held, seen) in enumerate((halves, halves[::-1])):
        tell(f"tagger on half {number + 1} of the documents")
        networks.append(fit(seen, words, course, tell))
        examples.append(read_examples(Tagger(networks[-1:], _LEARNT_CUE, CERTAIN), held))
    tell("tagger on all documents")
    halved = [Passes(network) for network in networks]
    whole = fit(lessons, words, course, tell, [halved[number % 2] for number in range(len(lessons))])
    tell("ranker")
    ranker = fit_ranker(examples)
    settings: dict[str, object] = {
        "format": FORMAT,
        "name": name,
        "cue": CUE,
        "certain": CERTAIN,
        "exact": EXACT,
        "near": NEAR,
        "least": LEAST,
        "documents": len(lessons),
        "attributions": sum(len(lesson.answers) for lesson in lessons),
        "course": asdict(course),
    }
    return settings, {**arrays_of([whole]), **ranker}


def words_of(name: str = DEFAULT) -> Words:
    """The word vectors of a model in the package, to train another one with."""
    _, arrays = read_model(name)
    return Words(
        arrays["tagger.static_keys"].astype(np.uint64),
        arrays["tagger.static_rows"].astype(np.uint16),
        arrays["tagger.static"].astype(np.int8),
    )


def read_examples(tagger: Tagger, lessons: Iterable[Lesson]) -> Examples:
    """What the tagger proposes on documents that it has not seen, and which of it is right."""
    readings: list[Reading] = []
    heads: list[tuple[int, int]] = []
    verdicts: list[tuple[NDArray[np.bool_], NDArray[np.bool_]]] = []
    for number, lesson in enumerate(lessons):
        cues, windows = tagger.read(lesson.grid, lesson.advice)
        for reading in read_cues(
            lesson.grid, lesson.advice, cues.score, cues.attitude, CERTAIN, windows, others=True
        ):
            heads.append((number, reading.head))
            readings.append(reading)
            verdicts.append(lesson.judge(reading))
    if not readings:
        raise UsageError("the gold is too little to learn from: no cue was found again; give more documents")
    return Examples(
        np.concatenate([reading.features for reading in readings]),
        np.concatenate([right for right, _ in verdicts]),
        np.concatenate([exact for _, exact in verdicts]),
        np.repeat(
            np.unique(heads, axis=0, return_inverse=True)[1].reshape(-1),
            [len(reading.masks) for reading in readings],
        ),
    )


def fit_ranker(examples: Sequence[Examples]) -> Arrays:
    """The two forests, and the scale from their scores to the share of right answers among held-out ones."""
    scores, hits = [], []
    for number, held in enumerate(examples):
        others = [part for at, part in enumerate(examples) if at != number]
        right, exact = (Forest(_forest(others, goal)).chance(held.features) for goal in ("right", "exact"))
        best = _best(right + EXACT * exact, held.cue)
        scores.append(right[best])
        hits.append(held.right[best])
    raw, share = _scale(np.concatenate(scores).astype(np.float64), np.concatenate(hits).astype(np.float64))
    arrays: Arrays = {"scale.raw": raw, "scale.share": share}
    for prefix, goal in (("right.", "right"), ("edges.", "exact")):
        arrays.update({prefix + key: array for key, array in _forest(examples, goal).items()})
    return arrays


def _best(score: NDArray[np.float32], cue: NDArray[np.int64]) -> NDArray[np.int64]:
    """The row of the best candidate of each cue."""
    order = np.lexsort((-score, cue))
    return order[np.flatnonzero(np.diff(cue[order], prepend=-1))]


def _scale(
    score: NDArray[np.float64], hit: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Knots of a rising line: mean score and share of hits in twenty bins of equal size, made monotone
    by pooling (isotonic regression; Barlow et al. 1972)."""
    order = np.argsort(score, kind="stable")
    pools = [
        [float(score[part].mean()), float(hit[part].mean()), len(part)]
        for part in np.array_split(order, 20)
        if len(part)
    ]
    merged: list[list[float]] = []
    for pool in pools:
        merged.append(pool)
        while len(merged) > 1 and merged[-2][1] >= merged[-1][1]:
            x, y, n = merged.pop()
            a, b, m = merged.pop()
            merged.append([(a * m + x * n) / (m + n), (b * m + y * n) / (m + n), m + n])
    return np.array([pool[0] for pool in merged]), np.array([pool[1] for pool in merged])


def _forest(examples: Sequence[Examples], goal: str) -> Arrays:
    features = np.concatenate([part.features for part in examples])
    wanted = np.concatenate([getattr(part, goal) for part in examples]).astype(np.float32)
    booster = lightgbm.train(_TREES, lightgbm.Dataset(features, wanted), _ROUNDS)
    return forest_arrays(booster.dump_model()["tree_info"])


def forest_arrays(trees: Sequence[Mapping[str, object]]) -> Arrays:
    """LightGBM's trees as the flat arrays that ``Forest`` reads."""
    feature: list[int] = []
    threshold: list[float] = []
    children: list[tuple[int, int]] = []
    value: list[float] = []
    roots: list[int] = []
    deepest = 0

    def add(node: Mapping[str, object], depth: int) -> int:
        nonlocal deepest
        deepest = max(deepest, depth)
        here = len(value)
        inner = "split_feature" in node
        # LightGBM types its dump as plain dictionaries.
        feature.append(int(node["split_feature"]) if inner else 0)  # type: ignore[call-overload]
        threshold.append(float(node["threshold"]) if inner else 0.0)  # type: ignore[arg-type]
        value.append(0.0 if inner else float(node["leaf_value"]))  # type: ignore[arg-type]
        children.append((here, here))
        if inner:
            left = add(node["left_child"], depth + 1)  # type: ignore[arg-type]
            children[here] = (left, add(node["right_child"], depth + 1))  # type: ignore[arg-type]
        return here

    for tree in trees:
        roots.append(add(tree["tree_structure"], 0))  # type: ignore[arg-type]
    return {
        "feature": np.array(feature, dtype=np.int16),
        "threshold": np.array(threshold, dtype=np.float32),
        "children": np.array(children, dtype=np.int32),
        "value": np.array(value, dtype=np.float32),
        "roots": np.array(roots, dtype=np.int32),
        "depth": np.array(deepest, dtype=np.int64),
    }
