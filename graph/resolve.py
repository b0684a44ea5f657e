"""Identity across documents, and the short edges that people query: the resolved layer.

Derived and thrown away: a pure function of the document graphs and the register, whatever the
order they came in. What the register knows is one thing everywhere; organisations and instruments
of one name are one; people of one name stay apart until an affiliation or a role joins them;
groups and unnamed speakers belong to their document.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..ontology.terms import CG, CGD, RDF, RDFS, SKOS
from .iri import digest
from .ntriples import iri, literal

_JOINED_BY_NAME = {"Organization", "Platform", "Jurisdiction", "Instrument"}
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """An entity of one document, as resolution sees it.

    ``type`` is a class name such as ``Person``; ``named`` says that it is mentioned by name;
    ``affiliations`` and ``roles`` are the words of the text that can join two people of one name.
    """

    iri: str
    document: str
    name: str
    type: str
    register: str | None = None
    named: bool = True
    affiliations: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Occurrences held to be one: their canonical IRI, type, name, other names, and members, sorted."""

    iri: str
    type: str
    name: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    registered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A relation that an article states in its own voice, between two occurrences."""

    type: str
    subject: str
    object: str


def identify(occurrences: Iterable[Occurrence]) -> list[Identity]:
    """Join occurrences into identities, sorted by IRI; independent of the order of the input."""
    groups: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        groups[_block(occurrence)].append(occurrence)
    identities = []
    for (kind, key), members in groups.items():
        registered = key if kind == "register" else None
        parts = _people(members) if kind == "Person" else [members]
        identities += [_identity(part, registered) for part in parts]
    return sorted(identities, key=lambda identity: identity.iri)


def resolved_lines(
    identities: Iterable[Identity],
    speakers: Iterable[tuple[str, str]],
    targets: Iterable[tuple[str, str]],
    statements: Iterable[Statement],
    known: Iterable[tuple[str, str, str]],
) -> list[str]:
    """The resolved graph as sorted, unique N-Triples lines.

    ``speakers`` and ``targets`` are pairs (claim, occurrence); ``known`` are the register's own
    short edges (subject, property, object) for which no end date is known.
    """
    lines: set[str] = set()
    canonical: dict[str, str] = {}
    for identity in identities:
        lines.update(_identity_lines(identity))
        canonical.update(dict.fromkeys(identity.members, identity.iri))
    lines.update(
        _edge(canonical[occurrence], "asserts", claim)
        for claim, occurrence in speakers
        if occurrence in canonical
    )
    lines.update(
        _edge(claim, "about", canonical[occurrence])
        for claim, occurrence in targets
        if occurrence in canonical
    )
    for statement in statements:
        subject, object_ = canonical.get(statement.subject), canonical.get(statement.object)
        if subject and object_ and subject != object_:
            lines.add(_edge(subject, statement.type, object_))
    lines.update(_edge(*edge) for edge in known)
    return sorted(lines)


def normal_name(name: str) -> str:
    """A name as it is compared: NFKC, case folded, blanks and dots squeezed, leading article dropped."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace("’", "'").replace(".", "")
    return re.sub(r"^the\s+", "", " ".join(folded.split()))


def _block(occurrence: Occurrence) -> tuple[str, str]:
    if occurrence.register:
        return "register", occurrence.register
    if not occurrence.named:
        return "local", occurrence.iri
    if occurrence.type in _JOINED_BY_NAME:
        return occurrence.type, normal_name(occurrence.name)
    if occurrence.type == "Person" and " " in occurrence.name.strip():
        return "Person", normal_name(occurrence.name)
    return "local", occurrence.iri


def _people(members: list[Occurrence]) -> list[list[Occurrence]]:
    """Split people of one name by what joins them: one document, an affiliation, a role."""
    evidence = {member.iri: _evidence(member) for member in members}
    parts: list[tuple[set[str], list[Occurrence]]] = []
    for member in sorted(members, key=lambda member: member.iri):
        keys, joined = set(evidence[member.iri]), [member]
        rest = []
        for part_keys, part in parts:
            if keys & part_keys:
                keys |= part_keys
                joined = part + joined
            else:
                rest.append((part_keys, part))
        parts = [*rest, (keys, joined)]
    return [part for _, part in parts]


def _evidence(member: Occurrence) -> set[str]:
    keys = {"document " + member.document}
    keys.update("affiliation " + normal_name(name) for name in member.affiliations)
    for role in member.roles:
        words = sorted(set(_WORD.findall(normal_name(role))))
        if len(words) > 1:
            keys.add("role " + " ".join(words))
    return keys


def _identity(members: list[Occurrence], registered: str | None) -> Identity:
    ordered = sorted(members, key=lambda member: member.iri)
    names = Counter(member.name for member in ordered)
    best = min(names, key=lambda name: (-names[name], -len(name), name))
    types = Counter(member.type for member in ordered)
    type_ = min(types, key=lambda type_: (-types[type_], type_))
    return Identity(
        iri=registered or f"{CGD}{type_.lower()}-{digest(ordered[0].iri)}",
        type=type_,
        name=best,
        aliases=tuple(sorted(set(names) - {best})),
        members=tuple(member.iri for member in ordered),
        registered=registered is not None,
    )


def _identity_lines(identity: Identity) -> Iterator[str]:
    node = iri(identity.iri)
    if not identity.registered:
        yield f"{node} <{RDF}type> <{CG}{identity.type}> ."
        yield f"{node} <{RDFS}label> {literal(identity.name)} ."
        for alias in identity.aliases:
            yield f"{node} <{SKOS}altLabel> {literal(alias)} ."
    for member in identity.members:
        yield f"{iri(member)} <{CG}identifiedAs> {node} ."


def _edge(subject: str, predicate: str, object_: str) -> str:
    return f"{iri(subject)} <{CG}{predicate}> {iri(object_)} ."
