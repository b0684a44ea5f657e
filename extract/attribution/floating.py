"""Quotations without a cue of their own: whose they are follows from what stands before them.

Works on top of any method's attributions: only quotations that these leave uncovered are looked at.
The conventions are those of newsrooms: a paragraph that is one quotation goes on with the quotation before
it; a quotation after a sentence about a person is that person's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...graph.record import Span
from ..tokens import Tokens
from .attributions import Attribution
from .cues import default_lexicon
from .quotemarks import Region
from .sources import phrase, subject_of
from .spoken import TERMINAL

_PEOPLE = frozenset({"he", "she", "they"})
_MARKS = " \"“”'’‘«»„`"
_FEWEST_WORDS = 4
_SHORTEST = 5
# How sure a claim is whose speaker was concluded and not said.
_CONCLUDED = 0.7


def attribute_floating(tokens: Tokens, attributions: Iterable[Attribution]) -> list[Attribution]:
    """The attributions with floating quotations joined to them or added, by the start of their content."""
    found = [_without_gestured(tokens, item) for item in attributions]
    owner = _owners(tokens, found)
    ends = _ends(tokens, found)
    for number, region in enumerate(tokens.regions):
        if region.depth or not region.double or owner[number] is not None:
            continue
        if not _is_utterance(tokens, region) or tokens.silent[tokens.token_at(region.span.start)]:
            continue
        before = _continued(tokens, owner, number)
        if before is None:
            before = _claimed_before(tokens, found, ends, region)
        if before is not None and _ends_quoted(tokens, found[before]):
            known = found[before]
            found[before] = replace(known, content=(*known.content, region.span))
            owner[number] = before
            continue
        added = _said_by(tokens, region, found[before] if before is not None else None)
        if added is not None:
            owner[number] = len(found)
            found.append(added)
    return sorted(found, key=lambda item: (item.content, item.cue))


def _without_gestured(tokens: Tokens, item: Attribution) -> Attribution:
    """Without the quotations that a gesture of their own introduces: `“A,” says Kim. She laughs. “B.”`"""
    kept = list(item.content[:1])
    for piece in item.content[1:]:
        number = tokens.region[tokens.token_at(piece.start)]
        verb = _person_before(tokens, tokens.regions[number])[0] if number >= 0 else -1
        own = (
            verb >= 0
            and tokens.start[verb] >= kept[-1].end
            and tokens.lower[verb] in default_lexicon().gestures
        )
        kept += [] if own and piece.end <= tokens.regions[number].span.end else [piece]
    return item if len(kept) == len(item.content) else replace(item, content=tuple(kept))


def _ends_quoted(tokens: Tokens, item: Attribution) -> bool:
    """Whether the last words of a claim are a quotation, which the next one can go on with."""
    return tokens.region[tokens.token_before(item.content[-1].end)] >= 0


def _ends(tokens: Tokens, found: Sequence[Attribution]) -> dict[int, int]:
    """For each sentence the attribution with a source that ends in it and reaches farthest out."""
    ends: dict[int, tuple[int, int, int]] = {}
    for index, item in enumerate(found):
        if item.source and not tokens.depth[tokens.token_at(item.source[0].start)]:
            last = max(span.end for span in (*item.content, *item.cue, *item.source))
            sentence = tokens.sentence[tokens.token_before(last)]
            rank = (last, -item.source[0].start, index)
            ends[sentence] = max(ends.get(sentence, rank), rank)
    return {sentence: rank[2] for sentence, rank in ends.items()}


def _claimed_before(
    tokens: Tokens, found: Sequence[Attribution], ends: dict[int, int], region: Region
) -> int | None:
    """The attribution that fills the sentence before, if the quotation goes on with it."""
    first = tokens.token_at(region.span.start)
    if first == 0:
        return None
    last = first - 1
    while last > 0 and tokens.lower[last].isspace():
        last -= 1
    before = ends.get(tokens.sentence[last])
    if before is None or found[before].content[-1].end > region.span.start:
        return None
    if _is_told_by_another(tokens, found[before], last):
        return None
    if tokens.paragraph[last] == tokens.paragraph[first]:
        return before if tokens.lower[last] in TERMINAL else None
    near = tokens.paragraph[first] - tokens.paragraph[last] == 1
    return before if near and _fills_paragraph(tokens, region) else None


def _is_told_by_another(tokens: Tokens, item: Attribution, last: int) -> bool:
    """Whether the sentence, which ends with ``last``, goes on with a cue: `The crew told us, she said.`"""
    end = max(span.end for span in (*item.content, *item.cue, *item.source))
    verbs = default_lexicon().verbs
    return any(
        tokens.lower[token] in verbs and subject_of(tokens, token) is not None
        for token in range(tokens.token_before(end) + 1, last)
    )


def _owners(tokens: Tokens, found: Sequence[Attribution]) -> list[int | None]:
    """For each quotation the index of the attribution whose content covers or touches it."""
    owner: list[int | None] = [None] * len(tokens.regions)
    for index, item in enumerate(found):
        nested = bool(item.cue) and tokens.depth[tokens.token_at(item.cue[0].start)] > 0
        for span in () if nested else (*item.content, *item.cue):
            first, end = tokens.tokens_in(span)
            for region in {tokens.region[token] for token in range(first, end)}:
                if region >= 0:
                    covered = tokens.regions[region].span
                    if owner[region] is None or (span.start <= covered.start and covered.end <= span.end):
                        owner[region] = index
    return owner


def _is_utterance(tokens: Tokens, region: Region) -> bool:
    """Whether a quotation is a sentence of its own and not a title or a word held up with tongs."""
    text = tokens.text[region.span.start : region.span.end].strip(_MARKS)
    begins = not text[:1].islower()
    ends = text.endswith((".", "!", "?", "…", ",", "—")) or not region.closed
    return begins and ends and len(text.split()) >= _FEWEST_WORDS


def _fills_paragraph(tokens: Tokens, region: Region) -> bool:
    first, end = tokens.tokens_in(region.span)
    if first >= end:
        return False
    begin, stop = tokens.paragraph_bounds[tokens.paragraph[first]]
    rest = (
        tokens.text[tokens.start[begin] : region.span.start]
        + tokens.text[region.span.end : tokens.end[stop - 1]]
    )
    return not any(char.isalnum() for char in rest)


def _continued(tokens: Tokens, owner: Sequence[int | None], number: int) -> int | None:
    """The attribution that a quotation goes on with."""
    region = tokens.regions[number]
    previous = number - 1
    while previous >= 0 and tokens.regions[previous].depth:
        previous -= 1
    if previous < 0 or owner[previous] is None:
        return None
    here = tokens.paragraph[min(tokens.token_at(region.span.start), len(tokens) - 1)]
    there = tokens.paragraph[tokens.token_at(tokens.regions[previous].span.start)]
    if not _fills_paragraph(tokens, region) or here - there != 1:
        return None
    return owner[previous]


def _said_by(tokens: Tokens, region: Region, before: Attribution | None) -> Attribution | None:
    """The quotation as a claim of whoever the words before it are about."""
    if before is not None:
        named = before.source or before.named
        return Attribution(content=(region.span,), named=named, confidence=_CONCLUDED)
    verb, person = _person_before(tokens, region)
    if person is None:
        return None
    if tokens.lower[verb] in default_lexicon().gestures:
        cue = (tokens.span(verb, verb),)
        return Attribution(content=(region.span,), cue=cue, source=(person,), confidence=_CONCLUDED)
    return Attribution(content=(region.span,), named=(person,), confidence=_CONCLUDED)


def _person_before(tokens: Tokens, region: Region) -> tuple[int, Span | None]:
    """Main verb and subject of the sentence before a quotation, if the subject is a person.

    That sentence stands in the same paragraph, or ends the one before a paragraph that is one quotation.
    """
    first = tokens.token_at(region.span.start)
    last = first - 1
    while last > 0 and tokens.lower[last].isspace():
        last -= 1
    if last < 0 or tokens.region[last] >= 0 or tokens.silent[last]:
        return -1, None
    apart = tokens.paragraph[first] - tokens.paragraph[last]
    if apart > 1 or (apart == 1 and not _fills_paragraph(tokens, region)):
        return -1, None
    if tokens.lower[last] not in TERMINAL and tokens.lower[last] != ":":
        return -1, None
    begin, _ = tokens.sentence_bounds[tokens.sentence[last]]
    # "Ana Solis laughs." is too short for the parser to see the verb.
    if 1 < last - begin <= _SHORTEST and tokens.lower[last - 1] in default_lexicon().gestures:
        return last - 1, tokens.span(begin, last - 2)
    for token in range(begin, last):
        if tokens.dep[token] == "ROOT":
            subject = subject_of(tokens, token)
            if subject is not None and (
                tokens.tag[subject] in ("NNP", "NNPS") or tokens.lower[subject] in _PEOPLE
            ):
                return token, phrase(tokens, subject)
    return -1, None
