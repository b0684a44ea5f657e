"""The newest articles as a dataset of their own: what a view of all says of them."""

from dataclasses import replace

from claimgraph.graph.dataset import Dataset
from claimgraph.graph.newest import newest
from claimgraph.graph.snapshot import snapshot
from claimgraph.graph.storage.ledger import Entry
from claimgraph.graph.storage.store import Store
from claimgraph.ontology.terms import CGG


def test_a_view_of_the_newest_is_that_part_of_the_view_of_all(fill, reading, other_reading):
    older = replace(reading, document=replace(reading.document, source="0.txt", id="0.txt", date="2001"))
    store = fill(Store.memory(), older, reading, other_reading)
    whole = snapshot(store, "1")
    assert newest(store, 3) is None
    for most in (1, 2):
        shown = newest(store, most)
        assert len(shown) == most
        view = Dataset(store, "1").view_of(shown)
        assert view.of == 3 and len(view.documents) == most
        there = {document.iri for document in view.documents}
        assert view.documents == tuple(one for one in whole.documents if one.iri in there)
        assert view.claims == tuple(one for one in whole.claims if one.document in there)
        stated = tuple(edge for edge in view.edges if edge.document)
        assert stated == tuple(edge for edge in whole.edges if edge.document in there) != ()
        assert {node.iri: node.name for node in view.nodes}.items() <= {
            node.iri: node.name for node in whole.nodes
        }.items()
        assert {claim.speaker for claim in view.claims} - {None} <= {node.iri for node in view.nodes}
    assert "2001" not in [document.date for document in view.documents]


def test_articles_without_a_date_come_last():
    store = Store.memory()
    for name, date in (("a", None), ("b", "1999-01-01"), ("c", "2025"), ("d", None), ("e", "2025-03")):
        lines = [f'<urn:{name}> <https://schema.org/datePublished> "{date}" .'] if date else []
        store.put(
            Entry(source=name, graph=f"{CGG}doc-{name}", fingerprint="1"),
            [*lines, f"<urn:{name}> <urn:p> <urn:o> ."],
            "urn:run",
        )
    assert newest(store, 4) == [f"{CGG}doc-{name}" for name in "ecba"]
