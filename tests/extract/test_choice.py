"""Which of a cue's candidates is taken, which answers repeat another one, and where a source ends."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import spacy
from spacy.language import Language

from claimgraph.extract.engine import DEFAULT_MODEL
from claimgraph.extract.tokenizer import split_at_marks
from claimgraph.extract.tokens import tokens_of
from claimgraph.extract.trained.advice import Advice, advice_of
from claimgraph.extract.trained.attributor import _alike, _distinct
from claimgraph.extract.trained.candidates import Reading, read_cues
from claimgraph.extract.trained.evidence import CONTENT, CUE, OTHER, SOURCE
from claimgraph.extract.trained.features import grid_of
from claimgraph.extract.trained.rows import Windows


@cache
def _pipeline() -> Language:
    nlp = spacy.load(DEFAULT_MODEL, exclude=["lemmatizer", "attribute_ruler"])
    split_at_marks(nlp)
    return nlp


def _reading(head: int, *contents: range, width: int = 40) -> Reading:
    masks = np.zeros((len(contents), width), dtype=bool)
    for row, content in enumerate(contents):
        masks[row, content] = True
    none = np.zeros(width, dtype=bool)
    return Reading(head, 0, none, none, masks, np.zeros((len(contents), 1), dtype=np.float32))


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ((10, range(0, 9)), (12, range(0, 9)), 1),  # one content under two cues
        ((10, range(0, 9)), (30, range(5, 9)), 1),  # "she points out" what "he said" already holds
        ((10, range(11, 30)), (14, range(15, 30)), 1),  # nearly all of it, though the cue stands inside
        ((10, range(11, 30)), (20, range(21, 30)), 2),  # a claim within a claim
        ((10, range(0, 9)), (30, range(20, 29)), 2),
    ],
)
def test_an_answer_that_repeats_a_surer_one_is_left_out(
    first: tuple[int, range], second: tuple[int, range], kept: int
) -> None:
    readings = [_reading(*first), _reading(*second)]
    assert _distinct(readings, [(0.9, 0, 0), (0.8, 1, 0)]) == [(0.9, 0, 0), (0.8, 1, 0)][:kept]


def test_a_cue_has_one_answer_whatever_its_sources() -> None:
    readings = [_reading(10, range(0, 9)), _reading(10, range(20, 29)), _reading(10, range(0, 9))]
    assert _distinct(readings, [(0.9, 1, 0), (0.8, 0, 0), (0.7, 2, 0)]) == [(0.9, 1, 0)]


def test_candidates_support_those_that_share_four_fifths_of_their_letters() -> None:
    sizes = np.full(40, 6)
    sizes[9] = 0  # a comma
    found = _alike(_reading(20, range(0, 10), range(0, 8), range(2, 9), range(30, 33)), sizes)
    assert found.tolist() == [
        [True, True, False, False],
        [True, True, False, False],
        [False, False, True, False],
        [False, False, False, True],
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Kwame Adjei-Larsen said the ferry was late.", "Kwame Adjei-Larsen"),
        ("Kwame Adjei - a captain - said the ferry was late.", "Kwame Adjei"),
    ],
)
def test_a_source_ends_with_a_whole_word(text: str, source: str) -> None:
    assert _sources(text, range(2)) == [source]


def test_a_cue_is_read_again_for_each_other_source_that_is_not_unlikely() -> None:
    text = "Kwame Adjei, a captain, said the ferry was late."
    assert _sources(text, range(2), range(4, 5)) == ["Kwame Adjei"]
    assert _sources(text, range(2), range(4, 5), others=True) == ["Kwame Adjei", "captain", ""]


def _sources(text: str, likely: range, less: range = range(0), *, others: bool = False) -> list[str]:
    """The sources that are read for "said" where a tagger gives words these chances to be the source."""
    doc = _pipeline()(text)
    grid = grid_of(doc)
    tokens = tokens_of(doc)
    head = tokens.lower.index("said")
    marks = np.full((len(tokens), 6), 0.01, dtype=np.float32)
    for label, places, chance in (
        (OTHER, range(head), 0.9),
        (SOURCE, less, 0.4),
        (SOURCE, likely, 0.7),
        (CUE, [head], 0.9),
    ):
        marks[places] = 0.01
        marks[places, label] = chance
    marks[head + 1 :, CONTENT] = 0.9
    nothing = np.zeros(len(tokens), dtype=np.float32)
    windows = Windows(np.array([head]), np.array([0]), np.array([len(tokens)]), marks)
    advice: Advice = advice_of(tokens, [])
    found: list[str] = []
    for reading in read_cues(grid, advice, nothing, nothing, 0.5, windows, others=others):
        places = np.flatnonzero(reading.source)
        assert reading.head == head and (reading.masks.sum(axis=1) > 0).all()
        found.append(text[tokens.start[places[0]] : tokens.end[places[-1]]] if len(places) else "")
    return found
