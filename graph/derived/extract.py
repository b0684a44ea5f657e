"""What resolution needs of one article, read from the lines of its graph."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...ontology.dates import holds
from ...ontology.register import load_register
from ...ontology.terms import CG, DCTERMS, RDF, RDFS, SCHEMA
from ..identity.names import normal_name
from ..identity.occurrence import Occurrence

_ACTORS = ("Person", "Organization")
# The relations that have a short edge, and what it is called.
SHORT = {
    "Ownership": "ownedBy",
    "Operation": "operatedBy",
    "Affiliation": "affiliatedWith",
    "JurisdictionRelation": "underJurisdiction",
    "Membership": "memberOf",
}
_READ = frozenset(
    f"<{name}>"
    for name in (
        *(RDF + "type", RDFS + "label", DCTERMS + "identifier", SCHEMA + "datePublished"),
        *(
            CG + name
            for name in "speaker aboutSpan refersTo subject object occursIn entityType recognisedAs mention "
            "mentionForm role category inClaim modality statedBy since until".split()
        ),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A relation that an article states in its own voice, with the dates between which it holds.

    It is neither inside a claim nor negated or supposed; without a date it counts from the day on
    which the article was published.
    """

    type: str
    subject: str
    object: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """``speakers`` and ``targets`` are pairs (claim, occurrence); everything is sorted."""

    occurrences: tuple[Occurrence, ...]
    speakers: tuple[tuple[str, str], ...]
    targets: tuple[tuple[str, str], ...]
    stated: tuple[Stated, ...]


class _Lines:
    """The lines of a graph by subject and predicate; literals without their datatypes."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._objects: dict[str, dict[str, list[str]]] = defaultdict(dict)
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            if predicate not in _READ:
                continue
            self._objects[subject].setdefault(predicate, []).append(rest[:-2])

    def of_type(self, *types: str) -> Iterator[tuple[str, str]]:
        """Nodes, each with the one of these types that it has."""
        wanted = {f"<{CG}{name}>": name for name in types}
        for subject, found in self._objects.items():
            for type_ in found.get(f"<{RDF}type>", ()):
                if type_ in wanted:
                    yield subject, wanted[type_]

    def all(self, node: str, *path: str) -> list[str]:
        """What a path of predicates leads to, as terms."""
        nodes = [node]
        for predicate in path:
            nodes = [term for at in nodes for term in self._objects.get(at, {}).get(f"<{predicate}>", ())]
        return nodes

    def values(self, node: str, *path: str) -> list[str]:
        return [_value(term) for term in self.all(node, *path)]

    def one(self, node: str, *path: str) -> str | None:
        return next(iter(self.values(node, *path)), None)


def extract(lines: Iterable[str]) -> Extract:
    """What one article's N-Triples lines, without line ends, give to the resolved layer."""
    read = _Lines(lines)
    claims = [claim for claim, _ in read.of_type("Claim")]
    return Extract(
        occurrences=tuple(sorted(_occurrences(read), key=lambda one: one.iri)),
        speakers=tuple(sorted((_value(c), o) for c in claims for o in read.values(c, CG + "speaker"))),
        targets=tuple(
            sorted(
                {(_value(c), o) for c in claims for o in read.values(c, CG + "aboutSpan", CG + "refersTo")}
            )
        ),
        stated=tuple(sorted(_stated(read), key=lambda one: (one.type, one.subject, one.object))),
    )


def _occurrences(read: _Lines) -> Iterator[Occurrence]:
    affiliations = _affiliations(read)
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for node, _ in read.of_type("Occurrence"):
        document = read.one(node, CG + "occursIn")
        name, type_ = read.one(node, RDFS + "label"), read.one(node, CG + "entityType")
        article = read.one(node, CG + "occursIn", DCTERMS + "identifier")
        if document is None or name is None or type_ is None or article is None:
            continue
        iri = _value(node)
        found[document].append(
            Occurrence(
                iri=iri,
                document=document,
                article=article,
                name=name,
                type=type_.removeprefix(CG),
                register=read.one(node, CG + "recognisedAs"),
                named=CG + "name" in read.values(node, CG + "mention", CG + "mentionForm"),
                affiliations=frozenset(affiliations.get(iri, ())),
                roles=frozenset(read.values(node, CG + "role", RDFS + "label")),
                categories=frozenset(
                    value.removeprefix(CG) for value in read.values(node, CG + "role", CG + "category")
                ),
            )
        )
    for group in found.values():
        # What the register knows is named by everybody and tells nobody apart.
        companions = frozenset(
            normal_name(one.name) for one in group if one.named and not one.register and one.type in _ACTORS
        )
        country = _country(read, group)
        for one in group:
            yield replace(one, companions=companions, country=country)


def _affiliations(read: _Lines) -> dict[str, set[str]]:
    """What each occurrence works for, and what it is told to own: both tell people of one name apart."""
    found: dict[str, set[str]] = defaultdict(set)
    for relation, type_ in read.of_type("Affiliation", "Ownership"):
        one, other = CG + "subject", CG + "object"
        if type_ == "Ownership":
            if read.all(relation, CG + "modality"):
                continue  # who might buy it does not own it
            one, other = other, one
        for node in read.values(relation, one):
            found[node].update(_called(read, body) for body in read.all(relation, other))
    return found


def _called(read: _Lines, node: str) -> str:
    """The register's name of what an article calls this or that ("Twitter" is X), else the article's."""
    entry = load_register().by_iri.get(read.one(node, CG + "recognisedAs") or "")
    return entry.name if entry else read.one(node, RDFS + "label") or ""


def _country(read: _Lines, group: list[Occurrence]) -> str | None:
    """The jurisdiction that a document mentions most; none where two are mentioned as often."""
    counts: Counter[str] = Counter()
    for one in group:
        if one.type == "Jurisdiction" and one.register:
            counts[one.register] += len(read.all(f"<{one.iri}>", CG + "mention"))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
        return ranked[0][0]
    return None


def _stated(read: _Lines) -> Iterator[Stated]:
    for relation, type_ in read.of_type(*SHORT):
        if read.all(relation, CG + "inClaim") or read.all(relation, CG + "modality"):
            continue
        published = read.one(relation, CG + "statedBy", SCHEMA + "datePublished")
        since, until = read.one(relation, CG + "since"), read.one(relation, CG + "until")
        if not read.all(relation, CG + "statedBy"):
            continue
        for subject in read.values(relation, CG + "subject"):
            for object_ in read.values(relation, CG + "object"):
                yield Stated(
                    type=SHORT[type_],
                    subject=subject,
                    object=object_,
                    since=since or published,
                    until=until,
                )


def _value(term: str) -> str:
    """An IRI without its brackets, or what a literal says (https://www.w3.org/TR/n-triples/#grammar-production-ECHAR)."""
    if term[0] != '"':
        return term[1:-1]
    quoted = term[: term.rindex('"') + 1]
    # The canonical form has no escapes but those that JSON has as well.
    return str(json.loads(quoted)) if "\\" in quoted else quoted[1:-1]


def holds_on(since: str | None, until: str | None, on: str | None) -> bool:
    """Whether what holds between two dates holds on a date; without one, what has no known end does."""
    return until is None if on is None else holds(since, until, on)
