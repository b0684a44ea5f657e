"""The component ``claimgraph_claims``: attributions become claims with kind, speaker, modality, nesting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ...graph.record import Claim, Span
from ..actors.reference.speakers import Speakers, resolve_speakers
from ..relations.measures.targets import find_targets
from ..tokens import Tokens, tokens_of
from .attributions import Attribution
from .modality import modality_of
from .quotemarks import kind_of_share, quoted_mask, quoted_share

NAME = "claimgraph_claims"

if not Doc.has_extension("claims"):
    Doc.set_extension("claims", default=())


@Language.component(NAME, assigns=["doc._.claims", "doc._.entities"])
def add_claims(doc: Doc) -> Doc:
    """The doc with ``doc._.claims`` set: a tuple of ``Claim`` in text order.

    ``doc._.entities`` gains the pronouns and descriptions that were understood on the way.
    """
    attributions = tuple(doc._.attributions) if Doc.has_extension("attributions") else ()
    entities = tuple(doc._.entities) if Doc.has_extension("entities") else ()
    spoken = [replace(item, source=item.source or item.named) for item in attributions]
    speakers = resolve_speakers(doc, spoken, entities)
    if Doc.has_extension("entities"):
        doc._.entities = speakers.entities
    doc._.claims = claims_from(tokens_of(doc), attributions, speakers)
    return doc


def claims_from(tokens: Tokens, attributions: Sequence[Attribution], speakers: Speakers) -> tuple[Claim, ...]:
    """One claim an attribution, by the start of its content; an outer claim stands before an inner one."""
    doubles = tuple(region for region in tokens.regions if region.double) or tokens.regions
    inside = quoted_mask(tokens.text, doubles)
    targets = find_targets(tokens, attributions, speakers.entities)
    ordered = sorted(
        zip(attributions, speakers.speakers, speakers.roles, targets, strict=True),
        key=lambda row: (row[0].content[0].start, -row[0].content[-1].end, row[0].cue),
    )
    claims: list[Claim] = []
    open_claims: list[Claim] = []
    for item, speaker, role, about in ordered:
        open_claims = [other for other in open_claims if other.content[-1].end > item.content[0].start]
        claim = Claim(
            kind=kind_of_share(quoted_share(tokens.text, inside, item.content)),
            content=item.content,
            cue=item.cue,
            source=item.source,
            speaker=speaker,
            role=role,
            about=about,
            modality=modality_of(tokens, item.content, item.cue),
            nested_in=_innermost(open_claims, item),
            confidence=item.confidence,
            attitude=item.attitude,
        )
        claims.append(claim)
        open_claims.append(claim)
    return tuple(claims)


def _innermost(claims: Sequence[Claim], item: Attribution) -> Claim | None:
    """The shortest of the claims whose content holds this one's content and cue."""
    holding = [
        other
        for other in claims
        if other.content != item.content
        and all(_within(span, other.content) for span in (*item.content, *item.cue))
    ]
    return min(holding, key=lambda other: sum(end - start for start, end in other.content), default=None)


def _within(span: Span, spans: Sequence[Span]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in spans)
