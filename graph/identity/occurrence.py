"""An entity of one document, and what several of them together are held to be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """An entity of one document, as resolution sees it.

    ``type`` is a class name such as ``Person``; ``named`` says that it is mentioned by name;
    ``article`` is the document's identifier as its user knows it. ``affiliations`` and ``roles`` are
    words of the text, ``categories`` the kinds of speaker that the roles make; ``companions`` are the
    other people and organisations that the document names; ``country`` is the IRI or name of the
    jurisdiction that the document speaks of most, if there is one.
    """

    iri: str
    document: str
    name: str
    type: str
    article: str = ""
    register: str | None = None
    named: bool = True
    affiliations: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    companions: frozenset[str] = frozenset()
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Occurrences held to be one: their canonical IRI, type, name, other names, and members, sorted."""

    iri: str
    type: str
    name: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    registered: bool


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Link:
    """Two occurrences (IRIs, the smaller first) that are joined, proposed or kept apart, and why.

    ``verdict`` is ``joined``, ``proposed``, ``same`` or ``different`` (the user's words) or
    ``overruled`` (a ``same`` that a ``different`` or the register forbids); ``score`` is from 0 to 1.
    """

    left: str
    right: str
    verdict: str
    score: float
    reasons: tuple[str, ...]
