"""Owners of what the sentence before spoke of: "The operator, Y,", "The buyer is Y", "its owner, Y".

Read word by word, as the plain set words of ``plain.py`` are.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType
from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from ..sheet import BUSINESSES
from ..syntax import Syntax
from .ownership import edge

_BEFORE_NAME = frozenset("DT JJ JJS NN NNS HYPH CD POS VBG VBN".split())
_OWNERS = frozenset({EntityType.ORGANIZATION, EntityType.PLATFORM, EntityType.PERSON})
_OPENING = frozenset("company operator owner parent publisher".split())
_BUYERS = frozenset({"buyer", "purchaser"})
_RUNNERS = frozenset("developer operator maker publisher owner".split())  # whom one sues for a platform
_LARGEST = frozenset("largest biggest main principal majority sole only chief".split())
_HOLDERS = WORDS.parent_nouns | WORDS.maker_nouns | {"investor", "backer", "mother"}
_PARTS = frozenset({"percent", "%", "majority", "stake", "cent", "quarter", "third", "half"})
_TAKE = frozenset("bought acquired took taken holds held keeps kept retains".split())
_MAKE = frozenset("makes runs operates develops publishes".split())
_CUES = _OPENING | _BUYERS | _RUNNERS | _PARTS | frozenset({"its", "went", "that", "for"})


def find_taken_up(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the subject is what is owned, the object the owner."""
    for i, word in page.where(_CUES):
        if word in _OPENING or word in _BUYERS or word in _RUNNERS:
            yield from _opening(page, i)
            yield from _is_new(page, i)
            yield from _set_off(page, i)
            yield from _and_the_buyer(page, i)
        elif word in _PARTS:
            yield from _share(page, i)
        elif word == "its":
            yield from _its_owner(page, i)
        elif word == "went":
            yield from _went_to(page, i)
        elif word == "for":
            yield from _for_its_owner(page, i)
        else:
            yield from _that_owns_it(page, i)


def _opening(page: Page, noun: int) -> Iterator[Finding]:
    """ "The operator, Y, …", "The company behind it, Y, …": of the platform of the sentence before."""
    syntax = page.syntax
    first, stop = syntax.sents[syntax.sent[noun]]
    if noun != first + 1 or syntax.lower[first] != "the" or not syntax.sent[noun]:
        return
    mark = noun + 1
    if syntax.lower[mark : mark + 2] == ["behind", "it"]:
        mark += 2
    if mark + 1 >= stop or syntax.lower[mark] != ",":
        return
    owner = page.names.at[mark + 1]
    if owner is None or owner.type is not EntityType.ORGANIZATION or owner.key != owner.span:
        return  # named before: it is taken up
    if syntax.lower[owner.last + 1 : owner.last + 2] == [","]:
        yield from edge(spoken_of(page, syntax.sent[noun] - 1), owner, (noun,), strict=True)


def _is_new(page: Page, noun: int) -> Iterator[Finding]:
    """ "The buyer is Y", "The new owner is Y": of the platform of the sentence before."""
    syntax = page.syntax
    first = syntax.sents[syntax.sent[noun]][0]
    between = syntax.lower[first + 1 : noun]
    if syntax.lower[first] != "the" or between not in ([], ["new"], ["present"]) or not syntax.sent[noun]:
        return
    if syntax.lower[noun + 1 : noun + 2] in (["is"], ["was"]):
        owner = page.names.covering(noun + 2)
        if owner is not None and owner.type in BUSINESSES:
            yield from edge(spoken_of(page, syntax.sent[noun] - 1), owner, (noun,), strict=True)


def _and_the_buyer(page: Page, noun: int) -> Iterator[Finding]:
    """ "parted with X, and the purchaser, at a billion dollars, was Y"."""
    syntax = page.syntax
    first, stop = syntax.sents[syntax.sent[noun]]
    if syntax.lower[noun] not in _BUYERS or noun < first + 3 or syntax.lower[noun - 1] != "the":
        return
    verb = noun + 1
    if syntax.lower[verb : verb + 1] == [","]:
        verb = next((i + 1 for i in range(verb + 1, min(verb + 9, stop)) if syntax.lower[i] == ","), stop)
    if syntax.lower[verb : verb + 1] in (["was"], ["is"]) and verb + 1 < stop:
        owner = page.names.at[verb + 1]
        sold = [name for name in page.names.at[first:noun] if name is not None and name.type in BUSINESSES]
        if owner is not None and owner.type in BUSINESSES and sold:
            yield from edge(sold[-1], owner, (noun,), strict=True)


def _set_off(page: Page, noun: int) -> Iterator[Finding]:
    """ "sued the developer, Y, which": of the platform of the sentence before, where Y is new and alone."""
    syntax = page.syntax
    first = syntax.sents[syntax.sent[noun]][0]
    if noun < first + 2 or syntax.lower[noun - 1] != "the" or syntax.lower[noun] not in _RUNNERS:
        return
    owner = page.names.covering(noun + 2) if syntax.lower[noun + 1 : noun + 2] == [","] else None
    if owner is None or owner.type is not EntityType.ORGANIZATION or owner.key != owner.span:
        return
    if syntax.lower[owner.last + 1 : owner.last + 2] != [","] or not syntax.sent[noun]:
        return
    if not page.named(EntityType.PLATFORM, *syntax.sents[syntax.sent[noun]]):
        yield from edge(spoken_of(page, syntax.sent[noun] - 1), owner, (noun,), strict=True)


def _its_owner(page: Page, its: int) -> Iterator[Finding]:
    """ "its owner, Y, of Melbourne", "Its mother is Y", "Y is its largest investor"."""
    syntax = page.syntax
    noun = past_largest(syntax, its + 1)
    if noun >= len(syntax) or syntax.lower[noun] not in _HOLDERS:
        return
    if syntax.lower[its - 1 : its] in (["is"], ["remains"]):
        owner = page.subject_name(its - 1)
        thing = page.name_of(its) or _before_it(page, its)
    else:
        set_off = syntax.lower[noun + 1 : noun + 2] in ([","], ["is"], ["was"])
        owner = page.names.covering(noun + 2) if set_off else None
        thing = page.name_of(its)
    made = syntax.lower[noun] in WORDS.maker_nouns
    if thing is None or (made and thing.type is not EntityType.PLATFORM):
        return  # "the authority fined its maker, Y"
    if owner is not None and owner.type is EntityType.ORGANIZATION and owner is not thing:
        yield from edge(if_business(thing), owner, (noun,), strict=True)


def _before_it(page: Page, token: int) -> Name | None:
    """The business that the sentence before was about."""
    number = page.syntax.sent[token]
    return page.about(number - 1) if number else None


def _share(page: Page, noun: int) -> Iterator[Finding]:
    """ "Y has taken 60 percent", "Y bought a majority in 2016": of the platform of the sentence before."""
    syntax = page.syntax
    verb = syntax.head[noun]
    whole = any(syntax.dep[kid] == "prep" and syntax.lower[kid] in ("of", "in") for kid in syntax.kids[noun])
    if syntax.dep[noun] != "dobj" or syntax.lower[verb] not in _TAKE or not syntax.sent[noun]:
        return
    whole = whole and syntax.tag[noun + 2 : noun + 3] != ["CD"]  # "a majority in 2016"
    if whole or any(syntax.dep[kid] == "poss" for kid in syntax.kids[noun]):
        return
    owner = page.only_business(syntax.sent[noun])
    if owner is not None and owner is page.subject_name(verb) and owner.type is EntityType.ORGANIZATION:
        yield from edge(spoken_of(page, syntax.sent[noun] - 1), owner, (verb, noun), strict=True)


def _went_to(page: Page, verb: int) -> Iterator[Finding]:
    """ "It went to Y for a billion dollars", "X went for a sum that nobody names to Y"."""
    syntax = page.syntax
    stop = syntax.sents[syntax.sent[verb]][1]
    if syntax.lower[verb + 1 : verb + 3] in (["for", "a"], ["for", "$"], ["for", "€"], ["for", "£"]):
        to = next((i for i in range(verb + 3, min(stop - 1, verb + 12)) if syntax.lower[i] == "to"), None)
        owner = page.names.at[to + 1] if to is not None else None
        if owner is not None and owner.type is EntityType.ORGANIZATION:
            yield from edge(meant_by(page, page.subject(verb)), owner, (verb,), strict=True)
        return
    if syntax.lower[verb + 1 : verb + 2] != ["to"] or "for" not in syntax.lower[verb:stop]:
        return
    owner = name_from(page, verb + 2)
    paid = syntax.lower[verb:stop].index("for") + verb
    sum_ = any(syntax.tag[i] in ("CD", "$") for i in range(paid, min(stop, paid + 4)))
    if owner is not None and owner.type is EntityType.ORGANIZATION and sum_:
        yield from edge(meant_by(page, page.subject(verb)), owner, (verb,), strict=True)


def _that_owns_it(page: Page, word: int) -> Iterator[Finding]:
    """ "The company in Leeds that owns it, Y,", "the firm that makes X, Y,"."""
    syntax = page.syntax
    told = syntax.lower[word + 1 : word + 2]
    if not told or (told[0] not in WORDS.own_verbs and told[0] not in _MAKE) or word + 3 >= len(syntax):
        return
    thing, mark = page.names.at[word + 2], word + 3
    if thing is not None and thing.type is EntityType.PLATFORM:
        mark = thing.last + 1
    elif syntax.lower[word + 2] in ("it", "him", "her") and syntax.sent[word]:
        thing = spoken_of(page, syntax.sent[word] - 1)
    owner = page.names.covering(mark + 1) if syntax.lower[mark : mark + 1] == [","] else None
    if owner is not None and owner.type is EntityType.ORGANIZATION:
        yield from edge(if_business(thing), owner, (word + 1,), strict=True)


def _for_its_owner(page: Page, word: int) -> Iterator[Finding]:
    """ "X has Y for its principal owner"."""
    syntax = page.syntax
    noun = past_largest(syntax, word + 2)
    owner = page.names.covering(word - 1)
    if syntax.lower[word + 1 : word + 2] != ["its"] or noun >= len(syntax) or owner is None:
        return
    verb = owner.first - 1
    if syntax.lower[noun] in _HOLDERS and syntax.lower[verb] in ("has", "had") and owner.type in BUSINESSES:
        over = syntax.lower[verb] == "had"
        yield from edge(page.subject_name(verb), owner, (noun,), over=over, strict=True)


def spoken_of(page: Page, sentence: int) -> Name | None:
    """The platform that a sentence is about: its subject, or the one that the text has named most."""
    about = page.topic(sentence)
    if about is not None:
        return about if about.type is EntityType.PLATFORM else None
    return page.main_platform(page.syntax.sents[sentence][1])


def meant_by(page: Page, token: int | None) -> Name | None:
    """The business that a subject means; "it" may be what the sentence before was about."""
    if token is None:
        return None
    meant = page.name_of(token)
    if meant is None and page.syntax.lower[token] == "it":
        meant = _before_it(page, token)
    return if_business(meant)


def name_from(page: Page, token: int) -> Name | None:
    """The first name of a phrase: "the South Korean portal operator NAME", "an investor from Macau, NAME"."""
    syntax = page.syntax
    stop = min(token + 9, syntax.sents[syntax.sent[token - 1]][1])
    placed = False
    while token < stop:
        name = page.names.at[token]
        place = placed and name is not None and syntax.lower[token - 1] in ("from", "in")
        if name is not None and not place and (name.type in _OWNERS or name.type is None):
            return name if syntax.tag[name.last + 1 : name.last + 2] != ["POS"] else None
        placed = placed or (syntax.lower[token] in ("from", "in") and syntax.tag[token - 1] == "NN")
        passed = placed and (syntax.tag[token] == "IN" or syntax.lower[token] == ",")
        if name is None and syntax.tag[token] not in _BEFORE_NAME and not passed:
            return None
        token += 1
    return None


def past_largest(syntax: Syntax, token: int) -> int:
    """Behind the "largest" of "its largest shareholder"."""
    while token < len(syntax) and syntax.lower[token] in _LARGEST:
        token += 1
    return token


def if_business(name: Name | None) -> Name | None:
    return name if name is not None and name.type in BUSINESSES else None
