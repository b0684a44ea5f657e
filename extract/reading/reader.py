"""From the user's paths to a stream of documents.

Nothing that one file contains can stop the run: what cannot be read comes out as ``SkipDocument``, in
its place in the order. Only a wrong request (no such path, an unknown column) raises ``UsageError``.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from ...errors import SkipDocument, UsageError
from ...graph.record import Document
from .columns import check_fields
from .corpus import read_json, read_json_lines, read_table
from .decoding import Undecodable, decode, megabytes
from .folder import check_paths, find_files
from .masthead import read_masthead
from .pdf import UnreadablePdf, read_pdf
from .webpage import read_webpage
from .worddoc import UnreadableWordDocument, read_word_document

SIZE_LIMIT = 20 * 2**20

STDIN_KEY = "stdin"
_TEXT = frozenset({".txt", ".md", ".markdown", ".text"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_LINES = frozenset({".jsonl", ".ndjson"})
_TABLES = frozenset({".csv", ".tsv"})
SUFFIXES = tuple(sorted(_TEXT | _PAGES | _LINES | _TABLES | {".json", ".pdf", ".docx"}))

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

_Outcome = Document | SkipDocument


def read_documents(
    paths: Iterable[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    encoding: str | None = None,
    size_limit: int = SIZE_LIMIT,
) -> Iterator[Document | SkipDocument]:
    """The documents of files and folders one by one, in the same order whatever the order of ``paths``.

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


class _Run:
    """The choices that hold for all files of one call."""

    def __init__(self, columns: Mapping[str, str] | None, encoding: str | None, size_limit: int) -> None:
        self.columns = columns
        self.encoding = encoding
        self.size_limit = size_limit

    def all(self, files: list[Path], stdin: BinaryIO | None) -> Iterator[_Outcome]:
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

    def _file(self, path: Path, key: str, suffix: str) -> Iterator[_Outcome]:
        try:
            with path.open("rb") as stream:
                if suffix in _LINES:
                    yield from map(
                        _described,
                        read_json_lines(stream, key, self.columns, self.encoding, self.size_limit),
                    )
                elif suffix in _TABLES:
                    yield from map(
                        _described, read_table(stream, key, self.columns, self.encoding, self.size_limit)
                    )
                else:
                    yield from self._whole(stream.read(self.size_limit + 1), key, suffix)
        except OSError as error:
            yield SkipDocument(key, f"cannot be read: {error.strerror or error}")

    def _whole(self, data: bytes, key: str, suffix: str) -> Iterator[_Outcome]:
        if len(data) > self.size_limit:
            limit = f"larger than the limit of {megabytes(self.size_limit)} a document"
            yield SkipDocument(key, f"{limit}; split it, or make it a corpus (.jsonl, .csv)")
        elif not data.strip():
            yield SkipDocument(key, "empty file")
        elif suffix == ".json":
            yield from map(_described, read_json(data, key, self.columns, self.encoding))
        else:
            try:
                yield self._document(data, key, suffix)
            except SkipDocument as skipped:
                yield skipped
            except (Undecodable, UnreadablePdf, UnreadableWordDocument) as error:
                yield SkipDocument(key, str(error))

    def _document(self, data: bytes, key: str, suffix: str) -> Document:
        if suffix in _PAGES:
            page = read_webpage(data, self.encoding)
            if page is None:
                raise SkipDocument(key, "no article was found on this page")
            return Document(
                id=key,
                source=key,
                text=page.text,
                title=page.title,
                authors=page.authors,
                date=page.date,
                outlet=page.outlet,
                url=page.url,
                language=page.language,
            )
        if suffix == ".pdf":
            return _plain(read_pdf(data), key)
        if suffix == ".docx":
            return _plain(read_word_document(data, self.size_limit), key)
        return _plain(decode(data, self.encoding), key)

    def _standard_input(self, stdin: BinaryIO) -> Iterator[_Outcome]:
        if isinstance(stdin, io.BufferedReader):
            yield from self._stream(stdin)
            return
        stream = cast(io.BufferedReader, io.BufferedReader(cast(io.RawIOBase, stdin)))
        try:
            yield from self._stream(stream)
        finally:
            # Or it would take the caller's stream with it when it goes.
            stream.detach()

    def _stream(self, stream: io.BufferedReader) -> Iterator[_Outcome]:
        head = stream.peek(512).lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
        if head.startswith(b"{"):
            rows = read_json_lines(stream, STDIN_KEY, self.columns, self.encoding, self.size_limit)
            yield from map(_described, rows)
            return
        suffix = next((suffix for sign, suffix in _SIGNS if head.startswith(sign)), ".txt")
        yield from self._whole(stream.read(self.size_limit + 1), STDIN_KEY, suffix)


def _plain(text: str, key: str) -> Document:
    """A document that describes itself in its text only."""
    if not text.strip():
        raise SkipDocument(key, "there is no text in it")
    return _completed(Document(id=key, source=key, text=text))


def _described(outcome: _Outcome) -> _Outcome:
    """A row of a corpus; one without a title gets what its text says."""
    return _completed(outcome) if isinstance(outcome, Document) and outcome.title is None else outcome


def _completed(document: Document) -> Document:
    """The document with what its text says about itself where nothing else is known."""
    masthead = read_masthead(document.text)
    return replace(
        document,
        title=document.title or masthead.title,
        authors=document.authors or masthead.authors,
        date=document.date or masthead.date,
        outlet=document.outlet or masthead.outlet,
        url=document.url or masthead.url,
    )
