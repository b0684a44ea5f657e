"""``claimgraph reconcile``: ask a service outside who the actors of a graph are; all else works offline."""

from __future__ import annotations

from pathlib import Path

import click

from ..graph import merging
from ..graph.merged import RECONCILED
from ..graph.query import select
from ..graph.reconciliation import mappings, reconcile
from ..graph.storage.store import Store
from ..ontology.terms import RESOLVED_GRAPH
from .console import out
from .merging import tell_waiting
from .options import GRAPH

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
def reconcile_command(graph: Path, service: str, kind: str, type_: str, limit: int) -> None:
    """Ask a service who the actors are that the register does not know. THIS SENDS THEIR NAMES OUT.

    Answers are kept in GRAPH/reconciliation, so that a second run sends nothing. What comes back are links
    for you to judge (GRAPH/merged/reconciled.sssom.tsv); until you apply them the graph does not change.

    \b
    claimgraph reconcile mygraph/ --service https://wikidata.reconci.link/en/api --type Q43229
    claimgraph review mygraph/ reconciled             judge them here, or in a spreadsheet
    claimgraph merge mygraph/ --name reconciled --apply
    claimgraph unmerge mygraph/ reconciled            undo it
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
    found = merging.add_proposed(graph, RECONCILED, mappings(rows))
    out.print(f"{len(names)} names, {len(rows)} candidates", markup=False)
    tell_waiting(merging.decisions_file(graph, RECONCILED), found)
    out.print(f"judge them: claimgraph review {graph} {RECONCILED}", markup=False)
    out.print(f"then: claimgraph merge {graph} --name {RECONCILED} --apply", markup=False)
