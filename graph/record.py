"""What one article says, as plain frozen values: the records that cross the border of a room.

Positions are half-open offsets in Unicode code points into ``Document.text``, everywhere.
A record never holds text that could be sliced out of the document instead: words are derived
from spans with ``Document.words``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of characters ``[start, end)`` of a document's text."""

    start: int
    end: int


class BlockKind(StrEnum):
    """What a stretch of newsroom text is for; only some kinds are the article speaking."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    CREDIT = "credit"
    CAPTION = "caption"
    HEADING = "heading"
    PULL_QUOTE = "pull-quote"
    PUBLICATION = "publication"
    BIO = "bio"
    PARAGRAPH = "paragraph"


class EntityType(StrEnum):
    """The types of ``ontology/claimgraph.ttl`` that a mention in a text can have."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    PLATFORM = "platform"
    JURISDICTION = "jurisdiction"
    INSTRUMENT = "instrument"


class MentionForm(StrEnum):
    """How a mention names its entity: by name, by a description, by a pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class ClaimKind(StrEnum):
    """Share of the content inside quotation marks: all, some, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Modality(StrEnum):
    """How far a claim or relation is from a plain present assertion."""

    NEGATED = "negated"
    HEDGED = "hedged"
    FUTURE = "future"
    QUESTION = "question"
    HYPOTHETICAL = "hypothetical"


class RoleCategory(StrEnum):
    """The SKOS scheme of speakers' roles (``cg:RoleScheme``)."""

    EXPERT = "expert"
    OFFICIAL = "official"
    COMPANY = "company"
    JOURNALIST = "journalist"
    CREATOR = "creator"
    USER = "user"
    ANONYMOUS = "anonymous"


class RelationType(StrEnum):
    """Relations between two entities that a text states."""

    OWNED_BY = "ownedBy"
    AFFILIATED_WITH = "affiliatedWith"
    UNDER_JURISDICTION = "underJurisdiction"
    ALSO_KNOWN_AS = "alsoKnownAs"
    IMPOSED_BY = "imposedBy"
    TARGETS = "targets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article: its frozen text and what is known about it.

    ``source`` is unique within a build: the path below the folder that was given, in POSIX form,
    with ``#id`` added for one row of a corpus file. ``id`` is the corpus' own identifier, or the
    path again. ``date`` is ISO 8601, as precise as known (``2025``, ``2025-01``, ``2025-01-14``).
    """

    id: str
    source: str
    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def words(self, spans: Iterable[Span]) -> str:
        """The text under the spans, in their order, joined by `` … `` where they do not touch."""
        return " … ".join(self.text[start:end] for start, end in spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the text between line breaks, and what it is for."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where an entity is mentioned."""

    span: Span
    form: MentionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What somebody is, in the text's words: "associate professor of media studies"."""

    span: Span
    category: RoleCategory | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """All mentions of one actor or thing within one document.

    ``name`` is the fullest name that the text gives, or the head mention's own words.
    ``register`` is the IRI of the register entry that it was recognised as, if any.
    ``mentions`` are in text order and never empty; ``aliases`` are spans of other names.
    """

    name: str
    type: EntityType
    mentions: tuple[Mention, ...]
    register: str | None = None
    roles: tuple[Role, ...] = ()
    aliases: tuple[Span, ...] = ()

    @property
    def lead(self) -> Span:
        """The first mention: with the type, what identifies the entity within its document."""
        return self.mentions[0].span


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An entity at one end of a claim or relation, and the words that stand for it there."""

    entity: Entity
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An act of assertion: somebody says something, with these words as evidence.

    ``source`` are the words that name the speaker and may be empty; ``speaker`` is whom they mean
    and is None where the text names nobody or where it could not be resolved. ``cue`` may be empty
    (a floating quote). ``content`` is never empty. ``nested_in`` is the claim that this one is
    part of. ``confidence`` is the estimated probability that content and source are right, 0 to 1.
    """

    kind: ClaimKind
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: Entity | None = None
    role: Role | None = None
    about: tuple[Argument, ...] = ()
    modality: tuple[Modality, ...] = ()
    nested_in: Claim | None = None
    confidence: float = 1.0
    attitude: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A date or share of a relation, normalised, with the words it was read from.

    ``name`` is one of ``since``, ``until``, ``share``, ``deadline``; ``value`` is an ISO 8601 date
    as precise as known, or a share between 0 and 1 as a decimal string.
    """

    name: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation between two entities that the article states in its own voice, or within a claim.

    ``claim`` is the claim whose content it stands in: then it is the speaker's, not the article's.
    """

    type: RelationType
    subject: Argument
    object: Argument
    cue: tuple[Span, ...] = ()
    details: tuple[Detail, ...] = ()
    modality: tuple[Modality, ...] = ()
    claim: Claim | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that was read from one document, in text order."""

    document: Document
    model: str
    blocks: tuple[Block, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
