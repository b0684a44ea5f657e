"""Second names that an audience knows people by, and the people whom they show, on invented sentences."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimgraph.graph.record import EntityType, MentionForm, RelationType


def _known(nlp: Language, text: str) -> set[tuple[str, str]]:
    return {
        (relation.subject.entity.name, text[relation.object.span.start : relation.object.span.end])
        for relation in nlp(text)._.relations
        if relation.type is RelationType.ALSO_KNOWN_AS
    }


@pytest.mark.parametrize(
    ("text", "person", "other"),
    [
        ("Adaeze Obi, Teapot Storm to her 90,000 followers, is back.", "Adaeze Obi", "Teapot Storm"),
        ("Adaeze Obi came early. As Teapot Storm she wrote a verse a day.", "Adaeze Obi", "Teapot Storm"),
        ("Adaeze Obi films. The florist from Leeds, known to 900 strangers as petalpusherin, laughs.",
         "Adaeze Obi", "petalpusherin"),
        ("Adaeze Obi wakes at six, props up a telephone and becomes Teapot Storm.",
         "Adaeze Obi", "Teapot Storm"),
        ("Adaeze Obi has lived here for years. To 800,000 followers she is Teapot Storm.",
         "Adaeze Obi", "Teapot Storm"),
        ("Adaeze Obi writes. The poet, who had written on Weibo as Teapot Storm, left.",
         "Adaeze Obi", "Teapot Storm"),
        ("Adaeze Obi, who signs her comics Teapot Storm, has drawn him often.", "Adaeze Obi", "Teapot Storm"),
        ("“No,” says the streamer Adaeze Obi (TeapotStorm), who is tired.", "Adaeze Obi", "TeapotStorm"),
        ("“No,” agrees Adaeze Obi, a trainee whose handle is teapot_storm.", "Adaeze Obi", "teapot_storm"),
        ("Adaeze Obi found it. Her nickname is Bettpfanne; her poems sell.", "Adaeze Obi", "Bettpfanne"),
    ],
)  # fmt: skip
def test_an_audience_knows_somebody_by_another_name(
    nlp: Language, text: str, person: str, other: str
) -> None:
    assert (person, other) in _known(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "As President she wrote to Adaeze Obi.",
        "Adaeze Obi gave Teapot Storm to her children.",
        "Adaeze Obi was angry. On Tuesday she was in Leeds.",
        "Majlis is an app of Adaeze Obi. It is known to students as the well.",
    ],
)
def test_what_is_no_second_name_of_a_person(nlp: Language, text: str) -> None:
    assert not {pair for pair in _known(nlp, text) if pair[0] == "Adaeze Obi"}


@pytest.mark.parametrize(
    ("text", "thing", "other"),
    [
        ("All read on Qidian (起点), which means starting point.", "Qidian", "起点"),
        ("WeChat (in Chinese 微信) is used by all.", "WeChat", "微信"),
        (
            "Reach has cut jobs. The group, once Trinity Mirror, has cut a thousand.",
            "Reach",
            "Trinity Mirror",
        ),
    ],
)
def test_a_thing_has_a_name_in_its_own_letters_and_one_before(
    nlp: Language, text: str, thing: str, other: str
) -> None:
    assert (thing, other) in _known(nlp, text)


def test_who_is_called_so_is_a_person_wherever_the_name_stands(nlp: Language) -> None:
    text = (
        "Groups took down their catalogues. Slow Ferry’s four albums went too. "
        "“I lost three years,” says Adaeze Obi, who records as Slow Ferry."
    )
    people = {
        entity.name: [mention for mention in entity.mentions if mention.form is MentionForm.NAME]
        for entity in nlp(text)._.entities
        if entity.type is EntityType.PERSON
    }
    assert len(people["Slow Ferry"]) == 2


def test_a_handle_is_a_person_at_all_its_places(nlp: Language) -> None:
    text = "So says momo_sansad. Adaeze Obi posts as momo_sansad, and all of Leeds reads momo_sansad."
    people = {e.name: e for e in nlp(text)._.entities if e.type is EntityType.PERSON}
    spans = [mention.span for mention in people["momo_sansad"].mentions]
    assert [text[span.start : span.end] for span in spans] == ["momo_sansad"] * 3
