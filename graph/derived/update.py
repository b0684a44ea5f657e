"""Bringing the resolved layer up to date: what has changed in the articles, and what follows from it.

Without decisions of a user what occurrences are together depends on nothing outside their block (equal
names), so that only blocks with a change are looked at again. Table and store are two files: the layer
says what it was made from, and the table with which layer it goes. Whatever moment a build is killed
at, they agree or everything is derived anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from ...ontology.terms import CG, RDF, RDFS, RESOLVED_GRAPH, SKOS
from ..identity.clusters import cluster
from ..identity.occurrence import Occurrence
from ..iri import digest
from ..ntriples import iri
from ..resolve import identity_lines, identity_of, link_lines, short_edge
from ..storage.store import Store
from .extract import SHORT, holds_on
from .parties import party_of, propose_again, set_party
from .table import DerivedTable

# Lines after which they are written: the layer then says of itself that it is not whole.
_AT_ONCE = 20_000
_TEMPORARY = """
CREATE TEMP TABLE IF NOT EXISTS occurrence_ (iri TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS claim_ (iri TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS identity_ (iri TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS link (node TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS key (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS changed (identity TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS weighed (identity TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_TEMPORARY_TABLES = "occurrence_ claim_ identity_ link key changed weighed".split()
# What articles state, from identity to identity.
_STATED = (
    "SELECT DISTINCT stated.type, s.identity, o.identity, since, until FROM occurrence s"
    " JOIN stated ON stated.subject = s.iri JOIN occurrence o ON o.iri = stated.object"
)
_OWN = (f"{RDF}type", f"{RDFS}label", f"{SKOS}altLabel")
Edge = tuple[str, str, str]


def update(
    store: Store,
    table: DerivedTable,
    *,
    made_from: str | None,
    known: Iterable[Edge],
    as_of: str | None,
    about_itself: Iterable[str],
    basis: str,
) -> None:
    """Write to the resolved graph what follows from the articles that changed since ``made_from``.

    That is the basis which the graph says it has, ``basis`` the one that it will have. ``known`` are the
    register's short edges, ``as_of`` is the date on which what an article states has to hold, and
    ``about_itself`` are the lines that the graph says of itself.
    """
    with table.transaction():
        connection = table.connection
        if made_from is None or table.goes_with() != made_from:
            table.forget()
            store.empty_graph(RESOLVED_GRAPH)
        for statement in _TEMPORARY.strip().split("\n"):
            connection.execute(statement)
        for name in _TEMPORARY_TABLES:
            connection.execute(f"DELETE FROM temp.{name}")
        _set_aside(connection)
        for block in connection.execute("SELECT kind, name FROM dirty ORDER BY kind, name"):
            _regroup(table, *block)
        lost = "SELECT iri FROM temp.identity_ EXCEPT SELECT iri FROM identity ORDER BY iri"
        for (identity,) in connection.execute(lost):
            set_party(connection, identity, None)
        propose_again(connection)
        patch = _Patch(store, table, about_itself)
        _occurrences(connection, patch)
        _claims(connection, patch)
        _identities(connection, patch)
        _links(connection, patch)
        _edges(connection, patch, sorted(set(known)), as_of)
        patch.end()
        for name in ("dirty", "gone", "basis"):
            connection.execute(f"DELETE FROM {name}")
        connection.execute("INSERT INTO basis VALUES (?)", (basis,))


def _set_aside(connection: sqlite3.Connection) -> None:
    """Take out what was found in blocks that are looked at again, and note it."""
    for of, column in (("identity", "iri"), ("joined", "node")):
        noted = "identity_" if of == "identity" else "link"
        connection.execute(
            f"INSERT OR IGNORE INTO temp.{noted} SELECT {column} FROM dirty JOIN {of} USING (kind, name)"
        )
        connection.execute(f"DELETE FROM {of} WHERE {column} IN (SELECT * FROM temp.{noted})")


def _regroup(table: DerivedTable, kind: str, name: str) -> None:
    """Find out again who is one in a block, and note what is another than it was."""
    run, many = table.connection.execute, table.connection.executemany
    given = (kind, name)
    if kind == "register":
        # All of them are what the register calls so; there may be very many.
        if run("SELECT 1 FROM occurrence WHERE kind = ? AND name = ? LIMIT 1", given).fetchone():
            run("INSERT INTO identity VALUES (?, ?, ?, '')", (name, *given))
            set_party(table.connection, name, party_of(one for one, _ in table.members(kind, name)))
        unknown = "occurrence WHERE kind = ? AND name = ? AND identity IS NULL"
        run(f"INSERT OR IGNORE INTO temp.occurrence_ SELECT iri FROM {unknown}", given)
        run(f"UPDATE {unknown.replace(' WHERE', ' SET identity = name WHERE')}", given)
        return
    members = dict[str, str | None]()
    occurrences = list[Occurrence]()
    for one, identity in table.members(kind, name):
        members[one.iri] = identity
        occurrences.append(one)
    groups, links = cluster(occurrences)
    for group in groups:
        found = identity_of(group)
        own = "\n".join(line for line in identity_lines(found) if f" <{CG}identifiedAs> " not in line)
        run("INSERT INTO identity VALUES (?, ?, ?, ?)", (found.iri, *given, own))
        run("INSERT OR IGNORE INTO temp.identity_ VALUES (?)", (found.iri,))
        moved = [(found.iri, one) for one in found.members if members[one] != found.iri]
        many("UPDATE occurrence SET identity = ? WHERE iri = ?", moved)
        many("INSERT OR IGNORE INTO temp.occurrence_ VALUES (?)", ((one,) for _, one in moved))
        set_party(table.connection, found.iri, party_of(group))
    for link in sorted(set(links)):
        lines = list(link_lines(link))
        node = lines[0].partition(" ")[0]
        run("INSERT INTO joined VALUES (?, ?, ?, ?)", (node, *given, "\n".join(lines)))
        run("INSERT OR IGNORE INTO temp.link VALUES (?)", (node,))


def _occurrences(connection: sqlite3.Connection, patch: _Patch) -> None:
    connection.execute("INSERT OR IGNORE INTO temp.occurrence_ SELECT iri FROM gone WHERE NOT claim")
    for one, identity in connection.execute(
        "SELECT t.iri, o.identity FROM temp.occurrence_ t LEFT JOIN occurrence o ON o.iri = t.iri"
    ):
        new = {f"{iri(one)} <{CG}identifiedAs> {iri(identity)} ."} if identity else set[str]()
        patch.set(new, (one, f"{CG}identifiedAs", None))


def _claims(connection: sqlite3.Connection, patch: _Patch) -> None:
    run = connection.execute
    run("INSERT OR IGNORE INTO temp.claim_ SELECT iri FROM gone WHERE claim")
    run(
        "INSERT OR IGNORE INTO temp.claim_ SELECT claim FROM spoken JOIN temp.occurrence_ ON iri = occurrence"
    )
    for (claim,) in run("SELECT iri FROM temp.claim_"):
        rows = run(
            "SELECT target, identity FROM spoken JOIN occurrence ON iri = occurrence WHERE claim = ?",
            (claim,),
        )
        new = {
            short_edge(claim, "about", identity) if target else short_edge(identity, "asserts", claim)
            for target, identity in rows
        }
        patch.set(new, (None, f"{CG}asserts", claim), (claim, f"{CG}about", None))


def _identities(connection: sqlite3.Connection, patch: _Patch) -> None:
    for identity, lines in connection.execute(
        "SELECT t.iri, i.lines FROM temp.identity_ t LEFT JOIN identity i ON i.iri = t.iri"
    ):
        patch.set(_split(lines), *((identity, predicate, None) for predicate in _OWN))


def _links(connection: sqlite3.Connection, patch: _Patch) -> None:
    for node, *lines in connection.execute(
        "SELECT node, (SELECT lines FROM joined WHERE joined.node = link.node),"
        " (SELECT lines FROM proposed WHERE proposed.node = link.node LIMIT 1) FROM temp.link AS link"
    ):
        patch.set(_split(lines[0]) | _split(lines[1]), (node[1:-1], None, None))


def _edges(connection: sqlite3.Connection, patch: _Patch, known: Sequence[Edge], as_of: str | None) -> None:
    """The short edges of what was looked at again; all of them if the register or the date is another."""
    run = connection.execute
    predicates = [CG + name for name in sorted(set(SHORT.values()))]
    made_with = digest(*map(repr, known), as_of or "")
    if run("SELECT made_with FROM edges").fetchone() != (made_with,):
        new = _lines_of(run(_STATED), as_of)
        new.update(short_edge(*edge) for edge in known)
        patch.set(new, *((None, predicate, None) for predicate in predicates))
        run("DELETE FROM edges")
        run("INSERT INTO edges VALUES (?)", (made_with,))
        return
    # What names another now is the object of others' edges.
    run(
        "INSERT OR IGNORE INTO temp.identity_ SELECT s.identity FROM temp.occurrence_ t"
        " JOIN stated ON object = t.iri JOIN occurrence s ON s.iri = subject"
    )
    register: dict[str, set[str]] = {}
    for edge in known:
        register.setdefault(edge[0], set()).add(short_edge(*edge))
    of_one = (
        f"{_STATED} JOIN identity i ON i.kind = s.kind AND i.name = s.name"
        " WHERE i.iri = ? AND s.identity = i.iri"
    )
    for (subject,) in run("SELECT iri FROM temp.identity_ ORDER BY iri").fetchall():
        new = _lines_of(run(of_one, (subject,)), as_of) | register.get(subject, set())
        patch.set(new, *((subject, predicate, None) for predicate in predicates))


def _lines_of(stated: Iterable[tuple[str, str, str, str | None, str | None]], as_of: str | None) -> set[str]:
    return {
        short_edge(subject, type_, object_)
        for type_, subject, object_, since, until in stated
        if subject != object_ and holds_on(since, until, as_of)
    }


def _split(lines: str | None) -> set[str]:
    return set(lines.split("\n")) if lines else set()


_Pattern = tuple[str | None, str | None, str | None]


class _Patch:
    """Lines of the resolved graph that go and come, written at once if they are few."""

    def __init__(self, store: Store, table: DerivedTable, about_itself: Iterable[str]) -> None:
        self.store, self.table, self.itself = store, table, set(about_itself)
        self.graph = ox.NamedNode(RESOLVED_GRAPH)
        self.is_new = not store.has(RESOLVED_GRAPH)
        self.gone: list[str] = []
        self.come: list[str] = []

    def set(self, new: set[str], *patterns: _Pattern) -> None:
        """Let the lines that match these patterns (subject, predicate, object) be exactly the new ones."""
        old = set() if self.is_new else {line for pattern in patterns for line in self._matching(*pattern)}
        self.gone += old - new
        self.come += new - old
        if len(self.gone) + len(self.come) > _AT_ONCE:
            self.gone += self._matching(RESOLVED_GRAPH, None, None)
            self.flush()

    def end(self) -> None:
        """Write what is left, and what the graph says of itself."""
        self.is_new = False
        old = set(self._matching(RESOLVED_GRAPH, None, None))
        self.gone += old - self.itself
        self.come += self.itself - old
        self.flush()

    def flush(self) -> None:
        come = sorted(self.come)
        self.table.patch(self.gone, come)
        self.store.patch_graph(RESOLVED_GRAPH, sorted(self.gone), come[:_AT_ONCE])
        for start in range(_AT_ONCE, len(come), _AT_ONCE):
            self.store.patch_graph(RESOLVED_GRAPH, (), come[start : start + _AT_ONCE])
        self.gone, self.come = [], []

    def _matching(self, subject: str | None, predicate: str | None, object_: str | None) -> Iterator[str]:
        one, two, three = (ox.NamedNode(value) if value else None for value in (subject, predicate, object_))
        quads = self.store.inner.quads_for_pattern(one, two, three, self.graph)
        return (f"{quad.triple} ." for quad in quads)
