"""Who is who within one document, on texts made up for it."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from claimgraph.extract.actors.aliases import is_acronym
from claimgraph.extract.actors.names.sightings import name_words
from claimgraph.extract.engine import build_pipeline
from claimgraph.graph.record import Entity, EntityType, MentionForm

ARTICLE = """Users flee as ban nears

By Ilse Varga

“We are not leaving,” said Wanjiru Odhiambo, a Kenyan data-rights lawyer. “My clients are there.”

Odhiambo worries about TikTok refugees. Sen. Ada Quill (D-Ohio) disagrees.

Quill's aide, Tomas Marchetti-Oduya, told the Electronic Frontier Foundation (EFF) so. EFF did not reply.

Marchetti-Oduya laughed.

Beijing wants the app to stay, said Varga, but the Chinese government did not comment.
"""


def _names(nlp: Language, text: str, kind: EntityType) -> dict[str, list[str]]:
    """The words of each mention by name of the entities of one type."""
    return {
        entity.name: [text[m.span.start : m.span.end] for m in entity.mentions if m.form is MentionForm.NAME]
        for entity in nlp(text)._.entities
        if entity.type is kind
    }


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        (
            "It takes Kirstine Ravnsborg eleven minutes to leave.",
            "Kirstine Ravnsborg",
            ["Kirstine Ravnsborg"],
        ),
        (
            "Delphine Marchetti-Oduya teaches in Lisbon. Marchetti-Oduya says it failed.",
            "Delphine Marchetti-Oduya",
            ["Delphine Marchetti-Oduya", "Marchetti-Oduya"],
        ),
        (
            "Sen. Ada Quill spoke first. Nobody believed Ms. Quill, although Quill's aide did.",
            "Ada Quill",
            ["Ada Quill", "Quill", "Quill"],
        ),
        ("Lin Yutong teaches children. Lin says she is glad.", "Lin Yutong", ["Lin Yutong", "Lin"]),
        (
            "Quill fights on, the paper wrote. Ada Quill, 61, has no plans to stop.",
            "Ada Quill",
            ["Quill", "Ada Quill"],
        ),
    ],
)
def test_a_surname_is_the_person_of_that_name(
    nlp: Language, text: str, name: str, mentions: list[str]
) -> None:
    assert _names(nlp, text, EntityType.PERSON)[name] == mentions


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("“We stay,” a Meta spokeswoman, Lindiwe Sato, said.", EntityType.PERSON, "Lindiwe Sato"),
        (
            "The rules, published by the Communications Authority of Kenya, would apply to X.",
            EntityType.ORGANIZATION,
            "Communications Authority of Kenya",
        ),
    ],
)
def test_the_words_around_a_name_tell_its_type_and_its_end(
    nlp: Language, text: str, kind: EntityType, name: str
) -> None:
    assert _names(nlp, text, kind)[name] == [name]


def test_a_title_tells_two_bearers_of_one_surname_apart(nlp: Language) -> None:
    text = "Robert Tarn and Margaret Tarn met. Mrs. Tarn left early. Mr. Tarn stayed."
    persons = _names(nlp, text, EntityType.PERSON)
    assert persons == {"Robert Tarn": ["Robert Tarn", "Tarn"], "Margaret Tarn": ["Margaret Tarn", "Tarn"]}


def test_a_long_name_has_its_acronym_as_an_alias(nlp: Language) -> None:
    text = "The Electronic Frontier Foundation (EFF) sued. EFF did not wait."
    (body,) = [entity for entity in nlp(text)._.entities if "Frontier" in entity.name]
    assert [text[m.span.start : m.span.end] for m in body.mentions][1:] == ["EFF", "EFF"]
    assert [text[start:end] for start, end in body.aliases] == ["EFF"]


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("EFF", "Electronic Frontier Foundation", True),
        ("FCC", "Federal Communications Commission", True),
        ("CDT", "Center for Democracy and Technology", True),
        ("EFF", "European Food Authority", False),
        ("Eff", "Electronic Frontier Foundation", False),
        ("E", "Electronic", False),
    ],
)
def test_acronyms_are_made_of_first_letters(short: str, long: str, fits: bool) -> None:
    assert is_acronym(short.split(), long.split()) is fits


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("Quill’s", ("Quill",)),
        ("the Quills'", ("the", "Quills")),
        ("“Ada Quill,”", ("Ada", "Quill")),
        ("J. R. Quill Jr.", ("J.", "R.", "Quill", "Jr.")),
        ("…", ("…",)),
        ("", ()),
    ],
)
def test_words_of_a_name_lose_endings_and_marks(spelling: str, expected: tuple[str, ...]) -> None:
    assert name_words(spelling) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chinese users welcomed them.", ["Chinese users"]),
        ("The TikTok refugees were kind.", ["TikTok refugees"]),
        ("Members of the diaspora met in Leeds.", ["Members of the diaspora"]),
        ("Many Americans left.", ["Americans"]),
        ("The users left.", []),
    ],
)
def test_groups_are_named_by_people_place_or_platform(nlp: Language, text: str, expected: list[str]) -> None:
    found = _names(nlp, text, EntityType.GROUP)
    assert [words for mentions in found.values() for words in mentions] == expected


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("The ban came into force in Kenya.", "Kenya", "name"),
        ("The U.S. sued, and the United States won.", "United States", "name"),
        ("A Kenyan lawyer spoke.", "Kenya", "nominal"),
        ("Beijing denied it on Monday.", "Beijing", "nominal"),
        ("The European Union's Digital Services Act binds them.", "European Union", "name"),
    ],
)
def test_countries_are_jurisdictions_however_they_are_named(
    nlp: Language, text: str, name: str, form: str
) -> None:
    (entity,) = [e for e in nlp(text)._.entities if e.type is EntityType.JURISDICTION]
    assert (entity.name, entity.mentions[0].form) == (name, form)
    assert entity.register is not None


def test_a_city_that_does_not_act_is_no_government(nlp: Language) -> None:
    entities = nlp("The engineers met in Beijing.")._.entities
    assert not [entity for entity in entities if entity.register and entity.register.endswith("-CN")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Tarn administration refused.", "Tarn administration"),
        ("The Chinese government did not reply.", "Chinese government"),
        ("It was the White House that refused.", "White House"),
    ],
)
def test_governments_are_organisations(nlp: Language, text: str, name: str) -> None:
    assert name in _names(nlp, text, EntityType.ORGANIZATION)


def _laws(text: str, entities: tuple[Entity, ...]) -> None:
    types: dict[str, set[EntityType]] = {}
    for entity in entities:
        spans = [mention.span for mention in entity.mentions]
        assert spans == sorted(spans) and spans
        assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in spans)
        assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))
        for span in (*entity.aliases, *(role.span for role in entity.roles)):
            assert 0 <= span.start < span.end <= len(text)
        for mention in entity.mentions:
            if mention.form is MentionForm.NAME and entity.type is not EntityType.INSTRUMENT:
                words = " ".join(name_words(text[mention.span.start : mention.span.end])).casefold()
                types.setdefault(words, set()).add(entity.type)
    assert {words: kinds for words, kinds in types.items() if len(kinds) > 1} == {}
    leads = [(entity.lead, entity.type) for entity in entities]
    assert len(set(leads)) == len(leads)


def test_the_article_obeys_the_laws(nlp: Language) -> None:
    entities = nlp(ARTICLE)._.entities
    _laws(ARTICLE, entities)
    assert {"Wanjiru Odhiambo", "Ada Quill", "Tomas Marchetti-Oduya"} <= {entity.name for entity in entities}


@settings(max_examples=25)
@example(seed=9588, cut=426)  # a country's adjective where its seat of power is its name
@example(seed=2388, cut=156)  # a noun phrase that ends with the text
@given(seed=st.integers(0, 10_000), cut=st.integers(0, len(ARTICLE)))
def test_damaged_texts_never_fail_and_keep_one_type_a_name(seed: int, cut: int) -> None:
    words = ARTICLE[:cut].split(" ")
    random.Random(seed).shuffle(words)
    text = " ".join(words)
    _laws(text, _shared(text))


@settings(max_examples=40)
@given(text=st.text(alphabet="AB cdX.,'’“”\"()\n-—@小é", max_size=60))
def test_any_characters_never_fail(text: str) -> None:
    _laws(text, _shared(text))


_PIPELINE: list[Language] = []


def _shared(text: str) -> tuple[Entity, ...]:
    """Hypothesis and fixtures do not mix, so these tests keep a pipeline of their own."""
    if not _PIPELINE:
        _PIPELINE.append(build_pipeline())
    entities: tuple[Entity, ...] = _PIPELINE[0](text)._.entities
    return entities
