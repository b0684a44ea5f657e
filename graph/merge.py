"""Other people's datasets: read into a named graph of their own, unaltered, and dropped as one unit.

Blank nodes get canonical labels (RDFC-1.0, https://www.w3.org/TR/rdf-canon/), so that merging the
same file twice changes nothing. Remote JSON-LD contexts and XML entities are never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from ..errors import DataError, UsageError
from ..ontology.terms import EXTERNAL_GRAPHS
from .store import Store

_SUFFIXES = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
}
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


def read_rdf(path: Path) -> list[str]:
    """The triples of an RDF file as sorted N-Triples lines; the graphs of a TriG file become one.

    Raises ``DataError`` with file and line where it does not parse, ``UsageError`` for a suffix
    that no reader takes.
    """
    format_ = _SUFFIXES.get(path.suffix.lower())
    if format_ is None:
        raise UsageError(f"{path}: {path.suffix or 'no suffix'} is not one of {', '.join(_SUFFIXES)}")
    try:
        dataset = ox.Dataset(
            ox.Quad(quad.subject, quad.predicate, quad.object)
            for quad in ox.parse(path=str(path), format=format_, base_iri="urn:claimgraph:base:")
        )
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        raise DataError(f"{path}{line}: {error.msg}; nothing was merged") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error})") from None
    if any(isinstance(term, ox.BlankNode) for quad in dataset for term in (quad.subject, quad.object)):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in dataset)


def merge(store: Store, name: str, lines: Iterable[str]) -> str:
    """Set the external graph ``name`` to these lines; the IRI of the graph."""
    graph = external_graph(name)
    store.replace_graph(graph, lines)
    return graph


def unmerge(store: Store, name: str) -> None:
    """Drop a merged dataset. Raises ``UsageError`` where there is none of that name."""
    graph = external_graph(name)
    if graph not in store.graphs():
        known = ", ".join(merged(store)) or "none"
        raise UsageError(f"{name}: no merged dataset has this name; there are: {known}")
    store.drop_graph(graph)


def merged(store: Store) -> list[str]:
    """The names of all merged datasets, sorted."""
    return [
        graph.removeprefix(EXTERNAL_GRAPHS) for graph in store.graphs() if graph.startswith(EXTERNAL_GRAPHS)
    ]


def default_name(path: Path) -> str:
    """A dataset's name made from its file's: ``Press Owners.ttl`` is ``press-owners``."""
    return re.sub(r"[^a-z0-9_]+", "-", path.stem.lower()).strip("-_") or "dataset"


def external_graph(name: str) -> str:
    """The IRI of the graph of a merged dataset; names are lower-case letters, digits, ``-`` and ``_``."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r}: a dataset's name is made of a-z, 0-9, - and _, such as press-owners")
    return EXTERNAL_GRAPHS + name
