"""The parse of one document as relation patterns walk it: the shared lists, and steps along them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..tokens import Tokens

_NP_LEFT = frozenset(
    "DT PDT JJ JJR JJS NN NNS NNP NNPS CD POS PRP$ VBN VBG HYPH RB RBS $".split()
)  # tags of words that may stand before the head of a noun phrase


@dataclass(frozen=True, slots=True, eq=False)
class Syntax:
    """The lists of ``Tokens`` under short names, and ``words`` as they are written.

    ``sent`` is the index of each token's sentence, ``sents`` the half-open token ranges.
    """

    words: list[str]
    lower: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    kids: list[list[int]]
    start: list[int]
    end: list[int]
    sent: list[int]
    sents: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.words)

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of the relations, or None."""
        for kid in self.kids[token]:
            if self.dep[kid] in deps:
                return kid
        return None

    def children(self, token: int, *deps: str) -> Iterator[int]:
        """All children with one of the relations, from left to right."""
        return (kid for kid in self.kids[token] if self.dep[kid] in deps)

    def conjuncts(self, token: int) -> Iterator[int]:
        """The token and those joined to its right by "and" or a comma."""
        yield token
        for kid in self.kids[token]:
            if self.dep[kid] == "conj" and kid > token:
                yield from self.conjuncts(kid)

    def objects(self, token: int, *preps: str) -> Iterator[int]:
        """Objects of the prepositions below a token, with what is joined to them."""
        for kid in self.kids[token]:
            if self.dep[kid] in ("prep", "agent", "dative") and self.lower[kid] in preps:
                for target in self.kids[kid]:
                    if self.dep[target] in ("pobj", "pcomp"):
                        yield from self.conjuncts(target)

    def is_below(self, token: int, top: int) -> bool:
        """Whether a token depends on another, over any number of steps up to eight."""
        for _ in range(8):
            token = self.head[token]
            if token == top:
                return True
        return False

    def phrase_start(self, token: int) -> int:
        """First token of the noun phrase that ends in this one, without crossing punctuation."""
        first = self.sents[self.sent[token]][0]
        while token > first and self.tag[token - 1] in _NP_LEFT:
            token -= 1
        return token


def read_syntax(tokens: Tokens) -> Syntax:
    """The lists of a document as ``tokens_of`` read them."""
    text = tokens.text
    words = [text[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)]
    return Syntax(
        words, tokens.lower, tokens.tag, tokens.dep, tokens.head, tokens.kids, tokens.start, tokens.end,
        tokens.sentence, tokens.sentence_bounds,
    )  # fmt: skip
