from __future__ import annotations

import pytest

from claimgraph.graph.ledger import Entry
from claimgraph.graph.waiting import Waiting


def entry(number):
    return Entry(source=f"{number}.txt", graph=f"https://example.org/{number}", fingerprint=str(number))


def lines(number):
    return [f'<https://example.org/s> <https://example.org/p> "{number}é\\n{at}" .' for at in range(number)]


@pytest.mark.parametrize("on_disk", [True, False])
def test_articles_come_out_whole_in_order_and_once(tmp_path, on_disk):
    waiting = Waiting(tmp_path if on_disk else None)
    for _ in range(2):
        for number in (3, 0, 2, 4, 1):
            waiting.add(entry(number), lines(number), f"run {number}")
        assert (len(waiting), waiting.triples) == (5, 10)
        lots = list(waiting.lots(4))
        assert [[new.entry.source for new in lot] for lot in lots] == [
            ["3.txt", "0.txt", "2.txt"],
            ["4.txt", "1.txt"],
        ]
        assert [new for lot in lots for new in lot] == [
            (entry(number), lines(number), f"run {number}") for number in (3, 0, 2, 4, 1)
        ]
        assert (len(waiting), waiting.triples, list(waiting.lots(4))) == (0, 0, [])
    waiting.close()
    assert list(tmp_path.iterdir()) == []


def test_what_was_not_taken_out_does_not_come_back(tmp_path):
    waiting = Waiting(tmp_path)
    for number in (3, 2):
        waiting.add(entry(number), lines(number), "run")
    lots = waiting.lots(1)
    assert next(lots)[0].lines == lines(3)
    lots.close()
    waiting.add(entry(1), lines(1), "run")
    assert [new.lines for lot in waiting.lots(1) for new in lot] == [lines(1)]
    waiting.close()
