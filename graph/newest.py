"""The newest articles of a large dataset, as a dataset of their own that fits in memory.

The page is drawn from them where all would be too many for a browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from ..ontology.terms import CG, DOCUMENT_GRAPHS, NIF, RDF, RDFS, RESOLVED_GRAPH, RUN_GRAPH, SCHEMA, SKOS
from .iri import digest
from .storage.store import Store

# What no view shows: most of what an article's graph consists of.
_PASSED_OVER = frozenset(
    ox.NamedNode(name)
    for name in (NIF + "anchorOf", NIF + "referenceContext", CG + "mention", CG + "mentionForm")
)
_SPAN = ox.NamedNode(CG + "Span")
_OWN = (f"{RDF}type", f"{RDFS}label", f"{SKOS}altLabel")


def newest(store: Store, limit: int) -> list[str] | None:
    """The graphs of the newest articles, those without a date last; None if there are no more than that."""
    graphs = [entry.graph for entry in store.ledger().values()]
    if len(graphs) <= limit:
        return None
    published = ox.NamedNode(SCHEMA + "datePublished")
    dates = {
        quad.graph_name.value: quad.object.value
        for quad in store.inner.quads_for_pattern(None, published, None, None)
        if isinstance(quad.graph_name, ox.NamedNode) and isinstance(quad.object, ox.Literal)
    }
    return sorted(sorted(graphs), key=lambda graph: dates.get(graph, ""), reverse=True)[:limit]


def alone(store: Store, articles: Sequence[str]) -> Store:
    """What the dataset holds of these articles, and all that is not of an article, in memory."""
    inner = ox.Store()
    for graph in articles:
        quads = [
            quad
            for quad in store.inner.quads_for_pattern(None, None, None, ox.NamedNode(graph))
            if quad.predicate not in _PASSED_OVER and quad.object != _SPAN
        ]
        run = store.inner.quads_for_pattern(ox.NamedNode(graph), None, None, ox.NamedNode(RUN_GRAPH))
        inner.bulk_extend([*quads, *run, *_resolved(store, quads)])
    for graph in _others(store):
        inner.bulk_extend(store.inner.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
    return Store(inner)


def state_of(store: Store, articles: Sequence[str]) -> str:
    """A hash of all that a view of these articles depends on; the store is one that is written to."""
    ledger = store.ledger()
    known = {entry.graph: entry.fingerprint for entry in ledger.values()}
    table = store.derived
    assert table, "a store that is written to"
    table.mend(store, ledger)
    of = table.occurrences_of
    identified = (
        line
        for graph in articles
        for occurrence in of(graph)
        for line in _about(store, occurrence, f"{CG}identifiedAs")
    )
    lines = sorted(identified)
    nodes = sorted({line.rpartition(" <")[2][:-3] for line in lines})
    own = (line for node in nodes for name in _OWN for line in _about(store, node, name))
    rest = (line for graph in _others(store) for line in (graph, *store.lines(graph)))
    return digest(*(f"{graph} {known[graph]}" for graph in articles), *lines, *own, *rest)


def _others(store: Store) -> Iterator[str]:
    for graph in store.graphs():
        if graph not in (RUN_GRAPH, RESOLVED_GRAPH) and not graph.startswith(DOCUMENT_GRAPHS):
            yield graph


def _resolved(store: Store, quads: list[ox.Quad]) -> Iterator[ox.Quad]:
    """What the resolved graph says of the occurrences and claims among these quads."""
    resolved, match = ox.NamedNode(RESOLVED_GRAPH), store.inner.quads_for_pattern
    identified, about, asserts = (ox.NamedNode(CG + name) for name in ("identifiedAs", "about", "asserts"))
    for quad in quads:
        if quad.predicate.value == CG + "occursIn":
            for found in match(quad.subject, identified, None, resolved):
                yield found
                assert isinstance(found.object, ox.NamedNode)
                for name in _OWN:
                    yield from match(found.object, ox.NamedNode(name), None, resolved)
        elif quad.predicate.value == CG + "reportedBy":
            yield from match(quad.subject, about, None, resolved)
            yield from match(None, asserts, quad.subject, resolved)


def _about(store: Store, subject: str, predicate: str) -> Iterator[str]:
    resolved = ox.NamedNode(RESOLVED_GRAPH)
    pattern = ox.NamedNode(subject), ox.NamedNode(predicate), None
    for quad in store.inner.quads_for_pattern(*pattern, resolved):
        yield f"{quad.triple} ."
