"""People whom a second name shows: "NAME, who records as OTHER" makes a person of OTHER everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from ....graph.record import Entity, EntityType, Mention, MentionForm, Span
from ..names import Name
from ..page import Page
from ..second_names.also_known import find_namings
from ..second_names.guises import find_guises
from ..second_names.handles import find_handles
from ..second_names.personas import find_personas
from ..second_names.renamings import find_renamings
from ..second_names.short_names import find_short_names

_MISTAKEN = (EntityType.PLATFORM, EntityType.ORGANIZATION)


def with_called_people(page: Page, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities by first mention: what was taken for a platform and is somebody's name is a person, and so
    is a name that was not seen."""
    mistaken: set[tuple[Span, EntityType]] = set()
    unseen: dict[tuple[str, ...], None] = {}
    for name in _second_names(page):
        entity = name.entity
        if entity is None:
            unseen[tuple(page.syntax.words[name.first : name.last + 1])] = None
        elif entity.type in _MISTAKEN and not entity.register:
            mistaken.add((entity.lead, entity.type))
    if not mistaken and not unseen:
        return tuple(entities)
    told = [
        replace(entity, type=EntityType.PERSON) if (entity.lead, entity.type) in mistaken else entity
        for entity in entities
    ]
    new = [entity for words in unseen if (entity := _person(page, words)) is not None]
    return tuple(sorted((*told, *new), key=lambda entity: entity.lead))


def _second_names(page: Page) -> Iterator[Name]:
    """Names that the text says are a person's."""
    families = find_namings, find_renamings, find_short_names, find_handles, find_personas, find_guises
    for finding in chain.from_iterable(find(page) for find in families):
        ends = (finding.subject, finding.object)
        if any(end.type is EntityType.PERSON and end.entity is not None for end in ends):
            for end in ends:
                seen = page.names.at[end.first]
                yield seen if seen is not None and seen.entity is not None else end


def _person(page: Page, words: tuple[str, ...]) -> Entity | None:
    """The person of a name that no entity has, with every place where it is written so."""
    syntax, size = page.syntax, len(words)
    mentions = [
        Mention(span=Span(syntax.start[i], syntax.end[i + size - 1]), form=MentionForm.NAME)
        for i in range(len(syntax) - size + 1)
        if tuple(syntax.words[i : i + size]) == words
        and all(name is None or name.entity is None for name in page.names.at[i : i + size])
    ]
    if not mentions:
        return None
    return Entity(name=" ".join(words), type=EntityType.PERSON, mentions=tuple(mentions))
