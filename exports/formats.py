"""The formats of ``claimgraph export --to``: one table, from name to what writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ..graph.view import View
from ..ontology.terms import EXTERNAL_GRAPHS
from .annotations import annotation_page
from .claimreview import claimreview_csv
from .crate import crate_metadata, merged_sources, void_turtle
from .dna import claims_dna, merged_dna
from .excerpts import carried
from .ftm import ftm_entities
from .jsonld import write_jsonld
from .network import gexf, graphml
from .page import render_page
from .renewal import Changes, renew_turtle
from .tables import actors_csv, claims_csv, documents_csv, relations_csv
from .turtle import Graphs, trig_of_turtle, write_nquads, write_trig, write_turtle


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """Written from the named graphs, as a stream; text is UTF-8 with ``\\n`` as it stands.

    ``renew`` writes the same from the file that was made of the dataset before some changes; ``of_turtle``
    from the Turtle of the same dataset.
    """

    suffix: str
    write: Callable[[Graphs, TextIO], None]
    renew: Callable[[Path, Changes, TextIO], None] | None = None
    of_turtle: Callable[[TextIO, TextIO], None] | None = None


@dataclass(frozen=True, slots=True)
class ViewFormat:
    """Made from a ``View``: for each suffix a function that gives the file's whole text.

    Its second argument is how much article text goes along: one of ``excerpts.TEXT_MODES``. A build shows
    the newest ``most`` articles, all if that is None; an export shows all.
    """

    files: dict[str, Callable[[View, str], str]]
    most: int | None = None


@dataclass(frozen=True, slots=True)
class BytesFormat:
    """Made from a ``View`` and the named graphs: for each suffix the file's bytes.

    The third argument is how much article text goes along.
    """

    files: Callable[[View, Graphs, str], dict[str, bytes]]


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """Describes the other files of a folder: for each file name its whole text.

    Called with the view, the lines by named graph, the files, and the terms under which they may be used.
    """

    files: Callable[[View, Mapping[str, list[str]], Iterable[Path], str | None], dict[str, str]]


def _dna_files(view: View, graphs: Graphs, text: str) -> dict[str, bytes]:
    """Our claims, and each merged DNA file as it came."""
    files = {".dna": claims_dna(view, text)}
    for graph, lines in graphs:
        if graph.startswith(EXTERNAL_GRAPHS):
            found = merged_dna(lines)
            name = graph.removeprefix(EXTERNAL_GRAPHS)
            for file, data in found.items():
                files[f"-{name}.dna" if len(found) == 1 else f"-{name}-{Path(file).stem}.dna"] = data
    return files


def _crate_files(
    view: View, graphs: Mapping[str, list[str]], files: Iterable[Path], licence: str | None
) -> dict[str, str]:
    merged = merged_sources(graphs)
    return {
        "void.ttl": void_turtle({graph: len(lines) for graph, lines in graphs.items()}, merged, licence),
        "ro-crate-metadata.json": crate_metadata(view, files, merged, licence),
    }


FORMATS: dict[str, GraphFormat | ViewFormat | BytesFormat | FolderFormat] = {
    "ttl": GraphFormat(".ttl", write_turtle, renew_turtle),
    "trig": GraphFormat(".trig", write_trig, of_turtle=trig_of_turtle),
    "nq": GraphFormat(".nq", write_nquads),
    "jsonld": GraphFormat(".jsonld", write_jsonld),
    # What a browser draws at once, and a build can bring up to date in seconds.
    "html": ViewFormat({".html": lambda view, text: render_page(view, text=text)}, most=500),
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
    "oa": ViewFormat({"-annotations.jsonld": annotation_page}),
    "claimreview": ViewFormat({"-claimreview.csv": lambda view, text: claimreview_csv(carried(view, text))}),
    "ftm": ViewFormat({".ftm.ijson": lambda view, text: ftm_entities(carried(view, text))}),
    "dna": BytesFormat(_dna_files),
    # Describes what is in the folder by then, so it comes last.
    "rocrate": FolderFormat(_crate_files),
}
