"""What ``extract`` prints: keys, offsets and nesting."""

from __future__ import annotations

import json

from claimgraph.exports.readings import reading_json, reading_text
from claimgraph.graph.record import (
    Argument,
    Claim,
    ClaimKind,
    Detail,
    Document,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Modality,
    Reading,
    Relation,
    RelationType,
    Role,
    RoleCategory,
    Span,
)

TEXT = "Ada Quill, a lawyer, said Odo told her that Lantern, owned by Brightwater since 2021, is \x1b[31mout."


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def reading() -> Reading:
    role = Role(span=at("a lawyer"), category=RoleCategory.EXPERT)
    quill = Entity(
        name="Ada Quill",
        type=EntityType.PERSON,
        mentions=(
            Mention(span=at("Ada Quill"), form=MentionForm.NAME),
            Mention(span=at("her"), form=MentionForm.PRONOUN),
        ),
        roles=(role,),
    )
    lantern = Entity(
        name="Lantern",
        type=EntityType.PLATFORM,
        mentions=(Mention(span=at("Lantern"), form=MentionForm.NAME),),
        register="https://example.org/lantern",
    )
    bright = Entity(
        name="Brightwater",
        type=EntityType.ORGANIZATION,
        mentions=(Mention(span=at("Brightwater"), form=MentionForm.NAME),),
    )
    outer = Claim(
        kind=ClaimKind.INDIRECT,
        content=(Span(at("Odo told").start, len(TEXT)),),
        cue=(at("said"),),
        source=(at("Ada Quill"),),
        speaker=quill,
        role=role,
        confidence=0.87654,
    )
    inner = Claim(
        kind=ClaimKind.INDIRECT,
        content=(Span(at("that Lantern").start, len(TEXT)),),
        cue=(at("told"),),
        source=(at("Odo"),),
        about=(Argument(entity=lantern, span=at("Lantern")),),
        modality=(Modality.FUTURE,),
        nested_in=outer,
    )
    owned = Relation(
        type=RelationType.OWNED_BY,
        subject=Argument(entity=lantern, span=at("Lantern")),
        object=Argument(entity=bright, span=at("Brightwater")),
        cue=(at("owned by"),),
        details=(Detail(name="since", value="2021", span=at("2021")),),
        claim=inner,
    )
    return Reading(
        document=Document(id="x-1", source="x.txt", text=TEXT),
        model="test",
        entities=(quill, lantern, bright),
        claims=(outer, inner),
        relations=(owned,),
    )


def test_json_holds_spans_names_and_nesting() -> None:
    document = json.loads(json.dumps(reading_json(reading())))
    assert list(document) == ["id", "quotes", "mentions", "relations"]
    outer, inner = document["quotes"]
    assert outer["speaker"] == "Ada Quill"
    assert outer["role"] == list(at("a lawyer"))
    assert outer["role_category"] == "expert"
    assert inner["speaker"] is None
    assert inner["nested_in"] == 0
    assert inner["about"] == [{"name": "Lantern", "type": "platform", "span": list(at("Lantern"))}]
    assert [TEXT[a:b] for a, b in inner["cue"]] == ["told"]
    assert [m["form"] for m in document["mentions"]] == ["name", "pronoun", "name", "name"]
    (relation,) = document["relations"]
    assert (relation["type"], relation["claim"]) == ("ownedBy", 1)
    assert relation["details"] == [{"name": "since", "value": "2021", "span": list(at("2021"))}]


def test_text_names_everything_and_keeps_control_characters_from_the_terminal() -> None:
    text = reading_text(reading())
    assert "Ada Quill, a lawyer [indirect, 0.88]" in text
    assert "Lantern ownedBy Brightwater since 2021" in text
    assert "\x1b" not in text
