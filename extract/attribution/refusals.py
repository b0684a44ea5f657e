"""Saying nothing is no claim: "declined to comment", "did not respond", "asked not to be named".

The phrases are in ``data/refusals.txt``.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from ..tokens import Tokens
from .attributions import Attribution

# How far into the content a phrase may reach, in characters, and how far before the cue it may begin.
_REACH = 30
_UNWILLING = re.compile(r"\b(?:declin|refus)\w* (?:to )?$")


def is_refusal(tokens: Tokens, item: Attribution) -> bool:
    """Whether the words of the cue, or those where the content begins, say that nothing was said."""
    if not item.cue or tokens.region[tokens.token_at(item.content[0].start)] >= 0:
        return False
    start, cue = item.content[0].start, item.cue[0].start
    if _UNWILLING.search(tokens.text[max(0, cue - _REACH) : cue].lower()):
        return True
    said = _plain(" ".join(tokens.text[a:b] for a, b in item.cue))
    words = f"{said} {_plain(tokens.text[start : start + _REACH])}"
    anywhere, in_cue = _phrases()
    found = in_cue.search(words)
    return anywhere.search(words) is not None or (found is not None and found.start() < len(said))


def _plain(words: str) -> str:
    return words.lower().replace("’", "'").replace("n't", " not")


@cache
def _phrases() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Those that may stand anywhere, and those that begin in the cue."""
    lines = files("claimgraph.extract").joinpath("data/refusals.txt").read_text("utf-8").splitlines()
    phrases = [re.escape(line).replace(r"\*", r"\w*") for line in lines if line and not line.startswith("#")]
    in_cue = [phrase[2:] for phrase in phrases if phrase.startswith(r"\^")]
    anywhere = [phrase for phrase in phrases if not phrase.startswith(r"\^")]
    return re.compile(rf"\b(?:{'|'.join(anywhere)})\b"), re.compile(rf"\b(?:{'|'.join(in_cue)})\b")
