"""A model's answers joined with the rules': who is kept, and how sure of it."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract.attribution.attributions import Attribution
from claimgraph.extract.attribution.hybrid import join, joined_with_rules, shared_part
from claimgraph.extract.attribution.rules import attribute
from claimgraph.extract.engine import DEFAULT_MODEL
from claimgraph.extract.tokenizer import split_at_marks
from claimgraph.extract.tokens import tokens_of
from claimgraph.graph.record import Span

TEXT = "Ewa Lund said that the ferry was late. “It was the ice,” said Ole Berg. The crew sang."
INDIRECT = Span(14, 37)
DIRECT = Span(39, 56)


@cache
def _pipeline() -> Language:
    nlp = spacy.load(DEFAULT_MODEL, exclude=["ner", "lemmatizer", "attribute_ruler"])
    split_at_marks(nlp)
    return nlp


def _doc() -> Doc:
    return _pipeline()(TEXT)


def _said(span: Span, confidence: float) -> Attribution:
    return Attribution(content=(span,), cue=(Span(9, 13),), source=(Span(0, 8),), confidence=confidence)


def test_the_rules_alone_keep_what_they_are_trusted_with() -> None:
    doc = _doc()
    found = join(tokens_of(doc), [], attribute(doc))
    assert [item.content for item in found] == [(INDIRECT,), (DIRECT,)]


@pytest.mark.parametrize(("confidence", "kept"), [(0.9, True), (0.3, False)])
def test_the_model_alone_must_be_sure(confidence: float, kept: bool) -> None:
    found = join(tokens_of(_doc()), [_said(Span(73, 86), confidence)], [])
    assert bool(found) is kept


def test_agreement_raises_confidence_and_keeps_the_doubtful() -> None:
    doc = _doc()
    (first, _) = join(tokens_of(doc), [_said(INDIRECT, 0.4)], attribute(doc))
    assert first.content == (INDIRECT,)
    assert first.confidence > 0.4


def test_a_quotation_keeps_the_boundaries_of_its_marks() -> None:
    doc = _doc()
    cut = Attribution(content=(Span(39, 49),), cue=(Span(57, 61),), source=(Span(62, 70),), confidence=0.9)
    found = join(tokens_of(doc), [cut], attribute(doc))
    assert (DIRECT,) in [item.content for item in found]
    assert (Span(39, 49),) not in [item.content for item in found]


def test_order_of_the_answers_does_not_matter() -> None:
    doc = _doc()
    learned = [_said(INDIRECT, 0.8), _said(Span(73, 86), 0.7)]
    ruled = attribute(doc)
    assert join(tokens_of(doc), learned, ruled) == join(tokens_of(doc), learned[::-1], ruled[::-1])


def test_a_model_that_finds_nothing_leaves_the_rules_their_floating_quotations() -> None:
    doc = _pipeline()("Ole Berg shook his head. “That is not what we were told.”")
    (item,) = joined_with_rules(lambda _: [])(doc)
    assert [doc.text[a:b] for a, b in item.content] == ["“That is not what we were told.”"]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ((Span(0, 10),), (Span(0, 10),), 1.0),
        ((Span(0, 10),), (Span(10, 20),), 0.0),
        ((Span(0, 10),), (Span(5, 10),), 0.5),
        ((Span(0, 4), Span(6, 10)), (Span(0, 10),), 0.8),
    ],
)
def test_shared_part(one: tuple[Span, ...], other: tuple[Span, ...], share: float) -> None:
    assert shared_part(one, other) == pytest.approx(share)
