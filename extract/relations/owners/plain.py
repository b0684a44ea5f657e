"""Owners told in plain set words, read word by word where the parser is led astray by what stands between.

"X, still run from Leeds, was bought by the Danish publisher Y", "Y and its X", "most of whose shares lie
with Y", "The operator, Y,", "X answers to Y", "X, which has the same owner as Z, Y".
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

_BE = frozenset("was were been is are".split())
_PASSED = frozenset("sold handed passed".split())
_BOUGHT = frozenset("bought acquired purchased swallowed".split())
_BETWEEN = frozenset("IN CD NN NNP RB DT JJ RP".split())
_BEFORE_NAME = frozenset("DT JJ JJS NN NNS HYPH CD POS VBG VBN".split())
_SHARES = frozenset({"shares", "stock", "capital", "votes"})
_LIE = frozenset("lie lies rest rests sit sits are is belong belongs lay were".split())
_WITH, _TO = frozenset({"with", "by", "to"}), frozenset({"to"})
_OWNERS = frozenset({EntityType.ORGANIZATION, EntityType.PLATFORM, EntityType.PERSON})
_OPENING = frozenset("company operator owner parent publisher".split())
_LARGEST = frozenset("largest biggest main principal majority sole only chief".split())
_INVESTORS = frozenset({"investor", "backer"})
_PARTS = frozenset({"percent", "%", "majority", "stake", "cent", "quarter", "third", "half"})
_TAKE = frozenset("bought acquired took taken holds held keeps kept retains".split())
_CUES = (
    _BOUGHT
    | _PASSED
    | _OPENING
    | _PARTS
    | frozenset({"buyer", "its", "whose", "answers", "as", "same", "went", "that"})
)


def find_plain(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the subject is what is owned, the object the owner."""
    for i, word in page.where(_CUES):
        if word in _BOUGHT or word in _PASSED:
            yield from _passive(page, i)
            yield from _passed_it(page, i)
        elif word in _OPENING or word == "buyer":
            yield from _opening(page, i)
            yield from _is_new(page, i)
        elif word in _PARTS:
            yield from _share(page, i)
        elif word == "its":
            yield from _and_its(page, i)
            yield from _its_owner(page, i)
        elif word == "whose":
            yield from _whose_shares(page, i)
        elif word == "answers":
            yield from _answers_to(page, i)
        elif word == "as":
            yield from _counts(page, i)
        elif word == "same":
            yield from _same_owner(page, i)
        elif word == "went":
            yield from _went_to(page, i)
        else:
            yield from _that_owns_it(page, i)


def _passive(page: Page, verb: int) -> Iterator[Finding]:
    """ "X, …, was bought in 2021 by the operator Y", "X, …, was sold to Y"."""
    syntax = page.syntax
    be = verb - 1 - (syntax.tag[verb - 1 : verb] == ["RB"])
    if be < 1 or syntax.lower[be] not in _BE:
        return
    said = "to" if syntax.lower[verb] in _PASSED else "by"
    token, stop = verb + 1, min(verb + 6, syntax.sents[syntax.sent[verb]][1])
    while token < stop and syntax.lower[token] != said and syntax.tag[token] in _BETWEEN:
        token += 1
    if token >= stop or syntax.lower[token] != said:
        return
    yield from edge(_passed(page, be), _name_from(page, token + 1), (verb,), strict=said == "to")


def _passed_it(page: Page, verb: int) -> Iterator[Finding]:
    """ "passed it on last autumn to Y"."""
    syntax = page.syntax
    if syntax.lower[verb] not in ("passed", "handed") or syntax.lower[verb + 1 : verb + 2] != ["it"]:
        return
    to = _next_of(syntax, _TO, verb + 2, min(verb + 7, syntax.sents[syntax.sent[verb]][1]))
    if to is not None and all(syntax.tag[i] in _BETWEEN for i in range(verb + 2, to)):
        yield from edge(page.main_platform(verb), _name_from(page, to + 1), (verb,), strict=True)


def _passed(page: Page, be: int) -> Name | None:
    """The business that a clause begins with, where commas set off all between it and the verb."""
    syntax = page.syntax
    if syntax.lower[be - 1] in ("which", "that"):
        return None
    if page.names.at[be - 1] is not None:
        return _if_business(page.names.at[be - 1])
    first = syntax.sents[syntax.sent[be]][0]
    if syntax.lower[be - 1] != ",":
        return None
    for token in range(first, be - 1):
        name = page.names.at[token]
        if name is not None and name.type in BUSINESSES and syntax.lower[name.last + 1] == ",":
            before = syntax.lower[name.first - 1] if name.first > first else ""
            return None if before in ("of", "by", "behind", "for") else name
    return None


def _name_from(page: Page, token: int) -> Name | None:
    """The first name of a phrase: "the South Korean portal operator NAME"; places are passed over."""
    syntax = page.syntax
    stop = min(token + 9, syntax.sents[syntax.sent[token - 1]][1])
    while token < stop:
        name = page.names.at[token]
        if name is not None and (name.type in _OWNERS or name.type is None):
            return name if syntax.tag[name.last + 1 : name.last + 2] != ["POS"] else None
        if name is None and syntax.tag[token] not in _BEFORE_NAME:
            return None
        token += 1
    return None


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
        yield from edge(_spoken_of(page, syntax.sent[noun] - 1), owner, (noun,), strict=True)


def _is_new(page: Page, noun: int) -> Iterator[Finding]:
    """ "The buyer is Y", "The new owner is Y": of the platform of the sentence before."""
    syntax = page.syntax
    first = syntax.sents[syntax.sent[noun]][0]
    between = syntax.lower[first + 1 : noun]
    if syntax.lower[first] != "the" or between not in ([], ["new"], ["present"]) or not syntax.sent[noun]:
        return
    if syntax.lower[noun + 1 : noun + 2] in (["is"], ["was"]):
        owner = page.names.at[noun + 2] if noun + 2 < len(syntax) else None
        if owner is not None and owner.type in BUSINESSES:
            yield from edge(_spoken_of(page, syntax.sent[noun] - 1), owner, (noun,), strict=True)


def _its_owner(page: Page, its: int) -> Iterator[Finding]:
    """ "its owner, Y, of Melbourne", "Y is its largest investor"."""
    syntax = page.syntax
    noun = _past_largest(syntax, its + 1)
    if noun >= len(syntax) or syntax.lower[noun] not in WORDS.parent_nouns | WORDS.maker_nouns | _INVESTORS:
        return
    if syntax.lower[its - 1 : its] in (["is"], ["remains"]):
        owner = page.subject_name(its - 1)
        thing = page.name_of(its) or _before_it(page, its)
    else:
        set_off = syntax.lower[noun + 1 : noun + 2] == [","] and noun + 2 < len(syntax)
        owner = page.names.at[noun + 2] if set_off else None
        thing = page.name_of(its)
    made = syntax.lower[noun] in WORDS.maker_nouns
    if thing is None or (made and thing.type is not EntityType.PLATFORM):
        return  # "the authority fined its maker, Y"
    if owner is not None and owner.type is EntityType.ORGANIZATION and owner is not thing:
        yield from edge(_if_business(thing), owner, (noun,), strict=True)


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
        yield from edge(_spoken_of(page, syntax.sent[noun] - 1), owner, (verb, noun), strict=True)


def _spoken_of(page: Page, sentence: int) -> Name | None:
    """The platform that a sentence is about: its subject, or the one that the text has named most."""
    about = page.topic(sentence)
    if about is not None:
        return about if about.type is EntityType.PLATFORM else None
    return page.main_platform(page.syntax.sents[sentence][1])


def _and_its(page: Page, its: int) -> Iterator[Finding]:
    """ "Y and its X": a company and a platform."""
    lower, at = page.syntax.lower, page.names.at
    if its < 2 or lower[its - 1] != "and" or its + 1 >= len(lower):
        return
    owner, thing = at[its - 2], at[its + 1]
    if owner is None or thing is None or owner.type is not EntityType.ORGANIZATION:
        return
    if thing.type is EntityType.PLATFORM and lower[thing.last + 1 : thing.last + 2] in ([","], ["."], [";"]):
        yield from edge(thing, owner, (its,), strict=True)


def _whose_shares(page: Page, whose: int) -> Iterator[Finding]:
    """ "X, most of whose shares lie with Y and the insurer Z"."""
    syntax = page.syntax
    noun = _next_of(syntax, _SHARES, whose + 1, whose + 4)
    if noun is None or syntax.lower[noun + 1 : noun + 2] == [] or syntax.lower[noun + 1] not in _LIE:
        return
    said = _next_of(syntax, _WITH, noun + 2, noun + 5)
    owner = _name_from(page, said + 1) if said is not None else None
    thing = page.name_of(whose)
    if thing is None or any(syntax.lower[one.first - 1] == "behind" for one in page.listed(thing)):
        thing = _before(page, whose)
    if owner is not None:
        for one in page.listed(owner):
            yield from edge(thing, one, (noun,), strict=True)


def _past_largest(syntax: Syntax, token: int) -> int:
    """Behind the "largest" of "its largest shareholder"."""
    while token < len(syntax) and syntax.lower[token] in _LARGEST:
        token += 1
    return token


def _next_of(syntax: Syntax, cues: frozenset[str], first: int, stop: int) -> int | None:
    """The first of the tokens ``[first, stop)`` that is one of these words."""
    return next((i for i in range(first, min(stop, len(syntax))) if syntax.lower[i] in cues), None)


def _before(page: Page, token: int) -> Name | None:
    """The last business before a token that is not only said to stand behind or belong to another."""
    syntax = page.syntax
    for place in range(token - 1, syntax.sents[syntax.sent[token]][0] - 1, -1):
        name = page.names.at[place]
        if name is not None and name.type in BUSINESSES:
            if not any(syntax.lower[one.first - 1] in ("behind", "of") for one in page.listed(name)):
                return name
    return None


def _answers_to(page: Page, verb: int) -> Iterator[Finding]:
    """ "X answers to Y", "to Y as much as to Z"."""
    syntax = page.syntax
    if syntax.lower[verb + 1 : verb + 2] != ["to"]:
        return
    thing = _if_business(page.subject_name(verb))
    owner = _name_from(page, verb + 2)
    if thing is None or owner is None or owner.type not in BUSINESSES:
        return
    yield from edge(thing, owner, (verb,), strict=True)
    if syntax.lower[owner.last + 1 : owner.last + 5] == ["as", "much", "as", "to"]:
        yield from edge(thing, _name_from(page, owner.last + 5), (verb,), strict=True)


def _counts(page: Page, word: int) -> Iterator[Finding]:
    """ "X counts the insurer Y as its largest shareholder"."""
    syntax = page.syntax
    if syntax.lower[word + 1 : word + 2] != ["its"]:
        return
    noun = _past_largest(syntax, word + 2)
    if noun >= len(syntax) or syntax.lower[noun] not in WORDS.parent_nouns | {"investor"}:
        return
    first = syntax.sents[syntax.sent[word]][0]
    verb = next((i for i in range(word, first, -1) if syntax.lower[i] in ("counts", "counted", "has")), None)
    if verb is None:
        return
    for token in range(word - 1, verb, -1):
        owner = page.names.at[token]
        if owner is not None and owner.type in BUSINESSES:
            subject = page.subject(verb)
            yield from edge(_taken_up(page, subject), owner, (noun,), strict=True)
            return


def _taken_up(page: Page, token: int | None) -> Name | None:
    """The business that a subject means; "it" may be what the sentence before was about."""
    if token is None:
        return None
    meant = page.name_of(token)
    if meant is None and page.syntax.lower[token] == "it":
        meant = _before_it(page, token)
    return _if_business(meant)


def _same_owner(page: Page, word: int) -> Iterator[Finding]:
    """ "X has the same (Chinese) owner as Z, (namely) Y"."""
    syntax, at = page.syntax, page.names.at
    noun = word + 1
    while noun < len(syntax) and syntax.tag[noun] in ("JJ", "NNP") and noun < word + 3:
        noun += 1
    if noun + 1 >= len(syntax) or syntax.lower[noun] not in WORDS.parent_nouns:
        return
    things = [_taken_up(page, page.subject(syntax.head[noun]))]
    mark = noun + 1
    if syntax.lower[mark] == "as" and mark + 1 < len(syntax):
        things.append(_if_business(at[mark + 1]))
        mark = at[mark + 1].last + 1 if at[mark + 1] is not None else mark  # type: ignore[union-attr]
    if syntax.lower[mark : mark + 1] != [","]:
        return
    named = mark + 1 + (syntax.lower[mark + 1 : mark + 2] == ["namely"])
    owner = at[named] if named < len(syntax) else None
    if owner is not None and owner.type is EntityType.ORGANIZATION:
        for thing in things:
            yield from edge(thing, owner, (noun,), strict=True)


def _went_to(page: Page, verb: int) -> Iterator[Finding]:
    """ "It went to Y for a billion dollars"."""
    syntax = page.syntax
    stop = syntax.sents[syntax.sent[verb]][1]
    if syntax.lower[verb + 1 : verb + 2] != ["to"] or "for" not in syntax.lower[verb:stop]:
        return
    owner = _name_from(page, verb + 2)
    paid = syntax.lower[verb:stop].index("for") + verb
    sum_ = any(syntax.tag[i] in ("CD", "$") for i in range(paid, min(stop, paid + 4)))
    if owner is not None and owner.type is EntityType.ORGANIZATION and sum_:
        yield from edge(_taken_up(page, page.subject(verb)), owner, (verb,), strict=True)


def _that_owns_it(page: Page, word: int) -> Iterator[Finding]:
    """ "The company in Leeds that owns it, Y,"."""
    syntax = page.syntax
    if syntax.lower[word + 2 : word + 4] != ["it", ","] or syntax.lower[word + 1] not in WORDS.own_verbs:
        return
    owner = page.names.at[word + 4] if word + 4 < len(syntax) else None
    if owner is not None and owner.type is EntityType.ORGANIZATION and syntax.sent[word]:
        yield from edge(_spoken_of(page, syntax.sent[word] - 1), owner, (word + 1,), strict=True)


def _if_business(name: Name | None) -> Name | None:
    return name if name is not None and name.type in BUSINESSES else None
