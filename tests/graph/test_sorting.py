"""Lines in order, also more than are held in memory."""

import random

from claimgraph.graph.sorting import in_order


def test_lines_are_sorted_however_many_they_are():
    for count in (0, 1, 19_999, 20_000, 20_001, 65_000):
        lines = [f"{number:06} \u2028é\x85 line \r" for number in range(count)]
        shuffled = random.Random(1).sample(lines, count)
        assert list(in_order(shuffled)) == lines
