"""Reading one file's content, and a DNA file made by hand."""

import sqlite3

import pytest

from claimgraph.graph.datasets.reading import Options
from claimgraph.graph.datasets.sources import Source
from claimgraph.graph.merged import prepare

# An emoji before the second statement: DNA counts it as two.
TEXT = "🙂 Ama Boateng: the feed must be audited.\nKofi Mensah disagrees with it."

TABLES = """
CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT NOT NULL);
CREATE TABLE DOCUMENTS(ID INTEGER NOT NULL PRIMARY KEY, Title TEXT NOT NULL, Text TEXT NOT NULL, Coder INTEGER,
  Author TEXT NOT NULL DEFAULT '', Source TEXT NOT NULL DEFAULT '', Date INTEGER NOT NULL);
CREATE TABLE VARIABLES(ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT NOT NULL, DataType TEXT, StatementTypeId INTEGER);
CREATE TABLE STATEMENTS(ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER,
  Start INTEGER NOT NULL, Stop INTEGER NOT NULL, Coder INTEGER);
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER, VariableId INTEGER, Value TEXT);
"""
ENTITIES = {
    3: """CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, Value TEXT, Red INTEGER);
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER, VariableId INTEGER, Entity INTEGER);""",
    2: """CREATE TABLE ATTRIBUTES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, Value TEXT, Type TEXT);
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER, VariableId INTEGER, Value INTEGER);""",
    1: """CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER, VariableId INTEGER, Value TEXT);""",
}


def dna_file(path, version=3):
    """A DNA file of two statements, as DNA 3, DNA 2 or an early DNA 2 writes it."""
    database = sqlite3.connect(path)
    database.executescript(TABLES + ENTITIES[version])
    seconds = 1_736_812_800  # 2025-01-14
    database.execute("INSERT INTO SETTINGS VALUES ('version', ?)", (f"{version}.0.7",))
    database.execute(
        "INSERT INTO DOCUMENTS VALUES (7, 'Audit', ?, 1, '', 'The Example', ?)",
        (TEXT, seconds if version == 3 else seconds * 1000),
    )
    database.executemany(
        "INSERT INTO VARIABLES VALUES (?, ?, ?, 1)",
        [(1, "person", "short text"), (2, "organization", "short text"), (3, "concept", "short text"),
         (4, "agreement", "boolean"), (5, "note", "long text")],
    )  # fmt: skip
    units = lambda words: len(TEXT[: TEXT.index(words)].encode("utf-16-le")) // 2  # noqa: E731
    first, second = units("the feed"), units("disagrees")
    database.execute("INSERT INTO STATEMENTS VALUES (1, 1, 7, ?, ?, 1)", (first, first + 24))
    database.execute("INSERT INTO STATEMENTS VALUES (2, 1, 7, ?, ?, 1)", (second, second + 17))
    names = [
        (1, 1, "Ama Boateng"),
        (2, 1, "Kofi Mensah"),
        (3, 2, "Northgate University"),
        (4, 3, "audits"),
        (5, 2, ""),
    ]
    if version > 1:
        table = "ENTITIES" if version == 3 else "ATTRIBUTES"
        database.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, NULL)", names)
    value = {name: id_ if version > 1 else name for id_, _, name in names}
    said = [(1, 1, value["Ama Boateng"]), (1, 2, value["Northgate University"]), (1, 3, value["audits"]),
            (2, 1, value["Kofi Mensah"]), (2, 2, value[""]), (2, 3, value["audits"])]  # fmt: skip
    database.executemany("INSERT INTO DATASHORTTEXT (StatementId, VariableId, %s) VALUES (?, ?, ?)"
                         % ("Entity" if version == 3 else "Value"), said)  # fmt: skip
    database.executemany(
        "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, 4, ?)", [(1, 1), (2, 0)]
    )
    database.execute(
        "INSERT INTO DATALONGTEXT (StatementId, VariableId, Value) VALUES (1, 5, 'see \"later\"')"
    )
    database.commit()
    database.close()
    return path


@pytest.fixture
def dna(tmp_path):
    """Makes a DNA file of a version: its path, and the text of its document."""
    return lambda version: (dna_file(tmp_path / f"{version}.dna", version), TEXT)


@pytest.fixture
def prepared():
    """What is made of one file's content, as the dataset ``d``."""

    def prepare_(data, file, **options):
        source = Source(name=f"in/{file}", file=file, data=data if isinstance(data, bytes) else data.encode())
        return prepare([source], Options(dataset="d", **options))

    return prepare_


@pytest.fixture
def ask():
    """The rows of a SELECT over what was prepared, as the last parts of IRIs and the words of literals."""
    from claimgraph.graph.merged import merge
    from claimgraph.graph.query import run, table
    from claimgraph.graph.storage.store import Store

    def ask_(dataset, query):
        store = Store.memory()
        merge(store, dataset)
        return sorted(tuple(row) for row in table(run(store, query))[1])

    return ask_


@pytest.fixture
def conforms():
    """Whether both graphs of what was prepared conform to the shapes."""
    from claimgraph.ontology.check import validate

    def conforms_(dataset):
        found = [*validate("\n".join(dataset.lines)), *validate("\n".join(dataset.aligned))]
        assert not found, found[:3]
        return True

    return conforms_
