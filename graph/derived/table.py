"""The table beside the store that holds what resolution needs of each article, and what it made of it.

The store is the truth. The table says of each article which state of it (graph and fingerprint) it
holds, and of the resolved layer which one it goes with; what does not agree is made anew from the store.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..identity.evidence import block
from ..identity.occurrence import Occurrence
from ..storage.disk import opened_to_write, table_errors
from .extract import extract

if TYPE_CHECKING:
    from ..storage.ledger import Entry
    from ..storage.store import Store

FILE = "resolved.sqlite"
_WHAT = "the table of what is derived"
# Goes up whenever the tables below change: a file of another version is made anew.
_VERSION = 4
_FROM_ARTICLES = """
CREATE TABLE article (graph TEXT PRIMARY KEY, fingerprint TEXT, facts TEXT) WITHOUT ROWID;
CREATE TABLE occurrence
    (iri TEXT PRIMARY KEY, graph TEXT, kind TEXT, name TEXT, facts TEXT, identity TEXT) WITHOUT ROWID;
CREATE INDEX occurrence_graph ON occurrence (graph);
CREATE INDEX occurrence_block ON occurrence (kind, name);
CREATE TABLE spoken (claim TEXT, target INTEGER, occurrence TEXT, graph TEXT);
CREATE INDEX spoken_claim ON spoken (claim);
CREATE INDEX spoken_occurrence ON spoken (occurrence);
CREATE INDEX spoken_graph ON spoken (graph);
CREATE TABLE stated (type TEXT, subject TEXT, object TEXT, since TEXT, until TEXT, graph TEXT);
CREATE INDEX stated_graph ON stated (graph);
CREATE INDEX stated_subject ON stated (subject);
CREATE INDEX stated_object ON stated (object);
"""
_DERIVED = """
CREATE TABLE basis (of TEXT);
CREATE TABLE line (text TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE edges (made_with TEXT);
CREATE TABLE dirty (kind TEXT, name TEXT, PRIMARY KEY (kind, name)) WITHOUT ROWID;
CREATE TABLE gone (iri TEXT PRIMARY KEY, claim INTEGER) WITHOUT ROWID;
CREATE TABLE identity (iri TEXT PRIMARY KEY, kind TEXT, name TEXT, lines TEXT) WITHOUT ROWID;
CREATE INDEX identity_block ON identity (kind, name);
CREATE TABLE joined (node TEXT PRIMARY KEY, kind TEXT, name TEXT, lines TEXT) WITHOUT ROWID;
CREATE INDEX joined_block ON joined (kind, name);
CREATE TABLE party (identity TEXT PRIMARY KEY, facts TEXT) WITHOUT ROWID;
CREATE TABLE party_key (key TEXT, identity TEXT, PRIMARY KEY (key, identity)) WITHOUT ROWID;
CREATE INDEX party_key_identity ON party_key (identity);
CREATE TABLE crowded (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE candidate (key TEXT, identity TEXT, other TEXT, score REAL, one TEXT, two TEXT, reasons TEXT,
    PRIMARY KEY (key, identity, other)) WITHOUT ROWID;
CREATE INDEX candidate_identity ON candidate (identity);
CREATE TABLE proposed (identity TEXT, node TEXT, lines TEXT, PRIMARY KEY (identity, node)) WITHOUT ROWID;
CREATE INDEX proposed_node ON proposed (node);
"""
_DERIVED_TABLES = (
    "dirty gone identity joined party party_key crowded candidate proposed basis line edges".split()
)


class DerivedTable:
    """What the articles give to the resolved layer, kept in step with the store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    @classmethod
    def writable(cls, folder: Path) -> DerivedTable:
        """The table of the graph in ``folder``, made anew if there is none that can be used."""
        with table_errors(FILE, _WHAT):
            return cls(opened_to_write(folder / FILE, _FROM_ARTICLES + _DERIVED, _VERSION))

    def close(self) -> None:
        self.connection.close()

    def put(self, articles: Iterable[tuple[Entry, Iterable[str]]], replaced: Entry | None = None) -> None:
        """Take in the N-Triples lines of new articles, or of one instead of ``replaced``."""
        with self.transaction():
            if replaced:
                self._remove(replaced.graph)
            for entry, lines in articles:
                self._put(entry, lines)

    def _put(self, entry: Entry, lines: Iterable[str]) -> None:
        found = extract(lines)
        companions, country = (
            (found.occurrences[0].companions, found.occurrences[0].country)
            if found.occurrences
            else (frozenset[str](), None)
        )
        about = found.occurrences[0] if found.occurrences else None
        article = [about.article, about.document] if about else ["", ""]
        graph, run = entry.graph, self.connection.executemany
        self._remove(graph)
        facts = json.dumps([*article, sorted(companions), country])
        run("INSERT INTO article VALUES (?, ?, ?)", [(graph, entry.fingerprint, facts)])
        run(
            "INSERT OR REPLACE INTO occurrence VALUES (?, ?, ?, ?, ?, NULL)",
            ((one.iri, graph, *block(one), _packed(one)) for one in found.occurrences),
        )
        run("INSERT OR IGNORE INTO dirty VALUES (?, ?)", {block(one) for one in found.occurrences})
        run(
            "INSERT INTO spoken VALUES (?, ?, ?, ?)",
            (
                (claim, target, occurrence, graph)
                for target, pairs in enumerate((found.speakers, found.targets))
                for claim, occurrence in pairs
            ),
        )
        run(
            "INSERT INTO stated VALUES (?, ?, ?, ?, ?, ?)",
            ((one.type, one.subject, one.object, one.since, one.until, graph) for one in found.stated),
        )

    def drop(self, graph: str) -> None:
        """Take one article out."""
        with self.transaction():
            self._remove(graph)

    def mend(self, store: Store, ledger: Mapping[str, Entry]) -> None:
        """Bring the table in step with the articles of the store, as the ledger tells them."""
        known = dict(self.connection.execute("SELECT graph, fingerprint FROM article"))
        stale = [entry for entry in ledger.values() if known.pop(entry.graph, None) != entry.fingerprint]
        if stale:
            self.put((entry, store.lines(entry.graph)) for entry in stale)
        for graph in known:
            self.drop(graph)

    def goes_with(self) -> str | None:
        """The basis of the resolved layer that the table goes with."""
        row = self.connection.execute("SELECT of FROM basis").fetchone()
        return str(row[0]) if row else None

    def patch(self, gone: Iterable[str], come: Iterable[str]) -> None:
        """Keep the resolved graph's lines in step with what is written of it."""
        self.connection.executemany("DELETE FROM line WHERE text = ?", ((line,) for line in gone))
        self.connection.executemany("INSERT OR IGNORE INTO line VALUES (?)", ((line,) for line in come))

    def lines(self, made_from: str | None) -> Iterator[str] | None:
        """The sorted lines of the resolved graph that was made from this; None where it is another."""
        if made_from is None or self.goes_with() != made_from:
            return None
        # SQLite compares texts by their bytes in UTF-8, which is by code points.
        return (line for (line,) in self.connection.execute("SELECT text FROM line ORDER BY text"))

    def forget(self) -> None:
        """Forget all that was derived, so that everything is derived anew."""
        for name in _DERIVED_TABLES:
            self.connection.execute(f"DELETE FROM {name}")
        self.connection.execute("UPDATE occurrence SET identity = NULL")
        self.connection.execute("INSERT INTO dirty SELECT DISTINCT kind, name FROM occurrence")

    def members(self, kind: str, name: str) -> Iterator[tuple[Occurrence, str | None]]:
        """The occurrences of a block by IRI, each with the identity that it had."""
        for row in self.connection.execute(
            "SELECT iri, occurrence.facts, article.facts, identity FROM occurrence JOIN article USING (graph)"
            " WHERE kind = ? AND name = ? ORDER BY iri",
            (kind, name),
        ):
            yield _unpacked(row[0], row[1], row[2]), row[3]

    def occurrences_of(self, graph: str) -> list[str]:
        """The IRIs of what one article names, sorted."""
        rows = self.connection.execute("SELECT iri FROM occurrence WHERE graph = ? ORDER BY iri", (graph,))
        return [iri for (iri,) in rows]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with table_errors(FILE, _WHAT):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    def _remove(self, graph: str) -> None:
        run = self.connection.execute
        if run("SELECT 1 FROM article WHERE graph = ?", (graph,)).fetchone():
            given = (graph,)
            run("INSERT OR IGNORE INTO dirty SELECT kind, name FROM occurrence WHERE graph = ?", given)
            run("INSERT OR IGNORE INTO gone SELECT iri, 0 FROM occurrence WHERE graph = ?", given)
            run("INSERT OR IGNORE INTO gone SELECT claim, 1 FROM spoken WHERE graph = ?", given)
            for name in ("article", "occurrence", "spoken", "stated"):
                run(f"DELETE FROM {name} WHERE graph = ?", given)


def packed(one: Occurrence) -> list[object]:
    """All that is known of an occurrence, as JSON takes it."""
    return [
        one.iri,
        _packed(one),
        json.dumps([one.article, one.document, sorted(one.companions), one.country]),
    ]


def unpacked(found: list[str]) -> Occurrence:
    """The occurrence that ``packed`` made this of."""
    return _unpacked(*found)


def _packed(one: Occurrence) -> str:
    words = (one.affiliations, one.roles, one.categories)
    return json.dumps([one.name, one.type, one.register, one.named, *map(sorted, words)])


def _unpacked(iri: str, facts: str, article_facts: str) -> Occurrence:
    name, type_, register, named, affiliations, roles, categories = json.loads(facts)
    article, document, companions, country = json.loads(article_facts)
    return Occurrence(
        iri=iri,
        document=document,
        article=article,
        name=name,
        type=type_,
        register=register,
        named=named,
        affiliations=frozenset(affiliations),
        roles=frozenset(roles),
        categories=frozenset(categories),
        companions=frozenset(companions),
        country=country,
    )
