"""Opening a dataset for reading while another process writes to it.

Oxigraph calls that undefined (https://pyoxigraph.readthedocs.io/en/stable/store.html, ``read_only``):
between reading which files there are and opening them, the writer may have merged some into others.
So an opening counts only if the list of files is the same before and after it. Where a writer is too
busy for that, the files are linked into a folder of their own first, which takes milliseconds: they
never change once written, apart from the log, which is copied and grows by whole transactions.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from ...errors import StopRun, UsageError

# A linking that the writer overtook is tried again; a writer pauses many times in these four seconds.
_ATTEMPTS = 200
_PAUSE = 0.02
# Seconds after which files that cannot be opened, and have not changed, are taken for damaged.
_PATIENCE = 0.5
_ASIDE = ".reading-"
# Oxigraph sorts what it is given in bulk into files of this name, and then takes all of them over at once.
_INCOMING = "bulk-"
# Where the store lies in the folder of a graph.
FOLDER = "store"
Listing = tuple[tuple[str, int], ...]
_Opened = TypeVar("_Opened")


def exists(folder: Path) -> bool:
    """Whether ``folder`` holds a graph."""
    return (folder / FOLDER / "CURRENT").is_file()


def demanded(folder: Path) -> Path:
    """The store's folder in that of a graph; ``UsageError`` where there is none."""
    if not exists(folder):
        raise UsageError(f"{folder}: holds no graph; make one with: claimgraph build ARTICLES -o {folder}")
    return folder / FOLDER


def listing(path: Path) -> Listing:
    """The data files in a store's folder with the size of its manifest: equal while none comes or goes.

    The log may grow meanwhile, by whole transactions at its end.
    """
    return tuple((name, size if name.startswith("MANIFEST") else 0) for name, size in state(path))


def state(path: Path) -> Listing:
    """The data files with the sizes of manifest and logs: equal while nothing is written."""
    found = []
    for name in os.listdir(path):
        if name.startswith("MANIFEST") or name.endswith(".log"):
            found.append((name, _size(path / name)))
        elif name.startswith(_INCOMING):  # no data yet
            continue
        elif name.endswith((".sst", ".blob")) or name == "CURRENT":
            found.append((name, 0))
    return tuple(sorted(found))


def opened_for_reading(path: Path) -> tuple[ox.Store, Path | None]:
    """The store in this folder as it is now, and the folder to delete when it is closed, if any.

    Raises ``OSError``, ``RuntimeError`` or ``ValueError`` where the files are damaged, or cannot be had.
    """
    before = listing(path)
    try:
        store = ox.Store.read_only(str(path))
    except (OSError, RuntimeError, ValueError):  # the writer was faster, or is about to make the store
        time.sleep(_PATIENCE)
        if listing(path) == before:
            raise
    else:
        if listing(path) == before:
            return store, None
        del store
    return _opened_aside(path)


def sweep(path: Path) -> None:
    """Remove what readers that were killed have left beside this store."""
    for aside in path.parent.glob(_ASIDE + "*"):
        if not _alive(aside.name.removeprefix(_ASIDE).partition("-")[0]):
            shutil.rmtree(aside, ignore_errors=True)


def clear(path: Path) -> None:
    """Remove what a writer that was killed had not yet taken over; only for who holds the store's lock."""
    for left in path.glob(_INCOMING + "*"):
        left.unlink(missing_ok=True)


def _opened_aside(path: Path) -> tuple[ox.Store, Path]:
    sweep(path)
    for _ in range(_ATTEMPTS):
        aside = Path(tempfile.mkdtemp(prefix=f"{_ASIDE}{os.getpid()}-", dir=path.parent))
        try:
            if _linked(path, aside):
                return ox.Store.read_only(str(aside)), aside
        except (RuntimeError, ValueError):  # a store in the making
            pass
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        shutil.rmtree(aside, ignore_errors=True)
        time.sleep(_PAUSE)
    raise OSError("it is being rewritten too fast to be read; try again when the build is done")


def _linked(path: Path, aside: Path) -> bool:
    """Whether all files of one moment are now in ``aside``: oldest first, so that the log comes last."""
    before = listing(path)
    try:
        for name, _ in before:
            if name.endswith((".sst", ".blob")):
                _link(path / name, aside / name)
            else:
                shutil.copyfile(path / name, aside / name)
    except FileNotFoundError:
        return False
    return listing(path) == before


def _link(file: Path, to: Path) -> None:
    try:
        os.link(file, to)
    except FileNotFoundError:
        raise
    except OSError:  # a file system without hard links
        shutil.copyfile(file, to)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return -1


def _alive(process: str) -> bool:
    """Whether a process of this number runs; where one cannot ask without harm (Windows), that it does."""
    if os.name == "nt" or not process.isdigit():
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def opened(folder: Path, open_: Callable[[], _Opened]) -> _Opened:
    """What ``open_`` opens in the folder of a graph; ``StopRun`` where it cannot be had."""
    try:
        return open_()
    except (OSError, RuntimeError, ValueError) as error:
        if "lock" in str(error).lower():
            raise StopRun(f"{folder}: another process is writing to this graph; wait for it to end") from None
        advice = "; free some space: the graph is safe" if "space" in str(error).lower() else ""
        raise StopRun(f"{folder}: the graph cannot be opened ({error}){advice}") from None
