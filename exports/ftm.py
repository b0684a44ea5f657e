"""Actors, ownership, offices, articles and claims as FollowTheMoney entities, one JSON object a line.

Source: https://followthemoney.tech/explorer/schemata/. What is owned is a Company there, since only
assets can be; a claim is a Note about whoever makes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

from ..graph.view import EdgeView, View
from ..ontology.terms import CGD, WD

_SCHEMATA = {
    "person": "Person",
    "organization": "Organization",
    "group": "LegalEntity",
    "platform": "Company",
}
Properties = dict[str, list[str]]


def ftm_entities(view: View) -> str:
    """The entities, sorted by identifier; the same view gives the same bytes."""
    entities = [*_actors(view), *_links(view), *_articles(view), *_notes(view)]
    lines = (
        json.dumps(
            {"id": id_, "schema": schema, "properties": _filled(properties)},
            ensure_ascii=False,
            sort_keys=True,
        )
        for id_, schema, properties in sorted(entities, key=lambda entity: entity[0])
    )
    return "".join(line + "\n" for line in lines)


def _actors(view: View) -> Iterator[tuple[str, str, Properties]]:
    owned = {edge.subject for edge in view.edges if edge.type == "ownedBy"}
    countries = {edge.subject: edge.object for edge in view.edges if edge.type == "underJurisdiction"}
    for node in view.nodes:
        schema = _SCHEMATA.get(node.type)
        if schema:
            country = countries.get(node.iri, "").rpartition("jurisdiction-")[2].lower()
            yield (
                _id(node.iri),
                "Company" if node.iri in owned else schema,
                {
                    "name": [node.name],
                    "alias": list(node.aliases),
                    "wikidataId": [(node.wikidata or "").removeprefix(WD)],
                    "position" if schema == "Person" else "summary": list(node.roles),
                    "country": [country if len(country) == 2 else ""],
                    "sector": ["platform" if node.type == "platform" else ""],
                },
            )


def _links(view: View) -> Iterator[tuple[str, str, Properties]]:
    known = {node.iri for node in view.nodes if node.type in _SCHEMATA}
    urls = {document.iri: document.url or document.id for document in view.documents}
    for edge in view.edges:
        if edge.subject not in known or edge.object not in known or edge.claim or edge.modality:
            continue
        ends = _ends(edge)
        if ends:
            schema, properties = ends
            properties["startDate"] = [edge.since or ""]
            properties["endDate"] = [edge.until or ""]
            properties["publisher"] = [edge.source or edge.origin if not edge.document else ""]
            properties["sourceUrl"] = [urls.get(edge.document or "", "")]
            yield _id(edge.iri), schema, properties


def _ends(edge: EdgeView) -> tuple[str, Properties] | None:
    if edge.type == "ownedBy":
        percent = [f"{Decimal(edge.share) * 100:f}".rstrip("0").rstrip(".") or "0"] if edge.share else []
        return "Ownership", {"asset": [_id(edge.subject)], "owner": [_id(edge.object)], "percentage": percent}
    if edge.type == "affiliatedWith":
        return "Membership", {"member": [_id(edge.subject)], "organization": [_id(edge.object)]}
    return None


def _articles(view: View) -> Iterator[tuple[str, str, Properties]]:
    for document in view.documents:
        properties = {
            "title": [document.title],
            "publishedAt": [document.date or ""],
            "sourceUrl": [document.url or ""],
            "author": list(document.authors),
            "publisher": [document.outlet or ""],
        }
        yield _id(document.iri), "Article", properties


def _notes(view: View) -> Iterator[tuple[str, str, Properties]]:
    known = {node.iri for node in view.nodes if node.type in _SCHEMATA}
    dates = {document.iri: document.date or "" for document in view.documents}
    for claim in view.claims:
        ends = [claim.speaker or "", *(iri for iri, _ in claim.about)]
        properties = {
            "entity": [_id(iri) for iri in dict.fromkeys(ends) if iri in known],
            "description": [claim.quote],
            "date": [dates[claim.document]],
            "proof": [_id(claim.document)],
        }
        yield _id(claim.iri), "Note", properties


def _filled(properties: Properties) -> Properties:
    return {
        name: kept for name, values in properties.items() if (kept := [value for value in values if value])
    }


def _id(iri: str) -> str:
    return iri.removeprefix(CGD) if iri.startswith(CGD) else iri
