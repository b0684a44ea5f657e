"""What the words around a name prove about its type: ", which owns", "the start-up …", "a unit of …"."""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType
from ...relations.relation_words import WORDS
from ...tokens import Tokens
from ...wordlists import words
from ..places.jurisdictions import is_people
from ..roles.person_nouns import says_a_person

_ORGANIZATION, _PERSON, _PLATFORM = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLATFORM
_ASIDE = (",", "(", "—", "–")


def proofs(tokens: Tokens, first: int, end: int) -> Iterator[tuple[EntityType, float]]:
    """Types that the words beside the tokens ``[first, end)`` speak for, weighted (``ner`` has 1)."""
    yield from _before(tokens, first)
    yield from _after(tokens, end)


def _before(tokens: Tokens, first: int) -> Iterator[tuple[EntityType, float]]:
    lower = tokens.lower
    start = tokens.sentence_bounds[tokens.sentence[first]][0]
    if first - 1 < start:
        return
    word = lower[first - 1]
    if (
        word == "by"
        and tokens.silent[first]
        and (first == 1 or tokens.paragraph[first - 2] != tokens.paragraph[first])
    ):
        yield _PERSON, 2.0  # a byline
    if (
        word in WORDS.company_nouns
        and word not in WORDS.rival_words
        and tokens.tag[first - 1] in ("NN", "NNP")
    ):
        yield (_PLATFORM if word in WORDS.platform_nouns else _ORGANIZATION), 3.0
    elif word in WORDS.body_nouns and tokens.tag[first - 1] == "NN":
        yield _ORGANIZATION, 3.0
    elif word in words("people", "announcing_nouns") and tokens.tag[first - 1] in ("NN", "JJ"):
        yield _ORGANIZATION, 3.0
    elif (
        tokens.tag[first - 1] == "NN"
        and says_a_person(word)
        and word not in words("people", "shared_roles")
        and tokens.tag[first] == "NNP"
    ):
        yield _PERSON, 2.5  # "the Oslo programmer NAME"
    elif word == "," and first - 3 >= start and lower[first - 2] in WORDS.body_nouns:
        yield _ORGANIZATION, 3.0
    elif word == "," and first - 3 >= start and lower[first - 2] in WORDS.role_nouns:
        # "a Meta spokeswoman, NAME": one who is called what only a person can be.
        yield _PERSON, 2.5
    elif word == "up" and first - 3 >= start and lower[first - 3] == "start":
        yield _ORGANIZATION, 3.0
    i = first - 1
    if lower[i] == "the" and i > start:
        i -= 1
    if i - 1 >= start and lower[i] in ("of", "in", "at", "for"):
        noun = lower[i - 1]
        if lower[i] == "of" and noun in WORDS.unit_nouns:
            yield _ORGANIZATION, 2.5
        elif lower[i] == "in" and noun in ("stake", "stakes", "shares"):
            yield _ORGANIZATION, 2.0
        elif noun in WORDS.office_nouns:
            yield _ORGANIZATION, 2.0
    if lower[i] in ("at", "with") and i - 1 >= start and lower[i - 1] in WORDS.role_nouns:
        yield _ORGANIZATION, 2.5  # "an accountant with NAME"
    if lower[i] == "by" and i - 1 >= start and lower[i - 1] in WORDS.buy_verbs and tokens.tag[i - 1] == "VBN":
        yield _ORGANIZATION, 0.9


def _after(tokens: Tokens, end: int) -> Iterator[tuple[EntityType, float]]:
    lower, tag = tokens.lower, tokens.tag
    if end >= len(tokens) or end == 0 or tokens.sentence[end] != tokens.sentence[end - 1]:
        return
    stop = tokens.sentence_bounds[tokens.sentence[end]][1]
    word = lower[end]
    if word in _ASIDE and end + 1 < stop:
        follower = lower[end + 1]
        if follower == "which":
            owns = not WORDS.own_verbs.isdisjoint(lower[end + 2 : end + 3])
            yield _ORGANIZATION, 4.0 if owns else 2.5
        elif follower in WORDS.buy_verbs and tag[end + 1] == "VBN":
            yield _ORGANIZATION, 2.0
        elif follower in ("a", "an", "the"):
            yield from _described(tokens, end + 1, stop)
        return
    if word in ("is", "was", "are") and end + 1 < stop:
        if lower[end + 1] in ("a", "an", "the"):
            yield from _described(tokens, end + 1, stop)
        elif lower[end + 1] in WORDS.buy_verbs and lower[end + 1] not in ("purchased", "bought"):
            yield _ORGANIZATION, 1.5
        elif lower[end + 1] in ("headquartered", "incorporated"):
            yield _ORGANIZATION, 3.0
    if word == "itself":
        yield _ORGANIZATION, 2.0
    elif tag[end].startswith("VB") and _speaks_of_it(tokens, end, stop):
        yield _ORGANIZATION, 2.0
    if tag[end].startswith("VB") and end + 2 < stop and "stake" in lower[end + 1 : end + 6]:
        yield _ORGANIZATION, 1.5


def _speaks_of_it(tokens: Tokens, verb: int, stop: int) -> bool:
    """ "NAME said it would", "NAME says that its"."""
    token = verb + 1
    if token < stop and tokens.lower[token] == "that":
        token += 1
    return (
        token < stop
        and tokens.lower[token] in ("it", "its")
        and tokens.lower[verb] in words("people", "says_verbs")
    )


def _described(tokens: Tokens, article: int, stop: int) -> Iterator[tuple[EntityType, float]]:
    """ "NAME, a Chinese video app": the last noun of the phrase after the article decides."""
    i = article + 1
    while i < stop and tokens.tag[i] in ("JJ", "NN", "NNP", "NNS", "HYPH", "VBN", "VBG", "CD", "RB", "POS"):
        i += 1
    noun = tokens.lower[i - 1]
    if tokens.lower[i : i + 2] == [",", "who"] and noun not in WORDS.company_nouns | WORDS.body_nouns:
        yield _PERSON, 4.0  # "a retired mail carrier, who said"
        return
    if _is_public(tokens, article, i - 1):
        yield _ORGANIZATION, 6.0
    elif noun in WORDS.role_nouns or tokens.lower[i : i + 1] == ["who"]:
        yield _PERSON, 2.0
    elif noun in WORDS.platform_nouns and noun != "service":
        yield _PLATFORM, 3.0
    elif (noun in WORDS.company_nouns and noun not in WORDS.rival_words) or noun in WORDS.unit_nouns:
        yield _ORGANIZATION, 4.0


def _is_public(tokens: Tokens, article: int, noun: int) -> bool:
    """Whether the phrase means a public body: "the Spanish weather service", "the statistics office"."""
    word, between = tokens.lower[noun], tokens.lower[article + 1 : noun]
    if tokens.lower[article] != "the" or word not in words("people", "public_body_nouns"):
        return False
    if not words("platforms", "kind_modifiers").isdisjoint(between):
        return False
    return not words("people", "public_duties").isdisjoint(between) or (
        word != "service" and any(is_people(other) or other in ("national", "federal") for other in between)
    )
