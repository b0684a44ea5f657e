"""What merged datasets say of our actors and claims: over accepted mappings, or by an identifier shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from ..ontology.terms import (
    ALIGNED_GRAPHS,
    EXTERNAL_GRAPHS,
    FOAF,
    MAPPINGS_GRAPHS,
    OWL,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
)
from .query import select
from .storage.store import Store
from .view import MatchView

# Predicates of a mapping (https://mapping-commons.github.io/sssom/); the first two say "one and the same".
_EXACT = (f"{OWL}sameAs", f"{SKOS}exactMatch")
_PREDICATES = (*_EXACT, *(f"{SKOS}{name}Match" for name in ("close", "related", "broad", "narrow")))
_NAMES = (
    f"{RDFS}label",
    f"{SKOS}prefLabel",
    f"{SCHEMA}name",
    "http://schema.org/name",
    f"{FOAF}name",
)


def matches(store: Store, identifiers: Mapping[str, Iterable[str]]) -> tuple[MatchView, ...]:
    """Sorted matches of our nodes and claims; ``identifiers`` are other IRIs of ours, by our IRI.

    A node matches exactly what a merged dataset says under one of its identifiers, or of something that the
    dataset says has that identifier; as the dataset spells it or as it is spelled when normalised.
    """
    found: set[tuple[str, str, str, str]] = set()
    values = " ".join(f"<{predicate}>" for predicate in _PREDICATES)
    for row in select(
        store,
        f"""SELECT ?one ?how ?other ?graph WHERE {{ VALUES ?how {{ {values} }}
            GRAPH ?graph {{ ?one ?how ?other }} FILTER(STRSTARTS(STR(?graph), "{MAPPINGS_GRAPHS}")) }}""",
    ):
        found.add((row["one"], row["graph"].removeprefix(MAPPINGS_GRAPHS), row["how"], row["other"]))
    for ours, others in identifiers.items():
        for other in (ours, *others):
            found.update(
                (ours, name, f"{SKOS}exactMatch", theirs) for name, theirs in _speaking_of(store, other)
            )
    facts = {(name, other): _facts(store, name, other) for _, name, _, other in found}
    return tuple(
        MatchView(
            subject=ours,
            dataset=name,
            predicate=_local(how),
            exact=how in _EXACT,
            iri=other,
            name=next((value for key, value in facts[name, other] if key in _NAMES), None),
            facts=tuple((_local(key), value) for key, value in facts[name, other] if key not in _NAMES),
        )
        for ours, name, how, other in sorted(found)
    )


def _speaking_of(store: Store, iri: str) -> set[tuple[str, str]]:
    """Merged datasets that say something of an IRI or of one that they equate with it: name and their IRI."""
    node = ox.NamedNode(iri)
    quads = [*store.inner.quads_for_pattern(node, None, None, None)]
    for predicate in _EXACT:
        quads += store.inner.quads_for_pattern(None, ox.NamedNode(predicate), node, None)
    return {
        (quad.graph_name.value.removeprefix(graphs), quad.subject.value)
        for quad in quads
        for graphs in (EXTERNAL_GRAPHS, ALIGNED_GRAPHS)
        if isinstance(quad.graph_name, ox.NamedNode)
        and quad.graph_name.value.startswith(graphs)
        and isinstance(quad.subject, ox.NamedNode)
    }


def _facts(store: Store, dataset: str, iri: str) -> list[tuple[str, str]]:
    """What a dataset says of an IRI as sorted (predicate, words); a named thing stands by its name."""
    graphs = [ox.NamedNode(prefix + dataset) for prefix in (EXTERNAL_GRAPHS, ALIGNED_GRAPHS)]

    def said(subject: ox.NamedNode | ox.BlankNode, predicate: str | None = None) -> Iterator[ox.Quad]:
        wanted = ox.NamedNode(predicate) if predicate else None
        for graph in graphs:
            yield from store.inner.quads_for_pattern(subject, wanted, None, graph)

    def in_words(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
        if isinstance(term, ox.NamedNode | ox.BlankNode):
            names = (quad.object for name in _NAMES for quad in said(term, name))
            return min((name.value for name in names if isinstance(name, ox.Literal)), default=term.value)
        return term.value if isinstance(term, ox.Literal) else str(term)

    return sorted({(quad.predicate.value, in_words(quad.object)) for quad in said(ox.NamedNode(iri))})


def _local(iri: str) -> str:
    """The last part of a predicate's IRI, as people read it."""
    if iri == f"{RDF}type":
        return "type"
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]
