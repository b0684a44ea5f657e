"""Hand-made gold: what people annotated, read from JSONL or from brat's stand-off files.

JSONL has one document a line: ``{"id", "text", "quotes": [{"content", "cue", "source", "speech_cue"}]}``
with lists of half-open character offsets. brat (https://brat.nlplab.org/standoff.html) keeps a text in
``NAME.txt`` and its annotation in ``NAME.ann``: as in PolNeAR, text-bound ``Content``, ``Cue`` and
``Source`` and relations or events that join them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import DataError, SkipDocument, UsageError
from ...graph.record import Reading, Span

_TEXT_BOUND = re.compile(r"(T\d+)\t(\S+) ([\d; ]+)(?:\t.*)?")
_LINK = re.compile(r"[RE]\d+\t(.+)")
_ENDS = re.compile(r"(\S+?):([TE]\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One annotated or predicted attribution; ``speech`` is what the annotation says of its cue, or None."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speech: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A document with its quotes; ``text`` is empty where a file gives predictions alone."""

    id: str
    text: str
    quotes: tuple[Quote, ...]


def read_gold(path: Path) -> list[Annotated]:
    """The documents of a JSONL file, of one ``.ann`` file, or of all ``.ann`` files below a folder.

    Raises ``DataError`` with file and line where something does not parse, ``UsageError`` where there
    is nothing to read.
    """
    if path.is_dir():
        found = [_read_brat(file) for file in sorted(path.rglob("*.ann"))]
        if not found:
            raise UsageError(f"{path}: holds no .ann files; give brat files or JSONL")
        return found
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file")
    return [_read_brat(path)] if path.suffix == ".ann" else list(_read_jsonl(path))


def quotes_of(document: Mapping[str, Any]) -> tuple[Quote, ...]:
    """The quotes of one JSON document; ``KeyError``, ``TypeError`` or ``ValueError`` on another form."""
    return tuple(
        Quote(
            content=_spans(quote["content"]),
            cue=_spans(quote.get("cue")),
            source=_spans(quote.get("source")),
            speech=quote.get("speech_cue"),
        )
        for quote in document["quotes"]
    )


def quotes_read(readings: Iterable[Reading | SkipDocument]) -> dict[str, tuple[Quote, ...]]:
    """What was read, as quotes by document id; documents that could not be read are left out."""
    return {
        reading.document.id: tuple(
            Quote(content=claim.content, cue=claim.cue, source=claim.source) for claim in reading.claims
        )
        for reading in readings
        if isinstance(reading, Reading)
    }


def _spans(pairs: Iterable[Iterable[int]] | None) -> tuple[Span, ...]:
    return tuple(Span(int(start), int(end)) for start, end in pairs or ())


def _read_jsonl(path: Path) -> Iterator[Annotated]:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                document = json.loads(line)
                yield Annotated(
                    id=str(document["id"]), text=document.get("text", ""), quotes=quotes_of(document)
                )
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise DataError(
                    f"{path}:{number}: not an annotated document ({error}); see: claimgraph score --help"
                ) from None


def _read_brat(path: Path) -> Annotated:
    try:
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read with its .txt file ({error})") from None
    bound: dict[str, tuple[str, tuple[Span, ...]]] = {}
    links: list[list[str]] = []
    for line in lines:
        if match := _TEXT_BOUND.fullmatch(line):
            pieces = (piece.split() for piece in match[3].split(";"))
            bound[match[1]] = match[2], tuple(Span(int(start), int(end)) for start, end in pieces)
        elif match := _LINK.fullmatch(line):
            links.append([end for _, end in _ENDS.findall(match[1])])
    return Annotated(id=path.stem, text=text, quotes=tuple(_joined(bound, links)))


def _joined(bound: Mapping[str, tuple[str, tuple[Span, ...]]], links: Iterable[list[str]]) -> Iterator[Quote]:
    """One quote a content; what a link joins to it is its cue or its source."""
    parts: dict[str, dict[str, set[Span]]] = {
        key: {"cue": set(), "source": set()} for key, (kind, _) in bound.items() if kind.lower() == "content"
    }
    for ends in links:
        for content in set(ends) & set(parts):
            for other in ends:
                kind, spans = bound.get(other, ("", ()))
                if kind.lower() in parts[content]:
                    parts[content][kind.lower()].update(spans)
    for key, found in parts.items():
        yield Quote(
            content=tuple(sorted(bound[key][1])),
            cue=tuple(sorted(found["cue"])),
            source=tuple(sorted(found["source"])),
        )
