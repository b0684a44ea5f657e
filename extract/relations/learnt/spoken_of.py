"""Whom "she", "its", "the app" or "the old paper" may mean, where nothing is sure: who was spoken of last.

How much such a guess is worth is learnt with the rest (``pairs.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from ....graph.record import EntityType
from ...actors.places.tables import peoples
from ...actors.roles.person_nouns import says_a_person
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from ..syntax import Syntax

_PERSONS = frozenset("he him his she her hers".split())
_PERSON, _PLATFORM, _THINGS = (
    frozenset({"person"}),
    frozenset({"platform"}),
    frozenset({"platform", "organization"}),
)
_TELLING = frozenset({"POS", "JJS", "RBS"})
_BACK = 3  # sentences, the one of the word among them
_REACH = 120  # tokens of a sentence that are looked through
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "appos", "attr"})


def spoken_of(page: Page, sentence: int, token: int) -> Iterator[tuple[Name, str]]:
    """Names that the word may stand for, each with how it was come by: "loose" or "any" for the one spoken of
    last, "topic" for what the text began with."""
    kinds, how = _kinds(page, token)
    if kinds is None:
        return
    last = _last(page, sentence, token, kinds)
    if last is not None:
        yield last, how
    if kinds is not _PERSON:
        topic = _topic(page, kinds)
        known = last is not None and topic is not None and topic.key == last.key
        if topic is not None and topic.last < token and not known:
            yield topic, f"topic {how}"


@lru_cache(2)  # the two kinds of things, of the page at hand: every noun of it asks
def _topic(page: Page, kinds: frozenset[str]) -> Name | None:
    return next((name for name in page.names.all if _is(page.syntax, name, kinds)), None)


def _kinds(page: Page, token: int) -> tuple[frozenset[str] | None, str]:
    syntax, word = page.syntax, page.syntax.lower[token]
    if word in _PERSONS:
        return _PERSON, "loose"
    if word in ("it", "its"):
        return _THINGS, "loose"
    if not syntax.tag[token].startswith("NN"):
        return None, ""
    first = syntax.phrase_start(token)
    if syntax.lower[first] not in ("the", "this"):
        return None, ""
    if not WORDS.another_words.isdisjoint(syntax.lower[first:token]):
        return None, ""  # "the new company" is another
    if not _TELLING.isdisjoint(syntax.tag[first:token]):
        return None, ""  # "the country's largest network" tells which it is
    if word in WORDS.company_nouns:
        return (_PLATFORM if word in WORDS.platform_nouns else _THINGS), "loose"
    return (_THINGS, "any") if _may_be_meant(page, token) else (None, "")


def _may_be_meant(page: Page, token: int) -> bool:
    """Whether a noun may take up a thing that was named: nothing with it tells which it is."""
    syntax, word = page.syntax, page.syntax.lower[token]
    return (
        syntax.tag[token] == "NN"
        and syntax.dep[token] in _PLACES
        and not says_a_person(word)
        and word not in _plain()
        and not any(kid > token and syntax.dep[kid] in ("prep", "relcl", "acl") for kid in syntax.kids[token])
        and page.names.at[token - 1] is None
    )


@cache
def _plain() -> frozenset[str]:
    """Nouns that say what somebody is to a thing, or what is done with it, and no thing."""
    return (
        WORDS.parent_nouns | WORDS.unit_nouns | WORDS.deal_nouns | WORDS.sale_nouns | WORDS.stake_nouns
        | WORDS.role_nouns | WORDS.office_nouns | WORDS.seat_nouns
    )  # fmt: skip


def _last(page: Page, sentence: int, token: int, kinds: frozenset[str]) -> Name | None:
    syntax = page.syntax
    for number in range(sentence, max(-1, sentence - _BACK), -1):
        first, stop = syntax.sents[number]
        end = min(stop, token)
        said = [
            name
            for name in page.names.at[max(first, end - _REACH) : end]
            if name is not None and _is(syntax, name, kinds)
        ]
        if said and (number < sentence or syntax.dep[token] != "nsubj"):
            subjects = [name for name in said if syntax.dep[name.last] in ("nsubj", "nsubjpass")]
            return (subjects or said)[0] if subjects else said[-1]
    return None


def _is(syntax: Syntax, name: Name, kinds: frozenset[str]) -> bool:
    return name.entity is not None and kind_of(syntax, name) in kinds


def kind_of(syntax: Syntax, name: Name) -> str:
    """What a name is taken for; a people's adjective is its country, and "?" is what nobody knows."""
    if name.type is EntityType.GROUP:
        adjective = name.first == name.last and syntax.words[name.first] in peoples()
        return "jurisdiction" if adjective else "group"
    return "?" if name.type is None else str(name.type)
