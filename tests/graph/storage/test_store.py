"""The store on disk: one article is one transaction, reads go on while another process writes."""

import subprocess
import sys

import pytest

from claimgraph.errors import DataError, StopRun, UsageError
from claimgraph.graph.lift import lift
from claimgraph.graph.storage.ledger import Entry
from claimgraph.graph.storage.store import Store

FIRST = Entry(source="a.txt", graph="https://w3id.org/claimgraph/graph/doc-1", fingerprint="1")
SECOND = Entry(source="a.txt", graph="https://w3id.org/claimgraph/graph/doc-2", fingerprint="2")
LINES = ['<http://x/a> <http://x/b> "c" .', '<http://x/a> <http://x/b> "d\\u2028e" .']


def test_a_document_and_its_ledger_entry_come_and_go_together(tmp_path, reading):
    lines = lift(reading)
    with Store.create(tmp_path) as store:
        store.put(FIRST, lines, "http://x/run")
        assert store.ledger() == {"a.txt": FIRST}
        assert store.lines(FIRST.graph) == lines
        store.put(SECOND, LINES, "http://x/run", replaced=FIRST)
        assert store.ledger() == {"a.txt": SECOND}
        assert store.lines(FIRST.graph) == []
        store.drop(SECOND)
        assert store.ledger() == {}
        assert len(store) == 0


def test_new_articles_are_written_together_and_seen_before_by_who_writes(tmp_path):
    with Store.create(tmp_path) as store:
        for number in range(3):
            store.put(
                Entry(source=f"{number}", graph=f"http://x/g{number}", fingerprint="1"), LINES, "http://x/run"
            )
        assert Store.read(tmp_path).graphs() == []
        assert len(store.graphs()) == 4  # with the ledger
        assert Store.read(tmp_path).graphs() == store.graphs()


def test_what_was_written_is_there_when_opened_again(tmp_path):
    with Store.create(tmp_path) as store:
        store.put(FIRST, LINES, "http://x/run")
    assert Store.read(tmp_path).lines(FIRST.graph) == sorted(
        ['<http://x/a> <http://x/b> "c" .', '<http://x/a> <http://x/b> "d\u2028e" .']
    )


def test_a_large_graph_is_read_in_order_with_little_in_memory(tmp_path):
    words = "é" * 60 + "\\u0007 \\n"
    lines = [f'<http://x/{number % 7}> <http://x/p> "{number} {words}"@en .' for number in range(40_000)]
    with Store.create(tmp_path) as store:
        store.put(FIRST, lines, "http://x/run")
        assert list(store.lines_in_order(FIRST.graph)) == sorted(lines) == store.lines(FIRST.graph)
        assert list(store.lines_in_order("http://x/none")) == []


def test_a_replacement_that_does_not_parse_changes_nothing(tmp_path):
    with Store.create(tmp_path) as store:
        store.put(FIRST, LINES, "http://x/run")
        with pytest.raises(DataError, match="cannot be stored"):
            store.put(SECOND, ["<http://x/a> broken ."], "http://x/run", replaced=FIRST)
        assert store.ledger() == {"a.txt": FIRST}
        assert len(store.lines(FIRST.graph)) == 2


def test_a_second_writer_is_told_and_a_reader_reads(tmp_path):
    with Store.create(tmp_path) as store:
        store.put(FIRST, LINES, "http://x/run")
        store.settle()
        program = (
            "import sys; from pathlib import Path; from claimgraph.graph.storage.store import Store; "
            "from claimgraph.errors import StopRun\n"
            "print(len(Store.read(Path(sys.argv[1])).lines(sys.argv[2])))\n"
            "try: Store.create(Path(sys.argv[1]))\n"
            "except StopRun as error: print(error)"
        )
        answer = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path), FIRST.graph],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    assert answer.stdout.splitlines()[0] == "2"
    assert "another process is writing" in answer.stdout


def test_no_graph_and_no_folder_are_told_apart(tmp_path):
    with pytest.raises(UsageError, match="holds no graph"):
        Store.read(tmp_path / "none")
    (tmp_path / "file").write_text("x")
    with pytest.raises(StopRun, match="cannot be created"):
        Store.create(tmp_path / "file" / "graph")


def test_what_a_killed_process_had_read_is_there_for_the_next(tmp_path):
    program = f"""
import os, signal, sys
sys.path[:0] = {sys.path!r}
from claimgraph.graph.storage.store import Entry, Store
store = Store.create(__import__("pathlib").Path({str(tmp_path)!r}))
for number in range(3):
    entry = Entry(source=f"{{number}}", graph=f"http://x/g{{number}}", fingerprint="1")
    store.put(entry, {LINES!r}, "http://x/run")
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", program], check=False)
    assert Store.read(tmp_path).graphs() == []
    with Store.create(tmp_path) as store:
        store.keep_ledger()
        assert sorted(store.ledger()) == ["0", "1", "2"]
        assert store.lines("http://x/g2") == sorted(line.replace("\\u2028", "\u2028") for line in LINES)
    assert not (tmp_path / "waiting.sqlite").exists()


def test_lines_that_do_not_parse_do_not_wait_for_ever(tmp_path):
    with Store.create(tmp_path) as store:
        store.keep_ledger()
        store.put(FIRST, ["not a triple ."], "http://x/run")
        with pytest.raises(DataError, match="cannot be stored"):
            store.settle()
    with Store.create(tmp_path) as store:
        store.keep_ledger()
        assert store.ledger() == {}


def test_the_names_of_graphs_keep_step_with_what_is_written(tmp_path):
    def fresh():
        return sorted(node.value for node in store.inner.named_graphs())

    steps = [
        lambda: store.put(FIRST, LINES, "http://x/run"),
        lambda: store.put(SECOND, LINES, "http://x/run", replaced=FIRST),
        lambda: store.put(FIRST, [], "http://x/run", replaced=SECOND),
        lambda: store.add_lines("http://x/a", LINES),
        lambda: store.add_lines("http://x/b", []),
        lambda: store.replace_graph("http://x/c", LINES[:1]),
        lambda: store.replace_graphs({"http://x/d": LINES, "http://x/a": []}),
        lambda: store.drop_graphs(["http://x/c", "http://x/none"]),
        lambda: store.empty_graph("http://x/d"),
        lambda: store.drop_graph("http://x/d"),
        lambda: store.drop(FIRST),
    ]
    with Store.create(tmp_path) as store:
        assert store.graphs() == []
        for step in steps:
            step()
            assert store.graphs() == fresh()


def test_a_large_store_is_opened_again_with_all_that_is_in_it(tmp_path):
    with Store.create(tmp_path) as store:
        store.keep_ledger()
        for number in range(1_010):
            entry = Entry(source=f"{number}", graph=f"http://x/g{number}", fingerprint="1")
            store.put(entry, LINES, "http://x/run")
        store.refresh()
        assert (len(store), len(store.graphs())) == (1_010 * 6, 1_011)
        store.drop(Entry(source="0", graph="http://x/g0", fingerprint="1"))
        assert len(Store.read(tmp_path)) == 1_009 * 6


def test_a_large_store_that_somebody_still_reads_is_not_opened_again(tmp_path):
    with pytest.raises(StopRun, match="another process"), Store.create(tmp_path) as store:
        store.keep_ledger()
        for number in range(1_001):
            entry = Entry(source=f"{number}", graph=f"http://x/g{number}", fingerprint="1")
            store.put(entry, LINES, "http://x/run")
        reader = store.inner
        store.refresh()
    del reader
    assert len(Store.read(tmp_path)) == 1_001 * 6
