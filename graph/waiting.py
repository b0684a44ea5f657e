"""New articles that wait to be written together, in a file of their own beside the store.

The store merges what it has with what comes, the more often the less comes at once. What waits is safe:
whoever opens the graph for writing after a build that was killed finds it, and it goes to the store first.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from .disk import table_errors

FILE = "waiting.sqlite"
_SCHEMA = "CREATE TABLE IF NOT EXISTS article (place INTEGER PRIMARY KEY, quads INTEGER, lines BLOB)"
_WHAT = "the articles that wait"
_QUICK = 1  # zlib's level: a tenth of the size in a third of a millisecond


class Waiting:
    """A queue of articles as N-Quads; ``len`` counts them, ``quads`` those of all.

    In the file in ``folder``, or without one in memory. Raises ``StopRun`` where the disk is full or failing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / FILE if folder else None
        self._connection: sqlite3.Connection | None = None
        self._articles = self.quads = 0
        if self._file and self._file.exists():
            self._open()

    def __len__(self) -> int:
        return self._articles

    def add(self, quads: Iterable[str]) -> None:
        """Put an article at the end, N-Quads without line ends; it is safe when this returns."""
        lines = list(quads)
        text = "".join(f"{line}\n" for line in lines).encode()
        with table_errors(FILE, _WHAT):
            row = (len(lines), zlib.compress(text, _QUICK))
            self._open().execute("INSERT INTO article VALUES (NULL, ?, ?)", row)
        self._articles += 1
        self.quads += len(lines)

    def lots(self, quads: int) -> Iterator[bytes]:
        """Take all out, in order, in lots of whole articles that have this many quads or a few more.

        A lot waits on until the next one is asked for: by then it has to be written.
        """
        while self._articles:
            lot: list[bytes] = []
            held = last = 0
            with table_errors(FILE, _WHAT):
                for place, count, lines in self._open().execute("SELECT * FROM article ORDER BY place"):
                    lot.append(zlib.decompress(lines))
                    held, last = held + count, place
                    if held > quads:
                        break
            yield b"".join(lot)
            with table_errors(FILE, _WHAT):
                self._open().execute("DELETE FROM article WHERE place <= ?", (last,))
            self._articles -= len(lot)
            self.quads -= held

    def clear(self) -> None:
        """Forget all that waits."""
        with table_errors(FILE, _WHAT):
            self._open().execute("DELETE FROM article")
        self._articles = self.quads = 0

    def close(self) -> None:
        """Let the file go; it is deleted if nothing waits."""
        if self._connection:
            self._connection.close()
            self._connection = None
        if self._file and not self._articles:
            self._file.unlink(missing_ok=True)

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            with table_errors(FILE, _WHAT):
                try:
                    self._take_up()
                except sqlite3.OperationalError:
                    raise
                except sqlite3.DatabaseError:
                    # Damaged, as by a failing disk: these articles are read again.
                    assert self._file
                    self._file.unlink()
                    self._take_up()
        assert self._connection
        return self._connection

    def _take_up(self) -> None:
        connection = sqlite3.connect(self._file or ":memory:", isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_SCHEMA)
        count = "SELECT COUNT(*), TOTAL(quads) FROM article"
        self._articles, self.quads = map(int, connection.execute(count).fetchone())
        self._connection = connection
