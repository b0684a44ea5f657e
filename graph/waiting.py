"""New articles that wait to be written together, in a file without a name that goes with the process.

The store merges what it has with what comes, the more often the less comes at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from .ledger import Entry


class Arrival(NamedTuple):
    """One article's ledger entry, its N-Triples lines, and the IRI of the run that made them."""

    entry: Entry
    lines: list[str]
    activity: str


class Waiting:
    """A queue of articles; ``len`` counts them, ``triples`` those of all. Without ``folder`` in memory."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._articles: list[tuple[Entry, str, int, int]] = []
        self.triples = 0

    def __len__(self) -> int:
        return len(self._articles)

    def add(self, entry: Entry, lines: Sequence[str], activity: str) -> None:
        """Put an article at the end; ``OSError`` where the disk is full."""
        if self._file is None:
            self._file = TemporaryFile(dir=self._folder) if self._folder else BytesIO()
        text = "\n".join(lines).encode()
        self._file.write(text)
        self._articles.append((entry, activity, len(text), len(lines)))
        self.triples += len(lines)

    def lots(self, triples: int) -> Iterator[list[Arrival]]:
        """Take all out, in order, in lots of whole articles that have this many triples or a few more."""
        articles, self._articles, self.triples = self._articles, [], 0
        file = self._file
        if file is None:
            return
        try:
            file.seek(0)
            lot: list[Arrival] = []
            held = 0
            for entry, activity, size, count in articles:
                text = file.read(size).decode()
                lot.append(Arrival(entry, text.split("\n") if count else [], activity))
                held += count
                if held > triples:
                    yield lot
                    lot, held = [], 0
            if lot:
                yield lot
        finally:
            file.seek(0)
            file.truncate()

    def close(self) -> None:
        """Let the file go."""
        if self._file:
            self._file.close()
            self._file = None
