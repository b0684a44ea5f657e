"""The dependency trees of a document as whole columns: spans of subtrees, ancestry, paths between tokens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# No sentence that a reader can follow is deeper; a path longer than this counts as none.
_DEEPEST = 48


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """Between a cue and a token: steps up from the cue, then the first two tokens on the way down (or -1)."""

    up: Ints
    child: Ints
    grandchild: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """``head`` token indices (a root is its own); ``depth``; ``left`` and ``right`` the first and last token
    of each subtree; ``enter`` and ``leave`` a numbering in which a token's descendants lie within its own.
    """

    head: Ints
    depth: Ints
    left: Ints
    right: Ints
    enter: Ints
    leave: Ints
    levels: tuple[Ints, ...]

    def holds(self, above: Ints, below: Ints) -> Flags:
        """Whether the one is the other or an ancestor of it."""
        return (self.enter[above] <= self.enter[below]) & (self.enter[below] < self.leave[above])

    def nearest(self, marked: Flags) -> Ints:
        """For each token itself or the nearest ancestor that is marked, -1 where there is none."""
        found = np.where(marked, np.arange(len(marked)), -1)
        for level in self.levels[1:]:
            found[level] = np.where(found[level] >= 0, found[level], found[self.head[level]])
        return found

    def paths(self, cue: Ints, token: Ints) -> Path:
        """The paths from cues to tokens, pair by pair; ``up`` is 99 where the two share no tree."""
        current, child, grandchild = token.copy(), np.full_like(token, -1), np.full_like(token, -1)
        active = np.flatnonzero(~self.holds(current, cue))
        lost = np.zeros(len(token), dtype=bool)
        for _ in range(_DEEPEST):
            if not len(active):
                break
            at = current[active]
            grandchild[active], child[active] = child[active], at
            above = self.head[at]
            current[active] = above
            lost[active[above == at]] = True
            active = active[(above != at) & ~self.holds(above, cue[active])]
        lost[active] = True
        child[lost] = grandchild[lost] = -1
        return Path(np.where(lost, 99, self.depth[cue] - self.depth[current]), child, grandchild)


def tree_of(head: Ints) -> Tree:
    """The tree or trees of a document, in time linear in the tokens times the logarithm of the depth."""
    n = len(head)
    position = np.arange(n)
    depth, jump = (head != position).astype(np.int64), head
    while n and (depth[jump] > 0).any():
        depth, jump = depth + depth[jump], jump[jump]
    order = np.argsort(depth, kind="stable")
    counts = np.bincount(depth) if n else np.zeros(0, dtype=np.int64)
    levels = tuple(np.split(order, np.cumsum(counts)[:-1])) if n else ()
    left, right, size = position.copy(), position.copy(), np.ones(n, dtype=np.int64)
    for level in levels[:0:-1]:
        above = head[level]
        np.minimum.at(left, above, left[level])
        np.maximum.at(right, above, right[level])
        np.add.at(size, above, size[level])
    enter = np.zeros(n, dtype=np.int64)
    if n:
        enter[levels[0]] = _running(size[levels[0]])
    for level in levels[1:]:
        grouped = level[np.argsort(head[level], kind="stable")]
        above = head[grouped]
        running = _running(size[grouped])
        first = np.concatenate([[True], above[1:] != above[:-1]])
        base = running[np.maximum.accumulate(np.where(first, np.arange(len(grouped)), 0))]
        enter[grouped] = enter[above] + 1 + running - base
    return Tree(head, depth, left, right, enter, enter + size, levels)


def _running(values: Ints) -> Ints:
    """The sum of the values before each."""
    return np.cumsum(values) - values
