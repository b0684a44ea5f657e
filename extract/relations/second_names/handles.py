"""Names that somebody goes by online: "who posts as @NAME", "her channel, NAME,", "has followers as NAME"."""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType, RelationType
from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from .naming import handle_at, named, same

_ACCOUNTS = frozenset("account accounts channel feed handle page username".split())
_BACK = 3  # sentences
_NEAR = 7  # tokens
_NOUNS = WORDS.name_nouns | {"username", "account"}
_GO = frozenset("go goes went going".split())
_BEFORE = _NOUNS | {"as", "by", "of", "(", ","}
# In their company "as NAME" is a name.
_AUDIENCE = frozenset("followers subscribers audience viewers listeners account channel published".split())


def find_handles(page: Page) -> Iterator[Finding]:
    """Findings in text order; the object is the handle, the subject the person who goes by it."""
    syntax = page.syntax
    for token in range(2, len(syntax)):
        if syntax.lower[token - 1] not in _BEFORE:
            continue
        handle = handle_at(page, token)
        if handle is not None:
            person = _whose(page, token)
            if person is not None:
                yield Finding(RelationType.ALSO_KNOWN_AS, person, handle, (token - 1,), token - 1)
        elif syntax.lower[token - 1] in _ACCOUNTS and syntax.lower[token - 2] == "the":
            yield from _behind_it(page, token)
        elif syntax.lower[token - 1] == "as" and syntax.words[token][:1].isupper():
            yield from _before_an_audience(page, token)


def _behind_it(page: Page, token: int) -> Iterator[Finding]:
    """ "Behind the account OTHER is NAME"."""
    syntax, other = page.syntax, named(page, token)
    if other is None or token < 3 or syntax.lower[token - 3] != "behind":
        return
    verb = other.last + 1
    if syntax.lower[verb : verb + 1] in (["is"], ["was"], ["stands"], ["stood"]) and verb + 1 < len(syntax):
        person = _if_person(page.names.at[verb + 1])
        if person is not None:
            yield from same(page, person, other, token - 1)


def _before_an_audience(page: Page, token: int) -> Iterator[Finding]:
    """ "As NAME he has 640,000 followers", "two million subscribers as NAME"."""
    other = named(page, token)
    if other is None or (other.entity is not None and other.entity.register) or not _is_watched(page, token):
        return
    if "known" in page.syntax.lower[max(0, token - _NEAR) : token]:
        return  # "her employer, NAME, known to its audience as OTHER"
    person = _acting(page, token - 1, 1)
    verb = page.syntax.lower[page.syntax.head[token - 1]]
    if person is not None and verb not in WORDS.show_verbs and verb not in WORDS.naming_words:
        yield from same(page, person, other, token - 1)


def _is_watched(page: Page, token: int) -> bool:
    first, stop = page.syntax.sents[page.syntax.sent[token]]
    return not _AUDIENCE.isdisjoint(page.syntax.lower[first:stop])


def _whose(page: Page, token: int) -> Name | None:
    """Who goes by the name at this token, as the words before it tell."""
    syntax = page.syntax
    before, earlier = syntax.lower[token - 1], syntax.lower[token - 2]
    if before == "as":
        verb = syntax.head[token - 1]
        shown = syntax.lower[verb] in WORDS.show_verbs or syntax.lower[verb] in WORDS.naming_words
        return _acting(page, verb) if shown or _is_watched(page, token) else None
    if before == "by":
        return _acting(page, token - 1) if earlier in _GO else None
    if before in _NOUNS or (before == "of" and earlier in _NOUNS):
        return _acting(page, token)
    if before == "(" and syntax.words[token].startswith("@"):
        return _if_person(page.names.at[token - 2])
    if before == "," and earlier in _ACCOUNTS:
        owner = syntax.child(token - 2, "poss")
        if owner is None or syntax.lower[owner] in ("its", "their"):
            return None
        return _if_person(page.name_of(owner)) or page.last_person(owner)
    return None


def _acting(page: Page, token: int, back: int = _BACK) -> Name | None:
    """The person whom the clause around a token is about, or who was named last before it."""
    syntax, at = page.syntax, token
    for _ in range(6):
        subject = page.subject(token) if syntax.tag[token].startswith("VB") else None
        if subject is not None:
            acting = _if_person(page.name_of(subject))
            if acting is not None:
                return acting
        if syntax.head[token] == token:
            break
        token = syntax.head[token]
    return page.last_person(min(at, token), back)


def _if_person(name: Name | None) -> Name | None:
    return name if name is not None and name.type is EntityType.PERSON else None
