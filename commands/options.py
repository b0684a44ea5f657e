"""Arguments and options that several commands share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ..extract import DEFAULT_ATTRIBUTION, DEFAULT_MODEL
from ..extract.workers import Settings
from ..graph.own_tables import read_tables
from ..ontology.dates import is_date

PATH = click.Path(path_type=Path)
GRAPH = click.argument("graph", type=PATH)
# The names of the option that chooses a format: the second is what other programs call it.
TO = ("--to", "--format")
TEXT = click.option(
    "--text",
    type=click.Choice(["full", "quotes", "none"]),
    default="quotes",
    show_default=True,
    help="How much article text the files carry.",
)


def _date(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_date(value):
        raise click.BadParameter(f"{value!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD", param=parameter)
    return value


AS_OF = click.option(
    "--as-of", metavar="DATE", callback=_date, help="What held on this date: 2021, 2021-06 or 2021-06-01."
)


def pairs(_: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """A callback: NAME=VALUE words as a mapping, with hyphens in names as underscores."""
    found = {}
    for value in values:
        name, equals, rest = value.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{value!r} is not of the form NAME=VALUE", param=parameter)
        found[name.replace("-", "_")] = rest
    return found


def names(_: click.Context, __: click.Parameter, value: str) -> list[str]:
    """A callback: what stands between commas, trimmed."""
    return [name.strip() for name in value.split(",") if name.strip()]


def for_corpora(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say how files are read."""
    columns = "Columns of a corpus file: id, text, title, date, author, outlet, url."
    encoding = "Of texts that are neither UTF-8 nor marked as UTF-16, such as cp1252."
    command = click.option("--encoding", metavar="NAME", help=encoding)(command)
    return click.option(
        "--column", "columns", multiple=True, metavar="FIELD=NAME", callback=pairs, help=columns
    )(command)


def with_settings(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say how texts are read, handed to the command as ``settings``."""

    @click.option("--model", default=DEFAULT_MODEL, show_default=True,
                  help="Any installed spaCy pipeline with tagger, parser and ner.")  # fmt: skip
    @click.option("--attribution", default=DEFAULT_ATTRIBUTION, show_default=True,
                  help="How claims are found: rules, a shipped model's name, or a folder.")  # fmt: skip
    @click.option("--register", "tables", multiple=True, type=PATH, metavar="FILE",
                  help="A CSV of your own platforms and owners, on top of the register.")  # fmt: skip
    @functools.wraps(command)
    def wrapped(model: str, attribution: str, tables: tuple[Path, ...], **values: Any) -> None:
        settings = Settings(model=model, attribution=attribution, tables=read_tables(tables))
        command(settings=settings, **values)

    return wrapped
