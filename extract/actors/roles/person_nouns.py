"""Nouns that can mean a person by their form: "ceramicist", "upholsterer", "locksmith"."""

from __future__ import annotations

from functools import cache

from ...wordlists import words
from .categories import is_role_word


@cache
def says_a_person(word: str) -> bool:
    """Whether a noun in lower case is listed as a role, or has an ending that hardly a thing has."""
    return is_role_word(word) or (
        len(word) > 5
        and word.endswith(_endings("sure_person_endings"))
        and word not in words("people", "no_persons")
    )


@cache
def may_be_a_person(word: str) -> bool:
    """Whether a noun in lower case can mean a person where it stands beside a person's name."""
    return says_a_person(word) or (
        len(word) > 5
        and word.endswith(_endings("person_endings"))
        and word not in words("people", "no_persons")
    )


@cache
def _endings(name: str) -> tuple[str, ...]:
    return tuple(sorted(words("people", name)))
