"""Names of brands, sites, media and companies: on public lists (``data/known_names.tsv``), or known by name.

A list proves nothing, since "Forest" and "Noon" are words as well; how much it says is learnt with the rest.
What is known by name (``data/media.toml``, ``data/people.toml``) is so unless its place says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..wordlists import phrases, rows

_IN_NAMES = re.compile(r"[\W_]+")


def lists_of(name: Sequence[str]) -> tuple[str, ...]:
    """The lists that hold a name, whatever its case, spaces and hyphens; few names are on any."""
    return _lists().get(_key("".join(name)), ())


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    return {_key(name): tuple(lists.split(",")) for name, lists in rows("known_names")}


def _key(name: str) -> str:
    return _IN_NAMES.sub("", name.casefold())


@cache
def known_companies() -> frozenset[str]:
    """Large companies by their names in lower case."""
    return frozenset(name.strip() for name in phrases("people", "known_companies"))


@cache
def known_media() -> frozenset[str]:
    """Newspapers, broadcasters and services that the register lacks, by their names in lower case."""
    return frozenset(name.strip() for name in phrases("media", "names"))
