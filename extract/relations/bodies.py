"""Which organisation "the authority" or "the group" means, by what the text called it before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...graph.record import EntityType, Span
from ..wordlists import words
from .names import Name
from .syntax import Syntax

# Any of the first means, where nothing goes by that word, a body whose name has one of the second.
_OFFICES = frozenset("authority regulator watchdog agency".split())
_KINDS = "organisation_nouns"


def read_bodies(syntax: Syntax, names: Sequence[Name]) -> Mapping[str, Sequence[Name]]:
    """For each noun for an organisation the names that it was said of, in text order.

    It is said of a name that has it ("Ministry of Health"), that it stands before ("the charity NAME") or
    that it describes ("NAME, a consumer group").
    """
    found: dict[str, list[Name]] = {}
    nouns, public = words("people", _KINDS), words("people", "public_bodies")
    for name in names:
        if name.type is not EntityType.ORGANIZATION or name.entity is None:
            continue
        said = set(syntax.lower[name.first : name.last + 1])
        if not public.isdisjoint(said) or "authority" in said:
            said.add("")
        said.add(syntax.lower[name.first - 1] if name.first else "the")
        said.add(_described(syntax, name.last + 1))
        for noun in said:
            if noun in nouns or not noun:
                found.setdefault(noun, []).append(name)
    return found


def _described(syntax: Syntax, token: int) -> str:
    """The noun of ", a consumer group" after a name, else "the"."""
    if (
        token + 2 >= len(syntax)
        or syntax.lower[token] != ","
        or syntax.lower[token + 1] not in ("a", "an", "the")
    ):
        return "the"
    noun = token + 1
    while noun + 1 < len(syntax) and syntax.tag[noun + 1] in ("JJ", "NN", "HYPH", "NNP", "VBG"):
        noun += 1
    return syntax.lower[noun]


def body_meant(syntax: Syntax, bodies: Mapping[str, Sequence[Name]], noun: int) -> Name | None:
    """The organisation that "the NOUN" means, as a name at those words, or None."""
    word = syntax.lower[noun]
    if word not in words("people", _KINDS) or not noun:
        return None
    first = noun - 1 if syntax.lower[noun - 1] != "same" else noun - 2
    if first < 0 or syntax.lower[first] not in ("the", "this"):
        return None
    if first < noun - 1 and syntax.lower[noun + 1 : noun + 2] == ["as"]:
        return None  # "the same company as Y"
    before = [name for name in bodies.get(word, ()) if name.last < noun]
    if not before and word in _OFFICES:
        near = syntax.sents[max(0, syntax.sent[noun] - 2)][0]
        before = [name for name in bodies.get("", ()) if near <= name.first and name.last < noun]
        if len({name.entity.lead for name in before if name.entity is not None}) != 1:
            return None
    if not before:
        return None
    known = before[-1]
    return Name(first, noun, Span(syntax.start[first], syntax.end[noun]), known.type, known.entity)
