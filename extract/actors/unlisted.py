"""Platforms that the register lacks, found from what the text calls them: "the Chinese video app NAME"."""

from __future__ import annotations

from collections.abc import Iterator

from ..relations.relation_words import WORDS
from ..tokens import Tokens
from ..wordlists import words
from .gender import given_names
from .jurisdictions import is_jurisdiction, is_people

_BEFORE_NOUN = frozenset(
    {"JJ", "JJR", "JJS", "NN", "NNP", "NNS", "HYPH", "VBG", "VBN", "RB", "RBS", "CD", "CC"}
)
_NAME_TAGS = frozenset({"NNP", "NNPS", "NN", "FW"})
_JOINTS = frozenset({",", "and", "or", "&", "/"})
_SAID_OF = frozenset({",", "is", "was", "–", "—", "("})
_LONGEST_NAME, _LONGEST_PHRASE = 4, 7
_WHICH_WAS = frozenset({"which", "that", "was", "is", "had", "been"})
Range = tuple[int, int]


def unlisted(tokens: Tokens, spelt: list[str], taken: set[int], platforms: frozenset[int]) -> Iterator[Range]:
    """Names that the text itself calls platforms, as token ranges ``[first, end)``, and their repetitions.

    ``taken`` are the tokens of names that the register has; ``platforms`` those of them that are platforms'.
    """
    found = [*_called(tokens, spelt, taken, platforms), *_listed(tokens, spelt, taken, platforms)]
    found = [run for run in found if taken.isdisjoint(range(*run))]
    if not found:
        run = _taken_up(tokens, spelt, taken, platforms)
        found = [run] if run is not None else []
    places = _places(tokens, spelt, found, taken)
    ends = {token + 1 for token in platforms if token + 1 not in platforms} | {end for _, end in places}
    others = [_other_name(tokens, spelt, end) for end in sorted(ends)]
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
        if word in kinds and token not in taken and _is_said(tokens, spelt, token):
            several = list(_names_after(tokens, spelt, token))
            if several:
                yield from several
                continue
            run = (
                _name_after(tokens, spelt, token)
                or _name_before(tokens, spelt, token)
                or _as_it_is_called(tokens, spelt, token)
            )
            if run is not None:
                yield run
        elif word in words("platforms", "plain_kinds"):
            run = _name_within(tokens, spelt, token)
            if run is not None:
                yield run
        elif word in words("platforms", "remark_nouns") and _against(tokens, token, platforms):
            run = _name_before(tokens, spelt, token)
            # Only set off: what "is an answer to X" may be a law.
            if run is not None and tokens.lower[run[1]] != "is" and _may_be_one(tokens, run):
                yield run


def _is_platform_phrase(tokens: Tokens, noun: int) -> bool:
    """Whether the noun phrase that ends here means a platform: "messaging app", but not "news site"."""
    modifiers: list[str] = []
    token = noun - 1
    while token >= max(0, noun - _LONGEST_PHRASE) and (
        tokens.tag[token] in _BEFORE_NOUN or tokens.lower[token] == ","
    ):
        modifiers.append(tokens.lower[token])
        token -= 1
    if words("platforms", "kind_exclusions").intersection(modifiers):
        return False
    return tokens.lower[noun] in words("platforms", "plain_kinds") or bool(
        words("platforms", "kind_modifiers").intersection(modifiers)
    )


def _is_said(tokens: Tokens, spelt: list[str], noun: int) -> bool:
    """Whether the phrase means a platform and does not have its name before the noun: "the NAME app"."""
    return _is_platform_phrase(tokens, noun) and _name_within(tokens, spelt, noun) is None


def _name_within(tokens: Tokens, spelt: list[str], noun: int) -> Range | None:
    """ "the NAME app": one word with small letters, too, that is no place, people or maker of telephones."""
    name = noun - 1
    if name < 1 or tokens.lower[name - 1] not in ("the", "a", "this") or tokens.tag[name] != "NNP":
        return None
    if not spelt[name].istitle() or tokens.lower[name] in words("platforms", "no_app_names"):
        return None
    return (name, noun) if _may_be_one(tokens, (name, noun)) and not _goes_on_after(tokens, noun) else None


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
    run = _run(tokens, spelt, first)
    if run is None or not aside or named:
        return run
    closed = tokens.lower[run[1] : run[1] + 1] in ([","], ["."], [")"], [";"])
    return run if closed and _is_definite(tokens, noun) and not _is_nobodys_app(tokens, run) else None


def _other_name(tokens: Tokens, spelt: list[str], end: int) -> Range | None:
    """ "NAME, which was called OTHER until 2019", "NAME (formerly OTHER)", "NAME was renamed OTHER"."""
    first, named = end, False
    if tokens.lower[end : end + 1] in ([","], ["("]):
        first += 1
        while first < len(spelt) and tokens.lower[first] in words("platforms", "naming_before") | _WHICH_WAS:
            named = named or tokens.lower[first] not in _WHICH_WAS
            first += 1
        if tokens.lower[first - 1] == "known":
            # "NAME, known in China as OTHER"
            stop = min(first + 5, len(spelt) - 1)
            first = next((token + 1 for token in range(first, stop) if tokens.lower[token] == "as"), first)
    else:
        while first < len(spelt) and tokens.lower[first] in words("platforms", "renaming") | _WHICH_WAS:
            named = named or tokens.lower[first] not in _WHICH_WAS
            first += 1
        if named and tokens.lower[first] in ("as", "to", "itself"):
            first += 1
    run = _run(tokens, spelt, first) if named else None
    return run if run is not None and _may_be_one(tokens, run) else None


def _names_after(tokens: Tokens, spelt: list[str], noun: int) -> Iterator[Range]:
    """ "two apps, NAME and NAME", "its platforms NAME, NAME and NAME": none unless there are two."""
    if tokens.tag[noun] != "NNS":
        return
    token = noun + 1
    found: list[Range] = []
    while token < len(spelt) and len(found) < 8:
        while token < len(spelt) and tokens.lower[token] in _JOINTS | {":"}:
            token += 1
        run = _run(tokens, spelt, token) if token < len(spelt) else None
        if run is None or not _may_be_one(tokens, run):
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
    while token >= 0 and tokens.tag[token] in _BEFORE_NOUN:
        token -= 1
    return token >= 0 and (tokens.tag[token] in ("PRP$", "POS") or tokens.lower[token] == "the")


def _is_nobodys_app(tokens: Tokens, run: Range) -> bool:
    """A place or a person after the comma: "the app, Paris said"."""
    name = tokens.text[tokens.start[run[0]] : tokens.end[run[1] - 1]]
    return is_jurisdiction(name) or tokens.lower[run[0]] in given_names()


def _name_before(tokens: Tokens, spelt: list[str], noun: int) -> Range | None:
    """ "NAME, a video platform", "NAME is a video platform", "NAME, the country's first social network"."""
    token = _determined(tokens, noun)
    if token is None or token < 1:
        return None
    end = token - 1
    if tokens.lower[end] not in _SAID_OF or tokens.paragraph[end] != tokens.paragraph[noun]:
        return None
    first = end
    while first > 0 and tokens.tag[first - 1] in _NAME_TAGS and spelt[first - 1][:1].isupper():
        first -= 1
    run = _run(tokens, spelt, first)
    # "users of NAME, a platform": fine; "Mr. NAME, an app developer": no platform phrase.
    return run if run is not None and run[1] == end else None


def _determined(tokens: Tokens, noun: int) -> int | None:
    """Where the phrase that ends in the noun begins: at its article or at the name of whose it is."""
    token = noun
    while token > 0 and tokens.tag[token - 1] in _BEFORE_NOUN:
        token -= 1
    if token < 2:
        return None
    before = token - 1
    if tokens.lower[before] in ("a", "an", "the", "another", "this"):
        return before
    if tokens.tag[before] == "POS":
        owner = before
        while owner > 0 and (tokens.tag[owner - 1] in _BEFORE_NOUN or tokens.lower[owner - 1] == "the"):
            owner -= 1
            if tokens.lower[owner] == "the":
                break
        return owner if owner < before else None
    return None


def _as_it_is_called(tokens: Tokens, spelt: list[str], noun: int) -> Range | None:
    """ "NAME, as the music service is called,"."""
    following = tokens.lower[noun + 1 : noun + 3]
    if len(following) < 2 or following[0] not in ("is", "was") or following[1] not in ("called", "known"):
        return None
    token = noun - 1
    while token > 1 and tokens.tag[token] in _BEFORE_NOUN:
        token -= 1
    if token < 2 or tokens.lower[token] not in ("the", "this") or tokens.lower[token - 1] != "as":
        return None
    end = token - 2
    if tokens.lower[end] != ",":
        return None
    first = end
    while first > 0 and spelt[first - 1][:1].isupper() and tokens.tag[first - 1] in _NAME_TAGS:
        first -= 1
    return _run(tokens, spelt, first)


def _listed(tokens: Tokens, spelt: list[str], taken: set[int], platforms: frozenset[int]) -> Iterator[Range]:
    """Names that stand in a list with two platforms of the register: "Reddit, NAME and X"."""
    if len(platforms) < 2:
        return
    token = 0
    while token < len(spelt):
        if token in taken or not spelt[token][:1].isupper() or tokens.tag[token] not in _NAME_TAGS:
            token += 1
            continue
        run = _run(tokens, spelt, token)
        if run is None:
            token += 1
            continue
        beside = _beside(tokens, run, -1, platforms) + _beside(tokens, run, 1, platforms)
        if beside > 1 and _may_be_one(tokens, run):
            yield run
        token = run[1]


def _beside(tokens: Tokens, run: Range, step: int, platforms: frozenset[int]) -> int:
    """How many platforms follow each other in a list on one side of a name."""
    count = 0
    token = run[0] - 1 if step < 0 else run[1]
    sentence = tokens.sentence[run[0]]
    while 0 <= token < len(tokens) and tokens.sentence[token] == sentence:
        joints = 0
        while 0 <= token < len(tokens) and tokens.lower[token] in _JOINTS and joints < 2:
            token += step
            joints += 1
        if not joints or not 0 <= token < len(tokens) or token not in platforms:
            return count
        while 0 <= token < len(tokens) and token in platforms:
            token += step
        count += 1
    return count


def _may_be_one(tokens: Tokens, run: Range) -> bool:
    """Whether nothing in the name says that it is a body, a place or a person."""
    name = tokens.text[tokens.start[run[0]] : tokens.end[run[1] - 1]]
    said = set(tokens.lower[run[0] : run[1]])
    return (
        said.isdisjoint(words("people", "organisation_words"))
        and said.isdisjoint(words("people", "no_names"))
        and said.isdisjoint(WORDS.not_names)
        and not is_jurisdiction(name)
        and not is_people(name.casefold())
        and tokens.lower[run[0]] not in given_names()
    )


def _taken_up(tokens: Tokens, spelt: list[str], taken: set[int], platforms: frozenset[int]) -> Range | None:
    """The one name of a sentence that the next takes up as "the marketplace"; no platform stands before."""
    named = min(platforms, default=len(tokens))
    kinds = words("platforms", "kinds")
    for number, (first, end) in enumerate(tokens.sentence_bounds[1:], 1):
        if first > named:
            return None
        if tokens.lower[first] not in ("the", "this") or first in taken:
            continue
        noun = first + 1
        while noun < end and tokens.tag[noun] in _BEFORE_NOUN and tokens.lower[noun] not in kinds:
            noun += 1
        if noun >= end or tokens.lower[noun] not in kinds or not _is_platform_phrase(tokens, noun):
            continue
        if noun + 1 < end and tokens.tag[noun + 1].startswith("NN"):
            continue
        run = _only_name(tokens, spelt, taken, tokens.sentence_bounds[number - 1])
        if run is not None:
            return run
    return None


def _only_name(tokens: Tokens, spelt: list[str], taken: set[int], bounds: Range) -> Range | None:
    """The last name of a sentence that may be a platform's: of one word, and an object there."""
    found: list[Range] = []
    token = bounds[0]
    while token < bounds[1]:
        run = _run(tokens, spelt, token) if spelt[token][:1].isupper() and token not in taken else None
        if run is None or tokens.tag[token] not in ("NNP", "NNPS"):
            token += 1
            continue
        object_ = tokens.dep[run[1] - 1] in ("dobj", "pobj")
        if run[1] - run[0] == 1 and object_ and _may_be_one(tokens, run) and not _stands_in(tokens, run[0]):
            found.append(run)
        token = run[1]
    return found[0] if len(found) == 1 else None


def _stands_in(tokens: Tokens, token: int) -> bool:
    """ "in NAME": a place."""
    return tokens.lower[token - 1 : token] in (["in"], ["from"], ["near"], ["at"]) or (
        tokens.tag[token - 1 : token] == ["NNP"]
    )


def _goes_on(tokens: Tokens, spelt: list[str], end: int) -> bool:
    """Whether the name is only the beginning of a company's: "Zapfly Technologies Ltd"."""
    return (
        end < len(spelt)
        and spelt[end][:1].isupper()
        and (
            tokens.lower[end].rstrip(".") in words("people", "legal_forms")
            or tokens.lower[end] in words("people", "organisation_words")
        )
    )


def _run(tokens: Tokens, spelt: list[str], first: int) -> Range | None:
    end = first
    while (
        end < len(spelt)
        and end < first + _LONGEST_NAME
        and tokens.tag[end] in _NAME_TAGS
        and spelt[end][:1].isupper()
        and tokens.paragraph[end] == tokens.paragraph[first]
    ):
        end += 1
    return (first, end) if end > first else None
