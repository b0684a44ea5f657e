"""What the exports draw from: one sorted, plain snapshot of the dataset, read back by SPARQL.

IRIs are full strings. Actors are canonical ones (after ``resolve``); edges without a text as
evidence say where they come from. All tuples are sorted, so equal datasets give equal views.
"""

from __future__ import annotations

from dataclasses import dataclass

from .record import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """One article: ``text`` is the frozen text; ``date`` is ISO 8601, as precise as known."""

    iri: str
    id: str
    title: str
    text: str
    outlet: str | None = None
    date: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeView:
    """A canonical actor or thing.

    ``type`` is ``person``, ``organization``, ``group``, ``platform``, ``jurisdiction`` or
    ``instrument``; ``origin`` is ``text``, ``register`` or the name of a merged dataset;
    ``category`` is the role category that its speakers' roles fall in most often.
    """

    iri: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    category: str | None = None
    origin: str = "text"
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim: spans are offsets into the text of ``document``; IRIs are canonical nodes.

    ``speaker`` is None when the text names nobody or it could not be resolved; ``source`` may
    still have words then.
    """

    iri: str
    document: str
    kind: str
    content: tuple[Span, ...]
    quote: str
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    role: str | None = None
    role_category: str | None = None
    about: tuple[tuple[str, Span], ...] = ()
    modality: tuple[str, ...] = ()
    nested_in: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeView:
    """A relation between two canonical nodes: ``ownedBy``, ``underJurisdiction``, ``affiliatedWith`` …

    From a text: ``document`` and the evidence spans (subject, object, cue) are there, and ``claim``
    if a speaker says it. From the register or a merged dataset: ``source`` says where it is from
    and there are no spans. ``since`` and ``until`` are ISO 8601 dates; ``share`` is 0 to 1.
    """

    iri: str
    type: str
    subject: str
    object: str
    origin: str
    document: str | None = None
    claim: str | None = None
    evidence: tuple[Span, ...] = ()
    modality: tuple[str, ...] = ()
    source: str | None = None
    since: str | None = None
    until: str | None = None
    share: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchView:
    """What the merged dataset ``dataset`` says of a node or claim of ours, ``subject``.

    ``predicate`` is how both go together: ``exactMatch``, ``closeMatch`` and so on, ``exact`` whether they
    are one thing; ``iri`` and ``name`` are theirs; ``facts`` are sorted pairs of a property's short
    name and its value in words.
    """

    subject: str
    dataset: str
    predicate: str
    exact: bool
    iri: str
    name: str | None = None
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything that an export shows; ``of`` is the number of articles where these are only the newest."""

    version: str
    documents: tuple[DocumentView, ...]
    nodes: tuple[NodeView, ...]
    claims: tuple[ClaimView, ...]
    edges: tuple[EdgeView, ...]
    matches: tuple[MatchView, ...] = ()
    of: int | None = None
