"""The source of a cue: the words that name who speaks, found from the verb in the parse."""

from __future__ import annotations

from collections.abc import Sequence

from ...graph.record import Span
from ..tokens import Tokens
from .cues import default_lexicon

_CLIMB = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep"})
_ADVERBS = frozenset({"RB", "MD"})
_IN_NAMES = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "DT", "JJ", "JJR", "JJS", "CD", "PRP$", "POS", "HYPH", "WP$"}
)
_PRONOUN_TAGS = frozenset({"PRP"})
_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "it", "who", "that", "one"})
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


def source_of(tokens: Tokens, verb: int, content: Sequence[Span] = ()) -> Span | None:
    """The words that name the speaker of a cue verb, or None where the clause names nobody.

    What stands inside the content is never its source; there the words beside the verb are tried.
    """
    head = source_head(tokens, verb)
    if head is not None and not _is_within(tokens, head, content):
        return phrase(tokens, head)
    if is_passive(tokens, verb) or (tokens.dep[verb] == "advcl" and tokens.tag[verb] == "VBN"):
        return None
    beside = (
        _words_between(tokens, verb, content)
        or _words_before(tokens, verb)
        or _words_after(tokens, verb, content)
    )
    return None if beside is None else tokens.span(*beside)


def _is_within(tokens: Tokens, token: int, content: Sequence[Span]) -> bool:
    return any(start <= tokens.start[token] < end for start, end in content)


def _words_between(tokens: Tokens, verb: int, content: Sequence[Span]) -> tuple[int, int] | None:
    """`"…," Lena Moss, wearing a hat, said`: all that stands between the quotation and the verb."""
    if not content or content[0].end > tokens.start[verb]:
        return None
    first, last = tokens.token_at(content[0].end), verb - 1
    while first < last and not tokens.lower[first][0].isalnum():
        first += 1
    while last > first and (tokens.tag[last] in _ADVERBS or not tokens.lower[last][-1].isalnum()):
        last -= 1
    named = first < verb and tokens.tag[first] in _IN_NAMES and verb - first < 20
    return (first, last) if named and tokens.region[first] < 0 else None


def _words_before(tokens: Tokens, verb: int) -> tuple[int, int] | None:
    """A name or pronoun that stands right before the verb, however the parser tied it."""
    last = verb - 1
    while last > 0 and (tokens.tag[last] in _ADVERBS or tokens.dep[last] == "aux"):
        last -= 1
    if (
        last < 0
        or tokens.sentence[last] != tokens.sentence[verb]
        or tokens.region[last] != tokens.region[verb]
    ):
        return None
    if tokens.lower[last] in _PRONOUNS:
        return last, last
    if not tokens.tag[last].startswith("NN"):
        return None
    first = last
    while (
        first > 0 and tokens.tag[first - 1] in _IN_NAMES and tokens.region[first - 1] == tokens.region[last]
    ):
        first -= 1
    return first, last


def _words_after(tokens: Tokens, verb: int, content: Sequence[Span]) -> tuple[int, int] | None:
    """`"…," said the boy who …`: the noun phrase after the verb, where the content stands before it."""
    if not content or content[0].start > tokens.start[verb]:
        return None
    first = verb + 1
    _, end = tokens.sentence_bounds[tokens.sentence[verb]]
    last = first - 1
    while (
        last + 1 < end and tokens.tag[last + 1] in _IN_NAMES | _PRONOUN_TAGS and tokens.region[last + 1] < 0
    ):
        last += 1
    return (first, last) if last >= first else None


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
            return agent_of(tokens, current) if tokens.tag[current] == "VBN" else parent
        if dep not in _CLIMB or parent == current:
            return agent_of(tokens, current) if tokens.tag[current] == "VBN" else None
        current = _reporter(tokens, verb, parent)
    return None


def _reporter(tokens: Tokens, verb: int, parent: int) -> int:
    """The verb to ask next: "said that he won and *warned* …" and "said he won, *adding* …" skip "won"."""
    above = tokens.head[parent]
    if (
        tokens.dep[parent] == "ccomp"
        and above < parent
        and tokens.lower[above] in default_lexicon().verbs
        and (
            tokens.tag[verb] == tokens.tag[above]
            or (tokens.tag[verb] == "VBG" and _follows_comma(tokens, verb))
        )
    ):
        return above
    return parent


def _follows_comma(tokens: Tokens, verb: int) -> bool:
    return verb > 0 and (tokens.lower[verb - 1] in (",", "and", "—", "–") or tokens.region[verb - 1] >= 0)


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
    while last > head and tokens.tag[last] == "POS":
        last -= 1
    while first < head and tokens.dep[first] in ("punct", "cc"):
        first += 1
    return tokens.span(first, last)
