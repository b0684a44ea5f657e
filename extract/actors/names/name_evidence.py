"""What the places of a name say about its kind, as plain features: who stands beside it, and how it looks.

A feature is a short string such as ``-1:on`` or ``,>KIND_NOUNS``.  Words that mean the same for a name's
kind go by one class in capitals (``data/name_kinds.toml``), so that "downloads NAME" teaches something about
"installed NAME".  Of the name itself count its shape, its last letters, the words of a
longer one, and the company that its words keep in news.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from ...attribution.cues import default_lexicon
from ...relations.relation_words import WORDS
from ...tokens import Tokens
from ...wordlists import words
from ..roles.person_nouns import says_a_person
from .gender import given_names
from .sightings import is_in_a_title
from .word_clusters import cluster_of

Range = tuple[int, int]
_PHRASE = frozenset({"JJ", "JJS", "NN", "NNP", "NNS", "HYPH", "VBN", "VBG", "CD", "RB", "RBS", "POS", "NNPS"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MODIFIERS = frozenset({"compound", "nmod", "amod"})
_PREPOSITIONS = frozenset({"of", "in", "from", "at", "with", "by"})
_NEAR = 6  # tokens
_CLASSES = (
    "use_verbs", "post_verbs", "leave_verbs", "human_verbs", "corporate_verbs", "rule_verbs",
    "use_nouns", "place_words", "kind_nouns", "company_nouns", "paper_nouns", "body_nouns", "thing_nouns",
    "relatives",
)  # fmt: skip
_ARTICLES = frozenset({"the", "le", "la", "el", "il", "der", "die", "das", "de", "o", "a"})
_HE, _IT = frozenset({"he", "she", "his", "her"}), frozenset({"it", "its"})


@cache
def class_of(word: str) -> str:
    """The class of a word in lower case, or the empty string."""
    for name in _CLASSES:
        if word in words("name_kinds", name):
            return name.upper()
    if word in WORDS.own_verbs or word in WORDS.hold_verbs:
        return "OWN"
    if word in WORDS.buy_verbs or word in WORDS.sell_verbs:
        return "BUY"
    if word in default_lexicon().verbs:
        return "SAY"
    if says_a_person(word):
        return "ROLE"
    return ""


def evidence(
    tokens: Tokens, spelt: Sequence[str], places: Sequence[Range], known: Mapping[int, str]
) -> set[str]:
    """The features of one name over all its places; ``known`` says what is at a token for sure."""
    found: set[str] = set()
    for first, end in places:
        found.update(_around(tokens, spelt, first, end, known))
    found.add(f"n={min(len(places), 4)}")
    return found


def _around(
    tokens: Tokens, spelt: Sequence[str], first: int, end: int, known: Mapping[int, str]
) -> Iterator[str]:
    yield from _beside(tokens, spelt, first, end, known)
    yield from _governed(tokens, first, end, known)
    yield from _taken_up(tokens, first, end)
    yield from _near(tokens, first, end)


def _said(place: str, word: str) -> Iterator[str]:
    yield f"{place}:{word}"
    kind = class_of(word)
    if kind:
        yield f"{place}:{kind}"


def _beside(
    tokens: Tokens, spelt: Sequence[str], first: int, end: int, known: Mapping[int, str]
) -> Iterator[str]:
    lower = tokens.lower
    start, stop = tokens.sentence_bounds[tokens.sentence[first]]
    stop = max(stop, end)
    before = lower[first - 1] if first > start else "^"
    after = lower[end] if end < stop else "$"
    yield from _said("-1", before)
    yield from _said("+1", after)
    if first - 1 > start:
        yield from _said(f"-2 {before}", lower[first - 2])
        if before in _PREPOSITIONS:
            yield f"-2t {before}:{tokens.tag[first - 2]}"
    if end + 1 < stop:
        yield from _said(f"+2 {after}", lower[end + 1])
    if before == "the" and first - 2 >= start:
        yield from _said("-the", lower[first - 2])
    if is_in_a_title(tokens, first):
        yield "The"
    for side, token in (("-", first - 1), ("+", end)):
        if start <= token < stop:
            yield f"{side}t:{tokens.tag[token]}"
    if before in _PREPOSITIONS and after == "," and known.get(end + 1) == "place":
        yield f"{before} , place"  # "in Longboat Key, Florida"
    if before in (",", "and", "or", "&") and first - 2 >= start and first - 2 in known:
        yield f"list:{known[first - 2]}"
    if after in (",", "and", "or", "&") and end + 1 < stop and end + 1 in known:
        yield f"list:{known[end + 1]}"
    if after in (",", "(", "—", "–") and end + 1 < stop:
        yield from _phrase(tokens, ",>", end + 1, stop)
        if lower[end + 1] in ("which", "who", "whose", "where"):
            yield f",>{lower[end + 1]}"
            if end + 2 < stop:
                yield from _said(f",>{lower[end + 1]}", lower[end + 2])
    elif after in ("is", "was") and end + 1 < stop:
        yield from _phrase(tokens, "is>", end + 1, stop)
    if before == "," and first - 2 >= start and tokens.tag[first - 2] in ("NN", "NNS"):
        yield from _said("<,", lower[first - 2])
    yield from _listed(tokens, first, end, start, stop)
    if spelt[first - 1 : first] == ["("] and end < stop and after == ")":
        yield "bracketed"
    if tokens.silent[first]:
        yield "silent"


def _listed(tokens: Tokens, first: int, end: int, start: int, stop: int) -> Iterator[str]:
    """ "NAME and 14 other betting apps", "apps such as NAME", "apps: NAME and OTHER"."""
    lower, tag = tokens.lower, tokens.tag
    for token in range(end, min(stop, end + 10)):
        if lower[token] == "other":
            noun = token + 1
            while noun + 1 < stop and tag[noun + 1].startswith("NN"):
                noun += 1
            if noun < stop:
                yield from _said("other>", lower[noun])
            break
        if not (tag[token].startswith(("NNP", "CD", "CC")) or lower[token] == ","):
            break
    token = first - 1
    while token > start and (tag[token].startswith(("NNP", "CC")) or lower[token] == ","):
        token -= 1
    if token > start and lower[token] in ("as", "like", "including", ":", "called", "named"):
        noun = token - 2 if lower[token - 1] in ("such", ",", "is", "was") else token - 1
        if noun >= start and tag[noun] in ("NN", "NNS"):
            yield from _said(f"{lower[token]}<", lower[noun])


def _near(tokens: Tokens, first: int, end: int) -> Iterator[str]:
    """Nouns, verbs and adjectives of the sentence that are some words away at most."""
    start, stop = tokens.sentence_bounds[tokens.sentence[first]]
    for token in (*range(max(start, first - _NEAR), first), *range(end, min(stop, end + _NEAR))):
        if tokens.tag[token][:2] in ("NN", "VB", "JJ") and not tokens.tag[token].startswith("NNP"):
            yield from _said("near", tokens.lower[token])


def _phrase(tokens: Tokens, place: str, first: int, stop: int) -> Iterator[str]:
    """The noun of the phrase that begins here: "a Danish video app"."""
    if tokens.lower[first] in ("a", "an", "the", "another", "its", "his", "her", "their", "then", "now"):
        opened = tokens.lower[first]
        yield f"{place}{opened}"
        token = first + 1
    elif tokens.tag[first] == "CD":
        yield f"{place}CD"
        return
    else:
        token = first
    last = min(stop, token + 7)
    noun = -1
    while token < last and tokens.tag[token] in _PHRASE:
        if tokens.tag[token] in ("NN", "NNS"):
            noun = token
        elif noun >= 0 and tokens.tag[token] in ("VBN", "POS", "NNP"):
            break  # "the annotation tool beloved of", "the baker's"
        token += 1
    if noun >= 0 and (noun == token - 1 or tokens.tag[token : token + 1] == ["VBN"]):
        yield from _said(place, tokens.lower[noun])
        for modifier in range(first, noun):
            if tokens.tag[modifier] == "NN" and class_of(tokens.lower[modifier]):
                yield f"{place}m:{class_of(tokens.lower[modifier])}"


def _governed(tokens: Tokens, first: int, end: int, known: Mapping[int, str]) -> Iterator[str]:
    lower, dep, head = tokens.lower, tokens.dep, tokens.head
    last = end - 1
    relation, governor = dep[last], head[last]
    yield f"d:{relation}"
    if relation == "conj" and governor in known:
        yield f"list:{known[governor]}"
    if relation in _SUBJECTS or relation in ("dobj", "attr", "oprd"):
        yield from _said(relation, lower[governor])
        if relation in _SUBJECTS:
            for kid in tokens.kids[governor]:
                if dep[kid] == "attr":
                    yield from _said("isa", lower[kid])
                elif dep[kid] == "dobj":
                    yield from _said("does", lower[kid])
        if relation == "dobj":
            for kid in tokens.kids[governor]:
                if dep[kid] == "nsubj" and class_of(lower[kid]):
                    yield f"dobj<{class_of(lower[kid])}"
    elif relation == "pobj":
        preposition = lower[governor]
        above = head[governor]
        yield from _said(preposition, lower[above])
        yield f"p:{preposition}<{tokens.tag[above][:2]}"
    elif relation in _MODIFIERS and governor >= end:
        yield from _said("mod", lower[governor])
    elif relation == "poss":
        yield from _said("poss", lower[governor])
    elif relation == "appos":
        yield from _said("appos<", lower[governor])
    for kid in tokens.kids[last]:
        if kid >= end and dep[kid] == "appos":
            yield from _said("appos>", lower[kid])
        elif kid < first and dep[kid] in _MODIFIERS:
            yield from _said("pre", lower[kid])
        elif kid < first and dep[kid] == "poss":
            yield "possessed"


def _taken_up(tokens: Tokens, first: int, end: int) -> Iterator[str]:
    """What the rest of the sentence and the head of the next one take it up as."""
    number = tokens.sentence[first]
    _, stop = tokens.sentence_bounds[number]
    for token in range(end, min(stop, end + 8)):
        if tokens.lower[token] in _HE:
            yield "later:he"
        elif tokens.lower[token] in _IT:
            yield "later:it"
    if number + 1 < len(tokens.sentence_bounds):
        start, stop = tokens.sentence_bounds[number + 1]
        while start < stop and not tokens.lower[start][:1].isalnum():
            start += 1
        if start == stop:
            return
        word = tokens.lower[start]
        subject = tokens.dep[tokens.head[first]] if tokens.dep[end - 1] == "compound" else tokens.dep[end - 1]
        role = "s" if subject in _SUBJECTS else "o"
        if word in _HE:
            yield f"next{role}:he"
        elif word in _IT:
            yield f"next{role}:it"
        elif word in ("the", "this"):
            for feature in _phrase(tokens, "the>", start, stop):
                yield f"next{role}:{feature}"


def shape(name: Sequence[str]) -> Iterator[str]:
    """How a name looks, and the company that its words keep."""
    yield f"w={min(len(name), 4)}"
    word = name[0]
    last = name[-1].casefold()
    if len(name) == 1:
        if word.isupper():
            yield "caps"
        elif word[1:] != word[1:].lower():
            yield "camel"
        if "." in word[1:-1] or any(letter.isdigit() for letter in word):
            yield "mixed"
    if word.casefold() in given_names():
        yield "given" if len(name) > 1 else "given alone"
    if any(part.casefold() in words("people", "organisation_words") for part in name):
        yield "body word"
    if may_be_papers_name(name):
        yield "paper" if is_papers_name(name) else "paper?"
    if has_legal_form(name):
        yield "legal form"
    if "-" in name[-1] and name[-1].istitle():
        yield "double"
    if len(last) > 3:
        yield f"..{last[-3:]}"
    if len(last) > 4:
        yield f"..{last[-2:]}"
    yield f"letters={min(len(''.join(name)) // 3, 6)}"
    company = [cluster_of(part) for part in name]
    for cluster in company:
        yield f"part~{cluster}"
    if len(name) > 1:
        yield f"first~{company[0]}"
        yield f"last~{company[-1]}"
        for part in name:
            yield f"part:{part.casefold()}"
    else:
        yield f"alone~{company[0]}"
    if any(part in ("of", "for", "the", "&", "and") for part in name):
        yield "linked"


def in_text(form: Sequence[str], forms: Iterable[Sequence[str]]) -> Iterator[str]:
    """Whether a longer name of the text begins or ends with this one."""
    if len(form) != 1:
        return
    for other in forms:
        if len(other) > 1 and other[-1] == form[0]:
            yield "ends given" if other[0] in given_names() else "ends another"
        elif len(other) > 1 and other[0] == form[0]:
            body = not words("people", "organisation_words").isdisjoint(other[1:])
            yield "begins body" if body or has_legal_form(other) else "begins another"


def has_legal_form(name: Sequence[str]) -> bool:
    """Whether the last of several words is "Inc.", "Ltd" or their like."""
    return len(name) > 1 and name[-1].casefold().rstrip(".") in words("people", "legal_forms")


def is_papers_name(name: Sequence[str]) -> bool:
    """Whether several words end as a paper's name does: "the Harrow Courier"."""
    return len(name) > 1 and name[-1].casefold() in words("name_kinds", "paper_words")


def may_be_papers_name(name: Sequence[str]) -> bool:
    """Whether a paper's word opens or ends the name: "Le Courrier du Fjord", "the Arvada Press"."""
    if len(name) < 2:
        return False
    first = 1 if len(name) > 2 and name[0].casefold() in _ARTICLES else 0
    ends = {name[-1].casefold(), name[first].casefold()}
    return not (words("name_kinds", "paper_words") | words("name_kinds", "maybe_paper_words")).isdisjoint(
        ends
    )
