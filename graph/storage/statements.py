"""Reading a named graph out of the store as N-Triples lines, by Oxigraph's own writer as a whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import chain

import pyoxigraph as ox

from ..sorting import in_order

# Bytes that are taken up at a time; what a graph has beyond them waits on disk.
_BLOCK = 500_000


def lines_in_order(store: ox.Store, graph: str) -> Iterator[str]:
    """The sorted N-Triples lines of a graph, without line ends; of however many, few are in memory."""
    blocks = _blocks(store, graph)
    first, second = next(blocks, []), next(blocks, None)
    if second is None:
        return iter(sorted(first))
    return in_order(line for block in chain((first, second), blocks) for line in block)


def _blocks(store: ox.Store, graph: str) -> Iterator[list[str]]:
    with tempfile.SpooledTemporaryFile(_BLOCK) as spool:
        store.dump(spool, ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph))
        spool.seek(0)
        while block := spool.read(_BLOCK) + spool.readline():
            yield block.decode()[:-1].split("\n")
