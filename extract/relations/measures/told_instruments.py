"""Laws, orders, bans and fines that no rule finds, by what was learnt of a word and of what stands around it.

A noun or verb ("suspended", "told") is weighed as two names are (``pairs.py``): by itself, its place in the
sentence, and whom it concerns. What rules have found stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from ....graph.record import Entity, EntityType, MentionForm
from ...tokens import Tokens
from ..learnt.weighing import weigh, weights_of
from .instrument_words import instrument_words

INSTRUMENT = "instrument"
_SURE = 0.75
_WORD = "word:"
_EXPOSES = frozenset("expose exposes exposed exposing subject subjects".split())
_UNREAL = frozenset({"would", "could", "might", "should"})
_KINDS = frozenset({EntityType.PLATFORM, EntityType.ORGANIZATION, EntityType.PERSON, EntityType.JURISDICTION})
_LISTS = "events order tell rule impose suffer strike hand authorities courts wanted decide acts".split()
_OBJECTS = frozenset(
    {"dobj", "nsubjpass", "nsubj", "agent", "prep", "dative", "poss", "xcomp", "amod", "neg"}
)


def told_instruments(
    tokens: Tokens, entities: Sequence[Entity], known: Collection[tuple[int, int]]
) -> Iterator[int]:
    """The tokens, in text order, that likely mean an instrument each; ``known`` are ranges of tokens that do.

    Of a word that no text gave as an instrument nothing is known.
    """
    hopeful = [token for token, word in enumerate(tokens.lower) if word in _words()]
    if not hopeful:
        return
    table, around = weights_of(INSTRUMENT), _Around(tokens, entities, known)
    taken: set[int] = set()
    for token in hopeful:
        # "Ordered the removal of X" is one.
        if tokens.head[token] in taken or not around.may_be_one(token) or _is_unreal(tokens, token):
            continue
        holds, _ = weigh(table, around.features(token))
        if holds >= _SURE:
            taken.add(token)
            yield token


def _is_unreal(tokens: Tokens, token: int) -> bool:
    """ "Has not banned", "would have fined", "exposes them to fines": no instrument to any rule."""
    if tokens.tag[token].startswith("VB"):
        return any(tokens.dep[kid] == "neg" or tokens.lower[kid] in _UNREAL for kid in tokens.kids[token])
    preposition = tokens.head[token]
    return tokens.lower[preposition] == "to" and tokens.lower[tokens.head[preposition]] in _EXPOSES


@cache
def _words() -> frozenset[str]:
    return frozenset(f[len(_WORD) :] for f in weights_of(INSTRUMENT) if f.startswith(_WORD))


class _Around:
    """What a text says around its nouns and verbs."""

    def __init__(
        self, tokens: Tokens, entities: Sequence[Entity], known: Collection[tuple[int, int]]
    ) -> None:
        self._tokens = tokens
        self._kinds = _kinds(tokens, entities)
        self._known = {token for first, last in known for token in range(first, last + 1)}
        self._sentences = {tokens.sentence[token] for token in self._known}

    def may_be_one(self, token: int) -> bool:
        """Whether this is a verb or a common noun outside of names and of known instruments."""
        tag = self._tokens.tag[token]
        plain = tag.startswith("VB") or tag in ("NN", "NNS")
        return plain and token not in self._known and token not in self._kinds

    def features(self, token: int) -> set[str]:
        """The word, how it stands in its sentence, and whom it concerns, as plain features."""
        return {*self._self(token), *self._beside(token), *self._below(token), *self._text(token)}

    def _self(self, token: int) -> Iterator[str]:
        tokens = self._tokens
        yield from self._said(_WORD[:-1], token)
        yield f"{tokens.lower[token]} {tokens.tag[token]}"
        yield f"{tokens.lower[token]} {tokens.dep[token]}"
        yield f"tag:{tokens.tag[token]}"
        yield f"dep:{tokens.dep[token]}"
        yield from self._said(f"head {tokens.dep[token]}", tokens.head[token])

    def _beside(self, token: int) -> Iterator[str]:
        first, stop = self._tokens.sentence_bounds[self._tokens.sentence[token]]
        for step in (1, 2):
            if token - step >= first:
                yield from self._said(f"-{step}", token - step)
            if token + step < stop:
                yield from self._said(f"+{step}", token + step)

    def _below(self, token: int) -> Iterator[str]:
        tokens = self._tokens
        for kid in tokens.kids[token]:
            dep = tokens.dep[kid]
            yield f"has:{dep}"
            if dep in _OBJECTS or dep in ("aux", "auxpass", "det"):
                yield from self._said(dep, kid)
            if dep in ("prep", "agent"):
                for object_ in tokens.kids[kid]:
                    yield from self._said(f"{tokens.lower[kid]}>", object_)
        if tokens.tag[token].startswith("NN"):
            for kid in tokens.kids[tokens.head[token]]:
                if kid != token and tokens.dep[kid] in ("nsubj", "nsubjpass", "dobj", "neg"):
                    yield from self._said(f"its verb's {tokens.dep[kid]}", kid)

    def _text(self, token: int) -> Iterator[str]:
        sentence = self._tokens.sentence[token]
        first, stop = self._tokens.sentence_bounds[sentence]
        yield f"known here:{sentence in self._sentences}"
        yield f"known:{min(len(self._sentences), 3)}"
        yield f"again:{self._tokens.lower.index(self._tokens.lower[token]) < token}"
        for kind in {self._kinds[other] for other in range(first, stop) if other in self._kinds}:
            yield f"here:{kind}"
        if not instrument_words().courts.isdisjoint(self._tokens.lower[first:stop]):
            yield "court"
        if not instrument_words().authorities.isdisjoint(self._tokens.lower[first:stop]):
            yield "authority"

    def _said(self, place: str, token: int) -> Iterator[str]:
        """A word at a place, or the kind of a name there, and the lists that it is on."""
        kind = self._kinds.get(token)
        if kind is not None:
            yield f"{place}:<{kind}>"
            return
        word = self._tokens.lower[token]
        yield f"{place}:{word}"
        for name in _lists().get(word, ()):
            yield f"{place}:{name}"


@cache
def _lists() -> dict[str, list[str]]:
    """The lists that a word is on, in capitals, so that none is taken for a word."""
    words = instrument_words()
    found = {word: [f"KINDS {kind}"] for word, kind in words.kinds.items()}
    for name in _LISTS:
        for word in getattr(words, name):
            found.setdefault(word, []).append(name.upper())
    return found


def word_rows(
    tokens: Tokens, entities: Sequence[Entity], known: Collection[tuple[int, int]]
) -> Iterator[tuple[int, set[str]]]:
    """Each noun and verb that might mean an instrument, with its features: for learning the weights."""
    around = _Around(tokens, entities, known)
    for token in range(len(tokens)):
        if around.may_be_one(token):
            yield token, around.features(token)


def _kinds(tokens: Tokens, entities: Sequence[Entity]) -> Mapping[int, str]:
    """The kind of the name at each token."""
    return {
        token: str(entity.type)
        for entity in entities
        if entity.type in _KINDS
        for mention in entity.mentions
        if mention.form is MentionForm.NAME
        for token in range(*tokens.tokens_in(mention.span))
    }
