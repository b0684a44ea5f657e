"""What was read from one article, as plain JSON values and as text for people.

Spans are ``[start, end]``: half-open offsets in code points into the text that was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..graph.record import Claim, Entity, Reading, Relation, Span

# A JSON object; its values differ by key, as the docstring of the function says.
Json = dict[str, object]


def reading_json(reading: Reading) -> Json:
    """One document as ``{"id", "quotes", "mentions", "relations"}``, each list in the reading's order.

    ``quotes`` are the claims: ``content``, ``cue`` and ``source`` are lists of spans, ``speaker`` is a
    full name or None, ``about`` lists ``{"name", "type", "span"}``, ``nested_in`` is the position of
    the outer claim in ``quotes`` or None. ``mentions`` has one entry a mention, ``relations`` one a
    relation, whose ``subject`` and ``object`` are spans; a relation that a speaker states has the
    position of that claim as ``claim``.
    """
    positions = {claim: position for position, claim in enumerate(reading.claims)}
    return {
        "id": reading.document.id,
        "quotes": [_claim(claim, positions) for claim in reading.claims],
        "mentions": [mention for entity in reading.entities for mention in _mentions(entity)],
        "relations": [_relation(relation, positions) for relation in reading.relations],
    }


def reading_text(reading: Reading) -> str:
    """One document as aligned lines for a terminal: its claims, then its actors, then its relations.

    Numbers in front are offsets into the text.
    """
    document = reading.document
    lines = [document.title or document.id, "=" * min(len(document.title or document.id), 100), ""]
    for number, claim in enumerate(reading.claims, 1):
        speaker = claim.speaker.name if claim.speaker else document.words(claim.source) or "(nobody named)"
        role = f", {document.words([claim.role.span])}" if claim.role else ""
        marks = ", ".join([claim.kind, *claim.modality])
        lines.append(f"{number:4}. {_line(speaker + role)} [{marks}, {claim.confidence:.2f}]")
        for label, spans in (("says", claim.content), ("cue", claim.cue), ("source", claim.source)):
            lines += [
                f"      {label:7}{start:6}-{end:<6} {_line(document.text[start:end])}" for start, end in spans
            ]
        lines += [
            f"      {'about':7}{a.span.start:6}-{a.span.end:<6} {_line(a.entity.name)}" for a in claim.about
        ]
        lines.append("")
    width = max((len(entity.name) for entity in reading.entities), default=0)
    for entity in reading.entities:
        roles = "; ".join(_line(document.words([role.span])) for role in entity.roles)
        name = f"{_line(entity.name):{min(width, 40)}}"
        lines.append(f"{entity.type:12}  {name}  {len(entity.mentions):3}×  {roles}".rstrip())
    lines += [""] if reading.entities and reading.relations else []
    for relation in reading.relations:
        details = " ".join(f"{detail.name} {detail.value}" for detail in relation.details)
        marks = ", ".join(relation.modality)
        subject, object_ = _line(relation.subject.entity.name), _line(relation.object.entity.name)
        where = f"{relation.subject.span.start:6}-{relation.object.span.end:<6}"
        lines.append(f"{where} {subject} {relation.type} {object_} {details} {marks}".rstrip())
    return "\n".join(lines).rstrip("\n") + "\n"


def _claim(claim: Claim, positions: dict[Claim, int]) -> Json:
    return {
        "content": _spans(claim.content),
        "cue": _spans(claim.cue),
        "source": _spans(claim.source),
        "speaker": claim.speaker.name if claim.speaker else None,
        "role": list(claim.role.span) if claim.role else None,
        "role_category": claim.role.category if claim.role else None,
        "kind": claim.kind,
        "about": [{"name": a.entity.name, "type": a.entity.type, "span": list(a.span)} for a in claim.about],
        "modality": list(claim.modality),
        "attitude": claim.attitude,
        "confidence": round(claim.confidence, 4),
        "nested_in": positions.get(claim.nested_in) if claim.nested_in else None,
    }


def _mentions(entity: Entity) -> Iterator[Json]:
    for mention in entity.mentions:
        yield {
            "span": list(mention.span),
            "type": entity.type,
            "name": entity.name,
            "form": mention.form,
            "register": entity.register,
        }


def _relation(relation: Relation, positions: dict[Claim, int]) -> Json:
    return {
        "type": relation.type,
        "subject": list(relation.subject.span),
        "object": list(relation.object.span),
        "subject_name": relation.subject.entity.name,
        "object_name": relation.object.entity.name,
        "cue": _spans(relation.cue),
        "details": [
            {"name": detail.name, "value": detail.value, "span": list(detail.span)}
            for detail in relation.details
        ],
        "modality": list(relation.modality),
        "claim": positions.get(relation.claim) if relation.claim else None,
    }


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _line(words: str) -> str:
    """Words on one line, without control characters that a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in " ".join(words.split()))
