"""Names for blank nodes: the same data gives the same names, and no two datasets share one.

They are Skolem IRIs (https://www.w3.org/TR/rdf11-concepts/#section-skolemization), so that links can
lead to them and tools can turn them back (rdflib: ``Graph.de_skolemize``). A node is named after what
is said of it and, over a few rounds, of its neighbours; nodes that this does not tell apart are
numbered in the order of the file. That takes bounded time, where the search for the one canonical
labelling does not (https://www.w3.org/TR/rdf-canon/#dataset-poisoning).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from ..iri import digest

GENID = "https://w3id.org/.well-known/genid/"
_ROUNDS = 8
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
# What is said of a node: the place it stands in, the predicate, and the other end.
_Said = list[tuple[str, str, _Term]]


def named_lines(quads: Iterable[ox.Quad], scope: str) -> tuple[list[str], int]:
    """The triples as sorted, unique N-Triples lines without blank nodes, and how many those were.

    ``scope`` is what the nodes belong to: the same node in another scope has another name.
    """
    triples = dict.fromkeys((quad.subject, quad.predicate, quad.object) for quad in quads)
    said: dict[ox.BlankNode, _Said] = {}
    for subject, predicate, object_ in triples:
        if isinstance(subject, ox.BlankNode):
            said.setdefault(subject, []).append(("subject", predicate.value, object_))
        if isinstance(object_, ox.BlankNode):
            said.setdefault(object_, []).append(("object", predicate.value, subject))
        for node in _inside(object_):
            said.setdefault(node, [])
    names = {node: ox.NamedNode(GENID + digest(scope, name)) for node, name in _names(said).items()}
    lines = {
        f"{_named(subject, names)} {predicate} {_named(object_, names)} ."
        for subject, predicate, object_ in triples
    }
    return sorted(lines), len(names)


def _names(said: dict[ox.BlankNode, _Said]) -> dict[ox.BlankNode, str]:
    colours = dict.fromkeys(said, "")
    count = 0
    for _ in range(_ROUNDS):
        colours = {
            node: digest(
                colours[node],
                *sorted(digest(place, predicate, _key(other, colours)) for place, predicate, other in about),
            )
            for node, about in said.items()
        }
        before, count = count, len(set(colours.values()))
        if count in (before, len(said)):
            break
    alike: dict[str, int] = defaultdict(int)
    names = {}
    for node, colour in colours.items():
        names[node] = f"{colour} {alike[colour]}"
        alike[colour] += 1
    return names


def _key(term: _Term, colours: dict[ox.BlankNode, str]) -> str:
    if isinstance(term, ox.BlankNode):
        return "_:" + colours[term]
    if isinstance(term, ox.Triple):
        return "<< " + " ".join(_key(part, colours) for part in _parts(term))
    return str(term)


def _named(term: _Term, names: dict[ox.BlankNode, ox.NamedNode]) -> str:
    if isinstance(term, ox.BlankNode):
        return str(names[term])
    if isinstance(term, ox.Triple):
        subject, predicate, object_ = (_named(part, names) for part in _parts(term))
        return f"<<( {subject} {predicate} {object_} )>>"
    return str(term)


def _inside(term: _Term) -> list[ox.BlankNode]:
    if not isinstance(term, ox.Triple):
        return []
    direct = [part for part in _parts(term) if isinstance(part, ox.BlankNode)]
    return direct + [node for part in _parts(term) for node in _inside(part)]


def _parts(triple: ox.Triple) -> tuple[_Term, _Term, _Term]:
    return triple.subject, triple.predicate, triple.object
