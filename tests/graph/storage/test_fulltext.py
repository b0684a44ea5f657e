"""The index of quotes keeps step with the store: replaced, dropped, killed in between."""

from claimgraph.graph.iri import document_key, graph_iri
from claimgraph.graph.lift import lift
from claimgraph.graph.storage.fulltext import QuoteIndex
from claimgraph.graph.storage.ledger import Entry
from claimgraph.graph.storage.store import Store

RUN = "https://w3id.org/claimgraph/id/run-1"


def entry(reading, fingerprint="1"):
    graph = graph_iri(document_key(reading.document))
    return Entry(source=reading.document.source, graph=graph, fingerprint=fingerprint)


def found(folder, words):
    with Store.read(folder) as store:
        return store.quotes.search(words)


def test_quotes_come_and_go_with_their_article(tmp_path, reading, other_reading):
    first, second = entry(reading), entry(other_reading)
    with Store.create(tmp_path) as store:
        store.put(first, lift(reading), RUN)
        store.put(second, lift(other_reading), RUN)
        assert len(store.quotes.search("rednote")) == 2
        assert len(found(tmp_path, "rednote")) == 2  # a reader sees it while the writer is at work
        store.put(second, lift(other_reading), RUN, replaced=first)
    assert len(found(tmp_path, "rednote")) == 1
    assert found(tmp_path, "refuge") == []
    with Store.writable(tmp_path) as store:
        store.drop(second)
    assert found(tmp_path, "rednote") == []


def test_a_build_that_was_killed_between_store_and_index_is_mended(tmp_path, reading, other_reading):
    with Store.create(tmp_path) as store:
        store.put(entry(reading), lift(reading), RUN)
    with Store.create(tmp_path) as store:  # what a kill leaves: the store is ahead of the index
        index, store._index = store._index, None
        store.drop(entry(reading))
        store.put(entry(other_reading), lift(other_reading), RUN)
        index.close()
    assert len(found(tmp_path, "refuge")) == 1
    with Store.writable(tmp_path) as store:
        store.mend_quotes(store.ledger())
    assert found(tmp_path, "refuge") == []
    assert len(found(tmp_path, "propaganda")) == 1


def test_without_an_index_the_quotes_of_the_store_are_searched(tmp_path, reading):
    with Store.create(tmp_path) as store:
        store.put(entry(reading), lift(reading), RUN)
    (tmp_path / "quotes.sqlite").unlink()
    assert QuoteIndex.read(tmp_path) is None
    assert len(found(tmp_path, "refuge")) == 1


def test_the_order_does_not_tell_how_the_graph_was_built(tmp_path, reading, other_reading):
    orders = []
    for number, readings in enumerate([(reading, other_reading), (other_reading, reading)]):
        with Store.create(tmp_path / str(number)) as store:
            for one in readings:
                store.put(entry(one), lift(one), RUN)
        orders.append(found(tmp_path / str(number), "rednote OR app OR tiktok"))
    assert orders[0] == orders[1]
    assert len(orders[0]) == 4


def test_what_is_no_search_syntax_is_taken_word_for_word(tmp_path, reading):
    with Store.create(tmp_path) as store:
        store.put(entry(reading), lift(reading), RUN)
    assert len(found(tmp_path, 'a "refuge')) == 1
    for hostile in ("refuge)", "(refuge", "rednote-refuge", "quote:refuge", "x' OR 1=1 --", "NEAR(", "^*"):
        assert isinstance(found(tmp_path, hostile + " refuge"), list)
