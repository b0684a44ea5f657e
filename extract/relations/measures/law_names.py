"""Names of laws and orders, by capitals and last word: "Digital Services Act", "Executive Order 7"."""

from __future__ import annotations

import re

from ...tokens import Tokens
from ...wordlists import words
from ..relation_words import WORDS
from .instrument_words import instrument_words

_NUMBER = re.compile(r"\d[\d/.-]*")


def law_name_end(tokens: Tokens, first: int) -> int | None:
    """The last token of a law's name that begins here, or None."""
    lexicon = instrument_words()
    if written(tokens, first) in lexicon.names:
        return first
    if not capital(tokens, first) or tokens.tag[first] in ("DT", "IN", "PRP", "PRP$", "CC", "WRB"):
        return None
    if _in_a_body(tokens, first):
        return None
    if tokens.lower[first] in ("section", "article") and _number(tokens, first + 1):
        return first + 1
    sentence_end = tokens.sentence_bounds[tokens.sentence[first]][1]
    i, end = first, None
    while i < min(sentence_end, first + 16):
        word = tokens.lower[i]
        if capital(tokens, i):
            if not {word} - WORDS.institutions and word != "house":
                return None
            if (
                word in lexicon.name_heads
                and i > first
                and not _goes_on(tokens, i + 1)
                and capital(tokens, i - 1)
            ):
                end = i
                break
        elif word not in lexicon.name_joints and word != "-":
            break
        elif (
            word in ("and", "the", "to", "in", "on")
            and end is None
            and not _head_ahead(tokens, i, sentence_end)
        ):
            break
        i += 1
    if end is None:
        return None
    if tokens.lower[end] == "order" and not _number(tokens, end + 1) and tokens.lower[first] != "executive":
        return None
    if _number(tokens, end + 1):
        return end + 1
    if tokens.lower[end + 1 : end + 2] == ["of"] and _number(tokens, end + 2):
        return end + 2
    return end


def _in_a_body(tokens: Tokens, token: int) -> bool:
    """Whether the words go on with an authority's name: "Council for Media Regulation"."""
    if token < 2 or tokens.lower[token - 1] not in ("for", "of", "on") or not capital(tokens, token - 2):
        return False
    body = tokens.lower[token - 2]
    return (
        body in WORDS.institutions
        or body in words("people", "public_body_nouns")
        or body in words("people", "government_nouns")
    )


def _goes_on(tokens: Tokens, token: int) -> bool:
    """Whether a name goes on after a law's head word: "Law School", "Order-in-Council", "Bill of Rights"."""
    if token >= len(tokens):
        return False
    if tokens.lower[token] == "of":
        return token + 1 < len(tokens) and capital(tokens, token + 1)
    return tokens.lower[token] == "-" or (
        capital(tokens, token) and tokens.tag[token] in ("NNP", "NNPS", "NN")
    )


def _head_ahead(tokens: Tokens, token: int, stop: int) -> bool:
    """Whether capitals up to a law's head word go on after a joint: "Americans from Foreign … Act"."""
    lexicon = instrument_words()
    for i in range(token + 1, min(stop, token + 8)):
        if not capital(tokens, i) and tokens.lower[i] not in lexicon.name_joints:
            return False
        if tokens.lower[i] in lexicon.name_heads:
            # "Apple and the Digital Markets Act": an article after a joint begins another name.
            return tokens.lower[token] not in ("the",) and "the" not in tokens.lower[token + 1 : i]
    return False


def _number(tokens: Tokens, token: int) -> bool:
    return token < len(tokens) and _NUMBER.fullmatch(tokens.lower[token]) is not None


def written(tokens: Tokens, token: int) -> str:
    """The token as the text spells it."""
    return tokens.text[tokens.start[token] : tokens.end[token]]


def capital(tokens: Tokens, token: int) -> bool:
    """Whether the token begins with a capital letter."""
    return tokens.text[tokens.start[token]].isupper()
