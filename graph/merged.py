"""Other people's datasets: each in named graphs of its own, and out again as one unit.

``…/external-N`` holds the dataset as it came. ``…/aligned-N`` holds what was made of it, so that it can
be asked together with the rest: identifiers in the form that others use, people, organizations and
ownership in the words of this vocabulary, and a description. ``…/mappings-N`` holds the links that a
person accepted or rejected. Nothing else is written, so dropping the three undoes a merge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from ..errors import DataError, UsageError
from ..ontology.terms import (
    ALIGNED_GRAPHS,
    CG,
    DCTERMS,
    EXTERNAL_GRAPHS,
    MAPPINGS_GRAPHS,
    RDF,
    RDFS,
    VOID,
    XSD,
)
from .datasets.alignment import aligned, loaded
from .datasets.contents import Contents
from .datasets.identifiers import Change, normalised
from .datasets.reading import Options, read_dataset
from .datasets.sources import Source
from .ntriples import iri, literal
from .storage.store import Store

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
# The links that reconciliation services propose; no dataset stands behind them.
RECONCILED = "reconciled"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedDataset:
    """A dataset, read and ready to be written.

    ``lines`` are the dataset's own triples and ``aligned`` what was made of them, as sorted N-Triples
    lines; ``changes`` lists each identifier that had drifted; ``remarks`` what else there is to say.
    """

    name: str
    formats: tuple[str, ...]
    lines: list[str]
    aligned: list[str]
    changes: tuple[Change, ...]
    remarks: tuple[str, ...]


def prepare(
    sources: Sequence[Source], options: Options, licence: str | None = None, origin: str | None = None
) -> MergedDataset:
    """Read files into one dataset. Raises ``DataError`` or ``UsageError``; nothing is written then.

    ``licence`` and ``origin`` (an address or words) go into the dataset's description.
    """
    external_graph(options.dataset)
    if options.dataset == RECONCILED:
        raise UsageError(f"{RECONCILED}: is the name of links that services propose; choose another --name")
    contents = read_dataset(sources, options)
    given = {line for content in contents for line in content.lines}
    if not given:
        raise DataError(f"{', '.join(source.name for source in sources)}: no triples; nothing was merged")
    lines = _stored(loaded(given, options.dataset))
    remarks = [remark for content in contents for remark in content.remarks]
    if rewritten := len(given - set(lines)):
        remarks.append(f"{rewritten} values written in their canonical form (such as 1.50 as 1.5)")
    normal, changed, changes = normalised(lines)
    made = set(changed.values()) | aligned(loaded(normal, options.dataset), options.dataset)
    made.update(line for content in contents for line in content.derived)
    made.update(_described(options.dataset, sources, contents, len(lines), licence, origin))
    return MergedDataset(
        name=options.dataset,
        formats=tuple(sorted({content.format for content in contents})),
        lines=lines,
        aligned=_stored(loaded(_beside(made, set(lines)), options.dataset)),
        changes=tuple(changes),
        remarks=tuple(remarks),
    )


def merge(store: Store, dataset: MergedDataset) -> str:
    """Set the graphs of a dataset, in one transaction; the IRI of the graph that holds it unaltered."""
    graph = external_graph(dataset.name)
    store.replace_graphs({graph: dataset.lines, ALIGNED_GRAPHS + dataset.name: dataset.aligned})
    return graph


def unmerge(store: Store, name: str) -> None:
    """Drop a merged dataset and its links. Raises ``UsageError`` where there is none of that name."""
    graphs = graphs_of(name)
    if not any(map(store.has, graphs)):
        demand(store, name)
    store.drop_graphs(graphs)


def demand(store: Store, name: str) -> None:
    """Raises ``UsageError`` where no merged dataset has this name."""
    if external_graph(name) not in store.graphs():
        known = ", ".join(merged(store)) or "none"
        raise UsageError(f"{name}: no merged dataset has this name; there are: {known}")


def merged(store: Store) -> list[str]:
    """The names of all merged datasets, sorted."""
    return [
        graph.removeprefix(EXTERNAL_GRAPHS) for graph in store.graphs() if graph.startswith(EXTERNAL_GRAPHS)
    ]


def graphs_of(name: str) -> tuple[str, str, str]:
    """The graphs that a merged dataset may have: its own, what was made of it, links to it."""
    return external_graph(name), ALIGNED_GRAPHS + name, MAPPINGS_GRAPHS + name


def default_name(path: Path) -> str:
    """A dataset's name made from its file's: ``Press Owners.ttl`` is ``press-owners``."""
    stem = path.name.partition(".")[0] or path.stem
    return re.sub(r"[^a-z0-9_]+", "-", stem.lower()).strip("-_") or "dataset"


def external_graph(name: str) -> str:
    """The IRI of the graph of a merged dataset; names are lower-case letters, digits, ``-`` and ``_``."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r}: a dataset's name is made of a-z, 0-9, - and _, such as press-owners")
    return EXTERNAL_GRAPHS + name


def _stored(store: ox.Store) -> list[str]:
    """The triples as the store writes them, which is how they come out again."""
    return sorted(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in store)


def _beside(made: set[str], lines: set[str]) -> set[str]:
    """What was made of a dataset and does not stand in it, so that no query over both counts it twice.

    A name is written again where a node is of one of our classes, which demand one.
    """
    new = made - lines
    ours = {line.partition(" ")[0] for line in new if f" <{RDF}type> <{CG}" in line}
    again = (line for line in made & lines if f" <{RDFS}label> " in line)
    return new | {line for line in again if line.partition(" ")[0] in ours}


def _described(
    name: str,
    sources: Sequence[Source],
    contents: Iterable[Contents],
    triples: int,
    licence: str | None,
    origin: str | None,
) -> list[str]:
    """A VoID description of the dataset (https://www.w3.org/TR/void/)."""
    node = iri(external_graph(name))
    lines = [
        f"{node} <{RDF}type> <{VOID}Dataset> .",
        f"{node} <{DCTERMS}title> {literal(name)} .",
        f"{node} <{VOID}triples> {literal(str(triples), XSD + 'integer')} .",
    ]
    lines += [f"{node} <{DCTERMS}format> {literal(content.format)} ." for content in contents]
    lines += [f"{node} <{DCTERMS}source> {literal(source.file)} ." for source in sources]
    if origin:
        lines.append(f"{node} <{DCTERMS}provenance> {literal(origin)} .")
    if licence:
        lines.append(f"{node} <{DCTERMS}license> {literal(licence)} .")
    return lines
