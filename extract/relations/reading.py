"""From a parsed document and its entities to the page that the patterns read."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from ...graph.record import Entity
from ..tokens import tokens_of
from .bodies import read_bodies
from .names import find_names
from .page import Page
from .syntax import read_syntax


def read_page(doc: Doc, entities: Sequence[Entity]) -> Page:
    """The document's parse with the names in it, those of ``entities`` first."""
    syntax = read_syntax(tokens_of(doc))
    names = find_names(doc, syntax, entities)
    return Page(syntax, names, read_bodies(syntax, names.all))
