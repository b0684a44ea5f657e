"""Descriptions as mentions: what "the company", "a spokesman for X" or "some experts" can stand for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ....graph.record import EntityType
from ...tokens import Tokens
from ...wordlists import words
from ..names.gender import Gender, gender_of_word
from ..roles.categories import is_role_word

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_OWNED = frozenset({"his", "her", "its", "their", "our", "my", "whose"})
_PLURALS = {"people": "person", "men": "man", "women": "woman", "children": "child", "police": "officer"}
_CLAUSES = frozenset({"relcl", "acl", "advcl", "appos", "punct", "cc", "conj", "parataxis"})


class Article(Enum):
    """Whether a description points back, belongs to somebody, or brings in somebody new."""

    DEFINITE = "definite"
    OWNED = "owned"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Nominal:
    """A description: head noun at ``head``, tokens ``[first, end)`` without clauses and appositions."""

    head: int
    first: int
    end: int
    type: EntityType
    article: Article
    noun: str
    modifiers: frozenset[str]
    plural: bool
    gender: Gender | None


def read_nominal(tokens: Tokens, head: int) -> Nominal | None:
    """The description with this head, or None where it can mean no actor (a poll, a letter, "many")."""
    tag, word = tokens.tag[head], tokens.lower[head]
    if not tag.startswith(("NN", "JJ")):
        return None
    plural = tag in ("NNS", "NNPS") or word in _PLURALS
    noun = singular(word) if plural else word
    kind = type_of_noun(noun, plural)
    if kind is None:
        return None
    first, end, article = head, head + 1, Article.NEW
    modifiers: set[str] = set()
    for kid in tokens.kids[head]:
        dep = tokens.dep[kid]
        if kid < head and dep not in ("punct", "cc", "prep", "appos", "relcl"):
            first = min(first, tokens.left(kid))
            if tokens.lower[kid] in _DEFINITE:
                article = Article.DEFINITE
            elif tokens.lower[kid] in _OWNED or dep == "poss":
                article = Article.OWNED
            modifiers.update(tokens.lower[tokens.left(kid) : kid + 1])
        elif (
            kid > head
            and dep == "prep"
            and tokens.lower[kid] in ("of", "for", "at", "with", "from", "in", "on")
        ):
            if end == kid:
                end = _phrase_end(tokens, kid) + 1
    return Nominal(
        head,
        first,
        end,
        kind,
        article,
        noun,
        frozenset(modifiers),
        plural,
        None if plural else gender_of_word(noun),
    )


def type_of_noun(noun: str, plural: bool) -> EntityType | None:
    """What a noun in the singular and lower case can mean: a person, a group, an organisation."""
    if plural and (is_person_noun(noun) or noun + "s" in words("people", "group_nouns")):
        return EntityType.GROUP
    if noun in words("people", "group_nouns"):
        return EntityType.GROUP
    if noun in words("people", "organisation_nouns"):
        return EntityType.GROUP if plural else EntityType.ORGANIZATION
    if is_person_noun(noun):
        return EntityType.GROUP if plural else EntityType.PERSON
    return None


def is_person_noun(noun: str) -> bool:
    """Whether a noun in the singular and lower case means a human being."""
    return is_role_word(noun) or gender_of_word(noun) is not None or noun in words("people", "person_nouns")


def singular(word: str) -> str:
    """The singular of a regular noun, or of "people", "men" and the like."""
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("people"):
        return word[:-6] + "person"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _phrase_end(tokens: Tokens, preposition: int) -> int:
    """Last token of a prepositional phrase, before any clause or apposition in it."""
    last = preposition
    for kid in tokens.kids[preposition]:
        if kid > preposition and tokens.dep[kid] in ("pobj", "pcomp", "conj", "cc"):
            last = max(last, _bare_end(tokens, kid))
    return last


def _bare_end(tokens: Tokens, head: int) -> int:
    last = head
    for kid in tokens.kids[head]:
        if kid > head and tokens.dep[kid] not in _CLAUSES:
            last = max(last, tokens.right(kid) if tokens.dep[kid] != "prep" else _phrase_end(tokens, kid))
    return last
