"""Tokens that never hold a quotation mark, a dash or a colon before a quote together with a word."""

from __future__ import annotations

from spacy.language import Language
from spacy.util import compile_infix_regex, compile_suffix_regex

# The models' own rules leave `said:“No` and `end”—he` in one piece.
_MARKS = (r"[“”„«»\"]", r"''", r"``", r"(?<=[A-Za-z.)\]]):(?=[\"“‘'])", r"--+|—|–")

# "… on X." ends a sentence; it is no initial as in "J.".
_ENDS = (r"(?<=(?<![A-Za-z.&-])X)\.",)


def split_at_marks(nlp: Language) -> None:
    """Teach the pipeline's tokenizer to split there, in place."""
    infixes = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_MARKS])
    if hasattr(nlp.tokenizer, "infix_finditer"):
        # spaCy types the tokenizer as any callable; only its own class can be taught.
        nlp.tokenizer.infix_finditer = infixes.finditer
        suffixes = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), *_ENDS])
        nlp.tokenizer.suffix_search = suffixes.search  # type: ignore[union-attr]  # hasattr narrows one name only
