"""What the rules advise, laid over tokens; and what counts as the right source when a model learns."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import spacy
from spacy.language import Language

from claimgraph.extract.attribution.attributions import Attribution
from claimgraph.extract.engine import DEFAULT_MODEL
from claimgraph.extract.scoring.gold import Annotated, Quote
from claimgraph.extract.tokenizer import split_at_marks
from claimgraph.extract.tokens import tokens_of
from claimgraph.extract.trained.advice import COLUMNS, PAIR_STATES, STATES, advice_of, tokens_within
from claimgraph.extract.trained.candidates import Reading
from claimgraph.extract.trained.lessons import lessons_of
from claimgraph.extract.trained.rows import Rows, Windows
from claimgraph.graph.record import Span

TEXT = "Ewa Lund said that the ferry was late. Ole Berg argued the crew was tired."


@cache
def _pipeline() -> Language:
    nlp = spacy.load(DEFAULT_MODEL, exclude=["lemmatizer", "attribute_ruler"])
    split_at_marks(nlp)
    return nlp


def _span(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def _said(source: str, cue: str, content: str, confidence: float = 0.8) -> Attribution:
    return Attribution(
        content=(_span(content),), cue=(_span(cue),), source=(_span(source),), confidence=confidence
    )


def test_each_candidate_is_compared_with_the_rules_own_answer_and_with_the_others() -> None:
    tokens = tokens_of(_pipeline()(TEXT))
    first = _said("Ewa Lund", "said", "that the ferry was late")
    second = _said("Ole Berg", "argued", "the crew was tired")
    advice = advice_of(tokens, [first, second])
    assert advice.heads.tolist() == [tokens.token_at(cue[0].start) for cue in (first.cue, second.cue)]
    masks = np.zeros((3, len(tokens)), dtype=bool)
    for row, words in enumerate(("that the ferry was late", "ferry was late", "the crew was tired")):
        masks[row, tokens_within(tokens, [_span(words)])] = True
    source = np.zeros(len(tokens), dtype=bool)
    source[:2] = True
    words = np.array([word[0].isalnum() for word in tokens.lower])
    one, whole = np.zeros(1, dtype=np.int64), np.array([len(tokens)])
    windows = Windows(one + 2, one, whole, np.zeros((len(tokens), 6), dtype=np.float32))
    table = advice.compare(Rows(windows, np.zeros(3, dtype=np.int64), masks.reshape(-1)), source, words)
    assert table.shape == (3, COLUMNS)
    assert table[:, 2] == pytest.approx([1.0, 0.6, 0.0])  # shared with the rules' content for this cue
    assert table[:, 3].tolist() == [1, 0, 0]  # begins where that does
    assert table[:, 4].tolist() == [1, 1, 0]  # ends where that does
    assert table[:, 5].tolist() == [2, 2, 2]  # the same source
    assert table[:, 6] == pytest.approx([0.0, 0.0, 1.0])  # shared with the content for another cue


def test_each_token_is_seen_as_the_rules_use_it() -> None:
    """Own place in the answer (none 0, outside 1, within 2, first 3, last 4, source 5; 5 more where the rules
    are sure), then whether it is content, and source, of another answer; and whether the cue is content.
    """
    tokens = tokens_of(_pipeline()(TEXT))
    first = _said("Ewa Lund", "said", "that the ferry was late")
    second = _said("Ole Berg", "argued", "the crew was tired", 0.5)
    advice = advice_of(tokens, [first, second])
    said, argued = advice.heads.tolist()
    begin, end = np.array([0, 0, argued]), np.array([argued, 2, argued + 3])
    seen = advice.seen_from(np.array([said, argued, 4]), begin, end)
    own, others, named, inside = seen // 8, seen // 4 % 2, seen // 2 % 2, seen % 2
    assert own.tolist() == [10, 10, 6, 8, 7, 7, 7, 9, 6, 6, 6, 1, 1, 0, 0, 0]
    assert others.tolist() == [0] * 14 + [1, 1]
    assert named.tolist() == [0] * 9 + [1] * 4 + [0] * 3
    assert inside.tolist() == [0] * 13 + [1] * 3
    states = advice.states
    assert states.max() < STATES and seen.max() < PAIR_STATES
    assert [states[0] % 2, states[said + 1] // 2 % 2, states[said] // 4 % 3, states[argued] // 4 % 3] == [
        1,
        1,
        2,
        1,
    ]


def test_of_two_answers_with_one_cue_the_surer_advises() -> None:
    tokens = tokens_of(_pipeline()(TEXT))
    doubtful = _said("Ole Berg", "argued", "tired", 0.3)
    sure = _said("Ole Berg", "argued", "the crew was tired", 0.7)
    (answer,) = advice_of(tokens, [doubtful, sure]).answers.values()
    assert answer.content.tolist() == tokens_within(tokens, sure.content).tolist()


@pytest.mark.parametrize(
    ("source", "found", "right"),
    [
        ("Rep. Ana Solis (D-Va.)", "Rep. Ana Solis (D-Va.)", True),
        ("Pia Roth Jr., the mayor", "Pia Roth Jr., the mayor", True),
        ("The harbour senator", "The harbour", False),
        ("Ole Berg’s", "Berg", True),
    ],
)
def test_a_source_is_right_where_the_head_of_the_gold_is_among_its_words(
    source: str, found: str, right: bool
) -> None:
    text = f"{source} said that the ferry was late."
    doc = _pipeline()(text)
    cue, content = _span("said", text), _span("that the ferry was late", text)
    quote = Quote(content=(content,), cue=(cue,), source=(_span(source, text),))
    (lesson,) = lessons_of([(Annotated(id="a", text=text, quotes=(quote,)), doc)])
    tokens = tokens_of(doc)
    mask, words = np.zeros(len(tokens), dtype=bool), np.zeros(len(tokens), dtype=bool)
    mask[tokens_within(tokens, [_span(found, text)])] = True
    words[tokens_within(tokens, [content])] = True
    (head,) = lesson.answers
    nothing = np.zeros((1, 0), dtype=np.float32)
    verdict, _ = lesson.judge(Reading(head, 0, mask, ~words & ~mask, words[None], nothing))
    assert verdict.tolist() == [right]
