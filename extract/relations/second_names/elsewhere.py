"""What a thing is called at another place or time: "In Germany it was OTHER", "before 2019 it was OTHER"."""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType
from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from ..sheet import BUSINESSES, COMPANY
from .naming import named, same

_BE = frozenset("is was were are".split())
_THEN = frozenset("before until till originally initially once first".split())
_HERE = frozenset("in at abroad elsewhere domestically locally overseas".split())
_STILL = frozenset("still then simply just plain called named known as also usually mostly better".split())
_ENDS = frozenset({",", ".", ";", ":", "(", ")", "—", "–", "until", "till", "and", "which", "where", "in"})
_BEFORE = 9  # words between what begins the clause and its subject


def find_elsewhere(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the object is what the thing is called there or then."""
    syntax = page.syntax
    for verb, _ in page.where(_BE):
        subject = verb - 1
        if subject < 1 or page.names.at[subject] is not None or not _is_placed(page, subject):
            continue
        after = verb + 1
        while after < len(syntax) and syntax.lower[after] in _STILL:
            after += 1
        other = named(page, after, skip=False) if after < len(syntax) else None
        if other is None or other.type not in COMPANY or other.first != after:
            continue
        if other.last + 1 < len(syntax) and syntax.lower[other.last + 1] not in _ENDS:
            continue
        called = "called" in syntax.lower[verb:after]
        one = syntax.lower[subject] in WORDS.company_nouns
        thing = _taken_up(page, subject)
        if thing is not None and (called or one or thing.type is EntityType.PLATFORM):
            yield from same(page, thing, other, verb)


def _is_placed(page: Page, subject: int) -> bool:
    """Whether a clause begins with where or when, and its subject only takes something up."""
    syntax = page.syntax
    start, word = subject, syntax.lower[subject]
    if word not in ("it", "they"):
        start -= 1
        if word not in WORDS.company_nouns or syntax.lower[start] not in ("the", "this"):
            return False
    first = max(syntax.sents[syntax.sent[subject]][0], start - _BEFORE)
    for token in range(start - 1, first - 1, -1):
        if syntax.tag[token].startswith("VB") or syntax.lower[token] in (";", ":"):
            break
        first = token
    begins = {syntax.lower[first], syntax.lower[first + 1]} if first + 1 <= start else set()
    if begins & _THEN or (first < start and syntax.lower[first] in ("last", "at")):
        return True
    return bool(begins & _HERE) and any(
        name is not None and name.type is EntityType.JURISDICTION for name in page.names.at[first:start]
    )


def _taken_up(page: Page, subject: int) -> Name | None:
    """The business that "it" or "the company" means: what the sentence before was about."""
    number = page.syntax.sent[subject]
    meant = page.name_of(subject)
    if meant is None and number:
        meant = page.about(number - 1)
    return meant if meant is not None and meant.type in BUSINESSES else None
