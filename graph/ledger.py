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
    rows = store.query(
        f"SELECT ?source ?graph ?fingerprint WHERE {{ GRAPH <{RUN_GRAPH}> {{"
        f" ?graph <{DCTERMS}source> ?source ; <{CG}fingerprint> ?fingerprint }} }}"
    )
    assert isinstance(rows, ox.QuerySolutions)
    entries = (
        Entry(
            source=_value(row["source"]),
            graph=_value(row["graph"]),
            fingerprint=_value(row["fingerprint"]),
        )
        for row in rows
    )
    return {entry.source: entry for entry in entries}


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
