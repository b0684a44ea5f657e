"""Entities while they are put together: names that mean one thing, then mentions, roles and aliases; all is
frozen at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...graph.record import Entity, EntityType, Mention, MentionForm, Role, Span
from .names.gender import Gender
from .names.sightings import Sighting


@dataclass(slots=True, eq=False)
class Cluster:
    """All name mentions of one thing: ``members`` in text order; ``words`` of its fullest name."""

    type: EntityType
    words: tuple[str, ...]
    members: list[Sighting] = field(default_factory=list)
    iri: str | None = None
    gender: Gender | None = None
    aliases: list[Sighting] = field(default_factory=list)

    @property
    def name(self) -> str:
        return " ".join(self.words)


@dataclass(slots=True, eq=False)
class Draft:
    """One entity in the making."""

    name: str
    type: EntityType
    register: str | None = None
    mentions: dict[Span, MentionForm] = field(default_factory=dict)
    roles: dict[Span, Role] = field(default_factory=dict)
    aliases: set[Span] = field(default_factory=set)

    def mention(self, span: Span, form: MentionForm) -> None:
        """Adds a mention, unless one of this entity already stands there or crosses it."""
        if not any(span.start < other.end and other.start < span.end for other in self.mentions):
            self.mentions[span] = form

    def freeze(self) -> Entity:
        """The entity with everything in text order."""
        return Entity(
            name=self.name,
            type=self.type,
            mentions=tuple(Mention(span=span, form=self.mentions[span]) for span in sorted(self.mentions)),
            register=self.register,
            roles=tuple(self.roles[span] for span in sorted(self.roles)),
            aliases=tuple(sorted(self.aliases)),
        )


def drafts_of(entities: Iterable[Entity]) -> list[Draft]:
    """Drafts to add to, one an entity, in the same order."""
    return [
        Draft(
            name=entity.name,
            type=entity.type,
            register=entity.register,
            mentions={mention.span: mention.form for mention in entity.mentions},
            roles={role.span: role for role in entity.roles},
            aliases=set(entity.aliases),
        )
        for entity in entities
    ]


def freeze(drafts: Iterable[Draft]) -> tuple[tuple[Entity, ...], dict[int, Entity]]:
    """The entities in order of their lead mention, and which entity each draft's ``id()`` became.

    An entity is known by its type and lead mention; of two drafts that share both, the first stands.
    """
    made: dict[tuple[Span, EntityType], Entity] = {}
    became: dict[int, Entity] = {}
    for draft in drafts:
        if draft.mentions:
            entity = draft.freeze()
            became[id(draft)] = made.setdefault((entity.lead, entity.type), entity)
    return tuple(made[key] for key in sorted(made)), became
