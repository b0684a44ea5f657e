"""Answers in the media types of the web: which one a client wants, and how it is written.

Solutions are counted as they are written, and an answer with more rows than allowed is refused: one
that is cut short could be taken for the whole.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TypeVar
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from ...errors import QueryError
from ...graph.query import Results

Item = TypeVar("Item")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Rows = Sequence[Sequence[Term | None]]
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_SRX = "http://www.w3.org/2005/sparql-results#"

# What a client may ask for, the default first; several names of one format lead to the first of them.
SOLUTIONS = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
}
TRIPLES = {
    "text/turtle": "text/turtle",
    "application/n-triples": "application/n-triples",
    "text/plain": "application/n-triples",
    "application/rdf+xml": "application/rdf+xml",
    "application/xml": "application/rdf+xml",
    "application/ld+json": "application/ld+json",
    "application/json": "application/ld+json",
}
_RDF = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


class TooManyRows(QueryError):
    """The answer has more rows than the server gives."""


class NotAcceptable(QueryError):
    """The client takes none of the media types that the answer can have."""


def wanted(accept: str, offered: dict[str, str]) -> str:
    """The media type that an Accept header likes best (RFC 9110, section 12.5.1); the first of equals.

    Raises ``NotAcceptable``.
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    best, quality = None, 0.0
    for name, type_ in offered.items():
        fitting = [
            (len(range_.rstrip("*")), q)
            for range_, q in ranges
            if range_ in (name, "*/*", name.partition("/")[0] + "/*")
        ]
        if fitting and max(fitting)[1] > quality:
            best, quality = type_, max(fitting)[1]
    if best is None:
        raise NotAcceptable(f"none of {accept!r} can be had; ask for one of {', '.join(offered)}")
    return best


def written(results: Results, accept: str, prefixes: dict[str, str], most: int) -> tuple[str, bytes]:
    """The media type and the bytes of an answer. Raises ``TooManyRows`` over ``most`` rows or triples."""
    if isinstance(results, ox.QueryTriples):
        type_ = wanted(accept, TRIPLES)
        triples = _counted(results, most)
        return type_, ox.serialize(triples, format=_RDF[type_], prefixes=prefixes) or b""
    type_ = wanted(accept, SOLUTIONS)
    if isinstance(results, ox.QueryBoolean):
        return type_, _boolean(bool(results), type_)
    names = [variable.value for variable in results.variables]
    rows = [[solution[name] for name in names] for solution in _counted(results, most)]
    return type_, _WRITERS[type_](names, rows).encode()


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (word.strip().lower() for word in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return name, float(parameter[2:])
            except ValueError:
                return name, 0.0
    return name, 1.0


def _counted(items: Iterable[Item], most: int) -> list[Item]:
    taken = list(islice(items, most + 1))
    if len(taken) > most:
        raise TooManyRows(f"the answer has more than {most} rows: add LIMIT, or count instead of listing")
    return taken


def _boolean(answer: bool, type_: str) -> bytes:
    word = str(answer).lower()
    if type_.endswith("json"):
        return f'{{"head":{{}},"boolean":{word}}}'.encode()
    if type_.endswith("xml"):
        return (
            f'<?xml version="1.0"?><sparql xmlns="{_SRX}"><head/><boolean>{word}</boolean></sparql>'.encode()
        )
    return f"{word}\n".encode()


def _json(names: list[str], rows: Rows) -> str:
    """https://www.w3.org/TR/sparql11-results-json/"""
    bindings = [
        {name: _json_term(term) for name, term in zip(names, row, strict=True) if term is not None}
        for row in rows
    ]
    return json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}, ensure_ascii=False)


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        raise QueryError("this answer holds triples as terms, which SPARQL 1.1 results cannot carry")
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != _XSD_STRING:
        found["datatype"] = term.datatype.value
    return found


def _xml(names: list[str], rows: Rows) -> str:
    """https://www.w3.org/TR/rdf-sparql-XMLres/"""
    lines = [f'<?xml version="1.0"?>\n<sparql xmlns="{_SRX}"><head>']
    lines += [f"<variable name={quoteattr(name)}/>" for name in names]
    lines.append("</head><results>")
    for row in rows:
        bound = (
            f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(names, row, strict=True)
            if term is not None
        )
        lines.append(f"<result>{''.join(bound)}</result>")
    return "\n".join([*lines, "</results></sparql>\n"])


def _xml_term(term: Term) -> str:
    found = _json_term(term)
    element = found["type"]
    attributes = f" xml:lang={quoteattr(found['xml:lang'])}" if "xml:lang" in found else ""
    attributes += f" datatype={quoteattr(found['datatype'])}" if "datatype" in found else ""
    return f"<{element}{attributes}>{escape(found['value'])}</{element}>"


def _csv(names: list[str], rows: Rows) -> str:
    """https://www.w3.org/TR/sparql11-results-csv-tsv/#csv"""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow("" if term is None else _csv_term(term) for term in row)
    return stream.getvalue()


def _csv_term(term: Term) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else _json_term(term)["value"]


def _tsv(names: list[str], rows: Rows) -> str:
    """https://www.w3.org/TR/sparql11-results-csv-tsv/#tsv"""
    lines = ["\t".join(f"?{name}" for name in names)]
    lines += [
        "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in rows
    ]
    return "\n".join([*lines, ""])


_WRITERS: dict[str, Callable[[list[str], Rows], str]] = {
    "application/sparql-results+json": _json,
    "application/sparql-results+xml": _xml,
    "text/csv": _csv,
    "text/tab-separated-values": _tsv,
}
