"""What an order is about: "ordered the blocking of X", "ordered it blocked", "ordered Y to remove X"."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Protocol

from ...tokens import Tokens
from ...wordlists import words
from .instrument_words import instrument_words


class Parse(Protocol):
    """What ``Tokens`` and ``Syntax`` have in common."""

    @property
    def lower(self) -> Sequence[str]: ...
    @property
    def tag(self) -> Sequence[str]: ...
    @property
    def dep(self) -> Sequence[str]: ...
    @property
    def kids(self) -> Sequence[Sequence[int]]: ...


def ordered(parse: Parse, verb: int) -> Iterator[int]:
    """Tokens of the things that an order reaches, the likeliest first; none where nothing is ordered done."""
    things: list[int] = []
    told = parse.lower[verb] in instrument_words().tell
    for kid in parse.kids[verb]:
        dep = parse.dep[kid]
        if told and (
            parse.tag[kid] != "VB"
            or (parse.lower[kid] not in instrument_words().aim and parse.lower[kid] != "pay")
        ):
            continue
        if dep in ("xcomp", "ccomp", "oprd") and kid > verb:
            things.extend(_done(parse, kid))
        elif dep == "dobj" and parse.lower[kid] in instrument_words().acts:
            things.extend(_of(parse, kid))
    if things:
        for kid in parse.kids[verb]:
            if parse.dep[kid] in ("nsubjpass", "dobj") and parse.lower[kid] not in instrument_words().acts:
                yield from joined(parse, kid)  # "Google was ordered to pay", "ordered Google to pay"
    yield from things


def _done(parse: Parse, verb: int) -> Iterator[int]:
    """What a verb in the order does something to, or who must do it."""
    yield verb  # so that "ordered X to pay" counts although nothing else hangs on "pay"
    for deps in (("dobj", "nsubjpass"), ("nsubj",)):
        for kid in parse.kids[verb]:
            if parse.dep[kid] in deps:
                yield from joined(parse, kid)
                yield from _of(parse, kid)
            elif parse.dep[kid] == "prep" and "dobj" in deps and parse.lower[kid] in ("to", "from", "of"):
                yield from _objects(parse, kid)


def _of(parse: Parse, noun: int) -> Iterator[int]:
    for kid in parse.kids[noun]:
        if parse.dep[kid] == "prep" and parse.lower[kid] in ("of", "to", "from", "with", "on"):
            yield from _objects(parse, kid)


def _objects(parse: Parse, preposition: int) -> Iterator[int]:
    for kid in parse.kids[preposition]:
        if parse.dep[kid] == "pobj":
            yield from joined(parse, kid)


def joined(parse: Parse, token: int) -> Iterator[int]:
    """A noun, what it is called, and what is joined to it."""
    yield token
    for kid in parse.kids[token]:
        if kid > token and parse.dep[kid] in ("conj", "appos"):
            yield from joined(parse, kid)


def by_the_state(tokens: Tokens, verb: int, states: Container[int]) -> bool:
    """Whether a country, court or authority does what this verb says; ``states`` are offsets of countries."""
    if tokens.lower[verb] in ("shut", "closed", "switched") and not any(
        tokens.lower[kid] in ("down", "off") for kid in tokens.kids[verb]
    ):
        return False
    for kid in tokens.kids[verb]:
        doers = [kid] if tokens.dep[kid] == "nsubj" else tokens.kids[kid] if tokens.lower[kid] == "by" else []
        for doer in doers:
            of = [k for p in tokens.kids[doer] if tokens.lower[p] == "of" for k in tokens.kids[p]]
            said = {tokens.lower[t] for t in range(tokens.left(doer), doer + 1)}
            if tokens.start[doer] in states or not instrument_words().authorities.isdisjoint(said):
                return True
            if not words("people", "public_bodies").isdisjoint(said) and not of:
                return True
    return any(tokens.dep[kid] == "nsubjpass" for kid in tokens.kids[verb]) and any(
        tokens.lower[kid] == "in" and any(tokens.start[k] in states for k in tokens.kids[kid])
        for kid in tokens.kids[verb]
    )
