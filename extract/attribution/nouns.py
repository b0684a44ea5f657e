"""Attribution by noun: "Rao's warning that …", "the claim by the firm that …", "its promise to …"."""

from __future__ import annotations

from collections.abc import Iterator

from ...graph.record import Span
from ..tokens import Tokens
from .attributions import Attribution
from .cues import Lexicon
from .extents import whole
from .sources import phrase, source_head

# Verbs that only lend the noun its subject: "she made the claim that …".
_LIGHT = frozenset(
    "make makes made making issue issues issued issuing express expresses expressed expressing repeat repeats"
    " repeated repeating voice voices voiced voicing have has had raise raises raised raising reiterate"
    " reiterates reiterated reiterating".split()
)


def noun_cues(tokens: Tokens, lexicon: Lexicon) -> Iterator[Attribution]:
    """One attribution for each noun cue with a clause that says what is claimed."""
    for token, word in enumerate(tokens.lower):
        cue = lexicon.nouns.get(word)
        if cue is None or not tokens.tag[token].startswith("NN") or tokens.depth[token]:
            continue
        for kid in tokens.kids[token]:
            if (
                kid > token
                and tokens.dep[kid] in ("acl", "ccomp", "relcl")
                and _fits(tokens, kid, cue.frames)
            ):
                source = _owner(tokens, token)
                yield Attribution(
                    content=whole(tokens, token, tokens.left(kid), tokens.right(kid)),
                    cue=(tokens.span(token, token),),
                    source=(source,) if source is not None else (),
                    attitude=cue.attitude,
                )
                break


def _fits(tokens: Tokens, kid: int, frames: frozenset[str]) -> bool:
    kids = tokens.kids[kid]
    if any(tokens.lower[k] == "that" and tokens.dep[k] == "mark" for k in kids):
        return "t" in frames
    if any(tokens.tag[k] == "TO" for k in kids):
        return "i" in frames
    return "w" in frames and tokens.lower[tokens.left(kid)] in ("whether", "if", "why", "how")


def _owner(tokens: Tokens, noun: int) -> Span | None:
    """Whose claim it is: "*the mayor's* claim", "a claim by *the mayor*"."""
    for kid in tokens.kids[noun]:
        if tokens.dep[kid] == "poss":
            first, last = tokens.left(kid), tokens.right(kid)
            while last > kid and tokens.tag[last] == "POS":
                last -= 1
            return tokens.span(first, last)
        if tokens.dep[kid] == "prep" and tokens.lower[kid] in ("by", "from"):
            named = [k for k in tokens.kids[kid] if tokens.dep[k] == "pobj"]
            if named:
                return phrase(tokens, named[0])
    verb = tokens.head[noun]
    if tokens.dep[noun] == "dobj" and tokens.lower[verb] in _LIGHT:
        head = source_head(tokens, verb)
        return None if head is None else phrase(tokens, head)
    return None
