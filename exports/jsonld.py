"""JSON-LD from sorted N-Triples lines: one entry a named graph, a context written inline.

Nothing is coerced by the context, so every value says for itself whether it is an IRI, plain words or
typed; no context ever has to be fetched. Source: https://www.w3.org/TR/json-ld11/#named-graphs.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TextIO

from ..errors import DataError
from ..ontology.terms import PREFIXES, RDF
from .turtle import Graphs

# A JSON value of JSON-LD; recursive aliases would hide more than they show here.
Node = dict[str, object]

_TYPE = f"<{RDF}type>"
_NAMESPACES = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))
_LITERAL = re.compile(r'"(.*)"(?:\^\^<([^<>]*)>|@([A-Za-z0-9-]+?)(?:--(ltr|rtl))?)?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_CONTROLS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def write_jsonld(graphs: Graphs, out: TextIO) -> None:
    """Write the named graphs as one JSON-LD document, one node object a line, in the order given.

    Raises ``DataError`` for a triple term of RDF 1.2, which JSON-LD 1.1 cannot hold.
    """
    out.write(f'{{"@context": {_dump(dict(sorted(PREFIXES.items())))},\n"@graph": [')
    comma = "\n"
    for graph, lines in graphs:
        out.write(f'{comma}{{"@id": {_dump(_compact(graph))}, "@graph": [')
        inner = "\n"
        rows = (line.split(" ", 2) for line in lines)
        for subject, group in groupby(rows, key=lambda row: row[0]):
            out.write(inner + _dump(_node(subject, [(predicate, rest[:-2]) for _, predicate, rest in group])))
            inner = ",\n"
        out.write("\n]}")
        comma = ",\n"
    out.write("\n]}\n")


def _node(subject: str, pairs: list[tuple[str, str]]) -> Node:
    values: dict[str, list[object]] = {}
    for predicate, term in pairs:
        if predicate == _TYPE and term[0] != '"':
            values.setdefault("@type", []).append(_name(term))
        else:
            values.setdefault(_name(predicate), []).append(_value(term))
    node: Node = {"@id": _name(subject)}
    for key in sorted(values):
        node[key] = values[key] if len(values[key]) > 1 else values[key][0]
    return node


def _value(term: str) -> object:
    if term.startswith("<<"):
        raise DataError(f"JSON-LD cannot hold the triple term {term[:80]}; export to ttl, trig or nq instead")
    match = _LITERAL.fullmatch(term)
    if match is None:
        return {"@id": _name(term)}
    lexical, datatype, language, direction = match.groups()
    words = _ESCAPE.sub(_character, lexical) if "\\" in lexical else lexical
    if datatype:
        return {"@type": _compact(datatype), "@value": words}
    if direction:
        return {"@direction": direction, "@language": language, "@value": words}
    return {"@language": language, "@value": words} if language else words


def _name(term: str) -> str:
    return _compact(term[1:-1]) if term[0] == "<" else term


def _compact(iri: str) -> str:
    if "\\" in iri:
        iri = _ESCAPE.sub(_character, iri)
    for prefix, namespace in _NAMESPACES:
        # A name with // after the colon would be read as an IRI of its own.
        if iri.startswith(namespace) and not iri.startswith("//", len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _CONTROLS.get(match[3], match[3])


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
