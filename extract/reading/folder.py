"""The files that a user's paths stand for, in one order on every machine."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ...errors import SkipDocument, UsageError


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read.

    ``key`` is its path below the folder that was given, or its name, in POSIX form and NFC. ``named``
    is whether the user gave the file itself, so that it must not be passed over in silence.
    """

    path: Path
    key: str
    named: bool


def check_paths(paths: Iterable[Path]) -> None:
    """Raises ``UsageError`` for the first path at which there is nothing."""
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder")


def find_files(paths: Iterable[Path]) -> Iterator[Found | SkipDocument]:
    """Each file once, sorted by the path that was given and then by name, folder by folder.

    Hidden files and folders are left out, and so is every folder that was visited already (links may
    run in circles). Reported, not read, are links that lead out of the folder that was given, devices
    and pipes, and a file that would get the same key as an earlier one.
    """
    roots = sorted(set(paths), key=lambda path: _portable(path.as_posix()))
    visited: set[tuple[int, int]] = set()
    # Keys can only clash, and files only come twice, where several paths were given.
    keys: dict[str, Path] | None = {} if len(roots) > 1 else None
    # Folders first: a file within one keeps the key that it has without being named as well.
    for root in sorted(roots, key=lambda path: not path.is_dir()):
        for found in _walk(root, "", visited) if root.is_dir() else _single(root):
            if isinstance(found, SkipDocument) or keys is None:
                yield found
                continue
            earlier = keys.setdefault(found.key, found.path)
            if earlier is found.path:
                yield found
            elif not found.path.samefile(earlier):
                yield SkipDocument(
                    str(found.path), f"{earlier} is called {found.key!r} too; give the folder above both"
                )


def _single(path: Path) -> Iterator[Found | SkipDocument]:
    yield Found(path, _portable(path.name), True)


def _walk(folder: Path, prefix: str, visited: set[tuple[int, int]]) -> Iterator[Found | SkipDocument]:
    pending = [(folder, prefix)]
    inside = folder.resolve()
    while pending:
        current, prefix = pending.pop()
        try:
            status = current.stat()
            if (status.st_dev, status.st_ino) in visited:
                continue
            visited.add((status.st_dev, status.st_ino))
            with os.scandir(current) as listed:
                entries = sorted(listed, key=lambda entry: _portable(entry.name))
        except OSError as error:
            yield SkipDocument(str(current), f"cannot be opened: {error.strerror}")
            continue
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path, key = current / entry.name, prefix + _portable(entry.name)
            try:
                mode = entry.stat().st_mode
                leads_out = entry.is_symlink() and not path.resolve().is_relative_to(inside)
            except (OSError, RuntimeError) as error:
                reason = getattr(error, "strerror", None) or "a link that leads to itself"
                yield SkipDocument(str(path), f"cannot be opened: {reason}")
                continue
            if leads_out:
                # A folder from elsewhere must not be able to pick files of this machine.
                yield SkipDocument(str(path), "a link that leads out of the folder; give what it leads to")
            elif stat.S_ISDIR(mode):
                folders.append((path, key + "/"))
            elif stat.S_ISREG(mode):
                yield Found(path, key, False)
            else:
                yield SkipDocument(str(path), "not a file but a device, a pipe or a socket")
        pending.extend(reversed(folders))


def _portable(name: str) -> str:
    """The name in NFC, as one Unicode string on every system; bytes that are no UTF-8 become U+FFFD."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))
