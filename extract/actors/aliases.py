"""Short and other names of organisations and platforms: acronyms, first words, "known as", brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...graph.record import EntityType
from ..tokens import Tokens
from ..wordlists import words
from .drafts import Cluster
from .names.acronyms import is_acronym
from .names.sightings import Sighting

_BODIES = (EntityType.ORGANIZATION, EntityType.INSTRUMENT, EntityType.GROUP)
_ALIASED = (*_BODIES, EntityType.PLATFORM, EntityType.PERSON)
_SAYS_ALIAS = frozenset(
    {
        "known",
        "called",
        "formerly",
        "previously",
        "aka",
        "a.k.a.",
        "renamed",
        "rebranded",
        "now",
        "abbreviated",
        "nicknamed",
        "or",
    }
)
_BETWEEN = frozenset(
    {
        "(",
        ",",
        "as",
        "in",
        "also",
        "better",
        "its",
        "name",
        "to",
        "the",
        "a",
        "is",
        "was",
        "it",
        "then",
        "until",
        "recently",
        "and",
        "simply",
        "among",
        "users",
        "readers",
        "speakers",
        "fans",
        "customers",
        "abroad",
        "overseas",
        "locally",
        "at",
        "home",
        "there",
        "“",
        '"',
        "‘",
        "'",
    }
)

_OF_A_COUNTRY = (["in", "the"], ["of", "the"], ["of"], ["in"])


def split_acronyms(tokens: Tokens, spelt: Sequence[str], sightings: list[Sighting]) -> list[Sighting]:
    """Sightings with "Young Americans for Freedom (YAF" cut into the name and its acronym."""
    cut: list[Sighting] = []
    for sighting in sightings:
        place = next(
            (token for token in range(sighting.first + 1, sighting.end - 1) if spelt[token] in ("(", "（")),
            None,
        )
        if place is None:
            cut.append(sighting)
            continue
        tail = sum(1 for token in range(place + 1, sighting.end) if spelt[token][:1].isalnum())
        whole = Sighting(
            sighting.first,
            place,
            sighting.label,
            sighting.words[: len(sighting.words) - tail],
            sighting.iri,
            sighting.title,
        )
        short = Sighting(
            place + 1, sighting.end, sighting.label, sighting.words[len(sighting.words) - tail :]
        )
        cut.extend(part for part in (whole, short) if part.words)
    return cut


def join_names(tokens: Tokens, spelt: Sequence[str], clusters: list[Cluster]) -> list[Cluster]:
    """Clusters in the same order; those that are one thing under two names are joined into the first."""
    merged: dict[int, Cluster] = {}

    def root(cluster: Cluster) -> Cluster:
        while id(cluster) in merged:
            cluster = merged[id(cluster)]
        return cluster

    def join(one: Cluster, other: Cluster) -> None:
        one, other = root(one), root(other)
        if one is other or (one.iri and other.iri and one.iri != other.iri):
            return
        if _place(other) < _place(one):
            one, other = other, one
        merged[id(other)] = one
        if other.iri and not one.iri:
            one.iri, one.type = other.iri, other.type
        if len(other.words) > len(one.words) and one.iri is None:
            one.words = other.words
        one.aliases.extend(other.aliases)
        one.members = sorted(one.members + other.members, key=lambda member: member.first)

    for one, other, member in _said(tokens, clusters):
        join(one, other)
        root(one).aliases.append(member)
    for one, other in _by_letters(clusters):
        join(one, other)
    for one, other in _by_parts(clusters):
        join(one, other)
    return [cluster for cluster in clusters if id(cluster) not in merged]


def _place(cluster: Cluster) -> int:
    return cluster.members[0].first


def _said(tokens: Tokens, clusters: Sequence[Cluster]) -> list[tuple[Cluster, Cluster, Sighting]]:
    """Neighbouring names between which the text says that they are one: brackets, "known as", "formerly"."""
    placed = sorted(
        ((member.first, member, cluster) for cluster in clusters for member in cluster.members),
        key=lambda item: item[0],
    )
    found = list(_known_to(tokens, placed))
    for place, ((_, left, one), (_, right, other)) in enumerate(zip(placed, placed[1:], strict=False)):
        if one.type is EntityType.JURISDICTION and place:
            # "the Committee on Investment in the United States, known as": the body, not the country.
            _, before, body = placed[place - 1]
            joint = tokens.lower[before.end : left.first]
            if body.type is EntityType.ORGANIZATION and joint in _OF_A_COUNTRY:
                one = body
        between = tokens.lower[left.end : right.first]
        if one.type not in _ALIASED or not between or len(between) > 7:
            continue
        if tokens.sentence[left.first] != tokens.sentence[right.first]:
            continue
        if one is other:
            if left.words != right.words and (_equates(between) or between == ["("]):
                found.append((one, other, right))
            continue
        if other.type not in _ALIASED and not other.iri:
            continue
        if between == ["("] and tokens.lower[right.end : right.end + 1] == [")"]:
            if (
                is_acronym(right.words, left.words)
                or is_acronym(left.words, right.words)
                or not right.words[0].isascii()
            ):
                found.append((one, other, right))
        elif between == [","] and tokens.lower[right.end : right.end + 2] == ["for", "short"]:
            if right.words[0].isupper():
                found.append((one, other, right))
        elif _equates(between) and (one.type is other.type or EntityType.PLATFORM in (one.type, other.type)):
            found.append((one, other, right))
    return found


def _known_to(
    tokens: Tokens, placed: Sequence[tuple[int, Sighting, Cluster]]
) -> Iterator[tuple[Cluster, Cluster, Sighting]]:
    """The first and third name of "X, known to American users as Y" and "X (known in China as Y)"."""
    for (_, left, one), (_, middle, _), (_, right, other) in zip(
        placed, placed[1:], placed[2:], strict=False
    ):
        first, second = tokens.lower[left.end : middle.first], tokens.lower[middle.end : right.first]
        if (
            one.type in _ALIASED
            and (other.type in _ALIASED or other.iri)
            and len(first) < 5
            and first[:1] in ([","], ["("])
            and "known" in first
            and second[-1:] == ["as"]
            and len(second) < 4
        ):
            if one.type is other.type or EntityType.PLATFORM in (one.type, other.type):
                yield one, other, right


def _equates(between: Sequence[str]) -> bool:
    """ ", also known as", "(formerly", ", now called", ", rebranded as"."""
    if between[0] not in (",", "(", "is", "was", "also", "known", "then", "formerly", "—", "–"):
        return False
    if between[-1] in ("to", "among", "in", "by") and "known" in between:
        return False  # "known to Americans", not "renamed to"
    content = [word for word in between if word not in _BETWEEN]
    return bool(content) and all(word in _SAYS_ALIAS for word in content) and content != ["or"]


def _by_letters(clusters: Sequence[Cluster]) -> list[tuple[Cluster, Cluster]]:
    short = [
        c
        for c in clusters
        if c.type in _BODIES and len(c.words) == 1 and c.words[0].replace(".", "").isupper() and not c.iri
    ]
    if not short:
        return []
    long = [c for c in clusters if c.type in _BODIES and len(c.words) > 1]
    by_initial: dict[str, list[Cluster]] = {}
    for cluster in long:
        by_initial.setdefault(cluster.words[0][:1].upper(), []).append(cluster)
    found = []
    for one in short:
        fits = [c for c in by_initial.get(one.words[0][:1], ()) if is_acronym(one.words, c.words)]
        if len(fits) == 1:
            found.append((fits[0], one))
    return found


def _by_parts(clusters: Sequence[Cluster]) -> list[tuple[Cluster, Cluster]]:
    """A short name that is a telling part of exactly one longer one: "the Commission", "Kunlun"."""
    by_word: dict[str, list[Cluster]] = {}
    organisations = [c for c in clusters if c.type is EntityType.ORGANIZATION]
    for cluster in organisations:
        if len(cluster.words) > 1:
            for word in set(cluster.words):
                by_word.setdefault(word, []).append(cluster)
    found = []
    for cluster in organisations:
        if len(cluster.words) != 1 or cluster.iri:
            continue
        word = cluster.words[0]
        fits = by_word.get(word, [])
        if word.casefold() in words("people", "organisation_words"):
            # "the Commission": only what was named before, by its last or first word.
            fits = [c for c in fits if c.words[-1] == word or c.words[0] == word]
            fits = [c for c in fits if _place(c) < _place(cluster)]
        elif word.casefold() in words("people", "too_plain"):
            continue
        else:
            fits = [
                c
                for c in fits
                if c.words[0] == word
                or c.words[0].casefold() in words("people", "body_openings")
                or (len(fits) == 1 and c.words[-1] != word)
            ]
        if len(fits) == 1:
            found.append((fits[0], cluster))
    return found
