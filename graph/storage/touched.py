"""What a writer has touched since it opened the store: the graphs, and in large ones the subjects.

An export that was made of the state before needs only that much written anew.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...ontology.terms import RESOLVED_GRAPH, RUN_GRAPH

# Of these a build changes few lines among very many.
_BY_SUBJECT = frozenset({RESOLVED_GRAPH, RUN_GRAPH})
# When so much was touched an export is written anew, and keeping account is no use.
_MOST = 5_000


class Touched:
    """Graphs by IRI, each with the subjects that were touched in it, in angle brackets; None for all."""

    def __init__(self) -> None:
        self._graphs: dict[str, set[str] | None] | None = {}
        self._size = 0

    def graphs(self) -> dict[str, set[str] | None] | None:
        """What was touched; None for so much that nothing should be taken over."""
        return self._graphs

    def whole(self, *graphs: str) -> None:
        """A graph came, went, or changed, nobody knows where."""
        if self._graphs is not None:
            self._graphs.update(dict.fromkeys(graphs))
            self._count(len(graphs))

    def lines(self, graph: str, lines: Iterable[str]) -> None:
        """These N-Triples lines of a graph came or went."""
        if graph not in _BY_SUBJECT:
            self.whole(graph)
        elif self._graphs is not None:
            subjects = self._graphs.setdefault(graph, set())
            if subjects is not None:
                before = len(subjects)
                subjects.update(line.partition(" ")[0] for line in lines)
                self._count(len(subjects) - before)

    def _count(self, more: int) -> None:
        self._size += more
        if self._size > _MOST:
            self._graphs = None
