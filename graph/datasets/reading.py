"""From sources to one dataset: each file is read by what it holds, whatever it is called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...errors import DataError
from .contents import Contents
from .dna import MAGIC, read_dna
from .ftm import is_entity, read_ftm
from .jsondoc import Json, read_json, read_scripts
from .jsonld import read_jsonld
from .mapping import TableMapping, chosen, mapped
from .mediacloud import is_story, read_stories
from .rdf import read_turtle, read_xml
from .sources import Source
from .tables import is_table, read_table
from .text import marked_encoding
from .wikidata import is_extract, read_wikidata

_HEAD = 4096
_RDF_SUFFIXES = {".ttl", ".trig", ".nt", ".nq", ".n3"}
_STRANGERS = {
    b"%PDF": "a PDF",
    b"PAR1": "a Parquet file",
    b"\x89PNG": "a picture",
    b"\xd0\xcf\x11\xe0": "an office file",
}
_FOREIGN_XML = re.compile(rb"<(graphml|gexf|TEI|svg|rss|feed|gmx|kml)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user says about a dataset: its name, and how its files are to be read."""

    dataset: str
    encoding: str | None = None
    mapping: TableMapping | None = None
    contexts: Mapping[str, Json] = field(default_factory=dict)


def read_dataset(sources: Sequence[Source], options: Options) -> list[Contents]:
    """What each source holds, in their order. Raises ``DataError`` or ``UsageError`` for the first that
    cannot be read; nothing of the others counts then.
    """
    readers = [(source, _table_or_none(source)) for source in sources]
    tables = [read_table(source, options.encoding) for source, table in readers if table]
    mapping = options.mapping or (chosen(tables) if tables else None)
    contents = [_read(source, options) for source, table in readers if not table]
    if mapping:
        contents += [mapped(table, mapping, options.dataset) for table in tables]
    return contents


def _table_or_none(source: Source) -> bool:
    return is_table(source) and not source.data.startswith(MAGIC)


def _read(source: Source, options: Options) -> Contents:
    if not source.data.strip():
        raise DataError(f"{source.name}: an empty file; nothing was merged")
    if source.data.startswith(MAGIC):
        return read_dna(source, options.dataset)
    for mark, what in _STRANGERS.items():
        if source.data.startswith(mark):
            raise DataError(f"{source.name}: {what}, no dataset that can be merged; save it as CSV or RDF")
    head = _head(source)
    if head.lower().startswith((b"<?xml", b"<rdf", b"<!doctype", b"<!--", b"<html")):
        return _read_markup(source, head, options)
    if head.startswith((b"{", b"[")) and (source.suffix not in _RDF_SUFFIXES):
        return _read_json(source, options)
    return read_turtle(source)


def _head(source: Source) -> bytes:
    """The first bytes as ASCII would have them, without mark and blanks."""
    encoding, length = marked_encoding(source.data)
    head = source.data[length : length + _HEAD]
    if encoding and encoding != "utf-8":
        head = head.replace(b"\0", b"")
    return head.lstrip()


def _read_markup(source: Source, head: bytes, options: Options) -> Contents:
    if b"rdf:RDF" in head or b"22-rdf-syntax-ns#" in source.data[:65536]:
        return read_xml(source)
    if re.search(rb"<html\b|<!doctype html", head, re.IGNORECASE):
        return read_jsonld(source, read_scripts(source), options.contexts)
    foreign = _FOREIGN_XML.search(head)
    what = foreign[1].decode() if foreign else "XML"
    raise DataError(f"{source.name}: {what} that is no RDF/XML; nothing was merged")


def _read_json(source: Source, options: Options) -> Contents:
    values, _ = read_json(source)
    first = values[0] if values else None
    sample = first[0] if isinstance(first, list) and first else first
    if is_entity(sample):
        return read_ftm(source, values)
    if is_extract(sample):
        return read_wikidata(source, values)
    if is_story(sample):
        return read_stories(source, values)
    return read_jsonld(source, values, options.contexts)
