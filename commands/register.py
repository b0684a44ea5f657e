"""``claimgraph register``: what is known of platforms, their owners and their law, and how to add to it."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ..errors import UsageError
from ..exports.terminal import marked, printable, results_table
from ..graph import curation, own_tables
from ..ontology import audit, chains
from ..ontology.entries import Interval, Register, RegisterEntry
from ..ontology.register import load_register
from .console import out
from .options import AS_OF, GRAPH, PATH, TO

_TYPES = ("platform", "organization", "person", "group", "jurisdiction")
_COLUMNS = ("name", "type", "kind", "owners", "jurisdictions", "wikidata", "aliases")
_TABLES = click.option(
    "--register", "tables", multiple=True, type=PATH, metavar="FILE", help="A table of your own, on top."
)
_OF_GRAPH = click.option(
    "-g", "--graph", type=PATH, help="With the tables that this graph was built with."
)  # fmt: skip


@click.group()
def register() -> None:
    """Look into, check and extend what is known of platforms, their owners and their law.

    \b
    claimgraph register show TikTok --as-of 2021-06-01
    claimgraph register list --type platform --owner-in CN
    claimgraph register check mine.csv              what a table of yours would change
    claimgraph register add mygraph/ mine.csv       kept with the graph, read at each build

    A table is a CSV with the columns name and source, and any of: aliases, kind, operator,
    operator_jurisdiction, owner, owner_jurisdiction, share, since, until, website, wikidata,
    confidence. One row is one period of ownership; several values stand between | marks.
    """


@register.command("list")
@click.option("--type", "type_", type=click.Choice(_TYPES), default="platform", show_default=True)
@click.option("--owner-in", metavar="CODE", help="Only what falls under the law of this country (CN, EU).")
@click.option(*TO, "format_", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True)
@AS_OF
@_TABLES
@_OF_GRAPH
def list_(type_: str, owner_in: str | None, format_: str, as_of: str | None, tables: tuple[Path, ...],
          graph: Path | None) -> None:  # fmt: skip
    """List what the register knows, with owners and jurisdictions now or on a date."""
    known = _register(tables, graph)
    rows = [_row(known, entry, as_of) for entry in known.entries if entry.type == type_]
    code = (owner_in or "").upper()
    rows = [row for row in rows if not code or code in row["jurisdictions"].split("|")]
    _print_rows(rows, format_)


@register.command()
@click.argument("name")
@click.option(*TO, "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@AS_OF
@_TABLES
@_OF_GRAPH
def show(name: str, format_: str, as_of: str | None, tables: tuple[Path, ...], graph: Path | None) -> None:
    """Look NAME up, also by alias or native name: who owns and runs it, under whose law, since when.

    Without --as-of the whole history is shown, and the chain of what has no known end.
    """
    known = _register(tables, graph)
    found = known.find(name)
    if not found:
        raise UsageError(f"{name}: the register knows nothing of this name; add it with a table of your own")
    if format_ == "json":
        click.echo(
            json.dumps([_record(known, entry, as_of) for entry in found], ensure_ascii=False, indent=1)
        )
    else:
        for entry in found:
            _print_entry(known, entry, as_of)


@register.command()
@click.argument("tables", nargs=-1, type=PATH, metavar="[FILE]...")
@_OF_GRAPH
@click.pass_context
def check(ctx: click.Context, tables: tuple[Path, ...], graph: Path | None) -> None:
    """Check every row, say what FILES add and change, and what looks wrong: 0 fine, 1 not.

    A row that cannot be read stops with its line (2). Without FILE the register itself is checked.
    """
    known = _register(tables, graph)
    changes, remarks = audit.changes(load_register(), known), audit.remarks(known)
    for line in changes:
        click.echo(printable(line))
    for remark in remarks:
        click.echo(printable(remark))
    out.print(
        f"{len(known.entries)} entries, {len(known.intervals)} intervals; "
        f"{len(changes)} added or changed, {len(remarks)} remarks"
    )
    ctx.exit(1 if remarks else 0)


@register.command()
@GRAPH
@click.argument("tables", nargs=-1, required=True, type=PATH, metavar="FILE...")
def add(graph: Path, tables: tuple[Path, ...]) -> None:
    """Keep FILES with GRAPH: its register and short edges change now, articles are read with it next time."""
    kept = curation.add_tables(graph, tables)
    out.print(f"kept with {graph}: {', '.join(table.name for table in kept)}", markup=False)
    out.print("to find its names in the articles too, build again")


@register.command()
@GRAPH
@click.argument("name")
def remove(graph: Path, name: str) -> None:
    """Forget a table that is kept with GRAPH, by the name of its file."""
    curation.remove_table(graph, name)
    out.print(f"{name}: forgotten", markup=False)


def _register(tables: tuple[Path, ...], graph: Path | None) -> Register:
    mine = own_tables.read_tables(tables)
    return load_register(*(own_tables.merged(graph, mine) if graph else mine))


def _row(known: Register, entry: RegisterEntry, on: str | None) -> dict[str, str]:
    held = chains.owners(known, entry.iri, on)
    codes = [law.code or "" for law in chains.jurisdictions(known, entry.iri, on)]
    return {
        "name": entry.name,
        "type": entry.type,
        "kind": entry.kind or "",
        "owners": "|".join(known.by_iri[interval.object].name for interval in held),
        "jurisdictions": "|".join(codes) or (entry.code or ""),
        "wikidata": entry.wikidata or "",
        "aliases": "|".join(entry.aliases),
    }


def _record(known: Register, entry: RegisterEntry, on: str | None) -> dict[str, Any]:  # JSON
    steps = chains.links(known, entry.iri, on)
    history = known.held(entry.iri, on=on)
    return {
        **{name: value for name, value in asdict(entry).items() if value},
        "intervals": [_stated(known, interval) for interval in history],
        "chain": [{"depth": step.depth, **_stated(known, step.interval)} for step in steps],
    }


def _stated(known: Register, interval: Interval) -> dict[str, str]:
    values = {name: value for name, value in asdict(interval).items() if value}
    ends = {end: known.by_iri[values[end]].name for end in ("subject", "object")}
    return {**values, **ends}


def _print_rows(rows: list[dict[str, str]], format_: str) -> None:
    if format_ == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif format_ == "csv":
        writer = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        shown = _COLUMNS[:-1]
        out.print(results_table(shown, [[row[column] for column in shown] for row in rows]))
        out.print(f"{len(rows)} rows")


def _print_entry(known: Register, entry: RegisterEntry, on: str | None) -> None:
    facts = [entry.kind, entry.website, entry.wikidata, entry.code]
    out.print(f"[bold]{marked(entry.name)}[/]  {marked(', '.join(filter(None, [entry.type, *facts])))}")
    if entry.aliases:
        out.print(f"  also: {marked(', '.join(entry.aliases))}")
    history = sorted(known.held(entry.iri, on=on), key=lambda held: (held.since or "", held.type, held.iri))
    names = ("relation", "to", "share", "since", "until", "confidence", "source")
    rows = [
        (held.type, known.by_iri[held.object].name, held.share or "", held.since or "", held.until or "",
         held.confidence or "", held.source)
        for held in history
    ]  # fmt: skip
    out.print(results_table(names, rows))
    for step in chains.links(known, entry.iri, on):
        about = f"{step.interval.type} {step.interval.region or ''}".strip()
        code = f" ({step.entry.code})" if step.entry.code else ""
        out.print(f"  {'  ' * step.depth}{marked(f'{about}: {step.entry.name}{code}')}")
