"""What the endpoint is and can do, in RDF (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ...ontology.terms import PREFIXES, RDF

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_TRIPLES = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
_RDF = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


def description(graphs: Iterable[str], endpoint: str, type_: str) -> tuple[str, bytes]:
    """The media type and the bytes of the description of the service at ``endpoint``."""
    prefixes = {"sd": _SD, "formats": _FORMATS, "rdf": RDF, "cgg": PREFIXES["cgg"]}
    triples = sorted(_triples(graphs, endpoint), key=str)
    return type_, ox.serialize(triples, format=_RDF[type_], prefixes=prefixes) or b""


def _triples(graphs: Iterable[str], endpoint: str) -> Iterator[ox.Triple]:
    service, dataset, union = (ox.NamedNode(endpoint + part) for part in ("", "#dataset", "#union"))

    def say(subject: ox.NamedNode, predicate: str, to: str | ox.NamedNode) -> ox.Triple:
        node = ox.NamedNode(to) if isinstance(to, str) else to
        return ox.Triple(subject, ox.NamedNode(predicate), node)

    yield say(service, RDF + "type", _SD + "Service")
    yield say(service, _SD + "endpoint", service)
    yield say(service, _SD + "supportedLanguage", _SD + "SPARQL11Query")
    yield say(service, _SD + "feature", _SD + "UnionDefaultGraph")
    for format_ in (*_RESULTS, *_TRIPLES):
        yield say(service, _SD + "resultFormat", _FORMATS + format_)
    yield say(service, _SD + "defaultDataset", dataset)
    yield say(dataset, RDF + "type", _SD + "Dataset")
    yield say(dataset, _SD + "defaultGraph", union)
    yield say(union, RDF + "type", _SD + "Graph")
    for name in graphs:
        node = ox.NamedNode(f"{endpoint}#{name.rpartition('/')[2]}")
        yield say(dataset, _SD + "namedGraph", node)
        yield say(node, RDF + "type", _SD + "NamedGraph")
        yield say(node, _SD + "name", name)
