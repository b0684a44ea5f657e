"""Second names that an audience knows people by: "NAME, OTHER to her followers", "As OTHER she wrote"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ....graph.record import EntityType, Span
from ...actors.roles.categories import is_role_word
from ...actors.roles.person_nouns import says_a_person
from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from .naming import QUOTES, handle_at, named, same

_BE = frozenset("is was been 's ’s".split())
_BECOME = frozenset("becomes became".split())
_SIGN = frozenset("sign signs signed signing".split())
_CUES = frozenset({"to", "as", "(", "or", "turned"}) | _BE | _BECOME | _SIGN
_OPEN = frozenset({",", "(", "—", "–", "and", *_BE})
_CLOSED = frozenset({",", ")", "—", "–", ".", ";", ":", "?", "!"})
_BEFORE_AS = frozenset({",", "and", "—", "–", ";"})
_BACK = 3  # sentences
_APPOSED = 25  # tokens
_JOINTS = frozenset({"of", "the", "without", "from", "in", "with"})
_HE = frozenset({"he", "she"})
# "To most of the town", "to half a million".
_MANY = frozenset(
    "millions thousands hundreds half most all many some everyone everybody almost nearly more".split()
)
_STAGES = frozenset("stage air screen camera stream there paper reality offline online".split())
_REALLY = (["in", "reality"], ["in", "fact"], ["by", "day"], ["in", "real"], ["in", "private"])


def find_personas(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the object is the name that the audience knows."""
    for i, word in page.where(_CUES):
        if word == "to":
            yield from _to_an_audience(page, i)
        elif word == "as":
            yield from _as_somebody(page, i)
        elif word == "(":
            yield from _bracketed(page, i)
        elif word == "or":
            yield from _or(page, i)
        elif word in _SIGN:
            yield from _signs(page, i)
        elif word == "turned":
            yield from _turned_out(page, i)
        elif word in _BECOME:
            yield from _is_somebody(page, i)
        elif _plays(page, i):
            yield from _is_somebody(page, i)


def _to_an_audience(page: Page, to: int) -> Iterator[Finding]:
    """ "NAME, OTHER to her followers", "NAME is OTHER to a million and a half"."""
    if not to or not _is_audience(page, to + 1):
        return
    syntax, first = page.syntax, to - 1
    while first > 0 and page.names.at[first] is None and syntax.words[first - 1][:1].isupper():
        first -= 1  # "Teapot Storm", which nobody took for a name
    other = page.names.at[to - 1] or handle_at(page, to - 1) or called(page, first)
    if other is None or other.last != to - 1:
        return
    mark = other.first - 1
    while mark > 0 and syntax.lower[mark] in QUOTES:
        mark -= 1
    if mark > 0 and syntax.lower[mark] in _OPEN:
        beside = page.names.at[mark - 1]
        yield from _persona(page, beside or page.last_person(mark), other, to)


def _is_audience(page: Page, first: int) -> bool:
    """Whether "her 640,000 followers", "three million strangers" or "half the town" begins here."""
    syntax = page.syntax
    stop = min(syntax.sents[syntax.sent[first]][1], first + 8) if first < len(syntax) else first
    if first >= stop:
        return False
    counted = syntax.tag[first] == "CD" or syntax.lower[first] in _MANY
    if not counted and syntax.tag[first] not in ("PRP$", "DT", "NNS", "JJ"):
        return False
    for token in range(first, stop):
        if syntax.lower[token] in WORDS.crowd_nouns or (
            counted and syntax.lower[token] in _MANY | {"million"}
        ):
            return True
        if syntax.lower[token] in _CLOSED or syntax.tag[token].startswith("VB"):
            return False
    return False


def _as_somebody(page: Page, word: int) -> Iterator[Finding]:
    """ "As OTHER she wrote a verse each morning", "known to 410,000 strangers as OTHER"."""
    syntax = page.syntax
    other = called(page, word + 1)
    if other is None:
        return
    known = next((i for i in range(word - 1, max(0, word - 12), -1) if syntax.lower[i] == "known"), None)
    if known is not None:
        between = syntax.tag[known + 1 : word]
        if between and not any(tag.startswith(("VB", "MD")) for tag in between):
            yield from _persona(page, known_one(page, known), other, known)
        return
    opens = word == syntax.sents[syntax.sent[word]][0]
    if not opens and syntax.lower[word - 1] not in _BEFORE_AS:
        return
    after = other.last + 1
    while after < len(syntax) and syntax.lower[after] in (",", *QUOTES):
        after += 1
    if opens and syntax.lower[after : after + 1] in (["a"], ["an"]) and syntax.lower[after - 1] == ",":
        after = _past_what_it_is(page, after)
    if after < len(syntax) and syntax.lower[after] in _HE:
        # The pronoun's nearest name may be the other one.
        yield from _persona(page, page.last_person(word, _BACK), other, word)
    elif syntax.lower[word - 1] == "," and after > other.last + 1:
        # "she has become, as OTHER, something of a celebrity"
        if other.type is not EntityType.PLATFORM or other.entity is None or not other.entity.register:
            yield from _persona(page, _acting(page, word) or page.last_person(word), other, word)


def _past_what_it_is(page: Page, token: int) -> int:
    """Behind the apposition of "As OTHER, a moth with grey wings, she streamed"."""
    lower = page.syntax.lower
    stop = min(page.syntax.sents[page.syntax.sent[token]][1] - 1, token + _APPOSED)
    return next((i + 1 for i in range(token, stop) if lower[i] == "," and lower[i + 1] in _HE), token)


def _acting(page: Page, token: int) -> Name | None:
    """The person who is the subject of the verb that a token depends on."""
    verb = page.syntax.head[token]
    return page.subject_name(verb) if page.syntax.tag[verb].startswith("VB") else None


def known_one(page: Page, known: int) -> Name | None:
    """Whom "NAME, a florist known to …" and "The florist, known to …" speak of."""
    syntax = page.syntax
    subject = page.subject(known) if syntax.child(known, "auxpass") is not None else None
    if subject is not None:
        meant = page.name_of(subject)
        return meant or (page.last_person(known) if syntax.lower[subject] in _HE else None)
    left = known - 1
    while left > 0 and syntax.lower[left] in WORDS.naming_fillers:
        left -= 1
    if left and syntax.lower[left] in (",", "("):
        left -= 1
    before = page.names.at[left]
    place = before.first if before is not None and before.type is EntityType.JURISDICTION else left
    if place > 1 and syntax.lower[place - 1] in ("from", "in") and syntax.tag[place] == "NNP":
        left = place - 2  # "The florist from Tucson, known to"
        before = page.names.at[left]
    if before is None and says_a_person(syntax.lower[left]):
        return page.last_person(known, _BACK)
    return before


def _plays(page: Page, verb: int) -> bool:
    """Whether "she is OTHER" is said of a stage: "On Twitch she is OTHER", "To her fans she is OTHER"."""
    syntax = page.syntax
    first = syntax.sents[syntax.sent[verb]][0]
    subject = page.subject(verb)
    if subject is None or not subject < verb:
        return False
    if syntax.lower[verb + 1 : verb + 3] in _REALLY:
        return True
    if syntax.lower[subject] in _HE and _is_short(page, verb + 1):
        return True
    if syntax.lower[subject] not in (*_HE, "who") and not says_a_person(syntax.lower[subject]):
        if syntax.tag[subject] != "NN" or page.names.at[subject] is not None:
            return False
    for token in range(first, subject):
        name = page.names.at[token]
        if syntax.lower[token] == "to" and _is_audience(page, token + 1):
            return True
        if syntax.lower[token] in _STAGES or (
            name is not None and name.type is EntityType.PLATFORM and syntax.lower[name.first - 1] == "on"
        ):
            return True
    return False


def _is_short(page: Page, token: int) -> bool:
    """Whether "She is" goes on with a name and no more: "She is Baba Galya, a crane operator"."""
    syntax = page.syntax
    if token >= len(syntax) or syntax.tag[token] not in ("NNP", "NNPS") or syntax.words[token].isupper():
        return False
    other = page.capital_name(token)
    return (
        other is not None
        and other.type in (EntityType.PERSON, EntityType.PLATFORM, None)
        and not (other.entity is not None and other.entity.register)
        and syntax.lower[other.last + 1 : other.last + 2] in ([","], ["."], [";"], [":"])
    )


def _is_somebody(page: Page, verb: int) -> Iterator[Finding]:
    """ "she is OTHER", "props up her telephone and becomes OTHER", "who is in private life OTHER"."""
    syntax = page.syntax
    token = verb + 1 + (syntax.lower[verb + 1 : verb + 2] in (["also"], ["only"], ["better"], ["simply"]))
    token += syntax.lower[token : token + 1] == ["ever"]
    if syntax.lower[token : token + 2] in _REALLY:
        token += 2 + (syntax.lower[token + 2 : token + 3] == ["life"])
    other = called(page, token)
    subject = page.subject(verb)
    if other is None or subject is None or syntax.tag[other.last + 1 : other.last + 2] == ["POS"]:
        return
    person = page.name_of(subject)
    if person is None and (syntax.lower[subject] in (*_HE, "who") or says_a_person(syntax.lower[subject])):
        person = page.last_person(verb, _BACK)
    yield from _persona(page, person, other, verb)


def _bracketed(page: Page, bracket: int) -> Iterator[Finding]:
    """ "the streamer NAME (OTHER)": after somebody who shows themselves, or written as handles are."""
    syntax, at = page.syntax, page.names.at
    person = at[bracket - 1] if bracket else None
    other = at[bracket + 1] if bracket + 1 < len(syntax) else None
    if person is None or other is None or person.type is not EntityType.PERSON:
        return
    if syntax.lower[other.last + 1 : other.last + 2] != [")"] or syntax.words[other.first].isupper():
        return
    shows = not WORDS.audience_nouns.isdisjoint(syntax.lower[max(0, person.first - 3) : person.first])
    word = syntax.words[other.first]
    camel = other.first == other.last and word[1:] != word[1:].lower()
    if shows or camel:
        yield from _persona(page, person, other, bracket)


def _or(page: Page, word: int) -> Iterator[Finding]:
    """ "NAME, or OTHER, …": set off on both sides, in one word."""
    syntax, at = page.syntax, page.names.at
    if word < 2 or word + 1 >= len(syntax) or syntax.lower[word - 1] != ",":
        return
    person, other = at[word - 2], called(page, word + 1)
    if person is None or other is None or person.type is not EntityType.PERSON:
        return
    if syntax.lower[other.last + 1 : other.last + 2] == [","]:
        if syntax.lower[person.first - 1] not in (",", "or") and other.last - other.first < 2:
            yield from _persona(page, person, other, word)


def _signs(page: Page, verb: int) -> Iterator[Finding]:
    """ "who signs her comics OTHER", "Her reviews, signed OTHER,"."""
    syntax = page.syntax
    token = verb + 1
    if syntax.lower[token : token + 1] in (["herself"], ["himself"]):
        token += 1
    elif syntax.tag[token : token + 1] == ["PRP$"]:
        token += 1
        while syntax.tag[token : token + 1] in (["NN"], ["NNS"], ["JJ"]):
            token += 1
    elif syntax.tag[verb] != "VBN" or syntax.lower[verb - 1] != ",":
        return
    if syntax.lower[token : token + 1] == ["as"]:
        token += 1
    other = called(page, token)
    if other is None:
        return
    person = page.subject_name(verb) if token > verb + 1 else None
    yield from _persona(page, person or page.last_person(verb), other, verb)


def _turned_out(page: Page, verb: int) -> Iterator[Finding]:
    """ "OTHER turned out to be NAME"."""
    syntax = page.syntax
    if syntax.lower[verb + 1 : verb + 4] == ["out", "to", "be"]:
        token = verb + 4 + (syntax.lower[verb + 4 : verb + 5] in (["one"], ["a"]))
        other = called(page, token)
        if other is not None and other.type is EntityType.PERSON:
            yield from _persona(page, page.subject_name(verb), other, verb)


def called(page: Page, token: int, *, titled: bool = False) -> Name | None:
    """The name or handle that begins here, if it is nobody's office; ``titled`` takes "The Baker" for one."""
    if token >= len(page.syntax):
        return None
    syntax = page.syntax
    staged = syntax.lower[token].rstrip(".") in WORDS.stage_titles and token + 1 < len(syntax)
    other = named(page, token + staged) or handle_at(page, token + staged)
    if other is not None and titled and syntax.words[token] == "The" and other.first == token + 1:
        return other
    if other is not None and other.first == token < other.last and (staged or titled and _is_person(other)):
        return other  # "Professor Fowl", "known as Shabbo Queen"
    if other is None:
        return None
    roles = [is_role_word(syntax.lower[end]) for end in (other.first, other.last)]
    if any(roles) and (all(roles) or not _is_person(other)):
        return None  # "As Prime Minister he", but "As Welder Daddy he"
    return _whole(page, other) if other.entity is None else other


def _is_person(name: Name) -> bool:
    return name.type is EntityType.PERSON and name.entity is not None


def _whole(page: Page, name: Name) -> Name:
    """The name with what follows small words: "Fourth Sister of the Ponds"."""
    syntax, last = page.syntax, name.last
    while syntax.tag[last + 1 : last + 2] in (["NN"], ["NNP"]) and syntax.words[last + 1].istitle():
        if page.names.at[last + 1] is not None:
            break
        last += 1  # "Teapot Storm", of which only the first word was seen
    name = replace(name, last=last, span=Span(name.span.start, syntax.end[last]))
    stop = min(syntax.sents[syntax.sent[last]][1], last + 4)
    after = last + 1
    while after < stop and syntax.lower[after] in _JOINTS:
        after += 1
    if (
        not last + 1 < after < stop
        or not syntax.words[after][:1].isupper()
        or page.names.at[after] is not None
    ):
        return name
    while after + 1 < len(syntax) and syntax.tag[after + 1] == "NNP" and page.names.at[after + 1] is None:
        after += 1
    return replace(name, last=after, span=Span(name.span.start, syntax.end[after]))


def _persona(page: Page, person: Name | None, other: Name | None, cue: int) -> Iterator[Finding]:
    """The finding, where one of the two is a person and they are not known to be one already."""
    if person is None or other is None or EntityType.PERSON not in (person.type, other.type):
        return
    if person.entity is not None and other.entity is person.entity:
        return
    yield from same(page, person, other, cue)
