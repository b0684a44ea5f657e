"""What merged datasets say of our nodes, as the snapshot gives it to the exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.graph.snapshot import snapshot
from claimgraph.graph.storage.store import Store
from claimgraph.graph.view import MatchView
from claimgraph.ontology.terms import (
    ALIGNED_GRAPHS,
    CG,
    CGD,
    CGG,
    DCTERMS,
    EXTERNAL_GRAPHS,
    MAPPINGS_GRAPHS,
    OWL,
    RDF,
    RDFS,
    REGISTER_GRAPH,
    RESOLVED_GRAPH,
    RUN_GRAPH,
    SCHEMA,
    SKOS,
    WD,
)

LANTERN, BRIGHT = CGD + "platform-lantern", CGD + "org-brightwater"
THEIRS, OWNER = "https://other.example/app/7", "https://other.example/firm/3"


def lines(*triples: tuple[str, str, str]) -> list[str]:
    """Triples as N-Triples; an object is an IRI where it looks like one, else words."""
    return sorted(
        f"<{s}> <{p}> {f'<{o}>' if o.startswith('http') and ' ' not in o else chr(34) + o + chr(34)} ."
        for s, p, o in triples
    )


@pytest.fixture
def store() -> Store:
    """An article that names Lantern; the register knows it and its Wikidata item."""
    store = Store.memory()
    store.replace_graph(
        REGISTER_GRAPH,
        lines(
            (LANTERN, RDF + "type", CG + "Platform"),
            (LANTERN, RDFS + "label", "Lantern"),
            (LANTERN, SKOS + "exactMatch", WD + "Q7"),
        ),
    )
    store.replace_graph(RUN_GRAPH, lines((CGG + "doc-1", CG + "fingerprint", "x")))
    store.replace_graph(RESOLVED_GRAPH, lines((CGD + "entity-1", CG + "identifiedAs", LANTERN)))
    return store


def merge(store: Store, name: str, triples: list[str]) -> None:
    store.replace_graph(EXTERNAL_GRAPHS + name, triples)


def owned(node: str, asset: str, owner: str) -> list[tuple[str, str, str]]:
    return [
        (node, RDF + "type", CG + "Ownership"),
        (node, CG + "subject", asset),
        (node, CG + "object", owner),
        (node, DCTERMS + "source", "press owners 2024"),
        (owner, RDF + "type", CG + "Organization"),
        (owner, RDFS + "label", "Bright & Co"),
    ]


def test_an_accepted_mapping_brings_their_facts_and_their_relations(store: Store) -> None:
    merge(
        store,
        "press",
        lines(
            (THEIRS, SCHEMA + "name", "Lantern (app)"),
            (THEIRS, SCHEMA + "dateCreated", "2016"),
            (THEIRS, SCHEMA + "owner", OWNER),
            *owned("https://other.example/own/1", THEIRS, OWNER),
        ),
    )
    assert snapshot(store, "test").matches == ()
    store.replace_graph(MAPPINGS_GRAPHS + "press", lines((LANTERN, SKOS + "exactMatch", THEIRS)))
    view = snapshot(store, "test")
    assert view.matches == (
        MatchView(
            subject=LANTERN,
            dataset="press",
            predicate="exactMatch",
            exact=True,
            iri=THEIRS,
            name="Lantern (app)",
            facts=(("dateCreated", "2016"), ("owner", "Bright & Co")),
        ),
    )
    (edge,) = view.edges
    assert (edge.subject, edge.object, edge.origin) == (LANTERN, OWNER, "press")
    assert {node.iri: node.origin for node in view.nodes} == {LANTERN: "register", OWNER: "press"}


def test_a_close_match_is_told_but_is_not_taken_for_the_same(store: Store) -> None:
    merge(store, "press", lines(*owned("https://other.example/own/1", THEIRS, OWNER)))
    store.replace_graph(MAPPINGS_GRAPHS + "press", lines((LANTERN, SKOS + "closeMatch", THEIRS)))
    view = snapshot(store, "test")
    assert [(match.predicate, match.exact) for match in view.matches] == [("closeMatch", False)]
    assert view.edges == ()


def test_a_shared_identifier_needs_no_mapping(store: Store) -> None:
    merge(store, "items", lines((WD + "Q7", RDFS + "label", "Lantern, an app")))
    (match,) = snapshot(store, "test").matches
    assert (match.subject, match.dataset, match.iri, match.name) == (
        LANTERN,
        "items",
        WD + "Q7",
        "Lantern, an app",
    )


def test_a_merged_dataset_does_not_rename_what_is_ours(store: Store) -> None:
    merge(
        store,
        "aaa",
        lines((LANTERN, RDF + "type", CG + "Organization"), (LANTERN, RDFS + "label", "Another name")),
    )
    (node,) = snapshot(store, "test").nodes
    assert (node.name, node.type, node.origin, node.aliases) == (
        "Lantern",
        "platform",
        "register",
        ("Another name",),
    )


def test_a_store_on_disk_gives_the_same(store: Store, tmp_path: Path) -> None:
    merge(store, "press", lines((THEIRS, SCHEMA + "name", "Lantern (app)")))
    store.replace_graph(MAPPINGS_GRAPHS + "press", lines((LANTERN, SKOS + "exactMatch", THEIRS)))
    with Store.create(tmp_path / "g") as disk:
        for graph in store.graphs():
            disk.replace_graph(graph, list(store.lines(graph)))
        assert snapshot(disk, "test") == snapshot(store, "test")


def test_a_thing_that_a_dataset_equates_with_one_of_ours_is_a_match_however_it_spells_that(
    store: Store,
) -> None:
    merge(
        store,
        "press",
        lines(
            (THEIRS, SCHEMA + "name", "The Lantern"),
            (THEIRS, OWL + "sameAs", "https://www.wikidata.org/entity/Q7"),
        ),
    )
    store.replace_graph(ALIGNED_GRAPHS + "press", lines((THEIRS, OWL + "sameAs", WD + "Q7")))
    (match,) = snapshot(store, "0").matches
    assert (match.subject, match.dataset, match.iri, match.name) == (LANTERN, "press", THEIRS, "The Lantern")
    assert match.exact
