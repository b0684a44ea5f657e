"""Joining occurrences under what the user has decided: nothing that is ``different`` ends up together.

Links are taken from the surest to the weakest, the user's own first; one that would bring together
what must stay apart is left out. So a ``different`` breaks a chain at its weakest link, and the
result depends on what is there and not on the order it came in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from .decisions import Decision, sides
from .evidence import JOIN, block, compare, join_keys
from .occurrence import Link, Occurrence

Groups = list[list[Occurrence]]


def cluster(
    occurrences: Iterable[Occurrence], decisions: Iterable[Decision] = ()
) -> tuple[Groups, list[Link]]:
    """Groups of occurrences held to be one, and the links that made them or were forbidden, sorted."""
    ordered = sorted(occurrences, key=lambda occurrence: occurrence.iri)
    same, marks = sides(ordered, decisions)
    parts = _Parts(ordered, marks)
    links = []
    for left, right, note in same:
        joined = parts.join(left, right)
        reason = f"your list{': ' + note if note else ''}"
        links.append(_link(left, right, "same" if joined else "overruled", 1.0, (reason,)))
    for score, left, right, reasons in sorted(_candidates(ordered, marks), key=_strongest_first):
        if parts.join(left, right) and reasons:
            links.append(_link(left, right, "joined", score, reasons))
    return parts.groups(), sorted(links)


Candidate = tuple[float, Occurrence, Occurrence, tuple[str, ...]]
Marks = dict[str, set[tuple[int, str]]]


def _strongest_first(candidate: Candidate) -> tuple[float, str, str]:
    score, left, right, _ = candidate
    return -score, left.iri, right.iri


def _candidates(ordered: list[Occurrence], marks: Marks) -> Iterator[Candidate]:
    """Pairs that the machine would join: within a block all of them, of people those with evidence."""
    blocks: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    for occurrence in ordered:
        blocks[block(occurrence)].append(occurrence)
    for (kind, _), members in blocks.items():
        if len(members) < 2:
            continue
        # What a decision sets apart comes last, so that the undecided go with the other side.
        members = sorted(members, key=lambda member: (_set_apart(marks, member), member.iri))
        if kind == "Person":
            yield from _people(members)
        elif marks:
            centres = [member for member in members if marks.get(member.iri)] + members[:1]
            pairs = ((centre, member) for centre in centres for member in members if member is not centre)
            yield from ((1.0 - 0.01 * _set_apart(marks, a, b), a, b, ()) for a, b in pairs)
        else:
            yield from ((1.0, members[0], member, ()) for member in members[1:])


def _set_apart(marks: Marks, *members: Occurrence) -> bool:
    return any(side == "left" for member in members for _, side in marks.get(member.iri, ()))


def _people(members: list[Occurrence]) -> Iterator[Candidate]:
    by_key: dict[str, list[Occurrence]] = defaultdict(list)
    for member in members:
        for key in join_keys(member):
            by_key[key].append(member)
    for sharing in by_key.values():
        # Neighbours and the first: a chain, so that a pair that is contradicted does not part the rest.
        pairs = {(a.iri, b.iri): (a, b) for a, b in zip(sharing, sharing[1:], strict=False)}
        pairs |= {(sharing[0].iri, b.iri): (sharing[0], b) for b in sharing[1:]}
        for a, b in pairs.values():
            if (found := compare(a, b)) and found[0] >= JOIN:
                yield found[0], a, b, found[1]


class _Parts:
    """A partition that grows by joining, and the marks that forbid it."""

    def __init__(self, ordered: list[Occurrence], marks: Marks) -> None:
        self.members = {one.iri: [one] for one in ordered}
        self.part = {one.iri: one.iri for one in ordered}
        self.marks = {iri: set(found) for iri, found in marks.items()}
        self.registers = {one.iri: {one.register} for one in ordered if one.register}

    def join(self, one: Occurrence, other: Occurrence) -> bool:
        """Whether the two are together now; False where a decision or the register forbids it."""
        left, right = self.part[one.iri], self.part[other.iri]
        if left == right:
            return True
        entries = self.registers.get(left, set()) | self.registers.get(right, set())
        if len(entries) > 1 or self._forbidden(left, right):
            return False
        if len(self.members[left]) < len(self.members[right]):
            left, right = right, left
        for member in self.members.pop(right):
            self.part[member.iri] = left
            self.members[left].append(member)
        self.registers[left] = entries
        self.marks.setdefault(left, set()).update(self.marks.pop(right, ()))
        return True

    def _forbidden(self, left: str, right: str) -> bool:
        mine, others = self.marks.get(left, set()), self.marks.get(right, set())
        opposite = {"left": "right", "right": "left", "each": "each"}
        return any((number, opposite[side]) in others for number, side in mine)

    def groups(self) -> Groups:
        return [sorted(group, key=lambda one: one.iri) for group in self.members.values()]


def _link(one: Occurrence, other: Occurrence, verdict: str, score: float, reasons: tuple[str, ...]) -> Link:
    left, right = sorted((one.iri, other.iri))
    return Link(left=left, right=right, verdict=verdict, score=score, reasons=reasons)
