"""The store's disk and the tables beside it: how they are opened, and what a full or failing disk comes to.

What goes wrong becomes one line that says what is safe.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ...errors import DataError, StopRun


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


def opened_to_write(file: Path, schema: str, version: int = 1) -> sqlite3.Connection:
    """A database of this schema, made if there is none, and made anew if it is damaged or of another version.

    Readers read on while it is written to; the last writer to close leaves one file.
    """
    try:
        return _opened(file, schema, version)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        for part in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))):
            part.unlink(missing_ok=True)
        return _opened(file, schema, version)


def opened_to_read(file: Path, probe: str) -> sqlite3.Connection | None:
    """A database for reading, if the file is there and the query ``probe`` can be asked.

    Raises ``StopRun`` where it is damaged.
    """
    if not file.is_file():
        return None
    for how in ("mode=ro", "mode=ro&immutable=1"):  # the second in a folder that cannot be written
        try:
            connection = sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, isolation_level=None)
            connection.execute(probe)
        except sqlite3.OperationalError:
            continue
        except sqlite3.DatabaseError as error:
            raise StopRun(
                f"{file}: is damaged ({error}); delete it, and the next build makes it anew"
            ) from None
        return connection
    return None


def _opened(file: Path, schema: str, version: int) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        (found,) = connection.execute("PRAGMA user_version").fetchone()
        if found not in (0, version):
            raise sqlite3.DatabaseError("another version")
        if found == 0:
            connection.executescript(f"BEGIN; {schema} PRAGMA user_version = {version}; COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection
