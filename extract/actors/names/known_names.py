"""Names that lists hold: public ones (``data/known_names.tsv``) and our own (``data/press_names.tsv``).

A list proves nothing, since "Forest" and "Noon" are words as well; how much it says is learnt with the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ...wordlists import rows

_IN_NAMES = re.compile(r"[\W_]+")


def lists_of(name: Sequence[str]) -> tuple[str, ...]:
    """The lists that hold a name; few names are on any. Public lists spell theirs in any case."""
    lists, kind = _lists().get(_key("".join(name)), ()), in_the_press(" ".join(name))
    return (*lists, kind) if kind else lists


def in_the_press(name: str) -> str:
    """What a name as the text spells it is in the press: "app", "medium", "firm", or empty."""
    return _press().get(name) or _press().get(f"The {name}", "")


@cache
def _press() -> dict[str, str]:
    return dict(rows("press_names"))  # type: ignore[arg-type]  # two columns


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    return {_key(name): tuple(lists.split(",")) for name, lists in rows("known_names")}


def _key(name: str) -> str:
    return _IN_NAMES.sub("", name.casefold())
