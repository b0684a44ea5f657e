"""The words that laws, orders, bans and fines are known by, read once from ``data/instruments.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentWords:
    """``kinds`` and ``events`` give the kind of a noun or verb; the data file says what each list is for."""

    name_heads: frozenset[str]
    name_joints: frozenset[str]
    names: frozenset[str]
    plain: frozenset[str]
    other_bills: frozenset[str]
    order_kinds: frozenset[str]
    plural_kinds: frozenset[str]
    new_words: frozenset[str]
    wanted: frozenset[str]
    takes_up: frozenset[str]
    kinds: dict[str, str]
    events: dict[str, str]
    state_events: dict[str, str]
    impose: frozenset[str]
    aim: frozenset[str]
    suffer: frozenset[str]
    strike: frozenset[str]
    hand: frozenset[str]
    proceedings: frozenset[str]
    order: frozenset[str]
    acts: frozenset[str]
    tell: frozenset[str]
    authorities: frozenset[str]
    rule: frozenset[str]
    decide: frozenset[str]
    courts: frozenset[str]


@cache
def instrument_words() -> InstrumentWords:
    """The word lists that ship with the package."""
    table = tomllib.loads(files("claimgraph.extract").joinpath("data/instruments.toml").read_text("utf-8"))
    return InstrumentWords(
        name_heads=frozenset(table["name_heads"].split()),
        name_joints=frozenset(table["name_joints"].split()),
        names=frozenset(table["names"].split()),
        plain=frozenset(table["plain"].split()),
        other_bills=frozenset(table["other_bills"].split()),
        order_kinds=frozenset(table["order_kinds"].split()),
        plural_kinds=frozenset(table["plural_kinds"].split()),
        new_words=frozenset(table["new_words"].split()),
        wanted=frozenset(table["wanted"].split()),
        takes_up=frozenset(table["takes_up"].split()),
        kinds={word: kind for kind, words in table["kinds"].items() for word in words.split()},
        events={**table["events"], **table["state_events"]},
        state_events=dict(table["state_events"]),
        **{name: frozenset(words.split()) for name, words in table["verbs"].items()},
    )
