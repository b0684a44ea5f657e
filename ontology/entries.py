"""The records of the register, and how its things are named and looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from types import MappingProxyType
from unicodedata import combining, normalize

from .dates import holds

OWNERSHIP, OPERATION, UNDER, MEMBERSHIP = "Ownership", "Operation", "JurisdictionRelation", "Membership"
_OWNERS = ("organization", "person", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """A platform, an organization, person or group that owns or operates one, or a jurisdiction.

    ``type`` is ``platform``, ``organization``, ``person``, ``group`` or ``jurisdiction``. ``aliases``
    hold former, short and native names; ``demonyms`` (jurisdictions) adjectives and names of people.
    ``since`` and ``until`` are filled only for a platform that nobody owns or operates.
    """

    iri: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    kind: str | None = None
    website: str | None = None
    wikidata: str | None = None
    code: str | None = None
    incorporated_in: str | None = None
    since: str | None = None
    until: str | None = None
    confidence: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """That something held from ``since`` until (not including) ``until``; None where not known.

    ``type`` is ``Ownership`` (asset, owner), ``Operation`` (platform, operator; ``region`` says for
    whom), ``JurisdictionRelation`` (company, jurisdiction) or ``Membership`` (country, union).
    ``share`` is a decimal string from 0 to 1.
    """

    iri: str
    type: str
    subject: str
    object: str
    since: str | None = None
    until: str | None = None
    share: str | None = None
    region: str | None = None
    confidence: str | None = None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Entries and intervals, sorted by IRI, with the look-ups that others need.

    ``names`` leads from a name's key (``name_key``) to all entries of that name, also by alias or
    native name; ``demonyms`` from "chinese" to the jurisdiction.
    """

    entries: tuple[RegisterEntry, ...]
    intervals: tuple[Interval, ...]
    names: Mapping[str, tuple[RegisterEntry, ...]] = field(init=False, repr=False, compare=False)
    demonyms: Mapping[str, tuple[RegisterEntry, ...]] = field(init=False, repr=False, compare=False)
    by_iri: Mapping[str, RegisterEntry] = field(init=False, repr=False, compare=False)
    by_subject: Mapping[str, tuple[Interval, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names: dict[str, dict[str, RegisterEntry]] = {}
        demonyms: dict[str, dict[str, RegisterEntry]] = {}
        for entry in self.entries:
            for name in (entry.name, *entry.aliases):
                names.setdefault(name_key(name), {})[entry.iri] = entry
            for name in entry.demonyms:
                demonyms.setdefault(name_key(name), {})[entry.iri] = entry
        by_subject: dict[str, list[Interval]] = {}
        for interval in self.intervals:
            by_subject.setdefault(interval.subject, []).append(interval)
        # A frozen dataclass sets its derived fields this way (docs.python.org, dataclasses).
        for name, value in (
            ("names", {key: tuple(found.values()) for key, found in names.items()}),
            ("demonyms", {key: tuple(found.values()) for key, found in demonyms.items()}),
            ("by_iri", {entry.iri: entry for entry in self.entries}),
            ("by_subject", {subject: tuple(held) for subject, held in by_subject.items()}),
        ):
            object.__setattr__(self, name, MappingProxyType(value))

    @property
    def platforms(self) -> tuple[RegisterEntry, ...]:
        return tuple(entry for entry in self.entries if entry.type == "platform")

    @property
    def companies(self) -> tuple[RegisterEntry, ...]:
        """Owners and operators: organizations, and the few persons and groups among them."""
        return tuple(entry for entry in self.entries if entry.type in _OWNERS)

    @property
    def jurisdictions(self) -> tuple[RegisterEntry, ...]:
        return tuple(entry for entry in self.entries if entry.type == "jurisdiction")

    def find(self, name: str) -> tuple[RegisterEntry, ...]:
        """The entries of this name, alias or native name, sorted by IRI; case does not matter."""
        return self.names.get(name_key(name), ())

    def held(self, subject: str, type_: str | None = None, on: str | None = None) -> tuple[Interval, ...]:
        """The intervals of a subject's IRI, of one type and as of one date if asked."""
        return tuple(
            interval
            for interval in self.by_subject.get(subject, ())
            if (type_ is None or interval.type == type_)
            and (on is None or holds(interval.since, interval.until, on))
        )


def name_key(name: str) -> str:
    """What names are compared by: compatibility form, case folded, single spaces."""
    return " ".join(normalize("NFKC", name).casefold().split())


@cache
def slug(name: str) -> str:
    """ASCII letters, digits and single hyphens; stable for a name.

    Where letters get lost on the way (native names), eight digits of the name's SHA-256 are added.
    """
    name = normalize("NFC", name.strip())
    letters = [
        letter
        for letter in normalize("NFKD", name.replace("+", " plus ")).casefold()
        if not combining(letter)
    ]
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in letters).split()
    if not words or any(letter.isalnum() and not letter.isascii() for letter in letters):
        words.append(sha256(name.encode()).hexdigest()[:8])
    return "-".join(words)
