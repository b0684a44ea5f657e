"""Strict reading of the register's CSV tables: a wrong cell stops the run and says where it is."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO

from ..errors import DataError
from .dates import has_come, is_date

_WIKIDATA = re.compile(r"Q[1-9]\d*", re.ASCII)
_SHARE = re.compile(r"0\.\d+|[01](\.0+)?", re.ASCII)
_WEBSITE = re.compile(r'https?://[^\s<>"{}|\\^`]+')
_CODE = re.compile(r"[A-Z]{2}", re.ASCII)
_PERIOD = "write YYYY, YYYY-MM or YYYY-MM-DD"

# What a cell must look like, and what to do if it does not; lists are checked item by item.
_CELLS: dict[str, tuple[Callable[[str], object], str]] = {
    "since": (is_date, _PERIOD),
    "until": (is_date, _PERIOD),
    "eu_since": (is_date, _PERIOD),
    "eu_until": (is_date, _PERIOD),
    "share": (_SHARE.fullmatch, "write a number from 0 to 1, such as 0.199"),
    "website": (_WEBSITE.fullmatch, "write a full address that starts with http:// or https://"),
    "wikidata": (_WIKIDATA.fullmatch, "write an item's identifier, such as Q866"),
    "confidence": ({"high", "medium", "low"}.__contains__, "write high, medium or low"),
    "type": ({"organization", "person", "group"}.__contains__, "write organization, person or group"),
    "code": (_CODE.fullmatch, "write two capital letters (ISO 3166-1 alpha-2)"),
}
_LISTS = {
    "aliases",
    "demonyms",
    "operator",
    "operator_region",
    "operator_jurisdiction",
    "owner",
    "owner_jurisdiction",
    "parent",
    "share",
}
_NAMES = ("aliases", "demonyms", "operator", "owner", "parent")
# Lists that run in step with the list that they are about.
_PARALLEL = {
    "operator_region": "operator",
    "operator_jurisdiction": "operator",
    "owner_jurisdiction": "owner",
}
COLUMNS = {
    "platforms": (
        "name,aliases,kind,operator,operator_region,operator_jurisdiction,owner,owner_jurisdiction,share,"
        "since,until,website,wikidata,confidence,source"
    ).split(","),
    "companies": (
        "name,type,aliases,jurisdiction,incorporated_in,parent,share,since,until,wikidata,confidence,source"
    ).split(","),
    "jurisdictions": "code,name,aliases,demonyms,eu_since,eu_until,wikidata,source".split(","),
}
_MARKS = {"platforms": {"owner", "operator", "kind"}, "jurisdictions": {"code"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The text of one CSV file, and the name that its user knows it by."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One checked row: ``where`` is ``file:line``; empty cells are empty strings."""

    table: str
    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def items(self, column: str) -> list[str]:
        """The parts of a ``|`` list, trimmed; an empty cell has none."""
        cell = self[column]
        return [part.strip() for part in cell.split("|")] if cell else []

    def parallel(self, column: str, length: int) -> list[str]:
        """The parts of a list that runs in step with another; all empty if the cell is."""
        return self.items(column) or [""] * length


def read_rows(table: Table) -> Iterator[Row]:
    """The rows of a table in file order; which table it is, its columns say.

    Raises ``DataError`` with file, line, what is wrong and what to do.
    """
    reader = csv.reader(StringIO(table.text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        kind = _kind_of(table.name, header)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            where = f"{table.name}:{reader.line_num}"
            if len(cells) != len(header):
                raise DataError(
                    f"{where}: {len(cells)} cells where the header has {len(header)}; "
                    "put cells that contain a comma in double quotes"
                )
            row = Row(
                table=kind,
                where=where,
                cells={column: cell.strip() for column, cell in zip(header, cells, strict=True)},
            )
            _check(row)
            yield row
    except csv.Error as error:
        raise DataError(
            f"{table.name}:{reader.line_num}: not CSV ({error}); save the table as CSV in UTF-8"
        ) from error


def _kind_of(name: str, header: list[str]) -> str:
    kind = next((kind for kind, marks in _MARKS.items() if marks & set(header)), "companies")
    known = COLUMNS[kind]
    unknown = [column for column in header if column not in known]
    twice = sorted({column for column in header if header.count(column) > 1})
    missing = [column for column in ("name", "source") if column not in header]
    for columns, fault in ((unknown, "unknown column"), (twice, "repeated column"), (missing, "no column")):
        if columns:
            raise DataError(
                f"{name}:1: {fault} {', '.join(columns)!r}; a table of {kind} has {', '.join(known)}"
            )
    return kind


def _check(row: Row) -> None:
    for column in ("name", "source", *(["code"] if row.table == "jurisdictions" else [])):
        if not row[column]:
            raise DataError(f"{row.where}: no {column}; every row needs one")
    for column, cell in row.cells.items():
        if not cell:
            continue
        allowed, advice = _CELLS.get(column, (None, ""))
        for value in row.items(column) if column in _LISTS else (cell,):
            if allowed and value and not allowed(value):
                raise DataError(f"{row.where}: {column} {value!r} cannot be read; {advice}")
            if not value and column in _NAMES:
                raise DataError(f"{row.where}: {column} has an empty part; remove the | beside it")
        if main := _main_list(row.table, column):
            parts, wanted = len(row.items(column)), len(row.items(main))
            if parts != wanted:
                raise DataError(
                    f"{row.where}: {column} has {parts} parts, {main} {wanted}; "
                    "give as many, with | between them"
                )
    for since, until in (("since", "until"), ("eu_since", "eu_until")):
        if row[since] and row[until] and not has_come(row[since], row[until]):
            raise DataError(
                f"{row.where}: {until} {row[until]} is before {since} {row[since]}; swap or correct them"
            )


def _main_list(table: str, column: str) -> str | None:
    """The list that this one runs in step with, if any."""
    if column == "share":
        return "parent" if table == "companies" else "owner"
    return _PARALLEL.get(column)
