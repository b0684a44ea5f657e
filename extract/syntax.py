"""One parsed document as plain lists: what relation patterns read, much faster than walking ``Token``s."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_NP_LEFT = frozenset(
    "DT PDT JJ JJR JJS NN NNS NNP NNPS CD POS PRP$ VBN VBG HYPH RB RBS $".split()
)  # tags of words that may stand before the head of a noun phrase


@dataclass(frozen=True, slots=True, eq=False)
class Syntax:
    """Parallel lists, one item a token; ``start`` and ``end`` are character offsets, half-open.

    ``head`` holds token indices (a root is its own head), ``kids`` the children of each token from
    left to right, ``sent`` the index of the sentence, ``sents`` the half-open token ranges.
    """

    words: list[str]
    lower: list[str]
    lemma: list[str]
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
            if self.dep[kid] == "conj":
                yield from self.conjuncts(kid)

    def objects(self, token: int, *preps: str) -> Iterator[int]:
        """Objects of the prepositions below a token, with what is joined to them."""
        for kid in self.kids[token]:
            if self.dep[kid] in ("prep", "agent", "dative") and self.lower[kid] in preps:
                for target in self.kids[kid]:
                    if self.dep[target] in ("pobj", "pcomp"):
                        yield from self.conjuncts(target)

    def phrase_start(self, token: int) -> int:
        """First token of the noun phrase that ends in this one, without crossing punctuation."""
        first = self.sents[self.sent[token]][0]
        while token > first and self.tag[token - 1] in _NP_LEFT:
            token -= 1
        return token


def read_syntax(doc: Doc) -> Syntax:
    """The lists of a document that the tagger and the parser have seen."""
    words, lower, lemma, tag, dep, head, start, end, sent = ([] for _ in range(9))  # type: ignore[var-annotated]
    sents: list[tuple[int, int]] = []
    kids: list[list[int]] = [[] for _ in range(len(doc))]
    for token in doc:
        i = token.i
        text = token.text
        words.append(text)
        lower.append(text.lower())
        lemma.append(token.lemma_.lower())
        tag.append(token.tag_)
        dep.append(token.dep_)
        parent = token.head.i
        head.append(parent)
        if parent != i:
            kids[parent].append(i)
        start.append(token.idx)
        end.append(token.idx + len(text))
        if token.is_sent_start or not sents:
            sents.append((i, i + 1))
        else:
            sents[-1] = (sents[-1][0], i + 1)
        sent.append(len(sents) - 1)
    return Syntax(words, lower, lemma, tag, dep, head, kids, start, end, sent, sents)
