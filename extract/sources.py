"""The source of a cue: the words that name who speaks, found from the verb in the parse."""

from __future__ import annotations

from ..graph.record import Span
from .tokens import Tokens

_CLIMB = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep"})
_PASSIVE = frozenset({"nsubjpass", "auxpass"})


def subject_of(tokens: Tokens, verb: int) -> int | None:
    """The head of the verb's own active subject."""
    for kid in tokens.kids[verb]:
        if tokens.dep[kid] in ("nsubj", "csubj") and tokens.tag[kid] not in ("EX",):
            return kid
    return None


def is_passive(tokens: Tokens, verb: int) -> bool:
    """Whether the verb is in the passive voice."""
    return any(tokens.dep[kid] in _PASSIVE for kid in tokens.kids[verb])


def agent_of(tokens: Tokens, verb: int) -> int | None:
    """The head of the noun phrase after "by"."""
    for kid in tokens.kids[verb]:
        if tokens.dep[kid] == "agent" or (tokens.dep[kid] == "prep" and tokens.lower[kid] == "by"):
            for inner in tokens.kids[kid]:
                if tokens.dep[inner] == "pobj":
                    return inner
    return None


def source_of(tokens: Tokens, verb: int) -> Span | None:
    """The words that name the speaker of a cue verb, or None where the clause names nobody."""
    head = source_head(tokens, verb)
    return None if head is None else phrase(tokens, head)


def source_head(tokens: Tokens, verb: int) -> int | None:
    """The head of those words: the subject, an agent after a passive, or the subject of a verb above."""
    current = verb
    for _ in range(6):
        if is_passive(tokens, current):
            return agent_of(tokens, current) if current == verb else _passive_subject(tokens, current)
        subject = subject_of(tokens, current)
        if subject is not None:
            # "it was announced", "it is said": nobody.
            return subject
        dep = tokens.dep[current]
        parent = tokens.head[current]
        if dep == "advcl" and tokens.tag[current] == "VBN" and current == verb:
            # "Asked whether …, the minister shrugged": the minister is who was asked.
            return agent_of(tokens, current)
        if dep in ("acl", "relcl"):
            return parent if tokens.tag[current] in ("VBG", "VB") else agent_of(tokens, current)
        if dep not in _CLIMB or parent == current:
            return agent_of(tokens, current) if tokens.tag[current] == "VBN" else None
        current = parent
    return None


def _passive_subject(tokens: Tokens, verb: int) -> int | None:
    for kid in tokens.kids[verb]:
        if tokens.dep[kid] == "nsubjpass":
            return kid
    return None


def phrase(tokens: Tokens, head: int) -> Span:
    """The noun phrase around its head, without the punctuation at its edges."""
    first, last = tokens.left(head), tokens.right(head)
    while last > head and not tokens.lower[last][-1:].isalnum() and tokens.lower[last] not in (")", "]"):
        last -= 1
    while first < head and tokens.dep[first] in ("punct", "cc"):
        first += 1
    return tokens.span(first, last)
