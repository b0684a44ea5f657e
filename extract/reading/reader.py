"""From the user's paths to a stream of documents.

Nothing that one file contains can stop the run: what cannot be read comes out as ``SkipDocument``, in
its place in the order. Only a wrong request (no such path, an unknown column) raises ``UsageError``.
"""

from __future__ import annotations

import codecs
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from ...errors import SkipDocument, UsageError
from ...graph.record import Document
from .columns import check_fields
from .corpus import read_json, read_json_lines, read_table
from .folder import check_paths, find_files
from .unread import PAGES, Unread

SIZE_LIMIT = 20 * 2**20

STDIN_KEY = "stdin"
_TEXT = frozenset({".txt", ".md", ".markdown", ".text"})
_LINES = frozenset({".jsonl", ".ndjson"})
_TABLES = frozenset({".csv", ".tsv"})
SUFFIXES = tuple(sorted(_TEXT | PAGES | _LINES | _TABLES | {".json", ".pdf", ".docx"}))

# Formats that people keep articles in and that would be missed if they were passed over in silence.
_FOREIGN = {
    ".doc": "old Word format; save it as .docx",
    ".rtf": "rich text; save it as .docx or .txt",
    ".odt": "OpenDocument; save it as .docx or .txt",
    ".pages": "Pages document; export it as .docx or .pdf",
    ".epub": "e-book; save its text as .html or .txt",
    ".mht": "web archive; save the page as .html",
    ".mhtml": "web archive; save the page as .html",
    ".webarchive": "web archive; save the page as .html",
    ".xlsx": "spreadsheet; save it as .csv",
    ".xls": "spreadsheet; save it as .csv",
    ".zip": "archive; unpack it first",
    ".gz": "compressed; unpack it first",
}

# What standard input begins with, if it is not a plain text.
_SIGNS = ((b"%pdf-", ".pdf"), (b"pk\x03\x04", ".docx"), (b"<!doctype html", ".html"), (b"<html", ".html"))

# Texts about a folder, not in it; one that is given by name is read all the same.
_NOTES = frozenset({"README", "LICENSE", "LICENCE", "COPYING", "CHANGELOG", "CONTRIBUTING", "NOTICE"})

_Found = Unread | SkipDocument


def read_documents(paths: Iterable[str | Path], **options: Any) -> Iterator[Document | SkipDocument]:
    """The documents of files and folders, read one by one; options and errors are ``find_articles``'s."""
    return map(_read, find_articles(paths, **options))


def find_articles(
    paths: Iterable[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    encoding: str | None = None,
    size_limit: int = SIZE_LIMIT,
) -> Iterator[Unread | SkipDocument]:
    """The articles of files and folders one by one, in the same order whatever the order of ``paths``.

    Folders are read with all that is below them, but for hidden files, a README and the like. ``-`` is
    ``stdin``: JSON Lines, HTML, PDF, .docx or plain text, by what it begins with. ``columns`` maps fields
    (``columns.FIELDS``) to columns of corpora. ``encoding`` is that of texts that are neither UTF-8 nor
    marked as UTF-16. ``size_limit`` is in bytes a file, or a row of a corpus.

    Raises ``UsageError`` at once for a path, field or encoding that does not exist, and during the
    reading for a column that a corpus does not have.
    """
    check_fields(columns)
    if encoding is not None:
        try:
            encoding = codecs.lookup(encoding).name
        except LookupError:
            raise UsageError(f"unknown encoding {encoding!r}") from None
    given = [str(path) for path in paths]
    files = [Path(path) for path in given if path != "-"]
    check_paths(files)
    if "-" in given and stdin is None:
        raise UsageError("nothing to read from standard input")
    run = _Run(columns, encoding, size_limit)
    return run.all(files, stdin if "-" in given else None)


def _read(found: _Found) -> Document | SkipDocument:
    if isinstance(found, SkipDocument):
        return found
    try:
        return found.document()
    except SkipDocument as skipped:
        return skipped


class _Run:
    """The choices that hold for all files of one call."""

    def __init__(self, columns: Mapping[str, str] | None, encoding: str | None, size_limit: int) -> None:
        self.columns = columns
        self.encoding = encoding
        self.size_limit = size_limit

    def all(self, files: list[Path], stdin: BinaryIO | None) -> Iterator[_Found]:
        if stdin is not None:
            yield from self._standard_input(stdin)
        count = 0
        for found in find_files(files):
            if isinstance(found, SkipDocument):
                count += 1
                yield found
                continue
            suffix = found.path.suffix.lower()
            if suffix in _TEXT and not found.named and found.path.stem.upper() in _NOTES:
                continue
            if suffix in SUFFIXES:
                count += 1
                yield from self._file(found.path, found.key, suffix)
            elif found.named or suffix in _FOREIGN:
                count += 1
                known = f"unknown kind of file; known are {', '.join(SUFFIXES)}"
                yield SkipDocument(found.key, _FOREIGN.get(suffix, known))
        if files and not count:
            where = ", ".join(sorted(map(str, files)))
            yield SkipDocument(where, f"no articles here; looked for {', '.join(SUFFIXES)}")

    def _file(self, path: Path, key: str, suffix: str) -> Iterator[_Found]:
        try:
            with path.open("rb") as stream:
                if suffix in _LINES:
                    yield from map(
                        _row,
                        read_json_lines(stream, key, self.columns, self.encoding, self.size_limit),
                    )
                elif suffix in _TABLES:
                    yield from map(
                        _row, read_table(stream, key, self.columns, self.encoding, self.size_limit)
                    )
                else:
                    yield from self._whole(_bytes(stream, self.size_limit + 1), key, suffix)
        except OSError as error:
            yield SkipDocument(key, f"cannot be read: {error.strerror or error}")

    def _whole(self, data: bytes, key: str, suffix: str) -> Iterator[_Found]:
        if suffix == ".json" and data.strip() and len(data) <= self.size_limit:
            yield from map(_row, read_json(data, key, self.columns, self.encoding))
        else:
            yield Unread(
                source=key,
                content=data,
                suffix=suffix,
                encoding=self.encoding,
                size_limit=self.size_limit,
            )

    def _standard_input(self, stdin: BinaryIO) -> Iterator[_Found]:
        if isinstance(stdin, io.BufferedReader):
            yield from self._stream(stdin)
            return
        stream = cast(io.BufferedReader, io.BufferedReader(cast(io.RawIOBase, stdin)))
        try:
            yield from self._stream(stream)
        finally:
            # Or it would take the caller's stream with it when it goes.
            stream.detach()

    def _stream(self, stream: io.BufferedReader) -> Iterator[_Found]:
        head = stream.peek(512).lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
        if head.startswith(b"{"):
            rows = read_json_lines(stream, STDIN_KEY, self.columns, self.encoding, self.size_limit)
            yield from map(_row, rows)
            return
        suffix = next((suffix for sign, suffix in _SIGNS if head.startswith(sign)), ".txt")
        yield from self._whole(stream.read(self.size_limit + 1), STDIN_KEY, suffix)


def _bytes(stream: BinaryIO, most: int) -> bytes:
    """The bytes of a file, no more than so many, without making room for that many first."""
    size = os.fstat(stream.fileno()).st_size
    data = stream.read(min(size + 1, most))
    # It may have grown, or be of a kind that tells no size.
    return data + stream.read(most - len(data)) if size < len(data) < most else data


def _row(outcome: Document | SkipDocument) -> _Found:
    """A row of a corpus; what its text says of itself is read with it."""
    return outcome if isinstance(outcome, SkipDocument) else Unread(source=outcome.source, content=outcome)
