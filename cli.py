"""The command line: parse what is asked, call the pipeline, print what came of it.

Exit codes: 0 all is well, 1 the graph does not conform, 2 wrong input or usage.
"""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

import click

from . import __version__, pipeline
from .commands import merging
from .commands.console import err as _err
from .commands.console import out as _out
from .commands.identity import different, identity, same
from .commands.options import AS_OF, GRAPH, PATH, TEXT, TO, for_corpora, names, with_settings
from .commands.progress import progress
from .commands.push import push
from .commands.query import query, search
from .commands.reconcile import reconcile_command
from .commands.register import register
from .commands.serve import serve
from .commands.verify import verify
from .errors import ClaimgraphError, SkipDocument
from .exports.terminal import marked, printable, results_table, summary_table
from .extract import DEFAULT_MODEL
from .extract.workers import Settings

# Commands with a module of their own in ``commands/``.
COMMANDS: tuple[click.Command, ...] = (
    query, search, serve, push, register, identity, same, different, reconcile_command, verify,
    *merging.COMMANDS,
)  # fmt: skip
_GENERAL = ("--quiet", "--verbose", "--debug")


class _Commands(click.Group):
    """Shows errors of ours as one line on standard error; a traceback only with ``--debug``.

    What holds for all commands may stand behind a command as well.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        general = [arg for arg in args[:end] if arg in _GENERAL]
        special = [arg for arg in args[:end] if arg not in _GENERAL]
        return super().parse_args(ctx, [*general, *special, *args[end:]])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ClaimgraphError as error:
            if ctx.params.get("debug"):
                raise
            _err.print(f"[bold red]error:[/] {marked(str(error))}")
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="claimgraph")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Name each skipped article and each violation.")
@click.option("--debug", is_flag=True, help="Show the whole traceback of an error.")
@click.pass_context
def main(ctx: click.Context, quiet: bool, verbose: bool, debug: bool) -> None:
    """Read news articles; build a graph of who asserts what about which platform, who owns it,
    and under whose law it falls. Each edge leads back to the words that prove it.

    \b
    claimgraph build articles/ -o mygraph/          make the graph (.txt .md .html .pdf .docx .jsonl .csv)
    claimgraph query mygraph/ -q who-said-what      ask it
    claimgraph export mygraph/ --to html            open it in a browser
    claimgraph check mygraph/                       prove it
    """
    ctx.obj = {"quiet": quiet, "verbose": verbose}
    # What their parsers remark on broken files is said by ours, in one line a file.
    for library in ("pypdf", "trafilatura"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    _out.quiet = quiet


@main.command()
@click.argument("articles", nargs=-1, required=True)
@click.option(
    "-o",
    "--out",
    type=PATH,
    default=Path("mygraph"),
    show_default=True,
    help="The folder of the graph; made if it is not there, brought up to date if it is.",
)
@for_corpora
@with_settings
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that read."
)
@click.option("--dask", metavar="ADDRESS", help="Read on a Dask cluster: tcp://HOST:8786, or local.")
@click.option("--prune", is_flag=True, help="Drop the articles that are no longer among ARTICLES.")
@click.option(
    *TO,
    "formats",
    default="ttl,html",
    show_default=True,
    callback=names,
    help="Formats to write beside the graph.",
)
@TEXT
@AS_OF
@click.pass_obj
def build(obj: dict[str, bool], /, articles: tuple[str, ...], out: Path, **options: Any) -> None:
    """Read ARTICLES (files, folders, or - for standard input) into a checked graph.

    Building again reads only what has changed. A changed article replaces itself; nothing else moves.
    Owners and law are those without a known end, or those of --as-of, which the graph keeps.
    """
    with progress(obj["quiet"]) as seen:
        report = pipeline.build(articles, out, stdin=sys.stdin.buffer, seen=seen, **options)
    _tell(report, obj["verbose"])


@main.command()
@GRAPH
@click.option(
    "--shacl",
    type=click.Choice(["pyshacl", "shacl"]),
    default="shacl",
    show_default=True,
    help="The engine that validates the shapes: shacl is fast, pyshacl the reference.",
)
@click.option(*TO, "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def check(ctx: click.Context, graph: Path, shacl: Literal["shacl", "pyshacl"], format_: str) -> None:
    """Validate GRAPH against the shapes and prove every span: 0 conforms, 1 does not."""
    graphs, spans, violations = pipeline.open_graph(graph).check(engine=shacl)
    if format_ == "json":
        rows = [asdict(violation) for violation in violations]
        click.echo(json.dumps({"conforms": not rows, "spans": spans, "violations": rows}, indent=1))
    else:
        for violation in violations:
            click.echo(printable(str(violation)))
        _out.print(f"{graphs} graphs, {spans} spans proven, {len(violations)} violations")
    ctx.exit(1 if violations else 0)


@main.command()
@GRAPH
@click.option(
    *TO,
    "formats",
    default="ttl,html",
    show_default=True,
    callback=names,
    help="ttl, trig, nq, jsonld, csv, graphml, gexf, html, oa, claimreview, ftm, dna, rocrate; with commas.",
)
@click.option("-o", "--out", type=PATH, help="The folder to write to (default: GRAPH itself).")
@TEXT
@click.option("--licence", "--license", metavar="ADDRESS", help="The terms that an RO-Crate states.")
def export(graph: Path, formats: list[str], out: Path | None, text: str, licence: str | None) -> None:
    """Write GRAPH in other formats, each aside first and then moved into place."""
    for path in pipeline.open_graph(graph).export(formats, out or graph, text=text, licence=licence):
        _out.print(str(path), markup=False)


@main.command()
@click.argument("articles", nargs=-1, required=True)
@for_corpora
@with_settings
@click.option(*TO, "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.pass_context
def extract(ctx: click.Context, /, articles: tuple[str, ...], **options: Any) -> None:
    """Print what is read from each of ARTICLES, with offsets, without making a graph."""
    read = 0
    for line in pipeline.extract_lines(articles, stdin=sys.stdin.buffer, **options):
        if isinstance(line, SkipDocument):
            _err.print(f"[yellow]skipped:[/] {marked(str(line))}")
        else:
            read += 1
            click.echo(line)
    ctx.exit(0 if read else 2)


@main.command()
@click.argument("gold", type=PATH)
@click.option("--pred", type=PATH, help="Score this JSONL instead of reading the gold's texts.")
@with_settings
@click.option(
    "--unit",
    type=click.Choice(["quote", "segment"]),
    default="quote",
    show_default=True,
    help="segment: each contiguous piece of a content counts by itself.",
)
@click.option("--strict", is_flag=True, help="Every unmatched prediction counts as false, whatever its cue.")
@click.option("--worst", type=click.IntRange(0), default=0, metavar="N", help="Show N cases of each error.")
def score(gold: Path, pred: Path | None, settings: Settings, unit: str, strict: bool,
          worst: int) -> None:  # fmt: skip
    """Precision, recall and F1 of attribution against GOLD: JSONL, or a folder of brat files.

    A line of JSONL is {"id", "text", "quotes": [{"content": [[start, end], …], "cue", "source"}]}; the
    figure to quote is joint F1: content right and source right.
    """
    segments = unit == "segment"
    scorer = pipeline.score(gold, predictions=pred, settings=settings, segments=segments, strict=strict)
    _out.print(results_table(*scorer.table()))
    for error in ("missed", "spurious", "boundary", "source"):
        cases = [case for case in scorer.cases if case.error == error]
        _out.print(f"[bold]{error}[/] {len(cases)}")
        for case in cases[:worst]:
            words = " | ".join(" ".join(part.split())[:160] for part in (case.gold, case.predicted) if part)
            _out.print(f"  {marked(f'{case.document}: {words}')}")


@main.command()
@click.argument("gold", nargs=-1, required=True, type=PATH)
@click.option("-o", "--out", type=PATH, required=True, help="The folder of the model.")
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="The spaCy pipeline that parses.")
def train(gold: tuple[Path, ...], out: Path, model: str) -> None:
    """Train attribution on hand-made GOLD (JSONL or brat, as for score), such as your own corrections.

    Needs the extra: pip install 'claimgraph[train]'. Then: claimgraph build … --attribution OUT
    """
    pipeline.train(gold, out, model=model, tell=lambda line: _err.print(line, markup=False))
    _out.print(f"written: {out}", markup=False)


for _command in COMMANDS:
    main.add_command(_command)


def _tell(report: pipeline.Report, verbose: bool) -> None:
    for skipped in report.skipped if verbose else report.skipped[:10]:
        _err.print(f"[yellow]skipped:[/] {marked(str(skipped))}")
    if not verbose and len(report.skipped) > 10:
        _err.print(
            f"[yellow]skipped:[/] and {len(report.skipped) - 10} more; name all: claimgraph -v build …"
        )
    for source, violations in report.violations.items():
        for violation in violations if verbose else violations[:1]:
            _err.print(f"[red]quarantined:[/] {marked(f'{source}: {violation}')}")
    _out.print(summary_table(report.rows()))
