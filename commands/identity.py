"""``claimgraph identity``, ``same``, ``different``: who is held to be who, why, and what the user says."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ..exports.terminal import marked, printable, results_table
from ..graph import curation
from ..graph.identity.decisions import Decision
from ..graph.identity.review import Reviewed, decided, review, review_table
from ..graph.resolve import Resolution
from ..graph.storage.store import Store
from .console import err, out
from .options import GRAPH, PATH, TO

_LEFT = click.option("--left-in", default="", metavar="ARTICLE", help="A name of this article only.")
_RIGHT = click.option("--right-in", default="", metavar="ARTICLE", help="B name of this article only.")
_NOTE = click.option("--note", default="", help="Why: kept with the decision.")


@click.command()
@GRAPH
@click.argument("name", default="")
@click.option(
    "--verdict",
    type=click.Choice(["proposed", "joined", "same", "different", "overruled", "all"]),
    default="proposed",
    show_default=True,
    help="Which pairs to show: what is for you to decide, what the program or you decided.",
)
@click.option(*TO, "format_", type=click.Choice(["text", "tsv", "json"]), default="text", show_default=True)
@click.option("--take", type=PATH, metavar="FILE", help="Take the same and different of a reviewed table.")
def identity(graph: Path, name: str, verdict: str, format_: str, take: Path | None) -> None:
    """Show whom GRAPH may hold, or holds, to be one across articles, with scores and reasons.

    \b
    claimgraph identity mygraph/                          what is proposed, the likeliest first
    claimgraph identity mygraph/ Boateng --verdict all
    claimgraph identity mygraph/ --to tsv > review.tsv    write same or different in the first column,
    claimgraph identity mygraph/ --take review.tsv        and take that
    """
    if take:
        _tell(graph, curation.decide(graph, decided(take)))
        return
    rows = [
        row
        for row in review(Store.read(graph), graph)
        if verdict in (row.verdict, "all") and name.casefold() in f"{row.left}\n{row.right}".casefold()
    ]
    if format_ == "tsv":
        click.echo(review_table(rows), nl=False)
    elif format_ == "json":
        click.echo(json.dumps([row.record() for row in rows], ensure_ascii=False, indent=1))
    else:
        heading = ("verdict", "score", "one", "article", "other", "article", "reasons")
        out.print(results_table(heading, [_cells(row) for row in rows]))
        out.print(f"{len(rows)} rows")


@click.command()
@GRAPH
@click.argument("a")
@click.argument("b")
@_LEFT
@_RIGHT
@_NOTE
def same(graph: Path, a: str, b: str, left_in: str, right_in: str, note: str) -> None:
    """Say that A and B are one: names that articles use, or IRIs. It wins over the program, and stays.

    \b
    claimgraph same mygraph/ "Andriy Kovalenko" "Andrii Kovalenko"
    claimgraph same mygraph/ "Ama Boateng" "Ama Boateng" --left-in a.txt --right-in b.txt
    """
    decision = Decision(
        verdict="same", left=a, left_article=left_in, right=b, right_article=right_in, note=note
    )
    _tell(graph, curation.decide(graph, [decision]))


@click.command()
@GRAPH
@click.argument("a")
@click.argument("b")
@_LEFT
@_RIGHT
@_NOTE
@click.option("--undo", is_flag=True, help="Forget every decision on A and B instead.")
def different(graph: Path, a: str, b: str, left_in: str, right_in: str, note: str, undo: bool) -> None:
    """Say that A and B are two. They stay two, whatever joins either of them with a third.

    Of one name in several articles A is set apart, and what nobody has decided goes with B.

    \b
    claimgraph different mygraph/ "Ama Boateng" "Ama Boateng" --left-in a.txt
    """
    if undo:
        out.print(f"{curation.withdraw(graph, a, b)} decisions forgotten")
        return
    decision = Decision(
        verdict="different", left=a, left_article=left_in, right=b, right_article=right_in, note=note
    )
    _tell(graph, curation.decide(graph, [decision]))


def _tell(graph: Path, resolution: Resolution) -> None:
    overruled = sum(link.verdict == "overruled" for link in resolution.links)
    proposed = sum(link.verdict == "proposed" for link in resolution.links)
    out.print(f"{len(resolution.identities)} identities, {proposed} pairs proposed")
    if overruled:
        more = marked(f"claimgraph identity {graph} --verdict overruled")
        err.print(f"[yellow]{overruled} same cannot be kept beside a different:[/] {more}")


def _cells(row: Reviewed) -> list[str]:
    cells = (row.verdict, row.score, row.left, row.left_article, row.right, row.right_article, row.note)
    return [printable(cell) for cell in cells]
