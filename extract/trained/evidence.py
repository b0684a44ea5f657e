"""What speaks for and against each candidate content of a cue, in numbers that the ranker weighs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .advice import COLUMNS, Advice
from .features import Flags, Grid, Ints
from .rows import Floats, Rows, running_sum

# Columns of the tagger's output.
OTHER, CONTENT, SOURCE, CUE, START, END = range(6)
# No probability counts as less.
FLOOR = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What the candidates of one document share: (n,) the scores of the cues, and which cue claims a token
    as its content with most right (``owner``, ``claim``), and with how much right the next one does.
    """

    grid: Grid
    advice: Advice
    cue_score: Floats
    attitude: Floats
    is_cue: Flags
    owner: Ints
    claim: Floats
    next_claim: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The candidates of some cues, likeliest first, with ``score`` (r,); ``source`` and ``cue`` (p,);
    ``kind`` (c,) is 0 for a cue's likeliest source, else what other source it is.
    """

    rows: Rows
    score: Floats
    source: Flags
    cue: Flags
    kind: Ints


Column = NDArray[np.generic]


def evidence(context: Context, found: Found) -> Floats:
    """(r, f) what the ranker weighs, a row for each candidate. The order is part of a trained model."""
    rows = found.rows
    places = _places(context, found)
    bounds = _bounds(rows, places.free)
    columns = [
        *(column[rows.window] for column in _of_cue(context, found, places)),
        *_likelihood(found, bounds),
        *_shape(context, found, places, bounds),
        *_edges(context, found, places, bounds),
        *_rivalry(context, found, bounds),
    ]
    later = _alternatives(found, places, bounds)
    advised = len(columns) + COLUMNS
    features = np.empty((len(rows), advised + len(later)), dtype=np.float32)
    for number, column in enumerate(columns):
        features[:, number] = column
    words = context.grid.alnum[rows.windows.token]
    features[:, len(columns) : advised] = context.advice.compare(rows, found.source, words)
    for number, column in enumerate(later, start=advised):
        features[:, number] = column
    return features


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """What is known of the places of all windows (p,): the place of a word's head (-1 outside of its window
    and for a root), whether it hangs on the cue, whether it is a word, one outside source and cue, a cue
    of its own.
    """

    head: Ints
    hangs: Flags
    words: Flags
    free: Flags
    rest: Flags


def _places(context: Context, found: Found) -> _Places:
    grid, windows = context.grid, found.rows.windows
    place = np.arange(len(windows.owner))
    head = grid.tree.head[windows.token] - windows.token + place
    start, stop = windows.start[windows.owner], windows.stop[windows.owner]
    words = grid.alnum[windows.token]
    rest = context.is_cue[windows.token] & (grid.region[windows.token] < 0)
    rest[windows.place] = False
    return _Places(
        head=np.where((head >= start) & (head < stop), head, -1),
        hangs=head == windows.place[windows.owner],
        words=words,
        free=words & ~(found.source | found.cue),
        rest=rest,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Bounds:
    """Where each candidate lies (r,): its first and last place, those before and behind within the window,
    whether one is before, the next free word and whether there is one; its size, and the row of the likeliest
    candidate of its cue.
    """

    first: Ints
    last: Ints
    before: Ints
    follow: Ints
    leads: Flags
    after: Ints
    has_after: Flags
    size: NDArray[np.float64]
    best: Ints


def _bounds(rows: Rows, free: Flags) -> _Bounds:
    start, stop = rows.windows.start[rows.window], rows.windows.stop[rows.window]
    first, last = rows.first, rows.last
    places = np.flatnonzero(free)
    after = np.append(places, len(free))[np.searchsorted(places, last + 1)]
    return _Bounds(
        first=first,
        last=last,
        before=np.maximum(first - 1, start),
        follow=np.minimum(last + 1, stop - 1),
        leads=first > start,
        after=np.minimum(after, stop - 1),
        has_after=after < stop,
        size=rows.total(np.ones(len(free), dtype=np.int64)),
        best=np.searchsorted(rows.window, rows.window),
    )


def _of_cue(context: Context, found: Found, places: _Places) -> list[Column]:
    """(c,) columns: what all candidates of a cue share."""
    grid, windows, source = context.grid, found.rows.windows, found.source
    head, marks, owner = windows.head, windows.marks, windows.owner
    count = len(windows)
    place = np.arange(len(owner))
    first, last = windows.first(source, -1), windows.last(source, -1)
    named = first >= 0
    many = np.bincount(owner[source], minlength=count)
    sure = np.bincount(owner[source], marks[source, SOURCE], minlength=count)
    away = np.where(source, np.abs(place - windows.place[owner]), 1 << 30)
    touching = np.bincount(owner[source & places.hangs], minlength=count) > 0
    content = marks[:, CONTENT]
    return [
        context.cue_score[head],
        context.attitude[head],
        grid.tag[head],
        grid.dep[head],
        grid.region[head] >= 0,
        np.bincount(owner[found.cue], minlength=count),
        windows.width,
        np.bincount(owner[places.rest], minlength=count),
        np.bincount(found.rows.window, minlength=count),
        marks[windows.place, CUE],
        many,
        sure / np.maximum(many, 1),
        np.maximum.reduceat(marks[:, SOURCE], windows.start),
        np.where(named, grid.tag[windows.token[last]], -1),
        np.where(named, np.minimum.reduceat(away, windows.start), 99),
        np.where(named, touching, -1),
        np.where(named, grid.region[windows.token[first]] >= 0, -1),
        np.maximum.reduceat(content, windows.start),
        np.bincount(owner, content, minlength=count),
    ]


def _likelihood(found: Found, bounds: _Bounds) -> list[Column]:
    """(r,) columns: the likelihood of each mask beside that of the likeliest."""
    rows, score, best = found.rows, found.score, bounds.best
    return [
        np.arange(len(rows)) - best,
        score,
        score - score[best],
        score / np.sqrt(rows.windows.width[rows.window]),
    ]


def _shape(context: Context, found: Found, places: _Places, bounds: _Bounds) -> list[Column]:
    """(r,) columns: size and runs; what the tagger says within and outside; quotations and parse."""
    grid, rows, windows = context.grid, found.rows, found.rows.windows
    marks, token = windows.marks, windows.token
    content = marks[:, CONTENT]
    first, last, size = bounds.first, bounds.last, bounds.size
    log_in = np.log(np.clip(content, FLOOR, 1))
    log_out = np.where(places.free, np.log(np.clip(1 - content, FLOOR, 1)), 0)
    sure = rows.total(log_in)
    left_out = np.add.reduceat(log_out, windows.start, dtype=np.float64)
    quoted = (grid.region[token] >= 0) & places.words
    common, either = _overlap(rows, bounds.best)
    outside = np.where(~rows.mask & places.free[rows.place], content[rows.place], -1)
    loose, behind, ahead = _torn(rows, places, last)
    return [
        size,
        size - size[bounds.best],
        np.bincount(rows.run_row, minlength=len(rows)),
        sure,
        left_out[rows.window] - rows.total(log_out),
        sure / size,
        rows.least(content, 2),
        np.maximum.reduceat(outside, rows.start),
        marks[first, START],
        marks[last, END],
        rows.of_runs(marks[rows.run_first, START]),
        rows.of_runs(marks[rows.run_last, END]),
        content[first],
        content[last],
        np.where(bounds.leads, content[bounds.before], -1),
        np.where(bounds.has_after, content[bounds.after], -1),
        content[bounds.follow],
        common / np.maximum(either, 1),
        rows.total(quoted) / np.maximum(rows.total(places.words), 1),
        _partial_quotations(grid, rows, places.free),
        first - windows.place[rows.window],
        last - windows.place[rows.window],
        (first < windows.place[rows.window]) + 2 * (last > windows.place[rows.window]),
        loose,
        behind,
        ahead,
        rows.total(places.hangs),
        rows.total(places.rest),
    ]


def _edges(context: Context, found: Found, places: _Places, bounds: _Bounds) -> list[Column]:
    """(r,) columns: the words at the edges and next to them; sentences; how much of the window follows."""
    grid, rows, windows = context.grid, found.rows, found.rows.windows
    token, first, last = windows.token, bounds.first, bounds.last
    before, leads, after, has_after = bounds.before, bounds.leads, bounds.after, bounds.has_after
    tag, dep, joint = grid.tag[token], grid.dep[token], grid.joint[token]
    sentence, region = grid.sentence[token], grid.region[token]
    place = windows.place[rows.window]
    words = running_sum(places.words)
    # The head of the next word, clipped to the window as a place.
    head = np.clip(
        grid.tree.head[token[after]] - token[after] + after,
        windows.start[rows.window],
        windows.stop[rows.window] - 1,
    )
    held = rows.mask[rows.start + head - windows.start[rows.window]]
    return [
        tag[first],
        dep[first],
        joint[first],
        tag[last],
        dep[last],
        np.where(has_after, tag[after], -1),
        np.where(has_after, dep[after], -1),
        np.where(has_after, joint[after], -1),
        joint[bounds.follow],
        np.where(has_after, held + 2 * places.hangs[after], -1),
        np.where(has_after, context.is_cue[token[after]], -1),
        np.where(has_after, sentence[after] != sentence[last], 2),
        np.where(leads, joint[before], -1),
        np.where(leads, tag[before], -1),
        np.where(leads, sentence[before] != sentence[first], 2),
        sentence[last] - sentence[first],
        sentence[first] - sentence[place],
        sentence[last] - sentence[place],
        (region[first] >= 0) + 2 * (region[last] >= 0),
        words[windows.stop[rows.window]] - words[last + 1],
        grid.tree.left[token[first]] - token[first],
        _right_edges(grid, rows, places.hangs, last),
    ]


def _rivalry(context: Context, found: Found, bounds: _Bounds) -> list[Column]:
    """(r,) columns: with how much right other cues claim the same words."""
    rows, windows = found.rows, found.rows.windows
    token = windows.token
    mine = context.owner[token] == windows.head[windows.owner]
    rival = np.where(mine, context.next_claim[token], context.claim[token])
    of_source = np.maximum.reduceat(np.where(found.source, rival, 0), windows.start)
    return [
        rows.total(rival) / bounds.size,
        rows.most(rival, 0),
        rival[windows.place][rows.window],
        of_source[rows.window],
    ]


def _alternatives(found: Found, places: _Places, bounds: _Bounds) -> list[Column]:
    """(r,) columns: which source it is and what it leaves out; how much the tagger expects to be right; where
    else it sees a content begin or end.
    """
    rows, windows = found.rows, found.rows.windows
    marks, owner, count = windows.marks, windows.owner, len(found.rows.windows)
    content = np.where(places.free, marks[:, CONTENT], 0)
    wanted = np.bincount(owner, content, minlength=count)[rows.window]
    got, size = rows.total(content), rows.total(places.free)
    spared = np.where(found.source, 0, marks[:, SOURCE])
    begins = windows.first(found.source, -1)
    columns: list[Column] = [
        found.kind[rows.window],
        np.bincount(owner, spared, minlength=count)[rows.window],
        np.maximum.reduceat(spared, windows.start)[rows.window],
        np.where(begins < 0, 0, np.sign(begins - windows.place))[rows.window],
        got / np.maximum(wanted + size - got, 1e-3),
    ]
    for mark, edge in ((START, bounds.first), (END, bounds.last)):
        chance = np.where(rows.place == edge[rows.row], -1, marks[rows.place, mark])
        columns += [
            np.maximum.reduceat(np.where(rows.mask, chance, -1), rows.start),
            np.maximum.reduceat(np.where(rows.mask, -1, chance), rows.start),
        ]
    return columns


def _overlap(rows: Rows, best: Ints) -> tuple[Ints, Ints]:
    """(r,) the cells that each row shares with the likeliest of its cue, and those of either."""
    cell = np.arange(len(rows.mask)) + (rows.start[best] - rows.start)[rows.row]
    base = rows.mask[cell]
    return (
        np.add.reduceat(rows.mask & base, rows.start, dtype=np.int64),
        np.add.reduceat(rows.mask | base, rows.start, dtype=np.int64),
    )


def _torn(rows: Rows, places: _Places, last: Ints) -> tuple[Ints, Ints, Ints]:
    """(r,) the words within whose head is not; those outside whose head is within, after it and before."""
    many, head = len(rows), places.head[rows.place]
    cell = np.arange(len(rows.mask))
    governed = (head >= 0) & (head != rows.place)
    governed &= rows.mask[np.where(governed, cell + head - rows.place, 0)]
    loose = np.bincount(rows.row[rows.mask & ~governed & places.words[rows.place]], minlength=many)
    dangling = np.flatnonzero(governed & ~rows.mask & places.free[rows.place])
    row = rows.row[dangling]
    behind = rows.place[dangling] > last[row]
    return loose, np.bincount(row[behind], minlength=many), np.bincount(row[~behind], minlength=many)


def _partial_quotations(grid: Grid, rows: Rows, free: Flags) -> Ints:
    """(r,) how many quotations each candidate holds a part of, leaving words out."""
    region = grid.region[rows.windows.token][rows.place]
    quoted = region >= 0
    width = int(region.max(initial=0)) + 1
    key = rows.row * width + region
    within = np.unique(key[rows.mask & quoted])
    without = np.unique(key[~rows.mask & quoted & free[rows.place]])
    both = np.intersect1d(within, without, assume_unique=True)
    return np.bincount(both // width, minlength=len(rows))


def _right_edges(grid: Grid, rows: Rows, hangs: Flags, last: Ints) -> Ints:
    """(r,) how far the subtree of the first word that hangs on the cue reaches beyond the end."""
    cell = np.flatnonzero(rows.mask & hangs[rows.place])
    row, first = np.unique(rows.row[cell], return_index=True)
    reach = np.full(len(rows), 99, dtype=np.int64)
    token = rows.windows.token
    kid = token[rows.place[cell[first]]]
    reach[row] = np.clip(grid.tree.right[kid] - token[last[row]], -60, 60)
    return reach
