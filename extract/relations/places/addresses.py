"""Whose law a company is under, by the place that stands beside its name: "X of P", "P's X", "X (P)"."""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType, RelationType, Span
from ...actors.places.tables import peoples, places
from ...attribution.cues import default_lexicon
from ...wordlists import words
from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from ..sheet import BUSINESSES, COMPANY

_OFFICES = frozenset({"authority", "regulator", "watchdog", "ombudsman"})
_DESCRIBING = frozenset({"JJ", "NN", "NNS", "HYPH", "VBG"})
_ENDS = ([","], ["."], [";"], [")"], ["—"])
_CLOSED = ([], *([word] for word in (",", ".", ";", ":", ")", "”", "—", "who", "which", "and")))


def find_addresses(page: Page) -> Iterator[Finding]:
    """Findings of a place that stands beside a name: "X, Beijing.", "P's X", "X of P", "the X in P,"."""
    for i, _ in page.where(frozenset(",(")):
        yield from _address(page, i)
    for i, _ in page.where(_OFFICES):
        yield from _its_office(page, i)
    yield from _belonging(page)
    yield from _of_a_town(page)


def under(page: Page, thing: Name | None, place: Name | None, *cue: int) -> Iterator[Finding]:
    """The finding that a company is under the law of a place, if it is one and the place is one.

    A state or country behind the town counts as well: "in San Mateo, California".
    """
    if thing is None or place is None or thing.type not in COMPANY or page.dateline(thing.first):
        return
    if place.type is EntityType.JURISDICTION or place.placed or page.syntax.words[place.last] in peoples():
        yield Finding(RelationType.UNDER_JURISDICTION, thing, place, cue, cue[0])
        beyond = _beyond(page, place)
        if beyond is not None:
            yield Finding(RelationType.UNDER_JURISDICTION, thing, beyond, cue, cue[0])


def _beyond(page: Page, place: Name) -> Name | None:
    """California of "San Mateo, California,", South Africa of "Randburg in South Africa,"."""
    syntax, words_ = page.syntax, page.syntax.words
    first = place.last + 2
    small = places().get(" ".join(words_[place.first : place.last + 1]))
    if syntax.lower[first - 1 : first] not in ([","], ["in"]) or not (small is None or small.city):
        return None
    for end in (first + 3, first + 2, first + 1):
        large = places().get(" ".join(words_[first:end]))
        if large is not None and not large.city and syntax.lower[end : end + 1] in _ENDS:
            known = page.names.at[first]
            if known is not None:
                return known
            span = Span(syntax.start[first], syntax.end[end - 1])
            return Name(first, end - 1, span, EntityType.JURISDICTION)
    return None


def place_at(page: Page, token: int) -> Name | None:
    """The name of a place at this token, if it is one."""
    name = page.names.at[token] if token < len(page.syntax) else None
    return name if name is not None and (name.type is EntityType.JURISDICTION or name.placed) else None


def _address(page: Page, mark: int) -> Iterator[Finding]:
    """ "belongs to X, Beijing.", "X (Turku, Finland)": a company's name with its town behind, and no more."""
    syntax, at = page.syntax, page.names.at
    if not mark or mark + 1 >= len(syntax):
        return
    thing, place = at[mark - 1], place_at(page, mark + 1)
    if thing is None or place is None or thing.type is not EntityType.ORGANIZATION or page.institution(thing):
        return
    if place.last - place.first > 2:
        return
    end = place.last + 1
    if syntax.lower[end : end + 1] == [","] and place_at(page, end + 1) is not None:
        end = page.names.at[end + 1].last + 1  # type: ignore[union-attr]
    closed = [")"] if syntax.lower[mark] == "(" else ["."]
    listed = syntax.lower[mark] == "," and (
        syntax.dep[place.last] == "conj" or syntax.words[place.first] in peoples()
    )
    country = places().get(" ".join(syntax.words[place.first : place.last + 1]))
    if syntax.lower[mark] == "," and end == place.last + 1 and country is not None and country.country:
        return  # "of Meta, China."
    if syntax.lower[end : end + 1] in (closed, [";"]) and not listed:
        yield from under(page, thing, place, mark)


def _belonging(page: Page) -> Iterator[Finding]:
    """ "China's ByteDance", "Snap of the United States": a company's name beside a country's."""
    syntax = page.syntax
    for left, between, right in page.neighbours():
        if between in (["'s"], ["’s"]) and left.type is EntityType.JURISDICTION and right.type is not None:
            if not page.before_noun(right):
                yield from under(page, right, left, left.last + 1)
        elif (
            between == [",", "of"]
            and right.type is EntityType.JURISDICTION
            and left.type in BUSINESSES
            and syntax.lower[right.last + 1 : right.last + 2] in ([","], ["."], [";"], [")"])
        ):
            yield from under(page, left, right, left.last + 2)  # "X, of P, said"
        elif (
            between in (["of"], ["of", "the"])
            and right.type is EntityType.JURISDICTION
            and left.type is not None
        ):
            if not page.institution(left):
                yield from under(page, left, right, left.last + 1)
        elif between in (["in"], [",", "in"]) and _sits_in(page, left, right):
            yield from under(page, left, right, right.first - 1)
        elif between == [","] and _is_its_body(page, left, right):
            yield from under(page, left, right, right.last + 1)
        elif _is_kind_of(page, left, right):
            yield from under(page, right, left, left.last + 1)  # "a Belgian publisher of comics, X,"
        elif between in ([",", "from"], [",", "in"], [",", "of"]) and _is_set_off(page, left, right):
            yield from under(page, left, right, right.first - 1)  # "X, from P, which"
        elif between in ([","], [",", "the"]) and (noun := _kind_in(page, left)) is not None:
            yield from under(page, right, left, noun)


def _of_a_town(page: Page) -> Iterator[Finding]:
    """ "X of Gütersloh,": behind a company's name a town that no table has."""
    syntax = page.syntax
    for company in page.names.all:
        token = company.last + 1
        if syntax.lower[token : token + 1] == [","]:
            token += 1
        town = token + 1
        if company.type is not EntityType.ORGANIZATION or syntax.lower[token : token + 1] != ["of"]:
            continue
        if page.institution(company) or town >= len(syntax):
            continue
        known = page.names.at[town]
        if known is not None and (known.type is not None or known.entity is not None):
            continue
        end = town
        while syntax.tag[end : end + 1] == ["NNP"] and page.names.at[end] is known and end < town + 3:
            end += 1
        if end > town and syntax.lower[end : end + 1] in ([","], ["."], [";"], [")"]):
            span = Span(syntax.start[town], syntax.end[end - 1])
            yield from under(page, company, Name(town, end - 1, span, placed=True), token)


def _sits_in(page: Page, company: Name, place: Name) -> bool:
    """Whether a body is told from others by its place: "a fellow of the X in P,"; not "X in P opened"."""
    if company.type is not EntityType.ORGANIZATION:
        return False
    if place_at(page, place.first) is not place:
        return False
    after = page.syntax.lower[place.last + 1 : place.last + 2]
    if _is_public(page, company):
        return True  # "The Ministry of Communications in Baghdad prohibited"
    return after in _CLOSED or after[0] in default_lexicon().verbs


def _is_set_off(page: Page, company: Name, place: Name) -> bool:
    """Whether only its place stands in the marks behind a company: "X, from Palma, which"."""
    if company.type not in BUSINESSES or place_at(page, place.first) is not place:
        return False
    lower, end = page.syntax.lower, place.last + 1
    beyond = (
        page.names.at[end + 1] if lower[end : end + 1] in ([","], ["in"]) and end + 1 < len(lower) else None
    )
    if beyond is not None and place_at(page, beyond.first) is beyond:
        end = beyond.last + 1
    return lower[end : end + 2] in (
        [",", "which"],
        [",", "whose"],
        [",", "and"],
        [",", "has"],
        [",", "was"],
    ) or (lower[end : end + 1] == [","] and page.syntax.tag[end + 1 : end + 2] in (["VBD"], ["VBZ"], ["MD"]))


def _is_kind_of(page: Page, people: Name, company: Name) -> bool:
    """Whether "a Belgian publisher of comics" is set off before a company's name."""
    syntax = page.syntax
    if company.type not in BUSINESSES or syntax.words[people.last] not in peoples():
        return False
    if syntax.lower[people.first - 1] not in ("a", "an", "another") or syntax.lower[company.first - 1] != ",":
        return False
    told = range(people.last + 1, company.first - 1)
    if not 0 < len(told) < 7 or any(
        syntax.tag[i] not in _DESCRIBING and syntax.lower[i] != "of" for i in told
    ):
        return False
    return syntax.lower[company.last + 1 : company.last + 2] in _ENDS


def _its_office(page: Page, noun: int) -> Iterator[Finding]:
    """ "P had it confirmed by its telecoms authority, the X"."""
    syntax, first = page.syntax, page.syntax.phrase_start(noun)
    if syntax.lower[first] != "its" or syntax.lower[noun + 1 : noun + 2] != [","]:
        return
    token = noun + 2 + (syntax.lower[noun + 2 : noun + 3] == ["the"])
    body = page.names.at[token] if token < len(syntax) else None
    start = syntax.sents[syntax.sent[noun]][0]
    place = next((name for name in page.names.at[start:first] if name is not None), None)
    if body is not None and body.type is EntityType.ORGANIZATION:
        yield from under(page, body, place, noun)


def _is_public(page: Page, body: Name) -> bool:
    said = page.syntax.lower[body.first : body.last + 1]
    return not (words("people", "public_bodies") | {"authority"}).isdisjoint(said)


def _is_its_body(page: Page, body: Name, place: Name) -> bool:
    """ "the Garante, Italy's privacy authority": a place's authority that is named first."""
    syntax, end = page.syntax, place.last + 1
    if body.type is not EntityType.ORGANIZATION or place.type is not EntityType.JURISDICTION:
        return False
    if syntax.tag[end : end + 1] != ["POS"]:
        return False
    noun = end + 1
    while syntax.tag[noun + 1 : noun + 2] in (["NN"], ["HYPH"]) and noun < end + 5:
        noun += 1
    return syntax.lower[noun : noun + 1] != [] and syntax.lower[noun] in WORDS.body_nouns | _OFFICES


def _kind_in(page: Page, place: Name) -> int | None:
    """The noun of "the daily in P, NAME": what sort of business is there."""
    syntax, noun = page.syntax, place.first - 2
    if place.type is not EntityType.JURISDICTION or noun < 1 or syntax.lower[noun + 1] != "in":
        return None
    told = syntax.lower[noun] in WORDS.company_nouns | {"daily", "weekly"}
    return noun if told and syntax.lower[syntax.phrase_start(noun)] in ("a", "an", "the") else None
