"""Names made of the first letters of longer ones."""

from __future__ import annotations

from collections.abc import Sequence


def is_acronym(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether one word is made of the first letters of the words of a longer name ("EFF")."""
    if len(short) != 1 or len(long) < 2:
        return False
    letters = short[0].replace(".", "")
    if not 2 <= len(letters) <= 8 or not letters.isupper():
        return False
    parts = [part for word in long for part in word.split("-") if part]
    strong = "".join(part[0] for part in parts if part[0].isupper())
    every = "".join(part[0] for part in parts).upper()
    return letters in (strong, every) or (len(letters) > 3 and strong.startswith(letters))
