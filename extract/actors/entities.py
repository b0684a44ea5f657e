"""The component ``claimgraph_entities``: who and what a document is about, each with mentions and roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from ...graph.record import Block, BlockKind, Entity, EntityType, MentionForm, Span
from ...ontology.register import load_register
from ..tokens import Tokens, tokens_of
from .aliases import join_names, split_acronyms
from .clusters import cluster_names
from .drafts import Cluster, Draft, freeze
from .groups import find_governments, find_groups, seats_that_act
from .names.lookout import find_sightings
from .names.sightings import Sighting, name_words, spell
from .places.jurisdictions import is_city, is_jurisdiction, jurisdiction, peoples
from .reference.anaphors import find_anaphors
from .roles.phrases import find_roles, role_at
from .roles.role_clauses import told_role
from .roles.told import told_later

NAME = "claimgraph_entities"
_FINITE = frozenset({"VB", "VBD", "VBP", "VBZ"})
_ADJECTIVAL = frozenset({"amod", "compound", "nmod", "advmod"})

if not Doc.has_extension("entities"):
    Doc.set_extension("entities", default=())


@Language.component(NAME, assigns=["doc._.entities"])
def add_entities(doc: Doc) -> Doc:
    """The doc with ``doc._.entities`` set: a tuple of ``Entity`` in order of their lead mention."""
    doc._.entities = find_entities(doc)
    return doc


def find_entities(doc: Doc) -> tuple[Entity, ...]:
    """All entities that the document names, in order of their first mention.

    Mentions of one entity do not overlap; a mention of one may stand within that of another ("Trump" in
    "the Trump administration").
    """
    tokens = tokens_of(doc)
    spelt = spell(tokens)
    sightings = split_acronyms(tokens, spelt, find_sightings(doc, tokens, spelt))
    headings = _headings(doc)
    clusters = [
        cluster
        for cluster in join_names(tokens, spelt, cluster_names(tokens, spelt, sightings))
        if not _only_announced(tokens, cluster, headings)
    ]
    owners: list[Cluster | None] = [None] * len(tokens)
    for cluster in clusters:
        for member in cluster.members:
            owners[member.first : member.end] = [cluster] * (member.end - member.first)
    book = _Book(tokens)
    # "Kenyan lawyer", "Democratic senator": the adjective belongs to the role.
    names = [
        owner
        if owner is None or owner.type is not EntityType.GROUP or tokens.dep[token] not in _ADJECTIVAL
        else None
        for token, owner in enumerate(owners)
    ]
    seats = dict(seats_that_act(tokens))
    for cluster in clusters:
        if cluster.type is EntityType.JURISDICTION:
            # There the name stands for the government, and is no mention of the place.
            cluster.members = [member for member in cluster.members if member.end - 1 not in seats]
        book.add(cluster, names)
    for phrase in find_governments(tokens, spelt, owners):
        book.describe(phrase.type, tokens.span(phrase.first, phrase.end - 1), MentionForm.NAME)
    for phrase in find_groups(tokens, spelt, owners):
        book.describe(phrase.type, tokens.span(phrase.first, phrase.end - 1), MentionForm.NAME)
    for token, iri in seats.items():
        book.seat(iri, tokens.span(token, token))
    book.add_told_roles(names)
    book.add_anaphors(owners, doc._.platform_kinds or {})
    return freeze(book.drafts)[0]


def _headings(doc: Doc) -> list[Span]:
    blocks: Sequence[Block] = doc._.blocks if Doc.has_extension("blocks") else ()
    return [block.span for block in blocks if block.kind in (BlockKind.HEADLINE, BlockKind.HEADING)]


def _only_announced(tokens: Tokens, cluster: Cluster, headings: Sequence[Span]) -> bool:
    """Whether one word in capitals stands in headings alone, where every word may have them."""
    return (
        cluster.iri is None
        and len(cluster.words) == 1
        and cluster.type in (EntityType.PERSON, EntityType.ORGANIZATION)
        and all(
            any(start <= tokens.start[member.first] < end for start, end in headings)
            for member in cluster.members
        )
    )


class _Book:
    """The drafts of one document, and which of them go by a key."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.drafts: list[Draft] = []
        self.keyed: dict[tuple[EntityType, str], Draft] = {}
        self.spoken: dict[str, Draft] = {}

    def draft(self, kind: EntityType, key: str, name: str, iri: str | None = None) -> Draft:
        draft = self.keyed.get((kind, key))
        if draft is None:
            draft = self.keyed[kind, key] = Draft(name=name, type=kind, register=iri)
            self.drafts.append(draft)
        return draft

    def add(self, cluster: Cluster, names: Sequence[Cluster | None]) -> None:
        """A cluster of names; places that are no jurisdictions and adjectives of parties are left out."""
        if cluster.type is EntityType.JURISDICTION:
            self._place(cluster)
        elif cluster.type is EntityType.GROUP and cluster.iri is None:
            self._people(cluster)
        else:
            draft = Draft(name=cluster.name, type=cluster.type, register=cluster.iri)
            self.drafts.append(draft)
            for member in cluster.members:
                draft.mention(self._span(member), MentionForm.NAME)
                self.spoken.setdefault(" ".join(member.form), draft)
            draft.aliases.update(self._span(member) for member in cluster.aliases)
            if cluster.type is EntityType.PERSON:
                self._roles(draft, cluster, names)

    def add_told_roles(self, names: Sequence[Cluster | None]) -> None:
        """Roles that a text gives later ("The harpist …") to persons of whom it has said nothing else."""
        persons = [draft for draft in self.drafts if draft.type is EntityType.PERSON]
        named = sorted(
            (self.tokens.token_at(span.start), number)
            for number, draft in enumerate(persons)
            for span in draft.mentions
        )
        for number, start, end in told_later(self.tokens, named, names):
            if not persons[number].roles:
                self._role(persons[number], start, end)

    def add_anaphors(self, owners: Sequence[Cluster | None], kinds: Mapping[str, str]) -> None:
        """ "The app" for a platform that the text has named."""
        platforms = [draft for draft in self.drafts if draft.type is EntityType.PLATFORM]
        named = sorted(
            (
                self.tokens.token_at(span.start),
                number,
                kinds.get(draft.register or "", ""),
            )
            for number, draft in enumerate(platforms)
            for span in draft.mentions
        )
        for first, end, number in find_anaphors(self.tokens, named, owners):
            platforms[number].mention(self.tokens.span(first, end - 1), MentionForm.NOMINAL)

    def describe(self, kind: EntityType, span: Span, form: MentionForm) -> None:
        """A group, government or place by its words; what goes by the same name elsewhere is the same."""
        words = self.tokens.text[span.start : span.end]
        key = " ".join(name_words(words)).casefold()
        draft = self.spoken.get(key) or self.draft(kind, key, " ".join(words.split()))
        draft.mention(span, form)

    def jurisdiction(self, iri: str, span: Span, form: MentionForm) -> None:
        """A place where the jurisdiction with this IRI is meant."""
        entry = load_register().by_iri[iri]
        self.draft(EntityType.JURISDICTION, iri, entry.name, iri).mention(span, form)

    def seat(self, iri: str, span: Span) -> None:
        """A seat of power that stands for the government, and names it where the text has no other name."""
        self.jurisdiction(iri, span, MentionForm.NOMINAL)
        draft = self.keyed[EntityType.JURISDICTION, iri]
        if MentionForm.NAME not in draft.mentions.values():
            draft.name = self.tokens.text[span.start : span.end]

    def _place(self, cluster: Cluster) -> None:
        entry = jurisdiction(cluster.name)
        for member in cluster.members:
            if entry is not None:
                self.jurisdiction(entry.iri, self._span(member), MentionForm.NAME)
            elif is_jurisdiction(cluster.name) and not is_city(cluster.name):
                self.describe(EntityType.JURISDICTION, self._span(member), MentionForm.NAME)

    def _people(self, cluster: Cluster) -> None:
        entry = peoples().get(cluster.name.casefold())
        for member in cluster.members:
            last = member.end - 1
            if self.tokens.tag[last] in ("NNS", "NNPS") or (
                self.tokens.dep[last] not in _ADJECTIVAL and entry is None
            ):
                self.describe(EntityType.GROUP, self._span(member), MentionForm.NAME)
            elif entry is not None:
                self.jurisdiction(entry.iri, self._span(member), MentionForm.NOMINAL)

    def _roles(self, draft: Draft, cluster: Cluster, names: Sequence[Cluster | None]) -> None:
        tag = self.tokens.tag
        found = [
            role
            for member in cluster.members
            for role in find_roles(self.tokens, member.first, member.end, names)
        ]
        for member in cluster.members:
            told = told_role(self.tokens, member.first, member.end, names)
            if told is not None and not any(a < told[1] and told[0] < b for a, b in found):
                found.append(told)
        # What somebody does ("who runs Z") is a role where no noun says what they are.
        nouns = [role for role in found if tag[role[0]] not in _FINITE]
        for start, end in nouns or found:
            self._role(draft, start, end)

    def _role(self, draft: Draft, start: int, end: int) -> None:
        role = role_at(self.tokens, start, end)
        draft.roles[role.span] = role

    def _span(self, sighting: Sighting) -> Span:
        return self.tokens.span(sighting.first, sighting.end - 1)
