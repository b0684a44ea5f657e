"""What rules say of the kind of a name, each with a weight (``ner`` has 1): titles, kin, its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ....graph.record import EntityType
from ...relations.relation_words import WORDS
from ...tokens import Tokens
from ...wordlists import phrases, words
from ..places.jurisdictions import is_jurisdiction, jurisdiction, peoples
from ..roles.appositions import calls_a_person
from .gender import given_names
from .known_names import in_the_press
from .name_evidence import has_legal_form, is_papers_name, may_be_papers_name
from .proofs import proofs
from .sightings import Sighting, is_in_a_title

Vote = tuple[EntityType | None, float]
_HOLDINGS = WORDS.stake_nouns | frozenset(
    "investor investors invest invests invested stock investment".split()
)

_ACCOUNTS = (["account"], ["profile"], ["handle"], ["feed"], ["followers"])
_DATELINE = 9  # tokens
_CREDITS = frozenset({"photo", "photograph", "photos", "picture", "image", "illustration"})
_PAPERS = frozenset("paper newspaper magazine weekly daily monthly journal".split())
_DASHES = (["–"], ["—"], ["-"], ["--"])


def votes(tokens: Tokens, sighting: Sighting) -> Iterator[Vote]:
    """What the words around a name say of its kind, at one of its places."""
    if sighting.title is not None and tokens.lower[sighting.title] != "general":
        yield EntityType.PERSON, 4.0
    after = sighting.end
    if _is_dateline(tokens, sighting):
        yield EntityType.JURISDICTION, 6.0
    if _is_agency(tokens, sighting) or _is_credited(tokens, sighting):
        yield EntityType.ORGANIZATION, 6.0
    done = tokens.lower[tokens.head[after - 1]] if tokens.dep[after - 1] == "dobj" else ""
    if done in words("name_kinds", "install_verbs"):
        yield EntityType.PLATFORM, 4.0
    elif done in words("name_kinds", "meet_verbs"):
        yield EntityType.PERSON, 2.0
    if tokens.lower[after : after + 1] in _ACCOUNTS and tokens.tag[sighting.first - 1] == "PRP$":
        yield EntityType.PLATFORM, 4.0  # "his NAME account"
    if _is_listed(tokens, sighting) or _is_medium(tokens, sighting):
        yield EntityType.PLATFORM, 6.0
    if _prints_somebody(tokens, sighting):
        yield EntityType.ORGANIZATION, 4.0
    if _is_handle(tokens, sighting):
        yield EntityType.PERSON, 6.0
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
    if comma and tokens.lower[after + 1] == "which":
        yield EntityType.ORGANIZATION, 1.5
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


def _prints_somebody(tokens: Tokens, sighting: Sighting) -> bool:
    """ "Ada Quill, Asia editor of the trade paper NAME": whom somebody works for is a body."""
    lower, first = tokens.lower, sighting.first
    if lower[first - 1 : first] == [] or lower[first - 1] not in _PAPERS:
        return False
    near = lower[max(0, first - 6) : first]
    joint = next((i for i in range(len(near)) if near[i] in ("of", "for", "at")), None)
    return joint is not None and joint > 0 and near[joint - 1] in WORDS.role_nouns


def _is_handle(tokens: Tokens, sighting: Sighting) -> bool:
    """ "Ada_in_exile", "her handle, NAME"."""
    first, lower = sighting.first, tokens.lower
    told = first > 2 and lower[first - 2 : first] == ["handle", ","] and tokens.tag[first - 3] == "PRP$"
    return told or (sighting.end == first + 1 and "_" in lower[first].strip("_"))


def _is_dateline(tokens: Tokens, sighting: Sighting) -> bool:
    """ "VANCOUVER –" at the head of a paragraph."""
    first, end = sighting.first, sighting.end
    return (
        (first == 0 or tokens.paragraph[first - 1] != tokens.paragraph[first])
        and all(word.isupper() and len(word) > 2 for word in sighting.words)
        and tokens.lower[end : end + 1] in _DASHES
    )


def _is_agency(tokens: Tokens, sighting: Sighting) -> bool:
    """ "NAIROBI (NAME) -": who reports it, at the head of a paragraph."""
    first, end = sighting.first, sighting.end
    bracketed = tokens.lower[first - 1 : first] == ["("] and tokens.lower[end : end + 1] == [")"]
    if not bracketed or tokens.lower[end + 1 : end + 2] not in _DASHES:
        return False
    start = first - 2
    while start > 0 and tokens.paragraph[start - 1] == tokens.paragraph[first]:
        start -= 1
    line = tokens.text[tokens.start[start] : tokens.end[first - 2]] if first > 1 else ""
    return first - start < _DATELINE and line.split(",")[0].isupper()


def _is_credited(tokens: Tokens, sighting: Sighting) -> bool:
    """Whose picture it is, or who prints it: "Photo: Ada Quill/NAME", "NAME, São Paulo" below an article."""
    first, end = sighting.first, sighting.end
    start, stop = tokens.paragraph_bounds[tokens.paragraph[first]]
    if tokens.lower[first - 1 : first] == ["/"]:
        return not _CREDITS.isdisjoint(tokens.lower[start:first])
    while start < first and tokens.lower[start] == "the":
        start += 1
    last = stop == len(tokens) or not tokens.text[tokens.end[stop - 1] :].strip()
    closed = all(tokens.tag[token].startswith(("NNP", "_SP")) for token in range(end + 1, stop))
    return start == first and last and tokens.lower[end : end + 1] == [","] and end + 1 < stop and closed


def _is_medium(tokens: Tokens, sighting: Sighting) -> bool:
    """ "at The Guardian": a medium of the press whose article has a capital within a sentence."""
    title = f"The {' '.join(sighting.words)}"
    return is_in_a_title(tokens, sighting.first) and in_the_press(title) == "medium"


def _is_listed(tokens: Tokens, sighting: Sighting) -> bool:
    """ "shows such as NAME and OTHER", "podcasts like NAME": what people read, hear, watch or play."""
    lower, tag = tokens.lower, tokens.tag
    token = sighting.first - 1 - (sighting.title is not None)
    start = tokens.sentence_bounds[tokens.sentence[sighting.first]][0]
    while token > start and (tag[token].startswith("NNP") or lower[token] in (",", "and", "or", "the")):
        token -= 1
    if lower[token - 1 : token + 1] == ["such", "as"]:
        return lower[token - 2] in words("name_kinds", "media_nouns")
    return lower[token] in ("like", "including") and lower[token - 1] in words("name_kinds", "media_nouns")


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


def votes_by_words(form: Sequence[str]) -> Iterator[Vote]:
    """What the words of a name, in lower case, say of its kind."""
    name = " ".join(form)
    if jurisdiction(name) is not None:
        yield EntityType.JURISDICTION, 8.0
    elif is_jurisdiction(name):
        yield EntityType.JURISDICTION, 5.0
    if name in peoples():
        # An adjective of a country: "Chinese" alone means the people, and people are a group.
        yield EntityType.GROUP, 3.0
    if name in phrases("people", "bodies") or name in phrases("people", "known_companies"):
        yield EntityType.ORGANIZATION, 6.0
    elif name in phrases("media", "names"):
        yield EntityType.PLATFORM, 6.0
    if is_papers_name(form):
        yield EntityType.PLATFORM, 2.0
    elif not may_be_papers_name(form) and not words("people", "organisation_words").isdisjoint(form):
        yield EntityType.ORGANIZATION, 2.5 if len(form) > 1 else 0.5
    elif len(form) == 1 and len(name) > 6 and name.endswith(_ending_of_bodies()):
        yield EntityType.ORGANIZATION, 1.5
    elif len(form) in (2, 3, 4) and form[0] in given_names():
        yield EntityType.PERSON, 4.0
    if has_legal_form(form):
        yield EntityType.ORGANIZATION, 3.0
    if len(form) > 1 and form[-1] in words("platforms", "name_endings"):
        yield EntityType.PLATFORM, 3.0
    if len(form) > 1 and form[0] in words("people", "schools"):
        yield EntityType.ORGANIZATION, 3.0
    if len(form) == 2 and _is_double(form[1]) and form[0].isalpha():
        yield EntityType.PERSON, 1.2
    if form[-1] in words("people", "law_words") and _bodies().isdisjoint(form):
        yield EntityType.INSTRUMENT, 6.0


def _is_double(word: str) -> bool:
    """Whether a word has the form of a surname of two: "Marchetti-Oduya"."""
    halves = word.split("-")
    return len(halves) == 2 and all(half.isalpha() and len(half) > 1 for half in halves)


@cache
def _bodies() -> frozenset[str]:
    """What an authority calls itself, though it ends like a law: "Council for Media Regulation"."""
    kinds = ("public_body_nouns", "authority_nouns", "government_nouns")
    return frozenset[str]().union(*(words("people", kind) for kind in kinds))


@cache
def _ending_of_bodies() -> tuple[str, ...]:
    return tuple(sorted(words("people", "organisation_endings")))
