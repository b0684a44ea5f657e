"""The resolved layer brought up to date by what changed is the one that is made of everything."""

import random

import pytest

from claimgraph.errors import StopRun
from claimgraph.graph import curation, layers
from claimgraph.graph.derived import parties, update
from claimgraph.graph.derived.extract import extract
from claimgraph.graph.derived.table import FILE
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
    Modality,
    Reading,
    Relation,
    RelationType,
    Role,
    RoleCategory,
    Span,
)
from claimgraph.graph.resolve import resolve
from claimgraph.graph.storage.ledger import Entry
from claimgraph.graph.storage.store import Store
from claimgraph.ontology.terms import CGD, RESOLVED_GRAPH

PEOPLE = [
    "Ada Quill",
    "Ada Quill",
    "A. Quill",
    "Adda Quill",
    "Bela Quill",
    "Quill",
    "Ada Rautio",
    "Bela Rautio",
]
ROLES = ["media lawyer", "media lawyer", "professor of law", "professor of physics", ""]
BODIES = [
    "Northgate University",
    "Northgate Univercity",
    "NGU",
    "The Ministry of Harbours",
    "Quill Institute",
]
PLATFORMS = [("TikTok", "platform-tiktok"), ("RedNote", "platform-xiaohongshu"), ("TicToc", None)]
PLACES = [("China", "jurisdiction-cn"), ("France", "jurisdiction-fr")]


def article(number, version):
    """Entry and lines of an article with this number; another version says something else."""
    pick = random.Random(f"{number} {version}")
    words, entities = [], []

    def entity(name, type_, register=None, role=""):
        start = sum(map(len, words)) + len(words)
        words.append(f"{name}, {role}.")
        span = Span(start, start + len(name))
        form = MentionForm.NAME if pick.random() < 0.9 else MentionForm.NOMINAL
        at = Span(span.end + 2, span.end + 2 + len(role))
        roles = (Role(span=at, category=pick.choice(list(RoleCategory))),) if role else ()
        register = register and CGD + register
        mentions = (Mention(span=span, form=form),)
        entities.append(Entity(name=name, type=type_, mentions=mentions, roles=roles, register=register))
        return entities[-1], span

    people = [
        entity(name, EntityType.PERSON, role=pick.choice(ROLES))
        for name in pick.sample(PEOPLE, pick.randint(1, 3))
    ]
    bodies = [entity(name, EntityType.ORGANIZATION) for name in pick.sample(BODIES, pick.randint(1, 2))]
    things = [entity(name, EntityType.PLATFORM, known) for name, known in pick.sample(PLATFORMS, 2)]
    entity(*(lambda place: (place[0], EntityType.JURISDICTION, place[1]))(pick.choice(PLACES)))
    claims = tuple(
        Claim(
            kind=ClaimKind.DIRECT,
            content=(span,),
            cue=(),
            source=(span,),
            speaker=person,
            about=(Argument(entity=thing, span=at),),
        )
        for (person, span), (thing, at) in zip(people, things, strict=False)
    )
    stated = (
        Relation(
            type=RelationType.AFFILIATED_WITH,
            subject=Argument(entity=people[0][0], span=people[0][1]),
            object=Argument(entity=bodies[0][0], span=bodies[0][1]),
        ),
        Relation(
            type=RelationType.OWNED_BY,
            subject=Argument(entity=things[0][0], span=things[0][1]),
            object=Argument(entity=bodies[-1][0], span=bodies[-1][1]),
        ),
    )
    source = f"{number}.txt"
    document = Document(
        id=source, source=source, text=" ".join(words), date=pick.choice([None, "2024-02-03"])
    )
    reading = Reading(
        document=document, model="by hand", entities=tuple(entities), claims=claims, relations=stated
    )
    entry = Entry(source=source, graph=graph_iri(document_key(document)), fingerprint=f"{number} {version}")
    return entry, lift(reading)


def set_article(store, number, version):
    """Put an article as it is in this version, or take it out if there is none."""
    old = store.ledger().get(f"{number}.txt")
    if version is not None:
        entry, lines = article(number, version)
        store.put(entry, lines, f"{CGD}run-x", replaced=old)
    elif old:
        store.drop(old)


def made_anew(store, as_of=None):
    """What the whole layer is if it is made of the documents alone."""
    other = Store.memory()
    for graph in store.graphs():
        if graph != RESOLVED_GRAPH:
            other.add_lines(graph, store.lines(graph))
    layers.rebuild(other, (), as_of)
    return other.lines(RESOLVED_GRAPH)


def owner_told(number, platform, modality=()):
    """The lines of an article that says of a person of one name that it owns X, as it calls it."""
    text = f"{platform} is owned by Ada Rautio."
    at, by = Span(0, len(platform)), Span(len(text) - 11, len(text) - 1)
    thing, person = (
        Entity(name=text[span.start : span.end], type=type_, register=known,
               mentions=(Mention(span=span, form=MentionForm.NAME),))
        for span, type_, known in (
            (at, EntityType.PLATFORM, f"{CGD}platform-x"), (by, EntityType.PERSON, None))
    )  # fmt: skip
    owns = Relation(
        type=RelationType.OWNED_BY,
        subject=Argument(entity=thing, span=at),
        object=Argument(entity=person, span=by),
        modality=modality,
    )
    document = Document(id=f"{number}.txt", source=f"{number}.txt", text=text)
    return lift(Reading(document=document, model="by hand", entities=(thing, person), relations=(owns,)))


@pytest.mark.parametrize(
    ("modality", "people"), [((), 1), ((Modality.HYPOTHETICAL,), 2)], ids=["owned", "perhaps"]
)
def test_who_owns_one_platform_in_two_articles_is_one(modality, people):
    occurrences = [
        one
        for number, name in enumerate(("X", "Twitter"))
        for one in extract(owner_told(number, name, modality)).occurrences
    ]
    found = resolve(occurrences).identities
    assert sum(identity.type == "Person" for identity in found) == people


@pytest.mark.parametrize("seed", range(12))
def test_what_changed_gives_the_layer_that_everything_gives(tmp_path, monkeypatch, seed):
    # Small bounds, so that keys are crowded and writes come in parts.
    crowd = [2, 5, 200][seed % 3]
    monkeypatch.setattr("claimgraph.graph.identity.proposals.CROWD", crowd)
    monkeypatch.setattr(parties, "CROWD", crowd)
    monkeypatch.setattr(update, "_AT_ONCE", [50, 20_000][seed % 2])
    pick = random.Random(seed)
    for _ in range(5):
        with Store.create(tmp_path) as store:
            if seed == 0:
                curation.set_register(store, ())
            for number in pick.sample(range(12), pick.choice([1, 2, 8])):
                set_article(store, number, pick.choice([None, 0, 1, 2]))
            as_of = pick.choice([None, "2024-01-01"])
            curation.bring_up_to_date(store, tmp_path, as_of)
            assert store.lines(RESOLVED_GRAPH) == made_anew(store, as_of) == [*layers.lines(store)]
            assert store.derived.lines(layers.made_from(store)) is not None
            assert curation.is_derived_from(store, tmp_path, as_of)
        if pick.random() < 0.3:
            (tmp_path / FILE).unlink()


def test_what_is_kept_beside_the_store_can_be_lost_damaged_or_out_of_step(tmp_path):
    def changed(version):
        with Store.create(tmp_path) as store:
            set_article(store, 1, version)
            curation.bring_up_to_date(store, tmp_path, None)
            assert store.lines(RESOLVED_GRAPH) == made_anew(store) == [*layers.lines(store)]

    with Store.create(tmp_path) as store:
        for number in range(6):
            set_article(store, number, 0)
    changed(1)
    before = (tmp_path / FILE).read_bytes()
    changed(2)
    # As after a power cut: the table is of an earlier moment than the store.
    (tmp_path / FILE).write_bytes(before)
    changed(3)
    (tmp_path / FILE).write_bytes(b"no database" * 500)
    changed(4)
    # The layer was made otherwise in between: with a decision, which then is forgotten.
    with Store.create(tmp_path) as store:
        layers.rebuild(store, (), "2020-01-01")
        assert store.lines(RESOLVED_GRAPH) == [*layers.lines(store)]
    changed(5)


class Struck(Exception):
    pass


@pytest.mark.parametrize("at", range(6))
def test_a_writer_that_is_struck_between_store_and_table_is_made_good(tmp_path, monkeypatch, at):
    monkeypatch.setattr(update, "_AT_ONCE", 30)
    with Store.create(tmp_path) as store:
        for number in range(6):
            set_article(store, number, 0)
        curation.bring_up_to_date(store, tmp_path, None)
    writes = 0

    def struck(store, *given):
        nonlocal writes
        if writes == at:
            raise Struck
        writes += 1
        whole(store, *given)

    whole = Store.patch_graph
    with monkeypatch.context() as patched, Store.create(tmp_path) as store:
        patched.setattr(Store, "patch_graph", struck)
        for number in range(5):
            set_article(store, number, 1)
        with pytest.raises(Struck):
            curation.bring_up_to_date(store, tmp_path, None)
    with Store.create(tmp_path) as store:
        assert not curation.is_derived_from(store, tmp_path, None)
        curation.bring_up_to_date(store, tmp_path, None)
        assert store.lines(RESOLVED_GRAPH) == made_anew(store)


def test_a_table_that_cannot_be_written_is_one_clear_line(tmp_path):
    with Store.create(tmp_path):
        pass
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    with pytest.raises(StopRun, match="could not be written"):
        Store.create(tmp_path)
