"""Other names that a text gives: "also known as", "formerly", "rebranded as", "X, or Y,"."""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType
from ...actors.names.acronyms import is_acronym
from ..finding import Finding
from ..measures.instrument_words import instrument_words
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from ..sheet import BUSINESSES, COMPANY
from .naming import QUOTES, same, set_off

_SET_OFF = (",", "(", "—", "–", "--")
_CALLED = ("known", "called", "named")
_RENAMED = ("renamed", "rebranded", "rechristened")


_CUES = (
    WORDS.naming_words | WORDS.begin_verbs
    | frozenset("or ( name call calls used now today became becomes".split())
)  # fmt: skip


def find_namings(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the object is the other name of the subject."""
    for i, word in page.where(_CUES):
        if word in WORDS.naming_words:
            yield from _cued(page, i)
        elif word == "or":
            yield from _or(page, i)
        elif word == "(":
            yield from _bracketed(page, i)
        elif word == "name":
            yield from _by_name(page, i)
        elif word in ("call", "calls"):
            yield from _as_called(page, i)
        elif word == "used":
            yield from _used_to_be(page, i)
        elif word in ("now", "today"):
            yield from _now(page, i)
        elif word in WORDS.begin_verbs:
            yield from _began(page, i)
        elif word in ("became", "becomes"):
            yield from _became(page, i)


def _cued(page: Page, word: int) -> Iterator[Finding]:
    """ "X, also known as Y", "X (formerly Y)", "X was renamed Y", "X rebranded as Y"."""
    syntax, at = page.syntax, page.names.at
    first, stop = syntax.sents[syntax.sent[word]]
    cue = syntax.lower[word]
    if cue not in _CALLED and word + 1 < stop and syntax.lower[word + 1] in _CALLED:
        return
    if cue in _CALLED and (syntax.tag[word] != "VBN" or syntax.child(word, "nsubj") is not None):
        return  # "she called NAME", "they named NAME"
    if (
        cue in _CALLED
        and at[word - 1] is None
        and syntax.dep[word] == "acl"
        and syntax.head[word] == word - 1
    ):
        return  # "the app called NAME" has one name
    planned = any(syntax.lower[kid] == "to" for kid in syntax.children(word, "aux"))
    past = syntax.lower[syntax.head[word]] == "used"  # "used to be known as"
    if planned and not past and syntax.child(word, "nsubj", "nsubjpass") is None:
        return  # "the service, to be called NAME"
    other = _right(page, word, stop)
    if other is not None and syntax.tag[other.last + 1 : other.last + 2] == ["CD"]:
        return  # "the bill known as SB 1047"
    if other is None:
        yield from _as_known(page, word)
        return
    left = word - 1
    if syntax.lower[max(0, word - 2) : word] == ["code", "-"]:
        left = word - 3
    while left >= first and at[left] is None and syntax.lower[left] in WORDS.naming_fillers:
        left -= 1
    thing = None
    if left > first and syntax.lower[left] in _SET_OFF:
        left = page.before_its_place(left)  # "X, in Seoul, once known as Y"
        thing = _of_body(page, set_off(page, left) or page.name_of(left - 1))
    if thing is None and cue in _RENAMED and syntax.child(word, "nsubjpass", "auxpass") is None:
        renamed = word + 1 if other.first > word + 1 else None
        thing = page.traded(renamed) if renamed is not None else None  # "bought it and renamed it Y"
    subject = page.subject(word)
    if subject is not None and syntax.lower[subject] in ("he", "she") and page.name_of(subject) is None:
        return  # "on Twitch, where he is known as NAME": a person's
    if thing is None and cue not in ("formerly", "previously"):
        thing = page.subject_name(word)
        if thing is None or thing is other:
            object_ = syntax.child(word, "dobj")
            thing = page.name_of(object_) if object_ is not None else None
    if thing is None and past and syntax.dep[word] == "xcomp":
        used = syntax.head[word]  # "NAME, an app that used to be known as OTHER"
        thing = page.name_of(syntax.head[used]) if syntax.dep[used] == "relcl" else page.subject_name(used)
    if thing is None and left >= first and at[left] is not None and cue in ("formerly", "previously"):
        thing = at[left]
    yield from same(page, thing, other, word)


def _as_known(page: Page, word: int) -> Iterator[Finding]:
    """ "X, as Y is known in China"."""
    syntax = page.syntax
    for kid in syntax.kids[word]:
        if syntax.lower[kid] == "as" and kid < word:
            subject = page.subject(word)
            thing = page.names.at[subject] if subject is not None else None
            yield from same(page, thing, page.name_before(kid), word)


def _as_called(page: Page, verb: int) -> Iterator[Finding]:
    """ "X, or Y, as most users still call it"; "(Y, as all call it.)" of what was named just before."""
    syntax, at = page.syntax, page.names.at
    if syntax.lower[verb + 1 : verb + 2] != ["it"]:
        return
    first = syntax.sents[syntax.sent[verb]][0]
    token = verb - 1
    while token > first and verb - token < 9 and syntax.lower[token] != "as":
        token -= 1
    if token < 2 or syntax.lower[token] != "as":
        return
    other = at[token - 2] if syntax.lower[token - 1] == "," else at[token - 1]
    if other is None or (other is at[token - 1] and syntax.lower[other.first - 1] != "or"):
        return
    for i in range(other.first - 1, syntax.sents[max(0, syntax.sent[other.first] - 1)][0] - 1, -1):
        name = at[i]
        if name is not None and name.type is EntityType.PLATFORM:
            if name.span.start != other.span.start and syntax.words[name.first] != syntax.words[other.first]:
                yield from same(page, name, other, verb)
            return


def _began(page: Page, verb: int) -> Iterator[Finding]:
    """ "X, which began as Y", "X was launched in 2012 as Y", "X trades as Y"."""
    syntax, at = page.syntax, page.names.at
    thing = page.subject_name(verb)
    if thing is None or thing.type not in BUSINESSES or not syntax.tag[verb].startswith("VB"):
        return
    for token in range(verb + 1, min(verb + 7, len(syntax) - 1)):
        if syntax.lower[token] == "as":
            other = at[token + 1]
            after = syntax.tag[other.last + 1 : other.last + 2] if other is not None else ["VBZ"]
            if other is not None and other.type in COMPANY and not after[0].startswith(("VB", "MD", "NN")):
                yield from same(page, thing, other, verb)
            return
        if at[token] is not None or syntax.tag[token] not in ("RP", "NN", "IN", "CD", "PRP$", "NNP"):
            return


def _used_to_be(page: Page, verb: int) -> Iterator[Finding]:
    """ "X used to be Y", "X, which used to be Y"."""
    syntax, at = page.syntax, page.names.at
    if syntax.lower[verb + 1 : verb + 3] != ["to", "be"] or verb + 3 >= len(syntax):
        return
    thing, other = page.subject_name(verb), at[verb + 3]
    if thing is not None and other is not None and thing.type in BUSINESSES and other.type in COMPANY:
        yield from same(page, thing, other, verb)


def _right(page: Page, word: int, stop: int) -> Name | None:
    """The name after a cue; "in China" and small words between are passed over."""
    syntax, at = page.syntax, page.names.at
    i = word + 1
    if syntax.lower[word : word + 2] == ["known", "to"] and "as" in syntax.lower[i : min(stop, i + 4)]:
        i = syntax.lower.index("as", i)  # "known to foreigners as NAME"
    while i < stop:
        name = at[i]
        if name is not None:
            if syntax.lower[name.first - 1] not in ("in", "to", "among", "on", "at"):
                return name
            i = name.last + 1
        elif (
            syntax.lower[i] in WORDS.naming_fillers
            or syntax.lower[i] in QUOTES
            or syntax.lower[i] in WORDS.stage_titles
        ):
            i += 1
        else:
            return None
    return None


def _by_name(page: Page, noun: int) -> Iterator[Finding]:
    """ "X changed its name to Y", "X took the name Y", "Y is the Chinese name of X"."""
    syntax, at = page.syntax, page.names.at
    if at[noun] is not None or noun + 1 >= len(syntax):
        return
    verb = syntax.head[noun]
    if syntax.dep[noun] == "attr":
        for token in syntax.objects(noun, "of", "for"):
            yield from same(page, page.name_of(token), page.subject_name(verb), noun)
        return
    if syntax.dep[noun] != "dobj" and not (
        syntax.dep[noun] == "pobj" and syntax.lower[verb] in ("under", "by")
    ):
        return
    while syntax.dep[verb] in ("prep", "xcomp", "conj", "advcl") and syntax.head[verb] != verb:
        verb = syntax.head[verb]
    after = noun + 1
    while after < len(syntax) and (syntax.lower[after] in ("to", "of") or syntax.lower[after] in QUOTES):
        after += 1
    other = at[after] if after < len(syntax) else None
    subject = page.subject(verb)
    thing = page.traded(subject) if subject is not None else None
    yield from same(page, thing or page.name_before(syntax.phrase_start(noun)), other, noun)


def _now(page: Page, word: int) -> Iterator[Finding]:
    """ "X, now Y, …" and "X (now Y)", where nothing else stands between the marks."""
    syntax, at = page.syntax, page.names.at
    if word < 2 or word + 2 >= len(syntax) or syntax.lower[word - 1] not in _SET_OFF:
        return
    thing, other = set_off(page, word - 1), at[word + 1]
    if thing is None or other is None or thing.type not in COMPANY or other.type not in COMPANY:
        return
    if syntax.lower[other.last + 1 : other.last + 2] in ([","], [")"], ["—"]):
        yield from same(page, thing, other, word)


def _became(page: Page, verb: int) -> Iterator[Finding]:
    """ "X became Y", where both are names of companies or platforms."""
    syntax, at = page.syntax, page.names.at
    told = syntax.child(verb, "attr")
    other = at[told] if told is not None else None
    thing = page.subject_name(verb)
    if other is None or thing is None or other.type not in COMPANY or thing.type not in BUSINESSES:
        return
    if syntax.tag[other.last + 1 : other.last + 2] != ["POS"] and other.first == verb + 1:
        yield from same(page, thing, other, verb)


def _of_body(page: Page, thing: Name | None) -> Name | None:
    """The body of "the Committee on Investment in the United States", not the country in its name."""
    if thing is None or thing.type is not EntityType.JURISDICTION:
        return thing
    for left, between, right in page.neighbours():
        if right is thing and left.type is EntityType.ORGANIZATION:
            return left if between in (["in", "the"], ["of", "the"], ["of"], ["in"], ["for"]) else thing
    return thing


def _bracketed(page: Page, bracket: int) -> Iterator[Finding]:
    """ "the Bulgarian data protection commission (CPDP)": an authority's letters, in whatever language."""
    lower, at = page.syntax.lower, page.names.at
    if not bracket or bracket + 2 >= len(lower):
        return
    thing, other = at[bracket - 1], at[bracket + 1]
    if thing is None or other is None or lower[other.last + 1 : other.last + 2] != [")"]:
        return
    words = page.syntax.words
    authority = words[bracket - 1].islower() and lower[bracket - 1] in instrument_words().authorities
    letters = thing.entity is not other.entity and is_acronym(
        (words[other.first],), words[thing.first : thing.last + 1]
    )
    if (
        thing.type in (EntityType.ORGANIZATION, None)
        and words[other.first].isupper()
        and other.last == other.first
        and (authority or letters)
    ):
        yield from same(page, thing, other, bracket)


def _or(page: Page, word: int) -> Iterator[Finding]:
    """ "X, or Y," and "X (or Y)": a second name set off on both sides, of a company or platform."""
    syntax, at = page.syntax, page.names.at
    if word < 2 or word + 2 >= len(syntax) or syntax.lower[word - 1] not in _SET_OFF:
        return
    thing, other = at[word - 2], at[word + 1]
    if thing is None or other is None or thing.type not in COMPANY or other.type not in COMPANY:
        return
    after = syntax.lower[other.last + 1 : other.last + 2]
    before = syntax.lower[max(0, thing.first - 1) : thing.first]
    if after in ([","], [")"], ["—"]) and before not in ([","], ["or"]):
        yield from same(page, thing, other, word)
