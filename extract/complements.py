"""The content of a cue: the quotation, clause or phrase that the verb reports, found from the parse.

Content spans follow the annotation convention of PolNeAR (Newell et al. 2018, LREC): the whole
complement with its conjunction ("that he would go"), quotation marks included.
"""

from __future__ import annotations

from ..graph.record import Span
from .cues import Cue
from .sources import is_passive, subject_of
from .tokens import Tokens

_EDGE = frozenset({",", ";", ":", "—", "–", "-", "--", "."})
_REPORTING = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "advmod", "neg", "csubj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_WH = frozenset({"WDT", "WP", "WP$", "WRB"})


def content_of(tokens: Tokens, verb: int, cue: Cue) -> tuple[Span, ...]:
    """The content spans of a cue verb in text order; empty where it reports nothing."""
    if "q" in cue.frames and tokens.depth[verb] == 0:
        spans = _quotation(tokens, verb)
        if spans:
            return spans
    return _clause(tokens, verb, cue)


def clause_start(tokens: Tokens, verb: int) -> int:
    """The first token of the reporting clause itself: its subject, auxiliaries and adverbs before it."""
    first = verb
    for kid in tokens.kids[verb]:
        if kid < verb and tokens.dep[kid] in _REPORTING:
            first = min(first, tokens.left(kid))
    return first


def _quotation(tokens: Tokens, verb: int) -> tuple[Span, ...]:
    before = _quotation_before(tokens, verb)
    if before is not None:
        after = _continuation(tokens, verb)
        return (before, after) if after is not None else (before,)
    after = _quotation_after(tokens, verb)
    return (after,) if after is not None else ()


def _quotation_before(tokens: Tokens, verb: int) -> Span | None:
    """`"…," X said`, `"…," said X`: the quotation that ends where the reporting clause begins."""
    first = clause_start(tokens, verb)
    if tokens.region[first] >= 0:
        first = verb
        paragraph = tokens.paragraph_bounds[tokens.paragraph[verb]][0]
        while first > paragraph and tokens.region[first - 1] < 0:
            first -= 1
            if verb - first > 30:
                return None
    token = first - 1
    while token >= 0 and tokens.lower[token] in _EDGE and tokens.region[token] < 0:
        token -= 1
    if token < 0 or tokens.region[token] < 0 or tokens.paragraph[token] != tokens.paragraph[verb]:
        return None
    region = tokens.regions[tokens.region[token]]
    inner = tokens.text[region.span.start : region.span.end].rstrip(" \"”'’»")
    if inner.endswith(".") or (not inner.endswith((",", "?", "!", "-", "—", "…")) and token == first - 1):
        return None
    start = tokens.token_at(region.span.start)
    begin = tokens.sentence_bounds[tokens.sentence[start]][0]
    while begin < start and (tokens.lower[begin] in _EDGE or tokens.lower[begin].isspace()):
        begin += 1
    return Span(tokens.start[begin], region.span.end)


def _continuation(tokens: Tokens, verb: int) -> Span | None:
    """The quotation that goes on after the reporting clause: `"A," she said. "B."`"""
    token = verb + 1
    while token < len(tokens) and tokens.paragraph[token] == tokens.paragraph[verb]:
        if tokens.region[token] >= 0:
            before = tokens.lower[token - 1]
            if before in (".", ",", ":", ";", "—", "–", "--"):
                return tokens.regions[tokens.region[token]].span
            return None
        if tokens.lower[token - 1] == "." and tokens.sentence[token] != tokens.sentence[token - 1]:
            return None
        token += 1
    return None


def _quotation_after(tokens: Tokens, verb: int) -> Span | None:
    """`X said: "…"`, `said X, "…"`: a quotation of its own after the reporting clause."""
    token = verb + 1
    _, end = tokens.sentence_bounds[tokens.sentence[verb]]
    subject = subject_of(tokens, verb)
    while token < len(tokens) and tokens.paragraph[token] == tokens.paragraph[verb]:
        if tokens.region[token] >= 0:
            break
        if token >= end or (tokens.tag[token] in _FINITE and tokens.head[token] != subject):
            return None
        token += 1
    else:
        return None
    if token >= len(tokens):
        return None
    region = tokens.regions[tokens.region[token]].span
    joint = tokens.lower[token - 1]
    inner = tokens.text[region.start : region.end].lstrip(" \"“'‘«`„")
    if joint in (",", ":", "—", "–", "--") and (inner[:1].isupper() or joint == ":"):
        return region
    if token - 1 == verb and inner[:1].isupper():
        return region
    return None


def _clause(tokens: Tokens, verb: int, cue: Cue) -> tuple[Span, ...]:
    frames = cue.frames
    passive = is_passive(tokens, verb)
    for kid in tokens.kids[verb]:
        dep = tokens.dep[kid]
        if dep == "ccomp":
            if kid > verb and _clause_fits(tokens, kid, frames):
                return _whole(tokens, verb, tokens.left(kid), tokens.right(kid))
            if kid < verb and frames & {"c", "q"}:
                return _before(tokens, verb, kid)
        if dep == "xcomp" and kid > verb:
            infinitive = any(tokens.tag[k] == "TO" for k in tokens.kids[kid])
            if (infinitive and frames & {"i", "x"}) or (tokens.tag[kid] == "VBG" and "g" in frames):
                return _whole(tokens, verb, tokens.left(kid), tokens.right(kid))
    if tokens.dep[verb] == "parataxis" and tokens.head[verb] < verb and frames & {"c", "q"}:
        return _before(tokens, verb, tokens.head[verb])
    if not passive and frames & {"o", "O"}:
        return _object(tokens, verb, cue)
    return ()


def _clause_fits(tokens: Tokens, kid: int, frames: frozenset[str]) -> bool:
    first = tokens.left(kid)
    if any(tokens.lower[k] == "that" and tokens.dep[k] == "mark" for k in tokens.kids[kid]):
        return bool(frames & {"c", "t"})
    if tokens.tag[first] in _WH or tokens.lower[first] in ("whether", "if"):
        return bool(frames & {"w", "c"})
    if any(tokens.tag[k] == "TO" for k in tokens.kids[kid]):
        return bool(frames & {"x", "i"})
    if tokens.tag[kid] == "VBG" and not any(tokens.dep[k] == "aux" for k in tokens.kids[kid]):
        return bool(frames & {"g", "c"})
    return "c" in frames


def _whole(tokens: Tokens, verb: int, first: int, last: int) -> tuple[Span, ...]:
    """The stretch as one span, widened to whole quotations and trimmed at its edges."""
    while first < last and (tokens.lower[first] in _EDGE or first <= verb):
        first += 1
    while last > first and tokens.lower[last] in _EDGE:
        last -= 1
    start, end = tokens.start[first], tokens.end[last]
    if tokens.region[verb] < 0:
        if tokens.region[first] >= 0:
            start = min(start, tokens.regions[tokens.region[first]].span.start)
        if tokens.region[last] >= 0:
            end = max(end, tokens.regions[tokens.region[last]].span.end)
    return (Span(start, end),)


def _before(tokens: Tokens, verb: int, root: int) -> tuple[Span, ...]:
    """ "Y, X said" and "Y, X said, Z": the sentence without the reporting clause."""
    begin, end = tokens.sentence_bounds[tokens.sentence[verb]]
    first = clause_start(tokens, verb)
    last = first - 1
    while last > begin and tokens.lower[last] in _EDGE:
        last -= 1
    while begin < last and (tokens.lower[begin] in _EDGE or tokens.lower[begin].isspace()):
        begin += 1
    if begin > last:
        return ()
    return _whole(tokens, -1, begin, last)


def _object(tokens: Tokens, verb: int, cue: Cue) -> tuple[Span, ...]:
    if cue.particle is not None:
        for kid in tokens.kids[verb]:
            if kid == verb + 1:
                inner = [k for k in tokens.kids[kid] if tokens.dep[k] in ("pobj", "pcomp", "dobj")]
                if inner:
                    return _whole(tokens, verb + 1, tokens.left(inner[0]), tokens.right(inner[-1]))
    parts = [
        kid
        for kid in tokens.kids[verb]
        if kid > verb
        and (
            tokens.dep[kid] in ("dobj", "oprd", "xcomp", "ccomp")
            or (tokens.dep[kid] == "prep" and tokens.lower[kid] in ("of", "as", "for"))
        )
    ]
    if not parts:
        return ()
    return _whole(tokens, verb, tokens.left(parts[0]), tokens.right(parts[-1]))
