"""The spans that a cue's content may have.

The tagger gives every token of a cue's window probabilities; here they become a source and up to
``MOST`` candidate contents, each a mask over the window, with a row of features that the ranker weighs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .advice import Advice
from .evidence import CONTENT, CUE, END, FLOOR, START, Context, Found, evidence
from .features import Flags, Grid
from .rows import Floats, Rows, Windows
from .sources import likeliest_sources, with_other_sources

MOST = 14
_THRESHOLDS = np.array([0.5, 0.3, 0.7, 0.12], dtype=np.float32)
# Cues whose candidates are worked on at once, so that memory does not grow with the document.
_TOGETHER = 64


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One cue: its token, the window's first, source and cue as masks, candidates (m, w), features (m, f)."""

    head: int
    begin: int
    source: Flags
    cue: Flags
    masks: Flags
    features: Floats


def read_cues(
    grid: Grid,
    advice: Advice,
    cue_score: Floats,
    attitude: Floats,
    certain: float,
    windows: Windows,
    *,
    others: bool = False,
) -> Iterator[Reading]:
    """The candidates of each cue, in the order of the windows; a cue without any is left out.

    With ``others`` a cue is read again for each other source that it may have.
    """
    owner = np.full(len(grid), -1, dtype=np.int64)
    claim, following = np.zeros(len(grid), dtype=np.float32), np.zeros(len(grid), dtype=np.float32)
    for number in range(len(windows)):
        head, begin = int(windows.head[number]), int(windows.begin[number])
        part = slice(begin, begin + int(windows.width[number]))
        mine = cue_score[head] * windows.marks[windows.start[number] : windows.stop[number], CONTENT]
        first = mine > claim[part]
        following[part] = np.where(first, claim[part], np.maximum(following[part], mine))
        claim[part] = np.maximum(claim[part], mine)
        owner[part][first] = head
    context = Context(grid, advice, cue_score, attitude, cue_score > certain, owner, claim, following)
    solid = np.array([not word.isspace() for word in grid.tokens.lower], dtype=bool)
    for at in range(0, len(windows), _TOGETHER):
        some = windows.part(at, min(at + _TOGETHER, len(windows)))
        yield from _read_some(context, some, solid[some.token], others)


def _read_some(context: Context, windows: Windows, solid: Flags, others: bool) -> Iterator[Reading]:
    """The candidates of some cues, likeliest first; none for a cue where no token may be content."""
    grid = context.grid
    cue = windows.marks[:, CUE] > 0.5
    cue[windows.place] = True
    cue &= windows.between(cue & solid)
    source = likeliest_sources(context, windows, cue, solid)
    kind = np.zeros(len(windows), dtype=np.int64)
    if others:
        windows, cue, source, kind = with_other_sources(context, windows, cue, solid, source)
    free = ~(source | cue)
    words = grid.alnum[windows.token] & free
    rows, ruled = _propose(context, windows, free, words)
    if not len(rows):
        return
    score = _score(rows, windows.marks, free)
    order = np.lexsort((-score, rows.window))
    rank = np.arange(len(order)) - np.searchsorted(rows.window[order], rows.window[order])
    # What the rules read is kept even where the tagger thinks little of it.
    order = order[(rank < MOST) | ruled[order]]
    rows = rows.chosen(order)
    features = evidence(context, Found(rows, score[order], source, cue, kind))
    many = np.bincount(rows.window, minlength=len(windows))
    last = np.cumsum(many)
    for number in np.flatnonzero(many).tolist():
        places = slice(int(windows.start[number]), int(windows.stop[number]))
        first, end = int(last[number] - many[number]), int(last[number])
        yield Reading(
            head=int(windows.head[number]),
            begin=int(windows.begin[number]),
            source=source[places],
            cue=cue[places],
            masks=rows.matrix(first, end),
            features=features[first:end],
        )


def _propose(context: Context, windows: Windows, free: Flags, words: Flags) -> tuple[Rows, Flags]:
    """Every candidate once, in the order of the windows; and (r,) whether it is what the rules read."""
    content = windows.marks[:, CONTENT]
    many = len(_THRESHOLDS)
    above = Rows(
        windows,
        np.repeat(np.arange(len(windows)), many),
        np.concatenate(
            [
                (content[start:stop] > _THRESHOLDS[:, None]).reshape(-1)
                for start, stop in zip(windows.start.tolist(), windows.stop.tolist(), strict=True)
            ]
        ),
    ).closed(free, words)
    found: list[Flags] = []
    ruled: list[bool] = []
    sizes: list[int] = []
    for number in range(len(windows)):
        masks = list(above.matrix(many * number, many * (number + 1)))
        base = next((mask for mask in masks if mask.any()), None)
        if base is not None:
            masks += _variants(windows, number, base, free)
            masks += _with_quotations(context.grid, windows, number, base, free)
        masks += _clauses(context.grid, windows, number)
        advised = context.advice.content(
            int(windows.head[number]), int(windows.begin[number]), int(windows.width[number])
        )
        # The rules' answer comes last; the first of two that are the same stays.
        masks += [] if advised is None else [advised]
        found += masks
        ruled += [False] * (len(masks) - 1) + [advised is not None]
        sizes.append(len(masks))
    window = np.repeat(np.arange(len(windows)), sizes)
    rows = Rows(windows, window, np.concatenate(found)).closed(free, words)
    key = np.where(np.bincount(rows.run_row, minlength=len(rows)) > 0, rows.key(), np.uint64(0))
    order = np.lexsort((key, window))
    new = np.ones(len(order), dtype=bool)
    new[1:] = (key[order][1:] != key[order][:-1]) | (window[order][1:] != window[order][:-1])
    group = np.cumsum(new) - 1
    is_ruled = np.zeros(int(new.sum()), dtype=bool)
    np.logical_or.at(is_ruled, group, np.array(ruled)[order])
    kept = order[new]
    back = np.argsort(kept)
    back = back[key[kept[back]] != 0]
    return rows.chosen(kept[back]), is_ruled[back]


def _variants(windows: Windows, number: int, base: Flags, free: Flags) -> list[Flags]:
    """The base with each of its first runs left out, alone, or ending elsewhere."""
    start, stop = int(windows.start[number]), int(windows.stop[number])
    marks, width = windows.marks[start:stop], stop - start
    barrier = np.flatnonzero(~free[start:stop])
    change = np.flatnonzero(np.diff(base, prepend=False, append=False)).tolist()
    runs = list(zip(change[::2], change[1::2], strict=True))
    found: list[Flags] = []
    for a, b in runs[:3]:
        rest = base.copy()
        rest[a:b] = False
        if len(runs) > 1:
            alone = np.zeros_like(base)
            alone[a:b] = True
            found += [rest, alone]
        at = int(np.searchsorted(barrier, a))
        low = int(barrier[at - 1]) + 1 if at else 0
        at = int(np.searchsorted(barrier, b))
        high = int(barrier[at]) if at < len(barrier) else width
        ends = _best(marks[:, END], a, high, b - 1, 6)
        for left in _best(marks[:, START], low, b, a, 4):
            for right in ends:
                if left <= right and (left != a or right != b - 1):
                    mask = rest.copy()
                    mask[left : right + 1] = True
                    found.append(mask)
    return found


def _best(score: Floats, low: int, high: int, here: int, count: int) -> list[int]:
    """The places with the highest scores between the bounds, and the one where the tagger stopped."""
    part = score[low:high]
    if len(part) > count:
        top = np.argpartition(-part, count)[:count]
        top = top[part[top] > 0.004]
    else:
        top = np.arange(len(part))
    return sorted({here, *(top + low).tolist()})


def _with_quotations(grid: Grid, windows: Windows, number: int, base: Flags, free: Flags) -> list[Flags]:
    """The base with the next quotation before or after it: `"A," she said. "B."`."""
    start, stop = int(windows.start[number]), int(windows.stop[number])
    region, place = grid.region[windows.token[start:stop]], int(windows.place[number]) - start
    found: list[Flags] = []
    for quote in np.unique(region[region >= 0])[:8]:
        inside = (region == quote) & free[start:stop]
        if inside.any() and not (base & inside).all() and not inside[place]:
            found.append(base | inside)
    return found


def _clauses(grid: Grid, windows: Windows, number: int) -> list[Flags]:
    """The subtree of each dependent of the cue that may be a content."""
    begin, width = int(windows.begin[number]), int(windows.width[number])
    found: list[Flags] = []
    for kid in grid.tokens.kids[int(windows.head[number])]:
        if grid.tokens.dep[kid] in _HOLDERS:
            left, right = int(grid.tree.left[kid]) - begin, int(grid.tree.right[kid]) - begin
            if right >= 0 and left < width:
                mask = np.zeros(width, dtype=bool)
                mask[max(left, 0) : right + 1] = True
                found.append(mask)
    return found


_HOLDERS = frozenset("ccomp xcomp dobj prep acl advcl pobj attr acomp oprd parataxis".split())


def _score(rows: Rows, marks: Floats, free: Flags) -> Floats:
    """The log-likelihood of each mask if tokens were independent, with the marks of its edges."""
    windows = rows.windows
    inside = np.clip(marks[:, CONTENT], FLOOR, 1 - FLOOR)
    odds = np.where(free, np.log(inside / (1 - inside)), 0)
    base = np.add.reduceat(np.where(free, np.log(1 - inside), 0), windows.start, dtype=np.float64)
    chance = np.clip(marks[:, [START, END]], 0.002, 0.998)
    start, end = np.log(chance / (1 - chance)).T
    bounds = np.bincount(rows.run_row, start[rows.run_first] + end[rows.run_last], minlength=len(rows))
    result: Floats = (base[rows.window] + rows.total(odds) + 0.5 * bounds).astype(np.float32)
    return result
