"""The component ``claimgraph_relations``: relations between names that a document states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..graph.record import Argument, Claim, Entity, EntityType, Mention, MentionForm, Relation, RelationType, Span
from .affiliation import find_affiliations
from .finding import Finding
from .names import Name, find_names
from .ownership import find_ownership
from .page import Page
from .syntax import read_syntax
from .transactions import find_transactions

_PROVEN = {
    RelationType.OWNED_BY: (EntityType.ORGANIZATION, EntityType.ORGANIZATION),
    RelationType.AFFILIATED_WITH: (EntityType.PERSON, EntityType.ORGANIZATION),
    RelationType.UNDER_JURISDICTION: (EntityType.ORGANIZATION, EntityType.JURISDICTION),
}


@Language.factory("claimgraph_relations", assigns=["doc._.relations"])
def create_relations(nlp: Language, name: str) -> RelationFinder:
    """The component, for ``nlp.add_pipe("claimgraph_relations")``."""
    return RelationFinder()


class RelationFinder:
    """Sets ``doc._.relations``; reads the parse, ``doc.ents``, and entities and claims if they are there."""

    def __init__(self) -> None:
        if not Doc.has_extension("relations"):
            Doc.set_extension("relations", default=())

    def __call__(self, doc: Doc) -> Doc:
        entities = doc._.entities if Doc.has_extension("entities") else ()
        claims = doc._.claims if Doc.has_extension("claims") else ()
        doc._.relations = tuple(find_relations(doc, entities, claims))
        return doc


def find_relations(doc: Doc, entities: Iterable[Entity], claims: Iterable[Claim]) -> list[Relation]:
    """All relations in text order, each pair and type once a place."""
    syntax = read_syntax(doc)
    page = Page(syntax, find_names(doc, syntax, entities))
    made: dict[tuple[str, EntityType], Entity] = {}
    seen: set[tuple[RelationType, Span, Span]] = set()
    relations: list[Relation] = []
    for finding in _findings(page):
        key = (finding.type, finding.subject.span, finding.object.span)
        if key in seen:
            continue
        seen.add(key)
        left, right = _PROVEN[finding.type]
        relations.append(
            Relation(
                type=finding.type,
                subject=_argument(doc, finding.subject, left, made),
                object=_argument(doc, finding.object, right, made),
                cue=tuple(Span(syntax.start[i], syntax.end[i]) for i in finding.cue),
            )
        )
    return relations


def _findings(page: Page) -> Iterator[Finding]:
    yield from find_ownership(page)
    yield from find_transactions(page)
    yield from find_affiliations(page)


def _argument(doc: Doc, name: Name, proven: EntityType, made: dict[tuple[str, EntityType], Entity]) -> Argument:
    entity = name.entity
    if entity is None:
        words = doc.text[name.span.start : name.span.end]
        entity = made.get((words, proven))
        if entity is None:
            entity = Entity(name=words, type=proven, mentions=(Mention(span=name.span, form=MentionForm.NAME),))
            made[words, proven] = entity
    return Argument(entity=entity, span=name.span)
