"""An RO-Crate around exported files (https://w3id.org/ro/crate/1.1), with a VoID description of the graph.

It says what is in the folder, from which merged datasets and under which terms. Nothing in it comes
from a clock: it is dated by its newest article.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from ..graph.ntriples import iri, literal
from ..graph.view import View
from ..ontology.terms import ALIGNED_GRAPHS, CG, CGG, DCTERMS, EXTERNAL_GRAPHS, RDF, VOID, XSD
from .turtle import write_turtle

_TYPES = {
    ".ttl": ("text/turtle", "The whole graph as Turtle"),
    ".trig": ("application/trig", "The whole graph as TriG, one named graph a layer"),
    ".nq": ("application/n-quads", "The whole graph as N-Quads"),
    ".jsonld": ("application/ld+json", "The whole graph as JSON-LD"),
    ".html": ("text/html", "The graph and the articles' words, to open in a browser"),
    ".csv": ("text/csv", "A table of the graph"),
    ".graphml": ("application/graphml+xml", "The network as GraphML"),
    ".gexf": ("application/gexf+xml", "The network as GEXF"),
    ".dna": ("application/vnd.sqlite3", "A file for the Discourse Network Analyzer"),
    ".json": ("application/json", "Entities or annotations"),
    ".ijson": ("application/x-ndjson", "FollowTheMoney entities"),
}
_UNSTATED = "Whoever shares this has not stated terms. The articles' words belong to their publishers."


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedSource:
    """What the description of a merged dataset says of it."""

    name: str
    licence: str | None
    origin: str | None
    files: tuple[str, ...]


def crate_metadata(
    view: View, files: Iterable[Path], merged: Iterable[MergedSource], licence: str | None
) -> str:
    """The content of ``ro-crate-metadata.json`` for these files of one folder."""
    parts = [_file(path) for path in sorted(files)]
    sources = [_source(source) for source in merged]
    dates = sorted(document.date for document in view.documents if document.date)
    terms = {"@id": licence if licence else "#terms"}
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": "A claimgraph graph",
        "description": f"Who asserts what: {len(view.claims)} claims of {len(view.documents)} articles.",
        "datePublished": dates[-1] if dates else "1970-01-01",
        "license": terms,
        "hasPart": [{"@id": part["@id"]} for part in parts],
        "isBasedOn": [{"@id": source["@id"]} for source in sources],
        "creator": {"@id": "#claimgraph"},
    }
    stated = {"name": licence} if licence else {"name": "Terms not stated", "description": _UNSTATED}
    graph = [
        {
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        },
        root,
        {**terms, "@type": "CreativeWork", **stated},
        {"@id": "#claimgraph", "@type": "SoftwareApplication", "name": "claimgraph", "version": view.version},
        *parts,
        *sources,
    ]
    crate = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}
    return json.dumps(crate, ensure_ascii=False, indent=1) + "\n"


def void_turtle(counts: Mapping[str, int], merged: Iterable[MergedSource], licence: str | None) -> str:
    """A VoID description (https://www.w3.org/TR/void/): each named graph with its number of triples."""
    licences = {EXTERNAL_GRAPHS + source.name: source.licence for source in merged}
    whole = iri(CGG + "all")
    lines = {
        f"{whole} <{RDF}type> <{VOID}Dataset> .",
        f"{whole} <{VOID}vocabulary> {iri(CG)} .",
        f"{whole} <{VOID}triples> {literal(str(sum(counts.values())), XSD + 'integer')} .",
    }
    for graph, count in counts.items():
        lines.add(f"{whole} <{VOID}subset> {iri(graph)} .")
        lines.add(f"{iri(graph)} <{RDF}type> <{VOID}Dataset> .")
        lines.add(f"{iri(graph)} <{VOID}triples> {literal(str(count), XSD + 'integer')} .")
        if terms := licences.get(graph):
            lines.add(f"{iri(graph)} <{DCTERMS}license> {literal(terms)} .")
    if licence:
        lines.add(f"{whole} <{DCTERMS}license> {literal(licence)} .")
    out = StringIO()
    write_turtle([(CGG + "void", sorted(lines))], out)
    return out.getvalue()


def merged_sources(graphs: Mapping[str, Iterable[str]]) -> list[MergedSource]:
    """The merged datasets, by the descriptions in their graphs, sorted by name."""
    found = []
    for graph, lines in graphs.items():
        if graph.startswith(ALIGNED_GRAPHS):
            name = graph.removeprefix(ALIGNED_GRAPHS)
            said = [line for line in lines if line.startswith(f"<{EXTERNAL_GRAPHS}{name}> ")]
            found.append(
                MergedSource(
                    name=name,
                    licence=next(iter(_values(said, "license")), None),
                    origin=next(iter(_values(said, "provenance")), None),
                    files=tuple(_values(said, "source")),
                )
            )
    return sorted(found, key=lambda source: source.name)


def _values(lines: Iterable[str], name: str) -> list[str]:
    mark = f" <{DCTERMS}{name}> "
    return [str(json.loads(line.partition(mark)[2].removesuffix(" ."))) for line in lines if mark in line]


def _file(path: Path) -> dict[str, object]:
    data = path.read_bytes()
    format_, description = _TYPES.get(path.suffix, ("application/octet-stream", "A file"))
    return {
        "@id": path.name,
        "@type": "File",
        "name": path.name,
        "description": description,
        "encodingFormat": format_,
        "contentSize": str(len(data)),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _source(source: MergedSource) -> dict[str, object]:
    about: dict[str, object] = {"@id": EXTERNAL_GRAPHS + source.name, "@type": "Dataset", "name": source.name}
    about["description"] = f"Merged from {', '.join(source.files)}" + (
        f"; {source.origin}" if source.origin else ""
    )
    if source.licence:
        about["license"] = source.licence
    return about
