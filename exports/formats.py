"""The formats of ``claimgraph export --to``: one table, from name to what writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from ..graph.view import View
from .jsonld import write_jsonld
from .network import gexf, graphml
from .tables import actors_csv, claims_csv, documents_csv, relations_csv
from .turtle import Graphs, write_nquads, write_trig, write_turtle


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """Written from the named graphs, as a stream; text is UTF-8 with ``\\n`` as it stands."""

    suffix: str
    write: Callable[[Graphs, TextIO], None]


@dataclass(frozen=True, slots=True)
class ViewFormat:
    """Made from a ``View``: for each suffix a function that gives the file's whole text."""

    files: dict[str, Callable[[View], str]]


FORMATS: dict[str, GraphFormat | ViewFormat] = {
    "ttl": GraphFormat(".ttl", write_turtle),
    "trig": GraphFormat(".trig", write_trig),
    "nq": GraphFormat(".nq", write_nquads),
    "jsonld": GraphFormat(".jsonld", write_jsonld),
    "csv": ViewFormat(
        {
            "-claims.csv": claims_csv,
            "-actors.csv": actors_csv,
            "-relations.csv": relations_csv,
            "-documents.csv": documents_csv,
        }
    ),
    "graphml": ViewFormat({".graphml": graphml}),
    "gexf": ViewFormat({".gexf": gexf}),
}
