"""Turtle of a dataset that has changed little: what was not touched is taken over from the file before.

The file itself is all that is kept. A section of it depends on its graph alone, and within a section
each subject on its own lines, so the bytes are those of ``write_turtle``; to a file that was made of
anything else this must not be applied.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from ..ontology.terms import PREFIXES
from .turtle import turtle_head, turtle_section, turtle_subjects

# No literal holds a line feed that is not escaped, so that a line begins so only where a section does.
_HEADING = re.compile(rb"\n# graph <([^<>\n]*)>\n")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a dataset is now: the sorted IRIs of its graphs, and those that were touched.

    With the touched graphs stand the subjects that were, in angle brackets, or None for all. ``lines``
    gives the sorted N-Triples lines of a graph, of one subject if it is given.
    """

    graphs: Iterable[str]
    touched: Mapping[str, set[str] | None]
    lines: Callable[[str, str | None], Iterable[str]]


def renew_turtle(old: Path, changes: Changes, out: TextIO) -> None:
    """Write what ``write_turtle`` would, taking over from ``old`` what was not touched."""
    out.write(turtle_head())
    out.flush()
    write = out.buffer.write
    with old.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        known = {graph: (start, end) for graph, start, end in _sections(file)}
        for graph in changes.graphs:
            start, end = known.get(graph, (0, 0))
            if graph not in changes.touched:
                section = _pieces(file, start, end)
            elif (subjects := changes.touched[graph]) is None:
                section = map(str.encode, turtle_section(graph, turtle_subjects(changes.lines(graph, None))))
            else:
                section = _patched(_Section(file, text, graph, start, end), subjects, changes)
            for piece in section:
                write(piece)


def _sections(file: BinaryIO) -> Iterator[tuple[str, int, int]]:
    """Each section's graph, and where it starts and ends, in bytes."""
    graph, start, offset, text = "", 0, 0, b""
    while chunk := file.read(_CHUNK):
        text += chunk
        for heading in _HEADING.finditer(text):
            at = offset + heading.start() + 1
            if start:
                yield graph, start, at
            graph, start = heading[1].decode(), at
        # From the last line feed on a heading may go on in what follows.
        done = max(text.rfind(b"\n"), 0)
        offset, text = offset + done, text[done:]
    if start:
        yield graph, start, offset + len(text)


def _pieces(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    file.seek(start)
    while start < end:
        piece = file.read(min(_CHUNK, end - start))
        start += len(piece)
        yield piece


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of a file, from its heading to its end, in bytes; empty if its graph is new."""

    file: BinaryIO
    text: mmap.mmap
    graph: str
    start: int
    end: int

    @property
    def first(self) -> int:
        """Where its first subject starts."""
        return self.next(self.start) if self.start < self.end else self.end

    def next(self, at: int) -> int:
        """Where what follows on an empty line starts. No literal holds a line feed that is not escaped."""
        found = self.text.find(b"\n\n", at, self.end)
        return self.end if found < 0 else found + 2

    def name(self, at: int) -> str:
        """The subject that starts there, as ``_full`` tells it."""
        return _full(self.text[at : self.text.find(b" ", at, self.end)].decode())

    def find(self, subject: str, left: int) -> int:
        """Where the first subject from ``left`` on starts that is not less, by halving: they are sorted."""
        right = found = self.end
        while left < right:
            middle = (left + right) // 2
            begin = left if middle == left else self.next(middle - 2)
            if begin >= right:
                right = middle
            elif self.name(begin) < subject:
                left = self.next(begin)
            else:
                found, right = begin, middle
        return found


def _patched(old: _Section, touched: set[str], changes: Changes) -> Iterator[bytes]:
    """The section with the touched subjects as they are now, each in its place; nothing if it has none."""
    heading = f"# graph <{old.graph}>\n\n".encode()
    at = old.first
    for subject in sorted(touched):
        begin = old.find(subject, at)
        new = "".join(turtle_subjects(changes.lines(old.graph, subject))).encode()
        if heading and (new or at < begin):
            yield heading
            heading = b""
        yield from _pieces(old.file, at, begin)
        yield new
        is_there = begin < old.end and old.name(begin) == subject
        at = old.next(begin) if is_there else begin
    if at < old.end:
        yield heading
        yield from _pieces(old.file, at, old.end)


def _full(subject: str) -> str:
    """The IRI in angle brackets, or the label of a blank node, that a Turtle file calls so."""
    if subject.startswith(("<", "_:")):
        return subject
    prefix, _, name = subject.partition(":")
    return f"<{PREFIXES[prefix]}{name}>"
