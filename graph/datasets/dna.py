"""Files of the Discourse Network Analyzer (``.dna``): SQLite, every table and row kept as it is.

Rows become nodes and cells become values after the Direct Mapping
(https://www.w3.org/TR/rdb-direct-mapping/), with the statement that made each table, so that
``exports.dna`` can write the same file again, of any version. What the statements say is derived from
the rows: who, with which organization, about which concept, for or against, at which characters.

DNA counts UTF-16 code units, as Java does (https://github.com/leifeld/dna); here offsets count
Unicode code points. They differ after the first emoji of a document.
"""

from __future__ import annotations

import base64
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from urllib.parse import quote

from ...errors import DataError
from ...ontology.terms import CG, DNA, NIF, RDF, RDFS, SCHEMA, SKOS, XSD
from ..ntriples import date, iri, literal
from .contents import Contents
from .sources import Source

MAGIC = b"SQLite format 3\x00"
_EXTERNAL = "https://w3id.org/claimgraph/external/"
_TABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_MOST_ROWS = 2_000_000
_ACTORS = {"person": "Person", "organization": "Organization", "organisation": "Organization"}
# A statement's values by type of variable: which table, and in which column.
_DATA = ("DATASHORTTEXT", "DATALONGTEXT", "DATABOOLEAN", "DATAINTEGER")
Cell = int | float | str | bytes | None
Row = dict[str, Cell]


def read_dna(source: Source, dataset: str) -> Contents:
    """All rows of all tables, and what the statements among them say.

    ``dataset`` stands in the IRIs, since rows are numbered from 1 in every file. Raises ``DataError``
    for what is no database, or one without documents and statements.
    """
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(source.data)
            # Nothing in the file may run: no views, no triggers, no functions of its schema.
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("PRAGMA query_only = ON")
            tables = _tables(database, source.name)
    except (sqlite3.Error, OverflowError) as error:
        raise DataError(
            f"{source.name}: not a database that can be read ({error}); nothing was merged"
        ) from None
    missing = {"DOCUMENTS", "STATEMENTS"} - set(tables)
    if missing:
        raise DataError(f"{source.name}: a database without {' and '.join(sorted(missing))}: not a DNA file")
    base = f"{_EXTERNAL}{dataset}/{quote(source.file, safe='-._~')}"
    lines = [f"<{base}> <{RDF}type> <{DNA}Database> .", f"<{base}> <{RDFS}label> {literal(source.file)} ."]
    for position, (name, (sql, rows)) in enumerate(tables.items()):
        lines += _table_lines(base, name, position, sql, rows)
    derived = _Statements(base, {name: rows for name, (_, rows) in tables.items()}, source.name)
    return Contents(
        format="DNA",
        lines=sorted(lines),
        derived=tuple(sorted(set(derived.lines()))),
        remarks=derived.remarks(),
    )


def _tables(database: sqlite3.Connection, where: str) -> dict[str, tuple[str, dict[int, Row]]]:
    """By name, in the order of the file: what made the table, and its rows by row number."""
    made = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
    ).fetchall()
    tables: dict[str, tuple[str, dict[int, Row]]] = {}
    left = _MOST_ROWS
    for name, sql in made:
        if not isinstance(name, str) or not _TABLE.fullmatch(name) or not isinstance(sql, str):
            raise DataError(f"{where}: a table called {name!r}; nothing was merged")
        cursor = database.execute(f'SELECT rowid, * FROM "{name}" ORDER BY rowid LIMIT {left + 1}')
        columns = [column[0] for column in cursor.description][1:]
        rows = {row[0]: dict(zip(columns, row[1:], strict=True)) for row in cursor}
        left -= len(rows)
        if left < 0:
            raise DataError(f"{where}: more than {_MOST_ROWS:,} rows; nothing was merged")
        tables[name] = sql, rows
    return tables


def _table_lines(base: str, name: str, position: int, sql: str, rows: dict[int, Row]) -> Iterator[str]:
    table = f"<{base}/{name}>"
    yield f"<{base}> <{DNA}table> {table} ."
    yield f"{table} <{RDF}type> <{DNA}Table> ."
    yield f"{table} <{RDFS}label> {literal(name)} ."
    yield f"{table} <{DNA}sql> {literal(sql)} ."
    yield f"{table} <{DNA}position> {literal(str(position), XSD + 'integer')} ."
    for number, row in rows.items():
        node = f"<{base}/{name}/{number}>"
        yield f"{node} <{RDF}type> <{DNA}{name}> ."
        for column, cell in row.items():
            if cell is not None:
                yield f"{node} <{DNA}{name}.{quote(column, safe='-._~')}> {_cell(cell)} ."


def _cell(cell: int | float | str | bytes) -> str:
    if isinstance(cell, int):
        return literal(str(cell), XSD + "integer")
    if isinstance(cell, float):
        return literal(repr(cell), XSD + "double")
    if isinstance(cell, bytes):
        return literal(base64.b64encode(cell).decode(), XSD + "base64Binary")
    return literal(cell)


class _Statements:
    """What the rows of DNA 2 and 3 say, in the words that all merged claims share."""

    def __init__(self, base: str, tables: dict[str, dict[int, Row]], where: str) -> None:
        self.base, self.tables, self.where = base, tables, where
        self.outside = 0
        self.documents = {row.get("ID"): (number, row) for number, row in tables["DOCUMENTS"].items()}
        self.variables = {
            row.get("ID"): str(row.get("Variable")) for row in tables.get("VARIABLES", {}).values()
        }
        # Newer files say for each type of statement which variable plays which role.
        links = tables.get("ROLEVARIABLELINKS", {}).values()
        self.links = {row.get("ID"): self.variables.get(row.get("VariableId")) for row in links}
        # Entities were called attributes in DNA 2.
        name = "ENTITIES" if "ENTITIES" in tables else "ATTRIBUTES"
        self.entities = {
            row.get("ID"): f"<{base}/{name}/{number}>" for number, row in tables.get(name, {}).items()
        }
        self.names = {row.get("ID"): str(row.get("Value") or "") for row in tables.get(name, {}).values()}

    def remarks(self) -> tuple[str, ...]:
        if not self.outside:
            return ()
        return (f"{self.where}: {self.outside} statements lie outside of their documents",)

    def lines(self) -> Iterator[str]:
        for number, row in self.documents.values():
            yield from self.document(f"<{self.base}/DOCUMENTS/{number}>", row)
        said: dict[Cell, list[tuple[str, str]]] = defaultdict(list)
        for table in _DATA:
            for row in self.tables.get(table, {}).values():
                variable = self.variable(row)
                if variable:
                    said[row.get("StatementId")].append((variable, table))
                    yield from self.value(row, variable, table)
        for number, row in self.tables["STATEMENTS"].items():
            yield from self.statement(f"<{self.base}/STATEMENTS/{number}>", row)

    def document(self, node: str, row: Row) -> Iterator[str]:
        yield f"{node} <{RDF}type> <{SCHEMA}Article> ."
        yield f"{node} <{RDF}type> <{NIF}Context> ."
        yield f"{node} <{NIF}isString> {literal(_words(row.get('Text')))} ."
        for column, name in (("Title", "headline"), ("Author", "author"), ("Source", "publisher")):
            if row.get(column):
                yield f"{node} <{SCHEMA}{name}> {literal(_words(row[column]))} ."
        if day := _day(row.get("Date")):
            yield f"{node} <{SCHEMA}datePublished> {date(day)} ."

    def statement(self, node: str, row: Row) -> Iterator[str]:
        document = self.documents.get(row.get("DocumentId"))
        if document is None:
            self.outside += 1
            return
        number, text = document[0], _words(document[1].get("Text"))
        start, stop = row.get("Start"), row.get("Stop")
        begin = _code_points(text, start) if isinstance(start, int) else None
        end = _code_points(text, stop) if isinstance(stop, int) else None
        yield f"{node} <{RDF}type> <{SCHEMA}Claim> ."
        yield f"{node} <{SCHEMA}appearance> <{self.base}/DOCUMENTS/{number}> ."
        if begin is None or end is None or begin >= end:
            self.outside += 1
            return
        yield f"{node} <{RDF}type> <{NIF}OffsetBasedString> ."
        yield f"{node} <{NIF}referenceContext> <{self.base}/DOCUMENTS/{number}> ."
        yield f"{node} <{NIF}beginIndex> {literal(str(begin), XSD + 'integer')} ."
        yield f"{node} <{NIF}endIndex> {literal(str(end), XSD + 'integer')} ."
        yield f"{node} <{NIF}anchorOf> {literal(text[begin:end])} ."
        yield f"{node} <{SCHEMA}text> {literal(text[begin:end])} ."

    def variable(self, row: Row) -> str | None:
        if "RoleVariableLinkId" in row:
            return self.links.get(row["RoleVariableLinkId"])
        return self.variables.get(row.get("VariableId"))

    def value(self, row: Row, variable: str, table: str) -> Iterator[str]:
        node = f"<{self.base}/STATEMENTS/{_words(row.get('StatementId'))}>"
        predicate = f"<{DNA}variable.{quote(variable, safe='-._~')}>"
        value = row.get("Entity", row.get("Value"))
        if value is None or value == "":
            return
        if table == "DATABOOLEAN":
            yield f"{node} {predicate} {literal('true' if value else 'false', XSD + 'boolean')} ."
        elif table == "DATAINTEGER":
            yield f"{node} {predicate} {_cell(value)} ."
        elif table == "DATALONGTEXT":
            yield f"{node} {predicate} {literal(str(value))} ."
        else:
            entity = self.entities.get(value) if isinstance(value, int) else None
            name = self.names[value] if entity else str(value)
            entity = entity or iri(f"{self.base}/{quote(variable, safe='-._~')}/{quote(name, safe='-._~')}")
            if name.strip():
                yield f"{node} {predicate} {entity} ."
                yield from self.entity(node, entity, name, variable.lower())

    def entity(self, node: str, entity: str, name: str, variable: str) -> Iterator[str]:
        if actor := _ACTORS.get(variable):
            yield f"{entity} <{RDF}type> <{CG}{actor}> ."
            yield f"{entity} <{RDFS}label> {literal(name)} ."
            yield f"{node} <{SCHEMA}author> {entity} ."
        else:
            yield f"{entity} <{RDF}type> <{SKOS}Concept> ."
            yield f"{entity} <{SKOS}prefLabel> {literal(name)} ."
            if variable == "concept":
                yield f"{node} <{SCHEMA}about> {entity} ."


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else "" if cell is None else str(cell)


def code_units(text: str, at: int) -> int:
    """The UTF-16 code units before the code point at ``at``."""
    return at + sum(character > "\uffff" for character in text[:at])


def _code_points(text: str, units: int) -> int | None:
    """The code points before a position in UTF-16 code units; None outside of the text."""
    if units < 0:
        return None
    if text.isascii() or max(text, default="") <= "\uffff":
        return units if units <= len(text) else None
    seen = 0
    for at, character in enumerate(text):
        if seen >= units:
            return at
        seen += 2 if character > "\uffff" else 1
    return len(text) if seen >= units else None


def _day(value: Cell) -> str | None:
    """The day of a time: DNA 3 writes seconds since 1970, DNA 2 milliseconds."""
    if not isinstance(value, int):
        return None
    seconds = value / 1000 if abs(value) > 10**11 else value
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return None
