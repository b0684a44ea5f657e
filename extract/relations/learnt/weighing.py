"""Relations that no pattern finds: pairs of names in a sentence, weighed by what was learnt.

What the weights are learnt from, and how well they do: ``data/PAIRS.md``.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp

from ....graph.record import RelationType
from ..finding import Finding
from ..measures.instrument_words import instrument_words
from ..page import Page
from ..relation_words import WORDS
from .pairs import Pair, brief, detailed, find_pairs, path, words_between

Sums = tuple[int, int]
Weights = Mapping[str, Sequence[int]]
# How likely a relation must be; below that too much of what is found is false.
_SURE = {
    RelationType.OWNED_BY: 0.7,
    RelationType.UNDER_JURISDICTION: 0.65,
    RelationType.AFFILIATED_WITH: 0.75,
    RelationType.ALSO_KNOWN_AS: 0.65,
    RelationType.TARGETS: 0.8,
    RelationType.IMPOSED_BY: 0.7,
}
# Two names that weigh less by what they are and how far apart, in hundredths, are hardly ever joined.
_HOPELESS = -220
_USERS_DO = frozenset("join joins joined joining leave leaves left quit quits".split())
_MADE = frozenset("made makes make making built builds developed develops developing designed".split())
_AWAY = frozenset({"out", "off", "down", "away"})
# What is no relation at all where it does not hold.
_TIMELESS = frozenset({RelationType.ALSO_KNOWN_AS, RelationType.TARGETS, RelationType.IMPOSED_BY})


def find_learnt(page: Page, found: Collection[Finding]) -> Iterator[Finding]:
    """Findings in text order, without those pairs that ``found`` has in either direction."""
    known = {frozenset((one.subject.key, one.object.key)) for one in found}
    told = {(one.type, one.subject.key, token) for one in found for token in one.cue}
    for sentence in range(len(page.syntax.sents)):
        likely = sorted(_likely(page, sentence), key=lambda item: -item[0])
        for _, relation, pair, over in likely:
            ends = frozenset((pair.subject.name.key, pair.object.name.key))
            if ends in known:
                continue
            cue = _cue(page, pair)
            if (relation, pair.subject.name.key, cue) not in told or not _tells_one(page, cue):
                known.add(ends)
                yield Finding(relation, pair.subject.name, pair.object.name, (cue,), cue, over)


def _tells_one(page: Page, cue: int) -> bool:
    """Whether a noun names one owner at most: "X's parent company, and Z"."""
    syntax = page.syntax
    return syntax.tag[cue] == "NN" and (
        syntax.lower[cue] in WORDS.parent_nouns or syntax.lower[cue] in WORDS.company_nouns
    )


def _likely(page: Page, sentence: int) -> Iterator[tuple[float, RelationType, Pair, bool]]:
    """Pairs that a relation is likely to hold between, how likely, and whether it holds no more."""
    for pair in find_pairs(page, sentence):
        between = words_between(page, pair)
        looks = brief(pair, between)
        hopeful = {one: known for one in pair.types if (known := hopes(weights_of(one), looks))}
        if not hopeful:
            continue
        said = detailed(page, pair, between)
        for relation, known in hopeful.items():
            holds, unreal = weigh(weights_of(relation), said, known)
            over = unreal > holds
            if holds + unreal < _SURE[relation] or (over and relation in _TIMELESS):
                continue
            if not _vetoed(page, relation, pair):
                yield holds + unreal, relation, pair, over


def _vetoed(page: Page, relation: RelationType, pair: Pair) -> bool:
    """Whether the words leave no doubt that the relation does not hold, however likely it is by the rest."""
    lower = page.syntax.lower
    if relation is RelationType.AFFILIATED_WITH:
        return _from_outside(page, pair)
    if relation is RelationType.OWNED_BY:
        # "The messenger X is made by Y", "X, which has the same owner, and Y": nobody says whose it is.
        cue = _cue(page, pair)
        taken = lower[cue] in WORDS.take_verbs and any(lower[kid] in _AWAY for kid in page.syntax.kids[cue])
        return lower[cue] in _MADE or taken or _is_shared(page, pair)  # "Y took X out of its shop"
    if relation is RelationType.UNDER_JURISDICTION:
        return _says_whose(page, pair)
    if relation is RelationType.ALSO_KNOWN_AS:
        entries = {end.name.entity.register for end in pair.in_order if end.name.entity is not None}
        if len(entries - {None}) > 1:
            return True  # the register tells TikTok from RedNote
        named = pair.in_order[1].first
        return lower[max(0, named - 3) : named - 1] == ["to", "be"]  # "the service, to be called Y"
    return False


def _says_whose(page: Page, pair: Pair) -> bool:
    """Whether what the place has is a measure that the name tells more of: "India's TikTok ban"."""
    name, place = pair.subject.name, pair.object.name
    lower = page.syntax.lower
    measure = not instrument_words().kinds.keys().isdisjoint(lower[name.last + 1 : name.last + 2])
    return measure and lower[place.last + 1 : name.first] in (["'s"], ["’s"])


def _is_shared(page: Page, pair: Pair) -> bool:
    """Whether only "the same owner" is told between the two."""
    left, right = pair.in_order
    between = page.syntax.lower[left.last + 1 : right.first]
    return any(one == "same" and two in WORDS.parent_nouns for one, two in pairwise(between))


def _from_outside(page: Page, pair: Pair) -> bool:
    """Whether the person is "a critic of" the other, a customer, or has "joined" a platform, as users do."""
    lower = page.syntax.lower
    if pair.object.kind == "platform" and lower[_cue(page, pair)] in _USERS_DO:
        return True
    up, top, down = path(page.syntax, pair.subject.token, pair.object.token)
    return any(
        lower[token] in WORDS.outsiders and lower[token + 1 : token + 2] == ["of"]
        for token in (*up[1:], top, *down[:-1])
    )


def hopes(table: Weights, looks: Iterable[str]) -> Sums | None:
    """What two names weigh by what they are and how far apart; None where no more is to be hoped for."""
    known = _added(table, looks, _bias(table))
    return known if max(known) > _HOPELESS else None


def weigh(table: Weights, said: Iterable[str], known: Sums | None = None) -> tuple[float, float]:
    """How likely it is that a relation holds, and that it is spoken of but does not hold.

    ``known`` is what was added up before of other features.
    """
    one, other = _added(table, said, known or _bias(table))
    holds, unreal = exp(min(one, 3000) / 100), exp(min(other, 3000) / 100)
    return holds / (1 + holds + unreal), unreal / (1 + holds + unreal)


def _bias(table: Weights) -> Sums:
    holds, unreal = table[""]
    return holds, unreal


def _added(table: Weights, said: Iterable[str], known: Sums) -> Sums:
    holds, unreal = known
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
    left, right = pair.in_order
    words = syntax.words
    between = [i for i in range(left.last + 1, right.first) if at[i] is None and words[i].strip()]
    return between[0] if between else top


def weights_of(relation: str) -> Weights:
    """The weights by feature, in hundredths: that the relation holds, that it does not hold."""
    return _weights()[relation]


@cache
def _weights() -> dict[str, Weights]:
    text = files("claimgraph.extract").joinpath("data/pairs.json").read_text("utf-8")
    table: dict[str, Weights] = json.loads(text)
    return table
