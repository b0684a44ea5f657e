"""Who belongs to which organisation by what stands around the name: asides, moves, whose lab, behind what."""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType, RoleCategory
from ..finding import Finding
from ..names import Name
from ..page import Page, verb_above
from ..relation_words import WORDS
from ..sheet import BUSINESSES, COMPANY
from .affiliation import belongs, bodies_after

_AT = ("at", "of", "with", "from")
_SINCE = frozenset(
    "now until till recently currently formerly previously late lately then also still once today long since "
    "most these days nowadays presently".split()
)
_CLOSED = frozenset({",", ".", ")", ";", "—", "–", "and", ":"})
_BE = frozenset("is was are were be been 's ’s based".split())
_VENTURES = frozenset(
    "newsletter podcast blog magazine company firm label studio agency start-up startup business".split()
)
_TEAMS = frozenset("board staff faculty team payroll council committee panel".split())
_CUES = (
    WORDS.part_verbs | WORDS.move_verbs | WORDS.leave_verbs | WORDS.works_of | WORDS.serve_verbs | _BE
    | frozenset({"behind", "whose", "behalf", "joined", "joins", "join", "joining", "her", "his"})
)  # fmt: skip


def find_employment(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the subject is a person, the object an organisation."""
    for i, word in page.where(_CUES):
        if word in WORDS.part_verbs:
            yield from _parted(page, i)
        if word in WORDS.move_verbs or word in WORDS.leave_verbs:
            yield from _moved(page, i)
        if word in WORDS.serve_verbs:
            yield from _served(page, i)
        if word in WORDS.works_of:
            yield from _work_of(page, i)
        if word in _BE:
            yield from _was_at(page, i)
        elif word == "behind":
            yield from _behind(page, i)
        elif word == "whose":
            yield from _whose(page, i)
        elif word == "behalf":
            yield from _behalf(page, i)
        elif word in ("her", "his"):
            yield from _hers(page, i)
        elif word.startswith("join"):
            yield from _joined(page, i)
    for name in page.names.all:
        if name.type is EntityType.PERSON:
            yield from _aside(page, name)


def _professional(name: Name) -> bool:
    """Whether the text says what somebody does for a living, and not only that they use a thing."""
    users = (RoleCategory.USER, RoleCategory.CREATOR)
    return name.entity is not None and any(role.category not in users for role in name.entity.roles)


def _employer(page: Page, person: Name, body: Name | None) -> bool:
    """Whether a name after a preposition is whom somebody works for, and not what they use."""
    if (
        body is None
        or body.type not in COMPANY
        or (body.type is None and not body.placed and body.entity is None)
    ):
        return body is not None and body.type is None and page.syntax.tag[body.last].startswith("NNP")
    return body.type is not EntityType.PLATFORM or _professional(person)


def _person(page: Page, verb: int) -> Name | None:
    person = page.subject_name(verb)
    return person if person is not None and person.type is EntityType.PERSON else None


def _parted(page: Page, verb: int) -> Iterator[Finding]:
    """ "NAME stepped down from Y", "NAME was dismissed by Y", "NAME came from Y"."""
    syntax = page.syntax
    person = _person(page, verb)
    if person is None or not syntax.tag[verb].startswith("VB"):
        return
    preps = ["from"]
    if syntax.child(verb, "nsubjpass", "auxpass") is not None or syntax.dep[verb] == "acl":
        preps.append("by")
    adverbs = [kid for kid in syntax.kids[verb] if syntax.tag[kid] in ("RB", "RP")]
    for holder in (verb, *adverbs):
        for token in syntax.objects(holder, *preps):
            body = page.names.at[token]
            if body is not None and body.type in COMPANY:
                yield from belongs(page, person, body, verb)


def _moved(page: Page, verb: int) -> Iterator[Finding]:
    """ "NAME has since moved to Y", "NAME left Y for Z"."""
    syntax = page.syntax
    person = _person(page, verb)
    if person is None or not syntax.tag[verb].startswith("VB"):
        return
    leaves = syntax.lower[verb] in WORDS.leave_verbs
    things = list(syntax.children(verb, "dobj"))
    found = False
    for holder in (verb, *things, *(kid for kid in syntax.kids[verb] if syntax.tag[kid] in ("RB", "RP"))):
        for token in syntax.objects(holder, "for" if leaves else "to"):
            body = page.names.at[token]
            uses = body is not None and body.type is EntityType.PLATFORM and not leaves
            if body is not None and not uses and _employer(page, person, body) and not page.before_noun(body):
                found = True
                yield from belongs(page, person, body, verb)
    if leaves and found:
        for thing in things:
            yield from belongs(page, person, page.names.at[thing], verb)


def _joined(page: Page, verb: int) -> Iterator[Finding]:
    """ "NAME joined Y as an engineer", "NAME joined Y from Z", where Y may go by its platform's name."""
    syntax = page.syntax
    person, thing = _person(page, verb), syntax.child(verb, "dobj")
    body = page.names.at[thing] if thing is not None else None
    if person is None or body is None or body.type not in BUSINESSES or page.before_noun(body):
        return
    role = any(syntax.lower[t] in WORDS.role_nouns for t in syntax.objects(verb, "as"))
    sources = [page.names.at[token] for token in syntax.objects(verb, "from")]
    if body.type is EntityType.ORGANIZATION or role or any(sources):
        yield from belongs(page, person, body, verb)
        for source in sources:
            if source is not None and source.type in COMPANY:
                yield from belongs(page, person, source, verb)


def _served(page: Page, verb: int) -> Iterator[Finding]:
    """ "NAME, who follows the sector for Y", "NAME manages accounts at Y"."""
    syntax = page.syntax
    person = _person(page, verb)
    if person is None or syntax.tag[verb] not in ("VBZ", "VBD", "VBN", "VBP", "VBG"):
        return
    thing = syntax.child(verb, "dobj")
    holders = [verb, *(syntax.conjuncts(thing) if thing is not None else ())]
    for holder in holders:
        for token in syntax.objects(holder, "for", "at"):
            body = page.name_of(token)
            if body is not None and body.type is EntityType.ORGANIZATION:
                yield from belongs(page, person, body, verb)


def _was_at(page: Page, verb: int) -> Iterator[Finding]:
    """ "NAME is now at Y", "She was with Y for ten years"."""
    syntax = page.syntax
    person = _person(page, verb)
    if person is None:
        return
    holders = [verb, *syntax.children(verb, "advmod")]
    for holder in holders:
        for token in syntax.objects(holder, "at", "with"):
            body = page.names.at[token]
            if body is not None and body.type is EntityType.ORGANIZATION and not page.before_noun(body):
                yield from belongs(page, person, body, verb)


def _behind(page: Page, preposition: int) -> Iterator[Finding]:
    """ "NAME, the woman behind Y", "The brains behind Y is NAME"."""
    syntax = page.syntax
    noun = syntax.head[preposition]
    if syntax.lower[noun] not in WORDS.makers_behind and syntax.lower[noun] not in WORDS.role_nouns:
        return
    person = page.partner(noun)
    for token in syntax.objects(noun, "behind"):
        body = page.name_of(token)
        if (
            person is not None
            and person.type is EntityType.PERSON
            and body is not None
            and body.type in COMPANY
        ):
            yield from belongs(page, person, body, preposition)


def _work_of(page: Page, noun: int) -> Iterator[Finding]:
    """ "Y, the brainchild of NAME", "Y is the work of NAME"."""
    syntax = page.syntax
    if not syntax.tag[noun].startswith("NN") or page.names.at[noun] is not None:
        return
    body = page.partner(noun)
    if body is None or body.type not in COMPANY:
        return
    makers = list(syntax.objects(noun, "of"))
    possessor = syntax.child(noun, "poss")
    for token in (*makers, *(() if possessor is None else (possessor,))):
        person = page.names.at[token]
        if person is not None and person.type is EntityType.PERSON:
            yield from belongs(page, person, body, noun)


def _whose(page: Page, pronoun: int) -> Iterator[Finding]:
    """ "NAME, whose lab at Y studies bots"."""
    syntax, at = page.syntax, page.names.at
    person = page.name_before(pronoun)
    if person is None or person.type is not EntityType.PERSON:
        return
    i, stop = pronoun + 1, min(syntax.sents[syntax.sent[pronoun]][1], pronoun + 6)
    while i < stop and syntax.lower[i] != "at":
        if not syntax.tag[i].startswith(("NN", "JJ")) or at[i] is not None:
            return
        i += 1
    for token in (i + 1, i + 2):
        if token < stop + 2 and token < len(syntax) and at[token] is not None:
            body = at[token]
            if body is not None and body.type is EntityType.ORGANIZATION:
                yield from belongs(page, person, body, pronoun)
            return


def _hers(page: Page, pronoun: int) -> Iterator[Finding]:
    """ "She took her newsletter, Y, elsewhere", "his production company, Y,"."""
    syntax, noun = page.syntax, pronoun + 1
    while syntax.tag[noun : noun + 1] in (["JJ"], ["NN"], ["HYPH"]) and noun < pronoun + 4:
        noun += 1
    noun -= 1
    if noun <= pronoun or syntax.lower[noun] not in _VENTURES:
        return
    body = page.name_after(noun)
    if body is not None and body.type in COMPANY:
        person = page.name_of(pronoun) or page.last_person(pronoun)
        if person is not None and person.type is EntityType.PERSON:
            yield from belongs(page, person, body, noun)


def _behalf(page: Page, noun: int) -> Iterator[Finding]:
    """ "On behalf of Y, NAME asked", "NAME, on behalf of Y,"."""
    syntax = page.syntax
    preposition = syntax.head[noun]
    verb = verb_above(syntax, preposition)
    person = page.name_before(preposition) or (
        _person(page, verb) if syntax.tag[verb].startswith("VB") else None
    )
    for token in syntax.objects(noun, "of"):
        body = page.name_of(token)
        if body is not None and body.type is EntityType.ORGANIZATION and person is not None:
            if person.type is EntityType.PERSON:
                yield from belongs(page, person, body, noun)


def _aside(page: Page, person: Name) -> Iterator[Finding]:
    """ "NAME, until recently at Y,", "NAME, in charge of policy at Y", "NAME, speaking for Y,"."""
    syntax, at = page.syntax, page.names.at
    i, stop = person.last + 1, syntax.sents[syntax.sent[person.last]][1]
    if i + 2 >= stop or syntax.lower[i] not in (",", "(", "—", "–"):
        return
    i += 1
    first = i
    while i < stop and syntax.lower[i] in _SINCE:
        i += 1
    word = syntax.lower[i] if i < stop else ""
    if i > first and word in _AT:
        yield from _closed_by(page, person, i)
        return
    opener = None
    if word in ("responsible", "accountable") or (
        word in WORDS.speak_for and syntax.lower[i + 1] in ("for", "at")
    ):
        opener = i
    elif word in ("in", "on") and i + 1 < stop:
        head = next((j for j in range(i + 1, min(i + 5, stop)) if syntax.lower[j] in ("of", "at")), None)
        if head is not None and (syntax.lower[head - 1] == "charge" or syntax.lower[head - 1] in _TEAMS):
            opener = head - 1
    elif word == "representing" and i + 1 < stop:
        body = at[i + 1] or at[min(i + 2, stop - 1)]
        if body is not None and body.type is EntityType.ORGANIZATION:
            yield from belongs(page, person, body, i)
    if opener is not None:
        for body in bodies_after(page, opener):
            if body.type is not EntityType.JURISDICTION:
                yield from belongs(page, person, body, opener)


def _closed_by(page: Page, person: Name, preposition: int) -> Iterator[Finding]:
    """The body of "…, now at the Y," with a mark behind it."""
    syntax, at = page.syntax, page.names.at
    token = preposition + 1
    if syntax.lower[token : token + 1] == ["the"]:
        token += 1
    body = at[token] if token < len(syntax) else None
    if body is not None and body.type in COMPANY:
        after = syntax.lower[body.last + 1 : body.last + 2]
        if not after or after[0] in _CLOSED:
            yield from belongs(page, person, body, preposition)
