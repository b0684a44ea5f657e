"""Which kind of thing a name means, from all its places in a text at once, weighed by what was learnt."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp, log

from ....graph.record import EntityType
from ...relations.relation_words import WORDS
from ...tokens import Tokens
from ...wordlists import words
from ..places.jurisdictions import is_jurisdiction, is_people
from ..places.tables import towns
from ..roles.categories import is_role_word
from .gender import given_names
from .known_names import in_the_press, lists_of
from .name_evidence import Range, evidence, in_text, may_be_papers_name, shape
from .sightings import Sighting, goes_on, is_office, is_title, name_words, with_small_half
from .votes import Vote, votes, votes_by_words
from .word_clusters import cluster_of

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_MAY_BE_NAMES = frozenset(
    {"NN", "NNS", "JJ", "FW", "UH", "VB", "VBP", "VBZ", "VBG", "VBD", "VBN", "RB", "JJR"}
)


KINDS: Mapping[str, EntityType | None] = {
    "platform": EntityType.PLATFORM,
    "organization": EntityType.ORGANIZATION,
    "person": EntityType.PERSON,
    "place": EntityType.JURISDICTION,
    "other": None,
}
Form = tuple[str, ...]
Likely = dict[EntityType | None, float]
_KINDS_OF_ACTORS = ("platform", "organization", "person")
_ACTORS = frozenset({"PERSON", "ORG", "BODY", "CUE", "GIVEN", "TITLE", "PLATFORM", "COMPANY"})
_BESIDE = ("-1:", "-2t ", "+1:", "d:")
_SURNAME = frozenset({"ends given", "ends another"})
_SURE, _LISTED = 0.5, 0.3
_LEAST = log(0.01)
_DECISIVE = 4.0
_CERTAIN = 0.95  # what is that likely is no person for its first word alone


@dataclass(slots=True)
class Candidate:
    """A name with its places as token ranges; ``labels`` are those of the sightings, "" for none."""

    form: Form
    name: tuple[str, ...]
    places: list[Range] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    titles: list[int | None] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)
    features: set[str] = field(default_factory=set)


def known_tokens(sightings: Sequence[Sighting]) -> dict[int, str]:
    """What stands at a token, where the register or a table of places says so."""
    known: dict[int, str] = {}
    for sighting in sightings:
        kind = ""
        if sighting.iri is not None:
            kind = "platform" if sighting.label == "PLATFORM" else "org"
        elif sighting.label == "PLATFORM":
            kind = "platform"
        elif sighting.label == "COMPANY":
            kind = "org"
        elif is_jurisdiction(" ".join(sighting.words)):
            kind = "place"
        if kind:
            known.update(dict.fromkeys(range(sighting.first, sighting.end), kind))
    return known


def find_candidates(
    tokens: Tokens, spelt: Sequence[str], sightings: Sequence[Sighting], *, plain: bool = True
) -> list[Candidate]:
    """Names that the register lacks, sightings first; without ``plain`` only the doubtful."""
    found: dict[Form, Candidate] = {}
    known = known_tokens(sightings)
    clear = set() if plain else _clear(sightings)
    taken = bytearray(len(tokens))
    for sighting in sightings:
        taken[sighting.first : sighting.end] = b"\x01" * (sighting.end - sighting.first)
        if sighting.first in known or sighting.label == "LAW" or _is_adjective(tokens, sighting):
            continue
        form = sighting.form
        candidate = found.setdefault(form, Candidate(form, sighting.words))
        candidate.places.append((sighting.first, sighting.end))
        candidate.labels.append(sighting.label if sighting.title is None else "TITLE")
        candidate.titles.append(sighting.title)
    for first, end in _unseen(tokens, spelt, taken):
        parts = name_words(tokens.text[tokens.start[first] : tokens.end[end - 1]])
        form = tuple(part.casefold() for part in parts)
        if form and not is_jurisdiction(" ".join(parts)):
            candidate = found.setdefault(form, Candidate(form, parts))
            candidate.places.append((first, end))
            candidate.labels.append("")
            candidate.titles.append(None)
    subject = _subject(tokens, known)
    doubtful = [candidate for candidate in found.values() if candidate.form not in clear]
    for candidate in doubtful:
        features = evidence(tokens, spelt, candidate.places, known)
        features.update(subject)
        features.update(shape(candidate.name))
        features.update(in_text(candidate.form, found))
        candidate.votes = list(_votes(tokens, candidate))
        features.update(_voted(candidate.votes))
        features.update(f"listed:{name}" for name in lists_of(candidate.name))
        if " ".join(candidate.name) in towns():
            # A town's name says little of a surname, much behind "of", all behind a company's and "of".
            features.update([f"town {beside}" for beside in features if beside.startswith(_BESIDE)])
            features.add("town" if _SURNAME.isdisjoint(features) else "town or surname")
        labels = set(candidate.labels)
        features.update(f"ner:{label}" for label in labels)
        if len(labels) == 1:
            features.add(f"ner=:{candidate.labels[0]}")
        candidate.features = features
    return doubtful


def _votes(tokens: Tokens, candidate: Candidate) -> Iterator[Vote]:
    yield from votes_by_words(candidate.form)
    for (first, end), label, title in zip(candidate.places, candidate.labels, candidate.titles, strict=True):
        yield from votes(tokens, Sighting(first, end, label or "LEARNT", candidate.name, title=title))


def _voted(found: Iterable[Vote]) -> Iterator[str]:
    """What the rules say of a name; how much that counts is learnt as well."""
    total: dict[EntityType | None, float] = {}
    for kind, weight in found:
        yield f"rule:{kind} {weight:g}"
        total[kind] = total.get(kind, 0.0) + weight
    for kind, weight in total.items():
        yield f"rules:{kind} {min(int(weight / 2), 4)}"


def _is_adjective(tokens: Tokens, sighting: Sighting) -> bool:
    """Whether this is a people's or a party's, and not a strange name that ``ner`` took for one."""
    last = sighting.end - 1
    return sighting.label == "NORP" and (
        tokens.tag[last] != "NNP"
        or tokens.dep[last] in ("amod", "compound", "nmod")
        or sighting.form[-1].endswith(("an", "ese"))
    )


def _clear(sightings: Sequence[Sighting]) -> set[Form]:
    """Names whose form and label say the same: a given name and a surname, "… University", "… Inc."."""
    given = given_names()
    bodies = words("people", "organisation_words") - words("name_kinds", "media_words")
    clear: set[Form] = set()
    surnames: set[str] = set()
    for sighting in sightings:
        form = sighting.form
        if sighting.label == "PERSON" and len(form) > 1 and form[0] in given:
            clear.add(form)
            surnames.add(form[-1])
        elif sighting.label in ("ORG", "BODY") and len(form) > 1 and not bodies.isdisjoint(form):
            if not may_be_papers_name(form):
                clear.add(form)
    clear.update(s.form for s in sightings if len(s.form) == 1 and s.form[0] in surnames)
    return clear


def _subject(tokens: Tokens, known: Mapping[int, str]) -> set[str]:
    """Whether the text speaks of platforms at all."""
    spoken = "platform" in known.values() or not words("platforms", "plain_anaphors").isdisjoint(tokens.lower)
    return {"doc:platform"} if spoken else set()


def _unseen(tokens: Tokens, spelt: Sequence[str], taken: bytearray) -> list[Range]:
    """Runs of words with capitals that nobody took for names."""
    runs: list[Range] = []
    token, count = 0, len(tokens)
    while token < count:
        if taken[token] or not _may_begin(tokens, spelt, token):
            token += 1
            continue
        first = token
        token += 1
        while (
            token < count
            and not taken[token]
            and spelt[token][:1].isupper()
            and (tokens.tag[token] in _NAME_TAGS or with_small_half(tokens, spelt, token + 1) > token + 1)
            and tokens.sentence[token] == tokens.sentence[first]
        ):
            token += 1
        token = with_small_half(tokens, spelt, token)
        while goes_on(tokens, spelt, token) and not any(taken[token : token + 2]):
            token += 2
        if not is_office(tokens, first, token):
            runs.append((first, token))
    return runs


def _may_begin(tokens: Tokens, spelt: Sequence[str], token: int) -> bool:
    word, lower = spelt[token], tokens.lower[token]
    if len(word) < 2 or tokens.silent[token]:
        return False
    if in_the_press(word) == "app" and (not cluster_of(lower) or _is_odd(word) or _is_set_off(tokens, token)):
        return True  # "beehiiv", "99Food", and "Tidal," at the head of a sentence
    if word.islower():
        return False
    if not (word[:1].isupper() or _is_odd(word)):
        return False
    tag = tokens.tag[token]
    if tag not in _NAME_TAGS:
        opens = token == 0 or tokens.sentence[token - 1] != tokens.sentence[token]
        # "Clapper is": a noun that is counted does not begin so.
        bare = tag == "NN" and tokens.dep[token].startswith("nsubj") and not tokens.kids[token]
        if tag not in _MAY_BE_NAMES or (opens and not bare):
            return False
        if not opens and spelt[token - 1] in "“\"‘'(:":
            return False
    return not (
        lower in WORDS.not_names
        or is_title(lower)
        or lower in words("people", "no_names")
        or lower in words("name_kinds", "no_names")
        or is_role_word(lower)
        or is_people(lower)
    )


def _is_set_off(tokens: Tokens, token: int) -> bool:
    """Whether a comma, a possessive or a verb follows a word with a capital."""
    return tokens.text[tokens.start[token]].isupper() and tokens.tag[token + 1 : token + 2] in (
        [","], ["POS"], ["VBZ"], ["VBD"], ["MD"],
    )  # fmt: skip


def _is_odd(word: str) -> bool:
    """Whether a word has a capital behind a small letter or a figure, as names have: "inDrive", "1xBet"."""
    return word[:1].isalnum() and word.isalnum() and any(letter.isupper() for letter in word[1:])


def likely_kinds(
    tokens: Tokens, spelt: Sequence[str], sightings: list[Sighting]
) -> tuple[list[Sighting], dict[Form, Likely]]:
    """The sightings with those that nobody saw, and what speaks for each kind, by form.

    That is the logarithm of how likely it is, and once more what rules say for a person, or strongly.
    """
    likely: dict[Form, Likely] = {}
    more: list[Sighting] = []
    for candidate in find_candidates(tokens, spelt, sightings, plain=False):
        chances = weigh(candidate.features)
        best = max(chances, key=lambda kind: chances[kind])
        # What nothing else takes for an actor must be one for sure.
        sure = _LISTED if in_the_press(" ".join(candidate.name)) else _SURE
        if _ACTORS.isdisjoint(candidate.labels) and (chances[best] < sure or best not in _KINDS_OF_ACTORS):
            continue
        more.extend(
            Sighting(first, end, "LEARNT", candidate.name)
            for (first, end), label in zip(candidate.places, candidate.labels, strict=True)
            if not label
        )
        known = {KINDS[kind]: max(_LEAST, log(chance)) for kind, chance in chances.items()}
        may_be_somebody = chances[best] < _CERTAIN or best == "person"
        for type_, weight in candidate.votes:
            counts = may_be_somebody if type_ is EntityType.PERSON else weight >= _DECISIVE
            if counts:
                known[type_] = known.get(type_, 0.0) + weight
        likely[candidate.form] = known
    return sorted([*sightings, *more], key=lambda sighting: sighting.first), likely


def weigh(features: Iterable[str]) -> dict[str, float]:
    """How likely each kind is; the figures add up to 1."""
    table = _weights()
    sums = list(table[""])
    for feature in features:
        row = table.get(feature)
        if row is not None:
            for number, weight in enumerate(row):
                sums[number] += weight
    top = max(sums)
    powers = [exp((total - top) / 100) for total in sums]
    return {kind: power / sum(powers) for kind, power in zip(KINDS, powers, strict=True)}


@cache
def _weights() -> dict[str, list[int]]:
    """The weights by feature, in hundredths, in the order of ``KINDS``; whole numbers add up in any order."""
    text = files("claimgraph.extract").joinpath("data/name_kinds.json").read_text("utf-8")
    table: dict[str, list[int]] = json.loads(text)["weights"]
    return table
