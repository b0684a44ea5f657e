"""Tokens that never hold a quotation mark, a dash or a colon before a quote together with a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without a stub
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_suffix_regex

# The models' own rules leave `said:“No` and `end”—he` in one piece.
_MARKS = (r"[“”„«»\"]", r"''", r"``", r"(?<=[A-Za-z.)\]]):(?=[\"“‘'])", r"--+|—|–")

# "… on X." ends a sentence; it is no initial as in "J.".
_ENDS = (r"(?<=(?<![A-Za-z.&-])X)\.",)

# No word is so long; spaCy's tokenizer takes a minute for twenty thousand brackets in a row, as it looks at
# the rest of the run again for each of them. So such a run is cut into pieces.
_LONG = re.compile(r"\S{251,}")
_PIECE = 125


def split_at_marks(nlp: Language) -> None:
    """Teach the pipeline's tokenizer to split there, in place."""
    infixes = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_MARKS])
    suffixes = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), *_ENDS])
    old = nlp.tokenizer
    # spaCy types the tokenizer as any callable; only its own class can be taught. Made anew, as each change
    # of one that exists reads all special cases again.
    if isinstance(old, Tokenizer):
        nlp.tokenizer = Tokenizer(
            nlp.vocab,
            rules=old.rules,
            prefix_search=old.prefix_search,
            suffix_search=suffixes.search,
            infix_finditer=infixes.finditer,
            token_match=old.token_match,
            url_match=old.url_match,
            faster_heuristics=old.faster_heuristics,
        )


def tokenized(nlp: Language, text: str) -> Doc:
    """The tokens of a text, in time linear in its length, whatever it is made of."""
    cuts = list(_cuts(text))
    if not cuts:
        return nlp.make_doc(text)
    parts = [nlp.make_doc(text[start:end]) for start, end in pairwise([0, *cuts, len(text)])]
    return Doc(
        nlp.vocab,
        words=[token.text for part in parts for token in part],
        spaces=[bool(token.whitespace_) for part in parts for token in part],
    )


def _cuts(text: str) -> Iterator[int]:
    for run in _LONG.finditer(text):
        yield from range(run.start() + _PIECE, run.end(), _PIECE)
