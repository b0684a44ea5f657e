"""Names that public lists hold: brands, sites, media, quoted companies (``data/known_names.tsv``).

A list proves nothing, since "Forest" and "Noon" are words as well; how much it says is learnt with the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..wordlists import rows

_IN_NAMES = re.compile(r"[\W_]+")


def lists_of(name: Sequence[str]) -> tuple[str, ...]:
    """The lists that hold a name, whatever its case, spaces and hyphens; few names are on any."""
    return _lists().get(_key("".join(name)), ())


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    return {_key(name): tuple(lists.split(",")) for name, lists in rows("known_names")}


def _key(name: str) -> str:
    return _IN_NAMES.sub("", name.casefold())
