"""Whose a platform is by who runs it: "X is made by Y", "X comes from Y", "a product of Y", "Y brings out X".

Who has once built or designed a thing is not said to own it; who makes an app has it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType
from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from ..sheet import BUSINESSES
from .ownership import edge

_RUN = frozenset("run operated published made developed produced".split())
_COMES = frozenset("comes come came".split())
_PRODUCTS = frozenset("product products brand brands work".split())
_HAS = frozenset({"has", "had"})
_BRINGS = frozenset("brings bring".split())
_CUES = _RUN | _COMES | _PRODUCTS | _HAS | _BRINGS


def find_makers(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the subject is the platform, the object whose it is."""
    for i, word in page.where(_CUES):
        if word in _RUN:
            yield from _run_by(page, i)
        elif word in _COMES:
            yield from _comes_from(page, i)
        elif word in _PRODUCTS:
            yield from _product_of(page, i)
        elif word in _BRINGS:
            yield from _brings_out(page, i)
        else:
            yield from _has(page, i)


def _platforms(page: Page, token: int | None) -> list[Name]:
    """The platform that a subject means, or the two that "both" does."""
    if token is None:
        return []
    named = page.name_of(token) or page.traded(token)
    meant = [named] if named is not None else page.both(token)
    return [name for name in meant if name.type is EntityType.PLATFORM]


def _body(page: Page, token: int) -> Name | None:
    """The company at a token, or the one behind what it is called: "by a small studio in Hobart, NAME"."""
    name = page.name_of(token) or page.name_aside(token) or page.name_after(token)
    unit = page.syntax.lower[token] in WORDS.unit_nouns
    if name is None and unit:
        name = next((page.name_of(whose) for whose in page.syntax.objects(token, "of")), None)
    return name if name is not None and name.type in BUSINESSES else None


def _run_by(page: Page, verb: int) -> Iterator[Finding]:
    """ "X is run by Y", "X, operated by Y", "X is published by a subsidiary of Y"."""
    syntax = page.syntax
    if syntax.tag[verb] != "VBN":
        return
    things = _platforms(page, page.subject(verb))
    if not things and syntax.lower[verb - 1] == "," and syntax.dep[verb] in ("acl", "advcl"):
        before = page.name_before(verb)
        things = [before] if before is not None and before.type is EntityType.PLATFORM else []
    for agent in _agents(page, verb):
        for thing in things:
            yield from edge(thing, _body(page, agent), (verb,), strict=True)


def _agents(page: Page, verb: int) -> Iterator[int]:
    """Who does it: also behind a place, "run from Erlangen by Y"."""
    syntax = page.syntax
    yield from syntax.objects(verb, "by")
    for place in syntax.objects(verb, "in", "from"):
        yield from syntax.objects(place, "by")


def _comes_from(page: Page, verb: int) -> Iterator[Finding]:
    """ "X comes from Y"."""
    for thing in _platforms(page, page.subject(verb)):
        for token in page.syntax.objects(verb, "from"):
            yield from edge(thing, _body(page, token), (verb,), strict=True)


def _product_of(page: Page, noun: int) -> Iterator[Finding]:
    """ "X is a product of Y"."""
    syntax = page.syntax
    verb = syntax.head[noun]
    if syntax.dep[noun] != "attr" or syntax.lower[verb] not in ("is", "are", "was", "were"):
        return
    for thing in _platforms(page, page.subject(verb)):
        for token in syntax.objects(noun, "of"):
            yield from edge(thing, _body(page, token), (noun,), strict=True)


def _brings_out(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y, which brings out X and Z"."""
    syntax = page.syntax
    first = page.names.covering(verb + 2) if syntax.lower[verb + 1 : verb + 2] == ["out"] else None
    owner = page.subject_name(verb)
    if first is None or owner is None or owner.type is not EntityType.ORGANIZATION:
        return
    for thing in page.listed(first):
        if thing.type is EntityType.PLATFORM:
            yield from edge(thing, owner, (verb,), strict=True)


def _has(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y, which has X,": a company that has a platform, and nothing more is said."""
    syntax = page.syntax
    thing = syntax.child(verb, "dobj")
    name = page.names.at[thing] if thing is not None else None
    if name is None or name.type is not EntityType.PLATFORM or name.first != verb + 1:
        return
    subject = page.subject(verb)
    if syntax.dep[verb] == "relcl" and subject is not None:
        if syntax.lower[name.last + 1 : name.last + 2] in ([","], ["."], ["and"], [";"], [")"]):
            owner = page.name_of(subject)
            if owner is not None and owner.type is EntityType.ORGANIZATION:
                yield from edge(name, owner, (verb,), over=syntax.tag[verb] == "VBD", strict=True)
