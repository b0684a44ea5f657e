"""Identity across documents, and the short edges that people query: the resolved layer.

Derived and thrown away: a pure function of the document graphs, the register and the user's decisions,
whatever the order they came in. What the register knows is one thing everywhere; organisations and
instruments of one name are one; people of one name stay apart until an affiliation, a role
or what they own joins them; groups and unnamed speakers belong to their document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..ontology.terms import CG, CGD, RDF, RDFS, SKOS
from .identity.clusters import cluster
from .identity.decisions import Decision
from .identity.occurrence import Identity, Link, Occurrence
from .identity.proposals import propose
from .iri import digest
from .ntriples import decimal, iri, literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A relation that an article states in its own voice, between two occurrences."""

    type: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Identities sorted by IRI; links that joined, were overruled or are proposed, sorted."""

    identities: tuple[Identity, ...]
    links: tuple[Link, ...]


def resolve(
    occurrences: Iterable[Occurrence],
    decisions: Iterable[Decision] = (),
    entries: Iterable[Occurrence] = (),
) -> Resolution:
    """Join occurrences into identities and propose what else may be one, whatever their order.

    ``entries`` stand for things of the register that a decision names and no article may: what is joined
    with one becomes it, and they are members of nothing.
    """
    decisions, entries = tuple(decisions), tuple(entries)
    stand_ins = {entry.iri for entry in entries}
    groups, links = cluster((*occurrences, *entries), decisions)
    groups = [[replace(one, register=_register(group)) for one in group] for group in groups]
    groups = [left for group in groups if (left := [one for one in group if one.iri not in stand_ins])]
    links = [link for link in links if not stand_ins & {link.left, link.right}]
    return Resolution(
        identities=tuple(sorted(map(identity_of, groups), key=lambda found: found.iri)),
        links=tuple(sorted((*links, *propose(groups, decisions)))),
    )


def resolved_lines(
    resolution: Resolution,
    speakers: Iterable[tuple[str, str]],
    targets: Iterable[tuple[str, str]],
    statements: Iterable[Statement],
    known: Iterable[tuple[str, str, str]],
) -> list[str]:
    """The resolved graph as sorted, unique N-Triples lines.

    ``speakers`` and ``targets`` are pairs (claim, occurrence); ``known`` are the register's own
    short edges (subject, property, object).
    """
    lines: set[str] = set()
    canonical: dict[str, str] = {}
    for one in resolution.identities:
        lines.update(identity_lines(one))
        canonical.update(dict.fromkeys(one.members, one.iri))
    for link in resolution.links:
        lines.update(link_lines(link))
    lines.update(
        short_edge(canonical[occurrence], "asserts", claim)
        for claim, occurrence in speakers
        if occurrence in canonical
    )
    lines.update(
        short_edge(claim, "about", canonical[occurrence])
        for claim, occurrence in targets
        if occurrence in canonical
    )
    for statement in statements:
        subject, object_ = canonical.get(statement.subject), canonical.get(statement.object)
        if subject and object_ and subject != object_:
            lines.add(short_edge(subject, statement.type, object_))
    lines.update(short_edge(*edge) for edge in known)
    return sorted(lines)


def _register(group: list[Occurrence]) -> str | None:
    return next((one.register for one in group if one.register), None)


def identity_of(members: list[Occurrence]) -> Identity:
    """What these occurrences, sorted by IRI, are together."""
    names = Counter(member.name for member in members)
    best = min(names, key=lambda name: (-names[name], -len(name), name))
    types = Counter(member.type for member in members)
    type_ = min(types, key=lambda type_: (-types[type_], type_))
    registered = _register(members)
    return Identity(
        iri=registered or f"{CGD}{type_.lower()}-{digest(members[0].iri)}",
        type=type_,
        name=best,
        aliases=tuple(sorted(set(names) - {best})),
        members=tuple(member.iri for member in members),
        registered=registered is not None,
    )


def identity_lines(identity: Identity) -> Iterator[str]:
    """What the resolved graph says of an identity and of its members."""
    node = iri(identity.iri)
    if not identity.registered:
        yield f"{node} <{RDF}type> <{CG}{identity.type}> ."
        yield f"{node} <{RDFS}label> {literal(identity.name)} ."
        for alias in identity.aliases:
            yield f"{node} <{SKOS}altLabel> {literal(alias)} ."
    for member in identity.members:
        yield f"{iri(member)} <{CG}identifiedAs> {node} ."


def link_lines(link: Link) -> Iterator[str]:
    """What the resolved graph says of a link; the first line has its IRI."""
    node = iri(f"{CGD}identity-{digest(link.left, link.right, link.verdict)}")
    yield f"{node} <{RDF}type> <{CG}IdentityDecision> ."
    yield f"{node} <{CG}compares> {iri(link.left)} ."
    yield f"{node} <{CG}compares> {iri(link.right)} ."
    yield f"{node} <{CG}verdict> {literal(link.verdict)} ."
    yield f"{node} <{CG}score> {decimal(link.score)} ."
    for reason in link.reasons:
        yield f"{node} <{CG}reason> {literal(reason)} ."


def short_edge(subject: str, predicate: str, object_: str) -> str:
    """One of the edges that people query, as a line."""
    return f"{iri(subject)} <{CG}{predicate}> {iri(object_)} ."
