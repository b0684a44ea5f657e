"""The last step: what the components found becomes one reading in which everything fits.

Components work one after another, each with what it can see. Here their answers are joined so that
the span proof holds by construction: words that stand for an entity in a claim or relation are a
mention of it, one stretch of text means one entity, and a name is words of the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..graph.record import Argument, Claim, Entity, Mention, MentionForm, Relation, Span

# What identifies an entity before and after: it is one of the values that the components passed around.
_Key = tuple[Span, str, str]


def assemble(
    text: str, entities: Iterable[Entity], claims: Sequence[Claim], relations: Sequence[Relation]
) -> tuple[tuple[Entity, ...], tuple[Claim, ...], tuple[Relation, ...]]:
    """Entities, claims and relations that refer to one another consistently, in text order.

    A claim or relation keeps its place and its words; only the entities that it points to may be
    completed by mentions, or be another where two entities were found in the same words.
    """
    found = _gathered(entities, claims, relations)
    owners = _owners(found)
    final: dict[_Key, Entity] = {}
    for key, entity in found.items():
        own = (mention for mention in entity.mentions if owners[mention.span] == key)
        mentions = tuple(sorted(own, key=lambda mention: mention.span))
        if mentions:
            final[key] = replace(entity, mentions=mentions, name=_name(text, entity, mentions))
    for key, entity in found.items():
        if key not in final:  # all of its words mean another one
            final[key] = final[owners[entity.lead]]
    linked = _Links(final, found, owners)
    joined_claims = linked.claims(claims)
    joined_relations = tuple(linked.relation(relation) for relation in relations)
    kept = sorted(set(final.values()), key=lambda entity: (entity.lead, entity.type, entity.name))
    return tuple(kept), joined_claims, joined_relations


def _key(entity: Entity) -> _Key:
    return entity.lead, entity.type, entity.name


def _gathered(
    entities: Iterable[Entity], claims: Iterable[Claim], relations: Iterable[Relation]
) -> dict[_Key, Entity]:
    """Every entity that is spoken of, with the mentions that claims and relations give it."""
    found = {_key(entity): entity for entity in entities}
    added: dict[_Key, set[Span]] = defaultdict(set)

    def refer(entity: Entity, span: Span) -> None:
        found.setdefault(_key(entity), entity)
        added[_key(entity)].add(span)

    for claim in claims:
        for target in claim.about:
            refer(target.entity, target.span)
        if claim.speaker:
            known = found.setdefault(_key(claim.speaker), claim.speaker)
            if claim.source and not _overlap(claim.source, (mention.span for mention in known.mentions)):
                refer(known, claim.source[0])
    for relation in relations:
        refer(relation.subject.entity, relation.subject.span)
        refer(relation.object.entity, relation.object.span)
    return {key: _completed(entity, added[key]) for key, entity in found.items()}


def _completed(entity: Entity, spans: Iterable[Span]) -> Entity:
    known = {mention.span for mention in entity.mentions}
    more = tuple(Mention(span=span, form=MentionForm.NOMINAL) for span in spans if span not in known)
    return replace(entity, mentions=entity.mentions + more) if more else entity


def _owners(found: dict[_Key, Entity]) -> dict[Span, _Key]:
    """Whom each stretch of text means: what the register knows before others, then a name before a
    description, then the entity that is spoken of more."""
    rivals: dict[Span, list[tuple[bool, bool, int, _Key]]] = defaultdict(list)
    for key, entity in found.items():
        for mention in entity.mentions:
            described = mention.form is not MentionForm.NAME
            rivals[mention.span].append((entity.register is None, described, -len(entity.mentions), key))
    return {span: min(those)[3] for span, those in rivals.items()}


def _name(text: str, entity: Entity, mentions: Sequence[Mention]) -> str:
    """The entity's name if the text has it, else the words of its longest name, or of its first mention."""
    words = [_flat(text[mention.span.start : mention.span.end]) for mention in mentions]
    if entity.register or any(_flat(entity.name) in shown for shown in words):
        return entity.name
    named = [
        shown for shown, mention in zip(words, mentions, strict=True) if mention.form is MentionForm.NAME
    ]
    return max(named, key=len, default=words[0])


def _flat(words: str) -> str:
    return " ".join(words.split())


def _overlap(spans: Iterable[Span], others: Iterable[Span]) -> bool:
    theirs = list(others)
    return any(a < d and c < b for a, b in spans for c, d in theirs)


class _Links:
    """Points claims and relations to the final entities; an outer claim is made before an inner one."""

    def __init__(
        self, final: dict[_Key, Entity], found: dict[_Key, Entity], owners: dict[Span, _Key]
    ) -> None:
        self.final, self.owners = final, owners
        self.spans = {key: [mention.span for mention in entity.mentions] for key, entity in found.items()}
        self.made: dict[int, Claim] = {}

    def claims(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        return tuple(self.claim(claim) for claim in claims)

    def claim(self, claim: Claim) -> Claim:
        made = self.made.get(id(claim))
        if made is None:
            speaker = self.speaker(claim)
            made = replace(
                claim,
                speaker=speaker,
                role=claim.role if speaker and claim.role in speaker.roles else None,
                about=tuple(dict.fromkeys(self.argument(target) for target in claim.about)),
                nested_in=self.claim(claim.nested_in) if claim.nested_in else None,
            )
            self.made[id(claim)] = made
        return made

    def speaker(self, claim: Claim) -> Entity | None:
        """The entity that the source's words mean in the end, which may be another than it was."""
        if claim.speaker is None:
            return None
        speaker = self.final[_key(claim.speaker)]
        if _overlap(claim.source, (mention.span for mention in speaker.mentions)):
            return speaker
        meant = (
            self.owners[span] for span in self.spans[_key(claim.speaker)] if _overlap([span], claim.source)
        )
        return self.final[next(meant, _key(claim.speaker))]

    def argument(self, argument: Argument) -> Argument:
        return replace(argument, entity=self.final[_key(argument.entity)])

    def relation(self, relation: Relation) -> Relation:
        return replace(
            relation,
            subject=self.argument(relation.subject),
            object=self.argument(relation.object),
            claim=self.claim(relation.claim) if relation.claim else None,
        )
