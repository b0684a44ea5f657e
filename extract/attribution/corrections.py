"""What a model reads askew and grammar sets right: who is told, who speaks, where a clause ends.

A correction never moves the cue and never drops a claim; what cannot be a claim at all is left to
``wellformed``.
"""

from __future__ import annotations

from dataclasses import replace

from ...graph.record import Span
from ..tokens import Tokens
from .attributions import Attribution
from .wellformed import head_of, words_of

# Verbs whose object is the person spoken to.
_ADDRESSING = frozenset(
    "told asked advised warned informed urged ordered instructed reminded invited".split()
)
_RELATIVE = frozenset("which who whose whom where".split())
# What begins a noun phrase of its own: a "that" before it belongs to no noun.
_OPENING = frozenset({"DT", "PRP$", "NNP", "NNPS", "NNS"})


def corrected(tokens: Tokens, item: Attribution) -> Attribution:
    """The attribution with the source and content that its words allow; itself where nothing is amiss."""
    cue = words_of(tokens, item.cue)
    if not cue or tokens.depth[cue[0]]:
        return item
    head = head_of(tokens, cue)
    if any(tokens.dep[kid] == "auxpass" for kid in tokens.kids[head]):
        return _without_addressee(tokens, item, head) if tokens.lower[head] in _ADDRESSING else item
    return _to_clause_end(tokens, _with_speaker_behind(tokens, item, head), head)


def _without_addressee(tokens: Tokens, item: Attribution, head: int) -> Attribution:
    """`The parents were advised to wait`: who is spoken to says nothing and is not what is said."""
    content, source = item.content, item.source
    if len(content) > 1 and content[0].end <= tokens.start[head]:
        content = content[1:]
    if source:
        first, _ = tokens.tokens_in(source[0])
        by = any(tokens.lower[token] in ("by", "from") for token in range(max(first - 1, 0), first + 1))
        source = source if by else ()
    return replace(item, content=content, source=source)


def _with_speaker_behind(tokens: Tokens, item: Attribution, head: int) -> Attribution:
    """`The buyers, said Adebayo, are bound by it`: who is named behind the verb speaks."""
    behind = [kid for kid in tokens.kids[head] if kid > head and tokens.dep[kid] == "nsubj"]
    if not behind or not item.source or not tokens.start[head] < item.content[0].start:
        return item
    before, speaker = item.source[-1], tokens.span(tokens.left(behind[0]), tokens.right(behind[0]))
    between = tokens.text[before.end : tokens.start[head]].strip()
    closed = tokens.text[speaker.end : item.content[0].start].strip() == ","
    if not closed or (between != "," and not (between == "" and tokens.text[before.end - 1] == ",")):
        return item
    return replace(item, source=(speaker,), content=(*item.source, *item.content))


def _to_clause_end(tokens: Tokens, item: Attribution, head: int) -> Attribution:
    """`noted that the gift, which is old, came late`: a clause that lacks its verb goes on to the end."""
    start, end = tokens.tokens_in(item.content[-1])
    if end + 1 >= len(tokens) or start <= head or tokens.depth[start] or len(item.content) > 1:
        return item
    if tokens.lower[start] != "that" or tokens.tag[start] != "IN" or tokens.tag[start + 1] not in _OPENING:
        return item
    if any(tokens.tag[token].startswith("VB") or tokens.tag[token] == "MD" for token in range(start, end)):
        return item
    if tokens.lower[end] != "," or tokens.lower[end + 1] not in _RELATIVE:
        return item
    last = tokens.sentence_bounds[tokens.sentence[start]][1] - 1
    while last > end and not any(char.isalnum() for char in tokens.lower[last]):
        last -= 1
    return replace(item, content=(Span(item.content[0].start, tokens.end[last]),))
