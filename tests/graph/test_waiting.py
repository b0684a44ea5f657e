from __future__ import annotations

import sqlite3

import pytest

from claimgraph.errors import StopRun
from claimgraph.graph.waiting import FILE, Waiting


def quads(number):
    return [
        f'<https://example.org/s> <https://example.org/p> "{number}é\\n{at}" <https://example.org/{number}> .'
        for at in range(number)
    ]


def text(*numbers):
    return "".join(f"{quad}\n" for number in numbers for quad in quads(number)).encode()


@pytest.mark.parametrize("on_disk", [True, False])
def test_articles_come_out_whole_in_order_and_once(tmp_path, on_disk):
    waiting = Waiting(tmp_path if on_disk else None)
    for _ in range(2):
        for number in (3, 0, 2, 4, 1):
            waiting.add(quads(number))
        assert (len(waiting), waiting.quads) == (5, 10)
        assert list(waiting.lots(4)) == [text(3, 0, 2), text(4, 1)]
        assert (len(waiting), waiting.quads, list(waiting.lots(4))) == (0, 0, [])
    waiting.close()
    assert list(tmp_path.iterdir()) == []


def test_what_was_not_written_waits_for_the_next_run(tmp_path):
    waiting = Waiting(tmp_path)
    for number in (3, 2, 1):
        waiting.add(quads(number))
    lots = waiting.lots(2)
    assert next(lots) == text(3)
    assert next(lots) == text(2, 1)
    lots.close()  # as a full disk would end it: the first lot was written, the second was not
    waiting.close()
    again = Waiting(tmp_path)
    assert (len(again), again.quads) == (2, 3)
    again.add(quads(4))
    assert list(again.lots(2)) == [text(2, 1), text(4)]
    again.close()
    assert list(tmp_path.iterdir()) == []


def test_what_is_cleared_does_not_come_back(tmp_path):
    waiting = Waiting(tmp_path)
    waiting.add(quads(2))
    waiting.clear()
    waiting.close()
    assert len(Waiting(tmp_path)) == 0


def test_a_damaged_file_is_made_anew(tmp_path):
    (tmp_path / FILE).write_bytes(b"no database at all, " * 200)
    waiting = Waiting(tmp_path)
    assert len(waiting) == 0
    waiting.add(quads(1))
    assert list(waiting.lots(1)) == [text(1)]
    waiting.close()


def test_a_file_that_another_holds_is_one_line(tmp_path):
    Waiting(tmp_path).add(quads(1))
    holder = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    waiting = Waiting(tmp_path)
    waiting._open().execute("PRAGMA busy_timeout = 0")
    with pytest.raises(StopRun, match="the articles that wait could not be written"):
        waiting.add(quads(2))
    holder.execute("ROLLBACK")
    holder.close()
    waiting.close()
