"""Who owns what by what belongs to whom: "X belongs to Y and Z to W", "X belongs to Y, as do A and B"."""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType
from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from .ownership import edge

# Before "to" in "belongs half to Y and half to Z".
_PARTS = frozenset("half partly and jointly wholly largely mainly mostly entirely again now".split())
_CUES = frozenset("belongs belong belonged".split())


def find_belongings(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the subject is what is owned, the object the owner."""
    for i, _ in page.where(_CUES):
        yield from _belong(page, i)


def _belong(page: Page, verb: int) -> Iterator[Finding]:
    """ "X belongs to Y", "X belongs half to Y and half to Z"."""
    syntax = page.syntax
    subject = page.subject(verb)
    things = list(syntax.conjuncts(subject)) if subject is not None else []
    over = syntax.tag[verb] == "VBD"
    yield from _likewise(page, verb)
    for target in dict.fromkeys((*syntax.objects(verb, "to"), *_parts_to(page, verb))):
        told = page.name_of(target)
        if syntax.tag[target] == "WDT" and (told is None or told.type is EntityType.JURISDICTION):
            told = _of_which(page, target)
        owner = told or page.name_aside(target) or page.name_after(target)
        country = owner is not None and owner.type is EntityType.JURISDICTION
        for thing in things:
            whose = syntax.child(thing, "poss")
            for each in page.both(thing):
                yield from edge(each, told, (verb,), strict=True)
            asset = page.name_of(thing) or page.share_of(thing) or page.traded(thing)
            if asset is None and whose is not None and syntax.lower[thing] in WORDS.platform_nouns:
                asset = page.name_of(whose)  # "TikTok's American app now belongs to Y"
            if owner is not None and syntax.lower[owner.last + 1 : owner.last + 2] == ["to"]:
                return  # "X belongs to Y and Z to W"
            yield from edge(asset, owner, (verb,), over=over, strict=country)
        for other in _as_do(page, target) if things else ():
            yield from edge(other, owner, (verb,), strict=True)


def _of_which(page: Page, which: int) -> Name | None:
    """The company of "Y, the firm in Shanghai to which it belongs"."""
    syntax = page.syntax
    first = syntax.sents[syntax.sent[which]][0]
    noun = next((i for i in range(which - 1, first, -1) if syntax.lower[i] in WORDS.company_nouns), None)
    return page.partner(noun) if noun is not None and which - noun < 6 else None


def _as_do(page: Page, target: int) -> Iterator[Name]:
    """Those that are the same owner's: A and B of "X belongs to Y, as do A and B"."""
    syntax, at = page.syntax, page.names.at
    for i in range(target + 1, min(target + 6, syntax.sents[syntax.sent[target]][1] - 1)):
        if syntax.lower[i - 1] == "as" and syntax.lower[i] in ("do", "does", "did", "is", "are"):
            first = at[i + 1]
            if first is not None:
                yield from page.listed(first)
            return


def _likewise(page: Page, verb: int) -> Iterator[Finding]:
    """The second pair of "X belongs to Y and Z to W", "X belongs to Y; Z, of course, to W"."""
    syntax, at = page.syntax, page.names.at
    for i in range(verb + 2, syntax.sents[syntax.sent[verb]][1] - 1):
        if syntax.tag[i].startswith("VB"):
            return
        owner = at[i + 1]
        if syntax.lower[i] != "to" or owner is None:
            continue
        thing = i - 1
        while (
            thing > verb and at[thing] is None and syntax.lower[thing] in (",", "of", "course", "now", "too")
        ):
            thing -= 1
        asset = at[thing]
        if asset is not None and syntax.lower[asset.first - 1] in (";", "and", ",", "while"):
            yield from edge(asset, owner, (verb,), strict=True)


def _parts_to(page: Page, verb: int) -> Iterator[int]:
    """The nouns of "half to Y and half to Z" and "to Y and to Z" after a verb, up to the next clause."""
    syntax = page.syntax
    for i in range(verb + 1, syntax.sents[syntax.sent[verb]][1] - 1):
        if syntax.tag[i].startswith("VB") or syntax.lower[i] == ";":
            return
        late = i < verb + 5 and not any(page.names.at[verb + 1 : i])  # "belonged for years to Y"
        if syntax.lower[i] == "to" and (late or syntax.lower[i - 1] in _PARTS):
            yield from syntax.children(i, "pobj")
