"""Who is meant by the source of an attribution: the one entity behind a name, a description or a pronoun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ....graph.record import BlockKind, Entity, Role
from ...attribution.attributions import Attribution
from ...tokens import tokens_of
from .walk import Resolver


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """The answer for one document.

    ``speakers`` and ``roles`` run in step with the attributions; None where the text names nobody or it
    is not clear who is meant. ``entities`` are those given, with the mentions that were understood
    (pronouns, descriptions) and with new ones for speakers that only a description names ("users").
    Every speaker is one of ``entities``.
    """

    entities: tuple[Entity, ...]
    speakers: tuple[Entity | None, ...]
    roles: tuple[Role | None, ...]


def resolve_speakers(doc: Doc, attributions: Sequence[Attribution], entities: Sequence[Entity]) -> Speakers:
    """The speaker of each attribution, and the role to speak in: the one said nearest before."""
    blocks = doc._.blocks if Doc.has_extension("blocks") else ()
    byline = next((block.span for block in blocks if block.kind is BlockKind.BYLINE), None)
    resolver = Resolver(tokens_of(doc), attributions, entities, byline)
    made, speakers = resolver.resolve()
    return Speakers(
        entities=made,
        speakers=speakers,
        roles=tuple(_role(speaker, item) for speaker, item in zip(speakers, attributions, strict=True)),
    )


def _role(speaker: Entity | None, item: Attribution) -> Role | None:
    """A role within the source's words, else the last one said before, else the first."""
    if speaker is None or not speaker.roles:
        return None
    end = max(span.end for span in item.source)
    before = [role for role in speaker.roles if role.span.end <= end]
    return before[-1] if before else speaker.roles[0]
