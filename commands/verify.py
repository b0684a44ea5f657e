"""``claimgraph verify``: is the graph on disk whole?"""

from __future__ import annotations

from pathlib import Path

import click

from ..exports.terminal import marked
from ..graph.storage.store import Store
from ..graph.verify import verify as verified
from .console import out
from .options import GRAPH


@click.command()
@GRAPH
@click.pass_context
def verify(ctx: click.Context, graph: Path) -> None:
    """Read all of GRAPH and prove that it is whole: 0 it is, 1 it is not.

    Each article's text has the hash it was stored with, each span its words, each graph its place in
    the ledger; the store lists what it counts; what is derived is derived from what is there.
    """
    found = verified(Store.read(graph), graph)
    for finding in found.findings:
        out.print(marked(str(finding)))
    out.print(
        f"{found.articles} articles, {found.spans} spans proven in texts with the right hash, "
        f"{found.quads} statements, {len(found.findings)} findings"
    )
    ctx.exit(1 if found.findings else 0)
