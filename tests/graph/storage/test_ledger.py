"""The ledger beside the store counts for the state of the store that it goes with, and for no other."""

import shutil

import pytest

from claimgraph.graph.storage import ledger
from claimgraph.graph.storage.ledger import FILE, Entry
from claimgraph.graph.storage.store import Store
from claimgraph.ontology.terms import RUN_GRAPH

LINES = ['<http://x/a> <http://x/b> "c" .']
RUN = "http://x/run"


def entry(number):
    return Entry(source=f"{number}.txt", graph=f"http://x/g{number}", fingerprint=f"{number}")


def kept(folder):
    """What is opened is kept, and what the store says itself."""
    with Store.writable(folder) as store:
        store.keep_ledger()
        return store.ledger(), ledger.read_ledger(store.inner)


@pytest.fixture
def graph(tmp_path):
    with Store.create(tmp_path / "graph") as store:
        store.keep_ledger()
        for number in range(3):
            store.put(entry(number), LINES, RUN)
    return tmp_path / "graph"


def test_it_is_not_read_from_the_store_again(graph):
    file = graph / FILE
    file.write_text(file.read_text("utf-8").replace("0.txt", "zero.txt"), "utf-8")
    beside, told = kept(graph)
    assert sorted(beside) == ["1.txt", "2.txt", "zero.txt"]
    assert sorted(told) == ["0.txt", "1.txt", "2.txt"]


def test_it_keeps_step_with_what_comes_goes_and_changes(graph):
    with Store.writable(graph) as store:
        store.keep_ledger()
        store.drop(entry(0))
        store.put(entry(4), LINES, RUN)
        changed = Entry(source="1.txt", graph="http://x/g1b", fingerprint="1b")
        store.put(changed, LINES, RUN, replaced=entry(1))
    beside, told = kept(graph)
    assert beside == told == {"1.txt": changed, "2.txt": entry(2), "4.txt": entry(4)}


def test_who_writes_without_it_leaves_it_behind(graph):
    with Store.writable(graph) as store:
        store.drop(entry(0))
    beside, told = kept(graph)
    assert beside == told == {"1.txt": entry(1), "2.txt": entry(2)}


def test_a_store_that_was_put_back_is_asked_itself(graph, tmp_path):
    shutil.copytree(graph / "store", tmp_path / "store")
    with Store.writable(graph) as store:
        store.keep_ledger()
        store.drop(entry(0))
    shutil.rmtree(graph / "store")
    (tmp_path / "store").rename(graph / "store")
    beside, told = kept(graph)
    assert beside == told == {f"{number}.txt": entry(number) for number in range(3)}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"state": 1}', "\x00"])
def test_a_damaged_file_counts_for_nothing(graph, text):
    (graph / FILE).write_text(text, encoding="utf-8")
    beside, told = kept(graph)
    assert beside == told == {f"{number}.txt": entry(number) for number in range(3)}


def test_the_run_graph_is_written_from_it_as_the_store_has_it(graph):
    odd = Entry(source='a "b"\\c\u2028é\n.txt', graph="http://x/g1/2", fingerprint="5")
    with Store.writable(graph) as store:
        store.describe_run(RUN, 'program "1"')
        store.describe_run("http://x/older", "program 0")
        store.put(odd, LINES, "http://x/older")
        store.put(entry(6), [], RUN)
        store.drop(entry(0))
        changed = Entry(source="1.txt", graph="http://x/g1b", fingerprint="1b")
        store.put(changed, LINES, RUN, replaced=entry(1))
        assert list(store.lines_in_order(RUN_GRAPH)) == store.lines(RUN_GRAPH)
        assert len(store.lines(RUN_GRAPH)) == 4 * 4 + 4
    assert list(Store.read(graph).lines_in_order(RUN_GRAPH)) == Store.read(graph).lines(RUN_GRAPH)


def test_the_run_graph_is_the_stores_where_it_is_not_known_what_made_an_article(graph):
    (graph / "articles.sqlite").unlink()
    with Store.writable(graph) as store:
        assert list(store.lines_in_order(entry(1).graph)) == LINES
        assert list(store.lines_in_order(RUN_GRAPH)) == store.lines(RUN_GRAPH) != []
