"""Turtle of a dataset that has changed little: what was not touched is taken over from the file before.

The file itself is all that is kept. A section of it depends on its graph alone, and within a section
each subject on its own lines, so the bytes are those of ``write_turtle``; to a file that was made of
anything else this must not be applied.
"""

from __future__ import annotations

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
    with old.open("rb") as file:
        known = {graph: (start, end) for graph, start, end in _sections(file)}
        for graph in changes.graphs:
            start, end = known.get(graph, (0, 0))
            if graph not in changes.touched:
                out.flush()
                for piece in _pieces(file, start, end):
                    out.buffer.write(piece)
            elif (subjects := changes.touched[graph]) is None:
                out.writelines(turtle_section(graph, turtle_subjects(changes.lines(graph, None))))
            else:
                new = ((subject, changes.lines(graph, subject)) for subject in sorted(subjects))
                out.writelines(turtle_section(graph, _patched(_subjects(file, start, end), subjects, new)))


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


def _subjects(file: BinaryIO, start: int, end: int) -> Iterator[str]:
    """The subjects of a section as they are written, without its heading."""
    rest = b""
    for piece in _pieces(file, start, end):
        *whole, rest = (rest + piece).split(b"\n\n")
        for written in whole:
            if not written.startswith(b"# graph <"):
                yield written.decode() + "\n\n"


def _patched(
    old: Iterable[str], touched: set[str], new: Iterable[tuple[str, Iterable[str]]]
) -> Iterator[str]:
    """The old subjects without the touched ones, and the new ones where they belong."""
    coming = iter(new)
    subject, lines = next(coming, ("", ()))
    for written in old:
        known = _full(written.partition(" ")[0])
        while subject and subject < known:
            yield from turtle_subjects(lines)
            subject, lines = next(coming, ("", ()))
        if known not in touched:
            yield written
    while subject:
        yield from turtle_subjects(lines)
        subject, lines = next(coming, ("", ()))


def _full(subject: str) -> str:
    """The IRI in angle brackets, or the label of a blank node, that a Turtle file calls so."""
    if subject.startswith(("<", "_:")):
        return subject
    prefix, _, name = subject.partition(":")
    return f"<{PREFIXES[prefix]}{name}>"
