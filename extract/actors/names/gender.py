"""What tells the sex of a person in a text: titles, nouns and given names that one sex bears."""

from __future__ import annotations

from functools import cache
from typing import Literal

from ...wordlists import words

Gender = Literal["male", "female"]

_PRONOUNS: dict[str, Gender] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip


@cache
def given_names() -> dict[str, Gender]:
    """Given names in lower case that one sex bears."""
    names: dict[str, Gender] = {}
    for kind in ("", "_elsewhere"):
        names.update(dict.fromkeys(words("given_names", f"male{kind}"), "male"))
        names.update(dict.fromkeys(words("given_names", f"female{kind}"), "female"))
    return names


@cache
def _of_words() -> dict[str, Gender]:
    table: dict[str, Gender] = {}
    for kind in ("titles", "nouns"):
        table.update(dict.fromkeys(words("people", f"male_{kind}"), "male"))
        table.update(dict.fromkeys(words("people", f"female_{kind}"), "female"))
    return table


def gender_of_word(word: str) -> Gender | None:
    """The sex that a title or noun in lower case says ("Mr.", "spokeswoman"), if any."""
    return _of_words().get(word)


def gender_of_pronoun(word: str) -> Gender | None:
    """The sex that a pronoun in lower case says, if any."""
    return _PRONOUNS.get(word)
