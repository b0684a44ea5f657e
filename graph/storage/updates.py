"""What is changed in the store, as SPARQL updates; each text is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...ontology.terms import RUN_GRAPH
from ..ntriples import iri
from .ledger import Entry, ledger_lines


def replacing(old: Entry, entry: Entry, lines: Iterable[str], activity: str) -> str:
    """Puts an article's graph and its ledger entry in the place of another's."""
    ledger = ledger_lines(entry, activity)
    return " ;\n".join((dropping(old), _insert(entry.graph, lines), _insert(RUN_GRAPH, ledger)))


def dropping(entry: Entry) -> str:
    """Takes out an article's graph and its ledger entry."""
    graph, run = iri(entry.graph), iri(RUN_GRAPH)
    return f"DROP SILENT GRAPH {graph} ;\nDELETE WHERE {{ GRAPH {run} {{ {graph} ?p ?o }} }}"


def patching(graph: str, gone: Iterable[str], come: Iterable[str]) -> str:
    """Takes N-Triples lines without blank nodes out of a graph, and puts others in."""
    return f"DELETE DATA {{ {_in(graph, gone)} }} ;\n{_insert(graph, come)}"


def setting(graphs: Mapping[str, Iterable[str]]) -> str:
    """Makes each of these graphs exactly these lines."""
    return " ;\n".join(
        f"DROP SILENT GRAPH {iri(graph)} ;\n{_insert(graph, lines)}" for graph, lines in graphs.items()
    )


def dropping_graphs(graphs: Iterable[str]) -> str:
    """Takes out whole graphs."""
    return " ;\n".join(f"DROP SILENT GRAPH {iri(graph)}" for graph in graphs)


def _insert(graph: str, lines: Iterable[str]) -> str:
    return f"INSERT DATA {{ {_in(graph, lines)} }}"


def _in(graph: str, lines: Iterable[str]) -> str:
    return f"GRAPH {iri(graph)} {{\n" + "\n".join(lines) + "\n}"
