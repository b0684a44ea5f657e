"""Identifiers drift: the same thing under several IRIs, made one by a table.

``data/identifiers.csv`` holds the rules: a pattern over a whole IRI, what it becomes, and why. The
dataset itself is not changed; what changes is listed and stands in a graph beside it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO

# IRIs of an N-Triples line; a literal is matched first, so that what it holds is left alone.
_TERM = re.compile(r'"(?:[^"\\]|\\.)*"|<([^<>]*)>')


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one row of the table says."""

    name: str
    pattern: re.Pattern[str]
    replacement: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An IRI that drifted, and the one it stands for."""

    rule: str
    old: str
    new: str


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order in which they are tried; the first that matches counts."""
    table = (files(__package__) / "data" / "identifiers.csv").read_text("utf-8")
    return tuple(
        Rule(
            name=row["rule"],
            pattern=re.compile(row["pattern"]),
            replacement=row["replacement"],
            why=row["why"],
        )
        for row in csv.DictReader(StringIO(table))
    )


@cache
def _hosts() -> re.Pattern[str]:
    # Most IRIs of a dataset match nothing: one look tells.
    return re.compile(
        r"schema\.org|wikidata\.org|w3\.org|open\.ac\.uk|ftm|occrp|/entity/|dbpedia|wikipedia|purl|xmlns"
    )


def normalised(lines: Iterable[str]) -> tuple[list[str], dict[str, str], list[Change]]:
    """The lines with drifted IRIs replaced; the new line of each that changed, by the old; the changes."""
    known: dict[str, str] = {}
    changes: dict[str, Change] = {}
    result, changed = [], {}
    hosts = _hosts()
    for line in lines:
        new = line
        if hosts.search(line):
            new = _TERM.sub(lambda match: _replaced(match, known, changes), line)
        result.append(new)
        if new != line:
            changed[line] = new
    return result, changed, sorted(changes.values(), key=lambda change: (change.rule, change.old))


def normal_iri(iri: str) -> str:
    """The IRI that this one stands for: itself, if no rule knows better."""
    change = _change(iri)
    return change.new if change else iri


def _replaced(match: re.Match[str], known: dict[str, str], changes: dict[str, Change]) -> str:
    iri = match[1]
    if iri is None:
        return match.group()
    new = known.get(iri)
    if new is None:
        change = _change(iri)
        new = known[iri] = change.new if change else iri
        if change:
            changes[iri] = change
    return f"<{new}>"


def _change(iri: str) -> Change | None:
    for rule in rules():
        match = rule.pattern.match(iri)
        if match:
            new = match.expand(rule.replacement)
            return Change(rule=rule.name, old=iri, new=new) if new != iri else None
    return None
