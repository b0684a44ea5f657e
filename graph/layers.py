"""Rebuilding the derived layer: what resolution reads from the store, and what it writes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pyoxigraph as ox

from ..ontology.terms import CG, DCTERMS, PREFIXES, REGISTER_GRAPH, RESOLVED_GRAPH, RUN_GRAPH
from .resolve import Occurrence, Statement, identify, resolved_lines
from .store import Store

_IN_DOCUMENTS = f"GRAPH <{RUN_GRAPH}> {{ ?graph cg:fingerprint ?fingerprint }} GRAPH ?graph "
_SHORT = {
    "Ownership": "ownedBy",
    "Affiliation": "affiliatedWith",
    "JurisdictionRelation": "underJurisdiction",
}


def rebuild(store: Store) -> int:
    """Make the resolved graph anew from the document graphs and the register; its number of actors."""
    identities = identify(_occurrences(store))
    lines = resolved_lines(
        identities,
        _pairs(store, "?claim cg:speaker ?occurrence"),
        _pairs(store, "?claim cg:aboutSpan/cg:refersTo ?occurrence"),
        _statements(store),
        _known(store),
    )
    store.replace_graph(RESOLVED_GRAPH, lines)
    return len(identities)


def _rows(store: Store, query: str) -> Iterator[dict[str, str | None]]:
    solutions = store.inner.query(query, prefixes=PREFIXES)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: getattr(solution[name], "value", None) for name in names}


def _occurrences(store: Store) -> list[Occurrence]:
    affiliations = _gathered(
        store, "?relation a cg:Affiliation ; cg:subject ?node ; cg:object/rdfs:label ?value"
    )
    roles = _gathered(store, "?node cg:role/rdfs:label ?value")
    named = {
        row["node"]
        for row in _rows(
            store,
            f"SELECT DISTINCT ?node {{ {_IN_DOCUMENTS} {{ ?node cg:mention/cg:mentionForm cg:name }} }}",
        )
    }
    rows = _rows(
        store,
        f"SELECT ?node ?document ?name ?type ?register WHERE {{ {_IN_DOCUMENTS} {{"
        " ?node a cg:Occurrence ; cg:occursIn ?document ; rdfs:label ?name ; cg:entityType ?type ."
        " OPTIONAL { ?node cg:recognisedAs ?register } } }",
    )
    return [
        Occurrence(
            iri=node,
            document=str(row["document"]),
            name=str(row["name"]),
            type=str(row["type"]).removeprefix(CG),
            register=row["register"],
            named=node in named,
            affiliations=frozenset(affiliations[node]),
            roles=frozenset(roles[node]),
        )
        for row in rows
        if (node := row["node"])
    ]


def _gathered(store: Store, pattern: str) -> dict[str, set[str]]:
    gathered: dict[str, set[str]] = defaultdict(set)
    for row in _rows(store, f"SELECT ?node ?value WHERE {{ {_IN_DOCUMENTS} {{ {pattern} }} }}"):
        gathered[str(row["node"])].add(str(row["value"]))
    return gathered


def _pairs(store: Store, pattern: str) -> Iterator[tuple[str, str]]:
    for row in _rows(store, f"SELECT ?claim ?occurrence WHERE {{ {_IN_DOCUMENTS} {{ {pattern} }} }}"):
        yield str(row["claim"]), str(row["occurrence"])


def _statements(store: Store) -> Iterator[Statement]:
    """Relations that the articles assert themselves: not inside a claim, not negated or supposed."""
    rows = _rows(
        store,
        f"SELECT ?type ?subject ?object WHERE {{ {_IN_DOCUMENTS} {{"
        " ?relation a ?type ; cg:subject ?subject ; cg:object ?object ; cg:statedBy ?document ."
        " FILTER NOT EXISTS { ?relation cg:inClaim ?claim }"
        " FILTER NOT EXISTS { ?relation cg:modality ?modality }"
        " FILTER NOT EXISTS { ?relation cg:until ?until } } }",
    )
    for row in rows:
        if short := _SHORT.get(str(row["type"]).removeprefix(CG)):
            yield Statement(type=short, subject=str(row["subject"]), object=str(row["object"]))


def _known(store: Store) -> Iterator[tuple[str, str, str]]:
    rows = _rows(
        store,
        f"SELECT ?type ?subject ?object WHERE {{ GRAPH <{REGISTER_GRAPH}> {{"
        f" ?relation a ?type ; cg:subject ?subject ; cg:object ?object ; <{DCTERMS}source> ?source ."
        " FILTER NOT EXISTS { ?relation cg:until ?until } } }",
    )
    for row in rows:
        if short := _SHORT.get(str(row["type"]).removeprefix(CG)):
            yield str(row["subject"]), short, str(row["object"])
