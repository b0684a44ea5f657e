"""Relations that no pattern finds: pairs of names in a sentence, weighed by what was learnt.

What the weights are learnt from, and how well they do: ``data/PAIRS.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from math import exp

from ...graph.record import RelationType
from .finding import Finding
from .names import Name
from .page import Page
from .pairs import Pair, brief, detailed, find_pairs, path, words_between
from .relation_words import WORDS

Weights = dict[str, list[int]]
# How likely a relation must be; below that too much of what is found is false.
_SURE = {
    RelationType.OWNED_BY: 0.8,
    RelationType.UNDER_JURISDICTION: 0.8,
    RelationType.AFFILIATED_WITH: 0.8,
    RelationType.ALSO_KNOWN_AS: 0.7,
    RelationType.TARGETS: 0.8,
    RelationType.IMPOSED_BY: 0.7,
}
# Two names that weigh less by what they are and how far apart, in hundredths, are hardly ever joined.
_HOPELESS = -220
# What is no relation at all where it does not hold.
_TIMELESS = frozenset({RelationType.ALSO_KNOWN_AS, RelationType.TARGETS, RelationType.IMPOSED_BY})


def find_learnt(page: Page, found: Iterable[Finding]) -> Iterator[Finding]:
    """Findings in text order, without those pairs that ``found`` has in either direction."""
    known = {frozenset((_key(one.subject), _key(one.object))) for one in found}
    for sentence in range(len(page.syntax.sents)):
        likely = sorted(_likely(page, sentence), key=lambda item: -item[0])
        for _, relation, pair, over in likely:
            ends = frozenset((_key(pair.subject.name), _key(pair.object.name)))
            if ends not in known:
                known.add(ends)
                cue = _cue(page, pair)
                yield Finding(relation, pair.subject.name, pair.object.name, (cue,), cue, over)


def _key(name: Name) -> tuple[int, int]:
    return name.span if name.entity is None else name.entity.lead


def _likely(page: Page, sentence: int) -> Iterator[tuple[float, RelationType, Pair, bool]]:
    """Pairs that a relation is likely to hold between, how likely, and whether it holds no more."""
    for pair in find_pairs(page, sentence):
        between = words_between(page, pair)
        looks = brief(pair, between)
        hopeful = {relation: known for relation in pair.types if (known := sums(relation, looks))[2]}
        if not hopeful:
            continue
        said = detailed(page, pair, between)
        for relation, known in hopeful.items():
            if relation is RelationType.AFFILIATED_WITH and _from_outside(page, pair):
                continue
            holds, unreal = chances(relation, said, known[0], known[1])
            over = unreal > holds
            if holds + unreal >= _SURE[relation] and not (over and relation in _TIMELESS):
                yield holds + unreal, relation, pair, over


def sums(relation: str, looks: Iterable[str]) -> tuple[int, int, bool]:
    """What two names weigh by what they are and how far apart, and whether more could be found there."""
    holds, unreal = _added(_weights()[relation], looks, *_weights()[relation][""])
    return holds, unreal, max(holds, unreal) > _HOPELESS


def _from_outside(page: Page, pair: Pair) -> bool:
    """Whether the person is "a critic of" the other, or a customer."""
    lower = page.syntax.lower
    up, top, down = path(page.syntax, pair.subject.token, pair.object.token)
    return any(
        lower[token] in WORDS.outsiders and lower[token + 1 : token + 2] == ["of"]
        for token in (*up[1:], top, *down[:-1])
    )


def weigh(relation: str, said: Iterable[str]) -> tuple[float, float]:
    """How likely it is that the relation holds, and that it is spoken of but does not hold."""
    return chances(relation, said, *_weights()[relation][""])


def knows(relation: str, feature: str) -> bool:
    """Whether a feature weighs anything."""
    return feature in _weights()[relation]


def chances(relation: str, said: Iterable[str], holds: int, unreal: int) -> tuple[float, float]:
    """As ``weigh``, with what was added up before."""
    one, other = _added(_weights()[relation], said, holds, unreal)
    likely, spoken_of = exp(min(one, 3000) / 100), exp(min(other, 3000) / 100)
    return likely / (1 + likely + spoken_of), spoken_of / (1 + likely + spoken_of)


def _added(table: Weights, said: Iterable[str], holds: int, unreal: int) -> tuple[int, int]:
    for feature in said:
        row = table.get(feature)
        if row is not None:
            holds += row[0]
            unreal += row[1]
    return holds, unreal


def _cue(page: Page, pair: Pair) -> int:
    """The token that says so: what governs both, or the nearest word on the way that is no name."""
    syntax, at = page.syntax, page.names.at
    up, top, down = path(syntax, pair.subject.token, pair.object.token)
    for token in (top, *up[:0:-1], *down[:-1]):
        if at[token] is None and syntax.tag[token][:2] in ("VB", "NN", "JJ"):
            return token
    left, right = sorted((pair.subject, pair.object), key=lambda end: end.token)
    words = syntax.words
    between = [i for i in range(left.last + 1, right.first) if at[i] is None and words[i].strip()]
    return between[0] if between else top


@cache
def _weights() -> dict[str, Weights]:
    """The weights by relation and feature, in hundredths: that it holds, that it does not hold."""
    text = files("claimgraph.extract").joinpath("data/pairs.json").read_text("utf-8")
    table: dict[str, Weights] = json.loads(text)
    return table
