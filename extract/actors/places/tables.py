"""Countries, their parts and their people, as texts name them: read once from ``data/places.tsv``.

Further towns, by which a name is likelier a place than an actor, are in ``data/towns.tsv`` (GeoNames).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Place:
    """A country or a part of one: ``code`` is ISO 3166-1 alpha-2 or ``EU``, ``name`` the usual name.

    A ``city`` only says where somebody sits: no text has it as a jurisdiction unless a relation does.
    """

    code: str
    name: str
    country: bool
    city: bool = False


@cache
def places() -> dict[str, Place]:
    """Places by every name that they go by."""
    return {name: place for place, names, _ in _rows() for name in names}


@cache
def towns() -> frozenset[str]:
    """Towns of more than 50,000 inhabitants; persons and platforms may bear their names."""
    text = files("claimgraph.extract").joinpath("data/towns.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(name for _, names in rows for name in names.split("|"))


@cache
def peoples() -> dict[str, Place]:
    """Countries by the adjectives and the names of their people: "Chinese", "Germans"."""
    return {word: place for place, _, people in _rows() for word in people}


@cache
def _rows() -> tuple[tuple[Place, tuple[str, ...], tuple[str, ...]], ...]:
    text = files("claimgraph.extract").joinpath("data/places.tsv").read_text("utf-8")
    rows = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            code, kind, name, also, people = line.split("\t")
            names = (name, *filter(None, also.split("|")))
            rows.append(
                (
                    Place(code, name, kind == "country", kind == "city"),
                    names,
                    tuple(filter(None, people.split("|"))),
                )
            )
    return tuple(rows)
