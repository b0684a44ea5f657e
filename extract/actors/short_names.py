"""Companies and papers that a text calls by one word of their names: "LY" of "LY Corporation"."""

from __future__ import annotations

from collections.abc import Sequence

from ...graph.record import EntityType
from ..tokens import Tokens
from ..wordlists import words
from .drafts import Cluster
from .names.gender import given_names
from .names.sightings import Sighting
from .places.jurisdictions import is_jurisdiction, is_people

_NAMES = ("NNP", "NNPS", "NN")
_MEDIA = (EntityType.PLATFORM, EntityType.ORGANIZATION)


def add_short_names(
    tokens: Tokens, spelt: list[str], sightings: Sequence[Sighting], clusters: Sequence[Cluster]
) -> None:
    """Adds to the clusters where the text calls them so; what is another's short name is emptied."""
    short: dict[str, Cluster] = {}
    named = {word for cluster in clusters if cluster.type is EntityType.PERSON for word in cluster.words}
    for cluster in clusters:
        word = _short_company(cluster)
        if word is not None and word not in named:
            short[word] = cluster
    papers = _short_papers(clusters)
    if not short and not papers:
        return
    taken = bytearray(len(tokens))
    for sighting in sightings:
        taken[sighting.first : sighting.end] = b"\x01" * (sighting.end - sighting.first)
    for token, word in enumerate(spelt):
        if (
            word in short
            and not taken[token]
            and tokens.tag[token] in _NAMES
            and not _has_its_article(spelt, token)
        ):
            short[word].members.append(Sighting(token, token + 1, "ORG", (word,)))
        if word in papers and not taken[token] and tokens.lower[token - 1 : token] == ["the"]:
            papers[word].members.append(Sighting(token, token + 1, "PLATFORM", (word,)))


def _has_its_article(spelt: Sequence[str], token: int) -> bool:
    """Whether the article is part of the name: "The Guardian" is no short name of Guardian Media Group."""
    return spelt[token - 1 : token] == ["The"] and token > 1 and spelt[token - 2][:1].isalpha()


def _short_company(cluster: Cluster) -> str | None:
    """The word that tells a company from others: the one before "Group", "Telecom", or after "Grupo"."""
    if cluster.type is not EntityType.ORGANIZATION or not 1 < len(cluster.words) < 4:
        return None
    parts = [word.casefold().rstrip(",") for word in cluster.words]
    opening = parts[0] in words("people", "body_openings")
    place = 1 if opening else 0
    plain = words("people", "legal_forms") | words("people", "organisation_words")
    if not opening and not all(part in plain for part in parts[1:]):
        return None
    word = parts[place]
    if len(word) < 2 or word in plain or word in words("people", "too_plain") or word in given_names():
        return None
    return None if is_jurisdiction(word) or is_people(word) else cluster.words[place]


def _short_papers(clusters: Sequence[Cluster]) -> dict[str, Cluster]:
    """Papers by the last word of their names, which the text may call them by; those that it shares are none.

    What stood as a thing of its own ("The Herald") joins its paper.
    """
    found: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        if cluster.type in _MEDIA and len(_bare(cluster)) > 1:
            if cluster.words[-1].casefold() in words("name_kinds", "paper_words"):
                found.setdefault(cluster.words[-1], []).append(cluster)
    papers = {word: one for word, (one, *others) in found.items() if not others}
    for cluster in clusters:
        paper = papers.get(cluster.words[-1]) if len(_bare(cluster)) == 1 else None
        if paper is not None and cluster.type in _MEDIA and not cluster.iri:
            paper.members.extend(cluster.members)
            cluster.members.clear()
    return papers


def _bare(cluster: Cluster) -> Sequence[str]:
    """The words of a name without an article."""
    return cluster.words[cluster.words[0].casefold() == "the" :]
