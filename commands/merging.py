"""Other people's datasets: ``merge``, ``review``, ``unmerge``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from ..errors import UsageError
from ..exports.terminal import marked, results_table
from ..graph import merging
from ..graph.links import sssom
from ..graph.merged import MergedDataset, external_graph, merged
from ..graph.storage.store import Store
from .console import err, out
from .options import GRAPH, PATH
from .reviewing import review_links

_SHOWN = 3


def _contexts(_: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """ADDRESS=FILE words; an address may hold equals signs, too."""
    contexts = {}
    for value in values:
        address, equals, file = value.rpartition("=")
        if not equals or not address:
            raise click.BadParameter(f"{value!r} is not of the form ADDRESS=FILE", param=parameter)
        contexts[address] = file
    return contexts


@click.command()
@GRAPH
@click.argument("files", nargs=-1, type=PATH)
@click.option("--name", help="What to call the dataset (default: the name of the first file).")
@click.option(
    "--mapping", type=PATH, metavar="TOML", help="What the columns of a table mean (docs/merging.md)."
)
@click.option("--encoding", metavar="NAME", help="Of tables that are neither UTF-8 nor marked as UTF-16.")
@click.option("--context", "contexts", multiple=True, metavar="ADDRESS=FILE", callback=_contexts,
              help="A JSON-LD context from disk, for its address.")  # fmt: skip
@click.option("--licence", "--license", metavar="ADDRESS", help="Under which terms the dataset may be used.")
@click.option("--origin", metavar="WORDS", help="Where the dataset comes from.")
@click.option("--propose", is_flag=True, help="Write the links it may have to ours, for you to judge.")
@click.option("-o", "--out", "target", type=PATH, metavar="FILE", help="Where to write the proposed links.")
@click.option("--apply", "judged", is_flag=False, flag_value=Path(), type=PATH, metavar="[FILE]",
              help="Take over the links that you accepted; remember those that you rejected.")  # fmt: skip
@click.option("--same-as", is_flag=True, help="Write accepted exact matches as owl:sameAs.")
def merge(graph: Path, files: tuple[Path, ...], name: str | None, mapping: Path | None, encoding: str | None,
          contexts: dict[str, str], licence: str | None, origin: str | None, propose: bool,
          target: Path | None, judged: Path | None, same_as: bool) -> None:  # fmt: skip
    """Put other people's FILES into named graphs of their own in GRAPH; without FILES, list them.

    \b
    RDF (Turtle, TriG, N-Triples, N-Quads, RDF/XML, JSON-LD), ClaimReview, FollowTheMoney, DNA, Wikidata,
    Media Cloud, CSV and TSV; also compressed, in archives and in folders.

    \b
    claimgraph merge mygraph/ other.ttl --name other             the dataset, unaltered
    claimgraph merge mygraph/ --name other --propose             what in it may be one of ours
    claimgraph review mygraph/ other                             judge it here, or in a spreadsheet
    claimgraph merge mygraph/ --name other --apply               link what was accepted
    claimgraph unmerge mygraph/ other                            undo all of it
    """
    if files:
        dataset = merging.merge_files(graph, files, name=name, mapping=mapping, encoding=encoding,
                                      contexts=contexts, licence=licence, origin=origin)  # fmt: skip
        name = dataset.name
        _tell(graph, dataset)
    if propose or judged is not None:
        if name is None:
            raise UsageError("which dataset? name it with --name")
        if propose:
            _tell_proposals(graph, name, *merging.propose(graph, name, target))
        if judged is not None:
            _tell_links(name, merging.apply(graph, name, judged if judged.name else None, same_as=same_as))
    elif not files:
        _list(graph)


@click.command()
@GRAPH
@click.argument("name")
@click.option("--reviewer", metavar="NAME", default="", help="Who judges; stands beside each decision.")
@click.option("--all", "again", is_flag=True, help="Show what is decided already, too.")
def review(graph: Path, name: str, reviewer: str, again: bool) -> None:
    """Judge the links that `merge --propose` found for the dataset NAME, one by one.

    a accepts, r rejects, u is unsure, s skips, b goes back, q stops. Each decision is saved at once; then:
    claimgraph merge GRAPH --name NAME --apply
    """
    mappings = merging.decided(graph, name)
    if not mappings:
        raise UsageError(f"{name}: nothing to judge; first: claimgraph merge {graph} --name {name} --propose")
    review_links(mappings, reviewer, again, lambda judged: merging.save(graph, name, judged))
    _tell_decisions(merging.decided(graph, name))
    out.print(f"then: claimgraph merge {graph} --name {name} --apply", markup=False)


@click.command()
@GRAPH
@click.argument("name")
def unmerge(graph: Path, name: str) -> None:
    """Drop the merged dataset NAME and the links to it; GRAPH is what it was before.

    Your decisions about links stay in GRAPH/merged/, for when you merge it again.
    """
    kept = merging.unmerge(graph, name)
    out.print(f"{name}: dropped", markup=False)
    if kept:
        out.print(f"your decisions are kept in {merging.decisions_file(graph, name)}", markup=False)


def _tell(graph: Path, dataset: MergedDataset) -> None:
    out.print(
        f"{dataset.name}: {len(dataset.lines)} triples merged ({', '.join(dataset.formats)}); "
        f"undo with: claimgraph unmerge {graph} {dataset.name}",
        markup=False,
    )
    for remark in dataset.remarks:
        err.print(f"[yellow]note:[/] {marked(remark)}")
    by_rule = Counter(change.rule for change in dataset.changes)
    for rule, count in sorted(by_rule.items()):
        shown = [change for change in dataset.changes if change.rule == rule][:_SHOWN]
        examples = ", ".join(f"{change.old} → {change.new}" for change in shown)
        out.print(f"  {rule}: {count} identifiers normalised, such as {examples}", markup=False)
    if dataset.changes:
        out.print(f"  all of them: {graph / 'merged' / (dataset.name + '.changes.csv')}", markup=False)


def _tell_proposals(graph: Path, name: str, path: Path, mappings: list[sssom.Mapping]) -> None:
    tell_waiting(path, mappings)
    if not mappings:
        out.print("nothing in it resembles an actor or a claim of ours; links of your own can be applied")
        out.print(f"from an SSSOM file: claimgraph merge {graph} --name {name} --apply FILE", markup=False)
        return
    out.print("judge them in a spreadsheet: the column decision takes accept, reject or unsure;")
    out.print(f"or here: claimgraph review {graph} {name}", markup=False)


def tell_waiting(path: Path, mappings: list[sssom.Mapping]) -> None:
    """Say how many links are in a file, and how many of them nobody has judged."""
    waiting = sum(mapping.decision is None for mapping in mappings)
    out.print(f"{path}: {len(mappings)} links, {waiting} of them to judge", markup=False)


def _tell_links(name: str, mappings: list[sssom.Mapping]) -> None:
    accepted = sum(mapping.decision == sssom.ACCEPT for mapping in mappings)
    out.print(f"{name}: {accepted} links applied", markup=False)
    _tell_decisions(mappings)


def _tell_decisions(mappings: list[sssom.Mapping]) -> None:
    counts = Counter(mapping.decision or "not judged" for mapping in mappings)
    words = (sssom.ACCEPT, sssom.REJECT, sssom.UNSURE, "not judged")
    out.print("  " + ", ".join(f"{counts[word]} {word}" for word in words))


def _list(graph: Path) -> None:
    store = Store.read(graph)
    rows = [[name, str(len(store.lines(external_graph(name))))] for name in merged(store)]
    out.print(results_table(["dataset", "triples"], rows) if rows else "no merged dataset")


COMMANDS = (merge, review, unmerge)
