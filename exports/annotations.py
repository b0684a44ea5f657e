"""Claims as Web Annotations (https://www.w3.org/TR/annotation-model/), one a claim, with its places."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..graph.record import Span
from ..graph.view import ClaimView, DocumentView, View
from ..ontology.terms import CG, CGD

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"cg": CG}]
_AROUND = 32


def annotation_page(view: View, text: str) -> str:
    """An ``AnnotationPage`` in JSON-LD; positions are half-open offsets in Unicode code points.

    Without the articles' words (``none``) the places are given by position alone.
    """
    documents = {document.iri: document for document in view.documents}
    names = {node.iri: node.name for node in view.nodes}
    items = [_annotation(claim, documents[claim.document], names, text) for claim in view.claims]
    page = {"@context": _CONTEXT, "id": CGD + "annotations", "type": "AnnotationPage", "items": items}
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def _annotation(
    claim: ClaimView, document: DocumentView, names: dict[str, str], text: str
) -> dict[str, object]:
    targets = [_target(span, document, text) for span in claim.content]
    return {
        "id": claim.iri,
        "type": "Annotation",
        "motivation": "identifying",
        "body": list(_bodies(claim, names)),
        "target": targets if len(targets) > 1 else targets[0],
    }


def _bodies(claim: ClaimView, names: dict[str, str]) -> Iterator[dict[str, object]]:
    yield {"type": "SpecificResource", "source": CG + "Claim", "purpose": "classifying"}
    if claim.speaker:
        yield {"type": "SpecificResource", "source": claim.speaker, "purpose": "identifying"}
        if claim.speaker in names:
            yield _words(f"speaker: {names[claim.speaker]}", "describing")
    if claim.role:
        yield _words(f"role: {claim.role}", "describing")
    for iri in dict.fromkeys(iri for iri, _ in claim.about):
        yield {"type": "SpecificResource", "source": iri, "purpose": "tagging"}
    for word in (claim.kind, *claim.modality):
        yield _words(word, "tagging")


def _words(value: str, purpose: str) -> dict[str, object]:
    return {"type": "TextualBody", "value": value, "purpose": purpose, "format": "text/plain"}


def _target(span: Span, document: DocumentView, text: str) -> dict[str, object]:
    start, end = span
    selectors: list[dict[str, object]] = [{"type": "TextPositionSelector", "start": start, "end": end}]
    if text != "none":
        words = document.text
        quote: dict[str, object] = {
            "type": "TextQuoteSelector",
            "exact": words[start:end],
            "prefix": words[max(0, start - _AROUND) : start],
            "suffix": words[end : end + _AROUND],
        }
        selectors.append(quote)
    return {"source": document.url or document.iri, "selector": selectors}
