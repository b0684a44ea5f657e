"""RDF files: Turtle, TriG, N-Triples, N-Quads and RDF/XML, refused where they are made to do harm.

Parsers hold all prefixes of a Turtle file and expand the entities of an XML file in memory, so both
are counted before a parser sees them. No file, host or entity outside the file itself is ever read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import pyoxigraph as ox

from ...errors import DataError
from .blanks import named_lines
from .contents import MOST_TRIPLES, Contents
from .sources import Source
from .text import decoded, marked_encoding

MOST_PREFIXES = 10_000
MOST_EXPANDED = 16 * 2**20
_PREFIX = re.compile(rb"(?:@prefix|@base|\bPREFIX|\bBASE)\s", re.IGNORECASE)
_NODE = r'(?:<[^<>"{}|^`\\\s]*>|_:[^\s<"]+)'
_LITERAL = r'"(?:[^"\\]|\\.)*"(?:\^\^<[^<>\s]*>|@[A-Za-z0-9-]+)?'
_STATEMENT = re.compile(rf"\s*{_NODE}\s*<[^<>\s]*>\s*(?:{_NODE}|{_LITERAL})\s*({_NODE})?\s*\.\s*(?:#.*)?")
_XML_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_OUTSIDE = re.compile(
    r"<!ENTITY\s+(?:%\s*)?[^\s>]+\s+(?:SYSTEM|PUBLIC)|<!DOCTYPE\s+[^\s>\[]+\s+(?:SYSTEM|PUBLIC)"
)
_ENTITY = re.compile(r"""<!ENTITY\s+(?:%\s*)?(\S+)\s+("[^"]*"|'[^']*')""")
_REFERENCE = re.compile(r"&(?!#)([^;\s&]+);")
_GIVEN = {"amp", "lt", "gt", "quot", "apos"}
_PLACE = re.compile(r"^(?:Parser )?error (?:at|between) line (\d+)[^:]*: ", re.IGNORECASE)
_BASE = "https://w3id.org/claimgraph/external/"


def read_turtle(source: Source) -> Contents:
    """Turtle, TriG, N-Triples or N-Quads, told apart by what stands in the file."""
    prefixes = sum(1 for _ in islice(_PREFIX.finditer(source.data), MOST_PREFIXES + 1))
    if prefixes > MOST_PREFIXES:
        raise DataError(
            f"{source.name}: more than {MOST_PREFIXES:,} prefixes; no honest dataset has that many, and "
            "nothing was merged"
        )
    text = decoded(source.data, source.name)
    if source.suffix == ".nq" or _is_quads(text):
        return parsed(source, text, ox.RdfFormat.N_QUADS, "N-Quads")
    # Every Turtle document is a TriG document (https://www.w3.org/TR/trig/#sec-intro).
    return parsed(source, text, ox.RdfFormat.TRIG, "Turtle")


def read_xml(source: Source) -> Contents:
    """RDF/XML, in any encoding that its declaration names, with the entities of its own DTD."""
    named = _XML_ENCODING.search(source.data[:1024])
    encoding = named[1].decode() if named and not marked_encoding(source.data)[0] else None
    text = decoded(source.data, source.name, encoding)
    if outside := _OUTSIDE.search(text):
        line = text.count("\n", 0, outside.start()) + 1
        raise DataError(
            f"{source.name}:{line}: an external entity or DTD, which is never read; nothing was merged: "
            "remove it from the file"
        )
    _demand_small_entities(source, text)
    # The text is UTF-8 by now, whatever its declaration says.
    return parsed(source, _XML_DECLARATION.sub("", text, count=1), ox.RdfFormat.RDF_XML, "RDF/XML")


def parsed(source: Source, text: str, format_: ox.RdfFormat, name: str) -> Contents:
    """All triples of a text; several named graphs become one. Raises ``DataError`` with file and line."""
    try:
        quads = list(islice(ox.parse(text.encode(), format_, base_iri=_BASE), MOST_TRIPLES + 1))
    except (SyntaxError, ValueError) as error:
        raise refused(source, text, error) from None
    if len(quads) > MOST_TRIPLES:
        raise DataError(
            f"{source.name}: more than {MOST_TRIPLES:,} triples; nothing was merged: split the dataset and "
            "merge the parts under names of their own"
        )
    graphs = len({str(quad.graph_name) for quad in quads})
    lines, blanks = named_lines(quads, source.file)
    remarks = []
    if graphs > 1:
        remarks.append(f"{source.name}: its {graphs} graphs became one")
    if blanks:
        remarks.append(f"{source.name}: {blanks} blank nodes were given IRIs")
    return Contents(format=name, lines=lines, remarks=tuple(remarks))


def refused(source: Source, text: str, error: SyntaxError | ValueError) -> DataError:
    """A parser's complaint as file, line, reason and the words that it is about."""
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    message = re.sub(r" \(line \d+\)$", "", message)
    place = _PLACE.match(message)
    line = int(place[1]) if place else getattr(error, "lineno", None)
    reason = _PLACE.sub("", message)
    where = f"{source.name}:{line}" if line else source.name
    words = next(islice(_lines(text), line - 1, line), "").strip() if line else ""
    shown = f" in “{words[:80]}{'…' if len(words) > 80 else ''}”" if words else ""
    return DataError(f"{where}: {reason}{shown}; nothing was merged")


def _lines(text: str) -> Iterator[str]:
    return iter(text.split("\n"))


def _is_quads(text: str) -> bool:
    """Whether each of the first lines is a statement, and one of them names its graph, as in N-Quads."""
    matches = [
        _STATEMENT.fullmatch(line)
        for line in islice(_lines(text), 1000)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    return all(matches) and any(match[1] for match in matches if match)


def _demand_small_entities(source: Source, text: str) -> None:
    """Refuses a DTD whose entities expand to more than a bound, or stand in each other's values."""
    values = {match[1]: match[2][1:-1] for match in _ENTITY.finditer(text)}
    if any(set(_REFERENCE.findall(value)) - _GIVEN for value in values.values()):
        raise DataError(
            f"{source.name}: entities that stand in other entities; nothing was merged: write them out"
        )
    expanded = sum(len(values.get(name, "")) for name in _REFERENCE.findall(text))
    if expanded > MOST_EXPANDED + len(text):
        raise DataError(f"{source.name}: entities that expand to {expanded:,} characters; nothing was merged")
