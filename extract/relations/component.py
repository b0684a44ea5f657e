"""The component ``claimgraph_relations``: relations between names that a document states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ...graph.record import (
    Argument,
    Block,
    BlockKind,
    Claim,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Modality,
    Relation,
    RelationType,
    Span,
)
from ..actors.places.jurisdictions import jurisdiction
from ..actors.places.tables import peoples
from ..tokens import tokens_of
from .certainty import modality_at
from .details import find_details
from .finding import Finding
from .learnt.weighing import find_learnt
from .measures.impositions import find_impositions
from .measures.instrument_words import instrument_words
from .measures.penalties import find_penalties
from .names import Name
from .owners.belonging import find_belongings
from .owners.further import find_further
from .owners.handed_on import settle
from .owners.holdings import find_holdings
from .owners.makers import find_makers
from .owners.ownership import find_ownership
from .owners.plain import find_plain
from .owners.remainders import find_remainders
from .owners.taken_up import find_taken_up
from .owners.transactions import find_transactions
from .page import Page
from .people.affiliation import find_affiliations
from .people.appointments import find_appointments
from .people.employment import find_employment
from .places.addresses import find_addresses
from .places.jurisdiction import find_jurisdictions
from .reading import read_page
from .relation_words import WORDS
from .second_names.also_known import find_namings
from .second_names.announced import find_announced
from .second_names.elsewhere import find_elsewhere
from .second_names.guises import find_guises
from .second_names.handles import find_handles
from .second_names.personas import find_personas
from .second_names.renamings import find_renamings
from .second_names.short_names import find_short_names

NAME = "claimgraph_relations"

_HAVE_TO = frozenset("must should would could may might ought shall".split())
# What a name must be where only the construction tells.
_PROVEN = {
    RelationType.OWNED_BY: (EntityType.ORGANIZATION, EntityType.ORGANIZATION),
    RelationType.AFFILIATED_WITH: (EntityType.PERSON, EntityType.ORGANIZATION),
    RelationType.UNDER_JURISDICTION: (EntityType.ORGANIZATION, EntityType.JURISDICTION),
    RelationType.ALSO_KNOWN_AS: (EntityType.ORGANIZATION, EntityType.ORGANIZATION),
    RelationType.IMPOSED_BY: (EntityType.INSTRUMENT, EntityType.ORGANIZATION),
    RelationType.TARGETS: (EntityType.INSTRUMENT, EntityType.ORGANIZATION),
}

for _extension in ("relations", "entities", "claims"):
    if not Doc.has_extension(_extension):
        Doc.set_extension(_extension, default=())


@Language.component(NAME, assigns=["doc._.relations"])
def add_relations(doc: Doc) -> Doc:
    """The doc with ``doc._.relations`` set: a tuple of ``Relation`` in text order.

    Entities that only a relation proves ("a unit of NAME") join ``doc._.entities``.
    """
    published = doc._.date if Doc.has_extension("date") else None
    relations, new = find_relations(doc, doc._.entities, doc._.claims, published)
    doc._.relations = relations
    if new:
        doc._.entities = tuple(sorted((*doc._.entities, *new), key=lambda entity: entity.lead))
    return doc


def find_relations(
    doc: Doc, entities: Sequence[Entity], claims: Sequence[Claim], published: str | None = None
) -> tuple[tuple[Relation, ...], tuple[Entity, ...]]:
    """All relations in text order, each pair of places and type once, and the entities new with them.

    ``published`` is the article's date (ISO 8601); it gives dates their year.
    """
    tokens, page = tokens_of(doc), read_page(doc, entities)
    cast = _Cast(tokens.text, entities)
    best: dict[tuple[RelationType, Span, Span], Relation] = {}
    repeated = _pull_quotes(doc)
    patterns = list(find_patterns(page))
    patterns.extend(find_announced(page, patterns))
    learnt = list(find_learnt(page, patterns))
    for finding in (*patterns, *learnt, *find_further(page, learnt)):
        if any(a <= page.syntax.start[finding.anchor] < b for a, b in repeated):
            continue
        left, right = _PROVEN[finding.type]
        if not (cast.can_play(finding.subject, left) and cast.can_play(finding.object, right)):
            continue
        key = (finding.type, finding.subject.span, finding.object.span)
        if key not in best:
            relation = _relation(page, tokens.text, finding, cast, claims, published)
            if relation is not None and not _is_of_itself(relation):
                best[key] = relation
    relations = sorted(
        best.values(), key=lambda r: (min(r.subject.span, r.object.span), r.type, r.subject.span)
    )
    return tuple(relations), cast.new


def _pull_quotes(doc: Doc) -> list[Span]:
    """Blocks that repeat words of the body, where they are somebody's and not the article's."""
    blocks: Sequence[Block] = doc._.blocks if Doc.has_extension("blocks") else ()
    return [block.span for block in blocks if block.kind is BlockKind.PULL_QUOTE]


def find_patterns(page: Page) -> Iterator[Finding]:
    """What the families of patterns find, one family after the other."""
    owners = [
        *find_ownership(page),
        *find_transactions(page),
        *find_belongings(page),
        *find_remainders(page),
        *find_holdings(page),
        *find_makers(page),
        *find_plain(page),
        *find_taken_up(page),
    ]
    owners = settle(page, owners)  # "sold its business there, X"
    yield from owners
    yield from find_further(page, owners)
    yield from find_affiliations(page)
    yield from find_employment(page)
    yield from find_appointments(page)
    yield from find_jurisdictions(page)
    yield from find_addresses(page)
    yield from find_namings(page)
    yield from find_renamings(page)
    yield from find_short_names(page)
    yield from find_handles(page)
    yield from find_personas(page)
    yield from find_guises(page)
    yield from find_elsewhere(page)
    yield from find_impositions(page)
    yield from find_penalties(page)


def _relation(
    page: Page, text: str, finding: Finding, cast: _Cast, claims: Sequence[Claim], published: str | None
) -> Relation | None:
    syntax = page.syntax
    left, right = _PROVEN[finding.type]
    modality = modality_at(page, finding.anchor)
    paid = (
        finding.type is RelationType.IMPOSED_BY and syntax.lower[finding.anchor] in instrument_words().suffer
    )
    if finding.type is RelationType.TARGETS or paid:  # what one agrees to pay is imposed already
        # A law is about what it would do: only a denial changes whom it is aimed at.
        modality = tuple(item for item in modality if item is Modality.NEGATED)
    if finding.over and modality:
        sold = finding.type is RelationType.OWNED_BY and syntax.lower[finding.anchor] in WORDS.sell_verbs
        told = {syntax.lower[kid] for kid in syntax.kids[finding.anchor]}
        if not sold or modality != (Modality.FUTURE,) or not _HAVE_TO.isdisjoint(told):
            return None
        # Who has agreed to sell a thing owns it.
        finding, modality = replace(finding, over=False), ()
    over = finding.over or _is_past(page, finding)
    if over:
        finding = replace(finding, over=True)
    details = tuple(find_details(page, text, finding, bool(modality), published))
    if over and not any(detail.name == "until" for detail in details) and Modality.NEGATED not in modality:
        modality = (Modality.NEGATED, *modality)
    cue = tuple(Span(syntax.start[i], syntax.end[i]) for i in finding.cue)
    subject, object_ = cast.argument(finding.subject, left), cast.argument(finding.object, right)
    return Relation(
        type=finding.type,
        subject=subject,
        object=object_,
        cue=cue,
        details=details,
        modality=modality,
        claim=_claim_around((*cue, subject.span, object_.span), claims),
    )


def _is_of_itself(relation: Relation) -> bool:
    """Whether both ends are one entity: nothing owns itself, and what was read so was misread."""
    left, right = relation.subject.entity, relation.object.entity
    named = relation.type is RelationType.ALSO_KNOWN_AS
    return not named and (left.lead, left.type) == (right.lead, right.type)


def _is_past(page: Page, finding: Finding) -> bool:
    """Whether the words beside the cue say that it was so once ("former parent", "its owner at the time")."""
    if finding.type is RelationType.ALSO_KNOWN_AS:
        return False
    syntax, anchor = page.syntax, finding.anchor
    if syntax.lower[anchor + 1 : anchor + 4] == ["at", "the", "time"]:
        return True
    first = syntax.phrase_start(anchor)
    if first == anchor:
        first = max(0, anchor - 2)
    if any(word in WORDS.past_words for word in syntax.lower[first:anchor]):
        return finding.type is not RelationType.AFFILIATED_WITH or syntax.tag[anchor].startswith("NN")
    return False


def _claim_around(spans: Iterable[Span], claims: Sequence[Claim]) -> Claim | None:
    """The claim with the shortest content that holds all of a relation's words."""
    spans = tuple(spans)
    holding = [
        claim
        for claim in claims
        if all(any(a <= span.start and span.end <= b for a, b in claim.content) for span in spans)
    ]
    return min(holding, key=lambda claim: sum(b - a for a, b in claim.content), default=None)


class _Cast:
    """Entities for names: those that are known, and new ones, one for each writing and type."""

    def __init__(self, text: str, entities: Sequence[Entity]) -> None:
        self._text = text
        self._spans: dict[tuple[str, EntityType], list[Span]] = {}
        self._known = {(entity.name, entity.type): entity for entity in entities}
        self._registered = {entity.register: entity for entity in entities if entity.register}
        self._made: dict[tuple[str, EntityType], Entity] = {}

    @property
    def new(self) -> tuple[Entity, ...]:
        """The entities made so far, in text order."""
        return tuple(sorted(self._made.values(), key=lambda entity: entity.lead))

    def can_play(self, name: Name, proven: EntityType) -> bool:
        """Whether a known entity's type allows what the construction asks."""
        if name.entity is None:
            return True
        if proven is EntityType.PERSON:
            return name.entity.type is EntityType.PERSON
        if proven is EntityType.INSTRUMENT:
            return name.entity.type is EntityType.INSTRUMENT
        return True

    def argument(self, name: Name, proven: EntityType) -> Argument:
        """The name as an end of a relation."""
        if name.entity is not None:
            return Argument(entity=name.entity, span=name.span)
        words = self._text[name.span.start : name.span.end]
        place = peoples().get(words)
        if place is not None and proven is not EntityType.PERSON:
            key = (place.name, EntityType.JURISDICTION)
        else:
            key = (words, proven if name.type is None else _settled(name.type, proven))
        # A country may go by its seat here ("Beijing said"), and its adjective by the country.
        country = jurisdiction(key[0]) if place and key[0] == place.name else None
        known = self._registered.get(country.iri) if country else None
        entity = known or self._known.get(key) or self._made.get(key)
        if entity is None:
            form = MentionForm.NOMINAL if name.described else MentionForm.NAME
            entity = Entity(name=key[0], type=key[1], mentions=(Mention(span=name.span, form=form),))
            self._made[key] = entity
        return Argument(entity=entity, span=name.span)


def _settled(seen: EntityType, proven: EntityType) -> EntityType:
    """What ``ner`` saw, unless the construction rules it out."""
    if proven is EntityType.ORGANIZATION and seen in (
        EntityType.PERSON,
        EntityType.JURISDICTION,
        EntityType.PLATFORM,
    ):
        return seen
    return proven
