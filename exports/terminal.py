"""What people read in a terminal: tables in which no text from outside can command the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.markup import escape
from rich.table import Table


def printable(text: str) -> str:
    """Text from outside, as one may show it: control characters and escape codes are spelled out."""
    return "".join(
        char if char.isprintable() or char in "\n\t" else char.encode("unicode_escape").decode()
        for char in text
    )


def marked(text: str) -> str:
    """Printable text in which nothing is read as rich's markup."""
    return escape(printable(text))


def results_table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table with a heading, its cells folded to the width of the terminal."""
    table = Table(*(marked(name) for name in names), header_style="bold")
    for row in rows:
        table.add_row(*(marked(value) for value in row))
    return table


def summary_table(rows: Iterable[tuple[str, str]]) -> Table:
    """Names and values in two columns, without lines."""
    table = Table(show_header=False, box=None, pad_edge=False)
    for name, value in rows:
        table.add_row(marked(name), marked(value))
    return table
