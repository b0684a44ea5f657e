"""Candidates of many cues side by side: the same sums as one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from claimgraph.extract.trained.rows import Rows, Windows

Masks = list[NDArray[np.bool_]]


@st.composite
def candidates(draw: st.DrawFn) -> tuple[Rows, list[Masks], NDArray[np.bool_], NDArray[np.bool_]]:
    """Windows with a few masks each, none of them empty; which places are free, and which of them words."""
    widths = draw(st.lists(st.integers(1, 12), min_size=1, max_size=4))
    masks: list[Masks] = []
    for width in widths:
        row = st.lists(st.booleans(), min_size=width, max_size=width).filter(any)
        masks.append([np.array(cells) for cells in draw(st.lists(row, min_size=1, max_size=3))])
    total = sum(widths)
    free, words = (np.array(draw(st.lists(st.booleans(), min_size=total, max_size=total))) for _ in range(2))
    zero, width = np.zeros(len(widths), dtype=np.int64), np.array(widths)
    windows = Windows(zero, zero, width, np.zeros((total, 6), dtype=np.float32))
    window = np.repeat(np.arange(len(widths)), [len(rows) for rows in masks])
    flat = np.concatenate([mask for rows in masks for mask in rows])
    return Rows(windows, window, flat), masks, free, words & free


@given(candidates())
def test_sums_and_edges_are_those_of_each_mask(
    drawn: tuple[Rows, list[Masks], NDArray[np.bool_], NDArray[np.bool_]],
) -> None:
    rows, masks, free, _ = drawn
    values = np.arange(len(free), dtype=np.float32) - 3
    number, at = 0, 0
    for window in masks:
        for mask in window:
            part = values[at : at + len(mask)][mask]
            assert rows.total(values)[number] == part.sum()
            assert rows.least(values, 99)[number] == part.min()
            assert rows.most(values, -99)[number] == part.max()
            places = np.flatnonzero(mask) + at
            assert (rows.first[number], rows.last[number]) == (places[0], places[-1])
            number += 1
        at += len(window[0])


def test_a_window_may_be_chosen_more_than_once() -> None:
    marks = np.arange(30, dtype=np.float32).reshape(5, 6)
    windows = Windows(np.array([1, 7]), np.array([0, 6]), np.array([2, 3]), marks)
    numbers = np.array([1, 0, 1])
    assert windows.places(numbers).tolist() == [2, 3, 4, 0, 1, 2, 3, 4]
    chosen = windows.chosen(numbers)
    assert chosen.token.tolist() == [6, 7, 8, 0, 1, 6, 7, 8]
    assert (chosen.marks == marks[[2, 3, 4, 0, 1, 2, 3, 4]]).all()


@given(candidates())
def test_a_closed_mask_has_only_small_gaps_filled(
    drawn: tuple[Rows, list[Masks], NDArray[np.bool_], NDArray[np.bool_]],
) -> None:
    rows, masks, free, words = drawn
    closed = rows.closed(free, words)
    number, at = 0, 0
    for window in masks:
        width = len(window[0])
        here = slice(at, at + width)
        for mask in window:
            wanted = mask & words[here]
            held = np.flatnonzero(wanted)
            for before, after in zip(held[:-1], held[1:], strict=True):
                gap = slice(at + before + 1, at + after)
                if free[gap].all() and words[gap].sum() <= 1:
                    wanted[before:after] = True
            assert closed.matrix(number, number + 1)[0].tolist() == wanted.tolist()
            number += 1
        at += width


@given(candidates())
def test_two_rows_of_a_window_share_a_key_only_if_they_are_the_same(
    drawn: tuple[Rows, list[Masks], NDArray[np.bool_], NDArray[np.bool_]],
) -> None:
    rows, masks, _, _ = drawn
    number = 0
    for window in masks:
        keys = rows.key()[number : number + len(window)]
        for one, other in zip(window, keys, strict=True):
            assert [bool((one == mask).all()) for mask in window] == (keys == other).tolist()
        number += len(window)


@given(candidates())
def test_the_first_and_the_last_marked_place_of_each_window(
    drawn: tuple[Rows, list[Masks], NDArray[np.bool_], NDArray[np.bool_]],
) -> None:
    rows, masks, free, _ = drawn
    windows, at = rows.windows, 0
    first, last, between = windows.first(free, -1), windows.last(free, -1), windows.between(free)
    for number, window in enumerate(masks):
        places = np.flatnonzero(free[at : at + len(window[0])]) + at
        bounds = (places[0], places[-1]) if len(places) else (-1, -1)
        assert (first[number], last[number]) == bounds
        inside = between[at : at + len(window[0])]
        assert inside.sum() == (bounds[1] - bounds[0] + 1 if len(places) else 0)
        at += len(window[0])
