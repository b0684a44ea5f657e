"""Names that somebody goes by online: "who posts as @NAME", "under the name NAME", "her channel, NAME,"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...graph.record import EntityType, RelationType, Span
from ..actors.word_clusters import cluster_of
from .finding import Finding
from .names import Name
from .naming import last_person
from .page import Page
from .relation_words import WORDS

_AT = re.compile(r"@\w[\w.]+")
# Written small, without an article, and no word of the language.
_SMALL = re.compile(r"(?=.*[a-z])[a-z0-9][a-z0-9._]{4,}")
_ACCOUNTS = frozenset("account accounts channel feed handle page username".split())
_NOUNS = WORDS.name_nouns | {"username", "account"}


def find_handles(page: Page) -> Iterator[Finding]:
    """Findings in text order; the object is the handle, the subject the person who goes by it."""
    syntax = page.syntax
    for token, word in enumerate(syntax.words):
        if page.names.at[token] is None and token > 1 and _is_handle(word):
            person = _whose(page, token)
            if person is not None:
                handle = Name(token, token, Span(syntax.start[token], syntax.end[token]), EntityType.PERSON)
                yield Finding(RelationType.ALSO_KNOWN_AS, person, handle, (token - 1,), token - 1)


def _is_handle(word: str) -> bool:
    return bool(_AT.fullmatch(word) or _SMALL.fullmatch(word) and not cluster_of(word))


def _whose(page: Page, token: int) -> Name | None:
    """Who goes by the name at this token, as the words before it tell."""
    syntax = page.syntax
    before, earlier = syntax.lower[token - 1], syntax.lower[token - 2]
    if before == "as":
        verb = syntax.head[token - 1]
        shown = syntax.lower[verb] in WORDS.show_verbs or syntax.lower[verb] in WORDS.naming_words
        return _acting(page, verb) if shown else None
    if before in _NOUNS or (before == "of" and earlier in _NOUNS):
        return _acting(page, token)
    if before == "(" and syntax.words[token].startswith("@"):
        return _if_person(page.names.at[token - 2])
    if before == "," and earlier in _ACCOUNTS:
        owner = syntax.child(token - 2, "poss")
        if owner is None or syntax.lower[owner] in ("its", "their"):
            return None
        return _if_person(page.name_of(owner)) or last_person(page, owner)
    return None


def _acting(page: Page, token: int) -> Name | None:
    """The person whom the clause around a token is about, or who was named last before it."""
    syntax = page.syntax
    for _ in range(6):
        subject = page.subject(token) if syntax.tag[token].startswith("VB") else None
        if subject is not None:
            acting = _if_person(page.name_of(subject))
            if acting is not None:
                return acting
        if syntax.head[token] == token:
            break
        token = syntax.head[token]
    return last_person(page, token)


def _if_person(name: Name | None) -> Name | None:
    return name if name is not None and name.type is EntityType.PERSON else None
