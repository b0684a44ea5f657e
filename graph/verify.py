"""Whether a graph on disk is whole: each article's text, spans and place in the ledger, and the indexes.

``check`` asks whether what the graph says conforms; here it is asked whether anything is missing,
left over or damaged, as a failing disk or a hand in the folder would leave it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..ontology.proof import prove
from ..ontology.terms import CG, DCTERMS, DOCUMENT_GRAPHS, RESOLVED_GRAPH, RUN_GRAPH
from . import curation, iri, layers
from .ntriples import literal
from .storage import articles
from .storage.ledger import FILE as LEDGER
from .storage.ledger import Entry, read_ledger
from .storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong with a graph on disk: where (an IRI or a source), and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(slots=True, kw_only=True)
class Verified:
    """What was looked at: articles, spans proven in their texts, quads; and what is wrong, in order."""

    articles: int = 0
    spans: int = 0
    quads: int = 0
    findings: list[Finding]


def verify(store: Store, folder: Path) -> Verified:
    """Read everything in the store once and compare it with itself. Memory does not grow with it."""
    result = Verified(findings=[])
    ledger = read_ledger(store.inner)
    by_graph = {entry.graph: entry for entry in ledger.values()}
    twice = [graph for graph, count in Counter(e.graph for e in ledger.values()).items() if count > 1]
    result.findings += [Finding(where=graph, what="two sources claim this graph") for graph in twice]
    if store.ledger() != ledger:
        what = f"{LEDGER} says other than the store: delete that file"
        result.findings.append(Finding(where=str(folder), what=what))
    graphs = store.graphs()
    for graph in graphs:
        lines = store.lines(graph)
        result.quads += len(lines)
        if graph.startswith(DOCUMENT_GRAPHS):
            entry = by_graph.pop(graph, None)
            if entry is None:
                result.findings.append(Finding(where=graph, what="no source is known for it"))
                continue
            result.articles += 1
            proof = prove(lines)
            result.spans += proof.spans
            found = [violation.message for violation in proof.violations]
            if (beside := store.lines_beside(graph)) is not None and beside != lines:
                found.append(f"its lines in {articles.FILE} are others: delete that file")
            result.findings += [
                Finding(where=entry.source, what=what) for what in (*found, *_identity(entry, lines))
            ]
    result.findings += [
        Finding(where=entry.source, what="its graph is missing: build again with its file changed")
        for entry in by_graph.values()
    ]
    result.findings += _whole(store, folder, result.quads, graphs)
    return result


def _identity(entry: Entry, lines: list[str]) -> Iterator[str]:
    """The graph is the one that its source and its text give their name to."""
    if not any(line.endswith(f" <{DCTERMS}source> {literal(entry.source)} .") for line in lines):
        yield "its graph is that of another source"
    hashes = [line.split('"')[1] for line in lines if f" <{CG}sha256> " in line]
    if len(hashes) != 1 or iri.graph_iri(iri.digest(entry.source, hashes[0])) != entry.graph:
        yield "its graph does not bear the name that its source and text give it"


def _whole(store: Store, folder: Path, quads: int, graphs: list[str]) -> Iterator[Finding]:
    """The store counts what it lists, and the derived layer is derived from what is there."""
    if len(store) != quads:
        what = f"the store counts {len(store)} statements and lists {quads}: build into a new folder"
        yield Finding(where=str(folder), what=what)
    for graph in (RUN_GRAPH, RESOLVED_GRAPH):
        if graph not in graphs:
            yield Finding(where=graph, what="is missing: run the last build again")
    if not curation.is_derived_from(store, folder, layers.as_of(store)):
        yield Finding(where=RESOLVED_GRAPH, what="is not made from these articles: run the last build again")
