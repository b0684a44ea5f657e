"""Files that are whole or not there: written aside, then moved into place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from ..errors import StopRun


def put(path: Path, write: Callable[[TextIO], object]) -> Path:
    """Let ``write`` fill a UTF-8 file, and put it at ``path`` when it is on the disk; the path.

    Raises ``StopRun`` where that fails; a file that was there stays then.
    """
    aside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("w", encoding="utf-8", newline="") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(aside, path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise StopRun(f"{path}: cannot be written ({error.strerror or error}); the graph is safe") from None
    return path


def put_text(path: Path, content: str) -> Path:
    """Put a text at ``path``, as ``put`` does."""
    return put(path, lambda stream: stream.write(content))


def put_bytes(path: Path, data: bytes) -> Path:
    """Put bytes at ``path``, as ``put`` does."""
    return put(path, lambda stream: stream.buffer.write(data))
