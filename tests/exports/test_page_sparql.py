"""The page's SPARQL gives the rows that the page shows, and its counts are those of the store."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from playwright.sync_api import Page, expect

from claimgraph.graph.iri import document_key, graph_iri
from claimgraph.graph.layers import rebuild
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
from claimgraph.graph.snapshot import snapshot
from claimgraph.graph.storage.ledger import Entry
from claimgraph.graph.storage.store import Store
from claimgraph.ontology.terms import CG, CGD, DCTERMS, RDF, RDFS, REGISTER_GRAPH

LANTERN, TIDE = CGD + "platform-lantern", CGD + "platform-tide"
BRIGHT, HARBOUR = CGD + "org-brightwater", CGD + "jurisdiction-harbourland"
REGISTER = [
    f"<{LANTERN}> <{RDF}type> <{CG}Platform> .",
    f'<{LANTERN}> <{RDFS}label> "Lantern" .',
    f"<{TIDE}> <{RDF}type> <{CG}Platform> .",
    f'<{TIDE}> <{RDFS}label> "Tide" .',
    f"<{BRIGHT}> <{RDF}type> <{CG}Organization> .",
    f'<{BRIGHT}> <{RDFS}label> "Brightwater" .',
    f"<{HARBOUR}> <{RDF}type> <{CG}Jurisdiction> .",
    f'<{HARBOUR}> <{RDFS}label> "Harbourland" .',
    f"<{CGD}own-1> <{RDF}type> <{CG}Ownership> .",
    f"<{CGD}own-1> <{CG}subject> <{LANTERN}> .",
    f"<{CGD}own-1> <{CG}object> <{BRIGHT}> .",
    f'<{CGD}own-1> <{DCTERMS}source> "annual report" .',
    f"<{CGD}law-1> <{RDF}type> <{CG}JurisdictionRelation> .",
    f"<{CGD}law-1> <{CG}subject> <{BRIGHT}> .",
    f"<{CGD}law-1> <{CG}object> <{HARBOUR}> .",
    f'<{CGD}law-1> <{DCTERMS}source> "register of companies" .',
]

ONE = (
    "“Lantern is safe,” said Ada Quill, a lawyer. Odo Marsh denied that Tide will close. "
    "Critics call Tide “a trap.”"
)
TWO = 'The \\ maker "Tide" may leave, wrote Odo Marsh of Brightwater. Nobody doubted that Lantern grows.'


def reading(document: Document, *claims: Claim, relations: tuple[Relation, ...] = ()) -> Reading:
    entities: list[Entity] = []
    for entity in [
        *(claim.speaker for claim in claims),
        *(target.entity for claim in claims for target in claim.about),
        *(end.entity for relation in relations for end in (relation.subject, relation.object)),
    ]:
        if entity and entity not in entities:
            entities.append(entity)
    return Reading(
        document=document, model="hand", entities=tuple(entities), claims=claims, relations=relations
    )


def store() -> Store:
    def at(text: str, words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    def entity(text: str, name: str, type_: EntityType, register: str | None = None) -> Entity:
        mention = Mention(span=at(text, name), form=MentionForm.NAME)
        return Entity(name=name, type=type_, mentions=(mention,), register=register)

    lawyer = Role(span=at(ONE, "a lawyer"), category=RoleCategory.EXPERT)
    quill = Entity(
        name="Ada Quill",
        type=EntityType.PERSON,
        mentions=(Mention(span=at(ONE, "Ada Quill"), form=MentionForm.NAME),),
        roles=(lawyer,),
    )
    marsh = entity(ONE, "Odo Marsh", EntityType.PERSON)
    lantern = entity(ONE, "Lantern", EntityType.PLATFORM, LANTERN)
    tide = entity(ONE, "Tide", EntityType.PLATFORM, TIDE)
    first = reading(
        Document(id="one", source="one.txt", text=ONE, title="One", outlet='The "Post"', date="2025-01-14"),
        Claim(
            kind=ClaimKind.DIRECT,
            content=(at(ONE, "Lantern is safe"),),
            source=(at(ONE, "Ada Quill"),),
            speaker=quill,
            role=lawyer,
            about=(Argument(entity=lantern, span=at(ONE, "Lantern")),),
            confidence=0.9,
        ),
        Claim(
            kind=ClaimKind.INDIRECT,
            content=(at(ONE, "that Tide will close"),),
            source=(at(ONE, "Odo Marsh"),),
            speaker=marsh,
            about=(Argument(entity=tide, span=at(ONE, "Tide")),),
            modality=(Modality.NEGATED, Modality.FUTURE),
            confidence=0.7,
        ),
        Claim(kind=ClaimKind.MIXED, content=(at(ONE, "“a trap.”"),), source=(at(ONE, "Critics"),)),
    )
    marsh2 = entity(TWO, "Odo Marsh", EntityType.PERSON)
    tide2 = entity(TWO, "Tide", EntityType.PLATFORM, TIDE)
    lantern2 = entity(TWO, "Lantern", EntityType.PLATFORM, LANTERN)
    bright = entity(TWO, "Brightwater", EntityType.ORGANIZATION, BRIGHT)
    second = reading(
        Document(id="two", source="two.txt", text=TWO, date="2025"),
        Claim(
            kind=ClaimKind.INDIRECT,
            content=(at(TWO, 'The \\ maker "Tide" may leave'),),
            source=(at(TWO, "Odo Marsh"),),
            speaker=marsh2,
            about=(Argument(entity=tide2, span=at(TWO, "Tide")),),
            modality=(Modality.HEDGED,),
            confidence=0.4,
        ),
        Claim(
            kind=ClaimKind.INDIRECT,
            content=(at(TWO, "that Lantern grows"),),
            about=(Argument(entity=lantern2, span=at(TWO, "Lantern")),),
            confidence=0.55,
        ),
        relations=(
            Relation(
                type=RelationType.AFFILIATED_WITH,
                subject=Argument(entity=marsh2, span=at(TWO, "Odo Marsh")),
                object=Argument(entity=bright, span=at(TWO, "Brightwater")),
            ),
        ),
    )
    built = Store.memory()
    built.replace_graph(REGISTER_GRAPH, REGISTER)
    for item in (first, second):
        graph = graph_iri(document_key(item.document))
        entry = Entry(source=item.document.source, graph=graph, fingerprint="hand")
        built.put(entry, lift(item), CGD + "run-hand")
    rebuild(built)
    return built


FRAGMENTS = [
    ("", 5),
    ("#platform=platform-tide", 2),
    ("#platform=platform-tide&platform=platform-lantern", 4),
    ("#owner=org-brightwater", 2),
    ("#jurisdiction=jurisdiction-harbourland", 2),
    ("#kind=direct&kind=mixed", 2),
    ("#modality=hedged", 1),
    ("#modality=plain+statement", 3),
    ("#role=expert", 1),
    ("#role=no+role+stated", 4),
    ("#outlet=The+%22Post%22", 3),
    ("#outlet=no+outlet+named", 2),
    ("#from=2025-02", 2),
    ("#from=2025-01&to=2025-01-10", 2),
    ("#confidence=0.6", 3),
    ("#origin=register", 0),
    ("#words=maker", 1),
    ("#type=platform&type=organization", 2),
]


def asked(page: Page) -> str:
    page.click("#takeaway-button")
    page.click("#show-sparql")
    return page.locator("#dialog-text").input_value()


@pytest.mark.parametrize(("fragment", "claims"), FRAGMENTS)
def test_the_question_gives_the_rows_of_the_table(
    open_view: Callable[..., Any], tmp_path: Path, fragment: str, claims: int
) -> None:
    built = store()
    page = open_view(snapshot(built, "test"), fragment=fragment).page
    expect(page.locator("#status")).to_contain_text(f"{claims} of 5 claims")
    page.click("#takeaway-button")
    with page.expect_download() as download:
        page.click("#save-claims")
    download.value.save_as(tmp_path / "claims.csv")
    text = (tmp_path / "claims.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == claims
    page.click("#dialog-close")
    solutions = built.inner.query(asked(page), use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    answers = [(solution["claim"].value, solution["quote"].value) for solution in solutions]
    assert sorted(answers) == sorted((row["claim"], row["quote"]) for row in rows)


def test_the_question_for_relations_gives_theirs(open_view: Callable[..., Any]) -> None:
    built = store()
    page = open_view(snapshot(built, "test"), fragment="#view=table+relations").page
    solutions = built.inner.query(asked(page), use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    rows = sorted((s["from"].value, s["type"].value, s["to"].value) for s in solutions)
    assert rows == [
        ("Brightwater", "JurisdictionRelation", "Harbourland"),
        ("Lantern", "Ownership", "Brightwater"),
        ("Odo Marsh", "Affiliation", "Brightwater"),
    ]


def test_counts_on_screen_are_those_of_the_store(open_view: Callable[..., Any]) -> None:
    built = store()

    def counted(pattern: str) -> int:
        query = f"PREFIX cg: <{CG}> SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {pattern} }}"
        solutions = built.inner.query(query, use_default_graph_as_union=True)
        assert isinstance(solutions, ox.QuerySolutions)
        return int(next(iter(solutions))["n"].value)

    page = open_view(snapshot(built, "test")).page
    status = page.locator("#status").inner_text()
    found = [int(total) for total in re.findall(r"of (\d+)", status)[:3]]
    relations = "?thing a ?class ; cg:subject ?one ; cg:object ?other"
    nodes = "?o cg:identifiedAs ?thing"
    register_only = 1  # Harbourland is reached through the register, no article mentions it.
    assert found == [
        counted("?thing a cg:Claim"),
        counted(relations),
        counted(nodes) + register_only,
    ]
