"""Quotations with a cue: `"…," X said`, `X said: "…"`, and how they go on after the reporting clause.

Surface order decides here more than the parse, which quotation marks and long quotations mislead.
"""

from __future__ import annotations

from ...graph.record import Span
from ..tokens import Tokens
from .sources import subject_of

TERMINAL = frozenset({".", "!", "?", "...", "…"})
EDGE = frozenset({",", ";", ":", "—", "–", "-", "--", "."})
_JOINING = frozenset({",", "—", "–", "-", "--"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MARKS = " \"“”'’‘«»„`"
_REPORTING = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "advmod", "neg", "csubj", "npadvmod"})
_ASIDES = frozenset({"advmod", "npadvmod"})
_LONGEST_GAP = 30
_NEAREST = 6
_LONGEST_SENTENCE = 400


def quotation_of(tokens: Tokens, verb: int) -> tuple[Span, ...]:
    """The content spans of a cue outside quotations that reports one; empty if it reports none."""
    # ", adding …" reports what follows, never the quotation that it comes after.
    before = _before(tokens, verb) if tokens.tag[verb] != "VBG" else None
    if before is not None:
        after = _continuation(tokens, verb)
        return (before, after) if after is not None else (before,)
    after = _after(tokens, verb)
    return (after,) if after is not None else ()


def quotation_within(tokens: Tokens, verb: int) -> Span | None:
    """The inner quotation that a cue inside a quotation reports: `“She asked, ‘Why me?’ and left.”`"""
    if tokens.region[verb] < 0:
        return None
    outer = tokens.regions[tokens.region[verb]].span
    number = tokens.region[verb] + 1
    while number < len(tokens.regions) and tokens.regions[number].span.start < outer.end:
        span = tokens.regions[number].span
        first, end = tokens.tokens_in(span)
        between = range(verb + 1, first) if first > verb else range(end, verb)
        if tokens.regions[number].depth and len(between) <= _NEAREST:
            if not any(tokens.lower[t] in TERMINAL for t in between) and end - first > 2:
                return span
        number += 1
    return _unmarked(tokens, verb)


def _unmarked(tokens: Tokens, verb: int) -> Span | None:
    """Words that a comma sets off as spoken although they have no marks: `“I said, come in.”`"""
    first = verb + 2
    region = tokens.region[verb]
    if first >= len(tokens) or tokens.lower[verb] != "said" or tokens.lower[verb + 1] != ",":
        return None
    last = first
    while last < len(tokens) and tokens.region[last] == region and tokens.lower[last] not in TERMINAL:
        last += 1
    while last > first and not tokens.lower[last - 1][-1].isalnum():
        last -= 1
    return tokens.span(first, last - 1) if last - first > 1 else None


def clause_start(tokens: Tokens, verb: int) -> int:
    """The first token of the reporting clause itself: its subject, auxiliaries and adverbs before it."""
    first = verb
    for kid in reversed(tokens.kids[verb]):
        if kid < verb and tokens.dep[kid] in _REPORTING:
            aside = tokens.dep[kid] in _ASIDES and tokens.lower[tokens.right(kid) + 1] in EDGE
            left = tokens.left(kid)
            if tokens.region[left] == tokens.region[verb] and not aside:
                first = min(first, left)
    return first


def sentence_start(tokens: Tokens, token: int) -> int:
    """The first token of the sentence that a token stands in, trusting full stops more than the parse."""
    paragraph = max(tokens.paragraph_bounds[tokens.paragraph[token]][0], token - _LONGEST_SENTENCE)
    first = token
    while first > paragraph:
        if tokens.lower[first - 1] in TERMINAL and tokens.region[first - 1] < 0:
            break
        region = tokens.region[first - 1]
        if region >= 0 and region != tokens.region[first]:
            span = tokens.regions[region].span
            inner = tokens.text[span.start : span.end].rstrip(_MARKS)
            if inner.endswith((".", "!", "?")) and tokens.text[tokens.start[first]].isupper():
                break
        first -= 1
    while first < token and (tokens.lower[first] in EDGE or tokens.lower[first].isspace()):
        first += 1
    return first


def _before(tokens: Tokens, verb: int) -> Span | None:
    """`"…," X said`, `"…," said X`: what ends where the reporting clause begins."""
    token = clause_start(tokens, verb) - 1
    found = _quotation_end(tokens, token, verb)
    if found is None:
        found = _quotation_end(tokens, _over_names(tokens, verb), verb)
    if found is None:
        return None
    region = tokens.regions[found].span
    start = tokens.token_at(region.start)
    before = tokens.lower[start - 1] if start else "."
    if before in TERMINAL or before == ":" or start == tokens.paragraph_bounds[tokens.paragraph[start]][0]:
        return region
    return Span(tokens.start[sentence_start(tokens, start)], region.end)


def _quotation_end(tokens: Tokens, token: int, verb: int) -> int | None:
    """The quotation that ends at the token, if a reporting clause can follow it."""
    gap = token
    while token >= 0 and tokens.lower[token] in _JOINING and tokens.region[token] < 0:
        token -= 1
    if token < 0 or tokens.region[token] < 0 or tokens.paragraph[token] != tokens.paragraph[verb]:
        return None
    span = tokens.regions[tokens.region[token]].span
    inner = tokens.text[span.start : span.end].rstrip(_MARKS)
    if inner.endswith("."):
        return None
    if token == gap and not inner.endswith((",", "?", "!", "-", "—", "…")):
        return None
    return tokens.region[token]


def _over_names(tokens: Tokens, verb: int) -> int:
    """The token before the words that stand between a quotation and the verb, where these hold no clause."""
    token = verb - 1
    while token >= 0 and tokens.region[token] < 0 and verb - token < _LONGEST_GAP:
        if tokens.lower[token] in TERMINAL or tokens.lower[token] == ";":
            return -1
        if tokens.tag[token] in FINITE and tokens.dep[token] not in ("relcl", "aux", "auxpass"):
            return -1
        token -= 1
    return token


def _continuation(tokens: Tokens, verb: int) -> Span | None:
    """The quotation that goes on after the reporting clause: `"A," she said. "B."`"""
    token = verb + 1
    stops = 0
    while token < len(tokens) and tokens.paragraph[token] == tokens.paragraph[verb]:
        if tokens.region[token] >= 0:
            before = tokens.lower[token - 1]
            region = tokens.regions[tokens.region[token]].span
            if before not in (".", ",", ":", ";", "—", "–", "--") or not _is_whole(tokens, region):
                return None
            awaits_cue = tokens.text[region.start : region.end].rstrip(_MARKS).endswith(",")
            return None if stops and awaits_cue else region
        if stops:
            return None
        stops += tokens.lower[token] in TERMINAL
        token += 1
    return None


def _last_word(tokens: Tokens, token: int) -> str:
    while token > 0 and tokens.lower[token].isspace():
        token -= 1
    return tokens.lower[token]


def _is_whole(tokens: Tokens, region: Span) -> bool:
    """Whether a quotation ends a sentence, rather than being a word or two within one."""
    inner = tokens.text[region.start : region.end].rstrip(_MARKS)
    after = tokens.text[region.end : region.end + 2].strip()
    return inner.endswith((".", "!", "?", ",", "…", "-", "—")) or after[:1] in ("", ".", "!", "?")


def _after(tokens: Tokens, verb: int) -> Span | None:
    """`X said: "…"`, `said X, "…"`: a quotation of its own after the reporting clause."""
    paragraph = tokens.paragraph[verb]
    subject = subject_of(tokens, verb)
    token = verb + 1
    while token < len(tokens) and tokens.paragraph[token] <= paragraph + 1 and tokens.region[token] < 0:
        if tokens.lower[token].isspace() and tokens.paragraph[token] == paragraph:
            token += 1
            continue
        if tokens.paragraph[token] > paragraph:
            break
        if tokens.lower[token] in TERMINAL or token - verb > _LONGEST_GAP:
            return None
        if tokens.tag[token] in FINITE and tokens.head[token] != subject:
            return None
        token += 1
    if token >= len(tokens) or tokens.region[token] < 0:
        return None
    if tokens.paragraph[token] != paragraph and (
        tokens.paragraph[token] != paragraph + 1 or _last_word(tokens, token - 1) != ":"
    ):
        return None
    region = tokens.regions[tokens.region[token]].span
    joint = _last_word(tokens, token - 1)
    inner = tokens.text[region.start : region.end].lstrip(_MARKS)
    if joint == ":" or (inner[:1].isupper() and joint in (",", "—", "–", "--")):
        return region
    if token - 1 == verb and inner[:1].isupper() and _is_sentence(tokens, region):
        return region
    return None


def _is_sentence(tokens: Tokens, region: Span) -> bool:
    """Whether a quotation says something, unlike a title: it ends like a sentence or has a finite verb."""
    if tokens.text[region.start : region.end].rstrip(_MARKS).endswith((".", "!", "?")):
        return True
    return any(tokens.tag[token] in FINITE for token in range(*tokens.tokens_in(region)))
