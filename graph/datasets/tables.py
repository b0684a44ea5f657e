"""Tables of text: comma, semicolon or tab, quoted or not, with or without a byte-order mark."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from ...errors import DataError
from .sources import Source
from .text import decoded_table

_SUFFIXES = {".csv", ".tsv", ".tab", ".txt"}
_DELIMITERS = "\t;,|"
_MOST_COLUMNS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its header: ``rows`` are (line of the file, cell by column); cells are stripped."""

    name: str
    file: str
    columns: tuple[str, ...]
    rows: list[tuple[int, dict[str, str]]]
    remarks: tuple[str, ...] = ()


def is_table(source: Source) -> bool:
    """Whether a file's name says so; the content of a table could be any text."""
    return source.suffix in _SUFFIXES


def read_table(source: Source, encoding: str | None = None) -> Table:
    """The table in a file. Missing cells at the end of a row are empty, further ones are refused.

    Raises ``DataError`` with file and line.
    """
    text, assumed = decoded_table(source.data, source.name, encoding)
    if "\0" in text[:4096]:
        raise DataError(f"{source.name}: not text; nothing was merged")
    delimiter = _delimiter(text, source.suffix)
    # A quotation mark within a tab-separated cell is a quotation mark.
    quoted = delimiter != "\t" or '\t"' in text or text.startswith('"')
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        strict=True,
    )
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        header = [column.strip() for column in next(reader, [])]
        _demand_header(header, source.name)
        before = reader.line_num
        for cells in reader:
            line, before = before + 1, reader.line_num
            if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
                raise DataError(
                    f"{source.name}:{line}: {len(cells)} cells under {len(header)} columns; nothing was "
                    "merged: put cells that hold the delimiter in quotation marks"
                )
            if any(cell.strip() for cell in cells):
                padded = [cell.strip() for cell in cells] + [""] * (len(header) - len(cells))
                rows.append((line, dict(zip(header, padded, strict=False))))
    except csv.Error as error:
        raise DataError(
            f"{source.name}:{reader.line_num}: not a table ({error}); nothing was merged"
        ) from None
    remark = f"{source.name}: read as {assumed}; if names look wrong: --encoding" if assumed else None
    return Table(
        name=source.name,
        file=source.file,
        columns=tuple(header),
        rows=rows,
        remarks=(remark,) if remark else (),
    )


def _delimiter(text: str, suffix: str) -> str:
    header = text.partition("\n")[0]
    if suffix in (".tsv", ".tab") and "\t" in header:
        return "\t"
    return max(_DELIMITERS, key=header.count) if any(mark in header for mark in _DELIMITERS) else ","


def _demand_header(header: list[str], name: str) -> None:
    if not any(header):
        raise DataError(f"{name}:1: no names of columns; nothing was merged")
    if len(header) > _MOST_COLUMNS:
        raise DataError(f"{name}:1: {len(header)} columns; nothing was merged")
    twice = sorted({column for column in header if column and header.count(column) > 1})
    if twice:
        raise DataError(f"{name}:1: two columns called {', '.join(twice)}; nothing was merged")
