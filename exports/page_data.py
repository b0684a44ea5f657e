"""A view as the plain values that the page carries: small, since 30,000 claims must fit in 20 MB.

Nodes, claims, relations and articles refer to each other by position. IRIs of the program's own
namespace lose it; any other IRI stands in angle brackets. Spans stay offsets in code points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ..graph.record import Span
from ..graph.view import ClaimView, DocumentView, View
from ..ontology.terms import CGD
from .bands import BANDS, places
from .excerpts import excerpts
from .palette import CLAIM, EDGES, NODES

# A JSON value; what each list holds, and in which order, is said where it is made.
Json = dict[str, object] | list[object]


def page_nodes(view: View) -> list[dict[str, object]]:
    """The nodes as vis-network takes them (``id``, ``label``, ``group``), with our own keys beside."""
    place = places(view)
    return [
        {
            "id": number,
            "label": node.name,
            "group": node.type,
            "iri": _short(node.iri),
            "aliases": list(node.aliases),
            "roles": list(node.roles),
            "category": node.category,
            "origin": node.origin,
            "wikidata": node.wikidata,
            "band": place[node.iri].band,
            "order": place[node.iri].order,
            "rank": place[node.iri].rank,
        }
        for number, node in enumerate(view.nodes)
    ]


def page_edges(view: View) -> list[dict[str, object]]:
    """The relations as vis-network takes edges, parallel ones included, with our own keys beside."""
    nodes = {node.iri: number for number, node in enumerate(view.nodes)}
    documents = {document.iri: number for number, document in enumerate(view.documents)}
    claims = {claim.iri: number for number, claim in enumerate(view.claims)}
    return [
        {
            "from": nodes[edge.subject],
            "to": nodes[edge.object],
            "type": edge.type,
            "iri": _short(edge.iri),
            "origin": edge.origin,
            "document": documents.get(edge.document or ""),
            "claim": claims.get(edge.claim or ""),
            "evidence": _flat(edge.evidence),
            "modality": list(edge.modality),
            "source": edge.source,
            "since": edge.since,
            "until": edge.until,
            "share": edge.share,
        }
        for edge in view.edges
        if edge.subject in nodes and edge.object in nodes
    ]


def page_data(view: View, text: str, title: str) -> dict[str, object]:
    """All else that the page shows; ``text`` is one of ``excerpts.TEXT_MODES``."""
    return {
        "version": view.version,
        "title": title,
        "text": text,
        "base": CGD,
        "bands": list(BANDS),
        "styles": {
            name: {
                "one": style.one,
                "many": style.many,
                "fill": style.fill,
                "line": style.line,
                "shape": style.shape,
            }
            for name, style in [*NODES.items(), ("claim", CLAIM)]
        },
        "verbs": {name: style.verb for name, style in EDGES.items()},
        "tones": {
            "light": {name: style.light for name, style in EDGES.items()},
            "dark": {name: style.dark for name, style in EDGES.items()},
        },
        "of": view.of,
        "documents": _documents(view, text),
        "claims": _claims(view),
        "matches": _matches(view),
    }


def _documents(view: View, text: str) -> list[Json]:
    """IRI, id, title, outlet, date, URL, authors, pieces of text as [offset, words], length."""
    spans: dict[str, set[Span]] = defaultdict(set)
    for claim in view.claims:
        spans[claim.document].update(_evidence(claim))
    for edge in view.edges:
        spans[edge.document or ""].update(edge.evidence)
    return [_document(document, spans[document.iri], text) for document in view.documents]


def _document(document: DocumentView, spans: set[Span], text: str) -> Json:
    pieces = excerpts(document.text, spans, text)
    return [
        _short(document.iri),
        document.id,
        document.title,
        document.outlet,
        document.date,
        document.url,
        list(document.authors),
        [list(piece) for piece in pieces],
        len(document.text),
    ]


def _claims(view: View) -> list[Json]:
    """IRI, document, kind, content, cue, source, speaker, role, its category, about as [node, start,
    end], modality, claim that it is nested in, confidence."""
    nodes = {node.iri: number for number, node in enumerate(view.nodes)}
    documents = {document.iri: number for number, document in enumerate(view.documents)}
    numbers = {claim.iri: number for number, claim in enumerate(view.claims)}
    return [
        [
            _short(claim.iri),
            documents[claim.document],
            claim.kind,
            _flat(claim.content),
            _flat(claim.cue),
            _flat(claim.source),
            nodes.get(claim.speaker or ""),
            claim.role,
            claim.role_category,
            [[nodes[iri], *span] for iri, span in claim.about if iri in nodes],
            list(claim.modality),
            numbers.get(claim.nested_in or ""),
            round(claim.confidence, 3),
        ]
        for claim in view.claims
    ]


def _matches(view: View) -> list[Json]:
    """Short IRI of our node or claim, dataset, predicate, their IRI, their name, facts as [name, words]."""
    return [
        [
            _short(match.subject),
            match.dataset,
            match.predicate,
            match.iri,
            match.name,
            [list(fact) for fact in match.facts],
        ]
        for match in view.matches
    ]


def _evidence(claim: ClaimView) -> Iterable[Span]:
    yield from (*claim.content, *claim.cue, *claim.source, *(span for _, span in claim.about))


def _flat(spans: Iterable[Span]) -> list[int]:
    return [offset for span in spans for offset in span]


def _short(iri: str) -> str:
    return iri.removeprefix(CGD) if iri.startswith(CGD) else f"<{iri}>"
