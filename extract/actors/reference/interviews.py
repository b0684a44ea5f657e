"""Interviews that label their turns: who "Q" and "A" are."""

from __future__ import annotations

from collections.abc import Iterable

from ....graph.record import EntityType
from ...attribution.attributions import Attribution
from ...attribution.labels import QUESTION_AND_ANSWER
from ...tokens import Tokens
from .referents import Referent


def label_of(tokens: Tokens, items: Iterable[Attribution]) -> str | None:
    """ "Q" or "A" where one of the attributions is a turn with this label, else None."""
    for item in items:
        label = " ".join(tokens.text[start:end] for start, end in item.source)
        if label in QUESTION_AND_ANSWER and [tokens.text[a:b] for a, b in item.cue] == [":"]:
            return label
    return None


def interviewee(before: Iterable[Referent], writer: Referent | None) -> Referent | None:
    """The one person besides the writer who has spoken before the first question, or else who was named.

    None where several have: the text does not tell which of them answers.
    """
    named = [
        one
        for one in before
        if one.draft.type is EntityType.PERSON and one.named and one is not writer and one.count
    ]
    for choice in ([one for one in named if one.spoke >= 0], named):
        if choice:
            return choice[0] if len(choice) == 1 else None
    return None
