"""The formats of ``claimgraph export --to``: one table, from name to what writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from ..graph.view import View
from .excerpts import carried
from .jsonld import write_jsonld
from .network import gexf, graphml
from .page import render_page
from .tables import actors_csv, claims_csv, documents_csv, relations_csv
from .turtle import Graphs, write_nquads, write_trig, write_turtle


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """Written from the named graphs, as a stream; text is UTF-8 with ``\\n`` as it stands."""

    suffix: str
    write: Callable[[Graphs, TextIO], None]


@dataclass(frozen=True, slots=True)
class ViewFormat:
    """Made from a ``View``: for each suffix a function that gives the file's whole text.

    Its second argument is how much article text goes along: one of ``excerpts.TEXT_MODES``.
    """

    files: dict[str, Callable[[View, str], str]]


FORMATS: dict[str, GraphFormat | ViewFormat] = {
    "ttl": GraphFormat(".ttl", write_turtle),
    "trig": GraphFormat(".trig", write_trig),
    "nq": GraphFormat(".nq", write_nquads),
    "jsonld": GraphFormat(".jsonld", write_jsonld),
    "html": ViewFormat({".html": lambda view, text: render_page(view, text=text)}),
    "csv": ViewFormat(
        {
            "-claims.csv": lambda view, text: claims_csv(carried(view, text)),
            "-actors.csv": lambda view, _: actors_csv(view),
            "-relations.csv": lambda view, text: relations_csv(carried(view, text)),
            "-documents.csv": lambda view, _: documents_csv(view),
        }
    ),
    "graphml": ViewFormat({".graphml": lambda view, text: graphml(carried(view, text))}),
    "gexf": ViewFormat({".gexf": lambda view, text: gexf(carried(view, text))}),
}
