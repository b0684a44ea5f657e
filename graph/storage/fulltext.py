"""Full text over quotes: an index of SQLite's FTS5 beside the store, kept in step with it.

The store is the truth: the index says of each article which state of it (graph and fingerprint) it
holds, so what a killed build left behind is found and mended by the next one (``mend``). Words are
compared without regard to case, accents and English endings (https://www.sqlite.org/fts5.html#porter_tokenizer).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...errors import UsageError
from ...ontology.terms import CG
from .disk import opened_to_read, opened_to_write, table_errors

if TYPE_CHECKING:
    from .ledger import Entry
    from .store import Store

_FILE = "quotes.sqlite"
_WHAT = "the index of quotes"
_QUOTE = f" <{CG}quote> "
_SCHEMA = """
CREATE TABLE IF NOT EXISTS article (graph TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claim (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, graph TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS claim_graph ON claim (graph);
CREATE VIRTUAL TABLE IF NOT EXISTS quote
    USING fts5 (words, tokenize = "porter unicode61 remove_diacritics 2");
"""
Quotes = Iterable[tuple[str, str]]


class QuoteIndex:
    """Which claims hold which words. Pairs of a claim's IRI and its quote go in, IRIs come out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def writable(cls, folder: Path) -> QuoteIndex:
        """The index of the graph in ``folder``, made if there is none. Raises ``StopRun``."""
        with table_errors(folder / _FILE, _WHAT):
            return cls(opened_to_write(folder / _FILE, _SCHEMA))

    @classmethod
    def read(cls, folder: Path) -> QuoteIndex | None:
        """The index of the graph in ``folder``, for reading; None where there is none."""
        connection = opened_to_read(folder / _FILE, "SELECT 1 FROM article LIMIT 1")
        return cls(connection) if connection else None

    @classmethod
    def memory(cls, store: Store) -> QuoteIndex:
        """An index of all quotes that are in the store now."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.executescript(_SCHEMA)
        index = cls(connection)
        with index._transaction():
            index._add("", _stored_quotes(store, f"?claim <{CG}quote> ?quote"))
        return index

    def close(self) -> None:
        self._connection.close()

    def put(self, articles: Iterable[tuple[Entry, Iterable[str]]], replaced: Entry | None = None) -> None:
        """Index the quotes among the N-Triples lines of new articles, or of one instead of ``replaced``."""
        with self._transaction():
            if replaced:
                self._remove(replaced.graph)
            for entry, lines in articles:
                selected = "\n".join(line for line in lines if _QUOTE in line)
                triples = ox.parse(selected, ox.RdfFormat.N_TRIPLES)
                self._put(entry, ((quad.subject.value, quad.object.value) for quad in triples))

    def drop(self, graph: str) -> None:
        """Take the claims of one article out."""
        with self._transaction():
            self._remove(graph)

    def mend(self, store: Store, ledger: Mapping[str, Entry]) -> None:
        """Bring the index in step with the articles of the store, as the ledger tells them."""
        known = dict(self._connection.execute("SELECT graph, fingerprint FROM article"))
        entries = {entry.graph: entry for entry in ledger.values()}
        for graph in known.keys() - entries.keys():
            self.drop(graph)
        for graph, entry in entries.items():
            if known.get(graph) != entry.fingerprint:
                quotes = _stored_quotes(store, f"GRAPH <{graph}> {{ ?claim <{CG}quote> ?quote }}")
                with self._transaction():
                    self._put(entry, quotes)

    def search(self, words: str, limit: int = 1000) -> list[str]:
        """The IRIs of the claims whose quotes match best, best first (BM25, then by a hash of the IRI).

        ``words`` are words that must all be there, ``"a phrase"`` in double quotes, ``begin*``, ``AND``,
        ``OR``, ``NOT`` (https://www.sqlite.org/fts5.html#full_text_query_syntax); what does not follow
        that syntax is taken word for word. Raises ``UsageError`` where there is no word.
        """
        if not any(character.isalnum() for character in words):
            raise UsageError("no word to search for; give one or more, such as: propaganda")
        try:
            return self._found(words, limit)
        except sqlite3.OperationalError:
            return self._found(" ".join(_phrase(word) for word in words.split()), limit)

    def _found(self, expression: str, limit: int) -> list[str]:
        rows = self._connection.execute(
            "SELECT iri FROM (SELECT rowid AS id, rank AS closeness FROM quote WHERE quote MATCH ?"
            " ORDER BY rank, rowid LIMIT ?) JOIN claim USING (id) ORDER BY closeness, id",
            (expression, limit),
        )
        return [iri for (iri,) in rows]

    def _put(self, entry: Entry, quotes: Quotes) -> None:
        self._remove(entry.graph)
        self._add(entry.graph, quotes)
        self._connection.execute("INSERT INTO article VALUES (?, ?)", (entry.graph, entry.fingerprint))

    def _add(self, graph: str, quotes: Quotes) -> None:
        rows = sorted((_number(iri), iri, quote) for iri, quote in quotes)
        self._connection.executemany(
            "INSERT OR REPLACE INTO claim VALUES (?, ?, ?)", ((id_, iri, graph) for id_, iri, _ in rows)
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO quote (rowid, words) VALUES (?, ?)",
            ((id_, quote) for id_, _, quote in rows),
        )

    def _remove(self, graph: str) -> None:
        self._connection.execute(
            "DELETE FROM quote WHERE rowid IN (SELECT id FROM claim WHERE graph = ?)", (graph,)
        )
        self._connection.execute("DELETE FROM claim WHERE graph = ?", (graph,))
        self._connection.execute("DELETE FROM article WHERE graph = ?", (graph,))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with table_errors(_FILE, _WHAT):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


def _stored_quotes(store: Store, pattern: str) -> Iterator[tuple[str, str]]:
    rows = store.inner.query(f"SELECT ?claim ?quote {{ {pattern} }}", use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        yield row["claim"].value, row["quote"].value


def _number(iri: str) -> int:
    """A row's number is made of what it names, so that the order of equals does not tell of building."""
    return int.from_bytes(sha256(iri.encode()).digest()[:8]) >> 1


def _phrase(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
