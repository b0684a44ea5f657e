"""What a magazine says in passing: titles, torn names, callings, likenesses and services "from" a company."""

from __future__ import annotations

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from spacy.language import Language

from claimgraph.graph.record import EntityType, Modality, RelationType

OWNED, KNOWN = RelationType.OWNED_BY, RelationType.ALSO_KNOWN_AS
BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def _types(nlp: Language, text: str) -> dict[str, EntityType]:
    return {entity.name: entity.type for entity in nlp(text)._.entities}


def _told(nlp: Language, text: str, kind: RelationType) -> set[tuple[str, str, tuple[Modality, ...]]]:
    return {
        (r.subject.entity.name, r.object.entity.name, r.modality)
        for r in nlp(text)._.relations
        if r.type is kind
    }


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "Journalists at The Guardian went on strike. Guardian Media Group said it would sell.",
            "Guardian",
            EntityType.PLATFORM,
        ),
        ("Narrative shows such as Hollow Pines and Debt Wars will move.", "Debt Wars", EntityType.PLATFORM),
        (
            "It was a week old when Tamsin Ojeda-Clarke decided to leave. “Why not,” says Ojeda-Clarke.",
            "Tamsin Ojeda-Clarke",
            EntityType.PERSON,
        ),
        (
            "Tantan has been losing users; its parent, the Beijing company Hello Group, is cutting.",
            "Hello Group",
            EntityType.ORGANIZATION,
        ),
        ("She used to be heard on Voice of America.", "Voice of America", EntityType.PLATFORM),
        (
            "Tantan belongs to Hello Group, which was called Momo until 2021.",
            "Momo",
            EntityType.ORGANIZATION,
        ),
        (
            "The third door was marked Threads. He tried it. Threads opened in July 2023.",
            "Threads",
            EntityType.PLATFORM,
        ),
    ],
)
def test_what_a_name_is(nlp: Language, text: str, name: str, kind: EntityType) -> None:
    assert _types(nlp, text).get(name) is kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tantan’s parent, the Oakland company Hello Group, agrees.", "Oakland company"),
        ("In the yard of a shop in Ikorodu, the singer is filming.", "Ikorodu"),
    ],
)
def test_what_is_no_actor(nlp: Language, text: str, name: str) -> None:
    assert _types(nlp, text).get(name) not in (EntityType.PERSON, EntityType.ORGANIZATION)


def test_a_platform_is_named_at_every_place(nlp: Language) -> None:
    text = "The third door was marked Threads. He tried it. Threads opened in July 2023."
    threads = next(entity for entity in nlp(text)._.entities if entity.name == "Threads")
    assert [mention.span.start for mention in threads.mentions] == [26, 48]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Morag Auchterlonie counts owners. “That’s two floors,” says the court reporter, who left.",
            "court reporter",
        ),
        ("Ratna Wulandari sells headscarves. “Two shops,” says the trader from Bandung.", "trader"),
        (
            "Philippa Rasmussen pinned a message. The children’s book illustrator had had enough.",
            "book illustrator",
        ),
    ],
)
def test_a_calling_takes_up_whoever_was_named(nlp: Language, text: str, role: str) -> None:
    person = next(e for e in nlp(text)._.entities if e.type is EntityType.PERSON and " " in e.name)
    assert role in {text[slice(*one.span)] for one in person.roles}


def test_a_reporter_without_a_kind_is_anybody(nlp: Language) -> None:
    text = "Morag Auchterlonie counts owners. The reporter had joined in 1991."
    person = next(e for e in nlp(text)._.entities if e.name == "Morag Auchterlonie")
    assert not person.roles


@pytest.mark.parametrize(
    ("text", "thing", "other"),
    [
        (
            "Her pupils used Gauth. It explains everything.\n\nThe app, which until last year was called "
            "Gauthmath, is popular, and TikTok is, too.",
            "Gauth",
            "Gauthmath",
        ),
        (
            "For three years Kelsey Brandvold was a moth. As Mayu Nocturne, an animated character with grey "
            "wings, she streamed from a closet and had 510,000 subscribers.",
            "Kelsey Brandvold",
            "Mayu Nocturne",
        ),
        (
            "Randy Thibodeaux was ready. As Welder Daddy he has 640,000 followers on the app.",
            "Randy Thibodeaux",
            "Welder Daddy",
        ),
    ],
)
def test_second_names(nlp: Language, text: str, thing: str, other: str) -> None:
    assert (thing, other) in {pair[:2] for pair in _told(nlp, text, KNOWN)}


@pytest.mark.parametrize(
    ("text", "thing", "owner"),
    [
        ("Threads, the rival service from Meta, has more users.", "Threads", "Meta"),
        ("The Garante fined Luka, the San Francisco start-up behind Replika.", "Replika", "Luka"),
        (
            "Reliance Industries of Mumbai and a media firm it controls, Viacom18, hold most of JioStar.",
            "Viacom18",
            "Reliance Industries",
        ),
        ("Amazon was breaking up Wondery, the podcast studio it bought in 2020.", "Wondery", "Amazon"),
        (
            "MultiChoice, which brought television, has been under the control of Canal+.",
            "MultiChoice",
            "Canal+",
        ),
    ],
)
def test_owners(nlp: Language, text: str, thing: str, owner: str) -> None:
    assert (thing, owner, ()) in _told(nlp, text, OWNED)


def test_an_owner_at_the_time_is_none_now(nlp: Language) -> None:
    text = "Blued was started in Beijing, and its owner at the time, BlueCity, went public in 2020."
    assert ("Blued", "BlueCity", (Modality.NEGATED,)) in _told(nlp, text, OWNED)


def test_one_noun_names_one_owner(nlp: Language) -> None:
    text = "He is suing Meta, Facebook’s parent company, and Sama, the Californian outsourcing firm."
    assert {pair[:2] for pair in _told(nlp, text, OWNED)} == {("Facebook", "Meta")}


def test_an_optional_second_name_costs_nothing() -> None:
    spec = spec_from_file_location("entities_benchmark", BENCHMARKS / "entities.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    text = "Signal and Telegram were there."
    item = {
        "id": "one", "part": "tune", "date": "2025-01-01", "text": text, "roles": [],
        "entities": [
            {"id": "t1", "type": "platform", "mentions": [[0, 6]]},
            {"id": "t2", "type": "platform", "mentions": [[11, 19]]},
        ],
        "relations": [
            {"type": "alsoKnownAs", "subject": "t1", "object": "t2", "modality": [], "optional": True}
        ],
    }  # fmt: skip
    assert module.score([item]).wanted["aliases"] == 0
    item["relations"] = [{**item["relations"][0], "optional": False}]  # type: ignore[dict-item]
    assert module.score([item]).wanted["aliases"] == 1


def test_both_annotators_have_the_same_texts() -> None:
    gold = Path(__file__).parents[1] / "gold"
    first = [
        json.loads(line) for line in (gold / "short_texts_twentieth.jsonl").read_text("utf-8").splitlines()
    ]
    first += [
        json.loads(line) for line in (gold / "features_twentieth.jsonl").read_text("utf-8").splitlines()
    ]
    second = (gold / "second_annotator_twentieth.jsonl").read_text("utf-8").splitlines()
    texts = {item["id"]: item["text"] for item in map(json.loads, second)}
    assert texts == {item["id"]: item["text"] for item in first}
