"""Two small articles and their readings, made by hand, for the tests of the graph's room."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

from claimgraph.graph import layers
from claimgraph.graph.iri import document_key, graph_iri
from claimgraph.graph.lift import lift
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
from claimgraph.graph.storage.ledger import Entry
from claimgraph.graph.storage.store import Store
from claimgraph.ontology.register import register_lines
from claimgraph.ontology.terms import REGISTER_GRAPH

# How long an example takes is the machine's business.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

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


@pytest.fixture(scope="session")
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


OTHER_TEXT = (
    "“TikTok is a gift to propaganda,” said Jun Castellan, a security researcher. “RedNote keeps our "
    "data,” Castellan said.\n\n"
    "TikTok is owned by Lantern Holdings. The Ministry of Harbours imposed a ban on TikTok.\n"
)


@pytest.fixture(scope="session")
def other_reading() -> Reading:
    """One that disagrees with the register about an owner, and speaks of what the first one speaks of."""

    def span(words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = OTHER_TEXT.index(words, start + 1)
        return Span(start, start + len(words))

    def entity(name: str, type_: EntityType, *mentions: Span, **more: object) -> Entity:
        spans = tuple(Mention(span=mention, form=MentionForm.NAME) for mention in mentions)
        return Entity(name=name, type=type_, mentions=spans, **more)

    researcher = Role(span=span("security researcher"), category=RoleCategory.EXPERT)
    castellan = entity(
        "Jun Castellan", EntityType.PERSON, span("Jun Castellan"), span("Castellan", 1), roles=(researcher,)
    )
    platform = "https://w3id.org/claimgraph/id/platform-"
    tiktok = entity(
        "TikTok",
        EntityType.PLATFORM,
        *(span("TikTok", nth) for nth in range(3)),
        register=platform + "tiktok",
    )
    rednote = entity("RedNote", EntityType.PLATFORM, span("RedNote"), register=platform + "xiaohongshu")
    lantern = entity("Lantern Holdings", EntityType.ORGANIZATION, span("Lantern Holdings"))
    ministry = entity("Ministry of Harbours", EntityType.ORGANIZATION, span("Ministry of Harbours"))
    ban = entity("ban", EntityType.INSTRUMENT, span("ban"))
    claims = (
        Claim(
            kind=ClaimKind.DIRECT,
            content=(span("TikTok is a gift to propaganda"),),
            cue=(span("said"),),
            source=(span("Jun Castellan"),),
            speaker=castellan,
            role=researcher,
            about=(Argument(entity=tiktok, span=span("TikTok")),),
        ),
        Claim(
            kind=ClaimKind.DIRECT,
            content=(Span(span("RedNote keeps").start, span("data").end),),
            cue=(span("said", 1),),
            source=(span("Castellan", 1),),
            speaker=castellan,
            about=(Argument(entity=rednote, span=span("RedNote")),),
        ),
    )
    relation = lambda type_, one, other, cue: Relation(  # noqa: E731
        type=type_,
        subject=Argument(entity=one[0], span=one[1]),
        object=Argument(entity=other[0], span=other[1]),
        cue=(span(cue),),
    )
    return Reading(
        document=Document(
            id="b.txt", source="b.txt", text=OTHER_TEXT, title="Gift", date="2025-02-03", outlet="The Ledger"
        ),
        model="by hand",
        entities=(castellan, tiktok, rednote, lantern, ministry, ban),
        claims=claims,
        relations=(
            relation(
                RelationType.OWNED_BY,
                (tiktok, span("TikTok", 1)),
                (lantern, span("Lantern Holdings")),
                "owned by",
            ),
            relation(
                RelationType.IMPOSED_BY,
                (ban, span("ban")),
                (ministry, span("Ministry of Harbours")),
                "imposed",
            ),
            relation(RelationType.TARGETS, (ban, span("ban")), (tiktok, span("TikTok", 2)), "ban on"),
        ),
    )


@pytest.fixture(scope="session")
def fill() -> Callable[..., Store]:
    """Puts the register and some readings into a store, and resolves them."""

    def fill(store: Store, *readings: Reading) -> Store:
        store.replace_graph(REGISTER_GRAPH, register_lines())
        for reading in readings:
            graph = graph_iri(document_key(reading.document))
            entry = Entry(source=reading.document.source, graph=graph, fingerprint="1")
            store.put(entry, lift(reading), "https://w3id.org/claimgraph/id/run-1")
        layers.rebuild(store)
        return store

    return fill
