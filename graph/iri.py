"""Identifiers: hashes of what identifies a thing, never a counter, a uuid or a clock.

A document is identified by its source key and its text; what stands in it by its offsets. All
names are flat and valid local names of Turtle, so that every IRI can be written ``cgd:…``.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from ..ontology.terms import CGD, DOCUMENT_GRAPHS
from .record import Document, Span

# 64 bits: with ten million documents the odds of one collision are about three in a million.
_DIGITS = 16


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of the parts, kept apart by U+001F."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def document_key(document: Document) -> str:
    """The hash that stands in all IRIs of one document: of its source key and its text."""
    return digest(document.source, document.sha256)


def document_iri(key: str) -> str:
    return f"{CGD}doc-{key}"


def graph_iri(key: str) -> str:
    """The named graph that holds what the document says."""
    return f"{DOCUMENT_GRAPHS}{key}"


def text_iri(key: str) -> str:
    return f"{CGD}text-{key}"


def span_iri(key: str, span: Span) -> str:
    return f"{CGD}span-{key}-{span[0]}-{span[1]}"


def occurrence_iri(key: str, lead: Span, type_: str) -> str:
    return f"{CGD}occurrence-{key}-{lead[0]}-{lead[1]}-{type_}"


def role_iri(key: str, lead: Span, span: Span) -> str:
    return f"{CGD}role-{key}-{lead[0]}-{span[0]}-{span[1]}"


def spans_iri(name: str, key: str, *groups: Iterable[Span]) -> str:
    """An IRI for what several groups of spans identify together: a claim, a relation."""
    return f"{CGD}{name}-{key}-{digest(*(repr([tuple(span) for span in group]) for group in groups))}"
