"""From attributions to claims: kind, modality, nesting, order."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from spacy.language import Language

from claimgraph.extract.actors.reference.speakers import Speakers
from claimgraph.extract.attribution.attributions import Attribution
from claimgraph.extract.attribution.claims import claims_from
from claimgraph.extract.attribution.rules import attribute
from claimgraph.extract.engine import DEFAULT_MODEL, build_pipeline
from claimgraph.extract.tokenizer import split_at_marks
from claimgraph.extract.tokens import tokens_of
from claimgraph.graph.record import (
    Claim,
    ClaimKind,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Modality,
    Span,
)


@cache
def _pipeline() -> Language:
    nlp = spacy.load(DEFAULT_MODEL, exclude=["ner", "lemmatizer", "attribute_ruler"])
    split_at_marks(nlp)
    return nlp


def _claims(text: str, *entities: Entity) -> tuple[Claim, ...]:
    doc = _pipeline()(text)
    found = attribute(doc)
    nobody = Speakers(entities=entities, speakers=(None,) * len(found), roles=(None,) * len(found))
    return claims_from(tokens_of(doc), found, nobody)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It is a trap,” Ewa Lund said.", ClaimKind.DIRECT),
        ("Ewa Lund said the ban was “a trap.”", ClaimKind.MIXED),
        ("Ewa Lund said the ban was a trap.", ClaimKind.INDIRECT),
    ],
)
def test_kind(text: str, kind: ClaimKind) -> None:
    assert [claim.kind for claim in _claims(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Ewa Lund said the app was safe.", ()),
        ("Ewa Lund said the app was not safe.", (Modality.NEGATED,)),
        ("Ewa Lund denied that the app was safe.", (Modality.NEGATED,)),
        ("Ewa Lund said the app may share data.", (Modality.HEDGED,)),
        ("Ewa Lund said the app will close in May.", (Modality.FUTURE,)),
        ("Ewa Lund asked whether the app was safe.", (Modality.QUESTION,)),
        ("“Who reads our data?” Ewa Lund asked.", (Modality.QUESTION,)),
        ("Ewa Lund said the app would close if the law passed.", (Modality.HYPOTHETICAL,)),
    ],
)
def test_modality(text: str, modality: tuple[Modality, ...]) -> None:
    assert [claim.modality for claim in _claims(text)] == [modality]


def test_a_claim_within_a_claim_is_nested_in_it() -> None:
    outer, inner = _claims("Ewa Lund said that the ministry said the app was safe.")
    assert outer.nested_in is None
    assert inner.nested_in == outer


def test_claims_side_by_side_are_not_nested() -> None:
    text = "Ewa Lund said the app was safe. The ministry said it was not."
    assert [claim.nested_in for claim in _claims(text)] == [None, None]


def test_platforms_in_the_content_are_what_a_claim_is_about() -> None:
    text = "On Loop, Ewa Lund said Loop shares data with Loop Ltd."
    places = [Span(3, 7), Span(24, 28)]
    loop = Entity(
        name="Loop",
        type=EntityType.PLATFORM,
        mentions=tuple(Mention(span=place, form=MentionForm.NAME) for place in places),
    )
    (claim,) = _claims(text, loop)
    assert [argument.span for argument in claim.about] == [places[1]]


def test_order_does_not_depend_on_the_order_of_attributions() -> None:
    text = "“It is a trap,” Ewa Lund said. She said it was late."
    doc = _pipeline()(text)
    items = [
        Attribution(content=(Span(40, 51),), cue=(Span(35, 39),), source=(Span(31, 34),)),
        Attribution(content=(Span(0, 15),), cue=(Span(25, 29),), source=(Span(16, 24),)),
    ]
    nobody = Speakers(entities=(), speakers=(None, None), roles=(None, None))
    forth = claims_from(tokens_of(doc), items, nobody)
    back = claims_from(tokens_of(doc), items[::-1], nobody)
    assert forth == back
    assert [claim.content[0].start for claim in forth] == [0, 40]


@pytest.mark.parametrize(
    "text",
    [
        "Hoot declined to comment on the ban.",
        "The ministry didn’t immediately respond to questions, and Hoot refused to say who owns it.",
        "A clerk, who asked not to be named, closed the door.",
        "A clerk, who asked to be identified only as a neighbour, closed the door.",
    ],
)
@pytest.mark.parametrize("method", ["rules", "polnear-sm"])
def test_saying_nothing_is_no_claim(text: str, method: str) -> None:
    doc = build_pipeline(attribution=method)(text)
    assert [doc.text[c.content[0].start : c.content[-1].end] for c in doc._.claims] == []


def test_what_is_said_of_a_decline_is_a_claim() -> None:
    doc = build_pipeline(attribution="rules")("Hoot said declining sales were to blame.")
    assert [doc.text[c.content[0].start : c.content[-1].end] for c in doc._.claims] == [
        "declining sales were to blame"
    ]
