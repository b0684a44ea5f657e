"""What kind of thing a name names: one type for all its places in a text, decided by weighing the evidence.

``ner`` may call one surname an organisation three times and a person once; titles, given names, words such
as "University", the register and the tables of countries know better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from ..graph.record import EntityType
from ..ontology.entries import RegisterEntry, name_key
from ..ontology.register import load_register
from .sightings import Sighting
from .gender import given_names
from .places import places
from .tokens import Tokens
from .wordlists import phrases, words

_LABELS: dict[str, tuple[EntityType | None, float]] = {
    "PERSON": (EntityType.PERSON, 1.0),
    "ORG": (EntityType.ORGANIZATION, 1.0),
    "GPE": (EntityType.JURISDICTION, 1.0),
    "NORP": (EntityType.GROUP, 1.0),
    "LAW": (EntityType.INSTRUMENT, 1.0),
    "PLATFORM": (EntityType.PLATFORM, 50.0),
    "TITLE": (EntityType.PERSON, 2.0),
    "GIVEN": (EntityType.PERSON, 2.0),
    "CUE": (EntityType.PERSON, 1.2),
    "LOC": (None, 1.0),
    "FAC": (None, 0.4),
    "PRODUCT": (None, 0.4),
    "EVENT": (None, 0.6),
    "WORK_OF_ART": (None, 0.6),
}
_REGISTERED = {
    "organization": EntityType.ORGANIZATION,
    "person": EntityType.PERSON,
    "group": EntityType.GROUP,
    "platform": EntityType.PLATFORM,
    "jurisdiction": EntityType.JURISDICTION,
}
Form = tuple[str, ...]


def types_of_forms(tokens: Tokens, sightings: Sequence[Sighting]) -> dict[Form, EntityType | None]:
    """One type for each form of a name; None for what is no actor, place or law (a building, a song)."""
    votes: dict[Form, Counter[EntityType | None]] = {}
    for sighting in sightings:
        counter = votes.setdefault(sighting.form, Counter())
        for kind, weight in _evidence(tokens, sighting):
            counter[kind] += weight  # type: ignore[assignment]  # weights are fractions
    types: dict[Form, EntityType | None] = {}
    for form, counter in votes.items():
        for kind, weight in _by_words(form):
            counter[kind] += weight  # type: ignore[assignment]
        # Ties go to the type that stands first in the enumeration.
        types[form] = min(counter, key=lambda kind: (-counter[kind], "~" if kind is None else _ORDER[kind]))
    return types


_ORDER = {kind: str(place) for place, kind in enumerate(EntityType)}


def _evidence(tokens: Tokens, sighting: Sighting) -> Iterable[tuple[EntityType | None, float]]:
    kind, weight = _LABELS[sighting.label]
    if sighting.iri is not None:
        # The gazetteer's label tells a platform from a company.
        weight = 50.0
    yield kind, weight
    if sighting.title is not None and tokens.lower[sighting.title] != "general":
        yield EntityType.PERSON, 4.0
    after = sighting.end
    if after + 1 < len(tokens) and tokens.lower[after] == "," and tokens.lower[after + 1] == "who":
        yield EntityType.PERSON, 2.0
    if after + 2 < len(tokens) and tokens.lower[after] == "," and tokens.lower[after + 1].isdigit() and (
        tokens.lower[after + 2] in (",", ".")
    ):
        yield EntityType.PERSON, 2.0
    if after < len(tokens) and tokens.lower[after] == "who":
        yield EntityType.PERSON, 1.0


def _by_words(form: Form) -> Iterable[tuple[EntityType | None, float]]:
    name = " ".join(form)
    country = jurisdiction(name)
    if country is not None or name in _place_names():
        yield EntityType.JURISDICTION, 3.0
    if name in peoples():
        # An adjective of a country: "Chinese" alone means the people, and people are a group.
        yield EntityType.GROUP, 3.0
    if name in phrases("people", "bodies"):
        yield EntityType.ORGANIZATION, 6.0
    if not words("people", "organisation_words").isdisjoint(form):
        yield EntityType.ORGANIZATION, 2.5 if len(form) > 1 else 0.5
    elif len(form) in (2, 3, 4) and form[0] in given_names():
        yield EntityType.PERSON, 2.0
    if form[-1] in ("act", "law", "bill", "treaty", "amendment", "order", "directive", "regulation", "code", "convention"):
        yield EntityType.INSTRUMENT, 2.5


@cache
def _jurisdictions() -> Mapping[str, RegisterEntry]:
    register = load_register()
    return {name_key(name): entry for entry in register.jurisdictions for name in (entry.name, *entry.aliases)}


@cache
def peoples() -> Mapping[str, RegisterEntry]:
    """Jurisdictions of the register by the adjectives and names of their people, in lower case."""
    register = load_register()
    return {name_key(name): entry for entry in register.jurisdictions for name in entry.demonyms}


@cache
def _place_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in places())


def jurisdiction(name: str) -> RegisterEntry | None:
    """The country or union of that name, in any case."""
    return _jurisdictions().get(name_key(name))


def is_jurisdiction(name: str) -> bool:
    """Whether a country, a union or a known part of a country goes by this name."""
    return jurisdiction(name) is not None or name.casefold() in _place_names()


def jurisdiction_of_code(code: str) -> RegisterEntry | None:
    """The jurisdiction with that ISO 3166-1 alpha-2 code, or EU."""
    return _by_code().get(code)


@cache
def _by_code() -> Mapping[str, RegisterEntry]:
    return {entry.code: entry for entry in load_register().jurisdictions if entry.code}
