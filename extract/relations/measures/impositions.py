"""Who imposes an instrument, and on whom: "Montana's ban on …", "signed by", "the law requires …"."""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType, RelationType, Span
from ...actors.places.tables import peoples
from ..finding import Finding
from ..names import Name
from ..page import Page
from .authorities import authority
from .instrument_words import instrument_words
from .orders import ordered

_TARGETS = (EntityType.PLATFORM, EntityType.ORGANIZATION, None)


def find_impositions(page: Page) -> Iterator[Finding]:
    """Findings in text order of the instruments; the subject is the instrument."""
    for name in page.names.all:
        if name.type is EntityType.INSTRUMENT:
            if page.syntax.tag[name.last].startswith("VB"):
                yield from _event(page, name)
            else:
                yield from _noun(page, name)


def _imposed(page: Page, instrument: Name, by: Name | None, cue: int) -> Iterator[Finding]:
    if by is not None and page.syntax.lower[by.last] in instrument_words().authorities:
        by = page.name_after(by.last) or by  # "the French authority, NAME,"
    if (
        by is not None
        and by is not instrument
        and by.type is not EntityType.INSTRUMENT
        and by.type is not EntityType.PLATFORM
    ):
        yield Finding(RelationType.IMPOSED_BY, instrument, by, (cue,), cue)


def _aimed(instrument: Name, at: Name | None, cue: int) -> Iterator[Finding]:
    group = at is not None and at.entity is not None and at.entity.type is EntityType.GROUP
    if at is not None and at is not instrument and at.type in _TARGETS and not group:
        yield Finding(RelationType.TARGETS, instrument, at, (cue,), cue)


def _agents(page: Page, verb: int) -> Iterator[Name]:
    """Who did it, by the words after "by"; a regulator without a name stands for its country."""
    syntax, at = page.syntax, page.names.at
    stop = syntax.sents[syntax.sent[verb]][1]
    for holder in (verb, *syntax.children(verb, "dobj", "oprd", "attr")):
        for by in syntax.kids[holder]:
            if syntax.lower[by] != "by" or by + 1 >= stop:
                continue
            near = next((at[i] for i in range(by + 1, min(by + 4, stop)) if at[i] is not None), None)
            target = syntax.child(by, "pobj")
            if target is None:
                continue
            named = page.name_of(target)
            if named is not None and near is not None and near.type is EntityType.PERSON:
                named = near  # the parser may take the verb after a name for a noun
            if named is None:
                named = page.inside(syntax.phrase_start(target), target)
            if named is not None:
                yield named


def _event(page: Page, name: Name) -> Iterator[Finding]:
    """ "India banned X and Y", "X was fined by Z", "X was blocked in P"."""
    syntax, verb = page.syntax, name.last
    passive = syntax.child(verb, "nsubjpass")
    if passive is None:
        yield from _imposed(page, name, _subject(page, verb), verb)
    agents = list(_agents(page, verb))
    if passive is not None and not agents:
        places = (page.names.at[token] for token in syntax.objects(verb, "in"))
        agents = [place for place in places if place is not None and place.type is EntityType.JURISDICTION]
    for agent in agents:
        yield from _imposed(page, name, agent, verb)
    if syntax.lower[verb] not in instrument_words().events:
        by = _subject(page, verb) if passive is None else None
        for token in ordered(syntax, verb):
            meant = page.name_of(token) or _topic(page, token)
            if by is None or meant is None or meant.entity is not by.entity:
                yield from _aimed(name, meant, verb)
        return
    things = [passive] if passive is not None else syntax.children(verb, "dobj", "dative")
    for thing in things if syntax.lower[verb] in instrument_words().events else ():
        for target in syntax.conjuncts(thing):
            yield from _aimed(name, page.name_of(target) or _topic(page, target), verb)
            for further in syntax.objects(target, "to" if syntax.lower[target] == "access" else "of"):
                yield from _aimed(name, page.name_of(further), verb)
    if passive is None and verb + 1 < len(syntax):
        # "fined X 4 billion euros": the parser may take X for a part of the sum.
        yield from _aimed(name, page.names.at[verb + 1], verb)
        yield from _also_fined(page, name, verb)


def _also_fined(page: Page, name: Name, verb: int) -> Iterator[Finding]:
    """Y in "fined X 4 billion euros and Y 2 billion"."""
    syntax = page.syntax
    for thing in syntax.children(verb, "dobj"):
        for sum_ in syntax.conjuncts(thing):
            if sum_ != thing and syntax.child(sum_, "nummod") is not None:
                for kid in syntax.children(sum_, "nmod", "compound"):
                    yield from _aimed(name, page.names.at[kid], verb)


def _subject(page: Page, verb: int) -> Name | None:
    subject = page.subject(verb)
    if subject is None:
        return None
    if page.dateline(subject):
        return _past_dateline(page, verb)
    beside = page.names.at[verb - 2] if verb > 1 and page.syntax.lower[verb - 1] == "," else None
    if beside is not None and beside.type is EntityType.PERSON and subject < beside.first:
        return beside  # "a judge of the Supreme Court, NAME, ordered"
    return page.name_of(subject) or authority(page, subject)


def _past_dateline(page: Page, verb: int) -> Name | None:
    """Who acts in "TALLINN — Estonia's Regulatory Authority ordered": the subject, or the last body named."""
    syntax = page.syntax
    for kid in reversed(list(syntax.children(verb, "nsubj", "dep"))):
        found = page.name_of(kid) or authority(page, kid) if not page.dateline(kid) else None
        if found is not None:
            return found
    first = syntax.sents[syntax.sent[verb]][0]
    bodies = [
        name
        for name in page.names.all
        if first < name.first < verb and name.type is EntityType.ORGANIZATION and name.last > name.first
    ]
    return bodies[-1] if bodies else None


def _topic(page: Page, token: int) -> Name | None:
    """What "it" or "the same company" takes up: the subject of the sentence before, as said here."""
    syntax = page.syntax
    same = syntax.lower[token - 1] == "same" if token else False
    if not (same or syntax.lower[token] == "it") or not syntax.sent[token]:
        return None
    known = page.topic(syntax.sent[token] - 1)
    if known is None:
        return None
    first = token - 2 if same and token > 1 and syntax.lower[token - 2] == "the" else token
    return Name(first, token, Span(syntax.start[first], syntax.end[token]), known.type, known.entity)


def _noun(page: Page, name: Name) -> Iterator[Finding]:
    syntax, at = page.syntax, page.names.at
    noun = page.head_of(name)
    possessor = syntax.child(noun, "poss")
    if possessor is not None:
        mark = syntax.child(possessor, "case")
        yield from _imposed(page, name, page.name_of(possessor), possessor if mark is None else mark)
    elif name.first > 1 and syntax.tag[name.first - 1] == "POS":
        yield from _imposed(page, name, at[name.first - 2], name.first - 1)
    first = syntax.phrase_start(name.first)
    for i in range(name.first - 1, first - 1, -1):
        inner = at[i]
        if inner is not None and _can_name(page, name, inner) and syntax.tag[inner.last + 1] != "POS":
            yield from _aimed(name, inner, name.last)
        elif inner is not None and syntax.words[i] in peoples():
            yield from _imposed(page, name, inner, name.last)
    for token in syntax.objects(noun, "on", "against", "over", "of", "for"):
        target = page.name_of(token)
        if (
            target is not None
            and target.type is EntityType.PERSON
            and syntax.lower[syntax.head[token]] == "of"
        ):
            yield from _imposed(page, name, target, noun)
        elif target is None and syntax.tag[token] == "VBG":  # "a ban on using X"
            for kid in syntax.children(token, "dobj"):
                yield from _aimed(name, page.name_of(kid), noun)
        elif _made_by(page, name, token):
            yield from _imposed(page, name, target, noun)
        else:
            yield from _aimed(name, target, noun)
    for token in syntax.objects(noun, "from", "of"):
        yield from _imposed(page, name, authority(page, token), noun)
    against = _against(page, name)
    if against is not None:
        yield from _aimed(name, against, noun)
    for agent in _agents(page, noun):
        yield from _imposed(page, name, agent, noun)
    for kid in syntax.children(noun, "acl"):
        if syntax.lower[kid] in instrument_words().aim:
            yield from _reached(page, name, kid)
        elif syntax.lower[kid] in instrument_words().impose:
            for agent in _agents(page, kid):
                yield from _imposed(page, name, agent, kid)
    yield from _clause(page, name, noun)
    yield from _taken_up(page, name)


def _made_by(page: Page, name: Name, token: int) -> bool:
    """Whether "rules of Y" are Y's, and not on Y."""
    syntax = page.syntax
    kind = instrument_words().kinds.get(syntax.lower[name.last])
    target = page.name_of(token)
    return (
        kind in ("rule", "law", "sanction")
        and syntax.lower[syntax.head[token]] == "of"
        and target is not None
        and target.type is EntityType.ORGANIZATION
    )


def _against(page: Page, name: Name) -> Name | None:
    """ "a fine of 5 million euros against X": the parser may hang "against" on the sum."""
    syntax, at = page.syntax, page.names.at
    i, stop = name.last + 1, syntax.sents[syntax.sent[name.last]][1]
    while i + 1 < stop and at[i] is None and syntax.tag[i] in ("IN", "DT", "CD", "$", "NN", "NNS", "JJ"):
        if syntax.lower[i] in ("on", "against"):
            return at[i + 1] or (at[i + 2] if i + 2 < stop and syntax.tag[i + 1] == "DT" else None)
        i += 1
    return None


def _can_name(page: Page, instrument: Name, inner: Name) -> bool:
    """Whether "the X law" is about X: a platform, or any company with a ban, an order, a fine."""
    kind = instrument_words().kinds.get(page.syntax.lower[instrument.last])
    return inner.type is EntityType.PLATFORM or (inner.type in _TARGETS and kind in ("ban", "order", "fine"))


def _clause(page: Page, name: Name, noun: int) -> Iterator[Finding]:
    """What the verb says that an instrument is subject or object of, or that goes on under it."""
    syntax, words = page.syntax, instrument_words()
    head, dep = syntax.head[noun], syntax.dep[noun]
    for relative in syntax.children(noun, "relcl"):
        yield from _verb(page, name, relative, "nsubj")
    if dep in ("appos", "conj") and syntax.tag[head].startswith("NN"):
        head, dep = syntax.head[head], syntax.dep[head]
    if dep == "dobj" and syntax.lower[head] in words.suffer:
        yield from _aimed(name, page.subject_name(head), head)
        return
    if dep == "pobj":
        verb = syntax.head[head]
        if syntax.lower[head] == "by" and syntax.lower[verb] in words.events:
            # "banned X by a decree": the decree does it.
            for kid in syntax.children(verb, "dobj", "nsubjpass"):
                yield from _aimed(name, page.name_of(kid), verb)
            if syntax.child(verb, "nsubjpass") is None:
                yield from _imposed(page, name, page.subject_name(verb), verb)
        if syntax.lower[head] == "under":
            while not syntax.tag[verb].startswith("VB") and syntax.head[verb] != verb:
                verb = syntax.head[verb]  # "hand over more data under new rules"
            cue = head
            if not any(
                syntax.tag[aux] == "MD" or syntax.lower[aux] in ("has", "have")
                for aux in syntax.children(verb, "aux")
            ):
                return
            for kid in syntax.children(verb, "nsubj", "nsubjpass", "dobj"):
                for token in syntax.conjuncts(kid):
                    yield from _aimed(name, page.name_of(token), cue)
        return
    yield from _verb(page, name, head, dep)
    for further in syntax.children(head, "conj"):
        if syntax.child(further, "nsubj", "nsubjpass") is None:
            yield from _verb(page, name, further, dep)
    if dep in ("xcomp", "ccomp", "pcomp") and name.last > name.first:
        dep = "dobj"  # a law called "Protecting …" looks like a clause
    if dep == "dobj" and syntax.lower[head] in words.impose and not _handed_on(page, name, head):
        yield from _imposed(page, name, _subject(page, head), head)
        for verb in syntax.children(head, "conj"):  # "passed the bill, and NAME signed it"
            thing = syntax.child(verb, "dobj")
            if thing is not None and syntax.lower[thing] == "it" and syntax.lower[verb] in words.impose:
                yield from _imposed(page, name, page.subject_name(verb), verb)


def _verb(page: Page, name: Name, verb: int, dep: str) -> Iterator[Finding]:
    syntax, words = page.syntax, instrument_words()
    if dep == "nsubjpass" or (
        dep == "nsubj" and syntax.tag[verb] == "VBN" and syntax.child(verb, "auxpass") is not None
    ):
        if syntax.lower[verb] in words.impose:
            for agent in _agents(page, verb):
                yield from _imposed(page, name, agent, verb)
            for target in syntax.objects(verb, "on", "against"):
                yield from _aimed(name, page.name_of(target), verb)
    elif dep == "nsubj" and syntax.lower[verb] in ("come", "comes", "came"):
        for source in syntax.objects(verb, "from"):
            yield from _imposed(page, name, page.name_of(source) or authority(page, source), verb)
    elif dep == "nsubj" and syntax.lower[verb] in words.aim:
        yield from _reached(page, name, verb)


def _handed_on(page: Page, name: Name, verb: int) -> bool:
    """ "passed the order to the providers" imposes nothing."""
    syntax = page.syntax
    order = instrument_words().kinds.get(syntax.lower[name.last]) in ("order", "ruling")
    return order and syntax.lower[verb].startswith("pass")


def _taken_up(page: Page, name: Name) -> Iterator[Finding]:
    """ "…; it would cover X", "a law. It obliges X": what "it" reaches, if "it" is an instrument's next."""
    syntax = page.syntax
    number = syntax.sent[name.last]
    stop = syntax.sents[min(number + 1, len(syntax.sents) - 1)][1]
    for i in range(name.last + 1, stop):
        if syntax.sent[i] != number and i > syntax.sents[syntax.sent[i]][0]:
            return
        if syntax.lower[i] in ("it", "which") and syntax.dep[i] == "nsubj":
            if syntax.lower[syntax.head[i]] in instrument_words().aim:
                yield from _reached(page, name, syntax.head[i])
            return


def _reached(page: Page, name: Name, verb: int) -> Iterator[Finding]:
    """Names that a law's verb reaches: its objects, and who must do what to whom."""
    syntax = page.syntax
    for kid in syntax.children(verb, "dobj", "dative"):
        for token in syntax.conjuncts(kid):
            target = page.name_of(token)
            yield from _aimed(name, target, verb)
            if target is None:
                # "would ban transactions with X", "gives Y nine months to sell X"
                for further in syntax.objects(token, "with", "of", "on"):
                    yield from _aimed(name, page.name_of(further), verb)
                for clause in syntax.children(token, "acl"):
                    yield from _done(page, name, clause)
    for token in syntax.objects(verb, "to"):
        yield from _aimed(name, page.name_of(token), verb)
    for inner in syntax.children(verb, "ccomp", "xcomp"):
        if inner > verb:  # "The company says …: the law obliges …" is no clause of the law's
            yield from _done(page, name, inner)


def _done(page: Page, name: Name, verb: int) -> Iterator[Finding]:
    syntax = page.syntax
    for kid in syntax.children(verb, "nsubj", "nsubjpass", "dobj"):
        for token in syntax.conjuncts(kid):
            owner = syntax.child(token, "poss")  # "to sell the app's American business"
            target = page.name_of(token) or (page.name_of(owner) if owner is not None else None)
            yield from _aimed(name, target, verb)
