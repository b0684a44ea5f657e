"""``query`` and ``search``: ask the graph, in SPARQL, by preset or by words."""

from __future__ import annotations

import signal
from pathlib import Path

import click

from ..errors import UsageError
from ..exports.terminal import marked, results_table
from ..graph import query as queries
from ..graph.presets import explained, presets
from ..graph.storage.store import Store
from .console import out
from .options import GRAPH, TO, pairs

FORMAT = click.option(
    *TO,
    "format_",
    type=click.Choice(["csv", "tsv", "json", "ttl"]),
    help="Instead of a table to read; ttl is for CONSTRUCT and DESCRIBE.",
)


@click.command()
@GRAPH
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE]...", callback=pairs)
@click.option(
    "-q", "--query", "text", help="A preset's name, a file that ends in .rq or .sparql, or SPARQL itself."
)
@click.option("--graph", "named", metavar="IRI", help="Ask one named graph instead of the union of all.")
@FORMAT
@click.option("--list", "list_", is_flag=True, help="List the presets with their parameters.")
@click.option(
    "--explain", is_flag=True, help="Print the SPARQL behind a preset, ready for any store, and stop."
)
def query(graph: Path, parameters: dict[str, str], text: str | None, named: str | None, format_: str,
          list_: bool, explain: bool) -> None:  # fmt: skip
    """Ask GRAPH: a preset, or SPARQL 1.1. A build may be writing to it meanwhile.

    \b
    claimgraph query mygraph/ --list
    claimgraph query mygraph/ -q claims-about name=RedNote
    claimgraph query mygraph/ -q who-owns name=TikTok as-of=2021-06-01 --explain
    claimgraph query mygraph/ -q "SELECT * { ?claim a cg:Claim ; cg:quote ?quote } LIMIT 5"
    """
    if list_ or text is None:
        _list_presets()
        return
    if explain and text not in presets():
        raise UsageError(f"{text}: not a preset; see: claimgraph query {graph} --list")
    _let_interrupt()
    with Store.read(graph) as store:
        if explain:
            click.echo(explained(presets()[text], parameters, store), nl=False)
        else:
            _print_results(queries.run(store, _query_text(text), parameters, named), format_)


@click.command()
@GRAPH
@click.argument("words", nargs=-1, required=True)
@FORMAT
def search(graph: Path, words: tuple[str, ...], format_: str) -> None:
    """Find the quotes in GRAPH that hold WORDS, the best match first.

    \b
    claimgraph search mygraph/ propaganda
    claimgraph search mygraph/ '"national security" NOT ban*'
    """
    with Store.read(graph) as store:
        _print_results(queries.run(store, "find-quotes", {"words": " ".join(words)}), format_)


def _let_interrupt() -> None:
    """Ctrl-C ends the process at once: a query runs outside of Python and cannot be told to stop."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _list_presets() -> None:
    for preset in presets().values():
        out.print(f"[bold]{preset.name}[/]  {marked(preset.help)}")
        for parameter in preset.parameters:
            default = f" (default: {parameter.default})" if parameter.default else ""
            out.print(f"    {parameter.name}={default}  {marked(parameter.help)}")


def _query_text(text: str) -> str:
    if text in presets():
        return text
    if text.endswith((".rq", ".sparql")):
        try:
            return Path(text).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{text}: this query cannot be read ({error})") from None
    if " " not in text.strip():
        raise UsageError(f"{text}: not a preset ({', '.join(presets())}), a .rq file or SPARQL")
    return text


def _print_results(results: queries.Results, format_: str | None) -> None:
    if format_ or not isinstance(results, queries.Solutions):
        click.echo(queries.serialized(results, format_), nl=False)
        return
    names, rows = queries.table(results)
    out.print(results_table(names, rows))
    out.print(f"{len(rows)} rows")
