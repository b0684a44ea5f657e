"""What all patterns of second names ask: whose name it is, where it begins, whether both can be one's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ....graph.record import EntityType, RelationType, Span
from ...actors.names.word_clusters import cluster_of
from ...actors.roles.person_nouns import says_a_person
from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from ..sheet import BUSINESSES, COMPANY

_AT = re.compile(r"@\w[\w.]+")
# Written small, without an article, and no word of the language.
_SMALL = re.compile(r"(?=.*[a-z])[a-z0-9][a-z0-9._-]{4,}")
_LETTERS = re.compile(r"[\W_]+")
_OPENING, _CLOSING = 4, 5  # letters that two names of one thing may have in common
QUOTES = ('"', "“", "'", "‘", "``", "”", "’", "''")


def same(page: Page, thing: Name | None, other: Name | None, cue: int) -> Iterator[Finding]:
    """The finding, where both can be names of one thing, and neither is a word before a noun.

    What is only taken up ("it", "the app") is the business whose name is like the other, if there is one.
    """
    if other is not None and (thing is None or _is_taken_up(page, thing, cue)):
        thing = _look_alike(page, other, cue) or thing
    if thing is None or other is None or thing is other or thing.span == other.span:
        return
    if EntityType.JURISDICTION in (thing.type, other.type) or EntityType.INSTRUMENT in (
        thing.type,
        other.type,
    ):
        return
    if EntityType.PERSON in (thing.type, other.type) and thing.type is not other.type:
        stranger = other if thing.type is EntityType.PERSON else thing
        kinds = (EntityType.ORGANIZATION, EntityType.PLATFORM, None)
        if stranger.type not in kinds or (stranger.entity is not None and stranger.entity.register):
            return
        if stranger is other and other.type is not None:
            other = replace(other, type=EntityType.PERSON, entity=None)
    after = page.syntax.tag[other.last + 1 : other.last + 2]
    if after and after[0].startswith(("NN", "POS")):
        return
    yield Finding(RelationType.ALSO_KNOWN_AS, thing, other, (cue,), cue)


def _is_taken_up(page: Page, thing: Name, cue: int) -> bool:
    """Whether the thing is not named where the cue stands."""
    return page.names.at[thing.first] is not thing or page.syntax.sent[thing.last] != page.syntax.sent[cue]


def _look_alike(page: Page, other: Name, cue: int) -> Name | None:
    """The one business named before whose name begins or ends as the other does: Gauth for "Gauthmath"."""
    said = {
        name.key: name
        for name in page.names.all
        if name.last < cue
        and name.type in BUSINESSES
        and name.entity is not None
        and name.entity is not other.entity
        and _are_alike(page, name, other)
    }
    return next(iter(said.values())) if len(said) == 1 else None


def _are_alike(page: Page, one: Name, other: Name) -> bool:
    left, right = (_LETTERS.sub("", "".join(page.syntax.lower[n.first : n.last + 1])) for n in (one, other))
    return left != right and (left[:_OPENING] == right[:_OPENING] or left[-_CLOSING:] == right[-_CLOSING:])


def named(page: Page, token: int, *, skip: bool = True) -> Name | None:
    """The name that begins here; marks of quotation and an article are passed over."""
    syntax = page.syntax
    stop = syntax.sents[syntax.sent[token]][1] if token < len(syntax) else token
    while token < stop and skip and (syntax.lower[token] in QUOTES or syntax.lower[token] == "the"):
        token += 1
    return page.capital_name(token) if token < stop else None


def handle_at(page: Page, token: int) -> Name | None:
    """The handle at this token, "@NAME" or a small word that is none of the language; None for others."""
    syntax = page.syntax
    if token >= len(syntax) or not is_handle(syntax.words[token]):
        return None
    known = page.names.at[token]
    if known is not None:
        person = known.type is EntityType.PERSON and known.first == known.last
        return known if person else None
    return Name(token, token, Span(syntax.start[token], syntax.end[token]), EntityType.PERSON)


def is_handle(word: str) -> bool:
    """Whether a word is written as somebody's name online is."""
    return bool(
        _AT.fullmatch(word) or "_" in word.strip("_") or (_SMALL.fullmatch(word) and not cluster_of(word))
    )


def set_off(page: Page, mark: int) -> Name | None:
    """What stands before a mark: a name, or "the company" and "the latter" of the sentence before."""
    syntax, token = page.syntax, mark - 1
    if token < 0 or page.names.at[token] is not None:
        return page.names.at[token] if token >= 0 else None
    number, word = syntax.sent[token], syntax.lower[token]
    first = syntax.sents[number][0]
    if word in ("latter", "former") and number:
        said = [name for name in page.names.at[slice(*syntax.sents[number - 1])] if name is not None]
        said = [name for name in said if name.type in COMPANY]
        return None if not said else said[-1] if word == "latter" else said[0]
    if word not in WORDS.company_nouns or syntax.lower[syntax.phrase_start(token)] not in ("the", "this"):
        return None
    known = page.definite(token)
    if known is not None or not number or any(page.names.at[first:token]):
        return known
    known = page.about(number - 1)
    return known if known is not None and known.type in BUSINESSES else None


def of_clause(page: Page, verb: int) -> Name | None:
    """What the clause of a verb is about: its subject, or what stands before its bracket."""
    syntax = page.syntax
    subject = page.subject(verb)
    first = syntax.sents[syntax.sent[verb]][0]
    for i in range(verb - 1, max(first, verb - 7), -1):
        if syntax.lower[i] == "(":
            return page.names.at[i - 1]
        if syntax.lower[i] == ")":
            break
    if subject is None and syntax.dep[verb] == "advcl":
        subject = page.subject(syntax.head[verb])  # "Started under the name OTHER, it was sold"
    if subject is None:
        aside = syntax.dep[verb] == "acl" and syntax.lower[verb - 1] == ","
        return page.names.at[verb - 2] if aside and verb > 1 else None  # "NAME, reborn as"
    if name := page.name_of(subject):
        return name
    if syntax.lower[subject] == "it":
        return page.traded(subject)
    if syntax.lower[subject] in WORDS.company_nouns and syntax.lower[subject - 1] == "that":
        return page.last_company(subject)  # "; that company renamed itself OTHER"
    noun = syntax.head[verb] if syntax.tag[subject] == "WP" else subject
    return page.last_person(verb) if says_a_person(syntax.lower[noun]) else None  # "the baker, who goes by"
