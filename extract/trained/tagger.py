"""Networks that find cues and label the words around each, in numpy.

One pass over the document gives every token a vector (word, parse neighbours, three dilated
convolutions; Yu and Koltun 2016, https://arxiv.org/abs/1511.07122) and the probability of being the
head of a cue. A second pass over the window of each likely cue labels its tokens source, cue, content or
none, and tells where a content begins and ends. Trained by ``training``; where several networks learnt,
each on a part of the texts, the mean of what they say counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..cores import one_core
from .advice import Advice
from .features import Grid, Ints
from .pairs import pairs_of, windows
from .passes import Passes
from .rows import Floats, Windows

# Rows of the second pass that are worked on at once, so that memory does not grow with the document.
_PAIRS = 12_000
# What the rules take for a cue is looked into if it is one with this probability at least: of what is below,
# hardly one in fifty comes to anything.
_DOUBTFUL = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """The likely cues of a document.

    ``score`` and ``attitude`` (n,): the probability of each token to be the head of a cue, and for such a
    head to be one of a state of mind. ``heads`` (c,) the tokens above the threshold and, above a lower
    one, those that the rules advise.
    """

    score: Floats
    attitude: Floats
    heads: Ints


class Tagger:
    """One network or several; ``threshold`` is the least probability of a cue that is looked into, beyond
    ``certain`` a token counts as a cue beside the others.
    """

    def __init__(
        self,
        networks: Sequence[Mapping[str, NDArray[np.generic]]],
        threshold: float = 0.1,
        certain: float = 0.45,
    ) -> None:
        self._networks = [Passes(weights) for weights in networks]
        self._threshold = threshold
        self._certain = certain

    def read(self, grid: Grid, advice: Advice) -> tuple[Cues, Windows]:
        """The cues, those that the rules read among them, and the window of each head.

        Marks are (w, 6): the probabilities of none, content, source, cue (these add up to one), of a
        content's first and of its last token.
        """
        if not len(grid):
            empty, none = np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.int64)
            return Cues(empty, empty, none), Windows(none, none, none, np.zeros((0, 6), dtype=np.float32))
        with one_core():
            vectors = [network.encode(grid, advice) for network in self._networks]
            chance = _mean(
                [network.chance(own) for network, own in zip(self._networks, vectors, strict=True)]
            )
        likely = chance[:, 0] > self._threshold
        likely[advice.heads[chance[advice.heads, 0] > _DOUBTFUL]] = True
        cues = Cues(chance[:, 0], chance[:, 1], np.flatnonzero(likely))
        return cues, self._windows(grid, advice, vectors, cues)

    def _windows(self, grid: Grid, advice: Advice, vectors: Sequence[Floats], cues: Cues) -> Windows:
        begin, end = windows(grid, cues.heads)
        marks = np.zeros((int((end - begin).sum()), 6), dtype=np.float32)
        done = 0
        others = np.flatnonzero(cues.score > self._certain)
        step = max(1, _PAIRS // 240)
        for first in range(0, len(cues.heads), step):
            pairs = pairs_of(grid, advice, cues.heads[first : first + step], others)
            with one_core():
                marks[done : done + len(pairs.cue)] = _mean(
                    [network.mark(own, pairs) for network, own in zip(self._networks, vectors, strict=True)]
                )
            done += len(pairs.cue)
        return Windows(cues.heads, begin, end - begin, marks)


def _mean(parts: Sequence[Floats]) -> Floats:
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total if len(parts) == 1 else total / np.float32(len(parts))
