"""Each article's lines as they were read, beside the store; some of them wait to be written to it.

The store merges what it has with what comes, the more often the less comes at once. So new articles wait
here, and a build that is killed leaves them to the next. What was written stays too: files are made of it
ten times as fast as of the store, which has to look up each word of a statement. The store is the truth;
a row counts for the state of an article (graph and fingerprint) that it was written with, and for no other.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ...ontology.terms import RUN_GRAPH
from ..ntriples import iri
from .disk import opened_to_read, opened_to_write, table_errors
from .ledger import Entry, ledger_lines

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FILE = "articles.sqlite"
_WHAT = "the articles"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS article (place INTEGER PRIMARY KEY, graph TEXT UNIQUE, fingerprint TEXT,
    source TEXT, activity TEXT, quads INTEGER, lines BLOB);
CREATE TABLE IF NOT EXISTS waiting (place INTEGER PRIMARY KEY);
"""
_WAITING = "SELECT article.* FROM waiting JOIN article USING (place) ORDER BY place"
_READ = 1 << 20  # bytes that are unpacked ahead
_QUICK = 1  # zlib's level: a tenth of the size in a third of a millisecond


class Articles:
    """The lines of articles by graph. ``len`` counts those that wait, ``quads`` their statements.

    Raises ``StopRun`` where the disk is full or failing.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        count = "SELECT COUNT(*), TOTAL(quads) FROM waiting JOIN article USING (place)"
        self._waiting, self.quads = map(int, connection.execute(count).fetchone())

    @classmethod
    def writable(cls, folder: Path) -> Articles:
        """Those of the graph in ``folder``; what waited in a file that is damaged is read again."""
        with table_errors(folder / FILE, _WHAT):
            return cls(opened_to_write(folder / FILE, _SCHEMA))

    @classmethod
    def read(cls, folder: Path) -> Articles | None:
        """Those of the graph in ``folder``, for reading: none waits. None where they cannot be had."""
        connection = opened_to_read(folder / FILE, "SELECT 1 FROM article LIMIT 1")
        if connection is None:
            return None
        found = cls(connection)
        found._waiting = found.quads = 0
        return found

    @classmethod
    def memory(cls) -> Articles:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.executescript(_SCHEMA)
        return cls(connection)

    def __len__(self) -> int:
        return self._waiting

    def add(self, entry: Entry, lines: Sequence[str], activity: str, *, waits: bool) -> None:
        """Keep an article's sorted N-Triples lines; it is safe when this returns."""
        text = zlib.compress("".join(f"{line}\n" for line in lines).encode(), _QUICK)
        with table_errors(FILE, _WHAT):
            run = self._run
            run("BEGIN IMMEDIATE")
            try:
                self._remove(entry.graph)
                place = run(
                    "INSERT INTO article VALUES (NULL, ?, ?, ?, ?, ?, ?)",
                    (entry.graph, entry.fingerprint, entry.source, activity, len(lines), text),
                ).lastrowid
                if waits:
                    run("INSERT INTO waiting VALUES (?)", (place,))
            except BaseException:
                run("ROLLBACK")
                raise
            run("COMMIT")
        if waits:
            self._waiting += 1
            self.quads += len(lines)

    def lots(self, quads: int) -> Iterator[BinaryIO]:
        """What waits, in order, as N-Quads in lots of whole articles that have this many or a few more.

        A lot waits on until the next one is asked for: by then it has to be in the store.
        """
        while self._waiting:
            lot = _Lot(quads, self._run(_WAITING))
            with table_errors(FILE, _WHAT):
                yield BufferedReader(lot, _READ)
                self._run("DELETE FROM waiting WHERE place <= ?", (lot.last,))
            self._waiting -= lot.articles
            self.quads -= lot.held

    def lines(self, graph: str, fingerprint: str) -> list[str] | None:
        """The sorted lines of an article in this state; None where they are not here, or are damaged."""
        wanted = "SELECT lines FROM article WHERE graph = ? AND fingerprint = ?"
        try:
            row = self._run(wanted, (graph, fingerprint)).fetchone()
            return zlib.decompress(row[0]).decode().split("\n")[:-1] if row else None
        except (sqlite3.Error, zlib.error):
            return None

    def activities(self) -> dict[tuple[str, str], str]:
        """The IRI of the run that made each article, by its graph and fingerprint, where it is known."""
        known = "SELECT graph, fingerprint, activity FROM article WHERE activity != ''"
        try:
            return {(graph, fingerprint): activity for graph, fingerprint, activity in self._run(known)}
        except sqlite3.Error:
            return {}

    def forget_waiting(self) -> None:
        """Forget all that waits."""
        with table_errors(FILE, _WHAT):
            self._run("DELETE FROM article WHERE place IN (SELECT place FROM waiting)")
            self._run("DELETE FROM waiting")
        self._waiting = self.quads = 0

    def drop(self, graph: str) -> None:
        """Take one article out, which does not wait."""
        with table_errors(FILE, _WHAT):
            self._remove(graph)

    def close(self) -> None:
        self._connection.close()

    def _run(self, statement: str, given: Sequence[object] = ()) -> sqlite3.Cursor:
        return self._connection.execute(statement, given)

    def _remove(self, graph: str) -> None:
        self._run("DELETE FROM article WHERE graph = ?", (graph,))


class _Lot(RawIOBase):
    """The N-Quads of articles, which are unpacked one by one as they are read."""

    def __init__(self, quads: int, rows: sqlite3.Cursor) -> None:
        self._quads, self._rows, self._text = quads, rows, b""
        self.held = self.articles = self.last = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        if not self._text and self.held <= self._quads and (row := self._rows.fetchone()):
            self.last, graph, fingerprint, source, activity, size, text = row
            entry = Entry(source=source, graph=graph, fingerprint=fingerprint)
            self._text = _quads(entry, activity, zlib.decompress(text))
            self.held, self.articles = self.held + size, self.articles + 1
        size = min(len(self._text), len(memoryview(buffer)))
        memoryview(buffer)[:size] = self._text[:size]
        self._text = self._text[size:]
        return size


def _quads(entry: Entry, activity: str, lines: bytes) -> bytes:
    """One article's graph and its ledger entry as N-Quads; no literal holds a line feed as it is."""
    graph, run = iri(entry.graph), iri(RUN_GRAPH)
    ledger = "".join(f"{line[:-1]}{run} .\n" for line in ledger_lines(entry, activity))
    return lines.replace(b" .\n", f" {graph} .\n".encode()) + ledger.encode()
