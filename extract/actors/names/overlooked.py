"""Names that neither ``ner`` nor the gazetteer took: by what stands around, or as they were seen once."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from ...attribution.cues import default_lexicon
from ...tokens import Tokens
from ...wordlists import words
from ..places.jurisdictions import is_jurisdiction, is_people, jurisdiction
from ..roles.appositions import calls_a_person, does_as_persons_do
from ..roles.categories import is_role_word
from .called import called_company
from .gender import given_names
from .sightings import Sighting, is_title, touch

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_DASHES = (["-"], ["–"], ["—"], ["--"])


def overlooked(
    tokens: Tokens, spelt: list[str], taken: bytearray, found: Sequence[Sighting]
) -> Iterable[tuple[int, int, str]]:
    """Runs of proper nouns that nobody took: after a title, with a given name, as the subject of a cue,
    or with a word such as "Institute" at an end."""
    verbs = default_lexicon().verbs
    given = given_names()
    bodies = {sighting.end - 1 for sighting in found if sighting.label in ("ORG", "BODY")}
    token, count = 0, len(tokens)
    while token < count:
        if taken[token] or not _proper(tokens, spelt, token):
            token += 1
            continue
        first = token
        while token < count and not taken[token] and _joins(tokens, spelt, first, token):
            token += 1
        end = token
        while first < end and (is_title(tokens.lower[first]) or spelt[first] == "-"):
            first += 1
        while end > first and not spelt[end - 1][:1].isalnum():
            end -= 1
        if first == end:
            continue
        if tokens.lower[first] not in given and jurisdiction(" ".join(spelt[first:end])) is not None:
            yield first, end, "GPE"  # "Nepal banned": a small model does not know every country
        elif first and (
            is_title(tokens.lower[first - 1]) or tokens.lower[first - 1] in words("people", "relatives")
        ):
            yield first, end, "TITLE"
        elif first and end - first > 1 and is_role_word(tokens.lower[first - 1]):
            yield first, end, "TITLE"
        elif end - first > 1 and (
            tokens.lower[end - 1] in words("people", "organisation_words")
            or tokens.lower[first] in words("people", "organisation_words")
        ):
            yield first, end, "BODY"
        elif end - first > 1 and tokens.lower[first] in given:
            yield first, end, "GIVEN"
        elif _speaks(tokens, verbs, end - 1):
            yield first, end, "CUE"
        elif end - first > 1 and does_as_persons_do(tokens, end - 1):
            yield first, end, "GIVEN"
        elif _is_set_off(tokens, spelt, first, end) or _is_joined(tokens, first, end, bodies):
            yield first, end, "BODY"
        elif called_company(tokens, first, end):
            yield first, end, "BODY"
        elif (
            end - first > 1
            and end + 1 < count
            and tokens.lower[end] == ","
            and (
                calls_a_person(tokens, end + 1)
                or tokens.lower[end + 1].isdigit()
                or tokens.lower[end + 1] == "who"
            )
        ):
            yield first, end, "GIVEN"


def seen_again(
    tokens: Tokens, spelt: list[str], taken: bytearray, found: list[Sighting]
) -> Iterable[tuple[int, int, str]]:
    """Further places of the names that ``ner`` saw once, where a proper noun stands that nobody took."""
    seen: dict[str, tuple[tuple[str, ...], str]] = {}
    for sighting in found:
        if sighting.label in ("ORG", "PERSON", "BODY") and sighting.iri is None:
            whole = tuple(spelt[sighting.first : sighting.end])
            if len(whole[0]) > 2:
                seen.setdefault(whole[0], (whole, sighting.label))
    for token in [i for i, word in enumerate(spelt) if word in seen and not taken[i]]:
        if tokens.tag[token] in _NAME_TAGS:
            whole, label = seen[spelt[token]]
            end = token + len(whole)
            alone = end >= len(spelt) or not _proper(tokens, spelt, end)
            before = token and _proper(tokens, spelt, token - 1)
            if alone and not before and tuple(spelt[token:end]) == whole and not any(taken[token:end]):
                yield token, end, label
                continue
        whole, label = seen[spelt[token]]
        if len(whole) > 1 and label != "PERSON" and _stands_for_it(tokens, spelt, token):
            yield token, token + 1, "ORG"


def _stands_for_it(tokens: Tokens, spelt: list[str], token: int) -> bool:
    """Whether the first word of a longer name stands alone for it: "Sundial" of "Sundial Interactive"."""
    word = tokens.lower[token]
    plain = ("too_plain", "organisation_words", "body_openings")
    if any(word in words("people", kind) for kind in plain) or word in given_names():
        return False
    if is_jurisdiction(spelt[token]) or is_people(word) or tokens.dep[token] not in ("nsubj", "nsubjpass"):
        return False
    beside = range(max(0, token - 1), min(token + 2, len(tokens)))
    return not any(_proper(tokens, spelt, other) for other in beside if other != token)


def _proper(tokens: Tokens, spelt: list[str], token: int) -> bool:
    return tokens.tag[token] in _NAME_TAGS and spelt[token][:1].isupper()


def _joins(tokens: Tokens, spelt: list[str], first: int, token: int) -> bool:
    if token == first:
        return True
    if tokens.paragraph[token] != tokens.paragraph[first]:
        return False
    if spelt[token] == "-":
        return (
            token + 1 < len(tokens)
            and touch(tokens, token - 1, token + 1)
            and _proper(tokens, spelt, token + 1)
        )
    # The tagger may not know a rare second name.
    second = (
        token == first + 1 and tokens.tag[token] in ("NN", "JJ", "FW", "RB", "UH") and spelt[token].istitle()
    )
    return second or _proper(tokens, spelt, token)


def _is_joined(tokens: Tokens, first: int, end: int, bodies: Container[int]) -> bool:
    """Whether this is joined to an organisation: "NAME and the fund Y", "Y and NAME"."""
    head = end - 1
    return (tokens.dep[head] == "conj" and tokens.head[head] in bodies) or any(
        tokens.dep[kid] == "conj" and kid in bodies for kid in tokens.kids[head]
    )


def _is_set_off(tokens: Tokens, spelt: list[str], first: int, end: int) -> bool:
    """Whether these are the letters of "the Data Commission (DC)" or "…, DC for short,"."""
    if spelt[first - 1] == "(" and spelt[end : end + 1] == [")"] and spelt[end + 1 : end + 2] in _DASHES:
        return True  # "NAIROBI (Coastwire) –"
    letters = spelt[first].replace(".", "")
    if end > first + 1 or first < 2 or not (_are_letters(letters) and 1 < len(letters) < 9):
        return False
    bracketed = spelt[first - 1] == "(" and spelt[end : end + 1] == [")"]
    short = spelt[first - 1] == "," and tokens.lower[end : end + 2] == ["for", "short"]
    return (bracketed or short) and spelt[first - 2][:1].isupper()


def _are_letters(word: str) -> bool:
    """Whether a word is made of first letters: "DC", "UOKiK"."""
    return word.isupper() or (word[:1].isupper() and sum(letter.isupper() for letter in word) > 2)


def _speaks(tokens: Tokens, verbs: Container[str], token: int) -> bool:
    return tokens.dep[token] == "nsubj" and tokens.lower[tokens.head[token]] in verbs
