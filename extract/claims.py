"""The component ``claimgraph_claims``: attributions become claims with kind, speaker, modality, nesting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ..graph.record import Argument, Claim, Entity, EntityType, MentionForm, Span
from .attribution import Attribution
from .modality import modality_of
from .quotemarks import kind_of_share, quoted_share
from .tokens import Tokens, tokens_of

NAME = "claimgraph_claims"

if not Doc.has_extension("claims"):
    Doc.set_extension("claims", default=())


@Language.component(NAME, assigns=["doc._.claims"])
def add_claims(doc: Doc) -> Doc:
    """The doc with ``doc._.claims`` set: a tuple of ``Claim`` in text order."""
    attributions = doc._.attributions if Doc.has_extension("attributions") else ()
    entities = doc._.entities if Doc.has_extension("entities") else ()
    doc._.claims = claims_from(tokens_of(doc), attributions, entities)
    return doc


def claims_from(
    tokens: Tokens, attributions: Sequence[Attribution], entities: Sequence[Entity]
) -> tuple[Claim, ...]:
    """One claim an attribution, by the start of its content; an outer claim stands before an inner one."""
    speakers = [_named_in(item.source, entities) for item in attributions]
    doubles = tuple(region for region in tokens.regions if region.double) or tokens.regions
    ordered = sorted(
        zip(attributions, speakers, strict=True),
        key=lambda pair: (pair[0].content[0].start, -pair[0].content[-1].end, pair[0].cue),
    )
    claims: list[Claim] = []
    for item, speaker in ordered:
        claim = Claim(
            kind=kind_of_share(quoted_share(tokens.text, doubles, item.content)),
            content=item.content,
            cue=item.cue,
            source=item.source,
            speaker=speaker,
            about=_about(item.content, entities),
            modality=modality_of(tokens, item.content, item.cue),
            confidence=item.confidence,
            attitude=item.attitude,
        )
        around = _innermost(claims, claim)
        claims.append(replace(claim, nested_in=around) if around is not None else claim)
    return tuple(claims)


def _innermost(claims: Sequence[Claim], claim: Claim) -> Claim | None:
    """The shortest earlier claim whose content holds this one's content and cue."""
    holding = [
        other
        for other in claims
        if other.content != claim.content
        and all(_within(span, other.content) for span in (*claim.content, *claim.cue))
    ]
    return min(holding, key=lambda other: sum(end - start for start, end in other.content), default=None)


def _within(span: Span, spans: Sequence[Span]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in spans)


def _named_in(source: Sequence[Span], entities: Sequence[Entity]) -> Entity | None:
    """The entity whose name stands first within the source."""
    named = [
        (mention.span, entity)
        for entity in entities
        for mention in entity.mentions
        if mention.form is MentionForm.NAME and _within(mention.span, source)
    ]
    return min(named, key=lambda pair: pair[0])[1] if named else None


def _about(content: Sequence[Span], entities: Sequence[Entity]) -> tuple[Argument, ...]:
    return tuple(
        sorted(
            (
                Argument(entity=entity, span=mention.span)
                for entity in entities
                if entity.type is EntityType.PLATFORM
                for mention in entity.mentions
                if _within(mention.span, content)
            ),
            key=lambda argument: argument.span,
        )
    )
