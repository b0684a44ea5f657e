"""Second names of platforms where the text says that they are: "NAME, which until May was called OTHER"."""

from __future__ import annotations

from ...relations.relation_words import WORDS
from ...tokens import Tokens
from ...wordlists import words
from ..places.jurisdictions import is_jurisdiction, is_people
from .platform_phrases import BEFORE_NOUN, Range, may_be_platform, name_from

_LONGEST = 14
_OPEN = frozenset({",", "(", "—", "–", "--", "[", "-"})

# Words of naming that say little alone.
_WEAK = frozenset("as also now then known".split())
_LEADS = frozenset(
    """
    called named as to by of formerly previously once renamed rechristened be née nee itself
    """.split()
)
_TIMES = frozenset(
    """
    until till since in before after last this early late year month week spring summer autumn fall
    winter
    """.split()
)
_SMALL = frozenset(
    """
    which that was is had been has who it its his their her the a an and at on or for also better
    still now then under first young younger older old foreign users customers fans readers viewers
    drivers players members people there by as to goes went go used be sold marketed listed
    available known simply just originally initially officially locally abroad home overseas
    elsewhere life name names trading trades traded going among in of from north south east west
    northern southern country city app service site platform company
    """.split()
)


def other_name(tokens: Tokens, spelt: list[str], end: int) -> Range | None:
    """The other name that is told right behind the name that ends at this token, or None."""
    if end >= len(spelt):
        return None
    told = _told(tokens, spelt, end)
    if told is not None and may_be_platform(tokens, told):
        return told
    bracketed = _in_brackets(tokens, spelt, end)
    return bracketed if bracketed is not None and may_be_platform(tokens, bracketed) else None


def _told(tokens: Tokens, spelt: list[str], end: int) -> Range | None:
    """A clause of small words, dates and places with a word of naming in it, and then a capital."""
    end = _after_kind(tokens, end)
    stop = min(len(spelt), end + _LONGEST, tokens.sentence_bounds[tokens.sentence[end - 1]][1])
    cues = words("platforms", "naming_before") | words("platforms", "renaming") | WORDS.naming_words
    named = begun = False  # "began as", "was sold as": only with "as" or a word for a name
    token = end
    while token < stop:
        word = tokens.lower[token]
        before = tokens.lower[token - 1]
        if word in WORDS.begin_verbs and word not in cues:
            begun = True
        elif word in cues and word not in _WEAK:
            named = True
        elif word in ("goes", "going", "name", "names") or (begun and word == "as"):
            named = True
        elif word == "be" and tokens.lower[token - 2 : token] == ["used", "to"]:
            named = True
        elif word == "known" and "as" in tokens.lower[token : token + 8]:
            named = True
        elif spelt[token][:1].isupper() or spelt[token][:1].isdigit():
            place = _place_end(tokens, spelt, token)
            if place is not None:
                token = place
                continue
            if not spelt[token][:1].isdigit() and named and before in _LEADS | {"the", "name", "“", '"', "‘"}:
                return name_from(tokens, spelt, token, sure=True)
            if before not in _TIMES and tokens.tag[token] != "CD":
                return None
        elif word in _OPEN:
            if token > end + 1 and before not in _SMALL | _TIMES | WORDS.naming_fillers:
                return None
        elif word not in _SMALL | _TIMES | WORDS.naming_fillers | {"“", '"', "‘"}:
            if tokens.tag[token] not in ("CD", "PRP$"):
                return None
        token += 1
    return None


def _after_kind(tokens: Tokens, end: int) -> int:
    """Behind what the name is called first: ", a neighbourhood app" of "NAME, a neighbourhood app that"."""
    if tokens.lower[end] != "," or tokens.lower[end + 1 : end + 2] not in (["a"], ["an"], ["the"]):
        return end
    token = end + 2
    while token < len(tokens) and tokens.tag[token] in BEFORE_NOUN and token < end + 8:
        token += 1
        if tokens.lower[token - 1] in words("platforms", "kinds") and tokens.tag[token - 1].startswith("NN"):
            goes_on = token < len(tokens) and tokens.tag[token].startswith("NN")
            return end if goes_on else token
    return end


def _place_end(tokens: Tokens, spelt: list[str], token: int) -> int | None:
    """Where the place, people or month that begins here ends: no name of a platform."""
    if tokens.lower[token] in WORDS.not_names or is_people(tokens.lower[token]):
        return token + 1
    for size in (3, 2, 1):
        if is_jurisdiction(" ".join(spelt[token : token + size])):
            return token + size
    return None


def _in_brackets(tokens: Tokens, spelt: list[str], end: int) -> Range | None:
    """ "NAME (OTHER to its foreign users)", "NAME — OTHER, to its fans —", "NAME (until May OTHER)"."""
    if tokens.lower[end] not in ("(", "—", "–"):
        return None
    token = end + 1
    stop = min(len(spelt), end + _LONGEST)
    while token < stop and not spelt[token][:1].isupper():
        if (
            tokens.lower[token] not in _TIMES
            and tokens.lower[token] not in _SMALL
            and tokens.tag[token] != "CD"
        ):
            return None
        token += 1
    early = token > end + 1
    place = _place_end(tokens, spelt, token) if token < stop else None
    if place is not None or token >= stop:
        return None
    run = name_from(tokens, spelt, token, sure=True)
    if run is None:
        return None
    after = run[1]
    if early:
        return run if tokens.lower[after : after + 1] in ([")"], ["—"], ["–"]) else None
    if tokens.lower[after : after + 1] == [","]:
        after += 1
    if tokens.lower[after : after + 1] not in (["to"], ["in"], ["among"], ["for"], ["at"], ["abroad"]):
        return None
    close = after
    while close < stop and tokens.lower[close] not in (")", "—", "–"):
        if tokens.tag[close].startswith(("VBD", "VBZ", "MD")):
            return None
        close += 1
    return run if close < stop else None
