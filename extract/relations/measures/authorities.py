"""Authorities without a name: "Italy's competition authority", "a Moscow court", "the Irish regulator"."""

from __future__ import annotations

from ....graph.record import EntityType, Span
from ...actors.places.tables import peoples, places
from ..names import Name
from ..page import Page
from .instrument_words import instrument_words


def authority(page: Page, noun: int) -> Name | None:
    """The authority that this noun describes, with the words that say of which country; None for others.

    Where its name follows ("the French authority, NAME,"), that; "a court" without more is nobody known.
    """
    syntax, at = page.syntax, page.names.at
    if syntax.lower[noun] not in instrument_words().authorities:
        return None
    named = page.name_after(noun)
    said = at[noun]
    if said is not None:
        return (named or said) if said.type is EntityType.ORGANIZATION and said.last == noun else None
    if named is not None:
        return named
    start = syntax.phrase_start(noun)
    for token in syntax.objects(noun, "in"):
        place = at[token]
        if place is not None and place.first > noun and _is_of_a_country(page, token):
            # "regulators in Brussels"
            span = Span(syntax.start[noun], syntax.end[place.last])
            return Name(noun, place.last, span, EntityType.ORGANIZATION, described=True)
    first = noun
    while first > start and syntax.tag[first - 1] not in ("DT", "PDT", "PRP$"):
        first -= 1
    known = first > start and syntax.lower[first - 1] in ("the", "this")
    owned = "POS" in syntax.tag[first:noun]
    if not (known or owned) or not any(_is_of_a_country(page, token) for token in range(first, noun)):
        return None
    span = Span(syntax.start[first], syntax.end[noun])
    return Name(first, noun, span, EntityType.ORGANIZATION, described=True)


def _is_of_a_country(page: Page, token: int) -> bool:
    name = page.names.at[token]
    word = page.syntax.words[token]
    return (
        word in peoples() or word in places() or (name is not None and name.type is EntityType.JURISDICTION)
    )
