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
_DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def iri(value: str) -> str:
    """``<value>``, for IRIs of our own making; what comes from outside is a literal."""
    return f"<{value}>"


def literal(value: str, datatype: str | None = None) -> str:
    """A quoted literal; ``datatype`` is an IRI and is left out for plain strings."""
    if _ESCAPED.search(value):
        value = _ESCAPED.sub(_escape, value)
    return f'"{value}"^^<{datatype}>' if datatype else f'"{value}"'


def date(value: str) -> str:
    """An ISO 8601 date as ``xsd:gYear``, ``xsd:gYearMonth`` or ``xsd:date``, as precise as it is."""
    return literal(value, XSD + _DATES[len(value)])


def decimal(value: float) -> str:
    """A number as ``xsd:decimal`` with at most four digits after the point, none that say nothing."""
    digits = f"{value:.4f}".rstrip("0").rstrip(".")
    return literal(digits, XSD + "decimal")


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
