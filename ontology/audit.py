"""What a user's tables change in the register, and what in a register looks wrong to a careful reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from .check import validate
from .dates import holds
from .entries import OWNERSHIP, Interval, Register, RegisterEntry
from .register import register_lines


def changes(old: Register, new: Register) -> tuple[str, ...]:
    """One line for each entry and interval that is new or no longer as it was, sorted."""
    return tuple(sorted((*_entries(old, new), *_intervals(old, new))))


def remarks(register: Register) -> tuple[str, ...]:
    """One line for each doubt, sorted: shapes, shares above one, one name for two things of a kind."""
    violations = (f"shape: {violation}" for violation in validate("\n".join(register_lines(register))))
    return tuple(sorted((*violations, *_shares(register), *_namesakes(register))))


def _entries(old: Register, new: Register) -> Iterator[str]:
    for entry in new.entries:
        known = old.by_iri.get(entry.iri)
        if known is None:
            yield f"new {entry.type}: {entry.name}"
        elif known != entry:
            fields = [
                name for name in RegisterEntry.__slots__ if getattr(known, name) != getattr(entry, name)
            ]
            yield f"changed {entry.type}: {entry.name} ({', '.join(fields)})"


def _intervals(old: Register, new: Register) -> Iterator[str]:
    before = {interval.iri: interval for interval in old.intervals}
    after = {interval.iri: interval for interval in new.intervals}
    for iri in sorted({*before, *after}):
        if before.get(iri) != after.get(iri):
            word = "gone" if iri not in after else "changed" if iri in before else "new"
            yield f"{word} {_said(new, after[iri]) if iri in after else _said(old, before[iri])}"


def _said(register: Register, interval: Interval) -> str:
    ends = [register.by_iri[iri].name for iri in (interval.subject, interval.object)]
    return f"{interval.type}: {' – '.join(ends)} ({interval.since or '…'} to {interval.until or '…'})"


def _shares(register: Register) -> Iterator[str]:
    owned: dict[str, list[Interval]] = defaultdict(list)
    for interval in register.intervals:
        if interval.type == OWNERSHIP and interval.share:
            owned[interval.subject].append(interval)
    for asset, parts in owned.items():
        for start in {part.since for part in parts if part.since}:
            together = [part for part in parts if holds(part.since, part.until, start)]
            total = sum((Decimal(part.share or 0) for part in together), Decimal(0))
            if total > 1:
                yield f"shares of {register.by_iri[asset].name} add up to {total} in {start}"


def _namesakes(register: Register) -> Iterator[str]:
    """A name that leads to two things of one type cannot be told apart in a text."""
    for key, entries in register.names.items():
        for one, other in combinations(entries, 2):
            if one.type == other.type and not one.name.casefold().startswith(other.name.casefold()[:4]):
                yield f"{key!r} names two of type {one.type}: {one.name} and {other.name}"
