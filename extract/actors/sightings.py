"""Places where a name may stand: what ``ner`` and the gazetteer saw, trimmed, and what they missed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from spacy.tokens import Doc

from ..attribution.cues import default_lexicon
from ..relations.relation_words import WORDS
from ..tokens import Tokens
from ..wordlists import words
from .appositions import calls_a_person, does_as_persons_do
from .called import called_bodies, called_company
from .categories import is_role_word
from .gender import given_names
from .institutions import split_institutions
from .jurisdictions import is_jurisdiction, is_people, jurisdiction

_KEPT = frozenset(
    {"PERSON", "ORG", "GPE", "NORP", "LAW", "FAC", "PRODUCT", "LOC", "WORK_OF_ART", "EVENT", "PLATFORM"}
)
_OF = frozenset({"of", "for"})
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_EDGES = frozenset(
    {
        "the",
        "a",
        "an",
        "'s",
        "’s",
        "'",
        "’",
        "(",
        ")",
        "“",
        "”",
        '"',
        ",",
        "-",
        "–",
        "—",
        "‘",
        "[",
        "]",
        "*",
        ".",
        ":",
        "@",
    }
)
# Small words that a name does not end in ("Ludwig Holm of").
_LINKING = frozenset({"of", "for", "at", "in", "on", "by", "to", "from", "and", "with", "who"})
_FORMS = tuple(
    [form] for form in ("plc", "PLC", "Ltd", "Ltd.", "Inc", "Inc.", "BV", "NV", "SA", "AG", "GmbH")
)
_DASHES = (["-"], ["–"], ["—"], ["--"])
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


def find_sightings(doc: Doc, tokens: Tokens, spelt: list[str]) -> list[Sighting]:
    """Sightings in text order that do not overlap."""
    found: list[Sighting] = []
    taken = bytearray(len(tokens))

    def add(first: int, end: int, label: str, iri: str | None = None) -> None:
        sighting = _trimmed(tokens, spelt, taken, first, end, label, iri)
        if sighting is not None:
            found.append(sighting)
            taken[sighting.first : sighting.end] = b"\x01" * (sighting.end - sighting.first)

    ents = doc.ents
    known = {ent.start for ent in ents if ent.kb_id_ or ent.label_ == "PLATFORM"}
    for first, end in called_bodies(tokens, spelt):
        if known.isdisjoint(range(first, end)):
            add(first, end, "BODY")
    for ent, following in zip_longest(ents, ents[1:]):
        if ent.label_ in _KEPT:
            stop = ent.end
            if (
                ent.label_ == "ORG"
                and following is not None
                and following.start == stop
                and ent[-1].lower_ in ("of", "for")
            ):
                # "the Communications Authority of Kenya": the country was known before the name.
                stop = following.end
            label = ent.label_
            if label in ("NORP", "GPE") and not ent.kb_id_ and _begins_a_body(tokens, spelt, ent.start, stop):
                stop, label = _body_end(tokens, spelt, stop), "ORG"
            for first, end, kind in _pieces(tokens, ent.start, stop, label):
                add(first, end, kind, ent.kb_id_ or None)
    for first, end, label in list(_missed(tokens, spelt, taken, found)):
        add(first, end, label)
    for first, end, label in list(_again(tokens, spelt, taken, found)):
        add(first, end, label)
    found.sort(key=lambda sighting: sighting.first)
    return found


def _begins_a_body(tokens: Tokens, spelt: list[str], first: int, end: int) -> bool:
    """Whether ``ner`` took the first word of a body's name for a people or a place: "Oslo Ledger"."""
    return (
        end == first + 1
        and end < len(tokens)
        and tokens.tag[end].startswith("NNP")
        and tokens.dep[first] == "compound"
        and first < tokens.head[first] < end + 3
        and spelt[tokens.head[first]][:1].isupper()
        and not is_people(tokens.lower[first])
        and tokens.lower[tokens.head[first]] in words("people", "organisation_words")
    )


def _body_end(tokens: Tokens, spelt: list[str], end: int) -> int:
    while end < len(tokens) and tokens.tag[end].startswith("NNP") and spelt[end][:1].isupper():
        end += 1
    return end


def _pieces(tokens: Tokens, first: int, end: int, label: str) -> Iterable[tuple[int, int, str]]:
    """The names within what ``ner`` took for one.

    They end with the paragraph; "the European Union's Digital Services Act" is two, as the first is known.
    """
    for token in range(first + 1, end):
        if tokens.paragraph[token] != tokens.paragraph[first]:
            return [(first, token, label), *_pieces(tokens, token, end, label)]
    for token in range(first + 1, end - 1):
        if tokens.lower[token] in ("'s", "’s"):
            start = first + 1 if tokens.lower[first] == "the" else first
            owner = tokens.text[tokens.start[start] : tokens.end[token - 1]] if start < token else ""
            if is_jurisdiction(owner):
                return [(start, token, "GPE"), (token + 1, end, label)]
            if label == "PERSON" and start < token:
                # "Acme's Ada Quill": whose, and who.
                owned = tokens.lower[start] in given_names() and token > start + 1
                return [(start, token, label if owned else "ORG"), (token + 1, end, label)]
            if start < token and end == token + 2 and is_people(tokens.lower[token + 1]):
                return [(start, token, "ORG"), (token + 1, end, "NORP")]  # "Acme's European arm"
    return [(a, b, label) for a, b in split_institutions(tokens.lower, tokens.tag, first, end)]


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


def _trimmed(
    tokens: Tokens, spelt: list[str], taken: bytearray, first: int, end: int, label: str, iri: str | None
) -> Sighting | None:
    if iri is None:
        first, end = _whole_words(tokens, spelt, first, end)
    while first < end and iri is None and (tokens.lower[first] in _EDGES or spelt[first].isspace()):
        first += 1
    while first < end and (
        tokens.lower[end - 1] in _EDGES
        or spelt[end - 1].isspace()
        or (iri is None and spelt[end - 1] in _LINKING)
    ):
        end -= 1
    if label in ("PERSON", "ORG") and iri is None and spelt[end : end + 1] in _FORMS:
        end += 1  # "Acme plc"
    title = None
    if label not in ("GPE", "NORP", "PLATFORM", "LAW") and iri is None:
        while (
            end - first > 1
            and is_title(tokens.lower[first])
            and tokens.lower[end - 1] not in words("people", "organisation_words")
        ):
            title = first
            first += 1
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


def is_title(word: str) -> bool:
    return word in words("people", "titles") or word in words("people", "civil_titles")


def _whole_words(tokens: Tokens, spelt: list[str], first: int, end: int) -> tuple[int, int]:
    """Takes in the other half of a hyphenated name ("Marchetti" of "Marchetti-Oduya"), not "-based"."""
    while (
        first > 1
        and spelt[first - 1] == "-"
        and _touch(tokens, first - 2, first)
        and spelt[first - 2][:1].isupper()
    ):
        first -= 2
    while (
        end + 1 < len(spelt)
        and spelt[end] == "-"
        and _touch(tokens, end - 1, end + 1)
        and spelt[end + 1][:1].isupper()
    ):
        end += 2
    if first and _given_before(tokens, spelt, first, end):
        first -= 1
    return first, end


def _given_before(tokens: Tokens, spelt: list[str], first: int, end: int) -> bool:
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


def _touch(tokens: Tokens, left: int, right: int) -> bool:
    return tokens.end[left] == tokens.start[left + 1] and tokens.end[right - 1] == tokens.start[right]


def _missed(
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


def _again(
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
            alone = end >= len(spelt) or not (spelt[end][:1].isupper() and tokens.tag[end] in _NAME_TAGS)
            before = token and spelt[token - 1][:1].isupper() and tokens.tag[token - 1] in _NAME_TAGS
            if alone and not before and tuple(spelt[token:end]) == whole and not any(taken[token:end]):
                yield token, end, label


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
            and _touch(tokens, token - 1, token + 1)
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
