"""Pairs of names in one sentence, and what stands around them as plain features.

A feature is a short string such as ``>acquired_by``: the words between the two, how the parser gets from one
to the other, and what hangs on either. Names go by their kind (``<platform>``) and words also by the lists
that they are on (``data/relations.toml``), so that a word teaches something about its like. No letter of a
name is a feature. Which pairs belong together is learnt from them (``weighing.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from itertools import islice

from ....graph.record import RelationType
from ...actors.names.word_clusters import cluster_of
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from ..syntax import Syntax
from .spoken_of import kind_of, spoken_of

_BUSINESS = frozenset({"platform", "organization", "?"})
_OWNERS = _BUSINESS | {"person", "jurisdiction"}
_NAMED = _BUSINESS | {"person"}
# What the subject and the object of a relation can be, by what their names are taken for.
ENDS: dict[RelationType, tuple[frozenset[str], frozenset[str]]] = {
    RelationType.OWNED_BY: (_BUSINESS, _NAMED),
    RelationType.UNDER_JURISDICTION: (_BUSINESS, frozenset({"jurisdiction"})),
    RelationType.AFFILIATED_WITH: (frozenset({"person"}), _BUSINESS | {"jurisdiction"}),
    RelationType.ALSO_KNOWN_AS: (_NAMED, _NAMED),
    RelationType.TARGETS: (frozenset({"instrument"}), _OWNERS),
    RelationType.IMPOSED_BY: (frozenset({"instrument"}), _OWNERS),
}
_PUBLIC = frozenset(
    "exchange court tribunal parliament senate congress ministry commission committee police".split()
)
_PRONOUNS = frozenset("PRP PRP$ WDT WP WP$".split())
_FAR = 30  # tokens
_MOST = 300  # references of a sentence; no prose has more
_BETWEEN = 12  # words between two names that are looked at one by one
_LONGEST = 6  # steps from one to the other
_HANGING = frozenset("appos amod compound poss prep relcl acl det case".split())
# Lists of ``relation_words`` from the most telling on.
_TELLING = (
    "own_verbs", "buy_verbs", "sell_verbs", "parent_nouns", "unit_nouns", "deal_nouns", "sale_nouns",
    "stake_nouns", "hold_verbs", "naming_words", "base_verbs", "seat_nouns", "found_verbs", "lead_verbs",
    "work_verbs", "hire_verbs", "leave_verbs", "role_nouns", "office_nouns", "maker_nouns",
    "platform_nouns", "company_nouns", "weak_unit_nouns", "institutions", "body_nouns", "tell_verbs",
)  # fmt: skip
_HELPERS = frozenset("neg prt aux auxpass".split())


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A name, or a word that stands for one, by the token that speaks for it."""

    name: Name
    token: int
    first: int
    last: int
    kind: str
    form: str


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two references of one sentence, as the subject and the object of a relation."""

    subject: Reference
    object: Reference
    types: tuple[RelationType, ...]

    @property
    def in_order(self) -> tuple[Reference, Reference]:
        """The two as they stand in the text."""
        first = self.subject.token < self.object.token
        return (self.subject, self.object) if first else (self.object, self.subject)


def find_pairs(page: Page, sentence: int) -> Iterator[Pair]:
    """The pairs of a sentence that a relation may hold between, in text order of their subjects."""
    there = list(islice(references(page, sentence), _MOST))
    for place, subject in enumerate(there):
        # No more than two are at one token, so that what is near enough is not further on in the list.
        for other in there[max(0, place - 2 * _FAR) : place + 2 * _FAR + 1]:
            if subject is other or _one(subject.name, other.name):
                continue
            if abs(subject.token - other.token) > _FAR:
                continue
            if _first_listed(page.syntax, subject.token) == _first_listed(page.syntax, other.token):
                continue  # "A and B": what is listed together is not each other's
            types = tuple(one for one in _types(subject.kind, other.kind) if _may(page, one, subject, other))
            if types:
                yield Pair(subject, other, types)


def _may(page: Page, relation: RelationType, subject: Reference, other: Reference) -> bool:
    """Whether nothing about the two forbids it; another name comes after the first."""
    if relation is RelationType.ALSO_KNOWN_AS:
        if other.form != "name" or (subject.token > other.token and subject.form == "name"):
            return False  # "As OTHER she wrote": only a pronoun stands behind
        # "By NAME NAME and NAME NAME": two persons.
        persons = subject.kind == other.kind == "person" and _size(subject) > 1 and _size(other) > 1
        return not (persons and "and" in page.syntax.lower[subject.last : other.first])
    if relation is RelationType.OWNED_BY:
        return not (_is_public(page, subject) or _is_public(page, other))
    return True


def _is_public(page: Page, end: Reference) -> bool:
    """Whether the name is a court's, a ministry's or an exchange's, which owns no company."""
    name = end.name
    return not _PUBLIC.isdisjoint(page.syntax.lower[name.first : name.last + 1])


def _size(end: Reference) -> int:
    return end.name.last - end.name.first + 1


@cache
def _types(subject: str, other: str) -> tuple[RelationType, ...]:
    """The relations that may hold between names of these kinds."""
    return tuple(one for one, (left, right) in ENDS.items() if subject in left and other in right)


def _one(left: Name, right: Name) -> bool:
    return left.span == right.span or (left.entity is not None and left.entity is right.entity)


def references(page: Page, sentence: int) -> Iterator[Reference]:
    """The names of a sentence and the words that stand for one, in text order."""
    syntax, at = page.syntax, page.names.at
    first, stop = syntax.sents[sentence]
    for token in range(first, stop):
        name, form = at[token], syntax.tag[token]
        if name is not None:
            if token == name.last:
                head = page.head_of(name)
                yield Reference(name, head, name.first, name.last, kind_of(syntax, name), "name")
            continue
        if form in _PRONOUNS or (form == "IN" and syntax.lower[token] == "that"):
            meant = page.name_of(token)
        elif form.startswith("NN"):
            meant, form = page.definite(token), "noun"
        else:
            continue
        if meant is not None:
            yield Reference(meant, token, token, token, kind_of(syntax, meant), form)
            continue
        for meant, how in spoken_of(page, sentence, token):
            yield Reference(meant, token, token, token, kind_of(syntax, meant), f"{how} {form}")


@cache
def classes() -> dict[str, tuple[str, ...]]:
    """The lists that a word in lower case is on."""
    found: dict[str, list[str]] = {}
    for field in fields(WORDS):
        for word in getattr(WORDS, field.name):
            found.setdefault(word, []).append(field.name)
    return {word: tuple(names) for word, names in found.items()}


def features(page: Page, pair: Pair) -> set[str]:
    """What stands around the two; the same for every relation that may hold between them."""
    between = words_between(page, pair)
    return {*brief(pair, between), *detailed(page, pair, between)}


def words_between(page: Page, pair: Pair) -> tuple[str, ...]:
    """The words between the two in lower case, a name as its kind, a figure as "#"."""
    left, right = pair.in_order
    return tuple(_words(page, left.last + 1, right.first))


def brief(pair: Pair, between: Sequence[str]) -> set[str]:
    """What the two are and how far apart: enough to pass over most pairs."""
    way, count = _way(pair), len(between)
    names = sum(word.startswith("<") for word in between)
    return {
        *_ends(pair),
        f"gap:{way}{count if count < 4 else 4 if count < 7 else 7 if count < 13 else 13}",
        f"names between:{min(names, 3)}",
    }


def detailed(page: Page, pair: Pair, between: Sequence[str]) -> set[str]:
    """The words between and around the two, and how the parser gets from one to the other."""
    return {*_between(pair, between), *_around(page, pair), *_joined(page, pair), *_meant(page, pair)}


def _ends(pair: Pair) -> Iterator[str]:
    one, other = pair.subject, pair.object
    way = _way(pair)
    kinds = f"{one.kind} {other.kind}"
    yield f"kinds:{kinds}"
    yield f"kinds:{way}{kinds}"
    yield f"forms:{way}{one.form} {other.form}"
    yield f"form:{one.form}"
    yield f"form of object:{other.form}"


def _way(pair: Pair) -> str:
    return ">" if pair.subject.token < pair.object.token else "<"


def _between(pair: Pair, said: Sequence[str]) -> Iterator[str]:
    way, count = _way(pair), len(said)
    if count <= 3:
        yield f"all:{way}{' '.join(said)}"
    if count <= _BETWEEN:
        for word in said:
            yield from _said(way, word)
        for before, after in zip(["^", *said], [*said, "$"], strict=True):
            yield f"{way}{before}_{after}"


def _words(page: Page, first: int, stop: int) -> Iterator[str]:
    """Words in lower case, a name as its kind, a figure as "#"."""
    token = first
    while token < stop:
        yield word_at(page, token)
        name = page.names.at[token]
        token = (token if name is None else name.last) + 1


def word_at(page: Page, token: int) -> str:
    """The word at a token in lower case, the kind of its name, or "#" for a figure."""
    name, word = page.names.at[token], page.syntax.lower[token]
    if name is not None:
        return f"<{kind_of(page.syntax, name)}>"
    return "#" if word[:1].isdigit() else word


@lru_cache(50_000)
def _said(place: str, word: str) -> tuple[str, ...]:
    return (f"{place}{word}", *(f"{place}{name.upper()}" for name in classes().get(word, ())))


def _around(page: Page, pair: Pair) -> Iterator[str]:
    """The two words before the first and after the last of the pair."""
    syntax, way = page.syntax, _way(pair)
    left, right = pair.in_order
    first, stop = syntax.sents[syntax.sent[left.token]]
    for step in (1, 2):
        if left.first - step >= first:
            yield from _said(f"before{step}{way}", word_at(page, left.first - step))
        if right.last + step < stop:
            yield from _said(f"after{step}{way}", word_at(page, right.last + step))


def _joined(page: Page, pair: Pair) -> Iterator[str]:
    """How the parser gets from the subject up to what governs both, and down to the object."""
    syntax = page.syntax
    one, other = _first_listed(syntax, pair.subject.token), _first_listed(syntax, pair.object.token)
    for side, token, listed in (("subject", pair.subject.token, one), ("object", pair.object.token, other)):
        if token != listed:
            yield f"listed:{side}"
    up, top, down = path(syntax, one, other)
    steps = len(up) + len(down)
    yield f"steps:{min(steps, _LONGEST + 2)}"
    ups, downs = ">".join(syntax.dep[i] for i in up), "<".join(syntax.dep[i] for i in down)
    head = word_at(page, top)
    for word in ("", *_said("", head)):
        yield f"up:{ups}^{word}"
        yield f"down:{word}^{downs}"
    if steps <= _LONGEST:
        rise = ">".join(_step(page, token, token in up[1:]) for token in up)
        fall = "<".join(_step(page, token, token in down[:-1]) for token in down)
        peak = "" if not up or not down else _family(head, syntax.tag[top])
        yield f"way:{rise}^{peak}^{fall}"
        yield f"rise:{rise}^{peak}"
        yield f"fall:{peak}^{fall}"
    for side, inner in (("up", up[1:]), ("down", down[:-1])):
        for token in inner:
            yield from _said(f"{side} {syntax.dep[token]}:", word_at(page, token))
    for kid in syntax.kids[top]:
        if syntax.dep[kid] in _HELPERS:
            yield f"helper:{syntax.lower[kid]}"
    for side, end in (("subject", pair.subject), ("object", pair.object)):
        for kid in syntax.kids[end.token]:
            if syntax.dep[kid] in _HANGING and not end.first <= kid <= end.last:
                yield from _said(f"{side} {syntax.dep[kid]}:", word_at(page, kid))


def _meant(page: Page, pair: Pair) -> Iterator[str]:
    """By what word, and how far behind it, a thing is spoken of that is not named."""
    syntax = page.syntax
    for side, end in (("subject", pair.subject), ("object", pair.object)):
        if end.form == "name":
            continue
        back = min(syntax.sent[end.token] - syntax.sent[end.name.first], 4)
        yield f"{side} {end.form} back:{back}"
        yield f"{side} was:{syntax.dep[end.name.last]}"
        if syntax.tag[end.token].startswith("NN"):
            word = syntax.lower[end.token]
            yield f"{side} meant:{word}"
            yield f"{side} meant~{cluster_of(word)} {end.kind}"


def _first_listed(syntax: Syntax, token: int) -> int:
    """The first of a list that the token stands in: A for C in "A, B and C"."""
    while syntax.dep[token] == "conj" and syntax.head[token] < token and syntax.tag[token].startswith("NN"):
        token = syntax.head[token]
    return token


def _step(page: Page, token: int, inner: bool) -> str:
    dep = page.syntax.dep[token]
    return f"{dep}:{_family(word_at(page, token), page.syntax.tag[token])}" if inner else dep


@lru_cache(50_000)
def _family(word: str, tag: str) -> str:
    """The list that says most about a word, else itself if it is a small one, else its part of speech."""
    lists = classes().get(word, ())
    telling = next((name for name in _TELLING if name in lists), None)
    if telling:
        return telling.upper()
    return word if tag in ("IN", "TO", "RP") or word.startswith("<") else tag[:2]


def path(syntax: Syntax, token: int, other: int) -> tuple[list[int], int, list[int]]:
    """Tokens from the first up to below what governs both, that one, and those down to the other."""
    up, down = _chain(syntax, token), _chain(syntax, other)
    below = set(down)
    top = next((i for i in up if i in below), token)
    return up[: up.index(top)], top, down[: down.index(top) if top in below else len(down)][::-1]


def _chain(syntax: Syntax, token: int) -> list[int]:
    chain = [token]
    while syntax.head[token] != token and len(chain) < 40:
        token = syntax.head[token]
        chain.append(token)
    return chain
