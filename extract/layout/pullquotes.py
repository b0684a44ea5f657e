"""Pull quotes: short blocks whose words stand in a longer block as well.

Words are compared without regard to case, punctuation and the shape of quotation marks. One pass
over the words of the text: cost is linear in their number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")
# `“…” — Ana Ito`, `We left. Ana Ito`: who said it is set after a dash, or a bare name after the last stop.
_ATTRIBUTED = re.compile(r"\s+[—–-]\s*[^—–\"”]{2,60}$|(?<=[.!?…”\"])(?:\s+[^\W\d_a-z][\w.’'-]*){2,5}(?<!\.)$")
_GAP = re.compile(r"…|\.\.\.|\[[^\]]*\]")

_SHORTEST, _LONGEST = 5, 60
# Words that two passages must share before they are compared as a whole.
_KEY = 3

_Words = tuple[str, ...]


def pull_quotes(blocks: Sequence[str]) -> set[int]:
    """The positions of the blocks that only repeat words of another one.

    Blocks of fewer than 5 or more than 60 words are never among them. Of two blocks with the same
    words the later is the repetition.
    """
    words = [_words(block) for block in blocks]
    keys: Counter[_Words] = Counter(
        key for body in words for key in zip(body, body[1:], body[2:], strict=False)
    )
    candidates: dict[int, list[_Words]] = {}
    lengths: dict[_Words, set[int]] = {}
    for index, block in enumerate(blocks):
        # Almost every block ends here: nothing else in the text begins as it does.
        if not _SHORTEST <= len(words[index]) <= _LONGEST or keys[words[index][:_KEY]] < 2:
            continue
        pieces = [piece for part in _GAP.split(_ATTRIBUTED.sub("", block)) if (piece := _words(part))]
        if sum(map(len, pieces)) >= _SHORTEST and min(map(len, pieces)) >= _KEY:
            candidates[index] = pieces
            for piece in pieces:
                lengths.setdefault(piece[:_KEY], set()).add(len(piece))
    if not candidates:
        return set()
    pieces_wanted = {piece for pieces in candidates.values() for piece in pieces}
    first: dict[_Words, int] = {}
    longest: dict[_Words, int] = {}
    for host, body in enumerate(words):
        for at in range(len(body) - _KEY + 1):
            for length in lengths.get(body[at : at + _KEY], ()):
                piece = body[at : at + length]
                if piece in pieces_wanted:
                    first.setdefault(piece, host)
                    longest[piece] = max(longest.get(piece, 0), len(body))
    return {
        index
        for index, pieces in candidates.items()
        if all(
            longest.get(piece, 0) > len(words[index]) or first.get(piece, index) < index for piece in pieces
        )
    }


def _words(text: str) -> _Words:
    return tuple(_WORD.findall(text.casefold().replace("’", "").replace("'", "")))
