"""Reading while another process writes: whole transactions or nothing, whatever the writer does."""

import subprocess
import sys
import time

from claimgraph.graph.storage.ledger import Entry
from claimgraph.graph.storage.opening import _opened_aside, state, sweep
from claimgraph.graph.storage.store import Store
from claimgraph.ontology.terms import RUN_GRAPH

# Puts articles of 50 quads, drops the one before the last ten, and moves the log into files all the time.
WRITER = """
import sys, time
from pathlib import Path
from claimgraph.graph.storage.ledger import Entry
from claimgraph.graph.storage.store import Store
with Store.create(Path(sys.argv[1])) as store:
    entries, end = [], time.monotonic() + float(sys.argv[2])
    while time.monotonic() < end:
        number = len(entries)
        entry = Entry(source=f"{number}", graph=f"http://x/g{number}", fingerprint="1")
        lines = [f'<http://x/s{number}> <http://x/p{part}> "{"x" * 200}" .' for part in range(50)]
        store.put(entry, lines, "http://x/run")
        entries.append(entry)
        if number >= 10:
            store.drop(entries[number - 10])
        if number % 7 == 0:
            store.inner.flush()
"""
COUNTS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


def whole(store):
    """How many articles there are; each with its ledger entry and all its quads, none missing between."""
    entries = {entry.graph for entry in store.ledger().values()}
    counts = {row["g"].value: int(row["n"].value) for row in store.inner.query(COUNTS)}
    counts.pop(RUN_GRAPH, None)
    assert counts == dict.fromkeys(entries, 50)
    numbers = sorted(int(graph.removeprefix("http://x/g")) for graph in entries)
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert len(numbers) in (10, 11) or numbers[0] == 0
    return len(numbers)


def test_readers_see_whole_articles_while_a_build_writes(tmp_path):
    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), "6"]) as writer:
        while not Store.exists(tmp_path):
            time.sleep(0.05)
        seen = 0
        while writer.poll() is None:
            with Store.read(tmp_path) as store:
                seen += bool(store.ledger()) and whole(store) > 0
    assert writer.returncode == 0
    assert seen > 5
    with Store.read(tmp_path) as store:
        assert whole(store) == 10
    del store
    assert not list(tmp_path.glob(".reading-*"))


def test_what_is_opened_aside_stays_as_it_was(tmp_path):
    first = Entry(source="a", graph="http://x/a", fingerprint="1")
    second = Entry(source="b", graph="http://x/b", fingerprint="1")
    with Store.create(tmp_path) as store:
        store.put(first, ['<http://x/a> <http://x/b> "c" .'], "http://x/run")
        store.settle()
        inner, aside = _opened_aside(tmp_path / "store")
        reader = Store(inner, aside=aside)
        store.put(second, ['<http://x/a> <http://x/b> "d" .'], "http://x/run", replaced=first)
        store.inner.flush()
        store.inner.optimize()
        assert reader.graphs() == ["http://x/a", RUN_GRAPH]
        sweep(tmp_path / "store")
        assert aside.is_dir()  # its process lives
    del reader, inner
    assert not aside.exists()


def test_what_killed_writers_left_is_no_data_and_swept_away(tmp_path):
    with Store.create(tmp_path):
        pass
    before = state(tmp_path / "store")
    left = tmp_path / "store" / "bulk-1.sst"
    left.write_bytes(b"half")
    assert state(tmp_path / "store") == before
    with Store.create(tmp_path):
        assert not left.exists()


def test_what_killed_readers_left_is_swept_away(tmp_path):
    with Store.create(tmp_path):
        pass
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    left = tmp_path / f".reading-{ended.pid}-x"
    left.mkdir()
    with Store.create(tmp_path):
        pass
    assert not left.exists()


def test_a_closed_graph_opens_without_replaying_a_log(tmp_path):
    with Store.create(tmp_path) as store:
        store.put(
            Entry(source="a", graph="http://x/a", fingerprint="1"),
            [f'<http://x/a> <http://x/b> "{n}" .' for n in range(1000)],
            "http://x/run",
        )
    assert max((tmp_path / "store").glob("*.log")).stat().st_size < 100  # all is in files before this one
