"""A trained model and the rules together: what both find stays, what one finds alone must be sure of itself.

The two go wrong in different places.  On held-out training texts of PolNeAR a claim that both read the same
way was right in 53 to 96 % of cases, by the model's own confidence; one of the model alone in 20 to 70 %;
one of the rules alone in half of the cases where it was a quotation with a cue or a that-clause, and in a
quarter of the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from ...graph.record import Span
from ..tokens import Tokens, tokens_of
from .attributions import Attribution
from .confidence import construction_of, weigh
from .cues import default_lexicon
from .floating import attribute_floating
from .rules import attribute_cued

_LETTERS = re.compile(r"[a-z]+")
# Contents that share more than this of their characters are one reading; below the second, two claims.
_SAME = 0.8
_RELATED = 0.3
# The model alone is believed from here on; where its cue is no word of the lexicon, only if it is surer.
_SURE = 0.45
_SURE_OF_ODD_CUES = 0.75
# Constructions for which the rules are believed alone, and those where they know the boundaries better.
_TRUSTED = frozenset(
    {"direct cue", "direct that", "direct clause", "indirect that", "mixed that", "indirect noun"}
)
_BETTER = frozenset({"direct cue"})


def joined_with_rules(learned: Callable[[Doc], Sequence[Attribution]]) -> Callable[[Doc], list[Attribution]]:
    """A method that asks the model and the rules, joins their answers and adds floating quotations."""

    def attribute(doc: Doc) -> list[Attribution]:
        tokens = tokens_of(doc)
        ruled = weigh(tokens, attribute_cued(tokens, default_lexicon()))
        return attribute_floating(tokens, join(tokens, learned(doc), ruled))

    return attribute


def join(tokens: Tokens, learned: Sequence[Attribution], ruled: Sequence[Attribution]) -> list[Attribution]:
    """One list from both, by the start of content; confidence is how often such an answer was right."""
    pairs = _pairs(learned, ruled)
    found: list[Attribution] = []
    for index, item in enumerate(learned):
        partner, shared = pairs.get(index, (None, 0.0))
        if partner is None:
            if item.confidence >= (_SURE if _is_known(tokens, item.cue) else _SURE_OF_ODD_CUES):
                found.append(replace(item, confidence=_lowered(item.confidence)))
        elif shared >= _SAME:
            found.append(replace(item, confidence=_raised(item.confidence)))
        elif construction_of(tokens, ruled[partner]) in _BETTER:
            found.append(ruled[partner])
        else:
            found.append(replace(item, confidence=min(item.confidence, 0.5)))
    paired = {partner for partner, _ in pairs.values()}
    for index, item in enumerate(ruled):
        construction = construction_of(tokens, item)
        if index not in paired and (construction in _TRUSTED or construction.endswith(" nested")):
            found.append(replace(item, confidence=0.5))
    return sorted(found, key=lambda item: (item.content, item.cue))


def _is_known(tokens: Tokens, cue: Sequence[Span]) -> bool:
    """Whether a cue has a word of the lexicon, or is made of punctuation alone."""
    words, lexicon = _LETTERS.findall(" ".join(tokens.text[a:b] for a, b in cue).lower()), default_lexicon()
    return not words or any(
        word in lexicon.verbs or word in lexicon.nouns or word == "according" for word in words
    )


def _raised(chance: float) -> float:
    return round(0.35 + 0.64 * chance, 2)


def _lowered(chance: float) -> float:
    return round(chance - 0.17, 2)


def _pairs(learned: Sequence[Attribution], ruled: Sequence[Attribution]) -> dict[int, tuple[int, float]]:
    """For each learned attribution the rules' own of the same words, one to one, the likest first."""
    candidates: list[tuple[float, int, int]] = []
    waiting = sorted(range(len(ruled)), key=lambda j: ruled[j].content[0].start, reverse=True)
    near: list[int] = []
    for i in sorted(range(len(learned)), key=lambda i: learned[i].content[0].start):
        start, end = learned[i].content[0].start, learned[i].content[-1].end
        while waiting and ruled[waiting[-1]].content[0].start < end:
            near.append(waiting.pop())
        near = [j for j in near if ruled[j].content[-1].end > start]
        for j in near:
            shared = shared_part(learned[i].content, ruled[j].content)
            if shared >= _RELATED:
                candidates.append((-shared, i, j))
    pairs: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for negative, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = (j, -negative)
            taken.add(j)
    return pairs


def shared_part(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The characters in both, as a part of those in either (Jaccard), 0 to 1."""
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    either = sum(end - start for start, end in one) + sum(end - start for start, end in other) - both
    return both / either if either else 0.0
