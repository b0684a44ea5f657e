"""What can be linked: the actors and claims of this graph, and those of a merged dataset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from ...ontology.terms import (
    ALIGNED_GRAPHS,
    CG,
    EXTERNAL_GRAPHS,
    FOAF,
    FTM,
    PREFIXES,
    RDF,
    RDFS,
    REGISTER_GRAPH,
    RESOLVED_GRAPH,
    RUN_GRAPH,
    SCHEMA,
    SKOS,
    WD,
)
from ..storage.store import Store

_TYPES = ("Person", "Organization", "Group", "Platform", "Jurisdiction")
_LABELS = (
    RDFS + "label",
    SKOS + "prefLabel",
    SCHEMA + "name",
    "http://schema.org/name",
    FOAF + "name",
    FTM + "name",
)
_ALIASES = (SKOS + "altLabel", SCHEMA + "alternateName", FTM + "alias", FTM + "previousName")
_MATCHES = ("http://www.w3.org/2002/07/owl#sameAs", SKOS + "exactMatch")
# What names a word of a vocabulary, a text or an act, and no actor.
_NO_ACTORS = tuple(
    """
    Address AgentComponent AgentRole Article Claim ClaimReview Class Concept ConceptScheme Context Database
    Document NewsItem Occurrence Ontology Ownership Payment Property Review Role Span Statement Table Topic
    Utterance
    """.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A node that has a name. ``type`` is a class name such as ``Person``, None where it is not known.

    ``items`` are the Wikidata items that it is said to be; ``context`` the names of what it is
    affiliated with and its roles, which tell namesakes apart.
    """

    iri: str
    type: str | None
    names: tuple[str, ...]
    items: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidClaim:
    """A claim's words and who is said to make it."""

    iri: str
    text: str
    speaker: str


def our_actors(store: Store) -> list[Actor]:
    """The canonical actors of the articles and of the register, sorted by IRI."""
    context: dict[str, set[str]] = defaultdict(set)
    for row in _rows(
        store,
        f"""SELECT ?node ?word {{
        {{ GRAPH <{RESOLVED_GRAPH}> {{ ?node cg:affiliatedWith ?other . ?other rdfs:label ?word }} }}
        UNION {{ GRAPH <{RESOLVED_GRAPH}> {{ ?occurrence cg:identifiedAs ?node }}
            GRAPH ?document {{ ?occurrence cg:role/rdfs:label ?word }} }} }}""",
    ):
        context[row[0]].add(row[1])
    return _actors(store, (RESOLVED_GRAPH, REGISTER_GRAPH), context, typed_only=True)


def their_actors(store: Store, name: str) -> list[Actor]:
    """What a merged dataset gives a name to and what could be an actor, sorted by IRI."""
    graphs = (EXTERNAL_GRAPHS + name, ALIGNED_GRAPHS + name)
    context: dict[str, set[str]] = defaultdict(set)
    for row in _rows(
        store,
        f"""SELECT ?node ?word {{ GRAPH <{graphs[1]}> {{
        ?link a cg:Affiliation ; cg:subject ?node ; cg:object/rdfs:label ?word }} }}""",
    ):
        context[row[0]].add(row[1])
    actors = _actors(store, graphs, context, typed_only=False)
    return [actor for actor in actors if actor.type] or actors


def our_claims(store: Store) -> list[SaidClaim]:
    """The claims of the articles, sorted by IRI."""
    return _claims(
        _rows(
            store,
            f"""SELECT ?claim ?text ?speaker {{
        GRAPH <{RUN_GRAPH}> {{ ?graph cg:fingerprint ?fingerprint }}
        GRAPH ?graph {{ ?claim a cg:Claim ; cg:quote ?text .
            OPTIONAL {{ ?claim cg:speaker/rdfs:label ?speaker }} }} }}""",
        )
    )


def their_claims(store: Store, name: str) -> list[SaidClaim]:
    """The claims of a merged dataset, sorted by IRI."""
    graph = ALIGNED_GRAPHS + name
    return _claims(
        _rows(
            store,
            f"""SELECT ?claim ?text ?speaker {{
        GRAPH <{graph}> {{ ?claim a schema:Claim ; schema:text ?text
            OPTIONAL {{ ?claim schema:author ?author . ?author rdfs:label ?speaker }} }} }}""",
        )
    )


def _claims(rows: Iterable[list[str]]) -> list[SaidClaim]:
    claims = {
        row[0]: SaidClaim(iri=row[0], text=row[1], speaker=row[2]) for row in sorted(rows, reverse=True)
    }
    return [claims[iri] for iri in sorted(claims)]


def _actors(
    store: Store, graphs: tuple[str, ...], context: dict[str, set[str]], *, typed_only: bool
) -> list[Actor]:
    labels: dict[str, set[str]] = defaultdict(set)
    aliases: dict[str, set[str]] = defaultdict(set)
    items: dict[str, set[str]] = defaultdict(set)
    types: dict[str, set[str]] = defaultdict(set)
    for graph in graphs:
        for predicate, gathered in (
            *((label, labels) for label in _LABELS),
            *((alias, aliases) for alias in _ALIASES),
            *((match, items) for match in _MATCHES),
            (RDF + "type", types),
        ):
            for quad in store.inner.quads_for_pattern(
                None, ox.NamedNode(predicate), None, ox.NamedNode(graph)
            ):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(
                    quad.object, ox.NamedNode | ox.Literal
                ):
                    gathered[quad.subject.value].add(quad.object.value)
    return [
        Actor(
            iri=node,
            type=type_,
            names=tuple(dict.fromkeys([*sorted(labels[node]), *sorted(aliases[node])])),
            items=frozenset(item for item in {node, *items[node]} if item.startswith(WD + "Q")),
            context=frozenset(context.get(node, ())),
        )
        for node in sorted(labels)
        if ((type_ := _type(types[node])) or not typed_only) and not _is_word(types[node])
    ]


def _type(types: set[str]) -> str | None:
    return next((name for name in _TYPES if CG + name in types), None)


def _is_word(types: set[str]) -> bool:
    if _type(types):
        return False
    names = {type_.replace("#", "/").rpartition("/")[2] for type_ in types}
    return any(name.endswith(_NO_ACTORS) for name in names)


def _rows(store: Store, query: str) -> Iterator[list[str]]:
    solutions = store.inner.query(query, prefixes=PREFIXES)
    assert isinstance(solutions, ox.QuerySolutions)
    for solution in solutions:
        yield [str(getattr(solution[variable], "value", "") or "") for variable in solutions.variables]
