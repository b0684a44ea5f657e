"""Who belongs to which organisation: roles, possessives, verbs of leading and working."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.record import EntityType, RelationType
from .finding import Finding, Page
from .relation_words import WORDS
from .names import Name

_AT = frozenset({"at", "of", "for", "with", "from", "in"})
_PERSON = (EntityType.PERSON, None)


def find_affiliations(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the subject is a person, the object an organisation."""
    syntax = page.syntax
    for i, word in enumerate(syntax.lower):
        if word in WORDS.role_nouns:
            yield from _role(page, i)
        if word in WORDS.work_verbs:
            yield from _work(page, i)
        if word in WORDS.lead_verbs:
            yield from _lead(page, i)
    yield from _beside(page)


def _edge(person: Name | None, body: Name | None, cue: tuple[int, ...], anchor: int) -> Iterator[Finding]:
    if person is None or body is None or person is body:
        return
    if person.type in (EntityType.JURISDICTION, EntityType.GROUP, EntityType.INSTRUMENT, EntityType.PLATFORM):
        return
    if body.type in (EntityType.GROUP, EntityType.INSTRUMENT):
        return
    yield Finding(RelationType.AFFILIATED_WITH, person, body, cue, anchor)


def _role(page: Page, noun: int) -> Iterator[Finding]:
    """ "NAME, a professor at Y", "Y's chief executive, NAME", "Y analyst NAME", "NAME is head of Y"."""
    syntax, at = page.syntax, page.names.at
    if at[noun] is not None and at[noun].first < noun and syntax.words[noun][:1].isupper() is False:  # type: ignore[union-attr]
        return
    if not (syntax.tag[noun].startswith("NN") or syntax.tag[noun] == "JJ"):
        return
    following = at[noun + 1] if noun + 1 < len(syntax) else None
    if noun + 1 < len(syntax) and following is None and syntax.lower[noun + 1] in WORDS.role_nouns:
        return
    bodies = list(_bodies_after(page, noun)) + list(_bodies_before(page, noun))
    if not bodies:
        return
    person = _person(page, noun)
    for body in bodies:
        yield from _edge(person, body, (noun,), noun)


def _person(page: Page, noun: int) -> Name | None:
    syntax, at = page.syntax, page.names.at
    if noun + 1 < len(syntax):
        following = at[noun + 1]
        if following is not None and following.type in _PERSON:
            return following
    left = page.name_before(syntax.phrase_start(noun))
    if left is not None and left.type in (EntityType.PERSON,):
        return left
    found = page.partner(noun)
    if found is not None:
        return found
    end = _phrase_end(page, noun)
    if end + 1 < len(syntax) and syntax.lower[end] == "," and at[end + 1] is not None:
        after = at[end + 1]
        if after is not None and after.type is EntityType.PERSON:
            return after
    return None


def _phrase_end(page: Page, noun: int) -> int:
    """First token after the noun phrase with its "of", "for", "at" phrases."""
    syntax, at = page.syntax, page.names.at
    i, stop = noun + 1, syntax.sents[syntax.sent[noun]][1]
    while i < stop:
        if at[i] is not None or syntax.lower[i] in _AT or syntax.tag[i] in ("DT", "JJ", "NN", "NNS", "NNP", "CC", "HYPH",
                                                                       "NNPS", "POS", "TO"):
            i += 1
        else:
            break
    return min(i, stop - 1)


def _bodies_after(page: Page, noun: int) -> Iterator[Name]:
    """Organisations in the "of", "at", "for" phrases right of a role, where no verb comes between."""
    syntax, at = page.syntax, page.names.at
    i, stop = noun + 1, syntax.sents[syntax.sent[noun]][1]
    open_for_body = False
    while i < stop:
        name = at[i]
        word = syntax.lower[i]
        if name is not None:
            if open_for_body and name.type is not EntityType.PERSON or (
                open_for_body and name.type is EntityType.PERSON and word not in WORDS.titles and syntax.lower[i - 1] != ","
            ):
                yield name
                i = name.last + 1
                if i < stop and syntax.tag[i] == "POS":
                    i += 1
                    continue
                if i < stop and syntax.lower[i] in ("and", "&"):
                    i += 1
                    continue
                open_for_body = False
                continue
            if not open_for_body and name.first == noun + 1:
                return
            if name.type is EntityType.PERSON:
                return
            i = name.last + 1
            continue
        if word in _AT:
            open_for_body = True
        elif syntax.tag[i] in ("DT", "JJ", "NN", "NNS", "CC", "HYPH", "VBG", "PRP$", "RB", "CD"):
            pass
        elif word == "," and i + 1 < stop and (syntax.tag[i + 1] in ("NN", "CC", "JJ", "NNS")):
            pass
        elif word == "to" and not syntax.tag[i + 1 : i + 2] == ["VB"]:
            open_for_body = True
        else:
            return
        i += 1


def _bodies_before(page: Page, noun: int) -> Iterator[Name]:
    """ "Microsoft's general counsel", "ABC News anchor", "the former Google engineer"."""
    syntax, at = page.syntax, page.names.at
    first = syntax.phrase_start(noun)
    for i in range(noun - 1, first - 1, -1):
        name = at[i]
        if name is not None:
            if name.type in (EntityType.PERSON, EntityType.JURISDICTION) and syntax.tag[name.last + 1] != "POS":
                return
            yield name
            return


def _work(page: Page, verb: int) -> Iterator[Finding]:
    """ "NAME teaches film at Y", "NAME, who has worked for Y"."""
    syntax = page.syntax
    if not syntax.tag[verb].startswith("VB"):
        return
    subject = page.subject(verb)
    if subject is None:
        return
    person = page.name_of(subject)
    bodies = list(_bodies_after(page, verb))
    for body in bodies:
        if body.type is not EntityType.JURISDICTION:
            yield from _edge(person, body, (verb,), verb)


def _lead(page: Page, verb: int) -> Iterator[Finding]:
    """ "NAME, who runs Y", "NAME founded Y"."""
    syntax, at = page.syntax, page.names.at
    if not syntax.tag[verb].startswith("VB"):
        return
    subject, thing = page.subject(verb), syntax.child(verb, "dobj")
    if subject is None or thing is None:
        return
    person = page.name_of(subject)
    if person is None or person.type is not EntityType.PERSON:
        return
    body = at[thing]
    if body is not None and body.type in (EntityType.ORGANIZATION, EntityType.PLATFORM, None):
        yield from _edge(person, body, (verb,), verb)
    for further in _bodies_after(page, thing if body is None else body.last):
        if further.type is not EntityType.JURISDICTION:
            yield from _edge(person, further, (verb,), verb)


def _beside(page: Page) -> Iterator[Finding]:
    """ "NAME of Y", "NAME at Y", "NAME (Y)": two names with nothing else between."""
    syntax, names = page.syntax, page.names.all
    for left, right in zip(names, names[1:], strict=False):
        if left.type is not EntityType.PERSON or right.type not in (EntityType.ORGANIZATION, None):
            continue
        between = syntax.lower[left.last + 1 : right.first]
        if between in (["of"], ["at"], ["of", "the"], ["at", "the"], ["from", "the"], ["with"]):
            yield from _edge(left, right, (left.last + 1,), left.last)
        elif between == ["("] and syntax.lower[right.last + 1 : right.last + 2] == [")"]:
            yield from _edge(left, right, (left.last + 1, right.last + 1), left.last)
