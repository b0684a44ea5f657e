"""Attribution by preposition: "according to X", which speaks for the rest of its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.record import Span
from .attribution import Attribution
from .sources import phrase
from .tokens import Tokens


def according_to(tokens: Tokens) -> Iterator[Attribution]:
    """One attribution for each "according to"."""
    for token, word in enumerate(tokens.lower):
        if word != "according" or token + 2 >= len(tokens) or tokens.lower[token + 1] != "to":
            continue
        named = [kid for kid in tokens.kids[token + 1] if tokens.dep[kid] == "pobj"]
        if not named:
            continue
        source = phrase(tokens, named[0])
        content = _rest_of_sentence(tokens, token, source)
        if content:
            yield Attribution(content=content, cue=(tokens.span(token, token + 1),), source=(source,))


def _rest_of_sentence(tokens: Tokens, token: int, source: Span) -> tuple[Span, ...]:
    first, end = tokens.sentence_bounds[tokens.sentence[token]]
    after = tokens.token_at(source.end)
    pieces = []
    for a, b in ((first, token), (after, end)):
        while a < b and _is_edge(tokens, a):
            a += 1
        while b > a and _is_edge(tokens, b - 1):
            b -= 1
        if a < b:
            pieces.append(tokens.span(a, b - 1))
    return tuple(pieces)


def _is_edge(tokens: Tokens, token: int) -> bool:
    return tokens.lower[token] in (",", ".", ";", ":", "—", "–", "-", "--") or tokens.lower[token].isspace()
