"""The bytes of what is to be merged: files, folders, compressed files and archives, within bounds.

A compressed file can hold a thousand times its size, an archive the same bytes many times over: the
bounds count what comes out, over all files of one merge (https://www.bamsoftware.com/hacks/zipbomb/).
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Protocol

from ...errors import DataError, UsageError

MOST_BYTES = 512 * 2**20
MOST_TIMES = 200
MOST_MEMBERS = 1000
# Below this size nobody is harmed, however well it was packed.
_HARMLESS = 16 * 2**20
_PIECE = 2**20
_PACKED: dict[bytes, Callable[[BytesIO], gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile]] = {
    b"\x1f\x8b": lambda stream: gzip.GzipFile(fileobj=stream),
    b"BZh": lambda stream: bz2.BZ2File(stream),
    b"\xfd7zXZ\x00": lambda stream: lzma.LZMAFile(stream),
}
_PACKED_SUFFIXES = {".gz", ".bz2", ".xz"}
# What lies in a dataset's folder for people to read.
_FOR_READERS = {".md", ".pdf", ".docx", ".png", ".jpg", ".license", ".toml"}
_BROKEN = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
)


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file's content. ``name`` is as its user would look for it; ``file`` its plain name, unpacked."""

    name: str
    file: str
    data: bytes

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.file).suffix.lower()


def read_sources(paths: Iterable[Path]) -> list[Source]:
    """The content of files, of the files in folders and in archives, unpacked, sorted by name.

    Raises ``UsageError`` for what cannot be opened, ``DataError`` for what is too large or broken.
    """
    room = _Room()
    found = [source for path in paths for file in _files(path) for source in _read(file, room)]
    unique = {source.name: source for source in found}
    return [unique[name] for name in sorted(unique)]


class _Room:
    """How many bytes may still come in."""

    def __init__(self) -> None:
        self.left = MOST_BYTES

    def take(self, stream: _Readable, name: str, packed: int | None = None) -> bytes:
        pieces: list[bytes] = []
        size = 0
        while piece := stream.read(_PIECE):
            size += len(piece)
            self.left -= len(piece)
            if self.left < 0:
                raise DataError(
                    f"{name}: more than {MOST_BYTES // 2**20} MB to read (unpacked); nothing was merged: "
                    "split the dataset and merge the parts under names of their own"
                )
            if packed is not None and size > _HARMLESS and size > MOST_TIMES * max(packed, 1):
                raise DataError(
                    f"{name}: unpacks to more than {MOST_TIMES} times its size; nothing was merged: "
                    "unpack it yourself if you trust it"
                )
            pieces.append(piece)
        return b"".join(pieces)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    files = sorted(
        file
        for file in path.iterdir()
        if file.is_file() and not file.name.startswith(".") and file.suffix.lower() not in _FOR_READERS
    )
    if not files:
        raise UsageError(f"{path}: no dataset in this folder")
    yield from files


def _read(path: Path, room: _Room) -> Iterator[Source]:
    if path.exists() and not path.is_file():
        raise UsageError(f"{path}: not a file")
    try:
        with path.open("rb") as stream:
            data = room.take(stream, str(path))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error})") from None
    yield from _unpacked(str(path), path.name, data, room)


def _unpacked(name: str, file: str, data: bytes, room: _Room) -> Iterator[Source]:
    """The content itself, or what is packed in it, one layer deep."""
    opener = next((opener for mark, opener in _PACKED.items() if data.startswith(mark)), None)
    try:
        if opener:
            with opener(BytesIO(data)) as stream:
                content = room.take(stream, name, len(data))
            yield Source(name=name, file=_bare(file), data=content)
        elif data.startswith(b"PK\x03\x04"):
            yield from _members(name, data, room)
        else:
            yield Source(name=name, file=file, data=data)
    except _BROKEN as error:
        raise DataError(f"{name}: cannot be unpacked ({error}); nothing was merged") from None


def _members(name: str, data: bytes, room: _Room) -> Iterator[Source]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        names = {info.filename for info in infos}
        if "[Content_Types].xml" in names or "mimetype" in names:
            raise DataError(f"{name}: an office file; save its table as CSV (UTF-8) and merge that")
        if len(infos) > MOST_MEMBERS:
            raise DataError(f"{name}: an archive of {len(infos)} files; nothing was merged: unpack it first")
        for info in infos:
            file = PurePosixPath(info.filename)
            if file.name.startswith(".") or "__MACOSX" in file.parts or file.suffix.lower() in _FOR_READERS:
                continue
            with archive.open(info) as stream:
                content = room.take(stream, f"{name}/{info.filename}", info.compress_size)
            yield Source(name=f"{name}/{info.filename}", file=file.name, data=content)


def _bare(file: str) -> str:
    path = PurePosixPath(file)
    return path.stem if path.suffix.lower() in _PACKED_SUFFIXES else file
