"""Pairs of identities that may be one and that a person should look at, with scores and reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from .decisions import Decision, sides
from .evidence import PROPOSE, compare
from .names import keys
from .occurrence import Link, Occurrence

# Of a key that more identities share than this nothing is proposed; each has so many proposals of its own.
CROWD = 200
EACH = 3
# Types whose names are looked at.
KEYED = ("Person", "Organization", "Platform", "Instrument")


def propose(groups: Iterable[list[Occurrence]], decisions: Iterable[Decision] = ()) -> list[Link]:
    """The best proposals for each group, at most three, without what the user has set apart; sorted.

    Each group is compared by its members' names; names that share no key are never compared, and of
    keys that very many share (given names) only other keys count.
    """
    groups = sorted((sorted(group, key=lambda one: one.iri) for group in groups), key=lambda g: g[0].iri)
    groups = [group for group in groups if any(one.named for one in group)]
    _, marks = sides([one for group in groups for one in group], decisions)
    found: dict[tuple[int, int], Link] = {}
    for a, b in sorted(_pairs(groups)):
        if _may_meet(marks, groups[a], groups[b]) and (link := _best(groups[a], groups[b])):
            found[a, b] = link
    kept: dict[int, int] = defaultdict(int)
    chosen = []
    for (a, b), link in sorted(found.items(), key=lambda item: (-item[1].score, item[1])):
        if min(kept[a], kept[b]) < EACH:
            kept[a] += 1
            kept[b] += 1
            chosen.append(link)
    return sorted(chosen)


def _pairs(groups: list[list[Occurrence]]) -> Iterator[tuple[int, int]]:
    by_key: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for one in group:
            if one.named and one.type in KEYED:
                for key in keys(one.name, person=one.type == "Person"):
                    by_key[key].add(number)
    seen: set[tuple[int, int]] = set()
    for sharing in by_key.values():
        if len(sharing) <= CROWD:
            seen.update(combinations(sorted(sharing), 2))
    yield from seen


def _best(one: list[Occurrence], other: list[Occurrence]) -> Link | None:
    """The strongest pair of members, by one member for each name; None for two entries of the register."""
    registers = {member.register for member in (*one, *other) if member.register}
    return None if len(registers) > 1 else best_link(representatives(one), representatives(other))


def best_link(ours: Iterable[Occurrence], theirs: Iterable[Occurrence]) -> Link | None:
    """The strongest pair of the representatives of two identities; None below the threshold."""
    best: Link | None = None
    theirs = list(theirs)
    for a in ours:
        for b in theirs:
            if (found := compare(a, b)) and found[0] >= PROPOSE:
                left, right = sorted((a.iri, b.iri))
                link = Link(left=left, right=right, verdict="proposed", score=found[0], reasons=found[1])
                best = link if best is None else max(best, link, key=lambda link: (link.score, link.left))
    return best


def representatives(group: list[Occurrence]) -> list[Occurrence]:
    """Members that differ in name, roles or affiliations, at most eight."""
    different = {(one.name, one.roles, one.affiliations): one for one in reversed(group) if one.named}
    return sorted(different.values(), key=lambda one: one.iri)[:8]


def _may_meet(marks: dict[str, set[tuple[int, str]]], one: list[Occurrence], other: list[Occurrence]) -> bool:
    opposite = {"left": "right", "right": "left", "each": "each"}
    others = {mark for member in other for mark in marks.get(member.iri, ())}
    return not any(
        (number, opposite[side]) in others for member in one for number, side in marks.get(member.iri, ())
    )
