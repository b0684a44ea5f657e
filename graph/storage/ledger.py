"""The ledger: what was built from which source. It is part of the run graph.

To read it from there takes a tenth of a millisecond an article, so it is kept in a file as well, which
says which state of the store it goes with and counts for no other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from ...errors import StopRun
from ...ontology.terms import CG, DCTERMS, PROV, RDF, RUN_GRAPH
from ..aside import put_text
from ..ntriples import iri, literal

FILE = ".ledger.json"


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


def keep_ledger(folder: Path, state: object, ledger: Mapping[str, Entry]) -> None:
    """Write the ledger to ``folder`` as that of this state of the store, if there is room for it."""
    entries = [[entry.source, entry.graph, entry.fingerprint] for entry in ledger.values()]
    with suppress(StopRun):
        put_text(folder / FILE, json.dumps({"state": repr(state), "entries": entries}))


def kept_ledger(folder: Path, state: object) -> dict[str, Entry] | None:
    """The ledger of this state of the store as it was kept; None where it is not, or of another state."""
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if kept["state"] != repr(state):
            return None
        return {
            source: Entry(source=source, graph=graph, fingerprint=fingerprint)
            for source, graph, fingerprint in kept["entries"]
        }
    except (OSError, ValueError, TypeError, KeyError):
        return None


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


def run_graph(
    store: ox.Store, ledger: Mapping[str, Entry], activities: Mapping[tuple[str, str], str]
) -> Iterator[str] | None:
    """The sorted lines of the run graph, without looking up each word in the store, which would take memory.

    ``activities`` are those of articles by graph and fingerprint; None where one of the ledger is missing.
    """
    subjects: dict[str, Callable[[], list[str]]] = {}
    for entry in ledger.values():
        activity = activities.get((entry.graph, entry.fingerprint))
        if activity is None:
            return None
        subjects[iri(entry.graph)] = partial(ledger_lines, entry, activity)
    for run in store.quads_for_pattern(None, ox.NamedNode(f"{CG}madeBy"), None, ox.NamedNode(RUN_GRAPH)):
        subjects[str(run.subject)] = partial(run_lines, _value(run.subject), _value(run.object))
    # No subject begins as another, since each ends with ">": lines are in the order of their subjects.
    return (line for subject in sorted(subjects) for line in sorted(subjects[subject]()))


def run_lines(activity: str, made_by: str) -> list[str]:
    """What the run graph says of a run: an activity, and the program with its model; N-Triples."""
    node = iri(activity)
    return [f"{node} <{RDF}type> <{PROV}Activity> .", f"{node} <{CG}madeBy> {literal(made_by)} ."]


def _value(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value
