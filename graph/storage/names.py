"""The names of a store's graphs: to look up twenty thousand of them takes a second, and 80 MB of cache."""

from __future__ import annotations

import pyoxigraph as ox


class Names:
    """The IRIs of named graphs that hold something; kept in step by who writes, once they were looked up."""

    def __init__(self) -> None:
        self._known: set[str] | None = None

    def of(self, store: ox.Store) -> list[str]:
        """All of them, sorted."""
        if self._known is None:
            found = store.named_graphs()
            self._known = {node.value for node in found if isinstance(node, ox.NamedNode)}
        return sorted(self._known)

    def come(self, *graphs: str) -> None:
        """These hold something now."""
        if self._known is not None:
            self._known.update(graphs)

    def gone(self, *graphs: str) -> None:
        """These were dropped."""
        if self._known is not None:
            self._known.difference_update(graphs)
