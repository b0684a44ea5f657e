"""Where names may stand in a text: what ``ner`` and the gazetteer saw, trimmed, and what they missed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from spacy.tokens import Doc, Span

from ...relations.relation_words import WORDS
from ...tokens import Tokens
from ...wordlists import phrases, words
from ..places.jurisdictions import is_jurisdiction, is_people
from ..places.tables import towns
from .called import called_bodies
from .gender import given_names
from .guises import announced
from .institutions import split_institutions
from .known_names import in_the_press
from .overlooked import overlooked, seen_again
from .sightings import Sighting, given_before, trimmed

_KEPT = frozenset("PERSON ORG GPE NORP LAW FAC PRODUCT LOC WORK_OF_ART EVENT PLATFORM COMPANY".split())
_HALVES = frozenset({"PERSON", "GPE", "NORP", "LOC"})


def find_sightings(doc: Doc, tokens: Tokens, spelt: list[str]) -> list[Sighting]:
    """Sightings in text order that do not overlap."""
    found: list[Sighting] = []
    taken = bytearray(len(tokens))

    def add(first: int, end: int, label: str, iri: str | None = None) -> None:
        sighting = trimmed(tokens, spelt, taken, first, end, label, iri)
        if sighting is not None:
            found.append(sighting)
            taken[sighting.first : sighting.end] = b"\x01" * (sighting.end - sighting.first)

    ents = doc.ents
    known = {ent.start for ent in ents if ent.kb_id_ or ent.label_ in ("PLATFORM", "COMPANY")}
    for first, end in called_bodies(tokens, spelt):
        if known.isdisjoint(range(first, end)):
            add(first, end, "BODY")
    for first, end in announced(tokens, spelt):
        if known.isdisjoint(range(first, end)):
            add(first, end, "GUISE")
    for ent, following in zip_longest(ents, ents[1:]):
        if ent.label_ in _KEPT:
            stop, label = ent.end, ent.label_
            if following is not None and (joint := _as_one(tokens, spelt, ent, following)):
                stop, label = following.end, joint
            if label in ("NORP", "GPE") and not ent.kb_id_ and _begins_a_body(tokens, spelt, ent.start, stop):
                stop, label = _body_end(tokens, spelt, stop), "ORG"
            elif label in _HALVES and not ent.kb_id_ and _is_given_name(tokens, spelt, ent):
                stop, label = _surname_end(tokens, spelt, stop), "PERSON"
            for first, end, kind in _pieces(tokens, ent.start, stop, label):
                add(first, end, kind, ent.kb_id_ or None)
    for first, end, label in list(overlooked(tokens, spelt, taken, found)):
        add(first, end, label)
    for first, end, label in list(seen_again(tokens, spelt, taken, found)):
        add(first, end, label)
    found.sort(key=lambda sighting: sighting.first)
    return found


def _parts(tokens: Tokens, label: str, first: int, token: int, end: int) -> bool:
    """Whether two names stand to both sides: "the mayor of Oruro, Ada Quill", "LIMA - Joinnus"."""
    if tokens.lower[token] == "," and label == "ORG":
        # "the Argus, Ada Quill", but "Procter, Gamble & Co" and "Acme, Inc."
        joined = not {"&", "and"}.isdisjoint(tokens.lower[first:end])
        return not joined and tokens.lower[token + 1].rstrip(".") not in words("people", "legal_forms")
    if tokens.lower[token] == "," and label == "PERSON":
        return end - token > 2 and tokens.lower[token + 1].rstrip(".") not in ("jr", "sr")
    apart = tokens.start[token] > tokens.end[token - 1] and tokens.start[token + 1] > tokens.end[token]
    return apart and tokens.lower[token] in ("-", "–", "—", "--")


def _are_listed(tokens: Tokens, first: int) -> bool:
    """Whether examples follow: "shows such as NAME and OTHER"."""
    return ["such", "as"] in (
        tokens.lower[max(0, first - 2) : first],
        tokens.lower[max(0, first - 3) : first - 1],
    )


def _both_known(tokens: Tokens, first: int, token: int, end: int) -> bool:
    """Whether "NAME and NAME" is two names that the press knows, not one."""
    text = tokens.text
    one = text[tokens.start[first] : tokens.end[token - 1]]
    other = text[tokens.start[token + 1] : tokens.end[end - 1]]
    return bool(in_the_press(one) and in_the_press(other))


def _is_of_a_place(tokens: Tokens, first: int, of: int, end: int) -> bool:
    """Whether this is a company's name, and where it sits: "Acme GmbH of Kassel"."""
    place = tokens.text[tokens.start[of + 1] : tokens.end[end - 1]]
    name = tokens.text[tokens.start[first] : tokens.end[of - 1]]
    firm = tokens.lower[of - 1].rstrip(".") in words("people", "firm_endings") | words(
        "people", "legal_forms"
    )
    known = is_jurisdiction(place) or place in towns()
    whole = f"{name} of {place}"
    if in_the_press(whole) or whole.casefold() in phrases("media", "names"):
        return False  # "Voice of America"
    if of == first + 1 and known:  # "Visma of Oslo", not "University of Oslo"
        return tokens.lower[first] not in words("people", "organisation_words") | WORDS.institutions
    return (firm and (known or end == of + 2)) or (known and bool(in_the_press(name)))


def _as_one(tokens: Tokens, spelt: list[str], one: Span, other: Span) -> str:
    """What ``ner`` took for two names and is one, by its label; empty where they are two."""
    if one.end != other.start:
        return ""
    if one.label_ == "ORG" and one[-1].lower_ in ("of", "for"):
        return "ORG"  # "the Communications Authority of Kenya": the country was known before the name
    if one.kb_id_ or other.kb_id_:
        return ""
    if _is_halved(tokens, spelt, one, other):
        return "PERSON"
    return "ORG" if _is_torn(tokens, spelt, one, other) else ""


def _is_halved(tokens: Tokens, spelt: list[str], one: Span, other: Span) -> bool:
    """Whether these are the two words of a person's name, taken for a place and a people, say."""
    whole = other.label_ == "PERSON" and "-" in other.text  # "Rosamund", a product, and "Fry-Carter"
    return (
        len(one) == 1
        and (len(other) == 1 or whole)
        and (one.label_ in _HALVES or whole)
        and other.label_ in _HALVES
        and not is_people(other.text.lower())
        and not is_jurisdiction(other.text)
        and given_before(tokens, spelt, other.start, other.end)
    )


def _is_torn(tokens: Tokens, spelt: list[str], one: Span, other: Span) -> bool:
    """Whether these are the two parts of one organisation's name: "the Manchester Evening" and "News"."""
    last = one.end - 1
    return (
        one.label_ == other.label_ == "ORG"
        and tokens.dep[last] == "compound"
        and other.start <= tokens.head[last] < other.end
        and spelt[last][:1].isupper()
        and tokens.tag[other.start].startswith("NNP")
    )


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
        and tokens.lower[tokens.head[first]]
        in words("people", "organisation_words") | words("name_kinds", "paper_words")
    )


def _is_given_name(tokens: Tokens, spelt: list[str], one: Span) -> bool:
    """Whether ``ner`` took the first half of a name for a place that no list has: "Tamsin Ojeda-Clarke"."""
    first, after = one.start, one.end
    return (
        len(one) == 1
        and one.label_ in ("GPE", "LOC")
        and after < len(tokens)
        and tokens.sentence[after] == tokens.sentence[first]
        and tokens.tag[after] == "NNP"
        and spelt[after].istitle()
        and tokens.dep[first] == "compound"
        and first < tokens.head[first] < after + 3
        and not is_people(tokens.lower[first])
        and not is_jurisdiction(spelt[first])
        and spelt[first] not in towns()
        and tokens.lower[tokens.head[first]] not in words("people", "organisation_words")
    )


def _surname_end(tokens: Tokens, spelt: list[str], end: int) -> int:
    """Where the words with capitals end that follow the first half, with their hyphens."""
    while end < len(tokens) and (
        (tokens.tag[end].startswith("NNP") and spelt[end].istitle())
        or (spelt[end] == "-" and spelt[end + 1 : end + 2] != [] and spelt[end + 1].istitle())
    ):
        end += 1
    return end


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
        if tokens.lower[token] == "and" and (
            label == "PERSON" or _are_listed(tokens, first) or _both_known(tokens, first, token, end)
        ):
            return [(first, token, label), (token + 1, end, label)]
        if tokens.lower[token] == "of" and label == "ORG" and _is_of_a_place(tokens, first, token, end):
            return [(first, token, label), (token + 1, end, "GPE")]
        if _parts(tokens, label, first, token, end):
            return [
                (first, token, "GPE" if label == "PERSON" else label),
                *_pieces(tokens, token + 1, end, "PERSON" if tokens.lower[token] == "," else label),
            ]
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
