"""Second names that a cue announces and no clause gave to anybody: "known here as OTHER".

What is announced so is somebody's. Whose, is told by the clause; else it is the person that the
sentences before speak of, or the only one whom the text goes on to name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ....graph.record import EntityType, RelationType, Span
from ...actors.names.guises import CALL, GO, KNOW, SIGN, WHOM
from ...actors.roles.person_nouns import says_a_person
from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from ..sheet import BUSINESSES, COMPANY
from .guises import whose
from .naming import QUOTES, same

_CALLED = frozenset("called named renamed rebranded rechristened christened".split())
_KNOWN_AS = frozenset(
    "known operates operated trades traded trading marketed sold appears appeared founded launched".split()
)
_NOW = frozenset({"days", "now", "today", "nowadays"})
_SOMEWHERE = frozenset({"in", "abroad", "elsewhere", "there", "now", "today", "outside", "as"})
_OTHERS = frozenset({"him", "her"})
_HE = frozenset({"he", "she", "i"})
_KNOWN = frozenset({"the", "this"})
_BACK, _AHEAD, _NEAR, _STEPS = 4, 2, 10, 8  # sentences, sentences, tokens, steps of the parse


def find_announced(page: Page, found: Iterable[Finding]) -> Iterator[Finding]:
    """Findings in text order; none for a person whose other name is among ``found``."""
    told: set[Span] = set()
    for one in found:
        if one.type is RelationType.ALSO_KNOWN_AS:
            told.update((one.subject.key, one.object.key))
    for other in page.names.all:
        if other.key in told:
            continue
        if other.type in BUSINESSES:
            called = _company_cue(page, other)
            thing = _thing(page, called, other) if called is not None else None
            if called is not None and thing is not None:
                told.add(other.key)
                yield from same(page, thing, other, called)
            continue
        if other.type is not EntityType.PERSON:
            continue
        cue = _cue(page, other)
        person = _person(page, cue, other) if cue is not None else None
        if cue is not None and person is not None and person.key != other.key:
            told.add(other.key)
            yield from same(page, person, other, cue)


def _cue(page: Page, other: Name) -> int | None:
    """The token that announces a name, if one does."""
    lower, first = page.syntax.lower, other.first
    start = page.syntax.sents[page.syntax.sent[first]][0]
    left = first - 1
    while left > start and (lower[left] in QUOTES or lower[left] == "the"):
        left -= 1
    if left < start:
        return None
    word, before = lower[left], lower[left - 1] if left > start else ""
    if word == "of" and before in WORDS.name_nouns:
        left, word = left - 1, before
        before = lower[left - 1] if left > start else ""
    if word in WORDS.name_nouns:
        return left if not {"under", "by"}.isdisjoint(lower[max(start, left - 3) : left]) else None
    if (word in WHOM and before in CALL) or (word == "by" and before in GO):
        return left - 1
    if word == "born":
        return left if lower[other.last + 1 : other.last + 2] in ([","], ["in"], [")"]) else None
    if word == "as":
        if before in _OTHERS and left - 2 >= start and lower[left - 2] in KNOW:
            return left - 2
        said = lower[max(start, left - _NEAR) : left]
        shown = not (WORDS.show_verbs.isdisjoint(said) and SIGN.isdisjoint(said) and "known" not in said)
        return left if shown and _ends_here(page, other) else None
    return None


def _ends_here(page: Page, other: Name) -> bool:
    """Whether no noun follows: "as Somalia correspondent"."""
    following = page.syntax.tag[other.last + 1 : other.last + 2]
    return not (following and following[0].startswith(("NN", "POS", "CD")))


def _person(page: Page, cue: int, other: Name) -> Name | None:
    """Whose other name it is."""
    syntax = page.syntax
    if syntax.lower[cue] in CALL | KNOW and syntax.lower[cue + 1] in _OTHERS:
        called = page.name_of(cue + 1)
        if called is not None and called.type is EntityType.PERSON and called.key != other.key:
            return called
    elif not _is_told_of_somebody(page, cue):
        return None
    clause = whose(page, cue, other)
    if clause is not None and clause.type is EntityType.PERSON and clause.key != other.key:
        return clause
    return _spoken_of(page, cue, other) or _named_next(page, other)


def _is_told_of_somebody(page: Page, cue: int) -> bool:
    """Whether the clause speaks of one whom the text names: "she", "the florist", not "a florist"."""
    syntax, token = page.syntax, cue
    subject = None
    for _ in range(_STEPS):
        subject = page.subject(token)
        if subject is not None and subject != cue or syntax.head[token] == token:
            break
        token = syntax.head[token]
    if subject is None:
        return syntax.lower[cue] != "as" or cue == syntax.sents[syntax.sent[cue]][0]
    noun = syntax.head[token] if syntax.tag[subject] in ("WP", "WDT") else subject
    if page.names.at[noun] is not None:
        return True
    if syntax.lower[noun] in _HE:
        return True
    return says_a_person(syntax.lower[noun]) and syntax.lower[syntax.phrase_start(noun)] in _KNOWN


def _spoken_of(page: Page, cue: int, other: Name) -> Name | None:
    """The person that the sentences before a token name most, and of two the last."""
    syntax = page.syntax
    first = syntax.sents[max(0, syntax.sent[cue] - _BACK)][0]
    said = [
        name
        for name in page.names.all
        if first <= name.first < cue and name.type is EntityType.PERSON and name.key != other.key
    ]
    if not said:
        return None
    whole = [name for name in said if name.entity is not None and " " in name.entity.name] or said
    counts = Counter(name.key for name in whole)
    most = max(counts.values())
    return next(name for name in reversed(whole) if counts[name.key] == most)


def _named_next(page: Page, other: Name) -> Name | None:
    """The only person whom the next sentences name, where none was named before."""
    syntax = page.syntax
    stop = syntax.sents[min(len(syntax.sents) - 1, syntax.sent[other.last] + _AHEAD)][1]
    said = {
        name.key: name
        for name in reversed(page.names.all)
        if other.last < name.first < stop and name.type is EntityType.PERSON and name.key != other.key
    }
    return next(iter(said.values())) if len(said) == 1 else None


def _company_cue(page: Page, other: Name) -> int | None:
    """The word that calls a company or platform so: "was called OTHER then", "is known there as OTHER"."""
    lower, first = page.syntax.lower, other.first
    start = page.syntax.sents[page.syntax.sent[first]][0]
    left = first - 1
    while left > start and (lower[left] in QUOTES or lower[left] in ("the", "simply", "just")):
        left -= 1
    if left <= start:
        return None
    word = lower[left]
    if word in _CALLED and page.syntax.tag[left] == "VBN":
        return left
    if word == "of" and lower[left - 1] == "name" or word == "name":
        noun = left - 1 if word == "of" else left
        return noun if "under" in lower[max(start, noun - 3) : noun] else None
    if word == "as":
        return next((i for i in range(left - 1, max(start, left - 7), -1) if lower[i] in _KNOWN_AS), None)
    return None


def _thing(page: Page, cue: int, other: Name) -> Name | None:
    """What "it", "the site" or the clause of a cue speaks of, which is named otherwise."""
    syntax = page.syntax
    verb = cue if syntax.tag[cue].startswith("VB") else syntax.head[syntax.head[cue]]
    if syntax.dep[verb] == "acl" or not _was(page, verb):
        return None  # "an app called OTHER", "It is called OTHER"
    subject = page.subject(verb)
    if subject is None:
        return None
    kinds: tuple[EntityType | None, ...] = COMPANY
    meant = page.name_of(subject) or page.traded(subject) or _today(page, other)
    if meant is None and (kinds := _kinds(page, subject)) and syntax.sent[cue]:
        meant = page.topic(syntax.sent[cue] - 1)
    return meant if meant is not None and meant.key != other.key and meant.type in kinds else None


def _today(page: Page, other: Name) -> Name | None:
    """Y of "was called OTHER; these days it's Y"."""
    syntax = page.syntax
    stop = syntax.sents[syntax.sent[other.last]][1]
    for i in range(other.last + 1, stop - 2):
        if syntax.lower[i] == "it" and syntax.lower[i + 1] in ("is", "'s", "’s"):
            name = page.names.at[i + 2]
            now = not _NOW.isdisjoint(syntax.lower[other.last + 1 : i])
            return name if now and name is not None and name.type in COMPANY else None
    return None


def _was(page: Page, verb: int) -> bool:
    """Whether it is told as over, or of a place: what only "is called OTHER" may have that one name."""
    syntax = page.syntax
    told = [kid for kid in syntax.kids[verb] if kid < verb and syntax.dep[kid] in ("aux", "auxpass")]
    now = any(syntax.lower[kid] in ("is", "are", "be", "'s", "’s") for kid in told)
    return not now or any(syntax.lower[kid] in _SOMEWHERE for kid in syntax.kids[verb])


def _kinds(page: Page, noun: int) -> tuple[EntityType | None, ...]:
    """What "it", "the app" or "the firm" may be."""
    lower = page.syntax.lower
    if lower[noun] == "it":
        return BUSINESSES
    if lower[page.syntax.phrase_start(noun)] not in ("the", "this"):
        return ()
    if lower[noun] in WORDS.platform_nouns:
        return (EntityType.PLATFORM,)
    return (EntityType.ORGANIZATION,) if lower[noun] in WORDS.company_nouns else ()
