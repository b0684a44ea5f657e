"""Which column of a corpus holds which field of an article, by flag or by a known layout."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from ...errors import SkipDocument, UsageError
from ...graph.record import Document
from .decoding import replace_surrogates
from .timestamps import iso_date

FIELDS = ("id", "text", "title", "date", "author", "outlet", "url", "language")

_AUTHOR_SIGNS = re.compile(r";|\||\band\b|&")
_LAYOUTS = tomllib.loads(files("claimgraph.extract").joinpath("data", "corpora.toml").read_text("utf-8"))[
    "layout"
]


@dataclass(frozen=True, slots=True)
class Columns:
    """For each field the columns to look in, in order; the first with something in it counts."""

    fields: Mapping[str, Sequence[str]]

    def document(self, row: Mapping[str, object], where: str, source: str) -> Document:
        """The article in a row. ``source`` is the key of the corpus file, to which ``#id`` is added.

        The text is verbatim, but for lone surrogates. Raises ``SkipDocument`` if there is no text or no id.
        """
        text = self._value(row, "text")
        if not isinstance(text, str):
            raise SkipDocument(where, "no text" if text is None else "the text is not a string")
        if not text.strip():
            raise SkipDocument(where, "the text is empty")
        id_ = self._string(row, "id")
        if id_ is None:
            raise SkipDocument(where, "no id; name the column that has one with id=…")
        date = self._value(row, "date")
        return Document(
            id=id_,
            source=f"{source}#{id_}",
            text=replace_surrogates(text),
            title=self._string(row, "title"),
            authors=self._authors(row),
            date=iso_date(date if isinstance(date, str | int | float) else None),
            outlet=self._string(row, "outlet"),
            url=self._string(row, "url"),
            language=self._string(row, "language"),
        )

    def _value(self, row: Mapping[str, object], field: str) -> object:
        for column in self.fields.get(field, ()):
            value = lookup(row, column)
            if value is not None and value != "":
                return value
        return None

    def _string(self, row: Mapping[str, object], field: str) -> str | None:
        value = self._value(row, field)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return None
        return " ".join(replace_surrogates(str(value)).split()) or None

    def _authors(self, row: Mapping[str, object]) -> tuple[str, ...]:
        value = self._value(row, "author")
        listed = _AUTHOR_SIGNS.split(value) if isinstance(value, str) else value
        people = [
            person.get("name") if isinstance(person, Mapping) else person
            for person in (listed if isinstance(listed, list) else [listed])
        ]
        names = (" ".join(replace_surrogates(name).split()) for name in people if isinstance(name, str))
        return tuple(dict.fromkeys(name for name in names if name))


def check_fields(columns: Mapping[str, str] | None) -> None:
    """Raises ``UsageError`` if the mapping names a field that articles do not have."""
    for field in columns or ():
        if field not in FIELDS:
            raise UsageError(
                f"unknown field {field!r} in a column mapping; the fields are {', '.join(FIELDS)}"
            )


def find_columns(
    rows: Sequence[Mapping[str, object]], chosen: Mapping[str, str] | None, where: str
) -> Columns:
    """The columns of a corpus, judged by its first rows.

    What is chosen by flag counts; the rest follows the first known layout (``data/corpora.toml``).
    Raises ``UsageError`` if a chosen column is in none of the rows, ``SkipDocument`` if no column holds text.
    """
    names: Collection[str] = dict.fromkeys(name for row in rows for name in row)
    for field, column in (chosen or {}).items():
        if not any(lookup(row, column) is not None for row in rows) and column not in names:
            raise UsageError(f"{where}: no column {column!r} for {field}; there are {', '.join(names)}")
    layout = next(layout for layout in _LAYOUTS if all(name in names for name in layout["requires"]))
    fields = {**layout["fields"], **{field: [column] for field, column in (chosen or {}).items()}}
    if not any(column in names or "." in column for column in fields["text"]):
        raise SkipDocument(
            where, f"no column holds the text; name it with text=… (there are {', '.join(names)})"
        )
    return Columns(fields)


def lookup(row: Mapping[str, object], column: str) -> object:
    """The value of a column; ``a.b`` also finds ``b`` within ``a``. None if it is not there."""
    if column in row:
        return row[column]
    value: object = row
    for part in column.split("."):
        if not isinstance(value, Mapping) or part not in value:
            return None
        value = value[part]
    return value
