"""Dependency trees as columns: checked against walking them one token at a time."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.trained.tree import tree_of


@st.composite
def heads(draw: st.DrawFn) -> list[int]:
    """The heads of a forest of up to 30 tokens, in any shape, crossing branches too."""
    size = draw(st.integers(1, 30))
    order = draw(st.permutations(range(size)))
    above = list(range(size))
    for place in range(1, size):
        target = draw(st.integers(-1, place - 1))
        above[order[place]] = order[place] if target < 0 else order[target]
    return above


def ancestors(head: list[int], token: int) -> list[int]:
    chain = [token]
    while head[token] != token:
        token = head[token]
        chain.append(token)
    return chain


@given(heads())
def test_a_subtree_holds_just_its_descendants(head: list[int]) -> None:
    tree = tree_of(np.array(head))
    everything = np.arange(len(head))
    for token in range(len(head)):
        below = [other for other in range(len(head)) if token in ancestors(head, other)]
        assert np.flatnonzero(tree.holds(np.full(len(head), token), everything)).tolist() == below
        assert (tree.left[token], tree.right[token]) == (min(below), max(below))
        assert tree.depth[token] == len(ancestors(head, token)) - 1


@given(heads(), st.data())
def test_a_path_goes_up_to_the_lowest_shared_token_and_down(head: list[int], data: st.DataObject) -> None:
    cue = data.draw(st.integers(0, len(head) - 1))
    token = data.draw(st.integers(0, len(head) - 1))
    path = tree_of(np.array(head)).paths(np.array([cue]), np.array([token]))
    up, down = ancestors(head, cue), ancestors(head, token)
    shared = next((step for step in up if step in down), None)
    if shared is None:
        assert path.up[0] == 99
        return
    way = down[: down.index(shared)][::-1]
    assert path.up[0] == up.index(shared)
    assert [path.child[0], path.grandchild[0]] == [*way, -1, -1][:2]


@given(heads(), st.data())
def test_the_nearest_marked_is_the_token_itself_or_above_it(head: list[int], data: st.DataObject) -> None:
    marked = data.draw(st.lists(st.booleans(), min_size=len(head), max_size=len(head)))
    found = tree_of(np.array(head)).nearest(np.array(marked))
    for token in range(len(head)):
        assert found[token] == next((step for step in ancestors(head, token) if marked[step]), -1)


def test_no_tokens_no_tree() -> None:
    assert tree_of(np.zeros(0, dtype=np.int64)).levels == ()
