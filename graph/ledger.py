"""The ledger: what was built from which source. It is part of the run graph."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from ..ontology.terms import CG, DCTERMS, PROV, RDF, RUN_GRAPH
from .ntriples import iri, literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the ledger knows of one source: its document graph and the fingerprint of its input."""

    source: str
    graph: str
    fingerprint: str


def read_ledger(store: ox.Store) -> dict[str, Entry]:
    """The entries of a dataset, by source."""
    sources, fingerprints = (
        _said(store, predicate) for predicate in (f"{DCTERMS}source", f"{CG}fingerprint")
    )
    entries = (
        Entry(source=source, graph=graph, fingerprint=fingerprints[graph])
        for graph, source in sources.items()
        if graph in fingerprints
    )
    return {entry.source: entry for entry in entries}


def _said(store: ox.Store, predicate: str) -> dict[str, str]:
    """What the run graph says of each graph in this respect; faster than to ask for both, or for quads."""
    found = store.query(f"SELECT ?graph ?value {{ GRAPH <{RUN_GRAPH}> {{ ?graph <{predicate}> ?value }} }}")
    assert isinstance(found, ox.QuerySolutions)
    return {_value(graph): _value(value) for graph, value in found}


def ledger_lines(entry: Entry, activity: str) -> list[str]:
    """What the run graph says of one source: N-Triples without line ends."""
    graph = iri(entry.graph)
    return [
        f"{graph} <{RDF}type> <{PROV}Entity> .",
        f"{graph} <{DCTERMS}source> {literal(entry.source)} .",
        f"{graph} <{CG}fingerprint> {literal(entry.fingerprint)} .",
        f"{graph} <{PROV}wasGeneratedBy> {iri(activity)} .",
    ]


def _value(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value
