"""Which names of a text mean the same: full name and surname, long name and acronym, name and alias."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...graph.record import EntityType
from ..tokens import Tokens
from ..wordlists import words
from .drafts import Cluster
from .names.gender import Gender, gender_of_word, given_names
from .names.name_kinds import likely_kinds
from .names.nametypes import Form, types_of_forms
from .names.sightings import Sighting
from .places.jurisdictions import is_jurisdiction
from .short_names import add_short_names

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_PARTICLES = frozenset(
    {
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "bin",
        "ibn",
        "al",
        "el",
        "la",
        "le",
        "du",
    }
)


def cluster_names(tokens: Tokens, spelt: list[str], sightings: list[Sighting]) -> list[Cluster]:
    """Clusters in order of their first mention; each sighting is in one of them or, no name, in none."""
    _cut_to_known(tokens, sightings)
    sightings, likely = likely_kinds(tokens, spelt, sightings)
    types = types_of_forms(tokens, sightings, likely)
    persons = _persons(tokens, sightings, types)
    index = _SurnameIndex(persons)
    clusters: list[Cluster] = list(persons)
    others: dict[tuple[EntityType, str], Cluster] = {}
    in_person = {id(member) for person in persons for member in person.members}
    for sighting in sightings:
        if id(sighting) in in_person:
            continue
        kind = types[sighting.form]
        owner = index.owner(tokens, sighting, kind)
        if owner is not None:
            owner.members.append(sighting)
            continue
        if kind is None:
            continue
        key = (kind, sighting.iri or " ".join(_stripped(sighting.form, kind)))
        cluster = others.get(key)
        if cluster is None:
            cluster = others[key] = Cluster(type=kind, words=sighting.words, iri=sighting.iri)
            clusters.append(cluster)
            if kind is EntityType.PERSON:
                index.add(cluster)
        cluster.members.append(sighting)
    for sighting in _repetitions(tokens, spelt, sightings, index):
        owner = index.owner(tokens, sighting, EntityType.PERSON)
        if owner is not None:
            owner.members.append(sighting)
    add_short_names(tokens, spelt, sightings, clusters)
    for cluster in clusters:
        cluster.members.sort(key=lambda member: member.first)
        cluster.gender = cluster.gender or _gender(tokens, cluster)
    return sorted(
        (cluster for cluster in clusters if cluster.members), key=lambda cluster: cluster.members[0].first
    )


def _stripped(form: Form, kind: EntityType) -> Form:
    """An organisation's name without its legal form; others as they are."""
    if kind is EntityType.ORGANIZATION:
        parts = [part.rstrip(",") for part in form]
        while len(parts) > 1 and parts[-1] in words("people", "legal_forms"):
            parts.pop()
        if len(parts) > 1 and parts[0] == "the":
            parts = parts[1:]
        return tuple(parts)
    return form


def _cut_to_known(tokens: Tokens, sightings: list[Sighting]) -> None:
    """Shortens what ``ner`` took too long ("Jeb Bush Super" of a headline) to a name known from elsewhere."""
    known = {sighting.form for sighting in sightings if len(sighting.form) == 2}
    for sighting in sightings:
        if len(sighting.form) > 2 and sighting.label == "PERSON" and sighting.form[:2] in known:
            if sighting.form[2] in _SUFFIXES:
                continue
            wanted = sighting.words[1].casefold()
            for token in range(sighting.first, sighting.end):
                if tokens.lower[token] == wanted:
                    sighting.end = token + 1
                    sighting.words = sighting.words[:2]
                    break


def _persons(
    tokens: Tokens, sightings: Sequence[Sighting], types: dict[Form, EntityType | None]
) -> list[Cluster]:
    """Clusters of persons that are named with more than one word."""
    clusters: list[Cluster] = []
    by_key: dict[tuple[str, str], list[Cluster]] = {}
    for sighting in sightings:
        if types[sighting.form] is not EntityType.PERSON or len(sighting.form) < 2 or sighting.iri:
            continue
        bare = [word for word in sighting.form if word not in _SUFFIXES]
        if len(bare) < 2:
            continue
        key = (bare[0], bare[-1])
        suffix = next((word.rstrip(".") for word in sighting.form if word in _SUFFIXES), None)
        for cluster in by_key.get(key, ()):
            other = next(
                (word.casefold().rstrip(".") for word in cluster.words if word.casefold() in _SUFFIXES), None
            )
            if suffix is None or other is None or suffix == other:
                cluster.members.append(sighting)
                if len(sighting.words) > len(cluster.words):
                    cluster.words = sighting.words
                break
        else:
            cluster = Cluster(type=EntityType.PERSON, words=sighting.words, members=[sighting])
            by_key.setdefault(key, []).append(cluster)
            clusters.append(cluster)
    return clusters


class _SurnameIndex:
    """Persons by the words of their names."""

    def __init__(self, persons: Sequence[Cluster]) -> None:
        self.by_word: dict[str, list[Cluster]] = {}
        for person in persons:
            self.add(person)

    def add(self, person: Cluster) -> None:
        parts = [word.casefold() for word in person.words if word.casefold() not in _SUFFIXES]
        for place, word in enumerate(parts):
            if 0 < place < len(parts) - 1 and (word in _PARTICLES or len(word.rstrip(".")) < 2):
                continue
            self.by_word.setdefault(word, []).append(person)
        # "Marchetti-Oduya" may be called by either half.
        for start in range(1, len(parts) - 1):
            tail = " ".join(parts[start:])
            self.by_word.setdefault(tail, []).append(person)

    def owner(self, tokens: Tokens, sighting: Sighting, kind: EntityType | None) -> Cluster | None:
        """The person that this short name means: the one spoken of last, else the one named next."""
        form = tuple(word for word in sighting.form if word not in _SUFFIXES)
        if sighting.iri or not form or len(form) > 3:
            return None
        found = self.by_word.get(" ".join(form), ())
        if not found:
            return None
        if kind in (EntityType.JURISDICTION, EntityType.GROUP) and sighting.title is None:
            if kind is EntityType.JURISDICTION and is_jurisdiction(" ".join(form)):
                return None
        surnames = [
            person for person in found if person.words[-1].casefold() == form[-1] or _tail(person) == form
        ]
        if sighting.title is not None:
            found = surnames or found
            sex = gender_of_word(tokens.lower[sighting.title])
            if sex is not None:
                agreeing = [person for person in found if _gender(tokens, person) in (sex, None)]
                if not agreeing:
                    return None
                certain = [person for person in agreeing if _gender(tokens, person) == sex]
                found = certain or agreeing
        elif surnames and len(surnames) < len(found):
            found = surnames
        return _nearest(found, sighting.first)


def _tail(person: Cluster) -> Form:
    """The surname with its particles: "von der Leyen"."""
    parts = [word.casefold() for word in person.words if word.casefold() not in _SUFFIXES]
    start = len(parts) - 1
    while start > 1 and parts[start - 1] in _PARTICLES:
        start -= 1
    return tuple(parts[start:])


def _nearest(persons: Sequence[Cluster], token: int) -> Cluster | None:
    before = [
        (member.first, place)
        for place, person in enumerate(persons)
        for member in person.members
        if member.first < token
    ]
    if before:
        return persons[max(before)[1]]
    after = [(member.first, place) for place, person in enumerate(persons) for member in person.members]
    return persons[min(after)[1]] if after else None


def _repetitions(
    tokens: Tokens, spelt: list[str], sightings: Sequence[Sighting], index: _SurnameIndex
) -> Iterator[Sighting]:
    """Surnames of known persons that nobody marked as a name."""
    taken = bytearray(len(tokens))
    for sighting in sightings:
        taken[sighting.first : sighting.end] = b"\x01" * (sighting.end - sighting.first)
    persons = {id(person): person for found in index.by_word.values() for person in found}.values()
    # Where the family name stands first, the text shows by using it alone.
    surnames = {person.words[-1] for person in persons}
    surnames.update(
        member.words[0] for person in persons for member in person.members if len(member.words) == 1
    )
    surnames = {word for word in surnames if word[:1].isupper() and len(word) > 2}
    hyphenated = {tuple(re.split("(-)", word)): word for word in surnames if "-" in word}
    common = set(spelt)
    for token, word in enumerate(spelt):
        whole = tuple(spelt[token : token + 3])
        if whole in hyphenated and not any(taken[token : token + 3]):
            yield Sighting(token, token + 3, "PERSON", (hyphenated[whole],))
        elif (
            word in surnames
            and not taken[token]
            and (tokens.tag[token] in ("NNP", "NNPS") or word.lower() not in common)
        ):
            before = spelt[token - 1] if token else ""
            if not (before[:1].isupper() and tokens.tag[token - 1] == "NNP" and not taken[token - 1]):
                yield Sighting(token, token + 1, "PERSON", (word,))


def _gender(tokens: Tokens, cluster: Cluster) -> Gender | None:
    """The sex that a title or the given name says."""
    if cluster.type is not EntityType.PERSON:
        return None
    if cluster.gender is not None:
        return cluster.gender
    for member in cluster.members:
        if member.title is not None:
            sex = gender_of_word(tokens.lower[member.title])
            if sex is not None:
                return sex
    return given_names().get(cluster.words[0].casefold()) if len(cluster.words) > 1 else None
