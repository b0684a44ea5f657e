"""What kind of thing a name names: one type for all its places in a text, decided by weighing the evidence.

``ner`` may call one surname an organisation three times and a person once; titles, given names, words such
as "University", the register and the tables of countries know better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise

from ....graph.record import EntityType
from ...relations.relation_words import WORDS
from ...tokens import Tokens
from ...wordlists import words
from ..places.jurisdictions import peoples
from .acronyms import is_acronym
from .gender import given_names
from .known_names import in_the_press
from .name_evidence import has_legal_form
from .name_kinds import Likely
from .sightings import Sighting
from .votes import Vote, votes, votes_by_words

_KNOWN = 50.0
_LABELS: dict[str, tuple[EntityType | None, float]] = {
    "PERSON": (EntityType.PERSON, 1.0),
    "ORG": (EntityType.ORGANIZATION, 1.0),
    "GPE": (EntityType.JURISDICTION, 1.0),
    "NORP": (EntityType.GROUP, 1.0),
    "LAW": (EntityType.INSTRUMENT, 1.0),
    "PLATFORM": (EntityType.PLATFORM, _KNOWN),
    "COMPANY": (EntityType.ORGANIZATION, _KNOWN),
    "TITLE": (EntityType.PERSON, 2.0),
    "GIVEN": (EntityType.PERSON, 2.0),
    "CUE": (EntityType.PERSON, 1.2),
    "BODY": (EntityType.ORGANIZATION, 1.0),
    "GUISE": (EntityType.PERSON, 0.5),
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


def types_of_forms(
    tokens: Tokens, sightings: Sequence[Sighting], likely: Mapping[Form, Likely] = _UNKNOWN
) -> dict[Form, EntityType | None]:
    """One type for each form of a name; None for what is no actor, place or law (a building, a song).

    ``likely`` is what was learnt about the kind of a form; it stands for labels and votes.
    """
    counters: dict[Form, Counter[EntityType | None]] = {}
    for sighting in sightings:
        counter = counters.setdefault(sighting.form, Counter())
        for kind, weight in _votes(tokens, sighting, learnt=sighting.form in likely):
            counter[kind] += weight  # type: ignore[assignment]  # weights are fractions
    types: dict[Form, EntityType | None] = {}
    for form, counter in counters.items():
        for kind, weight in likely[form].items() if form in likely else votes_by_words(form):
            counter[kind] += weight  # type: ignore[assignment]
        # Ties go to the type that stands first in the enumeration.
        types[form] = min(counter, key=lambda kind: (-counter[kind], "~" if kind is None else _ORDER[kind]))
    for form in _places(tokens, sightings):
        if types[form] is EntityType.PERSON:
            types[form] = None
    papers = {s.form for s in sightings if in_the_press(" ".join(s.words)) == "medium"}
    _call_companies_short(
        types, papers, {s.form for s in sightings if s.label in ("PLATFORM", "COMPANY") or s.iri is not None}
    )
    _call_both_alike(tokens, sightings, types)
    return types


def _places(tokens: Tokens, sightings: Sequence[Sighting]) -> set[Form]:
    """Names of one or two words that stand only behind "in", as nobody does: "in Ikorodu, the singer who"."""
    within = {s.form for s in sightings if len(s.form) < 3 and tokens.lower[s.first - 1 : s.first] == ["in"]}
    return within - {
        s.form
        for s in sightings
        if tokens.lower[s.first - 1 : s.first] != ["in"] or s.title is not None or s.form[0] in given_names()
    }


def _votes(tokens: Tokens, sighting: Sighting, *, learnt: bool) -> Iterator[Vote]:
    """What speaks for each kind at one place; of what is ``learnt`` only what the register knows."""
    kind, weight = _LABELS[sighting.label]
    if sighting.iri is not None:
        weight = _KNOWN  # The gazetteer's label tells a platform from a company.
    if weight == _KNOWN or not learnt:
        yield kind, weight
    if not learnt:
        yield from votes(tokens, sighting)


def _call_companies_short(
    types: dict[Form, EntityType | None], papers: Container[Form], told: Container[Form]
) -> None:
    """Makes of one word the company whose name it begins: "Vala" of "Vala Labs"; ``told`` are left alone, and
    ``papers`` that are platforms."""
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
            plain = plain or (kind is EntityType.PLATFORM and form in papers)  # "Clarín" of "Grupo Clarín"
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
_OPENINGS = frozenset(", ( is was became used formerly previously — –".split())
_SMALL = frozenset(", ( which that until had been be used last this year month week".split())
_SET_OFF = ((("(",), ")"), ((",", "or"), ","))
# What a company called by its first word may be taken for.
_SHORT_FOR = (EntityType.PERSON, EntityType.PLATFORM, EntityType.GROUP, None)
_MISTAKEN = (EntityType.PERSON, EntityType.ORGANIZATION, None)
_ORDER = {kind: str(place) for place, kind in enumerate(EntityType)}
