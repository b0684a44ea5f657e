"""How the tokens of a window lie to a cue: along the parse, the line of text and the quotations.

One row for each candidate cue and each token of its window, all rows of a document at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .advice import PAIR_STATES, Advice
from .features import COLON, COMMAS, DEPS, MARKS, WHITE, Flags, Grid, Ints

# Sizes of the tables, one a column of ``Pairs.ids``.
PATHS = 4096
PAIR_SIZES = (PATHS, 1024, 32, 256, 512, 512, 256, 128, 512, 128, PAIR_STATES)
WINDOW_BEFORE, WINDOW_AFTER = 100, 140

_EDGES = np.array([1, 2, 3, 4, 5, 8, 13, 21, 40], dtype=np.int64)


def bucket(distance: Ints) -> Ints:
    """Distances as 0..9 by size, 10..18 if negative."""
    size = np.searchsorted(_EDGES, np.abs(distance), side="right")
    return np.where(distance < 0, size + 9, size)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Cues with the tokens of their windows, one after the other.

    ``cue`` and ``token`` (p,) token indices; ``place`` (p,) the position in the window and ``room`` (p,)
    how many tokens of the window follow; ``above`` (p,) the row of the token's head, its own where that is
    outside the window; ``ids`` (p, len(PAIR_SIZES)) rows of tables; ``starts`` (c + 1,) where each cue's rows
    begin.
    """

    cue: Ints
    token: Ints
    place: Ints
    room: Ints
    above: Ints
    ids: Ints
    starts: Ints


def windows(grid: Grid, cues: Ints) -> tuple[Ints, Ints]:
    """The half-open window of each cue: its paragraph, and the next one after a colon."""
    bounds = np.array([*grid.tokens.paragraph_bounds, (len(grid), len(grid))], dtype=np.int64).reshape(-1, 2)
    here = grid.paragraph[cues]
    first, last = bounds[here, 0], bounds[here, 1]
    end = np.minimum(last, len(grid)) - 1
    while True:
        blank = (end > first) & (grid.tag[end] == WHITE)
        if not blank.any():
            break
        end = np.where(blank, end - 1, end)
    introduces = (grid.joint[end] == COLON) & (end - cues < 40)
    last = np.where(introduces, bounds[np.minimum(here + 1, len(bounds) - 1), 1], last)
    return np.maximum(first, cues - WINDOW_BEFORE), np.minimum(last, cues + WINDOW_AFTER)


def pairs_of(grid: Grid, advice: Advice, cues: Ints, others: Ints) -> Pairs:
    """The features of each cue's window; ``others`` are the tokens that count as cues around it."""
    begin, end = windows(grid, cues)
    sizes = end - begin
    starts = np.concatenate([[0], np.cumsum(sizes)])
    place = np.arange(starts[-1]) - np.repeat(starts[:-1], sizes)
    cue, token = np.repeat(cues, sizes), np.repeat(begin, sizes) + place
    room = np.repeat(sizes, sizes) - place - 1
    above = grid.tree.head[token] - token
    above = np.where((above >= -place) & (above <= room), above, 0) + np.arange(len(token))
    ids = _pair_ids(grid, cues, np.repeat(np.arange(len(cues)), sizes), cue, token, place, room, others)
    ids = np.concatenate([ids, advice.seen_from(cues, begin, end)[:, None]], axis=1)
    return Pairs(cue, token, place, room, above, ids, starts)


def _pair_ids(
    grid: Grid, cues: Ints, number: Ints, cue: Ints, token: Ints, place: Ints, room: Ints, others: Ints
) -> Ints:
    dep, region = grid.dep, grid.region
    is_other = np.zeros(len(grid), dtype=bool)
    is_other[others] = True
    outside = is_other & (region < 0)
    path = grid.tree.paths(cue, token)
    up = np.minimum(path.up, 3)
    down = np.where(path.child >= 0, dep[path.child], 0)
    second = np.where(path.grandchild >= 0, dep[path.grandchild], 0)
    climb = _climbs(grid, cues)[number, up]
    right = (path.child > cue).astype(np.int64)
    distance = token - cue
    sentence = np.clip(grid.sentence[token] - grid.sentence[cue], -3, 3) + 3
    side = np.sign(distance) + 1

    quote = _quote_relation(grid, cue, token, outside)
    commas = _between(COMMAS[grid.joint], cue, token, 3)
    marks = _between(MARKS[grid.joint], cue, token, 3)
    between = _between(outside, cue, token, 2)
    governor = _governors(grid, number, cue, token, is_other)
    edge = _edges_at(grid, cue, token, path.child, path.up)
    near = np.where(np.abs(distance) <= 3, distance + 4, 0)
    ends = (place == 0) * 1 + (room == 0) * 2
    ids: Ints = np.stack(
        [
            (climb * 7919 + down * 211 + second * 4 + right * 2 + (up == 3)) % PATHS,
            (up * 46 + down) * 2 + right,
            bucket(distance),
            (commas * 12 + marks * 3 + between) * 3 + side,
            quote.kind * 4 + np.minimum(sentence, 6) // 2,
            quote.gap,
            (sentence * 3 + side) * 3 + np.minimum(quote.near, 2) + 64 * (region[cue] >= 0),
            governor * 8 + sentence,
            edge,
            (near * 4 + ends) + 40 * is_other[token],
        ],
        axis=1,
    ) % np.array(PAIR_SIZES[:-1])
    return ids


@dataclass(frozen=True, slots=True, eq=False)
class _Quotes:
    kind: Ints
    gap: Ints
    near: Ints


def _quote_relation(grid: Grid, cue: Ints, token: Ints, outside: Flags) -> _Quotes:
    """Which quotation a token stands in, seen from the cue: the first to its left, its own, …"""
    own, here = grid.region[cue], grid.region[token]
    passed = np.searchsorted(grid.quote_last, cue)
    steps = here - passed - (own >= 0)
    left, right = np.clip(passed - 1 - here, 0, 2), np.clip(steps, 0, 2)
    is_left = here < passed
    order = np.where(here < 0, 0, np.where(here == own, 1, np.where(is_left, 2 + left, 5 + right)))
    quote = np.maximum(here, 0)
    first = grid.quote_first[quote] if len(grid.quote_first) else np.zeros_like(quote)
    last = grid.quote_last[quote] if len(grid.quote_last) else np.zeros_like(quote)
    edge = np.where(is_left, last, first)
    gap = np.where(order < 2, 0, np.where(is_left, cue - edge, edge - cue))
    cues_between = _between(outside, cue, edge, 2)
    breaks = np.minimum(np.abs(grid.sentence[np.minimum(edge, len(grid) - 1)] - grid.sentence[cue]), 2)
    kind = grid.quote_kind[quote] if len(grid.quote_kind) else np.zeros_like(quote)
    held = (here >= 0).astype(np.int64)
    around = _neighbours(grid, cue, passed, own)
    return _Quotes(
        kind=((order * 3 + cues_between * held) * 3 + breaks * held),
        gap=((order * 10 + bucket(np.maximum(gap, 0))) * 6 + kind) * held,
        near=around,
    )


def _neighbours(grid: Grid, cue: Ints, passed: Ints, own: Ints) -> Ints:
    """0..2: no quotation near the cue, one that ends just before it, one that begins just after it."""
    count = len(grid.quote_first)
    if not count:
        return np.zeros_like(cue)
    left = cue - grid.quote_last[np.maximum(passed - 1, 0)]
    following = np.minimum(passed + (own >= 0), count - 1)
    right = grid.quote_first[following] - cue
    is_right = (right > 0) & (right < 8)
    return np.where((passed > 0) & (left < 8), 1, np.where(is_right, 2, 0))


def _governors(grid: Grid, number: Ints, cue: Ints, token: Ints, is_other: Flags) -> Ints:
    """Who governs a token first: 0 nobody, 1 the cue, 2 another cue, 3 another one within a quotation."""
    stop = grid.tree.nearest(is_other)
    current = stop[token]
    own = grid.tree.holds(cue, token)
    found = current >= 0
    deeper = found & grid.tree.holds(cue, np.maximum(current, 0))
    other = np.where(grid.region[np.maximum(current, 0)] >= 0, 3, 2)
    return np.where(own & (~deeper | (current == cue)), 1, np.where(found, other, 0))


def _edges_at(grid: Grid, cue: Ints, token: Ints, child: Ints, up: Ints) -> Ints:
    """Whether a token is the first or last of the subtree of a dependent of the cue, and of which."""
    held = (child >= 0) & (up == 0)
    kid = np.maximum(child, 0)
    first = grid.tree.left[kid] == token
    last = grid.tree.right[kid] == token
    side = np.where(first & last, 3, np.where(last, 2, np.where(first, 1, 0)))
    mine = np.where(grid.tree.left[cue] == token, 1, 0) + np.where(grid.tree.right[cue] == token, 2, 0)
    return np.where(held & (side > 0), grid.dep[kid] * 4 + side, 4 * len(DEPS) + 8 + mine)


def _climbs(grid: Grid, cues: Ints) -> Ints:
    """(c, 4) the labels on the way up from each cue, 0 to 3 steps, as one number each."""
    total = np.zeros(len(cues), dtype=np.int64)
    result = [total]
    current = cues
    for _ in range(3):
        total = total * 47 + grid.dep[current] + 1
        current = grid.tree.head[current]
        result.append(total)
    return np.stack(result, axis=1)


def _between(mask: Flags, one: Ints, other: Ints, cap: int) -> Ints:
    """How many marked tokens stand strictly between two, at most ``cap``."""
    running = np.concatenate([[0], np.cumsum(mask)])
    low, high = np.minimum(one, other), np.maximum(one, other)
    count: Ints = np.clip(running[high] - running[np.minimum(low + 1, len(mask))], 0, cap)
    return count
