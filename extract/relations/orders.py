"""What an order is about: "ordered the blocking of X", "ordered it blocked", "ordered Y to remove X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

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
