"""A user's own register tables: read from files, kept beside a graph, and read with it at every build."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..errors import DataError, UsageError
from ..ontology.register import load_register
from ..ontology.rows import Table
from .aside import put_text

FOLDER = "register"


def read_tables(paths: Iterable[Path]) -> tuple[Table, ...]:
    """The CSV files as tables, each named as its file, sorted by name; every row has been checked.

    Raises ``UsageError`` for a file that cannot be read and ``DataError`` for a wrong row.
    """
    tables: dict[str, Table] = {}
    for path in sorted(paths, key=lambda path: (path.name, str(path))):
        if path.name in tables:
            raise UsageError(
                f"{path}: another table is called {path.name}; give one of them a different name"
            )
        tables[path.name] = Table(name=path.name, text=_text(path))
    load_register(*tables.values())
    return tuple(tables.values())


def kept_tables(folder: Path) -> tuple[Table, ...]:
    """The tables that the graph in ``folder`` is built with, sorted by name; none where it has none."""
    return read_tables((folder / FOLDER).glob("*.csv"))


def keep_tables(folder: Path, tables: Iterable[Table]) -> tuple[Table, ...]:
    """Keep tables beside the graph, each instead of one of its name; all that are kept then.

    Nothing is written where they do not go together.
    """
    new = tuple(tables)
    together = merged(folder, new)
    for table in new:
        put_text(folder / FOLDER / table.name, table.text)
    return together


def merged(folder: Path, tables: Iterable[Table]) -> tuple[Table, ...]:
    """The tables that the graph keeps, with these on top or instead, sorted by name and checked together."""
    new = {table.name: table for table in tables}
    if wrong := [name for name in new if not name.endswith(".csv")]:
        raise UsageError(f"{wrong[0]}: a register table is a .csv file; rename it")
    kept = {table.name: table for table in kept_tables(folder)} | new
    together = tuple(kept[name] for name in sorted(kept))
    load_register(*together)
    return together


def forget_table(folder: Path, name: str) -> tuple[Table, ...]:
    """Forget one table by its file's name; those that are left. ``UsageError`` where there is none."""
    known = [table.name for table in kept_tables(folder)]
    if name not in known:
        raise UsageError(f"{name}: this graph keeps no such table; it keeps: {', '.join(known) or 'none'}")
    rest = tuple(table for table in kept_tables(folder) if table.name != name)
    load_register(*rest)
    (folder / FOLDER / name).unlink()
    return rest


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8 at byte {error.start}; save the table as CSV in UTF-8") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error})") from None
