"""``serve``: the graph as a site on one's own machine."""

from __future__ import annotations

import socket
import webbrowser
from pathlib import Path

import click

from .. import pipeline
from ..errors import UsageError
from ..exports.serving.jobs import Limits, Served
from ..graph.storage.opening import sweep
from ..graph.storage.store import Store
from .console import err, out
from .options import GRAPH


@click.command()
@GRAPH
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen; others can reach any but this."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=7879, show_default=True, help="0 takes a free one."
)
@click.option(
    "--timeout", type=click.FloatRange(0.1), default=30.0, show_default=True, help="Seconds a query may take."
)
@click.option(
    "--max-rows", type=click.IntRange(1), default=100_000, show_default=True, help="Rows an answer may have."
)
@click.option(
    "--processes", type=click.IntRange(1), default=2, show_default=True, help="Queries at the same time."
)
@click.option("--open", "open_", is_flag=True, help="Open the page in your browser.")
def serve(
    graph: Path, host: str, port: int, timeout: float, max_rows: int, processes: int, open_: bool
) -> None:
    """Serve GRAPH: a SPARQL endpoint with a page to ask it, the articles with what was read marked,
    and the HTML graph. Read-only, on this machine alone, without a network; Ctrl-C ends it.

    \b
    claimgraph serve mygraph/ --open
    curl -G http://127.0.0.1:7879/sparql --data-urlencode 'query=SELECT * { ?s ?p ?o } LIMIT 5'
    """
    import uvicorn

    from ..exports.serving.site import LOCAL, site

    Store.state(graph)
    try:
        listening = socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
        )
    except OSError as error:
        raise UsageError(f"{host}:{port}: cannot be listened on ({error.strerror}); try --port 0") from None
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{listening.getsockname()[1]}/"
    if name not in LOCAL:
        err.print(
            "[yellow]open to others:[/] whoever reaches this machine can read the graph and its articles"
        )
    limits = Limits(seconds=timeout, rows=max_rows)
    app = site(
        Served(folder=graph, limits=limits), lambda: pipeline.graph_page(graph), processes, hosts=[name]
    )
    out.print(f"serving {graph} at {address} (SPARQL: {address}sparql); Ctrl-C ends it", markup=False)
    if open_:
        webbrowser.open(address)
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=3)
    )
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:  # it has closed all in order before it says so
        pass
    finally:
        sweep(graph / "store")
