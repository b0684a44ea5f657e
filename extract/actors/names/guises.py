"""Names that somebody takes on, where a cue announces them: "performs as NAME", "they call him NAME".

Such a name is whole with its title and its small words: "Mr. Fang Without Tie".  Whose it is, find the
relations; here it is told where it begins and ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...relations.relation_words import WORDS
from ...tokens import Tokens
from ...wordlists import words
from .sightings import is_title

# Words that announce such a name, together with what stands beside them.
CALL = frozenset("call calls called nickname nicknamed dub dubbed christened calling".split())
KNOW = frozenset("know knows knew".split())
WHOM = frozenset("him her himself herself".split())
GO = frozenset("go goes went going".split())
SIGN = frozenset("sign signs signed signing".split())
_ONCE = frozenset({"until", "till", "before"})
_HE = frozenset({"he", "she"})
_JOINTS = frozenset("of the without with de la el del du da wa na &".split())
_QUOTES = frozenset({'"', "“", "'", "‘", "``"})
_NEAR, _LONGEST = 8, 7  # tokens


def announced(tokens: Tokens, spelt: list[str]) -> Iterator[tuple[int, int]]:
    """Token ranges ``[first, end)`` of the names, in text order of their cues."""
    for cue, word in enumerate(tokens.lower):
        first = _after(tokens, cue, word)
        if first:
            while tokens.lower[first : first + 1] == ["the"] or (
                first < len(tokens) and spelt[first] in _QUOTES
            ):
                first += 1
            end = _end(tokens, spelt, first)
            if end > first and _is_somebodys(tokens, cue, end) and not _is_a_law(tokens, end):
                yield first, end


def _after(tokens: Tokens, cue: int, word: str) -> int:
    """Where a name must begin that the word at ``cue`` announces; 0 if it announces none."""
    lower = tokens.lower
    if word == "as":
        return cue + 1 if _is_shown(tokens, cue) else 0
    if word in WORDS.name_nouns:
        told = not {"under", "by"}.isdisjoint(lower[max(0, cue - 3) : cue])
        return cue + 1 + (lower[cue + 1 : cue + 2] == ["of"]) if told else 0
    if word in WHOM:
        return cue + 1 if lower[cue - 1] in CALL and cue else 0
    if word == "by":
        return cue + 1 if cue and lower[cue - 1] in GO else 0
    return 0


def _is_shown(tokens: Tokens, cue: int) -> bool:
    """ "who performs as NAME", "signs her comics as NAME", "known here as NAME", "As NAME she wrote"."""
    first = tokens.sentence_bounds[tokens.sentence[cue]][0]
    before = tokens.lower[max(first, cue - _NEAR) : cue]
    if before[-1:] in (["him"], ["her"]) and not KNOW.isdisjoint(before[-2:-1]):
        return True
    if "known" in before and not _ONCE.isdisjoint(before[before.index("known") :]):
        return False  # "known until 2021 as NAME": a company's
    return cue == first or not (
        WORDS.show_verbs.isdisjoint(before) and SIGN.isdisjoint(before) and "known" not in before
    )


def _is_somebodys(tokens: Tokens, cue: int, end: int) -> bool:
    """Behind "as" a name must end its phrase, and at the head of a sentence somebody must follow."""
    if tokens.lower[cue] != "as":
        return True
    following = tokens.lower[end : end + 1]
    if cue == tokens.sentence_bounds[tokens.sentence[cue]][0]:
        return bool(following) and (following[0] in _HE or following == [","])
    return not following or not (tokens.tag[end].startswith(("NN", "POS", "CD")))


def _end(tokens: Tokens, spelt: list[str], first: int) -> int:
    """Where the words with capitals end that begin here, with small words between them."""
    if first >= len(spelt) or tokens.tag[first] in ("PRP", "PRP$"):
        return first
    if tokens.lower[first] in WORDS.not_names and not is_title(tokens.lower[first]):
        return first
    end = token = first
    stop = min(tokens.sentence_bounds[tokens.sentence[first]][1], first + _LONGEST)
    while token < stop:
        word = spelt[token]
        if word[:1].isupper():
            end = token + 1
        elif not (token > first and (tokens.lower[token] in _JOINTS or _is_joint(tokens, spelt, token))):
            break
        token += 1
    return end


def _is_joint(tokens: Tokens, spelt: list[str], token: int) -> bool:
    """A hyphen within a word, and whose cat "Kubrick's Cat" is."""
    if tokens.start[token] != tokens.end[token - 1] or token + 1 >= len(spelt):
        return False
    return spelt[token + 1][:1].isupper() and spelt[token] in ("-", "'s", "’s")


def _is_a_law(tokens: Tokens, end: int) -> bool:
    return tokens.lower[end - 1] in words("people", "law_words")
