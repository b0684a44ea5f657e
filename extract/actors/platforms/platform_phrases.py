"""Phrases that call something a platform, and names that may be one's."""

from __future__ import annotations

from ...relations.relation_words import WORDS
from ...tokens import Tokens
from ...wordlists import phrases, words
from ..names.gender import given_names
from ..places.jurisdictions import is_jurisdiction, is_people
from ..places.tables import towns

BEFORE_NOUN = frozenset(
    {"JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "HYPH", "VBG", "VBN", "RB", "RBS", "CD", "CC"}
)
# What stands between the names of a list.
JOINTS = frozenset({",", "and", "or", "&", "/"})
NAME_TAGS = frozenset({"NNP", "NNPS", "NN", "FW"})
# What the tagger takes a strange name for, at the head of a sentence or where a name must stand.
_TAKEN_FOR = frozenset({"JJ", "VBG", "UH", "RB", "VB", "VBN", "VBP", "NNS", "VBZ"})
_LONGEST_NAME, _LONGEST_PHRASE = 4, 7
Range = tuple[int, int]


def says_platform(tokens: Tokens, noun: int) -> bool:
    """Whether the noun phrase that ends here means a platform: "messaging app", but not "news site"."""
    modifiers: list[str] = []
    token = noun - 1
    while token >= max(0, noun - _LONGEST_PHRASE) and (
        tokens.tag[token] in BEFORE_NOUN or tokens.lower[token] == ","
    ):
        modifiers.append(tokens.lower[token])
        token -= 1
    if words("platforms", "kind_exclusions").intersection(modifiers):
        return False
    return tokens.lower[noun] in words("platforms", "plain_kinds") or bool(
        words("platforms", "kind_modifiers").intersection(modifiers)
    )


def may_be_platform(tokens: Tokens, run: Range) -> bool:
    """Whether nothing in the name says that it is a body, a place or a person."""
    name = tokens.text[tokens.start[run[0]] : tokens.end[run[1] - 1]]
    said = set(tokens.lower[run[0] : run[1]])
    return (
        said.isdisjoint(words("people", "organisation_words"))
        and name.casefold() not in phrases("people", "bodies")
        and said.isdisjoint(words("people", "no_names"))
        and said.isdisjoint(WORDS.not_names)
        and not is_jurisdiction(name)
        and name not in towns()
        and not is_people(name.casefold())
        and tokens.lower[run[0]] not in given_names()
    )


def name_from(tokens: Tokens, spelt: list[str], first: int, *, sure: bool = False) -> Range | None:
    """The run of capitalised words that begins here; None if there is none.

    ``sure`` says that a name must stand here: then its first word may have any tag of an open class.
    """
    end = first
    while (
        end < len(spelt)
        and end < first + _LONGEST_NAME
        and (tokens.tag[end] in NAME_TAGS or (sure and end == first and tokens.tag[end] in _TAKEN_FOR))
        and spelt[end][:1].isupper()
        and tokens.paragraph[end] == tokens.paragraph[first]
    ):
        end += 1
        if is_hyphen(tokens, spelt, end):
            end += 1
    return (first, end) if end > first else None


def is_hyphen(tokens: Tokens, spelt: list[str], token: int) -> bool:
    """Whether this joins two words with capitals into one: the hyphen of "Finn-Snakk"."""
    return (
        0 < token < len(spelt) - 1
        and spelt[token] == "-"
        and tokens.end[token - 1] == tokens.start[token]
        and tokens.end[token] == tokens.start[token + 1]
        and spelt[token - 1][:1].isupper()
        and spelt[token + 1][:1].isupper()
        and tokens.tag[token + 1] in NAME_TAGS
    )
