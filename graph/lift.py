"""A reading becomes triples: the lines of one document's named graph.

Every fact points to the spans that prove it; a span is written once, however many facts it proves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..ontology.terms import CG, DCTERMS, NIF, RDF, RDFS, SCHEMA, XSD
from . import iri as name
from .ntriples import date, decimal, iri, literal
from .record import Claim, Document, Entity, Reading, Relation, RelationType, Role, Span

_TYPE = f"<{RDF}type>"
_LABEL = f"<{RDFS}label>"
_CLASSES = {
    RelationType.OWNED_BY: "Ownership",
    RelationType.AFFILIATED_WITH: "Affiliation",
    RelationType.UNDER_JURISDICTION: "JurisdictionRelation",
    RelationType.ALSO_KNOWN_AS: "Naming",
    RelationType.IMPOSED_BY: "Imposition",
    RelationType.TARGETS: "Targeting",
}


def lift(reading: Reading) -> list[str]:
    """The document's graph as sorted, unique N-Triples lines without line ends.

    No blank nodes; the same reading gives the same lines.
    """
    return sorted(set(_Lift(reading.document).lines(reading)))


def claim_iri(key: str, claim: Claim) -> str:
    """The claim's IRI: the hash of its spans within the document ``key``."""
    return name.spans_iri("claim", key, claim.content, claim.cue, claim.source)


def _antecedent(speaker: Entity, claim: Claim) -> Span:
    """The mention of the speaker that comes last before the words of a claim that names nobody."""
    begin = claim.content[0].start
    before = [mention.span for mention in speaker.mentions if mention.span.start < begin]
    return before[-1] if before else speaker.lead


def _cg(local: str) -> str:
    return f"<{CG}{local}>"


class _Lift:
    """The lines of one document; keeps which spans were used, so that each is written once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.key = name.document_key(document)
        self.node = iri(name.document_iri(self.key))
        self.used: dict[Span, str] = {}

    def lines(self, reading: Reading) -> Iterator[str]:
        yield from self.header()
        for entity in reading.entities:
            yield from self.entity(entity)
        for claim in reading.claims:
            yield from self.claim(claim)
        for relation in reading.relations:
            yield from self.relation(relation)
        yield from self.spans()

    def header(self) -> Iterator[str]:
        document, node, text = self.document, self.node, iri(name.text_iri(self.key))
        yield f"{node} {_TYPE} {_cg('Document')} ."
        yield f"{node} <{DCTERMS}identifier> {literal(document.id)} ."
        yield f"{node} <{DCTERMS}source> {literal(document.source)} ."
        for predicate, value in (
            ("headline", document.title),
            ("publisher", document.outlet),
            ("inLanguage", document.language),
        ):
            if value:
                yield f"{node} <{SCHEMA}{predicate}> {literal(value)} ."
        for author in document.authors:
            yield f"{node} <{SCHEMA}author> {literal(author)} ."
        if document.date:
            yield f"{node} <{SCHEMA}datePublished> {date(document.date)} ."
        if document.url:
            yield f"{node} <{SCHEMA}url> {literal(document.url, XSD + 'anyURI')} ."
        yield f"{node} {_cg('text')} {text} ."
        yield f"{text} {_TYPE} {_cg('Text')} ."
        yield f"{text} <{NIF}isString> {literal(document.text)} ."
        yield f"{text} <{NIF}beginIndex> {self.offset(0)} ."
        yield f"{text} <{NIF}endIndex> {self.offset(len(document.text))} ."
        yield f"{text} {_cg('sha256')} {literal(document.sha256)} ."

    def entity(self, entity: Entity) -> Iterator[str]:
        node = self.occurrence(entity)
        yield f"{node} {_TYPE} {_cg('Occurrence')} ."
        yield f"{node} {_LABEL} {literal(entity.name)} ."
        yield f"{node} {_cg('entityType')} {_cg(entity.type.capitalize())} ."
        yield f"{node} {_cg('occursIn')} {self.node} ."
        if entity.register:
            yield f"{node} {_cg('recognisedAs')} {iri(entity.register)} ."
        for mention in entity.mentions:
            span = self.span(mention.span)
            yield f"{node} {_cg('mention')} {span} ."
            yield f"{span} {_cg('refersTo')} {node} ."
            yield f"{span} {_cg('mentionForm')} {_cg(mention.form)} ."
        for role in entity.roles:
            yield from self.role(entity, role)
        for alias in entity.aliases:
            yield f"{node} {_cg('aliasSpan')} {self.span(alias)} ."

    def role(self, entity: Entity, role: Role) -> Iterator[str]:
        node = iri(name.role_iri(self.key, entity.lead, role.span))
        yield f"{self.occurrence(entity)} {_cg('role')} {node} ."
        yield f"{node} {_TYPE} {_cg('Role')} ."
        yield f"{node} {_LABEL} {literal(self.document.words([role.span]))} ."
        yield f"{node} {_cg('roleSpan')} {self.span(role.span)} ."
        if role.category:
            yield f"{node} {_cg('category')} {_cg(role.category)} ."

    def claim(self, claim: Claim) -> Iterator[str]:
        node = iri(claim_iri(self.key, claim))
        yield f"{node} {_TYPE} {_cg('Claim')} ."
        yield f"{node} {_cg('kind')} {_cg(claim.kind)} ."
        yield f"{node} {_cg('reportedBy')} {self.node} ."
        yield f"{node} {_cg('quote')} {literal(self.document.words(claim.content))} ."
        yield f"{node} {_cg('confidence')} {decimal(claim.confidence)} ."
        yield f"{node} {_cg('attitude')} {literal(str(claim.attitude).lower(), XSD + 'boolean')} ."
        yield from self.point(node, "contentSpan", claim.content)
        yield from self.point(node, "cueSpan", claim.cue)
        yield from self.point(node, "sourceSpan", claim.source)
        if claim.speaker:
            yield f"{node} {_cg('speaker')} {self.occurrence(claim.speaker)} ."
            if not claim.source:
                yield f"{node} {_cg('speakerSpan')} {self.span(_antecedent(claim.speaker, claim))} ."
            if claim.role:
                yield from self.role(claim.speaker, claim.role)
                role = iri(name.role_iri(self.key, claim.speaker.lead, claim.role.span))
                yield f"{node} {_cg('speakerRole')} {role} ."
        for target in claim.about:
            span = self.span(target.span)
            yield f"{node} {_cg('aboutSpan')} {span} ."
            yield f"{span} {_cg('refersTo')} {self.occurrence(target.entity)} ."
        for modality in claim.modality:
            yield f"{node} {_cg('modality')} {_cg(modality)} ."
        if claim.nested_in:
            yield f"{node} {_cg('nestedIn')} {iri(claim_iri(self.key, claim.nested_in))} ."

    def relation(self, relation: Relation) -> Iterator[str]:
        ends = (relation.subject.span, relation.object.span)
        class_ = _CLASSES[relation.type]
        node = iri(name.spans_iri(class_.lower(), self.key, ends, relation.cue))
        yield f"{node} {_TYPE} {_cg(class_)} ."
        yield f"{node} {_cg('statedBy')} {self.node} ."
        for end, argument in (("subject", relation.subject), ("object", relation.object)):
            span = self.span(argument.span)
            yield f"{node} {_cg(end)} {self.occurrence(argument.entity)} ."
            yield f"{node} {_cg(end + 'Span')} {span} ."
            yield f"{span} {_cg('refersTo')} {self.occurrence(argument.entity)} ."
        yield from self.point(node, "cueSpan", relation.cue)
        for modality in relation.modality:
            yield f"{node} {_cg('modality')} {_cg(modality)} ."
        for detail in relation.details:
            value = decimal(float(detail.value)) if detail.name == "share" else date(detail.value)
            yield f"{node} {_cg(detail.name)} {value} ."
            yield f"{node} {_cg('detailSpan')} {self.span(detail.span)} ."
        if relation.claim:
            yield f"{node} {_cg('inClaim')} {iri(claim_iri(self.key, relation.claim))} ."

    def spans(self) -> Iterator[str]:
        text, context = self.document.text, iri(name.text_iri(self.key))
        for span, node in self.used.items():
            yield f"{node} {_TYPE} {_cg('Span')} ."
            yield f"{node} <{NIF}referenceContext> {context} ."
            yield f"{node} <{NIF}beginIndex> {self.offset(span.start)} ."
            yield f"{node} <{NIF}endIndex> {self.offset(span.end)} ."
            yield f"{node} <{NIF}anchorOf> {literal(text[span.start : span.end])} ."

    def point(self, node: str, predicate: str, spans: Iterable[Span]) -> Iterator[str]:
        for span in spans:
            yield f"{node} {_cg(predicate)} {self.span(span)} ."

    def span(self, span: Span) -> str:
        node = self.used.get(span)
        if node is None:
            node = self.used[span] = iri(name.span_iri(self.key, span))
        return node

    def occurrence(self, entity: Entity) -> str:
        return iri(name.occurrence_iri(self.key, entity.lead, entity.type))

    @staticmethod
    def offset(value: int) -> str:
        # Oxigraph stores every derived integer type as xsd:integer, so that is what is written.
        return literal(str(value), XSD + "integer")
