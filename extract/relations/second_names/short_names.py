"""Short, native and bracketed second names: "Y for short", "shortened to Y", "X (起点)", "in Danish Y"."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import name

from ....graph.record import EntityType, Span
from ...actors.places.tables import peoples
from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from ..sheet import COMPANY
from .naming import named, of_clause, same
from .renamings import CLOSED, OPEN, WHERE

_CUT = frozenset({"shortened", "abbreviated", "contracted"})
_CUES = _CUT | frozenset({"(", "short", "in"})


def find_short_names(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the object is the other name of the subject."""
    for i, word in page.where(_CUES):
        if word == "(":
            yield from _bracketed(page, i)
        elif word == "short":
            yield from _short(page, i)
        elif word == "in":
            yield from _in_language(page, i)
        else:
            yield from _cut_to(page, i)


def _bracketed(page: Page, bracket: int) -> Iterator[Finding]:
    """ "X (Y to its Russian users)", "X (at home: Y)", "X (in Chinese, Y)": no verb in the brackets."""
    syntax, at = page.syntax, page.names.at
    if not bracket or at[bracket - 1] is None:
        return
    native = _native_name(page, bracket)
    if native is not None:
        yield from same(page, at[bracket - 1], native, bracket)
        return
    stop = min(syntax.sents[syntax.sent[bracket]][1], bracket + 10)
    close = next((i for i in range(bracket + 1, stop) if syntax.lower[i] == ")"), None)
    if close is None or any(syntax.tag[i].startswith(("VB", "MD")) for i in range(bracket + 1, close)):
        return
    thing = at[bracket - 1]
    first = named(page, bracket + 1)
    if first is not None and first.last + 1 < close and syntax.lower[first.last + 1] in WHERE:
        # "(Y of Oslo)" and "(Y, its owner)" say something else.
        yield from same(page, thing, first, bracket)
        return
    last = page.capital_name(close - 1) if close - 1 > bracket else None
    if last is None or last.first <= bracket + 1 or syntax.lower[bracket + 1] not in WHERE:
        return
    if all(
        syntax.lower[i] in WORDS.naming_fillers | {":", ","} or at[i] is not None
        for i in range(bracket + 1, last.first)
    ):
        yield from same(page, thing, last, bracket)


def _short(page: Page, word: int) -> Iterator[Finding]:
    """ "Y, short for X," and "X, or Y for short"."""
    syntax, at = page.syntax, page.names.at
    if syntax.lower[word + 1 : word + 2] == ["for"]:
        yield from same(page, named(page, word + 2), page.name_before(word), word)
        return
    other = at[word - 2] if word > 2 and syntax.lower[word - 1] == "for" else None
    if other is not None:
        left = other.first - 1
        if syntax.lower[left] == "or":
            left -= 1
        if left > 0 and syntax.lower[left] in OPEN:
            yield from same(page, at[left - 1], other, word)


def _cut_to(page: Page, verb: int) -> Iterator[Finding]:
    """ "X, usually shortened to Y," and "X, which fans have shortened to Y"."""
    syntax = page.syntax
    other = named(page, verb + 2) if syntax.lower[verb + 1 : verb + 2] == ["to"] else None
    mark = verb - 1 - (syntax.tag[verb - 1 : verb] == ["RB"])
    if other is None or mark < 1:
        return
    thing = page.names.at[mark - 1] if syntax.lower[mark] == "," else of_clause(page, verb)
    yield from same(page, thing, other, verb)


def _in_language(page: Page, word: int) -> Iterator[Finding]:
    """ "X, in Danish Y, …": nothing else in the marks."""
    syntax = page.syntax
    if word < 2 or word + 3 >= len(syntax) or syntax.lower[word - 1] not in OPEN:
        return
    other = named(page, word + 2, skip=False) if syntax.words[word + 1] in peoples() else None
    if other is not None and syntax.lower[other.last + 1 : other.last + 2] in ([mark] for mark in CLOSED):
        yield from same(page, page.names.at[word - 2], other, word)


def _native_name(page: Page, bracket: int) -> Name | None:
    """The name in its own letters of "Qidian (起点)", "Shahid (in Arabic شاهد)"."""
    syntax, thing = page.syntax, page.names.at[bracket - 1]
    token = bracket + 1
    if syntax.lower[token : token + 1] == ["in"] and syntax.words[token + 1 : token + 2]:
        token += 2
    last = token - 1
    while last + 1 < len(syntax) and _is_native(syntax.words[last + 1]):
        last += 1
    closed = syntax.lower[last + 1 : last + 2] in ([")"], [","], [";"])
    if last < token or not closed or thing is None or thing.type not in (*COMPANY, EntityType.PERSON):
        return None
    if syntax.words[thing.last] in peoples():
        return None  # "whose name in Arabic (…)"
    known = page.names.at[token]
    return known or Name(token, last, Span(syntax.start[token], syntax.end[last]), thing.type)


def _is_native(word: str) -> bool:
    """Whether a word is in letters that are not Latin."""
    return word[:1].isalpha() and not name(word[0], "").startswith("LATIN")
