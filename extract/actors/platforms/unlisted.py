"""Platforms that the register lacks, found from what the text calls them: "the Chinese video app NAME"."""

from __future__ import annotations

from collections.abc import Iterator

from ...tokens import Tokens
from ...wordlists import words
from ..names.gender import given_names
from ..places.jurisdictions import is_jurisdiction
from .platform_context import listed, moved_to, taken_up
from .platform_phrases import (
    BEFORE_NOUN,
    JOINTS,
    NAME_TAGS,
    Range,
    is_hyphen,
    may_be_platform,
    name_from,
    says_platform,
)
from .second_names import other_name

_SAID_OF = frozenset({",", "is", "was", "–", "—", "("})
_CALL = frozenset({"call", "calls", "called", "renamed", "rechristened", "rebranded"})


def unlisted(tokens: Tokens, spelt: list[str], taken: set[int], platforms: frozenset[int]) -> Iterator[Range]:
    """Names that the text itself calls platforms, as token ranges ``[first, end)``, and their repetitions.

    ``taken`` are the tokens of names that the register has; ``platforms`` those of them that are platforms'.
    """
    found = [
        *_called(tokens, spelt, taken, platforms),
        *listed(tokens, spelt, taken, platforms),
        *moved_to(tokens, spelt, taken, platforms),
    ]
    found = [run for run in found if taken.isdisjoint(range(*run))]
    named = platforms.union(token for run in found for token in range(*run))
    run = taken_up(tokens, spelt, taken, named)
    if run is not None and named.isdisjoint(range(*run)):
        found.append(run)
    places = _places(tokens, spelt, found, taken)
    ends = {token + 1 for token in platforms if token + 1 not in platforms} | {end for _, end in places}
    others = [other_name(tokens, spelt, end) for end in sorted(ends)]
    new = [run for run in others if run is not None and taken.isdisjoint(range(*run))]
    yield from places if not new else _places(tokens, spelt, [*found, *new], taken)


def _places(tokens: Tokens, spelt: list[str], found: list[Range], taken: set[int]) -> list[Range]:
    """Where the names stand whose first places are given, in text order; they do not overlap."""
    by_first: dict[str, set[tuple[str, ...]]] = {}
    for first, end in found:
        by_first.setdefault(spelt[first], set()).add(tuple(spelt[first:end]))
    places: list[Range] = []
    if not found:
        return places
    free = 0
    for token, word in enumerate(spelt):
        for name in sorted(by_first.get(word, ()), key=len, reverse=True):
            end = token + len(name)
            if (
                token >= free
                and tuple(spelt[token:end]) == name
                and taken.isdisjoint(range(token, end))
                and not _goes_on(tokens, spelt, end)
            ):
                places.append((token, end))
                free = end
                break
    return places


def _called(tokens: Tokens, spelt: list[str], taken: set[int], platforms: frozenset[int]) -> Iterator[Range]:
    kinds = words("platforms", "kinds")
    for token, word in enumerate(tokens.lower):
        if (
            word in kinds
            and token not in taken
            and _is_noun(tokens, spelt, token)
            and _is_said(tokens, spelt, token)
        ):
            several = list(_names_after(tokens, spelt, token))
            if several:
                yield from several
                continue
            run = (
                _name_after(tokens, spelt, token)
                or _name_before(tokens, spelt, token)
                or _as_it_is_called(tokens, spelt, token)
                or _told_of(tokens, spelt, token)
                or _before_others(tokens, spelt, token)
            )
            if run is not None:
                yield run
                yield from _joined_before(tokens, spelt, token, run)
        elif word == "platform" and tokens.lower[token + 1 : token + 2] in (
            ["called"],
            ["named"],
            ["dubbed"],
        ):
            run = _name_after(tokens, spelt, token)
            if run is not None:
                yield run
        elif word == "name" and tokens.lower[token - 2 : token + 2] == ["by", "the", "name", "of"]:
            run = _called_it(tokens, spelt, token + 1, platforms)
            if run is not None:
                yield run
        elif word == "it" and token and tokens.lower[token - 1] in _CALL:
            run = _called_it(tokens, spelt, token, platforms)
            if run is not None:
                yield run
        elif word in words("platforms", "plain_kinds"):
            run = _name_within(tokens, spelt, token)
            if run is not None:
                yield run
        elif word in words("platforms", "remark_nouns") and _against(tokens, token, platforms):
            run = _name_before(tokens, spelt, token)
            # Only set off: what "is an answer to X" may be a law.
            if (
                run is not None
                and tokens.lower[run[1] : run[1] + 1] != ["is"]
                and may_be_platform(tokens, run)
            ):
                yield run
        elif word in words("platforms", "remark_nouns") and token not in taken:
            run = _name_before(tokens, spelt, token)
            if run is not None and _is_beside(tokens, run, platforms):
                yield run


def _is_noun(tokens: Tokens, spelt: list[str], token: int) -> bool:
    """Whether this is no word of a name: "SMG Swiss Marketplace Group"; a headline may have capitals."""
    return not spelt[token].istitle() or tokens.tag[token - 1 : token] != ["NNP"]


def _is_beside(tokens: Tokens, run: Range, platforms: frozenset[int]) -> bool:
    """ "On TikTok and on NAME, a smaller rival": whether it is told of as a platform before it is."""
    first = tokens.sentence_bounds[tokens.sentence[run[0]]][0]
    return (
        run[0] > first
        and tokens.lower[run[0] - 1] in ("on", "via")
        and any(
            token in platforms or tokens.lower[token] in words("platforms", "kinds")
            for token in range(first, run[0])
        )
    )


def _called_it(tokens: Tokens, spelt: list[str], it: int, platforms: frozenset[int]) -> Range | None:
    """ "It is a network; its makers call it NAME", "renamed it NAME", "NAME, as most users call it"."""
    first = tokens.sentence_bounds[max(0, tokens.sentence[it] - 1)][0]
    kinds = words("platforms", "kinds")
    if platforms.isdisjoint(range(first, it)) and not any(
        tokens.lower[token] in kinds and says_platform(tokens, token) for token in range(first, it)
    ):
        return None
    run = name_from(tokens, spelt, it + 1)
    if run is None and tokens.lower[it - 1] in ("call", "calls"):
        start = tokens.sentence_bounds[tokens.sentence[it]][0]
        token = next((i for i in range(it - 2, max(start, it - 9), -1) if tokens.lower[i] == "as"), start)
        if token - 1 > start and tokens.lower[token - 1] == ",":
            run = name_from(tokens, spelt, _name_start(tokens, spelt, token - 1))
            run = run if run is not None and run[1] == token - 1 else None
    return run if run is not None and may_be_platform(tokens, run) else None


def _is_said(tokens: Tokens, spelt: list[str], noun: int) -> bool:
    """Whether the phrase ends here, means a platform, and has no name before the noun: "the NAME app"."""
    following = noun + 1
    if following < len(tokens) and tokens.tag[following] in ("NN", "NNS") and spelt[following].islower():
        return False  # "a marketplace seller"
    if following < len(tokens) and tokens.tag[following] == "POS":
        return False  # "NAME, the marketplace's head"
    return says_platform(tokens, noun) and _name_within(tokens, spelt, noun) is None


def _name_within(tokens: Tokens, spelt: list[str], noun: int) -> Range | None:
    """ "the NAME app": one word with small letters, too, that is no place, people or maker of telephones."""
    name = noun - 1
    if name < 1 or tokens.lower[name - 1] not in ("the", "a", "this") or tokens.tag[name] != "NNP":
        return None
    if not spelt[name].istitle() or tokens.lower[name] in words("platforms", "no_app_names"):
        return None
    if _goes_on_after(tokens, noun):
        return None
    return (name, noun) if may_be_platform(tokens, (name, noun)) else None


def _goes_on_after(tokens: Tokens, noun: int) -> bool:
    """ "the NAME app store" names no app."""
    following = noun + 1
    return following < len(tokens) and tokens.tag[following].startswith("NN")


def _against(tokens: Tokens, noun: int, platforms: frozenset[int]) -> bool:
    """Whether a platform follows: "a Baltic answer to Vinted", "the Indian rival of X"."""
    return tokens.lower[noun + 1 : noun + 2] in (["to"], ["of"], ["for"]) and noun + 2 in platforms


def _name_after(tokens: Tokens, spelt: list[str], noun: int) -> Range | None:
    """ "app NAME", "app called NAME", "the group's app, NAME," and "the app, formerly known as NAME"."""
    first = noun + 1
    if first >= len(spelt):
        return None
    aside = tokens.lower[first] in (",", "(")
    if aside:
        first += 1
    named = False
    while first < len(spelt) and tokens.lower[first] in words("platforms", "naming_before"):
        named = True
        first += 1
    if first < len(spelt) and spelt[first] in "\"“‘'":
        first += 1
    if tokens.lower[first : first + 4] == ["by", "the", "name", "of"]:
        first, named = first + 4, True
    if tokens.tag[noun] == "NNS" and tokens.lower[first : first + 1] in (["like"], ["such"], ["including"]):
        first += 2 if tokens.lower[first] == "such" else 1
    run = name_from(tokens, spelt, first, sure=not aside or named)
    if run is None or not aside or named:
        return run
    closed = tokens.lower[run[1] : run[1] + 1] in ([","], ["."], [")"], [";"])
    return run if closed and _is_definite(tokens, noun) and not _is_nobodys_app(tokens, run) else None


def _names_after(tokens: Tokens, spelt: list[str], noun: int) -> Iterator[Range]:
    """ "two apps, NAME and NAME", "its platforms NAME, NAME and NAME": none unless there are two."""
    if tokens.tag[noun] != "NNS":
        return
    token = noun + 1
    found: list[Range] = []
    while token < len(spelt) and len(found) < 8:
        while token < len(spelt) and tokens.lower[token] in JOINTS | {":"}:
            token += 1
        run = name_from(tokens, spelt, token) if token < len(spelt) else None
        if run is None or not may_be_platform(tokens, run):
            break
        found.append(run)
        token = run[1]
        if tokens.lower[token : token + 1] not in ([","], ["and"], ["or"]):
            break
    if len(found) > 1 and tokens.sentence[found[-1][0]] == tokens.sentence[noun]:
        yield from found


def _is_definite(tokens: Tokens, noun: int) -> bool:
    """Whether the phrase that ends here speaks of one that is known: "its app", "the group's app"."""
    token = noun - 1
    while token >= 0 and tokens.tag[token] in BEFORE_NOUN:
        token -= 1
    return token >= 0 and (tokens.tag[token] in ("PRP$", "POS") or tokens.lower[token] == "the")


def _is_nobodys_app(tokens: Tokens, run: Range) -> bool:
    """A place or a person after the comma: "the app, Paris said"."""
    return _is_a_place(tokens, run) or tokens.lower[run[0]] in given_names()


def _name_before(tokens: Tokens, spelt: list[str], noun: int) -> Range | None:
    """ "NAME, a video platform", "NAME is a video platform", "NAME, the country's first social network"."""
    token = _determined(tokens, noun)
    if token is None or token < 1:
        return None
    end = token - 1
    if tokens.lower[end] == "itself" and tokens.lower[end - 1] in ("calls", "called"):
        end -= 3  # "NAME, which calls itself a social network"
    if end < 1 or tokens.lower[end] not in _SAID_OF or tokens.paragraph[end] != tokens.paragraph[noun]:
        return None
    first = _name_start(tokens, spelt, end)
    if first == end and tokens.sentence_bounds[tokens.sentence[noun]][0] == end - 1 and spelt[end] != "is":
        first = end - 1  # at the head of a sentence the tagger takes a strange name for anything
    run = name_from(tokens, spelt, first, sure=True)
    # "users of NAME, a platform": fine; "Mr. NAME, an app developer": no platform phrase.
    return run if run is not None and run[1] == end and not _is_a_place(tokens, run) else None


def _is_a_place(tokens: Tokens, run: Range) -> bool:
    """ "By the register of Panama, the app belongs to": no app is called so."""
    return is_jurisdiction(tokens.text[tokens.start[run[0]] : tokens.end[run[1] - 1]])


def _determined(tokens: Tokens, noun: int) -> int | None:
    """Where the phrase that ends in the noun begins: at its article or at the name of whose it is."""
    token = noun
    while token > 0 and tokens.tag[token - 1] in BEFORE_NOUN:
        token -= 1
    if token < 2:
        return None
    before = token - 1
    if tokens.lower[before] in ("a", "an", "the", "another", "this"):
        return before
    if tokens.tag[token] == "CD" and tokens.tag[noun] == "NNS":
        return token  # "NAME and NAME, two messaging apps"
    if tokens.tag[before] == "POS":
        owner = before
        while owner > 0 and (tokens.tag[owner - 1] in BEFORE_NOUN or tokens.lower[owner - 1] == "the"):
            owner -= 1
            if tokens.lower[owner] == "the":
                break
        return owner if owner < before else None
    return None


def _joined_before(tokens: Tokens, spelt: list[str], noun: int, run: Range) -> Iterator[Range]:
    """The first of "NAME and NAME, two messaging apps"."""
    if tokens.tag[noun] != "NNS" or run[0] > noun:
        return
    end = run[0]
    while end > 1 and tokens.lower[end - 1] in JOINTS:
        while end > 0 and tokens.lower[end - 1] in JOINTS:
            end -= 1
        first = end
        while first > 0 and spelt[first - 1][:1].isupper() and tokens.tag[first - 1] not in ("DT", "IN"):
            first -= 1
        other = name_from(tokens, spelt, first, sure=True)
        if other is None or other[1] != end or not may_be_platform(tokens, other):
            return
        yield other
        end = first


def _told_of(tokens: Tokens, spelt: list[str], noun: int) -> Range | None:
    """ "The most popular messenger in Norway is NAME"."""
    verb = tokens.head[noun]
    if tokens.dep[noun] != "nsubj" or tokens.lower[verb] not in ("is", "was"):
        return None
    for kid in tokens.kids[verb]:
        if tokens.dep[kid] == "attr" and verb < kid == verb + 1:
            run = name_from(tokens, spelt, kid)
            return run if run is not None and may_be_platform(tokens, run) else None
    return None


def _before_others(tokens: Tokens, spelt: list[str], noun: int) -> Range | None:
    """The name of "NAME and 14 other betting apps"."""
    token = noun - 1
    while token > 2 and tokens.tag[token] in BEFORE_NOUN and tokens.lower[token] != "other":
        token -= 1
    if tokens.tag[noun] != "NNS" or tokens.lower[token] != "other":
        return None
    token -= 1
    while tokens.tag[token] == "CD" or tokens.lower[token] in ("several", "many", "dozens", "of"):
        token -= 1
    if tokens.lower[token] not in ("and", "or"):
        return None
    run = name_from(tokens, spelt, _name_start(tokens, spelt, token))
    return run if run is not None and run[1] == token and may_be_platform(tokens, run) else None


def _as_it_is_called(tokens: Tokens, spelt: list[str], noun: int) -> Range | None:
    """ "NAME, as the music service is called,"."""
    following = tokens.lower[noun + 1 : noun + 3]
    if len(following) < 2 or following[0] not in ("is", "was") or following[1] not in ("called", "known"):
        return None
    token = noun - 1
    while token > 1 and tokens.tag[token] in BEFORE_NOUN:
        token -= 1
    if token < 2 or tokens.lower[token] not in ("the", "this") or tokens.lower[token - 1] != "as":
        return None
    end = token - 2
    if tokens.lower[end] != ",":
        return None
    return name_from(tokens, spelt, _name_start(tokens, spelt, end))


def _name_start(tokens: Tokens, spelt: list[str], end: int) -> int:
    """Where the run of capitalised words that ends here begins; ``end`` if there is none."""
    while end > 0 and (
        (tokens.tag[end - 1] in NAME_TAGS and spelt[end - 1][:1].isupper())
        or is_hyphen(tokens, spelt, end - 1)
    ):
        end -= 1
    return end


def _goes_on(tokens: Tokens, spelt: list[str], end: int) -> bool:
    """Whether the name is only the beginning of a company's: "Voltaro Holdings Ltd"."""
    return (
        end < len(spelt)
        and spelt[end][:1].isupper()
        and any(
            spelt[last][:1].isupper()
            and (
                tokens.lower[last].rstrip(".") in words("people", "legal_forms")
                or tokens.lower[last] in words("people", "organisation_words")
            )
            for last in ((end, end + 1) if spelt[end + 1 : end + 2] else (end,))
        )
    )
