"""Appositions that say what somebody is: "NAME, a kindergarten teacher"."""

from __future__ import annotations

from ..tokens import Tokens
from ..wordlists import words
from .categories import is_role_word

_OPENINGS = frozenset("a an the now then who head director professor chief".split())


def calls_a_person(tokens: Tokens, first: int) -> bool:
    """Whether an apposition that begins here calls somebody what only a person can be."""
    if tokens.lower[first] not in _OPENINGS:
        return False
    for token in range(first, min(first + 6, len(tokens))):
        word = tokens.lower[token]
        if word in (",", "of", "at", "for", ".", "in", "and") or tokens.tag[token] == "POS":
            return False
        following = tokens.tag[token + 1] if token + 1 < len(tokens) else ""
        if (
            is_role_word(word)
            and not following.startswith("NN")
            and word not in words("people", "shared_roles")
        ):
            return True
    return False
