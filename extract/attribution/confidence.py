"""How sure the rules are of an attribution: how often its kind of construction was right on known texts.

``data/confidence.tsv`` holds the shares; "right" means content and source as the annotators had them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files

from ..tokens import Tokens
from .attributions import Attribution
from .quotemarks import kind_of_share
from .spoken import FINITE


def weigh(tokens: Tokens, attributions: Iterable[Attribution]) -> list[Attribution]:
    """The attributions with the measured confidence of their construction, 0 to 1."""
    shares = measured_shares()
    return [replace(item, confidence=shares[construction_of(tokens, item)]) for item in attributions]


def construction_of(tokens: Tokens, item: Attribution) -> str:
    """The row of ``data/confidence.tsv``: kind and form, such as ``direct cue`` or ``indirect that``."""
    words = [
        token
        for span in item.content
        for token in range(*tokens.tokens_in(span))
        if tokens.lower[token][:1].isalnum()
    ]
    quoted = sum(tokens.region[token] >= 0 for token in words)
    kind = kind_of_share(quoted / len(words) if words else 0.0)
    return f"{kind} {_form(tokens, item, words)}"


def _form(tokens: Tokens, item: Attribution, words: list[int]) -> str:
    if not item.cue:
        return "floating"
    cue = tokens.token_at(item.cue[0].start)
    if tokens.depth[cue]:
        return "nested"
    if not item.source:
        return "nobody"
    if item.attitude:
        return "attitude"
    if words and _is_quoted_whole(tokens, words):
        return "cue"
    if tokens.lower[cue] == "according":
        return "according"
    if tokens.tag[cue].startswith("N"):
        return "noun"
    if words and tokens.lower[words[0]] == "that":
        return "that"
    return "clause" if any(tokens.tag[token] in FINITE for token in words) else "phrase"


def _is_quoted_whole(tokens: Tokens, words: list[int]) -> bool:
    """Whether every one of the words stands inside a quotation."""
    return all(tokens.region[token] >= 0 for token in words)


@cache
def measured_shares() -> dict[str, float]:
    """Construction to share, as in the data file; 0.5 for what was never seen often enough."""
    text = files("claimgraph.extract").joinpath("data/confidence.tsv").read_text(encoding="utf-8")
    shares = _Half()
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            construction, share = line.split("\t")
            shares[construction] = float(share)
    return shares


class _Half(dict[str, float]):
    def __missing__(self, key: str) -> float:
        return 0.5
