"""Who came to which organisation: hired, appointed, its founder, a member."""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType
from ..finding import Finding
from ..page import Page
from ..relation_words import WORDS
from ..sheet import BUSINESSES, COMPANY
from .affiliation import belongs

_CUES = (
    WORDS.hire_verbs | WORDS.name_verbs | WORDS.found_verbs | WORDS.lead_verbs | WORDS.panels
    | frozenset({"set", "belongs", "belonged"})
)  # fmt: skip


def find_appointments(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the subject is a person, the object an organisation."""
    for i, word in page.where(_CUES):
        if word in WORDS.hire_verbs or word in WORDS.name_verbs:
            yield from _hire(page, i)
        elif word in WORDS.found_verbs or (word == "set" and page.syntax.lower[i + 1 : i + 2] == ["up"]):
            yield from _founded(page, i)
        elif word in WORDS.lead_verbs and not word.startswith(("join", "advis")):
            yield from _led(page, i)
        elif word in WORDS.panels:
            yield from _seated(page, i)
        elif word in ("belongs", "belonged"):
            yield from _member(page, i)


def _hire(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y hired NAME", "NAME was appointed by Y", "Y named NAME president"."""
    syntax = page.syntax
    if not syntax.tag[verb].startswith("VB"):
        return
    if syntax.lower[verb] in WORDS.name_verbs:
        role = syntax.child(verb, "oprd", "attr", "dobj")
        if role is None or syntax.lower[role] not in WORDS.role_nouns:
            return
    hired = syntax.child(verb, "nsubjpass")
    if hired is not None:
        bodies = [page.name_of(token) for token in syntax.objects(verb, "by")]
    else:
        hired = syntax.child(verb, "dobj")
        if hired is not None and page.names.at[hired] is None:
            beside = (kid for kid in syntax.children(hired, "appos") if page.names.at[kid] is not None)
            hired = next(beside, None) or next(syntax.children(hired, "compound", "nsubj"), None)
        bodies = [page.subject_name(verb)]
    person = None if hired is None else page.name_of(hired)
    if person is None or person.type is not EntityType.PERSON:
        return
    for body in bodies:
        if body is not None and body.type in COMPANY:
            yield from belongs(page, person, body, verb)


def _founded(page: Page, verb: int) -> Iterator[Finding]:
    """ "X was founded by NAME", "the app X, built by NAME", "NAME built X", where X is a platform."""
    syntax = page.syntax
    if not syntax.tag[verb].startswith("VB"):
        return
    thing, makers = page.subject(verb), list(syntax.objects(verb, "by"))
    if not makers:
        thing, maker = syntax.child(verb, "dobj"), page.subject(verb)
        makers = [maker] if maker is not None else []
    makers = [token for maker in makers for token in syntax.conjuncts(maker)]
    body = page.name_of(thing) if thing is not None else None
    if body is None and syntax.dep[verb] == "acl":
        body = page.name_before(verb)
    if body is None or body.type not in (EntityType.PLATFORM, EntityType.ORGANIZATION):
        return
    listed = body.entity is not None and body.entity.register is not None
    if body.type is EntityType.ORGANIZATION and listed and not syntax.lower[verb].endswith("founded"):
        return
    for token in makers:
        person = page.name_of(token)
        if person is not None and person.type is EntityType.PERSON:
            yield from belongs(page, person, body, verb)


def _led(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y is run by NAME"."""
    syntax = page.syntax
    if syntax.tag[verb] != "VBN":
        return
    for token in syntax.objects(verb, "by"):
        person = page.names.at[token]
        if person is None or person.type is not EntityType.PERSON:
            continue
        body = page.subject_name(verb) or page.name_before(verb)
        if body is not None and body.type in BUSINESSES:
            yield from belongs(page, person, body, verb)


def _seated(page: Page, noun: int) -> Iterator[Finding]:
    """ "NAME sits on the board of Y"."""
    syntax = page.syntax
    prep = syntax.head[noun]
    if syntax.dep[noun] != "pobj" or syntax.lower[prep] != "on" or page.names.at[noun] is not None:
        return
    person = page.subject_name(syntax.head[prep])
    if person is None or person.type is not EntityType.PERSON:
        return
    whose = syntax.child(noun, "poss")
    for token in (*syntax.objects(noun, "of"), *(() if whose is None else (whose,))):
        body = page.name_of(token)
        if body is not None and body.type in COMPANY:
            yield from belongs(page, person, body, noun)


def _member(page: Page, verb: int) -> Iterator[Finding]:
    """ "NAME belongs to Y"."""
    person = page.subject_name(verb)
    if person is None or person.type is not EntityType.PERSON:
        return
    for token in page.syntax.objects(verb, "to"):
        body = page.names.at[token] or page.inside(page.syntax.phrase_start(token), token)
        if body is not None and body.type in (EntityType.ORGANIZATION, None):
            yield from belongs(page, person, body, verb)
