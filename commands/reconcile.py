"""``claimgraph reconcile``: ask a service outside who the actors of a graph are; all else works offline."""

from __future__ import annotations

from pathlib import Path

import click

from ..graph.query import select
from ..graph.reconciliation import mapping_table, reconcile
from ..graph.store import Store
from ..ontology.terms import RESOLVED_GRAPH
from .console import out
from .options import GRAPH, PATH

_KINDS = {"person": "Person", "organization": "Organization", "platform": "Platform"}


@click.command("reconcile")
@GRAPH
@click.option("--service", required=True, metavar="URL", help="A reconciliation API, such as Wikidata's.")
@click.option(
    "--kind",
    type=click.Choice(list(_KINDS)),
    default="organization",
    show_default=True,
    help="Which of the graph's names to send.",
)
@click.option("--type", "type_", default="", metavar="ID", help="A type of the service's own, such as Q5.")
@click.option("--limit", type=click.IntRange(1, 20), default=3, show_default=True, help="Candidates a name.")
@click.option("-o", "--out", "path", type=PATH, help="The table to write (default: GRAPH/candidates.tsv).")
def reconcile_command(
    graph: Path, service: str, kind: str, type_: str, limit: int, path: Path | None
) -> None:
    """Ask a service who the actors are that the register does not know. THIS SENDS THEIR NAMES OUT.

    Answers are kept in GRAPH/reconciliation, so that a second run sends nothing. What comes back is a
    table of proposals (SSSOM) for you to review; the graph itself does not change.

    \b
    claimgraph reconcile mygraph/ --service https://wikidata.reconci.link/en/api --type Q43229
    """
    names: dict[str, list[str]] = {}
    for row in select(
        Store.read(graph),
        f"SELECT ?actor ?name {{ GRAPH <{RESOLVED_GRAPH}> {{"
        f" ?actor a cg:{_KINDS[kind]} ; rdfs:label ?name }} }}"
        " ORDER BY ?name ?actor",
    ):
        names.setdefault(row["name"], []).append(row["actor"])
    answers = reconcile(names, service, graph / "reconciliation", type_=type_, limit=limit)
    rows = [(actor, one) for name, found in answers for one in found for actor in names[name]]
    path = path or graph / "candidates.tsv"
    path.write_text(mapping_table(service, rows), encoding="utf-8", newline="")
    out.print(f"{len(names)} names, {len(rows)} candidates: {path}", markup=False)
