"""Whether two occurrences are one: a score from 0 to 1 with its reasons, from what the articles say.

A name alone never joins two people. The weights are chosen so that it takes a name and one strong
reason to reach ``JOIN``, and that what speaks against takes a pair below it.
"""

from __future__ import annotations

import re

from .names import alike, is_generic, normal_name
from .occurrence import Occurrence

JOIN, PROPOSE = 0.9, 0.3
_JOINED_BY_NAME = frozenset({"Organization", "Platform", "Jurisdiction", "Instrument"})
_WORD = re.compile(r"[^\W\d_]{4,}")
_HEAD = re.compile(r"(?:.*?\s)?([^\W\d_]+)\s+(?:of|for|in)\s+(.+?)(?:\s+at\s.*)?")
_FIELD_WORD = re.compile(r"(?!the\b|and\b|for\b)[^\W\d_]{3,}")
_ROLE_FILLERS = frozenset("former acting senior deputy associate assistant chief with from that this".split())


def compare(one: Occurrence, other: Occurrence) -> tuple[float, tuple[str, ...]] | None:
    """The score of a pair and its reasons, what speaks against included; None for names of two."""
    if one.type == other.type == "Person":
        return _people(one, other)
    if {one.type, other.type} == {"Person", "Organization"}:
        named = alike(one.name, other.name, person=True)
        reason = "read as a person there, as an organisation here"
        return (PROPOSE, (named[1], reason)) if named and named[0] > 0.4 and " " in one.name else None
    if "Person" in (one.type, other.type):
        return None
    if one.type != other.type and not {one.type, other.type} <= {"Organization", "Platform"}:
        return None
    return _bodies(one, other)


def join_keys(one: Occurrence) -> frozenset[str]:
    """Two people of one name that share one of these are one, if nothing speaks against it."""
    keys = {"document " + one.document}
    keys.update("affiliation " + key for key in _affiliations(one))
    keys.update("role " + " ".join(sorted(words)) for words in _roles(one) if len(words) > 1)
    return frozenset(keys)


def block(one: Occurrence) -> tuple[str, str]:
    """What is compared with what: equal blocks, equal names. ``local`` is never compared."""
    if one.register:
        return "register", one.register
    if not one.named:
        return "local", one.iri
    name = normal_name(one.name)
    if one.type == "Person":
        return ("Person", name) if " " in name else ("local", one.iri)
    if one.type not in _JOINED_BY_NAME or (one.type == "Instrument" and one.name == one.name.casefold()):
        # "Users" and "the ban" belong to their article.
        return "local", one.iri
    if is_generic(one.name):
        return (f"{one.type} of {one.country}", name) if one.country else ("local", one.iri)
    return one.type, name


def contradicted(one: Occurrence, other: Occurrence) -> str | None:
    """What speaks against two people of one name being one, if anything does."""
    for head, field in _fields(one):
        for other_head, other_field in _fields(other):
            if head == other_head and not field & other_field:
                return (
                    f"another field: {head} of {' '.join(sorted(field))}, of {' '.join(sorted(other_field))}"
                )
    if one.categories and other.categories and not one.categories & other.categories:
        kinds = (", ".join(sorted(one.categories)), ", ".join(sorted(other.categories)))
        return f"another kind of role: {kinds[0]}; {kinds[1]}"
    return None


def _people(one: Occurrence, other: Occurrence) -> tuple[float, tuple[str, ...]] | None:
    named = alike(one.name, other.name, person=True)
    if named is None:
        return None
    score, reasons = named[0], [named[1]]
    if one.document == other.document and score == 0.5:
        return 1.0, (*reasons, "same article")
    if shared := sorted(_affiliations(one) & _affiliations(other)):
        score, reasons = score + 0.4, [*reasons, "affiliation: " + ", ".join(shared)]
    shared_roles = [a & b for a in _roles(one) for b in _roles(other) if a & b]
    best = max(shared_roles, key=lambda words: (len(words), sorted(words)), default=frozenset())
    if best:
        score += 0.4 if len(best) > 1 and _same_role(one, other) else 0.15
        reasons.append("role: " + " ".join(sorted(best)))
    companions = sorted(
        (one.companions & other.companions) - {normal_name(one.name), normal_name(other.name)}
    )
    if len(companions) > 1:
        score, reasons = score + 0.1, [*reasons, "also named: " + ", ".join(companions[:3])]
    if against := contradicted(one, other):
        score, reasons = score - 0.3 if score >= JOIN else score - 0.15, [*reasons, "against: " + against]
    elif _affiliations(one) and _affiliations(other) and not shared and not best:
        score, reasons = score - 0.05, [*reasons, "against: another affiliation"]
    ceiling = 1.0 if named[0] == 0.5 else JOIN - 0.01  # another spelling is for a person to decide
    return round(min(score, ceiling), 2), tuple(reasons)


def _bodies(one: Occurrence, other: Occurrence) -> tuple[float, tuple[str, ...]] | None:
    named = alike(one.name, other.name, person=False)
    if named is None:
        return None
    score, reason = named
    if one.country and other.country and one.country != other.country and is_generic(one.name):
        return round(score - 0.3, 2), (reason, "against: articles about another country")
    if score == 0.5 and block(one) == block(other) and block(one)[0] != "local":
        return 1.0, (reason,)
    return score, (reason,)


def _same_role(one: Occurrence, other: Occurrence) -> bool:
    return any(len(words) > 1 and words in set(_roles(other)) for words in _roles(one))


def _affiliations(one: Occurrence) -> frozenset[str]:
    return frozenset(normal_name(name) for name in one.affiliations if not is_generic(name))


def _roles(one: Occurrence) -> list[frozenset[str]]:
    roles = (frozenset(_WORD.findall(normal_name(role))) - _ROLE_FILLERS for role in one.roles)
    return sorted((words for words in roles if words), key=sorted)


def _fields(one: Occurrence) -> list[tuple[str, frozenset[str]]]:
    """ "professor of media studies" as the head and the words of its field."""
    matches = (_HEAD.fullmatch(normal_name(role)) for role in sorted(one.roles))
    found = ((match[1], frozenset(_FIELD_WORD.findall(match[2]))) for match in matches if match)
    return [(head, words) for head, words in found if words]
