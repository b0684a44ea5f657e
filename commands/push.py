"""``push``: the graph to another store."""

from __future__ import annotations

from pathlib import Path

import click

from .. import pipeline
from ..exports.push import push as push_graphs
from .console import out
from .options import GRAPH, TEXT
from .progress import progress


@click.command()
@GRAPH
@click.option(
    "--endpoint", required=True, metavar="URL", help="The graph store's address, such as http://host/store."
)
@click.option("--all", "everything", is_flag=True, help="Send each graph, whatever was sent before.")
@click.option("--user", metavar="NAME", help="Log in (HTTP Basic).")
@click.option(
    "--password",
    envvar="CLAIMGRAPH_PASSWORD",
    metavar="WORD",
    help="Asked for if not in CLAIMGRAPH_PASSWORD.",
)
@TEXT
@click.pass_obj
def push(obj: dict[str, bool], graph: Path, endpoint: str, everything: bool, user: str | None,
         password: str | None, text: str) -> None:  # fmt: skip
    """Send what has changed in GRAPH to a store of your own (Oxigraph, Fuseki, GraphDB …).

    Each named graph that is not what it was at the last push goes whole, by the SPARQL 1.1 Graph Store
    Protocol. A push that broke off goes on.

    \b
    claimgraph push mygraph/ --endpoint http://127.0.0.1:7878/store          Oxigraph
    claimgraph push mygraph/ --endpoint http://127.0.0.1:3030/ds/data        Fuseki
    """
    credentials = (user, password or click.prompt("Password", hide_input=True)) if user else None
    lines = pipeline.open_graph(graph).lines(text)
    with progress(obj["quiet"]) as seen:
        done = push_graphs(
            lines, endpoint, graph / "pushed", credentials=credentials, everything=everything, seen=seen
        )
    out.print(
        f"{done.sent} graphs sent, {done.unchanged} unchanged, {done.deleted} deleted: {endpoint}",
        markup=False,
    )
