"""Who is meant by the source of an attribution: the one entity behind a name, a description or a pronoun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ..graph.record import Entity, MentionForm, Role, Span
from .attribution import Attribution


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
    """The speaker of each attribution, and the role in which he speaks."""
    speakers = tuple(_named_in(attribution.source, entities) for attribution in attributions)
    roles = tuple(speaker.roles[0] if speaker and speaker.roles else None for speaker in speakers)
    return Speakers(entities=tuple(entities), speakers=speakers, roles=roles)


def _named_in(source: Sequence[Span], entities: Sequence[Entity]) -> Entity | None:
    named = [
        (mention.span, place)
        for place, entity in enumerate(entities)
        for mention in entity.mentions
        if mention.form is MentionForm.NAME
        and any(start <= mention.span.start and mention.span.end <= end for start, end in source)
    ]
    return entities[min(named)[1]] if named else None
