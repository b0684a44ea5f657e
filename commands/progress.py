"""How far a command is, shown while it works."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from ..exports.terminal import marked
from .console import err


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal, nothing in a pipe; yields what is to be called for each article."""
    if quiet or not err.is_terminal:
        yield lambda source: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[source]}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("read", total=None, source="")
        yield lambda source: bar.update(task, advance=1, source=marked(source)[-48:])
