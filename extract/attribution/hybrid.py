"""A trained model with the rules: the model weighs what the rules advise, and they add what it is blind to.

The rules' answers are among the model's candidates (``trained.advice``), so that what it leaves out it has
mostly looked at. Three things its training texts hold next to none of: a speaker's name set beside the words,
claims inside quotations, and quotations without a cue. These are the rules' alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from ...graph.record import Span
from ..tokens import Tokens, tokens_of
from .attributions import Attribution
from .confidence import weigh
from .corrections import corrected
from .cues import default_lexicon
from .floating import attribute_floating
from .rules import attribute_cued
from .spoken import FINITE, TERMINAL
from .wellformed import is_wellformed

Learned = Callable[[Doc, Sequence[Attribution]], Sequence[Attribution]]

# Contents that share more than this of their characters are two readings of one claim; where the one stands
# inside the quotation of the other, only if they share nearly all.
_RELATED = 0.3
_SAME = 0.8
# How one begins who is known or has been spoken of; of how many tokens, marks counted, a held-up term is.
_DEFINITE = frozenset("the this that these those my your his her its our their".split())
_TONGS = 4
_OWN = (["i"], ["we"])
# What "shows" is the speaker's evidence, not somebody else's claim.
_EVIDENT = frozenset(
    "show shows showed shown showing suggest suggests suggested suggesting indicate indicates indicated "
    "prove proves proved mean means meant demonstrate demonstrates demonstrated reveal reveals revealed "
    "find finds found".split()
)
_MARKS = " \"“”'’‘«»„`"
# How often an answer that the rules alone give is right.
_ALONE = 0.5


def joined_with_rules(learned: Learned) -> Callable[[Doc], list[Attribution]]:
    """A method that shows the model the rules' answers, joins the two and adds floating quotations."""

    def attribute(doc: Doc) -> list[Attribution]:
        tokens = tokens_of(doc)
        ruled = weigh(tokens, attribute_cued(tokens, default_lexicon()))
        proposed = [corrected(tokens, item) for item in learned(doc, ruled) if is_wellformed(tokens, item)]
        return attribute_floating(tokens, join(tokens, proposed, ruled))

    return attribute


def join(tokens: Tokens, learned: Sequence[Attribution], ruled: Sequence[Attribution]) -> list[Attribution]:
    """All that the model found and what only the rules can see, by the start of content."""
    alone = [replace(item, confidence=_ALONE) for item in ruled if _is_unseen(tokens, item)]
    return sorted([*learned, *_unrelated(tokens, alone, learned)], key=lambda item: (item.content, item.cue))


def _is_unseen(tokens: Tokens, item: Attribution) -> bool:
    """Whether it is of a kind that a model does not know: a label, or a claim within a quotation.

    Of the latter those of somebody whom the words single out ("Kim says", "my niece says"), those in marks of
    their own (`“I said, ‘Why?’”`), and what somebody asks or is told, which recounts a talk. "They say" and
    "most people say" within a quotation are mostly phrases, what "I told them" is the speaker's anyway, what
    shows or suggests something is evidence, and a word or two in marks is a held-up term; in "what Kim said"
    and "all that Kim says" the words said are not those that follow, nor are they ever those after the
    quotation.
    """
    cue = tokens.token_at(item.cue[0].start)
    if not any(char.isalpha() for start, end in item.cue for char in tokens.text[start:end]):
        return True
    if not tokens.depth[cue]:
        return _is_between(tokens, item)
    if _is_pointed_to(tokens, cue) or not _is_within(tokens, item, tokens.region[cue]):
        return False
    source = _tokens_of(tokens, item.source)
    if tokens.lower[cue] in _EVIDENT or _is_held_up(tokens, item, cue):
        return False
    content = range(*tokens.tokens_in(item.content[-1]))
    if len(content) > _TONGS and tokens.depth[content[0]] > tokens.depth[cue]:
        return _is_known(tokens, source)
    own = [tokens.lower[token] for token in source] in _OWN
    if own and any(tokens.tag[token] in FINITE for token in content):
        return False
    if any("x" in entry.frames for entry in default_lexicon().verbs.get(tokens.lower[cue], ())):
        return True
    return _is_singled_out(tokens, source)


def _is_between(tokens: Tokens, item: Attribution) -> bool:
    """Whether who says it stands between commas, amid the words: `All, Kim points out, are new.`"""
    if len(item.content) < 2 or not item.source:
        return False
    first = min(item.source[0].start, item.cue[0].start)
    last = max(item.source[-1].end, item.cue[-1].end)
    before, after = tokens.text[item.content[0].end : first], tokens.text[last : item.content[1].start]
    return before.strip() == after.strip() == "," and any(
        tokens.tag[token] == "NNP" or tokens.lower[token] in ("he", "she")
        for token in _tokens_of(tokens, item.source)
    )


def _is_known(tokens: Tokens, source: Sequence[int]) -> bool:
    """Whether the words single somebody out, or are a pronoun for one of whom was spoken."""
    pronoun = len(source) == 1 and tokens.tag[source[0]] == "PRP" and tokens.lower[source[0]] != "you"
    return pronoun or _is_singled_out(tokens, source)


def _is_held_up(tokens: Tokens, item: Attribution, cue: int) -> bool:
    """Whether the words are a few in marks of their own, and no sentence: `he called it ‘a cancer in us’`."""
    content = range(*tokens.tokens_in(item.content[-1]))
    if len(content) > _TONGS + 2 or tokens.depth[content[0]] <= tokens.depth[cue]:
        return False
    ends = tokens.text[tokens.start[content[0]] : tokens.end[content[-1]] + 1].rstrip(_MARKS)
    return not ends.endswith((*TERMINAL, ","))


def _is_within(tokens: Tokens, item: Attribution, region: int) -> bool:
    """Whether all words said stand in that quotation: one who is quoted does not speak outside of it."""
    said = _tokens_of(tokens, item.content)
    return all(tokens.region[token] == region for token in said if tokens.lower[token][:1].isalnum())


def _tokens_of(tokens: Tokens, spans: Sequence[Span]) -> list[int]:
    return [token for span in spans for token in range(*tokens.tokens_in(span))]


def _is_pointed_to(tokens: Tokens, cue: int) -> bool:
    """Whether what is said stands before the verb, in one word."""
    if tokens.dep[cue] == "relcl":
        return True
    return any(kid < cue and tokens.lower[kid] in ("what", "whatever") for kid in tokens.kids[cue])


def _is_singled_out(tokens: Tokens, source: Sequence[int]) -> bool:
    """Whether the words are a name, or describe one whom the hearer is to know."""
    if any(tokens.tag[token] == "NNP" for token in source):
        return True
    definite = any(tokens.lower[token] in _DEFINITE for token in source[:1])
    return definite and any(tokens.tag[token].startswith("NN") for token in source)


def _unrelated(
    tokens: Tokens, ruled: Sequence[Attribution], learned: Sequence[Attribution]
) -> list[Attribution]:
    """Those of the rules that no learned one is another reading of: of the same cue, or of the same words."""
    heard = {start for item in learned for start, _ in item.cue}
    waiting = sorted(learned, key=lambda item: item.content[0].start, reverse=True)
    near: list[Attribution] = []
    found: list[Attribution] = []
    for item in sorted(ruled, key=lambda item: item.content[0].start):
        if any(span.start in heard for span in item.cue):
            continue
        start, end = item.content[0].start, item.content[-1].end
        while waiting and waiting[-1].content[0].start < end:
            near.append(waiting.pop())
        near = [other for other in near if other.content[-1].end > start]
        most = max((shared_part(item.content, other.content) for other in near), default=0.0)
        if most < (_SAME if tokens.depth[tokens.token_at(item.cue[0].start)] else _RELATED):
            found.append(item)
    return found


def shared_part(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The characters in both, as a part of those in either (Jaccard), 0 to 1."""
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    either = sum(end - start for start, end in one) + sum(end - start for start, end in other) - both
    return both / either if either else 0.0
