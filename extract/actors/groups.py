"""Groups, governments and seats of power as actors: "Chinese users", "the Trump administration"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...graph.record import EntityType
from ..tokens import Tokens
from ..wordlists import pairs, words
from .drafts import Cluster
from .places.jurisdictions import is_jurisdiction, jurisdiction_of_code, peoples

_MODIFIERS = frozenset({"JJ", "NN", "NNS", "NNP", "NNPS", "HYPH", "VBN", "VBG", "AFX"})
_ATTACHED = frozenset({"amod", "compound", "nmod", "punct", "npadvmod", "advmod", "poss", "conj"})
_PEOPLE = frozenset({EntityType.GROUP, EntityType.PLATFORM, EntityType.JURISDICTION, EntityType.ORGANIZATION})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``[first, end)`` that stand for a group or government by description; ``head`` is its noun."""

    first: int
    head: int
    end: int
    type: EntityType

    def key(self, tokens: Tokens) -> str:
        """What two mentions of the same group share: its words in lower case."""
        return " ".join(tokens.lower[self.first : self.end])


def find_governments(
    tokens: Tokens, spelt: Sequence[str], owners: Sequence[Cluster | None]
) -> Iterator[Phrase]:
    """ "the Chinese government", "the Trump administration": government nouns with a name before them.

    What only says what a name beside it is, is none: "the Garante, Italy's privacy authority".
    """
    nouns = words("people", "government_nouns") | words("people", "authority_nouns")
    for token, word in enumerate(tokens.lower):
        if word not in nouns or token == 0 or tokens.tag[token] not in ("NN", "NNP", "NNS"):
            continue
        first = _modifiers(tokens, token)
        authority = word in words("people", "authority_nouns")
        if authority and (
            spelt[token][:1].isupper()
            or tokens.dep[token] in ("compound", "nmod")
            or (word in words("people", "office_nouns") and spelt[token - 1][:1].isupper())
        ):
            continue  # "the Indian office" may be a company's
        if first > 1 and word != "government" and tokens.lower[first - 1] in ("'s", "’s"):
            # "South Korea's science ministry"
            owner = _modifiers(tokens, first - 1)
            if is_jurisdiction(tokens.text[tokens.start[owner] : tokens.end[first - 2]]):
                first = owner
        if authority and not any(_is_of_a_country(tokens, spelt, place) for place in range(first, token)):
            continue
        vague = authority and tokens.lower[first - 1] in ("a", "an", "another")
        if vague and any(tokens.lower[place] in peoples() for place in range(first, token)):
            continue  # "a Dutch court" may be any
        while first < token and not spelt[first][:1].isupper():
            first += 1
        if first < token and tokens.lower[first] not in ("the", "a", "an"):
            if not (authority and _is_beside_its_name(tokens, first, token + 1, owners)):
                yield Phrase(first, token, token + 1, EntityType.ORGANIZATION)


def _is_beside_its_name(tokens: Tokens, first: int, end: int, owners: Sequence[Cluster | None]) -> bool:
    """Whether a body's name is set off before or behind: "NAME, the Irish regulator", "…, the NAME,"."""
    left = first - 1 - (tokens.lower[first - 1 : first] == ["the"])
    if left > 0 and tokens.lower[left] == ",":
        owner = owners[left - 1]
        if owner is not None and owner.type is EntityType.ORGANIZATION:
            return True
    if tokens.lower[end : end + 1] != [","]:
        return False
    name = end + 1 + (tokens.lower[end + 1 : end + 2] == ["the"])
    owner = owners[name] if name < len(owners) else None
    if owner is None or owner.type is not EntityType.ORGANIZATION:
        return False
    while name < len(owners) and owners[name] is owner:
        name += 1
    return tokens.lower[name : name + 1] in ([","], ["."], [";"])


def _is_of_a_country(tokens: Tokens, spelt: Sequence[str], token: int) -> bool:
    """Whether a word before "regulator" says whose it is: "Irish", "Italy", the first of "New York"."""
    word = spelt[token]
    return word[:1].isupper() and (
        tokens.lower[token] in peoples()
        or is_jurisdiction(word)
        or is_jurisdiction(f"{word} {spelt[token + 1]}")
        or (tokens.lower[token + 1] in ("court", "tribunal") and tokens.tag[token] == "NNP")
    )


def find_groups(tokens: Tokens, spelt: Sequence[str], owners: Sequence[Cluster | None]) -> Iterator[Phrase]:
    """Groups named by people, place or platform: "American users", "members of the diaspora"."""
    nouns = words("people", "group_nouns")
    for token, word in enumerate(tokens.lower):
        if word not in nouns or tokens.tag[token] not in ("NNS", "NN", "NNPS", "NNP"):
            continue
        first = _modifiers(tokens, token)
        named = any(_says_whose(tokens, spelt, owners, place) for place in range(first, token))
        if named:
            if tokens.tag[token] in ("NN", "NNP") and word not in ("community", "diaspora", "police"):
                continue
            yield Phrase(first, token, token + 1, EntityType.GROUP)
        elif tokens.lower[token + 1 : token + 2] == ["of"]:
            end = _of_people(tokens, token + 2, owners)
            if end:
                yield Phrase(first, token, end, EntityType.GROUP)


def phrase_around(tokens: Tokens, noun: int) -> Phrase:
    """The group whose noun this is, with the words that tell it from others."""
    return Phrase(_modifiers(tokens, noun), noun, noun + 1, EntityType.GROUP)


def seats_that_act(tokens: Tokens) -> Iterator[tuple[int, str]]:
    """Tokens such as "Beijing" where they stand for a government, with the IRI of its jurisdiction."""
    codes = pairs("people", "seats")
    verbs = words("people", "acting_verbs")
    for token, word in enumerate(tokens.lower):
        code = codes.get(word)
        if code is None or tokens.dep[token] not in ("nsubj", "pobj", "nsubjpass"):
            continue
        parent = tokens.head[token]
        acts = tokens.dep[token] == "nsubj" and tokens.lower[parent] in verbs
        told = (
            tokens.dep[token] == "pobj"
            and tokens.lower[parent] in ("to", "by")
            and (tokens.lower[parent] == "by" and tokens.dep[parent] == "agent")
        )
        by_infinitive = (
            tokens.dep[token] == "nsubj"
            and tokens.tag[parent] in ("VBD", "VBZ")
            and any(tokens.dep[kid] in ("ccomp", "xcomp") for kid in tokens.kids[parent])
        )
        if acts or told or by_infinitive:
            entry = jurisdiction_of_code(code)
            if entry is not None:
                yield token, entry.iri


def _modifiers(tokens: Tokens, noun: int) -> int:
    first = noun
    while (
        first > 0
        and tokens.sentence[first - 1] == tokens.sentence[noun]
        and tokens.tag[first - 1] in _MODIFIERS
        and tokens.dep[first - 1] in _ATTACHED
        and tokens.lower[first - 1]
        not in (
            "many",
            "some",
            "other",
            "several",
            "more",
            "few",
            "most",
            "all",
            "own",
            "such",
            "certain",
            "various",
        )
    ):
        first -= 1
    while first < noun and tokens.lower[first] == "-":
        first += 1
    return first


def _says_whose(tokens: Tokens, spelt: Sequence[str], owners: Sequence[Cluster | None], token: int) -> bool:
    owner = owners[token]
    if owner is not None:
        return owner.type in _PEOPLE
    return tokens.lower[token] in peoples() and spelt[token][:1].isupper()


def _of_people(tokens: Tokens, token: int, owners: Sequence[Cluster | None]) -> int:
    """End of "the diaspora", "TikTok", "the Chinese community" after "of"; 0 where it names no people."""
    while token < len(tokens) and tokens.lower[token] in ("the", "a", "an", "this", "that"):
        token += 1
    first = token
    while (
        token < len(tokens)
        and tokens.tag[token] in _MODIFIERS | {"NNS"}
        and tokens.paragraph[token] == tokens.paragraph[first]
    ):
        token += 1
    if token == first:
        return 0
    last = owners[token - 1]
    known = last is not None and last.type in (EntityType.PLATFORM, EntityType.GROUP, EntityType.ORGANIZATION)
    return token if known or tokens.lower[token - 1] in words("people", "group_nouns") else 0
