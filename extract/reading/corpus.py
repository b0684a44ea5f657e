"""Corpora in one file, an article a row: JSON Lines, a JSON array, CSV, TSV. Read row by row."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from io import BufferedReader
from itertools import chain, count, islice
from typing import TextIO

from ...errors import SkipDocument
from ...graph.record import Document
from .columns import find_columns
from .decoding import Undecodable, decode, expect_decoded, megabytes, open_text

# How many rows are looked at to find out what the columns are.
_SAMPLE = 20
_DELIMITERS = ",;\t|"
# Excel writes "sep=;" above the column names.
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")

_Row = tuple[str, Mapping[str, object]]


def read_json_lines(
    stream: BufferedReader, key: str, columns: Mapping[str, str] | None, encoding: str | None, size_limit: int
) -> Iterator[Document | SkipDocument]:
    """The articles of a JSON Lines file in its order; lines without an article are skipped one by one."""
    return _documents(_json_rows(stream, key, encoding, size_limit), key, columns)


def read_json(
    data: bytes, key: str, columns: Mapping[str, str] | None, encoding: str | None
) -> Iterator[Document | SkipDocument]:
    """The articles of a JSON file: one object, or an array of objects."""
    return _documents(_json_items(data, key, encoding), key, columns)


def read_table(
    stream: BufferedReader, key: str, columns: Mapping[str, str] | None, encoding: str | None, size_limit: int
) -> Iterator[Document | SkipDocument]:
    """The articles of a CSV or TSV file with a line of column names on top."""
    return _documents(_table_rows(stream, key, encoding, size_limit), key, columns)


def _documents(
    rows: Iterator[_Row | SkipDocument], key: str, columns: Mapping[str, str] | None
) -> Iterator[Document | SkipDocument]:
    first: _Row | None = None
    skipped = 0
    for row in rows:
        if not isinstance(row, SkipDocument):
            first = row
            break
        skipped += 1
        yield row
    if first is None:
        if not skipped:
            yield SkipDocument(key, "there are no rows in it")
        return
    head = [first, *islice(rows, _SAMPLE - 1)]
    sample = [row[1] for row in head if not isinstance(row, SkipDocument)]
    try:
        fields = find_columns(sample, columns, key)
    except SkipDocument as unusable:
        yield unusable
        return
    for row in chain(head, rows):
        if isinstance(row, SkipDocument):
            yield row
            continue
        where, values = row
        try:
            yield fields.document(values, where, key)
        except SkipDocument as unusable:
            yield unusable


def _json_rows(
    stream: BufferedReader, key: str, encoding: str | None, size_limit: int
) -> Iterator[_Row | SkipDocument]:
    with open_text(stream, encoding, newline="\n") as text:
        for number in count(1):
            line = text.readline(size_limit + 1)
            if not line:
                return
            where = f"{key}:{number}"
            if len(line) > size_limit:
                while line and not line.endswith("\n"):
                    line = text.readline(size_limit)
                yield SkipDocument(where, f"the line is longer than the limit of {megabytes(size_limit)}")
            elif line.strip():
                yield _json_row(line, where)


def _json_row(line: str, where: str) -> _Row | SkipDocument:
    try:
        value = _parse_json(expect_decoded(line))
    except ValueError as error:
        return SkipDocument(where, str(error))
    if not isinstance(value, dict):
        return SkipDocument(where, "not a JSON object")
    return where, value


def _json_items(data: bytes, key: str, encoding: str | None) -> Iterator[_Row | SkipDocument]:
    try:
        value = _parse_json(decode(data, encoding))
    except ValueError as error:
        yield SkipDocument(key, str(error))
        return
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        where = f"{key}:item {number}"
        yield (where, item) if isinstance(item, dict) else SkipDocument(where, "not a JSON object")


def _parse_json(text: str) -> object:
    """The value; raises ``ValueError`` with a message for the user."""
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        raise ValueError(f"broken JSON at character {error.pos + 1}: {error.msg}") from None
    except (ValueError, RecursionError):
        raise ValueError("broken JSON: nested too deeply, or a number too long") from None


def _table_rows(
    stream: BufferedReader, key: str, encoding: str | None, size_limit: int
) -> Iterator[_Row | SkipDocument]:
    # The module's limit is global and far below the length of a long read.
    csv.field_size_limit(size_limit)
    with open_text(stream, encoding, newline="") as text:
        lines = _Lines(text, size_limit)
        line = 1
        try:
            top = next(lines, "")
            if match := _SEPARATOR_LINE.match(top):
                top, line = next(lines, ""), 2
            reader = csv.reader(chain([top], lines), delimiter=match[1] if match else _delimiter(top))
            header = [expect_decoded(name).strip() for name in next(reader, [])]
            offset = line - 1
            while True:
                line = offset + reader.line_num + 1
                cells = next(reader, None)
                if cells is None:
                    return
                if lines.ended:
                    # The end of the file was needed to end the row: it ran on to it.
                    yield SkipDocument(f"{key}:{line}", "a quotation mark is opened here and never closed")
                elif any(cells):
                    yield _table_row(header, cells, f"{key}:{line}")
        except (csv.Error, ValueError) as error:
            yield SkipDocument(f"{key}:{line}", f"{error}; nothing was read from here on")


def _table_row(header: list[str], cells: list[str], where: str) -> _Row | SkipDocument:
    if len(cells) != len(header):
        return SkipDocument(where, f"{len(cells)} cells where the header has {len(header)}")
    try:
        return where, dict(zip(header, map(expect_decoded, cells), strict=True))
    except Undecodable as error:
        return SkipDocument(where, str(error))


class _Lines:
    """The lines of a text, of bounded length; ``ended`` is set when one was asked for after the last."""

    def __init__(self, text: TextIO, size_limit: int) -> None:
        self.ended = False
        self._text = text
        self._size_limit = size_limit

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._size_limit + 1)
        if len(line) > self._size_limit:
            raise ValueError(f"the line is longer than the limit of {megabytes(self._size_limit)}")
        if not line:
            self.ended = True
            raise StopIteration
        return line


def _delimiter(top: str) -> str:
    """The sign that splits the line of column names into the most parts; the comma if none does."""
    return max(_DELIMITERS, key=lambda sign: len(next(csv.reader([top], delimiter=sign), [])))
