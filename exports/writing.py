"""A dataset's files, in the formats asked for: only what would come out otherwise is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TextIO

from ..errors import UsageError
from ..graph.aside import put, put_bytes, put_text
from ..graph.dataset import Dataset
from ..graph.view import View
from .formats import FORMATS, BytesFormat, FolderFormat, GraphFormat, ViewFormat
from .made import Made, writers
from .renewal import Changes

_Write = Callable[[TextIO], None]
_SHOWS = " shows "


def demand_known(formats: Sequence[str]) -> None:
    """Raises ``UsageError`` where a format is not one of ``FORMATS``."""
    if unknown := [name for name in formats if name not in FORMATS]:
        raise UsageError(f"{', '.join(unknown)}: unknown format; choose from {', '.join(FORMATS)}")


def write_files(
    dataset: Dataset,
    formats: Sequence[str],
    folder: Path,
    *,
    text: str = "quotes",
    licence: str | None = None,
    before: str | None = None,
) -> list[Path]:
    """Write the dataset in each of the formats to a folder; the paths of the files.

    ``text`` says how much article text goes along: ``full``, ``quotes`` or ``none``; ``licence`` is the
    address of the terms that an RO-Crate states. Each file is written aside and moved into place, so
    that a reader never sees half of one. With ``before``, the state when the store was opened for
    writing, a file stays that would come out the same, and of others only what was touched is made.
    """
    demand_known(formats)
    record = Made(folder)
    source, known = (f"{state} {writers()} {text}" for state in (dataset.state(), before))
    written = []
    for name in sorted(formats, key=lambda name: isinstance(FORMATS[name], FolderFormat)):
        match FORMATS[name]:
            case BytesFormat(made):
                for suffix, data in made(dataset.view, dataset.lines(text), text).items():
                    written.append(put_bytes(folder / f"graph{suffix}", data))
            case FolderFormat(described):
                others = [path for path in folder.glob("graph*") if path.suffix != ".part"]
                graphs = dict(dataset.lines(text))
                for file, content in described(dataset.view, graphs, others, licence).items():
                    written.append(put_text(folder / file, content))
            case ViewFormat(files, most) if before is not None and most and (shown := dataset.newest(most)):
                for suffix, render in files.items():
                    path = folder / f"graph{suffix}"
                    _renew_view(dataset, shown, partial(_text_of, render, text), path, record, source)
                    written.append(path)
            case GraphFormat() | ViewFormat() as format_:
                for suffix, write in _writers(dataset, format_, text).items():
                    path = folder / f"graph{suffix}"
                    if before is None or not record.is_current(path, source):
                        if before is not None and record.is_current(path, known):
                            write = _renewal(dataset, format_, text, path) or write
                        elif isinstance(format_, GraphFormat) and format_.of_turtle:
                            write = partial(_from_turtle, format_.of_turtle, write, record, source)
                        record.note(put(path, write), source)
                    written.append(path)
    put_text(record.path, record.text())
    return written


def _renew_view(
    dataset: Dataset, shown: list[str], render: Callable[[View], str], path: Path, record: Made, source: str
) -> None:
    """Write a file that shows some articles of many, unless it would come out the same.

    The record says of what state of the whole dataset it is, and of what state of that which it shows.
    """
    was = record.source_of(path) or ""
    if was != source and not was.startswith(source + _SHOWS):
        shows = f"{_SHOWS}{dataset.state_of(shown)} {source.partition(' ')[2]}"
        if not was.endswith(shows):
            put_text(path, render(dataset.view_of(shown)))
        record.note(path, source + shows)


def _text_of(render: Callable[[View, str], str], text: str, view: View) -> str:
    return render(view, text)


def _writers(dataset: Dataset, format_: GraphFormat | ViewFormat, text: str) -> dict[str, _Write]:
    """For each file of a format its suffix, and what writes it when it is called."""
    match format_:
        case GraphFormat(suffix, write):
            return {suffix: lambda stream: write(dataset.streams(text), stream)}
        case ViewFormat(files):
            return {suffix: partial(_render, dataset, render, text) for suffix, render in files.items()}


def _render(dataset: Dataset, render: Callable[[View, str], str], text: str, stream: TextIO) -> None:
    stream.write(render(dataset.view, text))


def _from_turtle(
    of_turtle: Callable[[TextIO, TextIO], None], write: _Write, record: Made, source: str, stream: TextIO
) -> None:
    """Write a file from the Turtle beside it where that was made of the same, otherwise from the dataset."""
    turtle = record.path.with_name("graph.ttl")
    # Opened before it is asked for: a build that goes on meanwhile puts another file in its place.
    with turtle.open(encoding="utf-8", newline="") if turtle.is_file() else StringIO() as text:
        if record.is_current(turtle, source):
            of_turtle(text, stream)
        else:
            write(stream)


def _renewal(dataset: Dataset, format_: GraphFormat | ViewFormat, text: str, path: Path) -> _Write | None:
    """What makes a file of the one before, which is as it was left when the store was opened."""
    touched = dataset.store.touched.graphs()
    if touched is None or not isinstance(format_, GraphFormat) or not format_.renew:
        return None
    changes = Changes(
        graphs=dataset.store.graphs(),
        touched=touched,
        lines=lambda graph, subject: dataset.stream(graph, text, subject),
    )
    return partial(format_.renew, path, changes)
