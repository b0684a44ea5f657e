"""From a platform over who runs and owns it to whose law that is, on a date: the register's chains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .dates import holds
from .entries import MEMBERSHIP, OPERATION, OWNERSHIP, UNDER, Interval, Register, RegisterEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One step of a chain: ``depth`` 0 starts at what was asked; ``interval`` says what holds and why.

    ``entry`` is what the step leads to: an operator, an owner, a jurisdiction or a union of countries.
    """

    depth: int
    interval: Interval
    entry: RegisterEntry


def links(register: Register, iri: str, on: str | None = None) -> tuple[Link, ...]:
    """Every step from ``iri`` to operators, owners and jurisdictions, depth first.

    ``on`` is a date as precise as known; without it what has no known end holds. Each thing is
    followed once, so that companies that own each other end the chain.
    """
    return tuple(_follow(register, iri, on, 0, {iri}))


def owners(register: Register, iri: str, on: str | None = None) -> tuple[Interval, ...]:
    """The ownerships of one asset that hold on a date, or that have no known end."""
    return _held(register, iri, OWNERSHIP, on)


def jurisdictions(register: Register, iri: str, on: str | None = None) -> tuple[RegisterEntry, ...]:
    """Whose law falls on a thing by way of any operator or owner, sorted by code; unions left out."""
    found = {link.entry.iri: link.entry for link in links(register, iri, on) if link.interval.type == UNDER}
    return tuple(sorted(found.values(), key=lambda entry: entry.code or ""))


def _follow(register: Register, iri: str, on: str | None, depth: int, seen: set[str]) -> Iterator[Link]:
    for type_ in (UNDER, MEMBERSHIP, OPERATION, OWNERSHIP):
        for interval in _held(register, iri, type_, on):
            entry = register.by_iri[interval.object]
            yield Link(depth=depth, interval=interval, entry=entry)
            if entry.iri not in seen:
                seen.add(entry.iri)
                yield from _follow(register, entry.iri, on, depth + 1, seen)


def _held(register: Register, iri: str, type_: str, on: str | None) -> tuple[Interval, ...]:
    held = (
        interval
        for interval in register.held(iri, type_)
        if (interval.until is None if on is None else holds(interval.since, interval.until, on))
    )
    return tuple(sorted(held, key=lambda interval: (register.by_iri[interval.object].name, interval.iri)))
