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


def test_what_the_model_has_looked_at_and_left_out_stays_out() -> None:
    doc = _doc()
    assert join(tokens_of(doc), [], attribute(doc)) == []


@pytest.mark.parametrize("confidence", [0.9, 0.3])
def test_what_the_model_chose_stays_as_it_is(confidence: float) -> None:
    doc = _doc()
    learned = [_said(INDIRECT, confidence), _said(Span(73, 86), confidence)]
    found = join(tokens_of(doc), learned, attribute(doc))
    assert found == learned


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ole Berg: “We were late again.”", "“We were late again.”"),
        ("“She asked me, ‘Why are you late?’ and left the room,” said Ole Berg.", "‘Why are you late?’"),
    ],
)
def test_the_rules_add_labels_and_what_is_said_in_quotations(text: str, content: str) -> None:
    doc = _pipeline()(text)
    outer = Attribution(content=(Span(0, text.rindex("”") + 1),), cue=(Span(0, 3),), confidence=0.9)
    learned = [outer] if text.startswith("“") else []
    found = join(tokens_of(doc), learned, attribute(doc))
    assert content in [" … ".join(text[a:b] for a, b in item.content) for item in found]


def test_one_cue_within_a_quotation_is_not_read_twice() -> None:
    text = "“Kim Lund told me that the ferry was late again today,” said Ole Berg."
    doc = _pipeline()(text)
    cue = Span(text.index("told"), text.index("told") + 4)
    shorter = Span(text.index("the ferry"), text.index(" late"))
    learned = [Attribution(content=(shorter,), cue=(cue,), source=(Span(1, 9),), confidence=0.7)]
    assert any(item.cue == (cue,) for item in join(tokens_of(doc), [], attribute(doc)))
    assert join(tokens_of(doc), learned, attribute(doc)) == learned


@pytest.mark.parametrize(
    "text",
    [
        "“Most people say that the ferry is late again,” said Ole Berg.",
        "“Therefore, what Kim Lund said when he said we would be late, he was doing us harm,” said Ole Berg.",
        "“I say ‘ferry’ and it is late again,” said Ole Berg.",
    ],
)
def test_what_nobody_in_particular_says_within_a_quotation_is_no_claim(text: str) -> None:
    doc = _pipeline()(text)
    assert join(tokens_of(doc), [], attribute(doc)) == []


@pytest.mark.parametrize(
    ("content", "kept"), [("the ferry was late", 1), ("Ole Berg wrote in his letter", 0)]
)
def test_who_is_quoted_does_not_speak_outside_of_the_quotation(content: str, kept: int) -> None:
    text = "“Kim Lund says the ferry was late,” Ole Berg wrote in his letter."
    said = (Span(text.index(content), text.index(content) + len(content)),)
    item = Attribution(content=said, cue=(Span(10, 14),), source=(Span(1, 9),), confidence=0.7)
    assert len(join(tokens_of(_pipeline()(text)), [], [item])) == kept


def test_order_of_the_answers_does_not_matter() -> None:
    doc = _doc()
    learned = [_said(INDIRECT, 0.8), _said(Span(73, 86), 0.7)]
    ruled = attribute(doc)
    assert join(tokens_of(doc), learned, ruled) == join(tokens_of(doc), learned[::-1], ruled[::-1])


def test_what_he_said_within_a_quotation_is_the_speakers_own_account() -> None:
    text = "“He said that we were late again, and he left the room,” said Ole Berg."
    doc = _pipeline()(text)
    assert join(tokens_of(doc), [], attribute(doc)) == []


def test_a_model_that_finds_nothing_leaves_the_rules_their_floating_quotations() -> None:
    doc = _pipeline()("Ole Berg shook his head. “That is not what we were told.”")
    (item,) = joined_with_rules(lambda _doc, _ruled: [])(doc)
    assert [doc.text[a:b] for a, b in item.content] == ["“That is not what we were told.”"]


def test_a_floating_quotation_is_theirs_whose_cue_ends_the_sentence_before() -> None:
    text = "The crew told us that no ferry was late, she said. “I asked for it on paper today.”"
    doc = _pipeline()(text)
    begin = text.index("that no")
    learned = Attribution(
        content=(Span(begin, text.index(", she")),), cue=(Span(9, 13),), source=(Span(0, 8),)
    )
    _, added = joined_with_rules(lambda _doc, _ruled: [learned])(doc)
    assert [text[a:b] for a, b in added.named] == ["she"]


def test_what_a_gesture_introduces_is_a_claim_of_its_own() -> None:
    text = "“I read it twice,” says Kim Lund. She laughs. “In the end it was the ferry that won.”"
    doc = _pipeline()(text)
    said = (Span(0, 18), Span(text.index("“In"), len(text)))
    learned = Attribution(content=said, cue=(Span(19, 23),), source=(Span(24, 32),), confidence=0.9)
    one, other = joined_with_rules(lambda _doc, _ruled: [learned])(doc)
    assert (one.content, other.content) == (said[:1], said[1:])
    assert [text[a:b] for a, b in (*other.source, *other.cue)] == ["She", "laughs"]


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


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The ferry, Ewa Lund said, was late again.", ("The ferry", "was late again")),
        ("The forty readers, she points out, are nieces.", ("The forty readers", "are nieces")),
    ],
)
def test_who_speaks_between_commas_is_heard_by_the_rules_alone(text: str, content: tuple[str, ...]) -> None:
    found = joined_with_rules(lambda doc, ruled: [])(_pipeline()(text))
    assert [tuple(text[span.start : span.end] for span in item.content) for item in found] == [content]
