"""Files for the Discourse Network Analyzer 3: claims as statements, and merged DNA files as they came.

A statement has a person, an organization, a concept (what the claim is about) and agreement (false
where it is negated). Offsets count UTF-16 code units there (https://github.com/leifeld/dna). The
coder's password is ``claimgraph``.
"""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from importlib.resources import files
from urllib.parse import unquote

import pyoxigraph as ox

from ..graph.datasets.dna import code_units
from ..graph.record import Span
from ..graph.view import ClaimView, DocumentView, View
from ..ontology.dates import is_date
from ..ontology.terms import DNA, RDF, RDFS, XSD
from .excerpts import excerpts

_LONGEST = 190
_PERMISSIONS = 16
_PERSON, _ORGANIZATION, _CONCEPT, _AGREEMENT = 1, 2, 3, 4
_ATTRIBUTES = ("Type", "Alias", "Notes")
Cell = int | float | str | bytes | None


def claims_dna(view: View, text: str) -> bytes:
    """The claims of the articles as a DNA file: one statement for each thing that a claim is about.

    ``text`` says how much of the articles goes along; what does not is blank, so that offsets hold.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript((files(__package__) / "templates" / "dna.sql").read_text("utf-8"))
        _fill(database, view, text)
        database.commit()
        return _bytes(database)


def merged_dna(lines: Iterable[str]) -> dict[str, bytes]:
    """The DNA files within a merged dataset, by file name: each table and row as it was."""
    databases: set[str] = set()
    made: dict[str, tuple[int, str, str]] = {}
    order: dict[str, list[str]] = defaultdict(list)
    rows: dict[str, dict[str, Cell]] = defaultdict(dict)
    wanted = (line for line in lines if DNA in line or f"<{RDFS}label>" in line)
    labels: dict[str, str] = {}
    tables: dict[str, dict[str, Cell]] = defaultdict(dict)
    for quad in ox.parse("\n".join(wanted).encode(), ox.RdfFormat.N_TRIPLES):
        subject, name = getattr(quad.subject, "value", ""), quad.predicate.value.removeprefix(DNA)
        value = getattr(quad.object, "value", "")
        if quad.predicate.value == RDF + "type" and value == DNA + "Database":
            databases.add(subject)
        elif quad.predicate.value == RDFS + "label":
            labels[subject] = value
        elif name == "table":
            order[subject].append(value)
        elif name in ("sql", "position"):
            tables[subject][name] = _cell(quad.object)
        elif "." in name and name != quad.predicate.value:
            rows[subject][unquote(name.partition(".")[2])] = _cell(quad.object)
    for table, said in tables.items():
        made[table] = int(str(said.get("position", 0))), labels.get(table, ""), str(said.get("sql", ""))
    by_table: dict[str, list[tuple[int, dict[str, Cell]]]] = defaultdict(list)
    for row, cells in rows.items():
        table, _, number = row.rpartition("/")
        by_table[table].append((int(number), cells))
    return {
        labels.get(file, "merged.dna"): _rebuilt([(made[table], by_table[table]) for table in order[file]])
        for file in sorted(databases)
    }


def _rebuilt(tables: list[tuple[tuple[int, str, str], list[tuple[int, dict[str, Cell]]]]]) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        for (_, _, sql), _ in sorted(tables, key=lambda table: table[0]):
            # One statement at a time is all that ``execute`` takes; the reader let in tables only.
            database.execute(sql)
        for (_, name, _), rows in sorted(tables, key=lambda table: table[0]):
            for number, cells in sorted(rows, key=lambda row: row[0]):
                columns = ", ".join(["rowid", *(f'"{column}"' for column in cells)])
                marks = ", ".join("?" * (len(cells) + 1))
                database.execute(
                    f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', [number, *cells.values()]
                )
        database.commit()
        return _bytes(database)


def _cell(term: object) -> Cell:
    assert isinstance(term, ox.Literal | ox.NamedNode)
    if isinstance(term, ox.NamedNode):
        return term.value
    kind = term.datatype.value
    if kind == XSD + "integer":
        return int(term.value)
    if kind == XSD + "double":
        return float(term.value)
    return base64.b64decode(term.value) if kind == XSD + "base64Binary" else term.value


def _fill(database: sqlite3.Connection, view: View, text: str) -> None:
    put = _Rows(database)
    put("SETTINGS", "version", "3.0.7")
    put("SETTINGS", "date", "2022-06-10")
    put(
        "CODERS",
        1,
        "claimgraph",
        51,
        153,
        255,
        0,
        14,
        _password("claimgraph"),
        300,
        0,
        0,
        1,
        *[1] * _PERMISSIONS,
    )
    put("STATEMENTTYPES", 1, "DNA Statement", 239, 208, 51)
    for id_, (name, kind) in enumerate(
        (
            ("person", "short text"),
            ("organization", "short text"),
            ("concept", "short text"),
            ("agreement", "boolean"),
        ),
        1,
    ):
        put("VARIABLES", id_, name, kind, 1)
    spans: dict[str, list[Span]] = defaultdict(list)
    for claim in view.claims:
        spans[claim.document] += claim.content
    numbers = {}
    for number, document in enumerate(view.documents, 1):
        numbers[document.iri] = number
        put("DOCUMENTS", number, *_document(document, spans[document.iri], text))
    entities = _Entities(view)
    documents = {document.iri: document for document in view.documents}
    data = 0
    for number, (claim, person, organization, concept) in enumerate(entities.statements(), 1):
        words = documents[claim.document].text
        start, stop = (
            code_units(words, at) for at in (claim.content[0][0], max(end for _, end in claim.content))
        )
        put("STATEMENTS", number, 1, numbers[claim.document], start, stop, 1)
        put("DATABOOLEAN", number, number, _AGREEMENT, 0 if "negated" in claim.modality else 1)
        for variable, name in ((_PERSON, person), (_ORGANIZATION, organization), (_CONCEPT, concept)):
            data += 1
            put("DATASHORTTEXT", data, number, variable, entities.ids[variable, name])
    entities.put(put)


class _Rows:
    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def __call__(self, table: str, *cells: Cell) -> None:
        self.database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(cells))})", cells)


class _Entities:
    """Who and what is spoken of, with numbers: for each variable the empty value, then the names, sorted."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.nodes = {node.iri: node for node in view.nodes}
        self.employers: dict[str, str] = {}
        for edge in view.edges:
            if edge.type == "affiliatedWith" and edge.object in self.nodes:
                self.employers.setdefault(edge.subject, edge.object)
        names = {(variable, "") for variable in (_PERSON, _ORGANIZATION, _CONCEPT)}
        self.iris: dict[tuple[int, str], str] = {}
        for claim in view.claims:
            for variable, iri in self.ends(claim):
                name = self.name(iri)
                names.add((variable, name))
                self.iris.setdefault((variable, name), iri)
        self.ids = {key: number for number, key in enumerate(sorted(names), 1)}

    def ends(self, claim: ClaimView) -> Iterator[tuple[int, str]]:
        speaker = self.nodes.get(claim.speaker or "")
        if speaker:
            yield (_ORGANIZATION if speaker.type == "organization" else _PERSON), speaker.iri
            if speaker.type != "organization" and speaker.iri in self.employers:
                yield _ORGANIZATION, self.employers[speaker.iri]
        for iri in dict.fromkeys(iri for iri, _ in claim.about):
            if iri in self.nodes:
                yield _CONCEPT, iri

    def statements(self) -> Iterator[tuple[ClaimView, str, str, str]]:
        """Claim, person, organization, concept: one for each concept, or one without."""
        for claim in self.view.claims:
            ends = list(self.ends(claim))
            said = {variable: self.name(iri) for variable, iri in ends if variable != _CONCEPT}
            concepts = dict.fromkeys(self.name(iri) for variable, iri in ends if variable == _CONCEPT)
            for concept in concepts or ("",):
                yield claim, said.get(_PERSON, ""), said.get(_ORGANIZATION, ""), concept

    def name(self, iri: str) -> str:
        return self.nodes[iri].name[:_LONGEST]

    def put(self, put: _Rows) -> None:
        for (variable, name), id_ in self.ids.items():
            put("ENTITIES", id_, variable, name, 0, 0, 0, None)
        kinds = [(variable, kind) for variable in (_PERSON, _ORGANIZATION, _CONCEPT) for kind in _ATTRIBUTES]
        for number, (variable, kind) in enumerate(kinds, 1):
            put("ATTRIBUTEVARIABLES", number, variable, kind)
        number = 0
        for key, id_ in self.ids.items():
            node = self.nodes.get(self.iris.get(key, ""))
            values = (node.category or node.type, "; ".join(node.aliases), node.iri) if node else ("", "", "")
            for kind, value in zip(_ATTRIBUTES, values, strict=True):
                number += 1
                put("ATTRIBUTEVALUES", number, id_, kinds.index((key[0], kind)) + 1, value[:_LONGEST])


def _document(document: DocumentView, spans: list[Span], mode: str) -> tuple[Cell, ...]:
    blank = "".join(letter if letter.isspace() else " " for letter in document.text)
    for start, words in excerpts(document.text, spans, mode):
        blank = blank[:start] + words + blank[start + len(words) :]
    # An emoji is two code units there; two blanks keep its place.
    text = "".join(
        shown if shown != " " or original <= "\uffff" else "  "
        for shown, original in zip(blank, document.text, strict=True)
    )
    return (
        document.title[:_LONGEST],
        text,
        1,
        "; ".join(document.authors)[:_LONGEST],
        (document.outlet or "")[:_LONGEST],
        "",
        document.url or document.id,
        "",
        _seconds(document.date),
    )


def _seconds(date: str | None) -> int:
    """Seconds since 1970 of the first moment of a date; DNA has no unknown date, so 0 stands for it."""
    if not date or not is_date(date[:10]):
        return 0
    day = date[:10] + "0000-01-01"[len(date[:10]) :]
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


def _password(word: str) -> str:
    """As Jasypt's StrongPasswordEncryptor writes it: salt and SHA-256, 100,000 times over.

    The salt is fixed, so that the same graph gives the same file: this password keeps nothing secret.
    """
    salt = hashlib.sha256(word.encode()).digest()[:16]
    digest = hashlib.sha256(salt + word.encode()).digest()
    for _ in range(99_999):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode()


def _bytes(database: sqlite3.Connection) -> bytes:
    """The file, without the version of SQLite that wrote it (https://www.sqlite.org/fileformat.html, 1.3)."""
    data = bytearray(database.serialize())
    data[92:100] = bytes(8)
    return bytes(data)
