"""Rebuilding the derived layer: what resolution reads from the store, and what it writes back.

Short edges of ownership, operation and jurisdiction hold on the date that was asked for. Without one,
what has no known end holds: never "today", since the same graph would then change with the clock.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ..ontology.dates import holds
from ..ontology.terms import (
    CG,
    DCTERMS,
    DOCUMENT_GRAPHS,
    PREFIXES,
    REGISTER_GRAPH,
    RESOLVED_GRAPH,
    RUN_GRAPH,
    SCHEMA,
)
from .identity.decisions import Decision
from .identity.names import normal_name
from .identity.occurrence import Occurrence
from .iri import digest
from .ntriples import date, iri, literal
from .resolve import Resolution, Statement, resolve, resolved_lines
from .store import Store

_IN_DOCUMENTS = f"GRAPH <{RUN_GRAPH}> {{ ?graph cg:fingerprint ?fingerprint }} GRAPH ?graph "
_SHORT = {
    "Ownership": "ownedBy",
    "Operation": "operatedBy",
    "Affiliation": "affiliatedWith",
    "JurisdictionRelation": "underJurisdiction",
    "Membership": "memberOf",
}
_ACTORS = ("Person", "Organization")


def rebuild(store: Store, decisions: Iterable[Decision] = (), as_of: str | None = None) -> Resolution:
    """Make the resolved graph anew from the document graphs, the register and the user's decisions.

    ``as_of`` is a date as precise as known on which the short edges have to hold.
    """
    decisions = tuple(decisions)
    resolution = resolve(occurrences(store), decisions, entries(store, decisions))
    lines = resolved_lines(
        resolution,
        _pairs(store, "?claim cg:speaker ?occurrence"),
        _pairs(store, "?claim cg:aboutSpan/cg:refersTo ?occurrence"),
        _statements(store, as_of),
        _known(store, as_of),
    )
    if as_of:
        lines.append(f"{iri(RESOLVED_GRAPH)} <{CG}asOf> {date(as_of)} .")
    found = basis(store, decisions, as_of)
    lines.append(f"{iri(RESOLVED_GRAPH)} <{CG}fingerprint> {literal(found)} .")
    store.replace_graph(RESOLVED_GRAPH, sorted(lines))
    return resolution


def as_of(store: Store) -> str | None:
    """The date that the short edges of a graph hold on, if it was built for one."""
    return _of_resolved(store, "asOf")


def basis(store: Store, decisions: Iterable[Decision], as_of: str | None) -> str:
    """All that the resolved graph depends on, as a hash: articles, register, decisions, date."""
    articles = (f"{e.graph} {e.fingerprint}" for e in store.ledger().values())
    return digest(*sorted(articles), *store.lines(REGISTER_GRAPH), repr(sorted(decisions)), as_of or "")


def state(store: Store) -> str:
    """A hash of everything in the dataset; articles and what is derived go in by what they are made of."""
    entries = sorted(f"{e.source} {e.graph} {e.fingerprint}" for e in store.ledger().values())
    runs = _rows(store, f"SELECT ?run ?by {{ GRAPH <{RUN_GRAPH}> {{ ?run cg:madeBy ?by }} }}")
    rest = (
        line
        for graph in store.graphs()
        if graph not in (RUN_GRAPH, RESOLVED_GRAPH) and not graph.startswith(DOCUMENT_GRAPHS)
        for line in (graph, *store.lines(graph))
    )
    return digest(*entries, *sorted(map(repr, runs)), made_from(store) or "", as_of(store) or "", *rest)


def made_from(store: Store) -> str | None:
    """The ``basis`` that the resolved graph was made with."""
    return _of_resolved(store, "fingerprint")


def occurrences(store: Store) -> list[Occurrence]:
    """Everything that the articles name, with what tells one from another."""
    affiliations = _gathered(
        store, "?relation a cg:Affiliation ; cg:subject ?node ; cg:object/rdfs:label ?value"
    )
    roles = _gathered(store, "?node cg:role/rdfs:label ?value")
    categories = _gathered(store, "?node cg:role/cg:category ?value")
    named = {
        row["node"]
        for row in _rows(
            store,
            f"SELECT DISTINCT ?node {{ {_IN_DOCUMENTS} {{ ?node cg:mention/cg:mentionForm cg:name }} }}",
        )
    }
    rows = list(
        _rows(
            store,
            f"SELECT ?node ?document ?article ?name ?type ?register WHERE {{ {_IN_DOCUMENTS} {{"
            " ?node a cg:Occurrence ; cg:occursIn ?document ; rdfs:label ?name ; cg:entityType ?type ."
            f" ?document <{DCTERMS}identifier> ?article ."
            " OPTIONAL { ?node cg:recognisedAs ?register } } }",
        )
    )
    companions: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        # What the register knows is named by everybody and tells nobody apart.
        if row["node"] in named and not row["register"] and str(row["type"]).removeprefix(CG) in _ACTORS:
            companions[str(row["document"])].add(normal_name(str(row["name"])))
    company = {document: frozenset(names) for document, names in companions.items()}
    countries = _countries(store)
    return [
        Occurrence(
            iri=node,
            document=document,
            article=str(row["article"]),
            name=str(row["name"]),
            type=str(row["type"]).removeprefix(CG),
            register=row["register"],
            named=node in named,
            affiliations=frozenset(affiliations.get(node, ())),
            roles=frozenset(roles.get(node, ())),
            categories=frozenset(value.removeprefix(CG) for value in categories.get(node, ())),
            companions=company.get(document, frozenset()),
            country=countries.get(document),
        )
        for row in rows
        if (node := row["node"]) and (document := str(row["document"]))
    ]


def entries(store: Store, decisions: Iterable[Decision]) -> list[Occurrence]:
    """The things of the register that decisions name, by any of their names or by IRI, to join with."""
    wanted = {name for decision in decisions for name in (decision.left, decision.right)}
    folded = {normal_name(name) for name in wanted}
    if not wanted:
        return []
    rows = _rows(
        store,
        f"SELECT ?node ?name ?type WHERE {{ GRAPH <{REGISTER_GRAPH}> {{"
        " ?node a ?type ; rdfs:label|skos:altLabel ?name } }",
    )
    found = {
        (str(row["node"]), str(row["name"]), str(row["type"]).removeprefix(CG))
        for row in rows
        if row["node"] in wanted or normal_name(str(row["name"])) in folded
    }
    return [
        Occurrence(
            iri=f"{node}#{digest(name)}", document=REGISTER_GRAPH, name=name, type=type_, register=node
        )
        for node, name, type_ in sorted(found)
    ]


def _rows(store: Store, query: str) -> Iterator[dict[str, str | None]]:
    solutions = store.inner.query(query, prefixes=PREFIXES)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: getattr(solution[name], "value", None) for name in names}


def _of_resolved(store: Store, property_: str) -> str | None:
    pattern = f"GRAPH <{RESOLVED_GRAPH}> {{ <{RESOLVED_GRAPH}> cg:{property_} ?value }}"
    return next((row["value"] for row in _rows(store, f"SELECT ?value {{ {pattern} }}")), None)


def _countries(store: Store) -> dict[str, str]:
    """The jurisdiction that each document mentions most; none where two are mentioned as often."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    rows = _rows(
        store,
        f"SELECT ?document ?place (COUNT(?mention) AS ?count) WHERE {{ {_IN_DOCUMENTS} {{"
        " ?node cg:entityType cg:Jurisdiction ; cg:occursIn ?document ; cg:recognisedAs ?place ;"
        " cg:mention ?mention } } GROUP BY ?document ?place",
    )
    for row in rows:
        counts[str(row["document"])][str(row["place"])] = int(str(row["count"]))
    found = {}
    for document, places in counts.items():
        ranked = sorted(places.items(), key=lambda item: (-item[1], item[0]))
        if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
            found[document] = ranked[0][0]
    return found


def _gathered(store: Store, pattern: str) -> dict[str, set[str]]:
    gathered: dict[str, set[str]] = defaultdict(set)
    for row in _rows(store, f"SELECT ?node ?value WHERE {{ {_IN_DOCUMENTS} {{ {pattern} }} }}"):
        gathered[str(row["node"])].add(str(row["value"]))
    return gathered


def _pairs(store: Store, pattern: str) -> Iterator[tuple[str, str]]:
    for row in _rows(store, f"SELECT ?claim ?occurrence WHERE {{ {_IN_DOCUMENTS} {{ {pattern} }} }}"):
        yield str(row["claim"]), str(row["occurrence"])


def _statements(store: Store, on: str | None) -> Iterator[Statement]:
    """Relations that the articles assert themselves: not inside a claim, not negated or supposed.

    What an article states without a date counts from the day it was published.
    """
    rows = _rows(
        store,
        f"SELECT ?type ?subject ?object ?since ?until ?published WHERE {{ {_IN_DOCUMENTS} {{"
        " ?relation a ?type ; cg:subject ?subject ; cg:object ?object ; cg:statedBy ?document ."
        " FILTER NOT EXISTS { ?relation cg:inClaim ?claim }"
        " FILTER NOT EXISTS { ?relation cg:modality ?modality }"
        f" OPTIONAL {{ ?document <{SCHEMA}datePublished> ?published }}"
        " OPTIONAL { ?relation cg:since ?since } OPTIONAL { ?relation cg:until ?until } } }",
    )
    for row in rows:
        short = _SHORT.get(str(row["type"]).removeprefix(CG))
        if short and _holds(row["since"] or row["published"], row["until"], on):
            yield Statement(type=short, subject=str(row["subject"]), object=str(row["object"]))


def _known(store: Store, on: str | None) -> Iterator[tuple[str, str, str]]:
    rows = _rows(
        store,
        f"SELECT ?type ?subject ?object ?since ?until WHERE {{ GRAPH <{REGISTER_GRAPH}> {{"
        f" ?relation a ?type ; cg:subject ?subject ; cg:object ?object ; <{DCTERMS}source> ?source ."
        " OPTIONAL { ?relation cg:since ?since } OPTIONAL { ?relation cg:until ?until } } }",
    )
    for row in rows:
        short = _SHORT.get(str(row["type"]).removeprefix(CG))
        if short and _holds(row["since"], row["until"], on):
            yield str(row["subject"]), short, str(row["object"])


def _holds(since: str | None, until: str | None, on: str | None) -> bool:
    return until is None if on is None else holds(since, until, on)
