"""Lines in order, however many: what does not fit in memory is sorted in runs on disk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import islice
from typing import TextIO

_RUN = 20_000


def in_order(lines: Iterable[str]) -> Iterator[str]:
    """The same lines, without line ends, sorted by code points; at most some 20,000 are in memory.

    Lines hold no line feed themselves, as those of N-Triples.
    """
    lines = iter(lines)
    first = sorted(islice(lines, _RUN))
    if len(first) < _RUN:
        yield from first
        return
    with ExitStack() as stack:
        runs: list[TextIO] = []
        while first:
            run = stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))
            run.writelines(line + "\n" for line in first)
            run.seek(0)
            runs.append(run)
            first = sorted(islice(lines, _RUN))
        yield from merge(*(map(_bare, run) for run in runs))


def _bare(line: str) -> str:
    return line[:-1]
