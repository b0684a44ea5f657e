"""Who belongs to which organisation: roles, possessives, verbs of leading and working."""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType, RelationType
from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from ..sheet import COMPANY
from .understood import of_which, understood

_AT = frozenset({"at", "of", "for", "with", "from", "in"})
_BETWEEN = (["of"], ["at"], ["of", "the"], ["at", "the"], ["from", "the"], ["with"])
_PHRASE = frozenset("DT JJ JJR JJS NN NNS CC HYPH VBG RB CD".split())
_NOBODY = (EntityType.JURISDICTION, EntityType.GROUP, EntityType.INSTRUMENT, EntityType.PLATFORM)


_CUES = (
    WORDS.role_nouns | WORDS.work_verbs | WORDS.lead_verbs | WORDS.leave_verbs | WORDS.write_verbs
    | WORDS.position_nouns
)  # fmt: skip


def find_affiliations(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the subject is a person, the object an organisation."""
    heads = page.role_heads()
    cues = {i for i, _ in page.where(_CUES)}
    for i in sorted(cues | heads):
        word = page.syntax.lower[i]
        if word in WORDS.role_nouns or i in heads:
            yield from _role(page, i)
        if word in WORDS.work_verbs:
            yield from _work(page, i)
        if word in WORDS.lead_verbs or word in WORDS.leave_verbs:
            yield from _lead(page, i)
        if word in WORDS.write_verbs:
            yield from _write(page, i)
        if word in WORDS.position_nouns:
            yield from _position(page, i)
    yield from _beside(page)
    for name in page.names.all:
        if name.type is EntityType.PERSON:
            yield from _set_off(page, name)


def belongs(page: Page, person: Name | None, body: Name | None, cue: int) -> Iterator[Finding]:
    if person is None or body is None or person is body or person.type in _NOBODY:
        return
    if person.type is not EntityType.PERSON and page.institution(person):
        return
    if WORDS.titles.issuperset(page.syntax.lower[body.first : body.last + 1]):
        return
    if body.type is EntityType.JURISDICTION and page.syntax.lower[body.first - 2 : body.first] == [",", "of"]:
        return  # "says the coppersmith, of Gaziantep"
    if body.type not in (EntityType.GROUP, EntityType.INSTRUMENT):
        yield Finding(RelationType.AFFILIATED_WITH, person, body, (cue,), cue)


def _role(page: Page, noun: int) -> Iterator[Finding]:
    """ "NAME, a professor at Y", "Y's chief executive, NAME", "Y analyst NAME", "NAME is head of Y"."""
    syntax, at = page.syntax, page.names.at
    own = at[noun]
    if own is not None and not (syntax.words[noun][:1].isupper() and own.first == noun):
        return
    if not (syntax.tag[noun].startswith("NN") or syntax.tag[noun] == "JJ"):
        return
    follower = noun + 1
    if follower < len(syntax) and at[follower] is None and syntax.lower[follower] in WORDS.role_nouns:
        return
    if syntax.lower[noun] in WORDS.outsiders and syntax.lower[follower : follower + 1] == ["of"]:
        if any(name is not None for name in at[follower + 1 : follower + 3]):
            return  # "a critic of Y", not "a scholar of comics at Y"
    possessed = syntax.child(noun, "poss") is not None
    bodies = list(_before(page, noun)) if possessed else []
    bodies = bodies or list(bodies_after(page, noun)) or list(_before(page, noun))
    if not bodies:
        bodies = list(of_which(page, noun)) or list(understood(page, noun))
    if not bodies:
        return
    person = _person(page, noun) or page.role_holder(noun)
    audience = syntax.lower[noun] in WORDS.audience_nouns
    for body in bodies:
        if audience and body.type is EntityType.PLATFORM:
            continue  # "Twitch streamer NAME"
        yield from belongs(page, person, body, noun)


def _person(page: Page, noun: int) -> Name | None:
    """Whom a role is said of; a person beside it beats what the parse says."""
    syntax, at = page.syntax, page.names.at
    follower = at[noun + 1] if noun + 1 < len(syntax) else None
    if follower is not None and follower.type in (EntityType.PERSON, None):
        return follower
    left = page.name_before(syntax.phrase_start(noun))
    if left is not None and left.type is EntityType.PERSON:
        return left
    end = _phrase_end(page, noun)
    after = at[end + 1] if end + 1 < len(syntax) and syntax.lower[end] == "," else None
    if after is not None and after.type is EntityType.PERSON and left is None:
        return after
    return page.partner(noun)


def _phrase_end(page: Page, noun: int) -> int:
    """First token after the noun phrase with its "of", "for", "at" phrases."""
    syntax, at = page.syntax, page.names.at
    i, stop = noun + 1, syntax.sents[syntax.sent[noun]][1]
    while i < stop and (
        at[i] is not None or syntax.lower[i] in _AT or syntax.tag[i] in _PHRASE or syntax.tag[i] == "POS"
    ):
        i += 1
    return min(i, stop - 1)


def bodies_after(page: Page, noun: int) -> Iterator[Name]:
    """Organisations in the "of", "at", "for" phrases right of a word, up to the next clause."""
    syntax, at = page.syntax, page.names.at
    i, stop = noun + 1, syntax.sents[syntax.sent[noun]][1]
    prep = ""
    bodies = 0
    while i < stop:
        name, word = at[i], syntax.lower[i]
        if name is not None:
            if name.type is EntityType.PERSON and prep != "at":
                return
            if prep and syntax.words[name.last + 1 : name.last + 2] in (["-"], ["‑"]):
                i = name.last + 1  # "of the Ghent-based think-tank Y"
                continue
            if prep and _announces(page, name):
                i = name.last + 1  # "at the Brussels trade group Y"
                continue
            if prep:
                owns = name.last + 1 < stop and syntax.tag[name.last + 1] == "POS"
                if name.type is EntityType.JURISDICTION:
                    fits = prep == "of" and not owns and not bodies
                else:
                    fits = prep not in ("in", "from") or page.institution(name)
                if fits:
                    bodies += 1
                    yield name
            elif name.first == noun + 1 and not page.institution(name):
                return
            i = name.last + 1
            if i < stop and (syntax.tag[i] == "POS" or word in ("and", "&")):
                i += 1
            else:
                prep = ""
            continue
        meant = page.definite(i) if prep else None
        if meant is not None:
            yield meant  # "a spokeswoman for the company"
            return
        if word == "of" and syntax.lower[i - 1] in WORDS.outsiders:
            prep = ""  # "a sociologist and author of The Quiet Feed"
        elif word in _AT:
            prep = word
        elif word in ("as", "its") or (word == "on" and syntax.tag[noun].startswith("VB")):
            pass  # "worked on maps at Y"
        elif word == "," and i == noun + 1 and syntax.lower[i + 1 : i + 2] == ["of"]:
            pass  # "the ethnographer, of Y, said"
        elif word == "," and syntax.lower[i + 1 : i + 2] in (["now"], ["currently"], ["then"]):
            i += 1  # "a media scholar, now at Y"
            prep = ""
        elif word == ",":
            if i + 1 >= stop or (
                syntax.tag[i + 1] not in ("NN", "NNS", "JJ", "CC") and syntax.lower[i + 1] not in ("a", "an")
            ):
                return
            prep = ""
        elif word == "to" and i + 1 < stop and syntax.tag[i + 1] != "VB":
            prep = word
        elif "-" in syntax.words[i - 1 : i + 2]:
            pass  # "the start-up NAME"
        elif syntax.tag[i] not in _PHRASE or (syntax.tag[i] == "CC" and syntax.tag[i + 1 : i + 2] == ["IN"]):
            return
        i += 1


def _announces(page: Page, name: Name) -> bool:
    """Whether a name only says which body is named next: "the Italian association Y"."""
    syntax, at = page.syntax, page.names.at
    i = name.last + 1
    while i < len(syntax) and at[i] is None and syntax.tag[i] in ("NN", "JJ", "HYPH"):
        i += 1
    noun = syntax.lower[i - 1]
    return (
        i > name.last + 1
        and i < len(syntax)
        and at[i] is not None
        and (noun in WORDS.body_nouns or noun in WORDS.company_nouns)
    )


def _before(page: Page, noun: int) -> Iterator[Name]:
    """ "Microsoft's general counsel", "ABC News anchor", "the former Google engineer"."""
    syntax, at = page.syntax, page.names.at
    first = syntax.phrase_start(noun)
    for i in range(noun - 1, first - 1, -1):
        name = at[i]
        if name is not None:
            if (name.type in COMPANY and not name.placed) or (
                name.type is EntityType.JURISDICTION and syntax.tag[name.last + 1] == "POS"
            ):
                yield name
            return
        if syntax.tag[i] == "POS":
            body = page.definite(i - 1)  # "the authority's director general"
            if body is not None:
                yield body
                return
        if syntax.tag[i] == "PRP$":
            body = page.name_of(i)
            if body is not None and syntax.lower[i] == "its":
                yield body
            return
    if first and syntax.lower[first - 1] == "whose":
        body = page.name_of(first - 1)  # "Y, whose director is NAME"
        if body is not None and body.type in COMPANY:
            yield body


def _work(page: Page, verb: int) -> Iterator[Finding]:
    """ "NAME teaches film at Y", "NAME, who has worked for Y", "Y, where NAME works"."""
    syntax = page.syntax
    if not syntax.tag[verb].startswith("VB"):
        return
    person = page.subject_name(verb)
    if person is None:
        return
    spent = syntax.child(verb, "dobj", "npadvmod") if syntax.lower[verb].startswith("sp") else None
    if spent is not None and syntax.lower[spent] not in ("years", "year", "decade", "decades", "career"):
        return  # "spent a night at Y"
    for body in bodies_after(page, verb):
        if body.type is not EntityType.JURISDICTION:
            yield from belongs(page, person, body, verb)
    where = syntax.child(verb, "advmod")
    if where is not None and where > 1 and syntax.lower[where] == "where":
        place = page.names.at[where - 2]
        if place is not None and place.type is EntityType.JURISDICTION and place.first > 1:
            place = page.names.at[place.first - 2]  # "the University of Oslo in Norway, where"
        yield from belongs(page, person, place, verb)


def _lead(page: Page, verb: int) -> Iterator[Finding]:
    """ "NAME, who runs Y", "NAME founded Y"."""
    syntax = page.syntax
    thing = syntax.child(verb, "dobj")
    if thing is None and syntax.dep[verb] != "dobj":  # "founded and led Y"
        joined = syntax.child(verb, "conj")
        thing = syntax.child(joined, "dobj") if joined is not None else None
    if thing is None or not syntax.tag[verb].startswith("VB"):
        return
    person = page.subject_name(verb)
    if person is None and syntax.lower[max(0, verb - 2) : verb] == ["co", "-"] and verb > 2:
        person = page.names.at[verb - 3]  # "NAME co-founded Y", which the parser takes apart
    if person is None or person.type is not EntityType.PERSON:
        return
    body = page.name_of(thing)
    if body is None and thing + 1 < len(syntax) and syntax.lower[thing] in WORDS.body_nouns:
        body = page.names.at[thing + 1]  # "who heads the charity Y", as the parser takes it apart
    possessor = syntax.child(thing, "poss")
    if body is None and possessor is not None:
        body = page.names.at[possessor]  # "who runs Y's Berlin office"
    joins = syntax.lower[verb].startswith("join")
    leaves = syntax.lower[verb] in WORDS.leave_verbs
    kinds = (EntityType.ORGANIZATION,) if leaves else COMPANY
    if body is not None and body.type in kinds and not (joins and body.type is EntityType.PLATFORM):
        yield from belongs(page, person, body, verb)
    if leaves:
        return
    for further in bodies_after(page, thing if body is None else max(thing, body.last)):
        if further.type is not EntityType.JURISDICTION:
            yield from belongs(page, person, further, verb)


def _write(page: Page, verb: int) -> Iterator[Finding]:
    """ "NAME writes for Y", "NAME, who covers technology for Y", "NAME, who speaks for Y"."""
    syntax, word = page.syntax, page.syntax.lower[verb]
    if not syntax.tag[verb].startswith("VB"):
        return
    person = page.subject_name(verb)
    thing = syntax.child(verb, "dobj")
    if person is None or person.type is not EntityType.PERSON:
        return
    holders = [verb] if thing is None else [verb, *syntax.conjuncts(thing)]
    for body in (page.name_of(token) for holder in holders for token in syntax.objects(holder, "for")):
        speaks = body is not None and body.type is EntityType.PLATFORM and word.startswith("sp")
        if body is not None and (body.type is EntityType.ORGANIZATION or speaks):
            yield from belongs(page, person, body, verb)


def _position(page: Page, noun: int) -> Iterator[Finding]:
    """ "NAME has taken a job at Y", "NAME holds a chair at Y"."""
    syntax = page.syntax
    if syntax.dep[noun] != "dobj" or page.names.at[noun] is not None:
        return
    person = page.subject_name(syntax.head[noun])
    if person is not None and person.type is EntityType.PERSON:
        for body in bodies_after(page, noun):
            yield from belongs(page, person, body, noun)


def _set_off(page: Page, person: Name) -> Iterator[Finding]:
    """ "NAME, with the think-tank Y,", "NAME of the consumer group Y": a noun for a body before its name."""
    syntax, at = page.syntax, page.names.at
    i, stop = person.last + 1, syntax.sents[syntax.sent[person.last]][1]
    if i < stop and syntax.lower[i] == ",":
        i += 1
    if i >= stop or syntax.lower[i] not in ("of", "with", "at", "from"):
        return
    cue, noun = i, i
    i += 1
    while i < stop:
        here = at[i]
        if here is not None and here.type is not EntityType.JURISDICTION:
            break
        if here is None and syntax.tag[i] not in ("DT", "JJ", "NN", "HYPH", "VBN", "VBG"):
            return
        noun = i
        i += 1
    body = at[i] if i < stop else None
    if noun > cue + 1 and body is not None and body.type is EntityType.ORGANIZATION:
        if syntax.lower[noun] in WORDS.body_nouns or syntax.lower[noun] in WORDS.company_nouns:
            yield from belongs(page, person, body, cue)


def _beside(page: Page) -> Iterator[Finding]:
    """ "NAME of Y", "NAME at Y", "NAME (Y)": two names with nothing else between."""
    syntax, at = page.syntax, page.names.at
    for left, between, right in page.neighbours():
        owner = left.type in (EntityType.ORGANIZATION, EntityType.PLATFORM) and between in (["'s"], ["’s"])
        whole = right.last > right.first and not page.before_noun(right)
        if owner and right.type is EntityType.PERSON and (whole or not page.institution(left)):
            yield from belongs(page, right, left, left.last + 1)  # "Google's NAME"
        if left.type is not EntityType.PERSON or right.type not in COMPANY:
            continue
        after = right.last + 1
        if (
            syntax.dep[right.last] == "compound"
            and syntax.lower[syntax.head[right.last]] not in WORDS.institutions
        ):
            continue  # "at the Sunnylands estate"
        if between[:2] in ([",", "formerly"], [",", "previously"], [",", "late"]):
            between = between[2:]
        elif between[0] == "," and syntax.lower[after : after + 1] in ([","], ["."]):
            between = between[1:]  # "NAME, of the Y, said"
        if between in _BETWEEN or (between == ["from"] and page.institution(right)):
            yield from belongs(page, left, right, left.last + 1)
            if after + 1 < len(syntax) and syntax.tag[after] == "POS" and at[after + 1] is not None:
                yield from belongs(page, left, at[after + 1], left.last + 1)
        elif between == ["("] and syntax.lower[after : after + 1] == [")"]:
            yield from belongs(page, left, right, left.last + 1)
