"""Countries, unions and their parts as names in a text, and the adjectives and names of their people."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ....ontology.entries import RegisterEntry, name_key
from ....ontology.register import load_register
from .tables import places


@cache
def _jurisdictions() -> Mapping[str, RegisterEntry]:
    register = load_register()
    return {
        name_key(name): entry for entry in register.jurisdictions for name in (entry.name, *entry.aliases)
    }


@cache
def peoples() -> Mapping[str, RegisterEntry]:
    """Jurisdictions of the register by the adjectives and names of their people, in lower case."""
    register = load_register()
    return {name_key(name): entry for entry in register.jurisdictions for name in entry.demonyms}


def is_people(word: str) -> bool:
    """Whether a word is an adjective of a country or a name of its people."""
    return name_key(word) in peoples()


@cache
def _place_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in places())


def jurisdiction(name: str) -> RegisterEntry | None:
    """The country or union of that name, in any case."""
    return _jurisdictions().get(name_key(name))


def is_jurisdiction(name: str) -> bool:
    """Whether a country, a union or a known part of a country goes by this name."""
    return jurisdiction(name) is not None or name.casefold() in _place_names()


def is_city(name: str) -> bool:
    """Whether this is only a place where somebody sits, and no jurisdiction by itself."""
    return jurisdiction(name) is None and name.casefold() in _cities()


@cache
def _cities() -> frozenset[str]:
    return frozenset(name.casefold() for name, place in places().items() if place.city)


def jurisdiction_of_code(code: str) -> RegisterEntry | None:
    """The jurisdiction with that ISO 3166-1 alpha-2 code, or EU."""
    return _by_code().get(code)


@cache
def _by_code() -> Mapping[str, RegisterEntry]:
    return {entry.code: entry for entry in load_register().jurisdictions if entry.code}
