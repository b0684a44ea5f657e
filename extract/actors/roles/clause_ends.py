"""Clauses that say what somebody is, and where they end: "NAME, who teaches biology in Uppsala and sings"."""

from __future__ import annotations

from ...tokens import Tokens
from ...wordlists import words

_NEVER_WITHIN = frozenset({"from", "since", "until", "till", "under", "as", "during"})
_MARKS = frozenset({",", ".", ";", "—", "–", ":", ")", "“", "”", '"', "?", "!", "--"})


def clause_end(tokens: Tokens, verb: int, sentence: int) -> int:
    """End of a relative clause: the next comma, dash or end of sentence, or where it says where, or goes on.

    "teaches biology in Uppsala and has written for years" says what somebody is in two words.
    """
    token = verb + 1
    while (
        token < len(tokens)
        and tokens.sentence[token] == sentence
        and tokens.lower[token] not in _MARKS
        and not tokens.lower[token].isspace()
    ):
        if tokens.tag[token] in ("VBZ", "VBD") and tokens.head[token] < verb:
            break
        if token > verb + 1 and (_goes_on(tokens, token) or _says_where(tokens, token)):
            break
        token += 1
    return token


def done_too(tokens: Tokens, role: tuple[int, int]) -> tuple[int, int] | None:
    """What "a former editor of Y who now teaches journalism" does beside the role that stands there."""
    for noun in range(*role):
        for verb in tokens.kids[noun]:
            if tokens.dep[verb] == "relcl" and tokens.lower[verb] in words("people", "role_verbs"):
                if "who" in tokens.lower[noun:verb]:
                    return verb, clause_end(tokens, verb, tokens.sentence[verb])
    return None


def _goes_on(tokens: Tokens, token: int) -> bool:
    """Whether another verb follows that says no role: "and has posted", not "and now teaches"."""
    if tokens.lower[token] not in ("and", "but"):
        return False
    after = token + 1
    while tokens.tag[after : after + 1] == ["RB"]:
        after += 1
    another = tokens.tag[after : after + 1] in (["VBZ"], ["VBD"], ["MD"], ["VBP"])
    return another and tokens.lower[after] not in words("people", "role_verbs")


def _says_where(tokens: Tokens, token: int) -> bool:
    """Whether a place, body or time follows, which is no part of the role: "in Uppsala", "of the Centre"."""
    word, lower = tokens.lower[token], tokens.lower
    if word in _NEVER_WITHIN:
        return True
    if word == "at":
        return True  # "teaches German at a lycée"
    if word not in ("in", "of", "for", "to"):
        return False
    if word == "for" and tokens.tag[token - 1].startswith("NNP"):
        return False  # "the Centre for Network Society"
    after = token + 1
    counted = tokens.tag[after : after + 1] == ["CD"]
    if counted and word in ("for", "to"):
        return True  # "for ten years", "to 88,000 followers"
    article = lower[after : after + 1] in (["the"], ["a"], ["an"])
    after += article
    if article and word == "for" and lower[after : after + 1] in (["decade"], ["year"]):
        return True
    if word == "for":
        # "for the weekly NAME"
        while tokens.tag[after : after + 1] in (["NN"], ["NNS"], ["JJ"]) and after < token + 6:
            after += 1
    return tokens.tag[after : after + 1] in (["NNP"], ["NNPS"])
