"""Platforms that the register lacks, by context: a list of platforms, "the marketplace" a sentence on."""

from __future__ import annotations

from collections.abc import Iterator

from ...attribution.cues import default_lexicon
from ...tokens import Tokens
from ...wordlists import words
from .platform_phrases import BEFORE_NOUN, JOINTS, NAME_TAGS, Range, may_be_platform, name_from, says_platform

_BACK = 3  # sentences in which a name may stand that "the app" takes up


def listed(tokens: Tokens, spelt: list[str], taken: set[int], platforms: frozenset[int]) -> Iterator[Range]:
    """Names in a list between platforms of the register ("Reddit, NAME and X"), or beside three of them."""
    if len(platforms) < 2:
        return
    token = 0
    while token < len(spelt):
        if token in taken or not spelt[token][:1].isupper() or tokens.tag[token] not in NAME_TAGS:
            token += 1
            continue
        run = name_from(tokens, spelt, token)
        if run is None:
            token += 1
            continue
        left, right = _beside(tokens, run, -1, platforms), _beside(tokens, run, 1, platforms)
        if left + right > (1 if left and right else 2) and may_be_platform(tokens, run):
            yield run
        token = run[1]


def moved_to(tokens: Tokens, spelt: list[str], taken: set[int], platforms: frozenset[int]) -> Iterator[Range]:
    """ "From Substack to NAME": where somebody goes from a platform."""
    for token in sorted(platforms):
        to = token + 1
        if tokens.lower[to : to + 1] != ["to"] or to + 1 in taken or not spelt[to + 1 : to + 2]:
            continue
        first = token
        while first - 1 in platforms:
            first -= 1
        if tokens.lower[first - 1 : first] != ["from"] or not spelt[to + 1][:1].isupper():
            continue
        run = name_from(tokens, spelt, to + 1)
        if run is not None and run[1] - run[0] < 3 and may_be_platform(tokens, run):
            yield run


def _beside(tokens: Tokens, run: Range, step: int, platforms: frozenset[int]) -> int:
    """How many platforms follow each other in a list on one side of a name."""
    count = 0
    token = run[0] - 1 if step < 0 else run[1]
    sentence = tokens.sentence[run[0]]
    while 0 <= token < len(tokens) and tokens.sentence[token] == sentence:
        joints = 0
        while 0 <= token < len(tokens) and tokens.lower[token] in JOINTS and joints < 2:
            token += step
            joints += 1
        if not joints or not 0 <= token < len(tokens) or token not in platforms:
            return count
        while 0 <= token < len(tokens) and token in platforms:
            token += step
        count += 1
    return count


def taken_up(tokens: Tokens, spelt: list[str], taken: set[int], platforms: frozenset[int]) -> Range | None:
    """The one name that the text takes up as "the marketplace", a sentence on or later in its own.

    Only where no platform stands before; in its own sentence "the Danish reviews site" must say more than
    "the app".
    """
    named = min(platforms, default=len(tokens))
    for number, (first, end) in enumerate(tokens.sentence_bounds):
        if first > named:
            return None
        for token in range(first, min(end, named)):
            if tokens.lower[token] not in ("the", "this") or token in taken:
                continue
            opens = token == first
            noun = _platform_noun(tokens, token, end)
            if noun is None:
                continue
            run = _repeated(tokens, spelt, taken, (tokens.sentence_bounds[max(0, number - 1)][0], token))
            if run is not None:
                return run
            if not opens and words("platforms", "kind_modifiers").isdisjoint(tokens.lower[token:noun]):
                continue
            if not opens and (run := _only_name(tokens, spelt, taken, (first, token))) is not None:
                return run
            for earlier in range(number - 1, max(-1, number - 1 - _BACK), -1):
                run = _only_name(tokens, spelt, taken, tokens.sentence_bounds[earlier])
                if run is not None:
                    return run
    return None


def _platform_noun(tokens: Tokens, article: int, end: int) -> int | None:
    """The noun of "the marketplace", "the running app" that begins here, or None."""
    kinds = words("platforms", "kinds")
    noun = article + 1
    while noun < end and tokens.tag[noun] in BEFORE_NOUN and tokens.lower[noun] not in kinds:
        noun += 1
    if noun >= end or tokens.lower[noun] not in kinds or not says_platform(tokens, noun):
        return None
    return None if noun + 1 < end and tokens.tag[noun + 1].startswith("NN") else noun


def _only_name(tokens: Tokens, spelt: list[str], taken: set[int], bounds: Range) -> Range | None:
    """The last name of a sentence that may be a platform's: of one word, and an object there."""
    found: list[Range] = []
    token = bounds[0]
    while token < bounds[1]:
        run = name_from(tokens, spelt, token) if spelt[token][:1].isupper() and token not in taken else None
        proper = tokens.tag[token] in ("NNP", "NNPS") or (tokens.tag[token] == "NN" and token > bounds[0])
        if run is None or not proper:
            token += 1
            continue
        alone = run[1] - run[0] == 1 and tokens.dep[run[0]] in ("dobj", "pobj", "nsubj", "nsubjpass")
        if alone and may_be_platform(tokens, run) and not _stands_in(tokens, run[0]):
            if tokens.dep[run[0]].startswith("nsubj") and _is_surname(tokens, spelt, run[0]):
                return None
            found.append(run)
        token = run[1]
    return found[0] if len(found) == 1 else None


def _repeated(tokens: Tokens, spelt: list[str], taken: set[int], bounds: Range) -> Range | None:
    """The one name of one word near by that the text has three times or more, alone each time."""
    found: set[str] = set()
    place = -1
    for token in range(*bounds):
        word = spelt[token]
        if not word[:1].isupper() or token in taken or tokens.tag[token] not in ("NNP", "NN"):
            continue
        if (
            word in found
            or len(word) < 3
            or spelt.count(word) < 3
            or not may_be_platform(tokens, (token, token + 1))
        ):
            continue
        places = [i for i, other in enumerate(spelt) if other == word]
        inside = sum(tokens.lower[i - 1] in ("in", "near", "at") for i in places if i)
        if 2 * inside < len(places) and all(_stands_by_itself(tokens, spelt, i) for i in places):
            found.add(word)
            place = token
    return (place, place + 1) if len(found) == 1 else None


def _stands_by_itself(tokens: Tokens, spelt: list[str], token: int) -> bool:
    """Whether no other name touches this one."""
    before = spelt[token - 1] if token and tokens.sentence[token - 1] == tokens.sentence[token] else ""
    return not before[:1].isupper() and not (
        tokens.tag[token + 1 : token + 2] == ["NNP"] and spelt[token + 1][:1].isupper()
    )


def _is_surname(tokens: Tokens, spelt: list[str], token: int) -> bool:
    """Whether the word speaks, has a title, or ends a longer name somewhere: "Smith" of "Ada Smith"."""
    verb = tokens.lower[tokens.head[token]]
    return verb in default_lexicon().verbs or any(
        place and spelt[place - 1][:1].isupper() and tokens.sentence[place - 1] == tokens.sentence[place]
        for place, word in enumerate(spelt)
        if word == spelt[token]
    )


def _stands_in(tokens: Tokens, token: int) -> bool:
    """ "in NAME": a place."""
    if tokens.lower[token - 2 : token] in (["shares", "in"], ["stake", "in"], ["stock", "in"]):
        return False
    return tokens.lower[token - 1 : token] in (["in"], ["from"], ["near"], ["at"]) or (
        tokens.tag[token - 1 : token] == ["NNP"]
    )
