"""How far a reported clause reaches: from a verb and its complement to the content spans."""

from __future__ import annotations

from ...graph.record import Span
from ..tokens import Tokens
from .cues import default_lexicon
from .sources import subject_of
from .spoken import EDGE, FINITE, TERMINAL, clause_start, sentence_start

_JOINTS = frozenset({"and", "but", "while", "as", "though", "although", "because", "who", "which"})
_LONGEST = 600
_NOMINAL = frozenset({"PRP", "PRP$", "DT", "NN", "NNS", "NNP", "NNPS", "EX", "VBG"})
_TRAILING = frozenset(
    "adding saying citing noting suggesting arguing calling claiming telling explaining warning"
    " referring".split()
)
_JOINED_ON = frozenset({"that", "because", "if", "than", "unless", "until"})


def clause_after(tokens: Tokens, verb: int, kid: int, told: int | None = None) -> tuple[Span, ...]:
    """The clause after the verb: its subtree, without a further reporting clause at its end."""
    first, last = tokens.left(kid), tokens.right(kid)
    if told is not None:
        first = min(first, tokens.left(told))
    _, end = tokens.sentence_bounds[tokens.sentence[verb]]
    # No reported sentence is longer, but a text without full stops would make each claim reach to its end.
    last, end = min(last, first + _LONGEST), min(end, first + _LONGEST)
    # A clause that the parser cut short goes on in the next words: "said [the ban on it] would hurt".
    following = last + 1
    if (
        following < end
        and tokens.tag[following] in FINITE
        and tokens.region[following] == tokens.region[verb]
    ):
        last = end - 1
    if (
        following < end
        and tokens.region[last] >= 0
        and tokens.region[verb] < 0
        and _is_cut(tokens, following)
    ):
        last = end - 1
    last = max(last, _coordinate(tokens, verb, last))
    for token in range(first + 1, last):
        following = token + 1
        if tokens.region[following] != tokens.region[verb]:
            continue
        if tokens.lower[token] in (",", "—", "–", "--") or tokens.region[token] != tokens.region[verb]:
            if tokens.tag[following] == "VBG" and tokens.lower[following] in _TRAILING:
                last = token
                break
        elif tokens.lower[token] in ("and", "but") and _says_more(tokens, verb, following):
            last = token - 1
            break
    return whole(tokens, verb, first, _with_quotation(tokens, last))


def _is_cut(tokens: Tokens, token: int) -> bool:
    """Whether a clause goes on after a quotation in it: "called it “a trap” *because* …"."""
    if tokens.lower[token] in _JOINED_ON:
        return True
    return tokens.tag[token] in ("TO", "VB") or (
        tokens.lower[token] in ("and", "but") and tokens.lower[token + 1 : token + 2] == ["because"]
    )


def _with_quotation(tokens: Tokens, last: int) -> int:
    """The end of a quotation that a colon adds: "said that they had lost it: “All of it.”"."""
    if last + 2 < len(tokens) and tokens.lower[last + 1] == ":" and tokens.region[last + 2] >= 0:
        return tokens.tokens_in(tokens.regions[tokens.region[last + 2]].span)[1] - 1
    return last


def sentence_before(tokens: Tokens, verb: int) -> tuple[Span, ...]:
    """ "Y, X said" and "Y1, X said, Y2": the sentence without the reporting clause."""
    first = clause_start(tokens, verb)
    begin = sentence_start(tokens, first)
    parent = tokens.head[verb]
    if tokens.dep[parent] == "relcl" and begin < tokens.left(parent) < first:
        begin = tokens.left(parent)
    begin = _relative_start(tokens, begin, first)
    if begin >= first:
        return ()
    spans = whole(tokens, -1, begin, first - 1)
    rest = _second_half(tokens, verb)
    return spans + rest


def _relative_start(tokens: Tokens, begin: int, end: int) -> int:
    """Where ", all of whom, she says, …" begins, if nothing but that stands before the comma."""
    token = end - 1
    while token > begin and tokens.lower[token] in EDGE:
        token -= 1
    if tokens.tag[token] not in ("WP", "WDT"):
        return begin
    while token > begin and tokens.lower[token - 1] not in EDGE:
        token -= 1
    return token


def sentence_around(tokens: Tokens, verb: int) -> tuple[Span, ...]:
    """ "As X said, Y": the sentence without the clause of the verb."""
    begin, end = tokens.sentence_bounds[tokens.sentence[verb]]
    first, last = tokens.left(verb), tokens.right(verb)
    spans: tuple[Span, ...] = ()
    if first - begin > 1 and tokens.lower[first - 1] in EDGE:
        spans += whole(tokens, -1, sentence_start(tokens, first), first - 1)
    if last + 2 < end and tokens.lower[last + 1] in EDGE:
        spans += whole(tokens, -1, last + 1, end - 1)
    return spans


def whole(tokens: Tokens, verb: int, first: int, last: int) -> tuple[Span, ...]:
    """The stretch after a verb as one span, widened to whole quotations and trimmed at its edges."""
    while first < last and (tokens.lower[first] in EDGE or first <= verb):
        first += 1
    while last > first and (tokens.lower[last] in EDGE or tokens.lower[last].isspace()):
        last -= 1
    start, end = tokens.start[first], tokens.end[last]
    if verb < 0 or tokens.region[verb] < 0:
        if tokens.region[first] >= 0:
            start = min(start, tokens.regions[tokens.region[first]].span.start)
        if tokens.region[last] >= 0:
            end = max(end, tokens.regions[tokens.region[last]].span.end)
    return (Span(start, end),)


def told_in(tokens: Tokens, verb: int) -> int | None:
    """Who is told to do something: the object of the verb or of its particle."""
    for kid in tokens.kids[verb]:
        if kid > verb and tokens.dep[kid] in ("dobj", "dative"):
            return None if tokens.tag[kid] == "PRP" else kid
        if kid == verb + 1 and tokens.dep[kid] == "prep":
            return next((k for k in tokens.kids[kid] if tokens.dep[k] == "pobj"), None)
    return None


def _coordinate(tokens: Tokens, verb: int, last: int) -> int:
    """The end of what "and" adds to the clause although the parser hung it on the reporting verb.

    Tense tells: "told them that it was late and *has been* so since" goes on with the content.
    """
    for kid in tokens.kids[verb]:
        if kid > last and tokens.dep[kid] == "conj":
            helpers = [k for k in tokens.kids[kid] if tokens.dep[k] in ("aux", "auxpass")]
            finite = tokens.tag[min([kid, *helpers])]
            own_subject = any(tokens.dep[k] in ("nsubj", "nsubjpass", "expl") for k in tokens.kids[kid])
            if finite in FINITE and (finite == "MD" or (finite != tokens.tag[verb] and not own_subject)):
                return tokens.right(kid)
    return -1


def _says_more(tokens: Tokens, verb: int, token: int) -> bool:
    """Whether a second report of the same speaker begins: "said that A and *warned* that B"."""
    while tokens.tag[token] == "RB":
        token += 1
    return (
        tokens.tag[token] == tokens.tag[verb]
        and tokens.dep[token] == "conj"
        and any(not cue.attitude for cue in default_lexicon().verbs.get(tokens.lower[token], ()))
        and subject_of(tokens, token) is None
        and any(tokens.dep[k] in ("ccomp", "xcomp", "dobj", "prep") for k in tokens.kids[token])
    )


def _second_half(tokens: Tokens, verb: int) -> tuple[Span, ...]:
    """What goes on after a reporting clause between commas: "Y1, X said, *Y2*"."""
    _, end = tokens.sentence_bounds[tokens.sentence[verb]]
    subject = subject_of(tokens, verb)
    if subject is not None and subject > verb:
        return ()
    after = verb + 1
    while after < min(end, verb + 12) and tokens.lower[after] not in (",", "—", "–", "--", ")"):
        if tokens.tag[after] in FINITE or tokens.region[after] >= 0:
            return ()
        after += 1
    if after + 2 >= end or tokens.lower[after] not in (",", "—", "–", "--", ")"):
        return ()
    end = next(
        (t for t in range(after + 1, end) if tokens.lower[t] in TERMINAL and tokens.region[t] < 0), end
    )
    goes_on = tokens.lower[after + 1] in ("and", "but") and tokens.tag[after + 2] not in _NOMINAL
    if (tokens.lower[after + 1] in _JOINTS and not goes_on) or tokens.tag[after + 1] == "VBG":
        return ()
    return whole(tokens, verb, after + 1, end - 1) if after + 1 < end else ()
