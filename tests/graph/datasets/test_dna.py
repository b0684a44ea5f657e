"""DNA files of each version: statements at the right characters, by the right people."""

import sqlite3

import pytest

from claimgraph.errors import DataError

QUERY = """SELECT ?person ?words ?begin ?end ?concept ?agreement ?date { ?s a schema:Claim ; nif:anchorOf ?words ;
  nif:beginIndex ?begin ; nif:endIndex ?end ; schema:appearance/schema:datePublished ?date ; schema:author ?p ;
  <https://w3id.org/claimgraph/dna#variable.agreement> ?agreement ; schema:about/skos:prefLabel ?concept .
  ?p a cg:Person ; rdfs:label ?person }"""


@pytest.mark.parametrize("version", [3, 2, 1])
def test_statements_have_speakers_concepts_and_offsets(prepared, ask, conforms, dna, version):
    path, text = dna(version)
    dataset = prepared(path.read_bytes(), "a.dna")
    assert conforms(dataset)
    first, second = text.index("the feed"), text.index("disagrees")
    assert ask(dataset, QUERY) == [
        (
            "Ama Boateng",
            "the feed must be audited",
            str(first),
            str(first + 24),
            "audits",
            "true",
            "2025-01-14",
        ),
        ("Kofi Mensah", "disagrees with it", str(second), str(second + 17), "audits", "false", "2025-01-14"),
    ]
    assert ask(dataset, "SELECT ?label { ?n a cg:Organization ; rdfs:label ?label }") == [
        ("Northgate University",)
    ]


def test_statements_outside_of_their_document_are_told(prepared, dna):
    path, _ = dna(3)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE STATEMENTS SET Stop = 100000 WHERE ID = 1")
    dataset = prepared(path.read_bytes(), "a.dna")
    assert dataset.remarks == ("in/a.dna: 1 statements lie outside of their documents",)


def test_a_database_of_something_else_is_refused(prepared, tmp_path):
    with sqlite3.connect(tmp_path / "a.db") as database:
        database.execute("CREATE TABLE NOTES(ID INTEGER)")
    with pytest.raises(DataError, match="without DOCUMENTS and STATEMENTS"):
        prepared((tmp_path / "a.db").read_bytes(), "a.db")


def test_nothing_in_the_file_is_run(prepared, dna):
    path, _ = dna(3)
    with sqlite3.connect(path) as database:
        database.execute("CREATE VIEW EVIL AS SELECT load_extension('x') AS y, * FROM DOCUMENTS")
        database.execute("CREATE TRIGGER T AFTER INSERT ON DOCUMENTS BEGIN SELECT load_extension('x'); END")
    assert prepared(path.read_bytes(), "a.dna").lines
