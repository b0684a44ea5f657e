"""Names that a noun before them announces: "the charity Labour Behind the Label", "the group Heads Up"."""

from __future__ import annotations

from collections.abc import Iterator

from ...relations.relation_words import WORDS
from ...tokens import Tokens
from ...wordlists import words
from ..roles.categories import is_role_word
from .gender import given_names

_JOINTS = frozenset({"of", "for", "the", "to", "and", "&", "'s", "’s", "’", "'", "-", "against", "without"})
_LONGEST = 8


def called_bodies(tokens: Tokens, spelt: list[str]) -> Iterator[tuple[int, int]]:
    """Token ranges ``[first, end)`` of names that follow a noun for a body of people, in text order.

    Such a name goes on over every word in capitals, whatever the tagger takes it for.
    """
    for noun, word in enumerate(tokens.lower):
        if word in WORDS.body_nouns and spelt[noun].islower() and tokens.tag[noun] == "NN":
            first = noun + 1
            if tokens.lower[first : first + 1] == [","]:
                first += 1
            end = _end(tokens, spelt, first)
            aside = first > noun + 1
            if aside and not (end == first + 1 and tokens.lower[end : end + 1] == [","]):
                continue  # only "the regulator, NAME,"
            if end > first and _announces(tokens, noun):
                yield first, end


def _announces(tokens: Tokens, noun: int) -> bool:
    """Whether the noun has an article or an owner: "the Mapo brokerage NAME", not "in league NAME"."""
    token = noun - 1
    first = tokens.sentence_bounds[tokens.sentence[noun]][0]
    while token >= first and token > noun - 6:
        if tokens.tag[token] in ("DT", "PRP$", "POS"):
            return True
        if tokens.tag[token] not in ("JJ", "JJS", "NN", "NNP", "NNS", "HYPH", "VBG", "VBN", "CD"):
            return False
        token -= 1
    return False


def _end(tokens: Tokens, spelt: list[str], first: int) -> int:
    """Where the name that begins here ends; ``first`` if there is none."""
    if first >= len(spelt) or not spelt[first][:1].isupper() or tokens.tag[first].startswith("VB"):
        return first
    word = tokens.lower[first]
    if (
        word in WORDS.not_names
        or word in words("people", "titles")
        or word in words("people", "civil_titles")
        or is_role_word(word)
        or word in given_names()
    ):
        return first
    end, token = first + 1, first + 1
    stop = min(tokens.sentence_bounds[tokens.sentence[first]][1], first + _LONGEST)
    while token < stop and tokens.paragraph[token] == tokens.paragraph[first]:
        if spelt[token][:1].isupper() and tokens.lower[token] not in WORDS.not_names:
            end = token + 1
        elif tokens.lower[token] not in _JOINTS or token > end + 1:
            break
        token += 1
    return end


def called_company(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a word for a company is set off behind one word that acts: "NAME, the fashion giant, has"."""
    if (
        end != first + 1
        or tokens.dep[first] not in ("nsubj", "nsubjpass")
        or tokens.lower[end : end + 1] != [","]
    ):
        return False
    if tokens.lower[end + 1 : end + 2] not in (["a"], ["an"], ["the"]):
        return False
    noun = end + 1
    while noun + 1 < len(tokens) and tokens.tag[noun + 1] in ("JJ", "NN", "NNP", "HYPH", "VBG"):
        noun += 1
    word = tokens.lower[noun]
    return word in WORDS.company_nouns and word not in WORDS.platform_nouns and word not in WORDS.rival_words
