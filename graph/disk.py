"""A full or failing disk becomes one line that says what is safe."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import DataError, StopRun


@contextmanager
def disk_errors() -> Iterator[None]:
    """While the store is written to: the transaction that an error struck is not in the graph."""
    try:
        yield
    except OSError as error:
        raise StopRun(
            f"the graph could not be written ({error}); what was complete before is safe: "
            "free some space and run the same command again"
        ) from None
    except SyntaxError as error:
        raise DataError(f"these triples cannot be stored: {error}") from None


@contextmanager
def table_errors(where: object, what: str) -> Iterator[None]:
    """While a table of SQLite's beside the store is written to, the file ``where`` that holds ``what``."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        raise StopRun(f"{where}: {what} could not be written ({error}); the graph is safe") from None
