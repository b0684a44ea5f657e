from __future__ import annotations

import sqlite3

import pytest

from claimgraph.errors import StopRun
from claimgraph.graph.storage.articles import FILE, Articles
from claimgraph.graph.storage.ledger import Entry, ledger_lines
from claimgraph.ontology.terms import RUN_GRAPH

RUN = "https://example.org/run"


def entry(number, fingerprint="1"):
    return Entry(source=f"{number}.txt", graph=f"https://example.org/{number}", fingerprint=fingerprint)


def lines(number):
    return [f'<https://example.org/s> <https://example.org/p> "{number}é .\\n{at}" .' for at in range(number)]


def quads(*numbers):
    """What has to be in the store: the articles' lines in their graphs, the ledger's in the run graph."""
    found = []
    for number in numbers:
        found += [f"{line[:-1]}<{entry(number).graph}> .\n" for line in lines(number)]
        found += [f"{line[:-1]}<{RUN_GRAPH}> .\n" for line in ledger_lines(entry(number), RUN)]
    return "".join(found).encode()


@pytest.fixture(params=["on disk", "in memory"])
def articles(request, tmp_path):
    found = Articles.writable(tmp_path) if request.param == "on disk" else Articles.memory()
    yield found
    found.close()


def test_they_wait_in_order_and_come_out_whole_and_once(articles):
    for _ in range(2):
        for number in (3, 0, 2, 4, 1):
            articles.add(entry(number), lines(number), RUN, waits=True)
        assert (len(articles), articles.quads) == (5, 10)
        assert [lot.read() for lot in articles.lots(4)] == [quads(3, 0, 2), quads(4, 1)]
        assert (len(articles), articles.quads, list(articles.lots(4))) == (0, 0, [])


def test_they_stay_as_they_were_read_until_they_are_dropped_or_replaced(articles):
    articles.add(entry(3), lines(3), RUN, waits=True)
    for lot in articles.lots(1):
        lot.read()
    articles.add(entry(2), lines(2), RUN, waits=False)
    assert len(articles) == 0
    assert articles.lines(entry(3).graph, "1") == lines(3)
    assert articles.lines(entry(2).graph, "1") == lines(2)
    assert articles.lines(entry(2).graph, "another") is None
    articles.add(entry(2, "another"), lines(4), RUN, waits=False)
    assert articles.lines(entry(2).graph, "1") is None
    assert articles.lines(entry(2).graph, "another") == lines(4)
    articles.drop(entry(3).graph)
    assert articles.lines(entry(3).graph, "1") is None


def test_what_was_not_written_waits_for_the_next_run(tmp_path):
    articles = Articles.writable(tmp_path)
    for number in (3, 2, 1):
        articles.add(entry(number), lines(number), RUN, waits=True)
    lots = articles.lots(2)
    assert next(lots).read() == quads(3)
    assert next(lots).read() == quads(2, 1)
    lots.close()  # as a full disk would end it: the first lot was written, the second was not
    articles.close()
    again = Articles.writable(tmp_path)
    assert (len(again), again.quads) == (2, 3)
    again.add(entry(4), lines(4), RUN, waits=True)
    assert [lot.read() for lot in again.lots(2)] == [quads(2, 1), quads(4)]
    again.close()


def test_who_reads_finds_the_lines_and_nothing_that_waits(tmp_path):
    writer = Articles.writable(tmp_path)
    writer.add(entry(2), lines(2), RUN, waits=True)
    reader = Articles.read(tmp_path)
    assert len(reader) == 0
    assert reader.lines(entry(2).graph, "1") == lines(2)
    reader.close()
    writer.close()
    assert Articles.read(tmp_path / "elsewhere") is None


def test_what_is_forgotten_does_not_come_back(tmp_path):
    articles = Articles.writable(tmp_path)
    articles.add(entry(2), lines(2), RUN, waits=True)
    articles.forget_waiting()
    articles.close()
    assert len(Articles.writable(tmp_path)) == 0


def test_a_damaged_file_is_made_anew_and_a_damaged_row_counts_for_nothing(tmp_path):
    (tmp_path / FILE).write_bytes(b"no database at all, " * 200)
    articles = Articles.writable(tmp_path)
    articles.add(entry(1), lines(1), RUN, waits=False)
    articles.close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("UPDATE article SET lines = x'00ff'")
    connection.close()
    assert Articles.writable(tmp_path).lines(entry(1).graph, "1") is None


def test_a_file_that_another_holds_is_one_line(tmp_path):
    articles = Articles.writable(tmp_path)
    holder = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StopRun, match="the articles could not be written"):
        articles.add(entry(2), lines(2), RUN, waits=True)
    holder.execute("ROLLBACK")
    holder.close()
    articles.close()
