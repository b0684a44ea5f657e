"""Who imposes what on whom by a verb beside the instrument: "hit X with a fine", "fines that Y imposed"."""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType, RelationType
from ..finding import Finding
from ..names import Name
from ..page import Page, verb_above
from .authorities import authority
from .instrument_words import instrument_words

_TARGETS = (EntityType.PLATFORM, EntityType.ORGANIZATION, None)


def find_penalties(page: Page) -> Iterator[Finding]:
    """Findings in text order of the instruments; the subject is the instrument."""
    for name in page.names.all:
        if name.type is EntityType.INSTRUMENT and not page.syntax.tag[name.last].startswith("VB"):
            noun = page.head_of(name)
            yield from _with(page, name, noun)
            yield from _that_was_imposed(page, name, noun)
            yield from _handed(page, name, noun)
            yield from _paid(page, name, noun)
            yield from _its(page, name, noun)
            yield from _under(page, name, noun)


def _imposed(instrument: Name, by: Name | None, cue: int) -> Iterator[Finding]:
    kinds = (EntityType.ORGANIZATION, EntityType.JURISDICTION, EntityType.PERSON, None)
    if by is not None and by.type in kinds:
        yield Finding(RelationType.IMPOSED_BY, instrument, by, (cue,), cue)


def _aimed(instrument: Name, at: Name | None, cue: int) -> Iterator[Finding]:
    if at is not None and at is not instrument and at.type in _TARGETS:
        yield Finding(RelationType.TARGETS, instrument, at, (cue,), cue)


def _actor(page: Page, token: int | None) -> Name | None:
    """Who is named or described at a token: a body, a country, an authority without a name."""
    if token is None:
        return None
    return page.name_of(token) or authority(page, token)


def _agent(page: Page, verb: int) -> Name | None:
    return next((_actor(page, token) for token in page.syntax.objects(verb, "by")), None)


def _with(page: Page, name: Name, noun: int) -> Iterator[Finding]:
    """ "slapped X with a fine", "X was hit with a fine by Y"."""
    syntax = page.syntax
    preposition = syntax.head[noun]
    verb = syntax.head[preposition]
    if syntax.dep[noun] != "pobj" or syntax.lower[preposition] != "with":
        return
    if syntax.lower[verb] not in instrument_words().strike:
        return
    passive = syntax.child(verb, "nsubjpass")
    thing = passive if passive is not None else syntax.child(verb, "dobj")
    if thing is not None:
        for token in syntax.conjuncts(thing):
            yield from _aimed(name, page.name_of(token), verb)
    if passive is None:
        yield from _imposed(name, _actor(page, page.subject(verb)), verb)
    else:
        yield from _imposed(name, _agent(page, verb), verb)


def _that_was_imposed(page: Page, name: Name, noun: int) -> Iterator[Finding]:
    """ "a fine of 2 million that Y had imposed on X", "a decree published by Y"."""
    syntax = page.syntax
    holders = [noun]
    for holder in holders:
        holders.extend(token for token in syntax.objects(holder, "of") if page.names.at[token] is None)
    for holder in holders:
        for verb in syntax.children(holder, "acl", "relcl"):
            if syntax.lower[verb] not in instrument_words().impose:
                continue
            subject = syntax.child(verb, "nsubj")
            if subject is not None and syntax.tag[subject] not in ("WDT", "WP", "IN"):
                yield from _imposed(name, _actor(page, subject), verb)
            yield from _imposed(name, _agent(page, verb), verb)
            for token in syntax.objects(verb, "on", "against"):
                yield from _aimed(name, page.name_of(token), verb)


def _handed(page: Page, name: Name, noun: int) -> Iterator[Finding]:
    """ "Y handed X a penalty", "X was handed a fine by Y", "Y issued a fine against X"."""
    syntax = page.syntax
    verb = syntax.head[noun]
    if syntax.dep[noun] != "dobj" or syntax.lower[verb] not in instrument_words().hand:
        return
    passive = syntax.child(verb, "nsubjpass")
    if passive is not None:
        yield from _aimed(name, page.name_of(passive), verb)
        yield from _imposed(name, _agent(page, verb), verb)
        return
    yield from _imposed(name, _actor(page, page.subject(verb)), verb)
    for kid in syntax.children(verb, "dative"):
        yield from _aimed(name, page.name_of(kid), verb)
    beside = page.names.at[verb + 1] if verb + 1 < len(syntax) else None
    if beside is not None and beside.last < noun:
        yield from _aimed(name, beside, verb)


def _paid(page: Page, name: Name, noun: int) -> Iterator[Finding]:
    """ "X will pay Y a fine", "X agreed to pay a fine to Y", "X received a fine from Y"."""
    syntax, at = page.syntax, page.names.at
    verb = syntax.head[noun]
    if syntax.dep[noun] != "dobj" or syntax.lower[verb] not in instrument_words().suffer:
        return
    for token in (
        *syntax.children(verb, "dative"),
        *syntax.objects(verb, "to", "from"),
        *syntax.objects(noun, "to", "from"),
    ):
        yield from _imposed(name, _actor(page, token), verb)
    i = verb + 1
    while i < noun and at[i] is None and syntax.lower[i] in ("the", "a"):
        i += 1
    beside = at[i] if i < noun else None
    if beside is not None and beside.type is EntityType.ORGANIZATION and beside.last < noun:
        yield from _imposed(name, beside, verb)
    subject = page.subject(verb)
    if subject is not None:
        yield from _aimed(name, page.name_of(subject) or page.speaker_of(verb), verb)


def _its(page: Page, name: Name, noun: int) -> Iterator[Finding]:
    """ "Brazil lifted its ban on X"."""
    syntax = page.syntax
    possessor = syntax.child(noun, "poss")
    if possessor is None or syntax.lower[possessor] not in ("its", "their"):
        return
    verb = verb_above(syntax, noun)
    subject = page.subject(verb) if syntax.tag[verb].startswith("VB") else None
    if subject is not None and subject < possessor:
        yield from _imposed(name, _actor(page, subject), possessor)


def _under(page: Page, name: Name, noun: int) -> Iterator[Finding]:
    """ "opened proceedings against X under the act", "sued X under the law"."""
    syntax = page.syntax
    preposition = syntax.head[noun]
    if syntax.dep[noun] != "pobj" or syntax.lower[preposition] != "under":
        return
    verb = verb_above(syntax, preposition)
    for thing in syntax.children(verb, "dobj", "nsubjpass"):
        if syntax.lower[thing] in instrument_words().proceedings:
            for token in syntax.objects(thing, "against", "into", "over"):
                yield from _aimed(name, page.name_of(token), preposition)
            for token in syntax.objects(verb, "against", "into"):
                yield from _aimed(name, page.name_of(token), preposition)
