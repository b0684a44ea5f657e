"""News articles in, a checked knowledge graph of actors, platforms and claims out.

>>> import claimgraph
>>> claimgraph.build(["articles/"], "mygraph/")                          # doctest: +SKIP
>>> graph = claimgraph.open("mygraph/")                                  # doctest: +SKIP
>>> graph.query("claims-about", name="RedNote")                          # doctest: +SKIP
>>> graph.claims(), graph.to_rdflib(), graph.to_networkx()               # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .extract.workers import Settings
    from .pipeline import Graph, Report, build, extract
    from .pipeline import open_graph as open

__version__ = "0.1.0"
__all__ = ["Graph", "Report", "Settings", "build", "extract", "open"]


def __getattr__(name: str) -> Any:
    # spaCy takes a second or two to import: it is loaded when something is asked for.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import pipeline

    return getattr(pipeline, "open_graph" if name == "open" else name)
