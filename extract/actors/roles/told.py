"""Roles told in another sentence than the name: "Once a minister, she …", "The tailor earns …"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ...attribution.cues import default_lexicon
from ...tokens import Tokens
from ...wordlists import words
from .person_nouns import may_be_a_person, says_a_person
from .role_edges import role_around

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "dative", "poss"})
_BEFORE_ROLE = frozenset({"JJ", "NN", "NNS", "HYPH", "VBN", "VBG", "NNP", "DT", "CC", "CD"})
_OWNING = frozenset({"'s", "’s", "’", "'"})


def told_later(
    tokens: Tokens, people: Sequence[tuple[int, int]], names: Sequence[object]
) -> Iterator[tuple[int, int, int]]:
    """Person and token range ``[first, end)`` of roles that a text gives in a sentence without the name.

    ``people`` are the named mentions in text order, each with its first token and the number of the person.
    Only where nobody else is named in that sentence up to there and in the one before, or, where nobody is
    named there at all, in the paragraph so far, or in the text so far.
    """
    for noun in range(len(tokens)):
        # "says the baker": the tagger takes it for a name.
        common = tokens.tag[noun] == "NN" or (tokens.tag[noun] == "NNP" and tokens.is_lower(noun))
        if not common or names[noun] is not None or tokens.region[noun] >= 0:
            continue
        if not _takes_up(tokens, noun, names) and not _opens_for_pronoun(tokens, noun):
            continue
        person = _only_person(tokens, people, noun)
        if person is not None:
            yield person, *role_around(tokens, noun, names)


def _only_person(tokens: Tokens, people: Sequence[tuple[int, int]], token: int) -> int | None:
    """The one person named in the sentence so far and the one before, else in the paragraph, or the text."""
    end = bisect_left(people, (token, -1))
    near = tokens.sentence_bounds[max(0, tokens.sentence[token] - 1)][0]
    for first in (near, tokens.paragraph_bounds[tokens.paragraph[token]][0], 0):
        named = {person for _, person in people[bisect_left(people, (first, -1)) : end]}
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def _takes_up(tokens: Tokens, noun: int, names: Sequence[object]) -> bool:
    """Whether this is "the wedding photographer", which tells what somebody is and nobody's office."""
    word = tokens.lower[noun]
    speaks = may_be_a_person(word) and tokens.lower[tokens.head[noun]] in default_lexicon().verbs
    if not (says_a_person(word) or speaks) or tokens.silent[noun]:
        return False
    of_a_kind = _is_of_a_kind(tokens, noun)
    if tokens.dep[noun] not in (_SUBJECTS | _OBJECTS if of_a_kind else _SUBJECTS):
        return False
    shared = word in words("people", "shared_roles") or word in words("people", "offices")
    if shared and not (word in words("people", "callings") and (of_a_kind or _speaks(tokens, noun))):
        return False
    first = noun
    while (
        first > 0
        and (tokens.tag[first - 1] in _BEFORE_ROLE or _is_for(tokens, first - 1))
        and (
            names[first - 1] is None or tokens.lower[first - 2] == "the"  # "the Pune veterinarian"
        )
    ):
        first -= 1
        if tokens.lower[first] in ("the", "this"):
            break
    after = noun + 1
    goes_on = after < len(tokens) and (
        names[after] is not None
        or (
            tokens.lower[after] in ("of", "for", "at", "with")
            and tokens.lower[after + 1 : after + 2] != ["a"]
        )
        or tokens.tag[after].startswith("NN")
        or (tokens.tag[after] == "POS" and tokens.dep[noun] != "poss")
        # "the lawyer, NAME, said"
        or (tokens.lower[after] == "," and after + 1 < len(tokens) and names[after + 1] is not None)
    )
    return tokens.lower[first] == "the" and not goes_on


def _is_of_a_kind(tokens: Tokens, noun: int) -> bool:
    """Whether a noun before it tells what sort it is: "the court reporter", not "the reporter"."""
    return tokens.tag[noun - 1] == "NN" and tokens.is_lower(noun - 1)


def _speaks(tokens: Tokens, noun: int) -> bool:
    """Whether this is in “…,” says the trader: who has just been quoted."""
    verb = tokens.head[noun]
    return verb < noun and tokens.lower[verb] in default_lexicon().verbs and tokens.dep[noun] == "nsubj"


def _is_for(tokens: Tokens, mark: int) -> bool:
    """The possessive of "the children's book illustrator"."""
    return tokens.lower[mark] in _OWNING and mark > 0 and tokens.tag[mark - 1] in ("NNS", "NN")


def _opens_for_pronoun(tokens: Tokens, noun: int) -> bool:
    """Whether this is in "Once a Treasury official, she": said of whom the pronoun means."""
    first, stop = tokens.sentence_bounds[tokens.sentence[noun]]
    while first < noun and tokens.lower[first].isspace():
        first += 1
    if tokens.lower[first] in ("once", "formerly", "now", "herself", "himself"):
        first += 1
    if first >= noun or tokens.lower[first] not in ("a", "an") or not may_be_a_person(tokens.lower[noun]):
        return False
    if any(tokens.tag[token] not in _BEFORE_ROLE for token in range(first, noun)):
        return False
    comma = noun + 1
    while comma < stop and tokens.lower[comma] != "," and comma < noun + 8:
        if tokens.tag[comma].startswith(("VB", "PRP")):
            return False
        comma += 1
    return (
        comma + 1 < stop
        and tokens.lower[comma] == ","
        and tokens.lower[comma + 1] in ("he", "she")
        and tokens.dep[comma + 1] in _SUBJECTS
    )
