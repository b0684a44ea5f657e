"""Files for other people's programs: Web Annotation, ClaimReview, FollowTheMoney, DNA, RO-Crate."""

import csv
import io
import json
import sqlite3
from dataclasses import replace

import pyoxigraph as ox
import pytest

from claimgraph.exports.annotations import annotation_page
from claimgraph.exports.claimreview import claimreview_csv
from claimgraph.exports.crate import MergedSource, crate_metadata, void_turtle
from claimgraph.exports.dna import claims_dna, merged_dna
from claimgraph.exports.ftm import ftm_entities
from claimgraph.graph.datasets.reading import Options
from claimgraph.graph.datasets.sources import Source
from claimgraph.graph.merged import prepare
from claimgraph.graph.record import Span
from claimgraph.graph.view import ClaimView, DocumentView, EdgeView, NodeView, View
from claimgraph.ontology.terms import CGD

TEXT = (
    "🙂 “Audit the feed,” says Ama Boateng, a scholar at Northgate University.\nShe does not trust the wire."
)
AMA, UNI, FEED, WORKS = CGD + "person-ama", CGD + "organization-uni", CGD + "platform-feed", CGD + "org-works"


def span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def view():
    doc = CGD + "doc-1"
    return View(
        version="0",
        documents=(
            DocumentView(iri=doc, id="a.txt", title="Audit", text=TEXT, outlet="The Example", date="2025-01-14",
                         url="https://news.example/1", authors=("Kofi Mensah",)),
        ),
        nodes=(
            NodeView(iri=AMA, type="person", name="Ama Boateng", roles=("scholar",), category="expert",
                     wikidata="http://www.wikidata.org/entity/Q1"),
            NodeView(iri=UNI, type="organization", name="Northgate University"),
            NodeView(iri=FEED, type="platform", name="The Feed", aliases=("Feed",)),
            NodeView(iri=WORKS, type="organization", name="Feed Works", origin="register"),
        ),
        claims=(
            ClaimView(iri=CGD + "claim-1", document=doc, kind="direct", content=(span("Audit the feed"),),
                      quote="Audit the feed", speaker=AMA, role="scholar", about=((FEED, span("the feed")),)),
            ClaimView(iri=CGD + "claim-2", document=doc, kind="indirect", content=(span("trust the wire"),),
                      quote="trust the wire", speaker=AMA, modality=("negated",)),
        ),
        edges=(
            EdgeView(iri=CGD + "affiliation-1", type="affiliatedWith", subject=AMA, object=UNI, origin="text", document=doc),
            EdgeView(iri=CGD + "ownership-1", type="ownedBy", subject=FEED, object=WORKS, origin="register",
                     source="a book", share="0.125", since="2020-03"),
            EdgeView(iri=CGD + "under-1", type="underJurisdiction", subject=WORKS, object=CGD + "jurisdiction-GH",
                     origin="register", source="a book"),
        ),
    )  # fmt: skip


STATEMENTS = """SELECT substr(d.Text, s.Start + 2, s.Stop - s.Start), p.Value, o.Value, c.Value, b.Value
  FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId JOIN DATABOOLEAN b ON b.StatementId = s.ID
  JOIN DATASHORTTEXT ps ON ps.StatementId = s.ID AND ps.VariableId = 1 JOIN ENTITIES p ON p.ID = ps.Entity
  JOIN DATASHORTTEXT os ON os.StatementId = s.ID AND os.VariableId = 2 JOIN ENTITIES o ON o.ID = os.Entity
  JOIN DATASHORTTEXT cs ON cs.StatementId = s.ID AND cs.VariableId = 3 JOIN ENTITIES c ON c.ID = cs.Entity ORDER BY s.ID"""


def opened(data):
    database = sqlite3.connect(":memory:")
    database.deserialize(data)
    return database


@pytest.mark.parametrize("mode", ["full", "quotes", "none"])
def test_claims_are_statements_of_dna(view, mode):
    database = opened(claims_dna(view, mode))
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    # Java counts UTF-16 code units, in which the emoji is two; SQLite counts code points.
    rows = database.execute("SELECT Start, Stop FROM STATEMENTS ORDER BY ID").fetchall()
    (text,) = database.execute("SELECT Text FROM DOCUMENTS").fetchone()
    units = text.encode("utf-16-le")
    words = [units[2 * start : 2 * stop].decode("utf-16-le") for start, stop in rows]
    if mode == "none":
        assert not text.strip()
        assert len(units) == len(TEXT.encode("utf-16-le"))
    else:
        assert words == ["Audit the feed", "trust the wire"]
        assert (text == TEXT) == (mode == "full" or text == TEXT)
    said = [row[1:] for row in database.execute(STATEMENTS)]
    assert said == [
        ("Ama Boateng", "Northgate University", "The Feed", 1),
        ("Ama Boateng", "Northgate University", "", 0),
    ]
    assert database.execute("SELECT Date, Source FROM DOCUMENTS").fetchall() == [
        (1_736_812_800, "The Example")
    ]


def test_the_same_graph_gives_the_same_dna_file(view):
    assert claims_dna(view, "full") == claims_dna(view, "full")


def test_our_dna_file_is_read_again(view):
    source = Source(name="a.dna", file="a.dna", data=claims_dna(view, "full"))
    dataset = prepare([source], Options(dataset="d"))
    begin = '<http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex> "%d"'
    assert any(begin % span("Audit the feed").start in line for line in dataset.aligned)


def test_merged_dna_files_go_out_as_they_came(tmp_path):
    path = tmp_path / "their study.dna"
    with sqlite3.connect(path) as database:
        database.executescript("""
            CREATE TABLE DOCUMENTS(ID INTEGER NOT NULL PRIMARY KEY, Title TEXT NOT NULL, Text TEXT, Weight REAL, Mark BLOB);
            CREATE TABLE STATEMENTS(ID INTEGER NOT NULL PRIMARY KEY, DocumentId INTEGER, Start INTEGER, Stop INTEGER);
            CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value);
            CREATE TABLE EMPTY("a column" TEXT);""")
        database.execute("INSERT INTO DOCUMENTS VALUES (9, '', ?, 1.5, x'00ff')", (TEXT + "\r\n\t\x7f",))
        database.execute("INSERT INTO DOCUMENTS VALUES (3, 'x', NULL, -0.1, NULL)")
        database.execute("INSERT INTO STATEMENTS VALUES (9007199254740993, 9, 0, 3)")
        database.execute("INSERT INTO SETTINGS VALUES ('version', 3)")
        database.execute("INSERT INTO SETTINGS VALUES ('b', '3')")
        database.execute("DELETE FROM SETTINGS WHERE Property = 'version'")
    dataset = prepare([Source(name=str(path), file=path.name, data=path.read_bytes())], Options(dataset="d"))
    ((name, data),) = merged_dna(dataset.lines).items()
    assert name == "their study.dna"
    theirs, ours = opened(path.read_bytes()), opened(data)
    tables = "SELECT name, sql FROM sqlite_master ORDER BY rowid"
    assert ours.execute(tables).fetchall() == theirs.execute(tables).fetchall()
    for table in ("DOCUMENTS", "STATEMENTS", "SETTINGS", "EMPTY"):
        rows = f"SELECT rowid, * FROM {table} ORDER BY rowid"
        assert ours.execute(rows).fetchall() == theirs.execute(rows).fetchall()


def test_annotations_have_their_places_in_the_text(view):
    page = json.loads(annotation_page(view, "quotes"))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    position, quote = page["items"][0]["target"]["selector"]
    assert TEXT[position["start"] : position["end"]] == quote["exact"] == "Audit the feed"
    assert TEXT[position["end"] :].startswith(quote["suffix"])
    assert "exact" not in annotation_page(view, "none")
    source = Source(name="a.jsonld", file="a.jsonld", data=annotation_page(view, "full").encode())
    assert (
        f"<{CGD}claim-1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/oa#Annotation> ."
        in (prepare([source], Options(dataset="d")).lines)
    )


def test_claims_are_rows_that_a_fact_checker_completes(view):
    risky = replace(view, claims=(replace(view.claims[0], quote="=1+1"), view.claims[1]))
    rows = list(csv.DictReader(io.StringIO(claimreview_csv(risky), newline="")))
    assert rows[0]["claimReviewed"] == "'=1+1"
    assert rows[1]["itemReviewed.author.name"] == "Ama Boateng"
    assert rows[0]["itemReviewed.author.sameAs"] == "http://www.wikidata.org/entity/Q1"
    assert rows[0]["itemReviewed.appearance.url"] == "https://news.example/1"
    assert rows[0]["reviewRating.ratingValue"] == ""


def test_entities_are_followthemoney(view):
    entities = {entity["id"]: entity for entity in map(json.loads, ftm_entities(view).splitlines())}
    assert entities["person-ama"] == {
        "id": "person-ama",
        "schema": "Person",
        "properties": {"name": ["Ama Boateng"], "position": ["scholar"], "wikidataId": ["Q1"]},
    }
    assert entities["platform-feed"]["schema"] == "Company"
    assert entities["org-works"]["properties"]["country"] == ["gh"]
    assert entities["ownership-1"]["properties"] == {
        "asset": ["platform-feed"], "owner": ["org-works"], "percentage": ["12.5"], "startDate": ["2020-03"], "publisher": ["a book"],
    }  # fmt: skip
    assert entities["claim-1"]["properties"]["entity"] == ["person-ama", "platform-feed"]
    again = prepare(
        [Source(name="a", file="a.ijson", data=ftm_entities(view).encode())], Options(dataset="d")
    )
    assert any("cg:share" in line or "claimgraph#share" in line for line in again.aligned)


def test_a_crate_describes_the_folder(view, tmp_path):
    (tmp_path / "graph.ttl").write_text("x")
    merged = [
        MergedSource(name="d", licence="https://spdx.org/licenses/MIT", origin="a friend", files=("a.ttl",))
    ]
    crate = json.loads(
        crate_metadata(view, [tmp_path / "graph.ttl"], merged, "https://creativecommons.org/licenses/by/4.0/")
    )
    nodes = {node["@id"]: node for node in crate["@graph"]}
    assert nodes["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert nodes["./"]["license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert nodes["./"]["datePublished"] == "2025-01-14"
    assert nodes["graph.ttl"]["contentSize"] == "1"
    assert nodes["https://w3id.org/claimgraph/graph/external-d"]["license"] == "https://spdx.org/licenses/MIT"
    unstated = {node["@id"]: node for node in json.loads(crate_metadata(view, [], [], None))["@graph"]}
    assert "has not stated terms" in unstated["#terms"]["description"]
    text = void_turtle({"https://w3id.org/claimgraph/graph/external-d": 7}, merged, None)
    triples = {str(quad.object) for quad in ox.parse(text.encode(), ox.RdfFormat.TURTLE)}
    assert '"https://spdx.org/licenses/MIT"' in triples
