"""What kind of company a word keeps in news: the number of its cluster (``data/word_clusters.tsv``).

Words that stand among the same words share a cluster, so that "Jones" tells something about "Smith" and
one paper about another. A table of so many words would take ten times their length; it is searched as it is.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files


@lru_cache(10_000)
def cluster_of(word: str) -> str:
    """The number of a word's cluster, whatever its case; the empty string where the table lacks it."""
    table, wanted = _table(), word.casefold().encode() + b"\t"
    start, stop = 0, len(table)
    while start < stop:
        # The line that holds the byte in the middle.
        first = table.rfind(b"\n", start, (start + stop) // 2) + 1 or start
        last = table.index(b"\n", first)
        if table.startswith(wanted, first):
            return table[first + len(wanted) : last].decode()
        if table[first:last] < wanted:
            start = last + 1
        else:
            stop = first
    return ""


@cache
def _table() -> bytes:
    """The lines of the table in the order of their bytes, without the comments that it begins with."""
    table = files("claimgraph.extract").joinpath("data/word_clusters.tsv").read_bytes()
    first = 0
    while table.startswith(b"#", first):
        first = table.index(b"\n", first) + 1
    return table[first:]
