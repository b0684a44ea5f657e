"""A reading lifted: what its triples say, and that they say the same thing every time."""

from dataclasses import replace

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.graph.lift import lift
from claimgraph.graph.ntriples import literal
from claimgraph.graph.record import Document, Reading
from claimgraph.ontology.proof import prove
from claimgraph.ontology.terms import CG, NIF


def test_every_span_slices_to_its_words(reading):
    quads = list(ox.parse("\n".join(lift(reading)), ox.RdfFormat.N_TRIPLES))
    spans = {quad.subject for quad in quads if quad.object == ox.NamedNode(CG + "Span")}
    value = {(quad.subject, quad.predicate.value): quad.object.value for quad in quads}
    assert len(spans) == 12
    for node in spans:
        begin, end = int(value[node, NIF + "beginIndex"]), int(value[node, NIF + "endIndex"])
        assert reading.document.text[begin:end] == value[node, NIF + "anchorOf"]


def test_lines_are_sorted_unique_and_as_the_store_writes_them(reading):
    lines = lift(reading)
    assert lines == sorted(set(lines))
    store = ox.Store()
    store.load("\n".join(lines).encode(), ox.RdfFormat.N_TRIPLES)
    written = store.dump(None, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()).decode()
    assert sorted(written.rstrip("\n").split("\n")) == lines


def test_claims_point_to_speaker_target_and_document(reading):
    store = ox.Store()
    store.load("\n".join(lift(reading)).encode(), ox.RdfFormat.N_TRIPLES)
    rows = store.query(
        """SELECT ?name ?target ?quote WHERE { ?claim cg:speaker/rdfs:label ?name ; cg:quote ?quote ;
        cg:aboutSpan/cg:refersTo/rdfs:label ?target ; cg:speakerRole/cg:category cg:expert }""",
        prefixes={"cg": CG, "rdfs": "http://www.w3.org/2000/01/rdf-schema#"},
    )
    assert [(row["name"].value, row["target"].value, row["quote"].value) for row in rows] == [
        ("Ama Boateng", "RedNote", "RedNote is not a refuge")
    ]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_as_a_literal(text):
    (quad,) = ox.parse(f"<http://a> <http://b> {literal(text)} .", ox.RdfFormat.N_TRIPLES)
    assert quad.object.value == text
    assert str(quad.object) == literal(text)


def test_a_document_without_a_reading_still_has_its_text():
    lines = lift(Reading(document=Document(id="e", source="e", text="x"), model="none"))
    assert sum("#isString>" in line for line in lines) == 1


def test_a_quotation_that_names_nobody_shows_the_speaker_where_last_mentioned(reading):
    floating = replace(reading.claims[1], source=(), cue=())
    lines = lift(replace(reading, claims=(reading.claims[0], floating)))
    (shown,) = [line for line in lines if "#speakerSpan>" in line]
    place = reading.document.text.index("Boateng worries")
    assert shown.endswith(f"-{place}-{place + len('Boateng')}> .")
    assert not prove(lines).violations
