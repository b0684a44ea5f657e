"""A place where a name may stand: the words of the name, trimmed, and a title before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...relations.relation_words import WORDS
from ...tokens import Tokens
from ...wordlists import words
from ..places.jurisdictions import is_jurisdiction, is_people
from ..places.tables import places, towns
from ..roles.categories import is_role_word
from ..roles.person_nouns import says_a_person

_EDGES = frozenset("the a an 's ’s ' ’ ( ) “ ” \" , - – — ‘ [ ] * . : @".split())
# Small words that a name does not end in ("Ludwig Holm of").
_LINKING = frozenset({"or", "of", "for", "at", "in", "on", "by", "to", "from", "and", "with", "who"})
# Small words within a name of another language: "Faculdade Livre do Recife".
_PARTICLES = frozenset(
    "de del della di da do das dos du des la las los van von der den ter bin e et y und".split()
)
_FORMS = tuple(
    [form] for form in ("plc", "PLC", "Ltd", "Ltd.", "Inc", "Inc.", "BV", "NV", "SA", "AG", "GmbH")
)
# "NAME-led": no second half of a name.
_COMPOUNDS = frozenset("led run like era born based owned made free wide style only ish to in and".split())
_OFFICES = frozenset({"minister", "secretary", "commissioner"})
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


@dataclass(slots=True, eq=False)
class Sighting:
    """Tokens ``[first, end)`` that may be a name.

    ``label`` is the one of ``ner`` or the gazetteer, or TITLE, CUE, GIVEN or BODY for what they missed;
    ``words`` are the words of the name without titles and possessive endings; ``title`` stands before.
    """

    first: int
    end: int
    label: str
    words: tuple[str, ...]
    iri: str | None = None
    title: int | None = None

    @property
    def form(self) -> tuple[str, ...]:
        return tuple(word.casefold() for word in self.words)


def spell(tokens: Tokens) -> list[str]:
    """The words as the text spells them, one a token."""
    text = tokens.text
    return [text[start:end] for start, end in zip(tokens.start, tokens.end, strict=True)]


def name_words(spelling: str) -> tuple[str, ...]:
    """The words of a name: without possessive ending and punctuation at the edges."""
    cut = []
    for word in spelling.split():
        word = word.strip('"“”‘()[],;:!?*@')
        for ending in ("'s", "’s"):
            word = word.removesuffix(ending)
        word = word.strip("'’")
        if len(word) > 3 and word.endswith(".") and word.count(".") == 1 and word.casefold() not in _SUFFIXES:
            word = word[:-1]
        if word:
            cut.append(word)
    return tuple(cut)


def trimmed(
    tokens: Tokens, spelt: list[str], taken: bytearray, first: int, end: int, label: str, iri: str | None
) -> Sighting | None:
    """The tokens ``[first, end)`` as a sighting, cut or grown to the whole name; None where none is left, or
    where one of them is taken."""
    if iri is None:
        first, end = _whole_words(tokens, spelt, taken, first, end)
        if label != "GPE":
            end = with_small_half(tokens, spelt, end)
        if label in ("ORG", "BODY"):
            if is_office(tokens, first, end):
                return None
            if (cut := _person_before_body(tokens, first, end)) is not None:
                first, end, label = first + 1, cut, "PERSON"
    while first < end and iri is None and (tokens.lower[first] in _EDGES or spelt[first].isspace()):
        first += 1
    while first < end and (
        tokens.lower[end - 1] in _EDGES
        or spelt[end - 1].isspace()
        or (iri is None and (spelt[end - 1] in _LINKING or _runs_on(tokens, spelt, first, end, label)))
    ):
        end -= 1
    if label == "ORG" and iri is None and _is_placed_company(tokens, spelt, first, end):
        end, label = end - 1, "GPE"
    if label in ("PERSON", "ORG") and iri is None and spelt[end : end + 1] in _FORMS:
        end += 1  # "Acme plc"
    title = None
    if label not in ("GPE", "NORP", "PLATFORM", "LAW", "GUISE") and iri is None:
        while (
            end - first > 1
            and is_title(tokens.lower[first])
            and tokens.lower[end - 1] not in words("people", "organisation_words")
        ):
            title = first
            first += 1
    while label == "PERSON" and iri is None and _is_role_before(tokens, first, end):
        first += 1  # "Spokesperson Ada Quill", at the head of a sentence
    if first >= end or any(taken[first:end]):
        return None
    if title is None and first and is_title(tokens.lower[first - 1]) and not taken[first - 1]:
        title = first - 1
    spelling = tokens.text[tokens.start[first] : tokens.end[end - 1]]
    if not any(letter.isupper() for letter in spelling) and label != "NORP" and iri is None:
        return None
    parts = name_words(spelling)
    if end == first + 1 and tokens.lower[first] in words("people", "no_names") and iri is None:
        return None
    if not parts or (label != "NORP" and iri is None and all(is_title(part.lower()) for part in parts)):
        return None
    return Sighting(first, end, label, parts, iri, title)


def is_office(tokens: Tokens, first: int, end: int) -> bool:
    """Whether this is the office of who comes next: "Trade Minister NAME", "Secretary of Commerce NAME"."""
    lower = tokens.lower
    if tokens.tag[end : end + 1] != ["NNP"] or tokens.sentence[end] != tokens.sentence[first]:
        return False
    of = first > 1 and lower[first - 1] == "of" and lower[first - 2] in _OFFICES
    return lower[end - 1] in _OFFICES or of


def _person_before_body(tokens: Tokens, first: int, end: int) -> int | None:
    """Where the person of "Folklorist Ada Quill of Sloe College" ends, which ``ner`` takes for one name."""
    of = next((token for token in range(first + 1, end) if tokens.lower[token] in ("of", "at")), end)
    bodies = words("people", "organisation_words")
    if of == end or not 2 < of - first < 6 or not says_a_person(tokens.lower[first]):
        return None
    return of if bodies.isdisjoint(tokens.lower[first:of]) else None


def with_small_half(tokens: Tokens, spelt: Sequence[str], end: int) -> int:
    """Takes in the second half of "Soo-ah" and "Jae-hyuk", and the surname behind it."""
    half = end + 1
    if (
        half >= len(spelt)
        or spelt[end] != "-"
        or not touch(tokens, end - 1, half)
        or not (spelt[half].islower() and spelt[half].isalpha() and len(spelt[half]) < 6)
        or spelt[half] in _COMPOUNDS
    ):
        return end
    end = half + 1
    while end < len(spelt) and _is_word_of_name(tokens, spelt, end):
        end += 1
    return end


def _runs_on(tokens: Tokens, spelt: list[str], first: int, end: int, label: str) -> bool:
    """Whether a small word that is no part of it ends a name: "It takes Ada Quill eleven minutes"."""
    last = end - 1
    if last == first or not (spelt[last].islower() and spelt[last].isalpha() and spelt[first][:1].isupper()):
        return False
    return tokens.tag[last] == "CD" or (label == "PERSON" and spelt[last - 1] not in ("-", "’", "'"))


def _is_placed_company(tokens: Tokens, spelt: list[str], first: int, end: int) -> bool:
    """Whether this only says where a company is: "Oakland company", of "the Oakland company NAME"."""
    place = " ".join(spelt[first : end - 1])
    small = spelt[end - 1].islower() and tokens.lower[end - 1] in WORDS.company_nouns
    return small and (place in places() or place in towns())


def is_in_a_title(tokens: Tokens, first: int) -> bool:
    """Whether a capital makes the article before a name a part of it: "in The Guardian"."""
    start, article = tokens.sentence_bounds[tokens.sentence[first]][0], first - 1
    return article > start and tokens.text[tokens.start[article] : tokens.end[article]] == "The"


def _is_role_before(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a name begins with what somebody is, and a given name and a surname follow."""
    least = 3 + (tokens.lower[end - 1] in _SUFFIXES)
    return end - first >= least and is_role_word(tokens.lower[first])


def is_title(word: str) -> bool:
    return word in words("people", "titles") or word in words("people", "civil_titles")


def _whole_words(tokens: Tokens, spelt: list[str], taken: bytearray, first: int, end: int) -> tuple[int, int]:
    """Takes in the other half of a hyphenated name ("Marchetti" of "Marchetti-Oduya"), not "-based"."""
    while (
        first > 1
        and spelt[first - 1] == "-"
        and touch(tokens, first - 2, first)
        and spelt[first - 2][:1].isupper()
    ):
        first -= 2
    end = _with_second_half(tokens, spelt, end)
    if first and given_before(tokens, spelt, first, end):
        first -= 1
    if first > 1 and not taken[first - 2] and goes_on(tokens, spelt, first - 1):
        first -= 2
        while first and not taken[first - 1] and _is_word_of_name(tokens, spelt, first - 1):
            first -= 1
    while goes_on(tokens, spelt, end):
        end += 2
        while end < len(spelt) and _is_word_of_name(tokens, spelt, end):
            end += 1
        end = _with_second_half(tokens, spelt, end)
    return first, end


def _with_second_half(tokens: Tokens, spelt: list[str], end: int) -> int:
    while (
        end + 1 < len(spelt)
        and spelt[end] == "-"
        and touch(tokens, end - 1, end + 1)
        and spelt[end + 1][:1].isupper()
    ):
        end += 2
    return end


def goes_on(tokens: Tokens, spelt: Sequence[str], end: int) -> bool:
    """Whether a particle and one more word of a name follow."""
    return (
        end + 1 < len(spelt)
        and spelt[end] in _PARTICLES
        and _is_word_of_name(tokens, spelt, end - 1)
        and _is_word_of_name(tokens, spelt, end + 1)
        and tokens.sentence[end - 1] == tokens.sentence[end + 1]
    )


def _is_word_of_name(tokens: Tokens, spelt: Sequence[str], token: int) -> bool:
    return spelt[token][:1].isupper() and tokens.tag[token] in ("NNP", "NNPS", "FW")


def given_before(tokens: Tokens, spelt: list[str], first: int, end: int) -> bool:
    """Whether the word before a single proper noun is the name's first half ("Emi" of "Emi Hayakawa")."""
    before = first - 1
    word = tokens.lower[before]
    return (
        (end == first + 1 or "-" in spelt[first:end])
        and tokens.tag[before] == "NNP"
        and tokens.tag[first] == "NNP"
        and spelt[before].istitle()
        and first <= tokens.head[before] < end
        and tokens.dep[before] == "compound"
        and tokens.sentence[before] == tokens.sentence[first]
        and not (is_title(word) or is_role_word(word) or is_people(word) or is_jurisdiction(spelt[before]))
        and word not in WORDS.not_names
        and word not in words("people", "organisation_words")
    )


def touch(tokens: Tokens, left: int, right: int) -> bool:
    """Whether no space stands about what is between the tokens ``left`` and ``right``."""
    return tokens.end[left] == tokens.start[left + 1] and tokens.end[right - 1] == tokens.start[right]
