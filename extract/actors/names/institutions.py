"""Names that hold two institutions, one within the other, which ``ner`` often takes for one."""

from __future__ import annotations

from collections.abc import Sequence

from ...relations.relation_words import WORDS


def split_institutions(
    lower: Sequence[str], tag: Sequence[str], first: int, end: int
) -> list[tuple[int, int]]:
    """The half-open token ranges of the names in ``[first, end)``.

    "Harvard's Kennedy School" and "the Center for Press Freedom at Ghent University" are two names;
    "Lloyd's Bank" and "Women at Work" are one.
    """
    for i in range(first + 1, end - 1):
        owner = tag[i] == "POS"
        if not owner and lower[i] != "at":
            continue
        left = not WORDS.institutions.isdisjoint(lower[first:i])
        right = not WORDS.institutions.isdisjoint(lower[i + 1 : end])
        if end - i > 2 and right and (owner or left):
            start = i + 2 if lower[i + 1] == "the" and end - i > 3 else i + 1
            return [
                *split_institutions(lower, tag, first, i),
                *split_institutions(lower, tag, start, end),
            ]
    return [(first, end)]
