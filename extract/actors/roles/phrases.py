"""What the text says that a person is: "Kenyan data-rights lawyer and organiser NAME", "NAME, who runs Z"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....graph.record import Role
from ...tokens import Tokens
from ...wordlists import words
from .categories import category_of, is_role_word
from .clause_ends import clause_end, done_too
from .person_nouns import may_be_a_person, says_a_person
from .role_edges import (
    DETERMINERS,
    MODIFIERS,
    NOT_FIRST,
    PAST,
    is_noun_role,
    left_edge,
    right_edge,
    role_around,
)

COPULAS = frozenset({"is", "was", "'s", "’s", "became", "remains", "been", "be"})
_WITHIN = frozenset({"of", "for", "at", "in", "the", "and", "&"})
_OFFICES = frozenset({"minister", "secretary"})


def find_roles(tokens: Tokens, first: int, end: int, names: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Token ranges ``[first, end)`` of the roles said of the person named by the tokens ``[first, end)``.

    ``names`` holds something for each token that is part of a name, and None for the others.
    """
    before = (
        _before_name(tokens, first, names)
        or _before_comma(tokens, first, end, names)
        or _of_several(tokens, first, end, names)
    )
    if before is not None:
        yield before
        earlier = _set_off_before(tokens, before[0], end, names)
        if earlier is not None:
            yield earlier
    after = _after_name(tokens, end, names) or _after_both(tokens, end, names)
    if after is not None:
        yield after
        further = _joined(tokens, after, names) or done_too(tokens, after)
        if further is not None:
            yield further


def _set_off_before(tokens: Tokens, start: int, end: int, names: Sequence[object]) -> tuple[int, int] | None:
    """The first role of "its founder, the Oslo programmer NAME"; the second one begins at ``start``."""
    token = start
    while token > 1 and (names[token - 1] is not None or tokens.lower[token - 1] in ("the", "a", "an")):
        token -= 1
    return _before_comma(tokens, token, end, names) if tokens.lower[token - 1] == "," else None


def _after_both(tokens: Tokens, end: int, names: Sequence[object]) -> tuple[int, int] | None:
    """The role of the first in "NAME and NAME, both lawyers"."""
    if tokens.lower[end : end + 1] != ["and"] or end + 1 >= len(tokens) or names[end + 1] is None:
        return None
    last = end + 1
    while last + 1 < len(tokens) and names[last + 1] is names[end + 1]:
        last += 1
    both = tokens.lower[last + 1 : last + 3] == [",", "both"]
    return _after_name(tokens, last + 1, names) if both else None


def _joined(tokens: Tokens, role: tuple[int, int], names: Sequence[object]) -> tuple[int, int] | None:
    """The second role of "a professor at Y and a former adviser to Z"."""
    for noun in range(*role):
        for kid in tokens.kids[noun]:
            if tokens.dep[kid] == "conj" and kid >= role[1] and is_noun_role(tokens, kid, names):
                return role_around(tokens, kid, names)
    return None


def role_at(tokens: Tokens, start: int, end: int) -> Role:
    """The role at the tokens ``[start, end)``, with the category that its words and those beside it say."""
    lower = tokens.lower
    around = (*lower[max(0, start - 3) : start], *lower[end : end + 6])
    return Role(span=tokens.span(start, end - 1), category=category_of(lower[start:end], around))


def _before_name(tokens: Tokens, first: int, names: Sequence[object]) -> tuple[int, int] | None:
    """ "Kenyan lawyer, podcaster and organiser NAME", "Sen. NAME", "Facebook CEO NAME"."""
    noun = first - 1
    if noun > 0 and tokens.lower[noun] in words("people", "civil_titles"):
        noun, first = noun - 1, noun
    # The parser at times ends a sentence after "Sen.".
    if noun < 0 or tokens.paragraph[noun] != tokens.paragraph[first] or names[noun] is not None:
        return None
    if tokens.sentence[noun] != tokens.sentence[first] and not tokens.lower[noun].endswith("."):
        return None
    word = tokens.lower[noun]
    if word in ("named", "called"):
        return _before_named(tokens, noun, names)
    if tokens.lower[noun - 3 : noun + 1] == ["by", "the", "name", "of"]:
        return _before_named(tokens, noun - 3, names)
    if tokens.lower[noun - 1] == "of" and tokens.lower[noun - 2] in _OFFICES and word not in NOT_FIRST:
        return left_edge(tokens, noun - 2, names), first  # "Secretary of Commerce NAME"
    if word in words("people", "civil_titles") or not (
        says_a_person(word)
        or word in words("people", "titles")
        or (tokens.tag[noun] == "NN" and may_be_a_person(word))
    ):
        return None
    if tokens.tag[noun].startswith("VB") and tokens.tag[noun] != "VBG":
        return None
    return left_edge(tokens, noun, names), first


def _before_named(tokens: Tokens, verb: int, names: Sequence[object]) -> tuple[int, int] | None:
    """ "a glazier from Bristol named NAME"."""
    noun = tokens.head[verb]
    place = verb - 1  # "a botanist from Leeds named NAME"
    while place > 0 and tokens.tag[place].startswith("NNP") and tokens.head[place] != place:
        place -= 1
    if tokens.lower[place] in ("from", "in") and tokens.tag[place - 1] == "NN":
        noun = place - 1
    if not verb - 8 < noun < verb or tokens.tag[noun] != "NN" or names[noun] is not None:
        return None
    return role_around(tokens, noun, names) if may_be_a_person(tokens.lower[noun]) else None


def _before_comma(tokens: Tokens, first: int, end: int, names: Sequence[object]) -> tuple[int, int] | None:
    """ "Y's head of policy, NAME," and "The lawyer is NAME"."""
    comma = first - 1
    if comma < 1 or tokens.sentence[comma] != tokens.sentence[first]:
        return None
    if tokens.lower[comma] in COPULAS:
        noun = comma - 1
        return role_around(tokens, noun, names) if is_noun_role(tokens, noun, names) else None
    opens = tokens.sentence_bounds[tokens.sentence[first]][0]
    told = tokens.lower[opens] in ("a", "an")  # "A former magistrate, NAME supported"
    closed = end >= len(tokens) or tokens.lower[end] in (",", ".", ":", ";", "(", "—", "–", "of", "at")
    if tokens.lower[comma] != "," or not (closed or told):
        return None
    # Back over "of policy", or "from Cork", to the head noun.
    noun = _before_place(tokens, comma) - 1
    for _ in range(8):
        if noun < 0 or tokens.paragraph[noun] != tokens.paragraph[first]:
            return None
        if is_noun_role(tokens, noun, names):
            start = left_edge(tokens, noun, names)
            if not closed:
                return (start, right_edge(tokens, noun + 1, names)) if start == opens + 1 else None
            stands = _opens(tokens, start) or names[start - 1] is not None
            return (start, right_edge(tokens, noun + 1, names)) if stands else None
        if tokens.tag[noun] not in MODIFIERS and tokens.lower[noun] not in _WITHIN:
            return None
        noun -= 1
    return None


def _of_several(tokens: Tokens, first: int, end: int, names: Sequence[object]) -> tuple[int, int] | None:
    """ "its founders, NAME and NAME": the role of either."""
    comma = first - 1
    if comma > 1 and tokens.lower[comma] == "and" and names[comma - 1] is not None:
        comma -= 1
        while comma > 0 and names[comma] is not None:
            comma -= 1
    elif tokens.lower[end : end + 1] != ["and"] or names[end + 1 : end + 2] in ([], [None]):
        return None
    noun = _before_place(tokens, comma) - 1
    if tokens.lower[comma] not in (",", ":") or noun < 0 or names[noun] is not None:
        return None
    if tokens.tag[noun] != "NNS" or tokens.sentence[noun] != tokens.sentence[first]:
        return None
    plural = says_a_person(tokens.lower[noun].removesuffix("s"))
    return role_around(tokens, noun, names) if plural else None


def _before_place(tokens: Tokens, end: int) -> int:
    """Where "from Baton Rouge" begins that ends at this token; ``end`` where no such thing does."""
    token = end
    while token > 1 and tokens.tag[token - 1] in ("NNP", "NNPS"):
        token -= 1
    return token - 1 if token < end and tokens.lower[token - 1] in ("from", "in") else end


def _opens(tokens: Tokens, start: int) -> bool:
    """Whether the phrase stands at the head of a clause or belongs to somebody ("Its spokesman, NAME")."""
    if start == 0:
        return True
    before = start - 1
    return tokens.sentence[before] != tokens.sentence[start] or tokens.lower[before] in (
        "the", "a", "an", "its", "his", "her", "their", "'s", "’s", ",", "and", "one", "another", "“", '"',
        "to", "by", "with", "of",
    )  # fmt: skip


def _after_name(tokens: Tokens, end: int, names: Sequence[object]) -> tuple[int, int] | None:
    """ "NAME, 41, an associate professor of X", "NAME, who runs Z", "NAME (head of Y)", "NAME is a nurse"."""
    token, limit = end, len(tokens)
    if token + 1 >= limit:
        return None
    sentence = tokens.sentence[end - 1]
    token = _past_employer(tokens, end, names)
    opened = tokens.lower[token] in (",", "(", "—", "–", "--", "-")
    if opened and not (tokens.lower[token] == "-" and tokens.end[token - 1] == tokens.start[token]):
        token += 1
        if token + 1 < limit and tokens.tag[token] == "CD" and tokens.lower[token + 1] in (",", ")"):
            token += 2
    if token >= limit:
        return None
    copula = token < limit and tokens.lower[token] in ("is", "was") and tokens.dep[token] != "aux"
    if token < limit and tokens.lower[token] == "who" and token + 1 < limit:
        token += 1
        while token + 1 < limit and tokens.tag[token] in ("RB", "CC"):
            token += 1
        if tokens.lower[token] in ("is", "was", "has") or tokens.tag[token] == "MD":
            copula = tokens.lower[token] in ("is", "was")
        elif tokens.lower[token] in words("people", "role_verbs"):
            return token, clause_end(tokens, token, sentence)
        if not copula:
            return None
    elif not opened and not copula and tokens.lower[token] not in ("as",):
        return None
    if copula or tokens.lower[token] == "as":
        token += 1
    return _noun_phrase(tokens, token, sentence, names, beside=not copula)


def _past_employer(tokens: Tokens, end: int, names: Sequence[object]) -> int:
    """The comma of "NAME of the think tank X, a cryptologist"; ``end`` where no such thing follows."""
    if tokens.lower[end] not in ("of", "at", "from", "with"):
        return end
    token, limit = end + 1, min(len(tokens) - 1, end + 10)
    while token < limit and (
        names[token] is not None or tokens.tag[token] in ("DT", "NN", "JJ", "NNP", "HYPH")
    ):
        token += 1
    said = (
        names[token - 1] is not None and tokens.lower[token] == "," and tokens.lower[token + 1] in ("a", "an")
    )
    return token if said else end


def _noun_phrase(
    tokens: Tokens, first: int, sentence: int, names: Sequence[object], *, beside: bool
) -> tuple[int, int] | None:
    """The role in the noun phrase that begins here, if it is one.

    ``beside`` a name any noun that can mean a person says a role, if it has an indefinite article.
    """
    limit = min(len(tokens), first + 14)
    token = first
    begin = first
    past: int | None = None
    last_role: int | None = None
    new = False
    while token < limit and tokens.sentence[token] == sentence:
        word = tokens.lower[token]
        if word in ("'s", "’s") and last_role is not None:
            last_role, begin = None, token + 1  # "the regulator's former head"
        elif word in DETERMINERS or word in ("'s", "’s", "'") or tokens.tag[token] in ("PRP$", "DT"):
            if last_role is not None:
                break
            new = new or word in ("a", "an")
            begin = token + 1
        elif names[token] is not None:
            if last_role is not None:
                break
            # "Acme chief executive", "Acme's head of policy": the organisation is no part of the role.
            if past is None and token > begin and tokens.lower[token - 1] in PAST:
                past = token - 1
            begin = token + 1
        elif word == "old" and last_role is None and tokens.lower[token - 1] == "-":
            begin = token + 1  # "a 34-year-old ceramicist"
        elif last_role is not None and word in ("and", "&", ",") and token + 1 < limit:
            if not _role_follows(tokens, token + 1, sentence):
                break
        elif tokens.tag[token] not in MODIFIERS and not (
            word == "and" or tokens.tag[token] in ("RB", "RBR") or tokens.lower[token - 1] == "-"
        ):
            break
        if names[token] is None and _is_role_here(tokens, token, by_form=new and beside):
            last_role = token
        token += 1
    if last_role is None:
        return None
    while begin < last_role and (names[begin] is not None or tokens.lower[begin] in ("-", ",", "'s", "’s")):
        begin += 1
    if past is not None and tokens.tag[begin] != "DT":
        begin = past
    return begin, right_edge(tokens, last_role + 1, names)


def _is_role_here(tokens: Tokens, token: int, *, by_form: bool) -> bool:
    word, tag = tokens.lower[token], tokens.tag[token]
    if is_role_word(word):
        return tag in ("NN", "NNP", "NNS", "JJ", "VBG")
    former = tokens.lower[token - 1] in words("people", "of_persons")
    if tag not in ("NN", "JJ") or not (former or (may_be_a_person if by_form else says_a_person)(word)):
        return False
    # Only as the last word of its phrase: "a cartoonist", but "a plumber strike".
    following = token + 1
    return following >= len(tokens) or (
        not tokens.tag[following].startswith("NN") and tokens.lower[following] not in ("-", "'s", "’s")
    )


def _role_follows(tokens: Tokens, first: int, sentence: int) -> bool:
    """Whether a further role follows in a list: "a performer and housing organiser"."""
    for token in range(first, min(first + 5, len(tokens))):
        if tokens.sentence[token] != sentence:
            return False
        if _is_role_here(tokens, token, by_form=True):
            return True
        if tokens.tag[token] not in MODIFIERS and tokens.lower[token] not in ("a", "an", "and"):
            return False
    return False
