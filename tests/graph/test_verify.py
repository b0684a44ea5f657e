"""A graph that something was done to behind our back is told from a whole one."""

import pytest

from claimgraph.graph import curation, iri
from claimgraph.graph.lift import lift
from claimgraph.graph.storage.ledger import FILE as LEDGER
from claimgraph.graph.storage.ledger import Entry
from claimgraph.graph.storage.store import Store
from claimgraph.graph.verify import verify
from claimgraph.ontology.terms import RESOLVED_GRAPH, RUN_GRAPH


@pytest.fixture
def whole(tmp_path, reading):
    document = reading.document
    entry = Entry(source=document.source, graph=iri.graph_iri(iri.document_key(document)), fingerprint="1")
    with Store.create(tmp_path) as store:
        curation.set_register(store, ())
        store.put(entry, lift(reading), "http://x/run")
        curation.rebuild(store, tmp_path, None)
        yield store, entry, tmp_path


def test_a_graph_as_it_was_built_is_whole(whole):
    store, _, folder = whole
    result = verify(store, folder)
    assert result.findings == []
    assert (result.articles, result.quads) == (1, len(store))
    assert result.spans > 3


def altered_text(store, entry):
    line = next(line for line in store.lines(entry.graph) if "#isString>" in line)
    other = line.replace('"', '"x', 1)
    store.inner.update(
        f"DELETE DATA {{ GRAPH <{entry.graph}> {{ {line} }} }} ; "
        f"INSERT DATA {{ GRAPH <{entry.graph}> {{ {other} }} }}"
    )


def lost_graph(store, entry):
    store.drop_graph(entry.graph)


def lost_entry(store, entry):
    store.inner.update(f"DELETE WHERE {{ GRAPH <{RUN_GRAPH}> {{ <{entry.graph}> ?p ?o }} }}")


def other_source(store, entry):
    store.inner.update(
        f"DELETE {{ GRAPH ?g {{ ?s <http://purl.org/dc/terms/source> ?o }} }} "
        f"INSERT {{ GRAPH ?g {{ ?s <http://purl.org/dc/terms/source> 'b.txt' }} }} "
        f"WHERE {{ GRAPH ?g {{ ?s <http://purl.org/dc/terms/source> ?o }} FILTER(?g = <{RUN_GRAPH}>) }}"
    )


def added_article(store, entry):
    store.put(Entry(source="c.txt", graph=entry.graph + "0", fingerprint="2"), [], "http://x/run")


def lost_derivation(store, entry):
    store.drop_graph(RESOLVED_GRAPH)


def other_lines_beside(store, entry):
    lines = store.lines(entry.graph)
    store._articles.add(entry, [*lines[:-1], lines[-1].replace("a", "b")], "", waits=False)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (other_lines_beside, "delete that file"),
        (altered_text, "not the one that was hashed"),
        (lost_graph, "its graph is missing"),
        (lost_entry, "no source is known"),
        (other_source, "another source"),
        (added_article, "is not made from these articles"),
        (lost_derivation, "run the last build again"),
    ],
)
def test_what_is_missing_left_over_or_altered_is_named(whole, harm, said):
    store, entry, folder = whole
    harm(store, entry)
    assert any(said in str(finding) for finding in verify(store, folder).findings)


def test_a_ledger_beside_that_says_other_than_the_store_is_named(whole):
    store, entry, folder = whole
    store.keep_ledger()
    store.close()
    file = folder / LEDGER
    file.write_text(file.read_text("utf-8").replace(entry.source, "other.txt"), "utf-8")
    with Store.read(folder) as reader:
        assert [finding.what for finding in verify(reader, folder).findings] == [
            f"{LEDGER} says other than the store: delete that file"
        ]
