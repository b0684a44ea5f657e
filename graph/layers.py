"""Rebuilding the derived layer: what resolution reads from the store, and what it writes back.

Short edges of ownership, operation and jurisdiction hold on the date that was asked for. Without one,
what has no known end holds: never "today", since the same graph would then change with the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ..ontology.terms import (
    CG,
    DCTERMS,
    DOCUMENT_GRAPHS,
    PREFIXES,
    REGISTER_GRAPH,
    RESOLVED_GRAPH,
    RUN_GRAPH,
)
from .derived.extract import SHORT, Extract, extract, holds_on
from .derived.update import update
from .identity.decisions import Decision
from .identity.names import normal_name
from .identity.occurrence import Occurrence
from .iri import digest
from .ntriples import date, iri, literal
from .resolve import Resolution, Statement, resolve, resolved_lines
from .storage.store import Store


def rebuild(store: Store, decisions: Iterable[Decision] = (), as_of: str | None = None) -> Resolution:
    """Make the resolved graph anew from the document graphs, the register and the user's decisions.

    ``as_of`` is a date as precise as known on which the short edges have to hold.
    """
    decisions = tuple(decisions)
    extracts = list(_extracts(store))
    found = (one for extract_ in extracts for one in extract_.occurrences)
    resolution = resolve(found, decisions, entries(store, decisions))
    lines = resolved_lines(
        resolution,
        (pair for extract_ in extracts for pair in extract_.speakers),
        (pair for extract_ in extracts for pair in extract_.targets),
        (
            Statement(type=one.type, subject=one.subject, object=one.object)
            for extract_ in extracts
            for one in extract_.stated
            if holds_on(one.since, one.until, as_of)
        ),
        _known(store, as_of),
    )
    lines += _about_itself(basis(store, decisions, as_of), as_of)
    store.replace_graph(RESOLVED_GRAPH, sorted(lines))
    return resolution


def bring_up_to_date(store: Store, as_of: str | None = None) -> None:
    """Make the resolved graph what ``rebuild`` without decisions makes it, by what the articles changed."""
    table = store.derived
    assert table, "a store that is written to"
    table.mend(store, store.ledger())
    new = basis(store, (), as_of)
    update(
        store,
        table,
        made_from=made_from(store),
        known=_known(store, as_of),
        as_of=as_of,
        about_itself=_about_itself(new, as_of),
        basis=new,
    )


def lines(store: Store) -> Iterator[str]:
    """The sorted lines of the resolved graph: from the table beside the store, where that goes with it."""
    table = store.derived
    kept = table.lines(made_from(store)) if table else None
    return store.lines_in_order(RESOLVED_GRAPH) if kept is None else kept


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
    return [one for found in _extracts(store) for one in found.occurrences]


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


def _extracts(store: Store) -> Iterator[Extract]:
    for entry in sorted(store.ledger().values(), key=lambda entry: entry.graph):
        yield extract(store.lines(entry.graph))


def _about_itself(made_from: str, as_of: str | None) -> list[str]:
    node = iri(RESOLVED_GRAPH)
    lines = [f"{node} <{CG}fingerprint> {literal(made_from)} ."]
    return lines + [f"{node} <{CG}asOf> {date(as_of)} ."] if as_of else lines


def _known(store: Store, on: str | None) -> Iterator[tuple[str, str, str]]:
    rows = _rows(
        store,
        f"SELECT ?type ?subject ?object ?since ?until WHERE {{ GRAPH <{REGISTER_GRAPH}> {{"
        f" ?relation a ?type ; cg:subject ?subject ; cg:object ?object ; <{DCTERMS}source> ?source ."
        " OPTIONAL { ?relation cg:since ?since } OPTIONAL { ?relation cg:until ?until } } }",
    )
    for row in rows:
        short = SHORT.get(str(row["type"]).removeprefix(CG))
        if short and holds_on(row["since"], row["until"], on):
            yield str(row["subject"]), short, str(row["object"])
