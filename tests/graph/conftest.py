"""A small article and its reading, made by hand, for the tests of the graph's room."""

import pytest

from claimgraph.graph.record import (
    Argument,
    Claim,
    ClaimKind,
    Document,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Reading,
    Relation,
    RelationType,
    Role,
    RoleCategory,
    Span,
)

TEXT = (
    "“RedNote is not a refuge,” says Ama Boateng, a media scholar at Northgate University.\n\n"
    "RedNote is owned by Xingyin. Boateng worries that “the app” could be banned.\n"
)


def span(words: str, nth: int = 0) -> Span:
    """The nth place where the words stand in the text."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


@pytest.fixture
def reading() -> Reading:
    name = lambda words, nth=0: Mention(span=span(words, nth), form=MentionForm.NAME)  # noqa: E731
    scholar = Role(span=span("media scholar"), category=RoleCategory.EXPERT)
    boateng = Entity(
        name="Ama Boateng",
        type=EntityType.PERSON,
        mentions=(name("Ama Boateng"), name("Boateng", 1)),
        roles=(scholar,),
    )
    university = Entity(
        name="Northgate University", type=EntityType.ORGANIZATION, mentions=(name("Northgate University"),)
    )
    rednote = Entity(
        name="RedNote",
        type=EntityType.PLATFORM,
        mentions=(name("RedNote"), name("RedNote", 1)),
        register="https://w3id.org/claimgraph/id/platform-xiaohongshu",
    )
    xingyin = Entity(name="Xingyin", type=EntityType.ORGANIZATION, mentions=(name("Xingyin"),))
    first = Claim(
        kind=ClaimKind.DIRECT,
        content=(span("RedNote is not a refuge"),),
        cue=(span("says"),),
        source=(span("Ama Boateng"),),
        speaker=boateng,
        role=scholar,
        about=(Argument(entity=rednote, span=span("RedNote")),),
    )
    second = Claim(
        kind=ClaimKind.MIXED,
        content=(span("“the app” could be banned"),),
        cue=(span("worries"),),
        source=(span("Boateng", 1),),
        speaker=boateng,
        confidence=0.5,
    )
    owns = Relation(
        type=RelationType.OWNED_BY,
        subject=Argument(entity=rednote, span=span("RedNote", 1)),
        object=Argument(entity=xingyin, span=span("Xingyin")),
        cue=(span("owned by"),),
    )
    works = Relation(
        type=RelationType.AFFILIATED_WITH,
        subject=Argument(entity=boateng, span=span("Ama Boateng")),
        object=Argument(entity=university, span=span("Northgate University")),
    )
    return Reading(
        document=Document(
            id="a.txt", source="a.txt", text=TEXT, title="Refuge", date="2025-01-14", outlet="The Example"
        ),
        model="by hand",
        entities=(boateng, university, rednote, xingyin),
        claims=(first, second),
        relations=(owns, works),
    )
