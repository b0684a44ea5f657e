"""What is told with an owner in one breath: "by Y and, through a fund, by Z", "comes from Y, as X does"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....graph.record import EntityType, RelationType, Span
from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from ..sheet import COMPANY
from .ownership import edge
from .taken_up import meant_by

_BY = frozenset({"by", "to", "with", "between"})
_DOES = frozenset("does do did is are was were".split())
_PART_TAGS = frozenset({"RB", "CD", "NN", "NNS"})
_WHAT_IT_IS = frozenset({"DT", "JJ", "NN", "HYPH", "NNP", "RB", "CC"})
_REACH = 25  # tokens
_FOR_IT = frozenset("group holdings foundation trust corporation media entertainment".split())
_SAME = frozenset({"same"})
_HOUSES = WORDS.parent_nouns | frozenset("house company group maker operator".split())


def find_further(page: Page, found: Sequence[Finding]) -> Iterator[Finding]:
    """Findings beside those of owners that were ``found``, in their order."""
    for finding in found:
        if finding.type is RelationType.OWNED_BY and page.names.at[finding.object.first] is finding.object:
            yield from _by_another(page, finding)
            yield from _listed_too(page, finding)
            yield from _as_another(page, finding)
    yield from _shared(page, found)
    yield from _by_its_name(page, found)


def _by_another(page: Page, finding: Finding) -> Iterator[Finding]:
    """ "by Y, which prints papers, and by Z", "in equal parts by Y and, by way of a fund, by Z"."""
    syntax, owner = page.syntax, finding.object
    preposition = _preposition(page, owner)
    if preposition is None or not finding.anchor < owner.first:
        return
    stop = min(syntax.sents[syntax.sent[owner.last]][1] - 1, owner.last + _REACH)
    for i in range(owner.last + 1, stop):
        if syntax.lower[i] == ";":
            return
        if syntax.lower[i] != preposition or not _goes_on(page, i, owner.last):
            continue
        other = _first_name(page, i + 1)
        if other is not None and (other.type in COMPANY or other.type is EntityType.PERSON):
            yield from edge(finding.subject, other, finding.cue, over=finding.over, strict=True)


def _listed_too(page: Page, finding: Finding) -> Iterator[Finding]:
    """ "shared equally between Y and the Korean firm Z"."""
    owner = finding.object
    if page.syntax.lower[owner.last + 1 : owner.last + 3] == [",", "and"]:
        return  # "bought by Y, and Z by W"
    if _preposition(page, owner) is not None and finding.anchor < owner.first and owner.type in COMPANY:
        for other in page.listed(owner):
            if page.syntax.lower[other.last + 1 : other.last + 2] in ([word] for word in _BY):
                return  # "X belongs to Y and Z to W"
            if other.first > owner.last and other.type in COMPANY:
                yield from edge(finding.subject, other, finding.cue, over=finding.over, strict=True)


def _preposition(page: Page, owner: Name) -> str | None:
    """The preposition before a name and what says what it is."""
    token = owner.first - 1
    if page.syntax.lower[token] == "," and page.syntax.tag[token - 1] == "NN":
        token -= 1  # "by the inventor, NAME"
    while token > max(0, owner.first - 6) and page.syntax.tag[token] in _WHAT_IT_IS:
        token -= 1
    word = page.syntax.lower[token]
    return word if word in _BY else None


def _goes_on(page: Page, token: int, last: int) -> bool:
    """Whether "and" stands before a preposition, alone or before something between commas."""
    lower = page.syntax.lower
    before = token - 1
    if lower[before] == ",":  # "and, by way of a fund, by Z"
        before -= 1
        while before > last and lower[before] != ",":
            before -= 1
        before -= 1
    while before > last and (page.syntax.tag[before] in _PART_TAGS or lower[before] in ("one", "half")):
        before -= 1  # "and half by Z"
    return before > last and lower[before] in ("and", "then")


def _first_name(page: Page, token: int) -> Name | None:
    """The name that stands here, behind what says what it is at most."""
    syntax, at = page.syntax, page.names.at
    stop = min(len(syntax), token + 7)
    while token < stop and at[token] is None and syntax.tag[token] in ("DT", "JJ", "NN", "HYPH", "RB", "VBN"):
        token += 1
    name = at[token] if token < stop else None
    adjective = name is not None and name.type in (EntityType.JURISDICTION, EntityType.GROUP)
    return _first_name(page, name.last + 1) if name is not None and adjective else name


def _as_another(page: Page, finding: Finding) -> Iterator[Finding]:
    """ "comes from Y, just as X does", "belongs to Y, as does X", "is owned by Y; so is X"."""
    syntax, at = page.syntax, page.names.at
    i, stop = finding.object.last + 1, syntax.sents[syntax.sent[finding.object.last]][1] - 1
    while i < stop and (syntax.lower[i] in (",", ";", "just", "and", "exactly", "much")):
        i += 1
    if i >= stop or syntax.lower[i] not in ("as", "so") or i == finding.object.last + 1:
        return
    first = i + 1
    inverted = syntax.lower[first] in _DOES
    name = at[first + 1] if inverted and first + 1 <= stop else at[first]
    if name is None or name.type is not EntityType.PLATFORM:
        return
    if inverted or syntax.lower[name.last + 1 : name.last + 2] in ([word] for word in _DOES):
        yield from edge(name, finding.object, finding.cue, over=finding.over, strict=True)


def _shared(page: Page, found: Sequence[Finding]) -> Iterator[Finding]:
    """ "X has the same proprietor as Z": whoever the text says owns Z."""
    syntax = page.syntax
    for word, _ in page.where(_SAME):
        noun = word + 1
        if noun >= len(syntax) or syntax.lower[noun] not in _HOUSES:
            continue
        other = page.names.covering(noun + 2) if syntax.lower[noun + 1 : noun + 2] == ["as"] else None
        thing = meant_by(page, page.subject(syntax.head[noun]))
        if other is None or thing is None:
            continue
        for finding in found:
            if (
                finding.type is RelationType.OWNED_BY
                and finding.subject.key == other.key
                and not finding.over
            ):
                if page.names.at[finding.object.first] is finding.object:
                    yield from edge(thing, finding.object, (noun,), strict=True)


def _by_its_name(page: Page, found: Sequence[Finding]) -> Iterator[Finding]:
    """ "The Signal Foundation": a name that says whose it is, where nobody else is told to own that."""
    words = page.syntax.words
    owned = {one.subject.key for one in found if one.type is RelationType.OWNED_BY}
    platforms = {
        " ".join(words[name.first : name.last + 1]): name
        for name in reversed(page.names.all)
        if name.type is EntityType.PLATFORM and name.entity is not None and name.key not in owned
    }
    told: set[Span] = set()
    for body in page.names.all:
        if body.type is not EntityType.ORGANIZATION or body.key in told or body.first == body.last:
            continue
        thing = platforms.get(" ".join(words[body.first : body.last]))
        if thing is not None and page.syntax.lower[body.last] in _FOR_IT:
            told.add(body.key)
            yield from edge(thing, body, (body.last,), strict=True)
