"""What kind of thing a name names: one type for all its places in a text, decided by weighing the evidence.

``ner`` may call one surname an organisation three times and a person once; titles, given names, words such
as "University", the register and the tables of countries know better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from ...graph.record import EntityType
from ..relations.relation_words import WORDS
from ..tokens import Tokens
from ..wordlists import phrases, words
from .acronyms import is_acronym
from .appositions import calls_a_person
from .gender import given_names
from .jurisdictions import is_jurisdiction, jurisdiction, peoples
from .name_evidence import has_legal_form
from .name_kinds import Likely
from .proofs import proofs
from .sightings import Sighting

_LABELS: dict[str, tuple[EntityType | None, float]] = {
    "PERSON": (EntityType.PERSON, 1.0),
    "ORG": (EntityType.ORGANIZATION, 1.0),
    "GPE": (EntityType.JURISDICTION, 1.0),
    "NORP": (EntityType.GROUP, 1.0),
    "LAW": (EntityType.INSTRUMENT, 1.0),
    "PLATFORM": (EntityType.PLATFORM, 50.0),
    "TITLE": (EntityType.PERSON, 2.0),
    "GIVEN": (EntityType.PERSON, 2.0),
    "CUE": (EntityType.PERSON, 1.2),
    "BODY": (EntityType.ORGANIZATION, 1.0),
    "LEARNT": (None, 0.0),
    "LOC": (None, 1.0),
    "FAC": (None, 0.4),
    "PRODUCT": (None, 0.4),
    "EVENT": (None, 0.6),
    "WORK_OF_ART": (None, 0.6),
}
_REGISTERED = {
    "organization": EntityType.ORGANIZATION,
    "person": EntityType.PERSON,
    "group": EntityType.GROUP,
    "platform": EntityType.PLATFORM,
    "jurisdiction": EntityType.JURISDICTION,
}
Form = tuple[str, ...]
_UNKNOWN: Mapping[Form, Likely] = {}
_NOTHING: Likely = {}


def types_of_forms(
    tokens: Tokens, sightings: Sequence[Sighting], likely: Mapping[Form, Likely] = _UNKNOWN
) -> dict[Form, EntityType | None]:
    """One type for each form of a name; None for what is no actor, place or law (a building, a song).

    ``likely`` are the logarithms of what was learnt about the kind of a form; they stand for the labels.
    """
    votes: dict[Form, Counter[EntityType | None]] = {}
    for sighting in sightings:
        counter = votes.setdefault(sighting.form, Counter())
        for kind, weight in _evidence(tokens, sighting, labelled=sighting.form not in likely):
            counter[kind] += weight  # type: ignore[assignment]  # weights are fractions
    types: dict[Form, EntityType | None] = {}
    for form, counter in votes.items():
        for kind, weight in likely.get(form, _NOTHING).items():
            counter[kind] += weight  # type: ignore[assignment]
        for kind, weight in _by_words(form):
            counter[kind] += weight  # type: ignore[assignment]
        # Ties go to the type that stands first in the enumeration.
        types[form] = min(counter, key=lambda kind: (-counter[kind], "~" if kind is None else _ORDER[kind]))
    _call_companies_short(types, {s.form for s in sightings if s.label == "PLATFORM" or s.iri is not None})
    _call_both_alike(tokens, sightings, types)
    return types


def _call_companies_short(types: dict[Form, EntityType | None], told: Container[Form]) -> None:
    """Makes of one word the company whose name it begins: "Vala" of "Vala Labs"; ``told`` are left alone."""
    owners: dict[str, set[EntityType | None]] = {}
    same: set[str] = set()  # "Loopy" and "Loopy Ltd": the app and who publishes it
    for form, kind in types.items():
        if len(form) > 1:
            if all(part.rstrip(".,") in words("people", "legal_forms") for part in form[1:]):
                same.add(form[0])
            owners.setdefault(form[0], set()).add(kind)
            if kind is EntityType.PERSON:
                owners.setdefault(form[-1], set()).add(kind)
            elif form[0] in words("people", "body_openings"):
                owners.setdefault(form[1], set()).add(kind)
    for form, kind in types.items():
        if kind in _SHORT_FOR and len(form) == 1 and form[0] not in given_names() and form not in told:
            plain = form[0] in words("people", "too_plain") or form[0] in peoples()
            plain = plain or (kind is not EntityType.PERSON and form[0] in same)
            if owners.get(form[0]) == {EntityType.ORGANIZATION} and not plain:
                types[form] = EntityType.ORGANIZATION


def _call_both_alike(
    tokens: Tokens, sightings: Sequence[Sighting], types: dict[Form, EntityType | None]
) -> None:
    """Makes a platform of another name of one ("X, which used to be NAME"), and a body of its letters."""
    for one, other in pairwise(sightings):
        kinds = types[one.form], types[other.form]
        if kinds[0] is EntityType.ORGANIZATION and other.iri is None and is_acronym(other.words, one.words):
            types[other.form] = EntityType.ORGANIZATION
            continue
        if kinds[0] is EntityType.ORGANIZATION and _says_a_body(one.form) and _is_short(tokens, one, other):
            types[other.form] = EntityType.ORGANIZATION
            continue
        if kinds[0] is EntityType.PLATFORM and one.label != "PLATFORM" and has_legal_form(other.form):
            if _renames(tokens, one, other):
                types[one.form] = EntityType.ORGANIZATION  # "NAME, known until last year as OTHER Ltd"
            continue
        if EntityType.PLATFORM not in kinds or kinds[0] is kinds[1] or not _renames(tokens, one, other):
            continue
        lesser = other if kinds[0] is EntityType.PLATFORM else one
        whole = len(lesser.form) > 1 and lesser.form[0] in given_names()
        if (
            lesser.iri is None
            and types[lesser.form] in _MISTAKEN
            and not (whole or _says_a_body(lesser.form))
        ):
            types[lesser.form] = EntityType.PLATFORM


def _renames(tokens: Tokens, one: Sighting, other: Sighting) -> bool:
    """Whether only words of naming stand between two names of a sentence."""
    between = tokens.lower[one.end : other.first]
    return (
        0 < len(between) < 9
        and between[0] in _OPENINGS
        and tokens.sentence[one.first] == tokens.sentence[other.first]
        and not _NAMES.isdisjoint(between)
        and all(word in _NAMES or word in _SMALL or word in WORDS.naming_fillers for word in between)
    )


def _is_short(tokens: Tokens, one: Sighting, other: Sighting) -> bool:
    """Whether one word with two capitals is set off behind a name: "the Data Commission, or DaCo,"."""
    word = other.words[0]
    opened = tuple(tokens.lower[one.end : other.first])
    return (
        other.iri is None
        and len(other.words) == 1
        and sum(letter.isupper() for letter in word) > 1
        and (opened == ("(",) or word[0].casefold() == one.form[0][0])
        and (opened, *tokens.lower[other.end : other.end + 1]) in _SET_OFF
    )


def _says_a_body(form: Form) -> bool:
    return has_legal_form(form) or (
        len(form) > 1 and not words("people", "organisation_words").isdisjoint(form)
    )


_NAMES = WORDS.naming_words | frozenset(("became", "used"))
_HOLDINGS = WORDS.stake_nouns | frozenset(
    "investor investors invest invests invested stock investment".split()
)
_OWNING = WORDS.own_verbs | WORDS.hold_verbs | WORDS.buy_verbs | WORDS.sell_verbs
_OPENINGS = frozenset(", ( is was became used formerly previously — –".split())
_SMALL = frozenset(", ( which that until had been be used last this year month week".split())
_SET_OFF = ((("(",), ")"), ((",", "or"), ","))
# What a company called by its first word may be taken for.
_SHORT_FOR = (EntityType.PERSON, EntityType.PLATFORM, None)
_MISTAKEN = (EntityType.PERSON, EntityType.ORGANIZATION, None)
_ORDER = {kind: str(place) for place, kind in enumerate(EntityType)}


def _evidence(
    tokens: Tokens, sighting: Sighting, *, labelled: bool
) -> Iterable[tuple[EntityType | None, float]]:
    kind, weight = _LABELS[sighting.label]
    if sighting.iri is not None:
        # The gazetteer's label tells a platform from a company.
        weight = 50.0
    if labelled or weight > 10:
        yield kind, weight
    if sighting.title is not None and tokens.lower[sighting.title] != "general":
        yield EntityType.PERSON, 4.0
    after = sighting.end
    if _is_dateline(tokens, sighting):
        yield EntityType.JURISDICTION, 6.0
    place = _stands_in(tokens, sighting)
    if _follows_a_person(tokens, sighting):
        yield EntityType.ORGANIZATION, 2.5
    if _owns_a_person(tokens, sighting):
        yield EntityType.ORGANIZATION, 3.0
    if _is_related(tokens, sighting):
        yield EntityType.PERSON, 2.5
    comma = after + 1 < len(tokens) and tokens.lower[after] == ","
    if comma and tokens.lower[after + 1] == "who" and not place:  # "her mother in NAME, who"
        yield EntityType.PERSON, 2.0
    if after + 1 < len(tokens) and tokens.lower[after] == "," and tokens.lower[after + 1] == "which":
        yield EntityType.ORGANIZATION, 1.5
        if not labelled and _OWNING.isdisjoint(tokens.lower[after + 2 : after + 6]):
            yield EntityType.PLATFORM, 4.0  # no person, and that is all; see `proofs`
    if after + 2 < len(tokens) and tokens.lower[after] == "," and calls_a_person(tokens, after + 1):
        yield EntityType.PERSON, 2.0
    head = sighting.end - 1
    if tokens.dep[head] == "nsubjpass" and tokens.lower[tokens.head[head]] in words(
        "people", "corporate_verbs"
    ):
        yield EntityType.ORGANIZATION, 1.5
    if (
        after + 2 < len(tokens)
        and tokens.lower[after] == ","
        and tokens.lower[after + 1].isdigit()
        and (tokens.lower[after + 2] in (",", "."))
    ):
        yield EntityType.PERSON, 2.0
    if place:
        yield None, 1.5
    elif after < len(tokens) and tokens.lower[after] == "who":
        yield EntityType.PERSON, 1.0
    yield from proofs(tokens, sighting.first, sighting.end)


def _follows_a_person(tokens: Tokens, sighting: Sighting) -> bool:
    """ "Ada Quill of NAME": whom somebody with a given name and a surname belongs to."""
    first = sighting.first
    return (
        first > 2
        and tokens.lower[first - 1] in ("of", "at")
        and tokens.tag[first - 3 : first - 1] == ["NNP", "NNP"]
        and tokens.lower[first - 3] in given_names()
        and tokens.lower[first - 2] not in words("people", "organisation_words")
    )


def _owns_a_person(tokens: Tokens, sighting: Sighting) -> bool:
    """ "NAME's Ada Quill": whose people have a given name and a surname beside it."""
    end = sighting.end
    return (
        sighting.form[0] not in given_names()
        and tokens.tag[end : end + 3] == ["POS", "NNP", "NNP"]
        and (tokens.lower[end + 1] in given_names() or tokens.tag[end + 3 : end + 4] == ["HYPH"])
    )


def _is_dateline(tokens: Tokens, sighting: Sighting) -> bool:
    """ "VANCOUVER –" at the head of a paragraph."""
    first, end = sighting.first, sighting.end
    return (
        (first == 0 or tokens.paragraph[first - 1] != tokens.paragraph[first])
        and all(word.isupper() and len(word) > 2 for word in sighting.words)
        and tokens.lower[end : end + 1] in (["–"], ["—"], ["-"], ["--"])
    )


def _is_related(tokens: Tokens, sighting: Sighting) -> bool:
    """ "his granddaughter NAME", "NAME's nephew"."""
    kin, first, end = words("people", "kin"), sighting.first, sighting.end
    before = first > 1 and tokens.lower[first - 1] in kin and tokens.tag[first - 2] in ("PRP$", "POS")
    return before or (end + 1 < len(tokens) and tokens.tag[end] == "POS" and tokens.lower[end + 1] in kin)


def _stands_in(tokens: Tokens, sighting: Sighting) -> bool:
    """ "in NAME", "a tailor from NAME", "the city of NAME": hardly an actor, if nothing else says so."""
    first = sighting.first
    if not (
        sighting.label in ("PERSON", "ORG", "GPE", "LEARNT")
        and sighting.iri is None
        and first > 0
        and tokens.dep[sighting.end - 1] == "pobj"
        and tokens.head[sighting.end - 1] == first - 1
    ):
        return False
    word = tokens.lower[first - 1]
    if word == "of" and first > 1:
        return tokens.lower[first - 2] in words("people", "place_nouns")
    if word == "in" and tokens.lower[tokens.head[first - 1]] in _HOLDINGS:
        return False  # "a stake in NAME"
    return word in ("in", "near") or (
        word == "from" and len(sighting.words) == 1 and tokens.tag[tokens.head[first - 1]] in ("NN", "NNS")
    )


def _by_words(form: Form) -> Iterable[tuple[EntityType | None, float]]:
    name = " ".join(form)
    if jurisdiction(name) is not None:
        yield EntityType.JURISDICTION, 8.0
    elif is_jurisdiction(name):
        yield EntityType.JURISDICTION, 3.0
    if name in peoples():
        # An adjective of a country: "Chinese" alone means the people, and people are a group.
        yield EntityType.GROUP, 3.0
    if name in phrases("people", "bodies"):
        yield EntityType.ORGANIZATION, 6.0
    elif name in known_companies():
        yield EntityType.ORGANIZATION, 6.0
    if not words("people", "organisation_words").isdisjoint(form):
        yield EntityType.ORGANIZATION, 2.5 if len(form) > 1 else 0.5
    elif len(form) == 1 and len(name) > 6 and name.endswith(_ending_of_bodies()):
        yield EntityType.ORGANIZATION, 1.5
    elif len(form) in (2, 3, 4) and form[0] in given_names():
        yield EntityType.PERSON, 2.0
    if has_legal_form(form):
        yield EntityType.ORGANIZATION, 3.0
    if len(form) > 1 and form[-1] in words("platforms", "name_endings"):
        yield EntityType.PLATFORM, 3.0
    if len(form) > 1 and form[0] in words("people", "schools"):
        yield EntityType.ORGANIZATION, 3.0
    if len(form) == 2 and _is_double(form[1]) and form[0].isalpha():
        yield EntityType.PERSON, 1.2
    if form[-1] in words("people", "law_words"):
        yield EntityType.INSTRUMENT, 6.0


def _is_double(word: str) -> bool:
    """Whether a word has the form of a surname of two: "Marchetti-Oduya"."""
    halves = word.split("-")
    return len(halves) == 2 and all(half.isalpha() and len(half) > 1 for half in halves)


@cache
def known_companies() -> frozenset[str]:
    """Large companies by their names in lower case."""
    return frozenset(name.strip() for name in phrases("people", "known_companies"))


@cache
def _ending_of_bodies() -> tuple[str, ...]:
    return tuple(sorted(words("people", "organisation_endings")))
