"""Second names told by a clause: "goes by Y", "calls itself Y", "was Y until May"."""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType
from ...actors.places.tables import places
from ..finding import Finding
from ..page import Page
from ..relation_words import WORDS
from ..sheet import COMPANY
from .naming import QUOTES, handle_at, named, of_clause, same, set_off

_SELF = ("itself", "himself", "herself", "themselves")
OPEN, CLOSED = (",", "(", "—", "–", "--"), (",", ")", "—", "–", "--", ".", ";", ":")
_SINCE = frozenset("until till once originally initially first still then before when".split())
_BE = frozenset("is was were are 's ’s".split())
_GO = frozenset("go goes went going gone".split())
_ANSWER = frozenset({"answers"})
WHERE = frozenset("in to among for at by with on abroad overseas locally elsewhere everywhere online".split())
_TIMES = frozenset("IN CD JJ NN NNP RB RBR DT NNS".split())


_CUES = (
    WORDS.begin_verbs | WORDS.show_verbs | WORDS.style_verbs | WORDS.name_nouns | WORDS.beside_names | _GO
    | frozenset({"was", "were", "is", "business", "as"}) | _ANSWER
)  # fmt: skip


def find_renamings(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the object is the other name of the subject."""
    for i, word in page.where(_CUES):
        if word in WORDS.begin_verbs or word in WORDS.show_verbs:
            yield from _shown(page, i)
        if word in WORDS.style_verbs:
            yield from _styled(page, i)
        if word in WORDS.name_nouns:
            yield from _name_noun(page, i)
        if word in WORDS.beside_names:
            yield from _set_off(page, i)
        if word in _GO or word in _ANSWER:
            yield from _goes_by(page, i)
        elif word in ("was", "were"):
            yield from _was(page, i)
        elif word == "is":
            yield from _is_now(page, i)
        elif word == "business":
            yield from _business(page, i)
        elif word == "as":
            yield from _here_and_there(page, i)


def _shown(page: Page, verb: int) -> Iterator[Finding]:
    """ "X streams as Y", "X started life as Y", "X operated under the name Y", "X was relaunched as Y"."""
    syntax = page.syntax
    if not syntax.tag[verb].startswith("VB"):
        return
    thing = of_clause(page, verb)
    if thing is None:
        return
    person = thing.type is EntityType.PERSON
    if person != (syntax.lower[verb] in WORDS.show_verbs) and not (person or thing.type in COMPANY):
        return
    stop = min(syntax.sents[syntax.sent[verb]][1], verb + 9)
    for i in range(verb + 1, stop - 1):
        word = syntax.lower[i]
        if word == "as":
            other = named(page, i + 1, skip=not person)
            if other is not None and (person or other.type in COMPANY):
                yield from same(page, thing, other, verb)
            return
        if word == "under" and syntax.lower[i + 1 : i + 3] == ["the", "name"]:
            return  # the noun tells
        if syntax.tag[i].startswith("VB") or word in (",", ";", "."):
            return


def _styled(page: Page, verb: int) -> Iterator[Finding]:
    """ "X calls itself Y", "which Americans call Y", "readers knew X as Y", "renamed the app Y"."""
    syntax = page.syntax
    if not syntax.tag[verb].startswith("VB"):
        return
    object_ = syntax.child(verb, "dobj", "nsubj") if syntax.tag[verb] != "VBN" else syntax.child(verb, "dobj")
    told = [kid for kid in syntax.children(verb, "dobj", "nsubj", "ccomp", "oprd", "attr", "xcomp")]
    stop = syntax.sents[syntax.sent[verb]][1]
    if verb + 1 < stop and syntax.lower[verb + 1] in _SELF:
        thing, i = of_clause(page, verb), verb + 2
    elif object_ is not None and object_ < verb and syntax.tag[object_] in ("WDT", "WP", "DT", "IN"):
        thing, i = page.name_of(object_), verb + 1
    elif any(syntax.tag[kid] == "WDT" and kid < verb for kid in told):
        thing, i = page.name_of(next(kid for kid in told if syntax.tag[kid] == "WDT")), verb + 1
    else:
        here = page.names.at[verb + 1] if verb + 1 < stop else None
        if here is not None:
            thing, i = here, here.last + 1
        elif object_ is not None and syntax.lower[object_] in ("him", "her"):
            thing, i = page.name_of(object_) or page.last_person(verb), object_ + 1
        elif object_ is not None and object_ > verb and object_ < verb + 4:
            thing, i = page.traded(object_), object_ + 1
        else:
            return
    as_ = False
    first = i
    for i in range(first, min(stop, first + 6)):
        if syntax.lower[i] == "as":
            as_ = True
        other = named(page, i, skip=False)
        if other is not None and other.type is EntityType.JURISDICTION:
            continue
        if other is not None:
            if as_ or syntax.lower[verb] not in WORDS.known_verbs:
                yield from same(page, thing, other, verb)
            return
        if not (
            as_
            or syntax.lower[i] in WHERE
            or syntax.lower[i] in WORDS.naming_fillers
            or syntax.lower[i] in QUOTES
        ):
            return


def _name_noun(page: Page, noun: int) -> Iterator[Finding]:
    """ "Y, X's new name", "whose real name is Y", "X, real name Y", "under the name Y", "its name from Y"."""
    syntax, at = page.syntax, page.names.at
    if at[noun] is not None or not syntax.tag[noun].startswith("NN") or noun + 1 >= len(syntax):
        return
    head = syntax.head[noun]
    possessor = syntax.child(noun, "poss")
    if possessor is None and syntax.lower[syntax.phrase_start(noun) - 1] == "whose":
        possessor = syntax.phrase_start(noun) - 1
    whose = page.name_of(possessor) if possessor is not None else None
    if whose is None and possessor is not None and syntax.lower[possessor] in ("his", "her"):
        whose = page.last_person(possessor)
    start = syntax.phrase_start(noun)
    if syntax.dep[noun] in ("nsubj", "nsubjpass") and syntax.lower[head] in _BE:
        inside = "(" in syntax.lower[max(0, noun - 4) : noun]
        whose = of_clause(page, head) if inside or whose is None else whose  # "Y (her real name is X)"
        yield from same(page, whose, named(page, head + 1) or handle_at(page, head + 1), noun)
        return
    if syntax.dep[noun] == "attr" and whose is not None:
        yield from same(page, whose, page.subject_name(head), noun)
        return
    beside = page.name_before(start)
    if whose is not None and beside is not None and beside is not whose:
        yield from same(page, whose, beside, noun)
        return
    after = noun + 1
    if syntax.lower[after] in ("from", "shortened", "abbreviated", "contracted"):
        after += 1 if syntax.lower[after] == "from" else 2
        other = named(page, after)
        yield from same(page, whose or beside or of_clause(page, head), other, noun)
        return
    if syntax.lower[after] == "of" or (syntax.lower[after] == "," and possessor is not None):
        after += 1  # "under its earlier name, OTHER"
    other = named(page, after)
    if other is None or other.last + 1 >= len(syntax):
        return
    adjective = syntax.lower[noun - 1] in WORDS.name_adjectives
    if adjective and beside is not None:
        yield from same(page, beside, other, noun)  # "X, real name Y,"
        return
    if syntax.dep[noun] == "compound" and other.first <= head <= other.last:
        head, dep = syntax.head[head], syntax.dep[head]
    else:
        dep = syntax.dep[noun]
    prep = head if dep == "pobj" else None
    if prep is not None and syntax.lower[prep] in ("under", "by"):
        yield from same(page, of_clause(page, syntax.head[prep]), other, noun)


def _set_off(page: Page, word: int) -> Iterator[Finding]:
    """ "X, once Y,", "X, the former Y,", "X (née Y)", "X, later Y,": nothing else in the marks."""
    syntax = page.syntax
    left = word - 1
    if left > 1 and syntax.lower[left] == "the":
        left -= 1
    if left < 1 or syntax.lower[left] not in OPEN:
        return
    right = word + 1
    while right < len(syntax) and syntax.lower[right] in ("-", "called", "known", "as", "named"):
        right += 1
    if right >= len(syntax) or syntax.sent[right] != syntax.sent[word]:
        return
    thing, other = set_off(page, left), named(page, right, skip=False)
    if thing is None or other is None:
        return
    if syntax.lower[other.last + 1 : other.last + 2] not in ([mark] for mark in CLOSED):
        return
    if thing.type is EntityType.PERSON and syntax.lower[word] not in (
        "née",
        "nee",
        "né",
        "born",
        "alias",
        "aka",
    ):
        return
    if syntax.lower[left] == "," and other.type not in (*COMPANY, EntityType.PERSON):
        return
    yield from same(page, thing, other, word)


def _goes_by(page: Page, verb: int) -> Iterator[Finding]:
    """ "X goes by Y", "X (at home it goes by Y)", "X, which goes by the name of Y", "who answers to Y"."""
    syntax = page.syntax
    i = verb + 1
    if syntax.lower[i : i + 1] == ["simply"]:
        i += 1
    if syntax.lower[i : i + 1] != (["to"] if syntax.lower[verb] in _ANSWER else ["by"]):
        return
    if syntax.lower[i + 1 : i + 3] in (
        ["the", "name"],
        ["the", "handle"],
        ["the", "moniker"],
        ["the", "nickname"],
    ):
        i += 2
        if syntax.lower[i + 1 : i + 2] == ["of"]:
            i += 1
    other = named(page, i + 1)
    if other is not None and (syntax.lower[verb] not in _ANSWER or other.entity is None):
        yield from same(page, of_clause(page, verb), other, verb)


def _was(page: Page, verb: int) -> Iterator[Finding]:
    """ "X, the app that was Y until May", "when X was Y", "X was once Y": told as over, of a company."""
    syntax = page.syntax
    i, stop = verb + 1, syntax.sents[syntax.sent[verb]][1]
    since = any(syntax.lower[kid] in ("when", "before") for kid in syntax.kids[verb] if kid < verb)
    while i < stop and i < verb + 7 and page.names.at[i] is None and not _is_capital(page, i):
        since = since or syntax.lower[i] in _SINCE
        if syntax.tag[i] not in _TIMES or syntax.lower[i] in (
            "a",
            "an",
            "the",
            "not",
            "in",
            "on",
            "at",
            "by",
        ):
            return
        i += 1
    other = named(page, i, skip=False) if i < stop else None
    if other is None or other.type not in COMPANY:
        return
    following = syntax.lower[other.last + 1 : other.last + 2]
    since = since or following in (["until"], ["till"])
    subject = page.subject(verb)
    thing = page.name_of(subject) if subject is not None else None
    if subject is not None and syntax.tag[subject] == "PRP" and thing is not None:
        thing = thing if thing.type is EntityType.PLATFORM else None
    if since and thing is not None and thing.type in COMPANY:
        if following in ([mark] for mark in (*CLOSED, "until", "till", "and", "before", "when", "back")):
            yield from same(page, thing, other, verb)


def _is_now(page: Page, verb: int) -> Iterator[Finding]:
    """ "X is now Y": both are names of companies or platforms, and nothing follows."""
    syntax = page.syntax
    if syntax.lower[verb + 1 : verb + 2] not in (["now"], ["today"]) or verb + 2 >= len(syntax):
        return
    thing, other = page.subject_name(verb), page.names.at[verb + 2]
    if thing is None or other is None or thing.type is not EntityType.PLATFORM or other.type not in COMPANY:
        return
    if syntax.lower[other.last + 1 : other.last + 2] in ([mark] for mark in CLOSED):
        yield from same(page, thing, other, verb)


def _is_capital(page: Page, token: int) -> bool:
    return page.syntax.words[token][:1].isupper() and page.syntax.tag[token] != "NNP"


def _business(page: Page, noun: int) -> Iterator[Finding]:
    """ "X, which does business as Y", "X, doing business as Y"."""
    syntax = page.syntax
    verb = noun - 1
    if (
        verb > 0
        and syntax.lower[verb] in ("do", "does", "did", "doing")
        and syntax.lower[noun + 1 : noun + 2] == ["as"]
    ):
        thing = page.name_before(verb) or of_clause(page, verb)
        yield from same(page, thing, named(page, noun + 2), noun)


def _here_and_there(page: Page, word: int) -> Iterator[Finding]:
    """ "as Y in China and as X elsewhere", "in China as Y and abroad as X": two names for two places."""
    syntax = page.syntax
    one = named(page, word + 1, skip=False) if word + 1 < len(syntax) else None
    if one is None or one.type not in COMPANY:
        return
    stop = min(syntax.sents[syntax.sent[word]][1], one.last + 8)
    joint = next((i for i in range(one.last + 1, stop) if syntax.lower[i] == "and"), None)
    if joint is None:
        return
    place = joint > one.last + 1  # "as Y in China and …"
    further = joint + 1
    while further < stop and not syntax.words[further][:1].isupper() and syntax.lower[further] != "as":
        further += 1
    if further < stop and syntax.lower[further] == "as":
        place = place or further > joint + 1  # "… and abroad as X"
        further += 1
    other = named(page, further, skip=False) if further < len(syntax) else None
    between = [w for w in syntax.lower[one.last + 1 : further] if w not in ("and", "as")]
    if other is None or other.type not in COMPANY or not place:
        return
    if all(w in WHERE or w in WORDS.naming_fillers or w.title() in places() for w in between):
        yield from same(page, one, other, word)
