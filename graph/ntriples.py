"""RDF terms as strings in canonical N-Triples syntax: the form in which triples travel here.

Source: https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples (which characters are escaped).
"""

from __future__ import annotations

import re

from ..ontology.terms import XSD

_ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def iri(value: str) -> str:
    """``<value>``; characters that an IRI cannot hold are written as ``%XX``."""
    if _NOT_IN_IRI.search(value):
        value = _NOT_IN_IRI.sub(lambda match: f"%{ord(match.group()):02X}", value)
    return f"<{value}>"


def literal(value: str, datatype: str | None = None) -> str:
    """A quoted literal; ``datatype`` is an IRI and is left out for plain strings."""
    if _ESCAPED.search(value):
        value = _ESCAPED.sub(_escape, value)
    return f'"{value}"^^<{datatype}>' if datatype else f'"{value}"'


def date(value: str) -> str:
    """An ISO 8601 date as ``xsd:gYear``, ``xsd:gYearMonth`` or ``xsd:date``, as precise as it is."""
    return literal(value, XSD + _DATES[len(value)])


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
