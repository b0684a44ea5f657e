"""Owners told in plain set words, read word by word where the parser is led astray by what stands between.

"X, still run from Leeds, was bought by the Danish publisher Y", "Y and its X", "most of whose shares lie
with Y", "X answers to Y", "X, which has the same owner as Z, Y".
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
from .taken_up import if_business, meant_by, name_from, past_largest

_BE = frozenset("was were been is are".split())
_PASSED = frozenset("sold handed passed".split())
_BOUGHT = frozenset("bought acquired purchased swallowed".split())
_BETWEEN = frozenset("IN CD NN NNP RB DT JJ RP ,".split())
_THEN = frozenset("then later eventually".split())
_SHARES = frozenset({"shares", "stock", "capital", "votes"})
_LIE = frozenset("lie lies rest rests sit sits are is belong belongs lay were".split())
_WITH, _TO = frozenset({"with", "by", "to"}), frozenset({"to"})
_POSSESSIVES = frozenset({"'s", "’s"})
_CUES = (
    _BOUGHT
    | _PASSED
    | frozenset({"its", "whose", "answers", "as", "same", "parted", "owns", "controls", "behind", "from"})
    | _POSSESSIVES
)


def find_plain(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the subject is what is owned, the object the owner."""
    for i, word in page.where(_CUES):
        if word in _BOUGHT or word in _PASSED:
            yield from _passive(page, i)
            yield from _reduced(page, i)
            yield from _passed_it(page, i)
            if word in _BOUGHT:
                yield from _it_owns(page, i)
        elif word == "its":
            yield from _and_its(page, i)
        elif word == "whose":
            yield from _whose_shares(page, i)
            yield from _whose(page, i)
        elif word == "answers":
            yield from _answers_to(page, i)
        elif word == "as":
            yield from _counts(page, i)
        elif word == "same":
            yield from _same_owner(page, i)
        elif word in ("owns", "controls"):
            yield from _it_owns(page, i)
        elif word in _POSSESSIVES:
            yield from _was_theirs(page, i)
        elif word == "behind":
            yield from _behind_stands(page, i)
        elif word == "from":
            yield from _service_from(page, i)
        else:
            yield from _parted_with(page, i)


def _passive(page: Page, verb: int) -> Iterator[Finding]:
    """ "X, …, was bought in 2021 by the operator Y", "X, …, was sold to Y"."""
    syntax = page.syntax
    be = verb - 1 - (syntax.tag[verb - 1 : verb] == ["RB"])
    then = be > 1 and syntax.lower[verb - 1] in _THEN and syntax.lower[verb] in _PASSED
    if be < 1 or (syntax.lower[be] not in _BE and not then):
        return
    said = "to" if syntax.lower[verb] in _PASSED else "by"
    token, stop = verb + 1, min(verb + 6, syntax.sents[syntax.sent[verb]][1])
    while token < stop and syntax.lower[token] != said and syntax.tag[token] in _BETWEEN:
        token += 1
    if token >= stop or syntax.lower[token] != said:
        return
    thing = if_business(page.subject_name(verb)) if then else _passed(page, be)
    yield from edge(thing, name_from(page, token + 1), (verb,), strict=said == "to")


def _reduced(page: Page, verb: int) -> Iterator[Finding]:
    """ "X, a company Y bought in 2015"."""
    syntax, owner = page.syntax, page.names.covering(verb - 1)
    if owner is None or owner.type is not EntityType.ORGANIZATION or syntax.tag[verb] != "VBD":
        return
    start = owner.first - 1
    if start < 3 or syntax.lower[start] not in WORDS.company_nouns:
        return
    while start > 1 and syntax.tag[start] in ("NN", "JJ"):
        start -= 1
    if syntax.lower[start] in ("a", "an", "the") and syntax.lower[start - 1] == ",":
        yield from edge(if_business(page.names.at[start - 2]), owner, (verb,), strict=True)


def _was_theirs(page: Page, mark: int) -> Iterator[Finding]:
    """ "X was Y's; we taught it to dance"."""
    syntax, owner = page.syntax, page.names.covering(mark - 1)
    if owner is None or owner.type is not EntityType.ORGANIZATION or owner.first < 2:
        return
    thing = page.names.at[owner.first - 2]
    ends = syntax.lower[mark + 1 : mark + 2] in ([";"], [","], ["."], ["and"], ["until"], ["since"])
    if thing is not None and thing.type is EntityType.PLATFORM and ends:
        if syntax.lower[owner.first - 1] in _BE:
            yield from edge(thing, owner, (mark,), strict=True)


def _passed_it(page: Page, verb: int) -> Iterator[Finding]:
    """ "passed it on last autumn to Y"."""
    syntax = page.syntax
    if syntax.lower[verb] not in ("passed", "handed") or syntax.lower[verb + 1 : verb + 2] != ["it"]:
        return
    to = _next_of(syntax, _TO, verb + 2, min(verb + 7, syntax.sents[syntax.sent[verb]][1]))
    if to is not None and all(syntax.tag[i] in _BETWEEN for i in range(verb + 2, to)):
        thing = page.main_platform(verb)
        yield from edge(thing, name_from(page, to + 1), (verb,), strict=True)
        yield from edge(thing, page.subject_name(verb), (verb,), over=True, strict=True)


def _passed(page: Page, be: int) -> Name | None:
    """The business that a clause begins with, where commas set off all between it and the verb."""
    syntax = page.syntax
    if syntax.lower[be - 1] in ("which", "that"):
        return None
    if page.names.at[be - 1] is not None:
        return if_business(page.names.at[be - 1])
    first = syntax.sents[syntax.sent[be]][0]
    if syntax.lower[be - 1] == "and":  # "X went to Y and was sold, in 2019, to Z"
        return if_business(page.subject_name(be + 1))
    if syntax.lower[be - 1] != ",":
        return None
    for token in range(first, be - 1):
        name = page.names.at[token]
        if name is not None and name.type in BUSINESSES and syntax.lower[name.last + 1] == ",":
            before = syntax.lower[name.first - 1] if name.first > first else ""
            return None if before in ("of", "by", "behind", "for") else name
    return None


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
    owner = name_from(page, said + 1) if said is not None else None
    thing = page.name_of(whose)
    if thing is None or any(syntax.lower[one.first - 1] == "behind" for one in page.listed(thing)):
        thing = _before(page, whose)
    if owner is not None:
        for one in page.listed(owner):
            yield from edge(thing, one, (noun,), strict=True)


def _whose(page: Page, whose: int) -> Iterator[Finding]:
    """ "Y, whose app finds people jobs and whose X finds them spouses"."""
    thing = page.names.covering(whose + 1)
    if (
        thing is None
        or thing.type is not EntityType.PLATFORM
        or not page.syntax.tag[thing.last + 1 : thing.last + 2]
    ):
        return
    owner = page.name_of(whose) or _first_whose(page, whose)
    if owner is not None and owner.type is EntityType.ORGANIZATION:
        yield from edge(thing, owner, (whose,), strict=True)


def _first_whose(page: Page, whose: int) -> Name | None:
    """Whose the clause before was about, which this one is joined to."""
    syntax = page.syntax
    if syntax.lower[whose - 1] != "and":
        return None
    first = syntax.sents[syntax.sent[whose]][0]
    earlier = next((i for i in range(whose - 2, first, -1) if syntax.lower[i] == "whose"), None)
    return page.name_of(earlier) if earlier is not None else None


def _behind_stands(page: Page, word: int) -> Iterator[Finding]:
    """ "Behind X stands a fund from Boston, Y"."""
    syntax = page.syntax
    thing = page.names.covering(word + 1)
    if thing is None or thing.type is not EntityType.PLATFORM:
        return
    verb = thing.last + 1
    if syntax.lower[verb : verb + 1] in (["stands"], ["stand"], ["stood"]):
        yield from edge(thing, name_from(page, verb + 1), (verb,), strict=True)


def _it_owns(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y wrote on X, a news platform (that) it owns", "Y and a firm it controls, X,"."""
    syntax = page.syntax
    subject = syntax.child(verb, "nsubj")
    if syntax.dep[verb] != "relcl" or subject is None or syntax.lower[subject] != "it":
        return
    noun = syntax.head[verb]
    owner, thing = page.name_of(subject), page.name_before(syntax.phrase_start(noun)) or page.name_after(verb)
    if owner is None or owner.type is not EntityType.ORGANIZATION:
        owner = page.last_company(noun)
    if owner is thing and thing is not None:
        owner = page.topic(syntax.sent[verb])
    if thing is not None and thing.type in BUSINESSES and owner is not None and owner.key != thing.key:
        yield from edge(thing, owner, (verb,), strict=True)


def _service_from(page: Page, preposition: int) -> Iterator[Finding]:
    """ "X, the rival service from Y, has", "X, from the Z Group, was"."""
    syntax, noun = page.syntax, preposition - 1
    owner = name_from(page, preposition + 1)
    if noun < 2 or owner is None or owner.type is not EntityType.ORGANIZATION:
        return
    if syntax.lower[noun] in WORDS.platform_nouns:
        thing = page.name_before(syntax.phrase_start(noun))
    else:
        closed = syntax.lower[owner.last + 1 : owner.last + 2] in ([","], ["."])
        thing = page.names.at[noun - 1] if syntax.lower[noun] == "," and closed else None
    if thing is not None and thing.type is EntityType.PLATFORM:
        yield from edge(thing, owner, (preposition,), strict=True)


def _parted_with(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y parted with its business there, X"."""
    syntax = page.syntax
    if syntax.lower[verb + 1 : verb + 2] == ["with"] and syntax.tag[verb] in ("VBD", "VBN"):
        stop = min(verb + 8, syntax.sents[syntax.sent[verb]][1])
        thing = next((one for one in page.names.at[verb + 2 : stop] if if_business(one) is not None), None)
        seller = page.names.at[verb - 1] or page.subject_name(verb)
        yield from edge(thing, seller, (verb,), over=True, strict=True)


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
    thing = if_business(page.subject_name(verb))
    owner = name_from(page, verb + 2)
    if thing is None or owner is None or owner.type not in BUSINESSES:
        return
    yield from edge(thing, owner, (verb,), strict=True)
    if syntax.lower[owner.last + 1 : owner.last + 5] == ["as", "much", "as", "to"]:
        yield from edge(thing, name_from(page, owner.last + 5), (verb,), strict=True)


def _counts(page: Page, word: int) -> Iterator[Finding]:
    """ "X counts the insurer Y as its largest shareholder"."""
    syntax = page.syntax
    if syntax.lower[word + 1 : word + 2] != ["its"]:
        return
    noun = past_largest(syntax, word + 2)
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
            yield from edge(meant_by(page, subject), owner, (noun,), strict=True)
            return


def _same_owner(page: Page, word: int) -> Iterator[Finding]:
    """ "X has the same (Chinese) owner as Z, (namely) Y"."""
    syntax, at = page.syntax, page.names.at
    noun = word + 1
    while noun < len(syntax) and syntax.tag[noun] in ("JJ", "NNP") and noun < word + 3:
        noun += 1
    if noun + 1 >= len(syntax) or syntax.lower[noun] not in WORDS.parent_nouns:
        return
    things = [meant_by(page, page.subject(syntax.head[noun]))]
    mark = noun + 1
    if syntax.lower[mark] == "as" and mark + 1 < len(syntax):
        things.append(if_business(at[mark + 1]))
        mark = at[mark + 1].last + 1 if at[mark + 1] is not None else mark  # type: ignore[union-attr]
    if syntax.lower[mark : mark + 1] != [","]:
        return
    named = mark + 1 + (syntax.lower[mark + 1 : mark + 2] == ["namely"])
    owner = at[named] if named < len(syntax) else None
    if owner is not None and owner.type is EntityType.ORGANIZATION:
        for thing in things:
            yield from edge(thing, owner, (noun,), strict=True)
