"""Bodies of roles that go unsaid: of whom the text was speaking, "there", "of which"."""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from ..sheet import COMPANY


def understood(page: Page, noun: int) -> Iterator[Name]:
    """The body of "NAME, an engineer there" and of "NAME, the treasurer", of which the text was speaking."""
    syntax, at = page.syntax, page.names.at
    number = syntax.sent[noun]
    if syntax.lower[noun + 1 : noun + 2] == ["there"]:
        for i in range(noun - 1, syntax.sents[max(0, number - 1)][0], -1):
            name = at[i]
            if name is not None and name.type is EntityType.JURISDICTION:
                return
            if name is not None and name.type in COMPANY:
                yield name
                return
    first = syntax.phrase_start(noun)
    bare = syntax.lower[first - 1] == "," and first == noun and syntax.dep[noun] == "appos"
    if (
        number
        and (bare or (syntax.lower[first] == "the" and syntax.lower[first - 1] == ","))
        and syntax.lower[noun + 1 : noun + 2] in ([","], ["."], ["and"])
        and syntax.lower[noun] in WORDS.inner_offices
    ):  # "NAME, the treasurer,", "NAME, founder and chief executive,"
        body = page.only_business(number - 1)
        if body is not None:
            yield body
    elif (
        number and syntax.lower[noun] in WORDS.inner_offices - WORDS.titles and _opens_for(page, first, noun)
    ):
        body = page.about(number - 1)
        if body is not None:
            yield body


def _opens_for(page: Page, first: int, noun: int) -> bool:
    """Whether this is "Chief executive NAME" at the head of a clause or after its verb, without an owner."""
    syntax, at = page.syntax, page.names.at
    follower = at[noun + 1] if noun + 1 < len(syntax) else None
    return (
        follower is not None
        and follower.type is EntityType.PERSON
        and syntax.tag[first] not in ("DT", "PRP$", "POS")
        and all(at[i] is None for i in range(first, noun))
        and not any(
            name is not None and name.type in COMPANY
            for name in at[syntax.sents[syntax.sent[noun]][0] : noun]
        )
    )


def of_which(page: Page, noun: int) -> Iterator[Name]:
    """ "Y, of which NAME is chief executive"."""
    syntax = page.syntax
    if syntax.dep[noun] == "attr":
        for prep in syntax.children(syntax.head[noun], "prep"):
            target = syntax.child(prep, "pobj")
            if target is not None and syntax.lower[target] in ("which", "whom"):
                body = page.name_before(prep)
                if body is not None:
                    yield body
