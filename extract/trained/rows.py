"""Candidates of many cues side by side: their masks end to end, so that numpy works on all at once.

A *place* is a token of a cue's window; the places of all windows stand in one array, window after window.
A *row* is one candidate, a mask over the places of its window; a *cell* is one place of one row.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .features import Flags, Ints

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """The windows of some cues, in text order: ``head`` and ``begin`` (c,) the cue's token and the window's
    first, ``width`` (c,) in tokens, ``marks`` (p, 6) what the tagger says of each place.

    Made from these: ``start`` and ``stop`` (c,) the half-open places of each window, ``owner`` (p,) the
    window and ``token`` (p,) the token of each place, ``place`` (c,) that of the cue.
    """

    head: Ints
    begin: Ints
    width: Ints
    marks: Floats
    start: Ints = field(init=False)
    stop: Ints = field(init=False)
    owner: Ints = field(init=False)
    token: Ints = field(init=False)
    place: Ints = field(init=False)

    def __post_init__(self) -> None:
        stop = np.cumsum(self.width)
        start = stop - self.width
        owner = np.repeat(np.arange(len(self.width)), self.width)
        derived = {
            "start": start,
            "stop": stop,
            "owner": owner,
            "token": np.arange(len(owner)) + (self.begin - start)[owner],
            "place": self.head - self.begin + start,
        }
        for name, array in derived.items():
            object.__setattr__(self, name, array)

    def __len__(self) -> int:
        return len(self.head)

    def part(self, first: int, last: int) -> Windows:
        """The windows of that half-open range."""
        places = slice(int(self.start[first]), int(self.stop[last - 1]))
        window = slice(first, last)
        return Windows(self.head[window], self.begin[window], self.width[window], self.marks[places])

    def places(self, numbers: Ints) -> Ints:
        """The places of those windows, one after the other; a window may come more than once."""
        width = self.width[numbers]
        return np.arange(int(width.sum())) + np.repeat(self.start[numbers] - np.cumsum(width) + width, width)

    def chosen(self, numbers: Ints) -> Windows:
        """Those windows, in that order."""
        marks = self.marks[self.places(numbers)]
        return Windows(self.head[numbers], self.begin[numbers], self.width[numbers], marks)

    def first(self, marked: Flags, none: int) -> Ints:
        """(c,) the first place of each window that is marked, ``none`` in one without any."""
        return _first(marked, self.start, self.stop, none)

    def last(self, marked: Flags, none: int) -> Ints:
        """(c,) the last place of each window that is marked, ``none`` in one without any."""
        backwards = _first(marked[::-1], len(marked) - self.stop[::-1], len(marked) - self.start[::-1], -1)
        return np.where(backwards[::-1] >= 0, len(marked) - 1 - backwards[::-1], none)

    def between(self, marked: Flags) -> Flags:
        """All places of a window from its first to its last that is marked."""
        place = np.arange(len(self.owner))
        first, last = self.first(marked, len(place)), self.last(marked, -1)
        ahead: Flags = (place >= first[self.owner]) & (place <= last[self.owner])
        return ahead


def _first(marked: Flags, start: Ints, stop: Ints, none: int) -> Ints:
    found = np.flatnonzero(marked)
    if not len(found):
        return np.full(len(start), none, dtype=np.int64)
    at = np.minimum(np.searchsorted(found, start), len(found) - 1)
    inside = (found[at] >= start) & (found[at] < stop)
    return np.where(inside, found[at], none)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Candidates: ``window`` (r,) which each belongs to, ``mask`` (cells,) their cells, row after row.

    Made from these: ``start`` (r,) the first cell of each row; ``row`` and ``place`` (cells,) of each cell;
    the runs of set cells in order, ``run_row`` (k,) whose, ``run_first`` and ``run_last`` (k,) the first
    and the last place.
    """

    windows: Windows
    window: Ints
    mask: Flags
    start: Ints = field(init=False)
    row: Ints = field(init=False)
    place: Ints = field(init=False)
    run_row: Ints = field(init=False)
    run_first: Ints = field(init=False)
    run_last: Ints = field(init=False)

    def __post_init__(self) -> None:
        width = self.windows.width[self.window]
        start = np.cumsum(width) - width
        row = np.repeat(np.arange(len(width)), width)
        place = np.arange(len(row)) + (self.windows.start[self.window] - start)[row]
        first, last = self.mask.copy(), self.mask.copy()
        first[1:] &= ~self.mask[:-1] | (row[1:] != row[:-1])
        last[:-1] &= ~self.mask[1:] | (row[1:] != row[:-1])
        opens, closes = np.flatnonzero(first), np.flatnonzero(last)
        derived = {
            "start": start,
            "row": row,
            "place": place,
            "run_row": row[opens],
            "run_first": place[opens],
            "run_last": place[closes],
        }
        for name, array in derived.items():
            object.__setattr__(self, name, array)

    def __len__(self) -> int:
        return len(self.window)

    @property
    def run(self) -> Ints:
        """(r,) the first run of each row."""
        return np.searchsorted(self.run_row, np.arange(len(self)))

    @property
    def first(self) -> Ints:
        """(r,) the first place that is set; every row must have one."""
        return self.run_first[self.run]

    @property
    def last(self) -> Ints:
        """(r,) the last place that is set; every row must have one."""
        return self.run_last[np.searchsorted(self.run_row, np.arange(len(self)), side="right") - 1]

    def chosen(self, rows: Ints) -> Rows:
        """Those rows, in that order."""
        width = self.windows.width[self.window[rows]]
        begin = np.cumsum(width) - width
        cells = np.arange(int(width.sum())) + np.repeat(self.start[rows] - begin, width)
        return Rows(self.windows, self.window[rows], self.mask[cells])

    def total(self, values: NDArray[np.generic]) -> NDArray[np.float64]:
        """(r,) the sum of the values (p,) over the places that are set."""
        running = running_sum(values)
        parts = running[self.run_last + 1] - running[self.run_first]
        return np.bincount(self.run_row, weights=parts, minlength=len(self)).astype(np.float64, copy=False)

    def least(self, values: Floats, none: float) -> Floats:
        """(r,) the least of the values (p,) over the places that are set."""
        cells: Floats = np.minimum.reduceat(np.where(self.mask, values[self.place], none), self.start)
        return cells

    def most(self, values: Floats, none: float) -> Floats:
        """(r,) the greatest of the values (p,) over the places that are set."""
        cells: Floats = np.maximum.reduceat(np.where(self.mask, values[self.place], none), self.start)
        return cells

    def of_runs(self, values: Floats) -> Floats:
        """(r,) the least of the values (k,) of each row's runs; every row must have one."""
        least: Floats = np.minimum.reduceat(values, self.run)
        return least

    def closed(self, free: Flags, words: Flags) -> Rows:
        """Only words that are free, with the gaps between them closed that hold signs or one word at most."""
        barred, left_out = running_sum(~free), running_sum(words)
        mask = self.mask & words[self.place]
        cell = np.flatnonzero(mask)
        low, high = cell[:-1] + 1, cell[1:]
        gap = np.flatnonzero((high > low) & (self.row[cell[:-1]] == self.row[cell[1:]]))
        low, high = low[gap], high[gap]
        before, after = self.place[low], self.place[high]
        small = (barred[after] == barred[before]) & (left_out[after] - left_out[before] <= 1)
        low, size = low[small], (high - low)[small]
        begin = np.cumsum(size) - size
        mask[np.arange(int(size.sum())) + np.repeat(low - begin, size)] = True
        return Rows(self.windows, self.window, mask)

    def key(self) -> NDArray[np.uint64]:
        """(r,) a number that two rows of one window share only if they are the same."""
        width = int(self.windows.width.max(initial=0))
        weights = np.random.default_rng(0).integers(1 << 63, size=width, dtype=np.uint64)
        local = self.place - self.windows.start[self.window][self.row]
        return np.add.reduceat(np.where(self.mask, weights[local], np.uint64(0)), self.start)

    def matrix(self, first: int, last: int) -> Flags:
        """(m, w) the masks of a half-open range of rows of one window."""
        width = int(self.windows.width[self.window[first]])
        begin = int(self.start[first])
        return self.mask[begin : begin + (last - first) * width].reshape(last - first, width)


def running_sum(values: NDArray[np.generic]) -> NDArray[np.float64]:
    """The sum of the values before each, and of all at the end."""
    total = np.zeros(len(values) + 1, dtype=np.float64)
    np.cumsum(values, out=total[1:])
    return total
