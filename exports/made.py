"""What each exported file was made from, so that a build writes again only what would come out otherwise.

Like ``make``, it trusts a file that has the size and the time it was left with; a file that somebody
has edited is written anew.
"""

from __future__ import annotations

import json
import os
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_NAME = ".made.json"


class Made:
    """The record of one folder of exports."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / _NAME
        try:
            known = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            known = {}
        self.known: dict[str, list[object]] = known if isinstance(known, dict) else {}

    def is_current(self, path: Path, source: str) -> bool:
        """Whether the file is there as it was left, and was made from this."""
        return self.source_of(path) == source

    def source_of(self, path: Path) -> str | None:
        """What the file was made from; None if it is not there as it was left."""
        made, *left = self.known.get(path.name) or (None,)
        return str(made) if (now := _as_left(path)) is not None and left == [*now] else None

    def note(self, path: Path, source: str) -> None:
        """Remember what a file was made from; it has just been written."""
        self.known[path.name] = [source, *(_as_left(path) or ())]

    def text(self) -> str:
        """The record as it is written to ``path``."""
        return json.dumps(self.known, indent=1, sort_keys=True) + "\n"


@cache
def writers() -> str:
    """A hash of the code and templates that write exports: another program writes other files."""
    digest = sha256()
    for file in _files(files(__package__)):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def _files(folder: Traversable) -> list[Traversable]:
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    found = [entry for entry in entries if entry.is_file() and not entry.name.endswith(".pyc")]
    return found + [file for entry in entries if entry.is_dir() for file in _files(entry)]


def _as_left(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
