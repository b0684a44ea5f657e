"""Descriptions of platforms: "the app" where only one that the text has named can be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...tokens import Tokens
from ...wordlists import words

_DETERMINERS = frozenset({"the", "this", "that"})


def find_anaphors(
    tokens: Tokens, platforms: Sequence[tuple[int, int, str]], taken: Sequence[object]
) -> Iterator[tuple[int, int, int]]:
    """Token ranges ``[first, end)`` of descriptions, each with the number of the platform; in text order.

    ``platforms`` are the named mentions in text order: first token, number of the platform, its kind.
    Looked for in the paragraph, then in the one before, then in all of the text so far; where the nearest of
    these names several platforms, only one of the kind that the words say will do.
    """
    nouns = words("platforms", "anaphors")
    place = 0
    seen: dict[int, int] = {}
    kinds: dict[int, str] = {}
    for token, word in enumerate(tokens.lower):
        while place < len(platforms) and platforms[place][0] < token:
            first, number, kind = platforms[place]
            seen[number] = tokens.paragraph[first]
            kinds[number] = kind
            place += 1
        if word not in nouns or not seen or taken[token] is not None:
            continue
        start = _phrase_start(tokens, token, taken)
        if start is None:
            continue
        paragraph = tokens.paragraph[token]
        following = platforms[place] if place < len(platforms) else None
        if (named := _named_behind(tokens, token, following)) is not None:
            yield start, token + 1, named
            seen[named] = paragraph
            continue
        for limit in (paragraph, paragraph - 1, -1):
            near = [number for number, last in seen.items() if last >= limit]
            if near:
                meant = _only(near, kinds, tokens.lower[start:token])
                if meant is not None:
                    yield start, token + 1, meant
                    seen[meant] = paragraph
                break


def _named_behind(tokens: Tokens, noun: int, following: tuple[int, int, str] | None) -> int | None:
    """The platform that "the app, which newcomers call NAME," and "the app, known as NAME," means."""
    if following is None or tokens.lower[noun + 1 : noun + 2] != [","]:
        return None
    first, number, _ = following
    between = tokens.lower[noun + 2 : first]
    if not 0 < len(between) < 9 or between[0] not in ("which", "that", "known", "called"):
        return None
    return number if between[-1] in ("as", "call", "calls", "called") else None


def _only(near: Sequence[int], kinds: dict[int, str], said: Sequence[str]) -> int | None:
    if len(near) == 1:
        return near[0]
    fitting = [number for number in near if any(word in kinds[number].split() for word in said)]
    return fitting[0] if len(fitting) == 1 else None


def _phrase_start(tokens: Tokens, noun: int, taken: Sequence[object]) -> int | None:
    """First token of "the popular video app"; None for others ("the app store", "an app", "the site of")."""
    following = tokens.lower[noun + 1 : noun + 2]
    if following and (
        tokens.tag[noun + 1] in ("NN", "NNS", "NNP") or following[0] in ("of", "called", "named")
    ):
        return None
    if noun + 1 < len(taken) and taken[noun + 1] is not None:
        return None
    token = noun
    while token > 0 and tokens.lower[token - 1] in words("platforms", "anaphor_adjectives"):
        token -= 1
    return token - 1 if token > 0 and tokens.lower[token - 1] in _DETERMINERS else None
