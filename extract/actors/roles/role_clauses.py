"""Roles that a clause gives: "NAME is an adviser", "works as a cook", "was made head", "a nurse by trade"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...tokens import Tokens
from ...wordlists import words
from .categories import is_role_word
from .phrases import COPULAS
from .role_edges import is_noun_role, role_around


def told_role(tokens: Tokens, first: int, end: int, names: Sequence[object]) -> tuple[int, int] | None:
    """The role that the verb says of the person named by these tokens: "NAME works as a cook"."""
    trade = _by_trade(tokens, first, names)
    if trade is not None:
        return trade
    head = end - 1
    for verb in tokens.kids[head]:
        if tokens.dep[verb] == "acl" and tokens.lower[verb] in words("people", "as_verbs"):
            found = next(_as(tokens, verb, names), None)
            if found is not None:
                return role_around(tokens, found, names)  # "NAME, trained as a nurse,"
        elif tokens.dep[verb] == "relcl" and tokens.lower[verb] in (
            "became",
            "becomes",
            "remains",
            "remained",
        ):
            for noun in _told(tokens, verb, names):
                return _after(tokens, verb, noun, names)  # "NAME, who became director in May"
    verb = tokens.head[head]
    if tokens.dep[head] not in ("nsubj", "nsubjpass") or verb < end:
        return None
    if tokens.lower[verb] == "used":  # "used to be"
        verb = next((kid for kid in tokens.kids[verb] if tokens.lower[kid] == "be"), verb)
    if any(tokens.dep[kid] == "neg" for kid in tokens.kids[verb]):
        return None
    for noun in _told(tokens, verb, names):
        return _after(tokens, verb, noun, names)
    return None


def _after(tokens: Tokens, verb: int, noun: int, names: Sequence[object]) -> tuple[int, int]:
    """The role at a noun, without the verb that gives it."""
    start, end = role_around(tokens, noun, names)
    return max(start, verb + 1), end


def _told(tokens: Tokens, verb: int, names: Sequence[object]) -> Iterator[int]:
    """The head nouns of the roles that a verb gives to its subject."""
    word = tokens.lower[verb]
    if word in COPULAS or word in ("becomes", "become", "remained"):
        for noun in tokens.kids[verb]:
            if tokens.dep[noun] == "attr" and noun > verb:
                if is_noun_role(tokens, noun, names):
                    yield noun
                elif tokens.lower[noun] == "one":
                    yield from _one_of(tokens, noun, names)
    if word in words("people", "as_verbs"):
        yield from _as(tokens, verb, names)
    if word in words("people", "naming_verbs") and tokens.tag[verb] == "VBN":
        for kid in tokens.kids[verb]:
            if (
                tokens.dep[kid] in ("oprd", "attr", "dobj")
                and kid > verb
                and is_noun_role(tokens, kid, names)
            ):
                yield kid
            elif tokens.lower[kid] == "to":
                yield from (k for k in tokens.kids[kid] if is_noun_role(tokens, k, names))


def _as(tokens: Tokens, verb: int, names: Sequence[object]) -> Iterator[int]:
    for kid in tokens.kids[verb]:
        if tokens.lower[kid] == "as" and kid > verb:
            yield from (k for k in tokens.kids[kid] if is_noun_role(tokens, k, names))


def _one_of(tokens: Tokens, one: int, names: Sequence[object]) -> Iterator[int]:
    """ "one of the co-founders"."""
    for kid in tokens.kids[one]:
        if tokens.lower[kid] == "of":
            for noun in tokens.kids[kid]:
                if (
                    tokens.tag[noun] == "NNS"
                    and names[noun] is None
                    and is_role_word(tokens.lower[noun].removesuffix("s"))
                ):
                    yield noun


def _by_trade(tokens: Tokens, first: int, names: Sequence[object]) -> tuple[int, int] | None:
    """ "A welder by trade, NAME …"."""
    if first < 5 or tokens.lower[first - 1] != "," or tokens.lower[first - 3] != "by":
        return None
    if tokens.lower[first - 2] not in ("trade", "profession", "training", "day", "vocation"):
        return None
    noun = first - 4
    return role_around(tokens, noun, names) if is_noun_role(tokens, noun, names) else None
