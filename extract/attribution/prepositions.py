"""Attribution by preposition: "according to X", "in X's view", which speak for their clause."""

from __future__ import annotations

from collections.abc import Iterator

from ...graph.record import Span
from ..tokens import Tokens
from .attributions import Attribution
from .extents import whole
from .sources import phrase
from .spoken import EDGE, FINITE, TERMINAL, sentence_start

_VIEWS = frozenset({"view", "opinion", "words", "telling", "eyes", "mind", "judgment", "judgement"})
_ENDS = frozenset({"but", "so", "leaving"})


def according_to(tokens: Tokens) -> Iterator[Attribution]:
    """One attribution for each "according to" outside quotations."""
    for token, word in enumerate(tokens.lower):
        if word != "according" or token + 2 >= len(tokens) or tokens.lower[token + 1] != "to":
            continue
        if tokens.depth[token]:
            continue
        source = _source(tokens, token + 1)
        content = _clause_with(tokens, token, source)
        if content:
            yield Attribution(content=content, cue=(tokens.span(token, token + 1),), source=(source,))


def in_view_of(tokens: Tokens) -> Iterator[Attribution]:
    """One attribution for each "in her view", "in the mayor's words" at the edge of a clause."""
    for token, word in enumerate(tokens.lower):
        if word not in _VIEWS or not tokens.tag[token].startswith("NN") or tokens.depth[token]:
            continue
        preposition = tokens.head[token]
        whose = [kid for kid in tokens.kids[token] if tokens.dep[kid] == "poss"]
        if not whose or tokens.lower[preposition] not in ("in", "to") or preposition > whose[0]:
            continue
        source = phrase(tokens, whose[0])
        begin = sentence_start(tokens, preposition)
        _, end = tokens.sentence_bounds[tokens.sentence[token]]
        if preposition == begin and token + 3 < end:
            content = whole(tokens, -1, token + 1, end - 1)
        elif (
            tokens.lower[preposition - 1] == "," and token + 1 < end and tokens.lower[token + 1] in (",", ".")
        ):
            content = whole(tokens, -1, begin, preposition - 1)
            if tokens.lower[token + 1] == "," and token + 3 < end:
                content += whole(tokens, -1, token + 2, end - 1)
        else:
            continue
        cue = (tokens.span(preposition, preposition), tokens.span(token, token))
        yield Attribution(content=content, cue=cue, source=(source,))


def _source(tokens: Tokens, preposition: int) -> Span:
    for kid in tokens.kids[preposition]:
        if tokens.dep[kid] == "pobj":
            return phrase(tokens, kid)
    last = preposition + 1
    _, end = tokens.sentence_bounds[tokens.sentence[preposition]]
    while last + 1 < end and tokens.lower[last + 1] not in EDGE and tokens.tag[last + 1] not in FINITE:
        last += 1
    return tokens.span(preposition + 1, last)


def _clause_with(tokens: Tokens, token: int, source: Span) -> tuple[Span, ...]:
    """The sentence without the phrase, up to where a new thought begins: ", but", "; "."""
    begin = sentence_start(tokens, token)
    before: tuple[Span, ...] = ()
    if token - begin > 1 and tokens.lower[token - 1] not in (":", ";"):
        before = whole(tokens, -1, begin, token - 1)
    first = tokens.token_at(source.end)
    _, end = tokens.sentence_bounds[tokens.sentence[token]]
    while first < end and tokens.lower[first] in EDGE:
        first += 1
    last = first
    while last + 1 < end and not _is_end(tokens, last + 1):
        last += 1
    if first >= end or (before and tokens.lower[first] in _ENDS):
        return before
    return (*before, *whole(tokens, -1, first, last))


def _is_end(tokens: Tokens, token: int) -> bool:
    if tokens.region[token] >= 0:
        return False
    following = tokens.lower[min(token + 1, len(tokens) - 1)]
    return tokens.lower[token] in TERMINAL or (tokens.lower[token] == "," and following in _ENDS)
