"""Where a role begins and ends around its noun: "head of policy for digital rights", without whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from ...tokens import Tokens
from ...wordlists import words
from .categories import is_role_word
from .person_nouns import says_a_person

MODIFIERS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "HYPH", "VBG", "VBN", "AFX", "CD"})
DETERMINERS = frozenset(
    "a an the its his her their our one another then now also both herself himself".split()
)
_TAKE_IN_OR_TO = frozenset({"specialist", "expert", "specialising", "chief", "adviser", "advisor"})
_ACADEMIC = frozenset({"lecturer", "professor", "reader", "researcher", "fellow", "scholar", "instructor"})
PAST = frozenset({"former", "ex", "onetime", "one-time", "retired", "erstwhile"})
NOT_FIRST = frozenset({"-", "'s", "’s", "said", "says", "told"})


def role_around(tokens: Tokens, noun: int, names: Sequence[object]) -> tuple[int, int]:
    """The role phrase of this head noun: its modifiers, and an "of" phrase that names no organisation."""
    return left_edge(tokens, noun, names), right_edge(tokens, noun + 1, names)


def is_noun_role(tokens: Tokens, noun: int, names: Sequence[object]) -> bool:
    """Whether a noun says what somebody is, and is no part of a name."""
    return names[noun] is None and tokens.tag[noun] in ("NN", "NNP") and says_a_person(tokens.lower[noun])


def left_edge(tokens: Tokens, noun: int, names: Sequence[object]) -> int:
    """First token of the role that ends in the noun; a name of an organisation before it is left out."""
    start = noun
    while start > 0 and tokens.sentence[start - 1] == tokens.sentence[noun]:
        token = start - 1
        word = tokens.lower[token]
        if names[token] is not None:
            # "former Google engineer": without the name it would read as if it still held.
            return _past_before(tokens, token, names) or start
        if word in DETERMINERS or word in NOT_FIRST and word != "-":
            break
        if word in (",", "and", "&", "/", "or"):
            # "lawyer, podcaster and organiser": goes on only where roles are listed.
            left = token - 1
            if left >= 0 and tokens.lower[left] == ",":
                left -= 1
            if left < 0 or names[left] is not None or not says_a_person(tokens.lower[left]):
                break
            start = left
            continue
        if tokens.tag[token] not in MODIFIERS and word not in ("then-", "ex"):
            if tokens.lower[token - 1] != "-" or tokens.lower[token + 1] != "-":  # "editor-in-chief"
                break
        start = token
    for token in range(start, noun):
        if tokens.lower[token] == "old" and tokens.lower[token - 1] == "-":
            start = token + 1  # "34-year-old"
    while start < noun and (
        tokens.tag[start] in ("CD", "CC")
        or tokens.lower[start] in ("-", "'s", ",")
        # "benching baseman NAME": what is done to the one with the role.
        or (tokens.tag[start] == "VBG" and tokens.dep[start] not in ("amod", "compound"))
    ):
        start += 1
    return start


def _past_before(tokens: Tokens, token: int, names: Sequence[object]) -> int | None:
    """Where a role begins that is over, as a word before the name of the employer says."""
    while token > 0 and names[token] is not None:
        token -= 1
    if tokens.lower[token] == "-":
        token -= 1
    return token if token >= 0 and tokens.lower[token] in PAST else None


def right_edge(tokens: Tokens, end: int, names: Sequence[object]) -> int:
    """End of "of policy", "for digital rights", "of media studies" after a role; not "of Acme"."""
    limit = len(tokens)
    while (
        end + 1 < limit
        and tokens.lower[end] in ("of", "for", "in", "and", "to", "on")
        and (tokens.sentence[end + 1] == tokens.sentence[end])
    ):
        token = end + 1
        joined = tokens.lower[end] == "and"
        if tokens.lower[end] == "on" and tokens.lower[end - 1] not in words("people", "on_their_field"):
            break
        if tokens.lower[end] in ("in", "to") and tokens.lower[end - 1] not in _TAKE_IN_OR_TO:
            # "a lecturer in theology", but "a teacher in Cork".
            field = tokens.lower[end] == "in" and tokens.lower[end - 1] in _ACADEMIC
            if field and tokens.lower[token] == "the" and tokens.tag[token + 1 : token + 2] != ["NNP"]:
                token += 1
            if not field or tokens.tag[token] not in ("NN", "NNS", "JJ") or names[token] is not None:
                break
        if tokens.lower[end] == "for" and tokens.tag[token] == "CD":
            break  # "a cab driver for thirty years"
        while token < limit and tokens.lower[token] in ("the", "a", "an"):
            token += 1
        named = tokens.lower[end] == "of" and tokens.tag[token : token + 2] == ["NNP", "NNP"]
        if token > end + 1 and (tokens.lower[end] == "for" or named):
            break  # "captain of the Hull Wasps"
        begin = token
        while (
            token < limit
            and names[token] is None
            and (tokens.tag[token] in MODIFIERS or tokens.lower[token] in ("and", "&") and token > begin)
        ):
            token += 1
        while token > begin and tokens.lower[token - 1] in ("and", "&"):
            token -= 1
        if token == begin or (
            token < limit and names[token] is not None and tokens.lower[token - 1] != "and"
        ):
            break
        if joined and not is_role_word(tokens.lower[token - 1]):
            break
        owned = tokens.lower[end] == "of" and begin > end + 1
        named = tokens.lower[end] == "for" and tokens.tag[begin] == "NNP"
        if (
            (owned or named)
            and _is_a_body(tokens, begin, token)
            and not _is_a_part(tokens, begin, token, names)
        ):
            break  # "an official of the ministry", "translator for Gwynedd council": whose, not what
        if owned and _goes_to_a_name(tokens, token, names):
            break  # "trail warden of the local branch of the Eifelverein"
        if tokens.lower[end] == "to" and tokens.lower[token - 1] in words("people", "company_nouns"):
            break
        field = tokens.lower[end] == "of" and token == end + 2 and tokens.tag[token - 1] == "VBG"
        if (tokens.tag[token - 1] in ("VBG", "VBN") and not field) or (
            tokens.tag[token - 1] == "CD" and tokens.lower[end - 1] not in ("mother", "father")
        ):
            break
        if token < limit and (tokens.tag[token] == "POS" or tokens.lower[token] in ("'", "’")):
            break  # "secretary of the drivers' union"
        end = token
    return end


def _is_a_part(tokens: Tokens, first: int, end: int, names: Sequence[object]) -> bool:
    """Whether a body within another is told with what it is for: "a member of the works council"."""
    plain = tokens.tag[first] in ("NN", "NNS", "JJ") and names[first] is None
    return (
        end - first > 1 and plain and tokens.tag[end - 1] == "NN" and not _goes_to_a_name(tokens, end, names)
    )


def _goes_to_a_name(tokens: Tokens, token: int, names: Sequence[object]) -> bool:
    """Whether "of NAME", "of the NAME" or a name follows."""
    if token >= len(tokens):
        return False
    if names[token] is not None:
        return True
    following = token + 1 + (tokens.lower[token + 1 : token + 2] == ["the"])
    return tokens.lower[token] == "of" and following < len(names) and names[following] is not None


def _is_a_body(tokens: Tokens, first: int, end: int) -> bool:
    bodies = words("people", "organisation_nouns")
    return tokens.lower[end - 1] in bodies or any(
        tokens.lower[token] in bodies and tokens.tag[token + 1] == "NNP" for token in range(first, end - 1)
    )
