"""What a role's words make of somebody: expert, official, company voice, journalist, creator, user …"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ....graph.record import RoleCategory
from ...relations.relation_words import WORDS
from ...wordlists import rows, words

_STOPS = frozenset({"of", "for", "at", "in", "on", "with", "from", "to", "who", "by", ","})


def category_of(role: Sequence[str], around: Sequence[str] = ()) -> RoleCategory | None:
    """The category that a role's words in lower case fall in, or None; ``around`` are words beside it.

    The longest listed phrase of the head ("security researcher") decides, then its last listed word.
    """
    table, longest = _table()
    head = list(role)
    for place, word in enumerate(head):
        if place and word in _STOPS:
            head = head[:place]
            break
    for part in (head, list(role)):
        for size in range(longest, 0, -1):
            for start in range(len(part) - size, -1, -1):
                found = table.get(" ".join(part[start : start + size]))
                if found is not None:
                    return _settle(*found, (*role, *around))
    return None


def is_anonymous(sentence: Sequence[str]) -> bool:
    """Whether the words in lower case of a sentence say that somebody's name is kept back."""
    text = " ".join(sentence)
    return any(phrase in text for phrase in _anonymity())


@cache
def _anonymity() -> tuple[str, ...]:
    return tuple(row[0] for row in rows("role_categories") if row[1] == "anonymous" and " " in row[0])


def is_role_word(word: str) -> bool:
    """Whether a word in lower case says what somebody is."""
    return word in _role_words()


def _settle(category: RoleCategory, may_be_official: bool, context: Sequence[str]) -> RoleCategory:
    if may_be_official and not words("people", "public_words").isdisjoint(context):
        return RoleCategory.OFFICIAL
    return category


@cache
def _table() -> tuple[dict[str, tuple[RoleCategory, bool]], int]:
    table = {
        row[0]: (RoleCategory(row[1].rstrip("+")), row[1].endswith("+")) for row in rows("role_categories")
    }
    return table, max(len(phrase.split()) for phrase in table)


@cache
def _role_words() -> frozenset[str]:
    verbs = words("people", "role_verbs")
    listed = {row[0].split()[-1] for row in rows("role_categories") if row[1] != "anonymous"}
    return frozenset((listed | WORDS.role_nouns | words("people", "more_roles")) - verbs)
