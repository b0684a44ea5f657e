"""Which identities a person should look at, kept up to date: what ``identity.proposals`` says, key by key.

An identity that can be proposed is a party: its members by one for each name, as they are compared. For
each key that parties share, and for each of them, the best three are kept; the best three of these over
all keys are proposed. So a party that changes is compared with those that share a key with it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from ..identity.names import keys
from ..identity.occurrence import Link, Occurrence
from ..identity.proposals import CROWD, EACH, KEYED, best_link, representatives
from ..resolve import link_lines
from .table import packed, unpacked

_Candidate = tuple[str, Link]


def party_of(members: Iterable[Occurrence]) -> tuple[str, frozenset[str]] | None:
    """What an identity is compared by, and what it is found by; None where nobody could be proposed."""
    first, register, found, by = "", None, list[Occurrence](), set[str]()
    seen, names = set(), set()
    for one in members:
        first, register = first or one.iri, one.register
        different = (one.name, one.roles, one.affiliations)
        if one.named and different not in seen:
            seen.add(different)
            found.append(one)
        if one.named and one.type in KEYED:
            names.add((one.name, one.type == "Person"))
    for name, person in names:
        by.update(keys(name, person=person))
    if not found:
        return None
    return json.dumps([first, register, [packed(one) for one in representatives(found)]]), frozenset(by)


def set_party(
    connection: sqlite3.Connection, identity: str, party: tuple[str, frozenset[str]] | None
) -> None:
    """Note what a party is now; None for one that is no more. What changed is kept for ``propose_again``."""
    run = connection.execute
    old = run("SELECT facts FROM party WHERE identity = ?", (identity,)).fetchone()
    old_keys = {key for (key,) in run("SELECT key FROM party_key WHERE identity = ?", (identity,))}
    new, new_keys = party or (None, frozenset[str]())
    if old_keys == new_keys and new == (old[0] if old else None):
        return
    run("DELETE FROM party WHERE identity = ?", (identity,))
    run("DELETE FROM party_key WHERE identity = ?", (identity,))
    run("INSERT OR IGNORE INTO temp.changed VALUES (?)", (identity,))
    if new:
        run("INSERT INTO party VALUES (?, ?)", (identity, new))
    connection.executemany("INSERT INTO party_key VALUES (?, ?)", ((key, identity) for key in new_keys))
    connection.executemany("INSERT OR IGNORE INTO temp.key VALUES (?)", ((k,) for k in old_keys | new_keys))


def propose_again(connection: sqlite3.Connection) -> None:
    """Compare what has changed, and note in ``temp.link`` which proposals come or go."""
    run = connection.execute
    for (key,) in run("SELECT key FROM temp.key ORDER BY key"):
        _Key(connection, key).compare()
    for (identity,) in run("SELECT identity FROM temp.weighed ORDER BY identity"):
        run("INSERT OR IGNORE INTO temp.link SELECT node FROM proposed WHERE identity = ?", (identity,))
        run("DELETE FROM proposed WHERE identity = ?", (identity,))
        rows = run("SELECT other, score, one, two, reasons FROM candidate WHERE identity = ?", (identity,))
        for link in sorted({link for _, link in map(_candidate, rows)}, key=_best_first)[:EACH]:
            lines = list(link_lines(link))
            node = lines[0].partition(" ")[0]
            run("INSERT INTO proposed VALUES (?, ?, ?)", (identity, node, "\n".join(lines)))
            run("INSERT OR IGNORE INTO temp.link VALUES (?)", (node,))


class _Key:
    """The parties that share one key."""

    def __init__(self, connection: sqlite3.Connection, key: str) -> None:
        self.connection, self.key = connection, key
        self.parties: dict[str, tuple[str, str | None, list[Occurrence]]] = {}
        self.links: dict[tuple[str, str], Link | None] = {}

    def compare(self) -> None:
        run, key = self.connection.execute, (self.key,)
        (count,) = run("SELECT COUNT(*) FROM party_key WHERE key = ?", key).fetchone()
        if count > CROWD:
            run("INSERT OR IGNORE INTO crowded VALUES (?)", key)
            self._weigh("SELECT DISTINCT identity FROM candidate WHERE key = ?", key)
            run("DELETE FROM candidate WHERE key = ?", key)
            return
        everything = bool(run("DELETE FROM crowded WHERE key = ?", key).rowcount)
        for identity, facts in run(
            "SELECT identity, facts FROM party_key JOIN party USING (identity) WHERE key = ?", key
        ):
            first, register, found = json.loads(facts)
            self.parties[identity] = first, register, [unpacked(one) for one in found]
        changed = {
            identity
            for (identity,) in run(
                "SELECT identity FROM temp.changed JOIN party_key USING (identity) WHERE key = ?", key
            )
        }
        known = self._known()
        for identity in known.keys() - self.parties.keys():
            self._set(identity, [])
        for identity in self.parties:
            old = known.get(identity, [])
            lost = any(other in changed or other not in self.parties for other, _ in old)
            anew = everything or identity in changed or lost
            found = self._against(identity, self.parties if anew else changed)
            new = sorted(found if anew else (*old, *found), key=lambda candidate: _best_first(candidate[1]))[
                :EACH
            ]
            if new != old:
                self._set(identity, new)

    def _known(self) -> dict[str, list[_Candidate]]:
        known: dict[str, list[_Candidate]] = {}
        for identity, *row in self.connection.execute(
            "SELECT identity, other, score, one, two, reasons FROM candidate WHERE key = ?", (self.key,)
        ):
            known.setdefault(identity, []).append(_candidate(row))
        for found in known.values():
            found.sort(key=lambda candidate: _best_first(candidate[1]))
        return known

    def _against(self, identity: str, others: Iterable[str]) -> Iterator[_Candidate]:
        for other in others:
            if other != identity and (link := self._link(identity, other)):
                yield other, link

    def _link(self, one: str, other: str) -> Link | None:
        left, right = sorted((one, other), key=lambda identity: self.parties[identity][0])
        if (left, right) not in self.links:
            (_, entry, ours), (_, other_entry, theirs) = self.parties[left], self.parties[right]
            apart = entry and other_entry and entry != other_entry
            self.links[left, right] = None if apart else best_link(ours, theirs)
        return self.links[left, right]

    def _set(self, identity: str, candidates: list[_Candidate]) -> None:
        run, given = self.connection.execute, (self.key, identity)
        run("DELETE FROM candidate WHERE key = ? AND identity = ?", given)
        for other, link in candidates:
            found = (link.score, link.left, link.right, json.dumps(link.reasons))
            run("INSERT INTO candidate VALUES (?, ?, ?, ?, ?, ?, ?)", (*given, other, *found))
        run("INSERT OR IGNORE INTO temp.weighed VALUES (?)", (identity,))

    def _weigh(self, query: str, given: tuple[str, ...]) -> None:
        self.connection.execute(f"INSERT OR IGNORE INTO temp.weighed {query}", given)


def _candidate(row: Iterable[object]) -> _Candidate:
    other, score, left, right, reasons = row
    assert isinstance(score, float)
    found = tuple(json.loads(str(reasons)))
    return str(other), Link(left=str(left), right=str(right), verdict="proposed", score=score, reasons=found)


def _best_first(link: Link) -> tuple[float, Link]:
    return -link.score, link
