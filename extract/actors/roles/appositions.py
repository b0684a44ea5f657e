"""Appositions that say what somebody is: "NAME, a kindergarten teacher"."""

from __future__ import annotations

from ...tokens import Tokens
from ...wordlists import words
from .person_nouns import says_a_person

_OPENINGS = frozenset("a an the now then its his her their".split())
_COOPERATIVE = ["co", "-", "operative"]
_GOES_ON = frozenset("of at for in with from , .".split())


def calls_a_person(tokens: Tokens, first: int) -> bool:
    """Whether an apposition that begins here calls somebody what only a person can be."""
    opened = tokens.lower[first] in _OPENINGS
    for token in range(first, min(first + 6, len(tokens))):
        word, tag = tokens.lower[token], tokens.tag[token]
        if word in (",", "of", "at", "for", ".", "in", "and") or tag == "POS":
            return False
        following = token + 1
        next_tag = tokens.tag[following] if following < len(tokens) else ""
        if (
            says_a_person(word)
            and not next_tag.startswith("NN")
            and word not in words("people", "shared_roles")
            and tokens.lower[token - 2 : token] + [word] != _COOPERATIVE
        ):
            # Without an article only "NAME, executive director of": no list of names.
            return opened or (tag == "NN" and following < len(tokens) and tokens.lower[following] in _GOES_ON)
        if not opened and tag not in ("NN", "JJ", "HYPH", "VBG", "VBN"):
            return False
    return False


def does_as_persons_do(tokens: Tokens, head: int) -> bool:
    """Whether the clause says it of a person alone: "NAME is a midwife", "NAME serves as chief scientist"."""
    verb = tokens.head[head]
    if tokens.dep[head] != "nsubj" or verb < head:
        return False
    for kid in tokens.kids[verb]:
        if kid < verb:
            continue
        told = [kid] if tokens.dep[kid] == "attr" else []
        if tokens.lower[kid] == "as" and tokens.lower[verb] in words("people", "as_verbs"):
            told = tokens.kids[kid]
        for noun in told:
            word = tokens.lower[noun]
            if (
                tokens.tag[noun] == "NN"
                and says_a_person(word)
                and word not in words("people", "shared_roles")
            ):
                return True
    return False
