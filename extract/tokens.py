"""A parsed document as plain lists, read from spaCy once: what the rules walk over.

Every list has one entry a token, in text order.  Walking spaCy's ``Token`` objects costs about ten
times as much.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ..graph.record import BlockKind, Span
from .attribution.quotemarks import Region, quotations

_ATTRIBUTES: list[int | str] = ["IDX", "LENGTH", "TAG", "DEP", "HEAD", "SENT_START"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The parse of one document.

    ``start`` and ``end`` are character offsets; ``lower`` the words in lower case; ``tag`` and ``dep``
    the model's labels; ``head`` token indices; ``kids`` the dependents of each token in text order;
    ``paragraph`` and ``sentence`` running numbers; ``region`` the index into ``regions`` of the
    outermost quotation that a token stands in, or -1, and ``depth`` the number of quotations around it.
    Sentences never end inside a quotation.  ``silent`` marks what is not the article speaking: headline,
    caption, pull quote, byline, bio and their like, as far as ``doc._.blocks`` tells.
    """

    text: str
    start: list[int]
    end: list[int]
    lower: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    kids: list[list[int]]
    paragraph: list[int]
    sentence: list[int]
    region: list[int]
    depth: list[int]
    silent: list[bool]
    regions: tuple[Region, ...]
    sentence_bounds: list[tuple[int, int]]
    paragraph_bounds: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.start)

    def is_lower(self, token: int) -> bool:
        """Whether the word is written without a capital."""
        return self.text[self.start[token] : self.end[token]] == self.lower[token]

    def left(self, token: int) -> int:
        """The first token of the subtree."""
        while self.kids[token] and self.kids[token][0] < token:
            token = self.kids[token][0]
        return token

    def right(self, token: int) -> int:
        """The last token of the subtree."""
        while self.kids[token] and self.kids[token][-1] > token:
            token = self.kids[token][-1]
        return token

    def span(self, first: int, last: int) -> Span:
        """The characters from the first to the last token, both included."""
        return Span(self.start[first], self.end[last])

    def token_at(self, offset: int) -> int:
        """The first token that ends after the offset (the number of tokens if there is none)."""
        return bisect_right(self.end, offset)

    def token_before(self, offset: int) -> int:
        """The last token that begins before the offset: where a span ends, be it in the blanks behind."""
        return bisect_left(self.start, offset) - 1

    def tokens_in(self, span: Span) -> tuple[int, int]:
        """The half-open range of tokens that touch the span."""
        return bisect_right(self.end, span.start), bisect_left(self.start, span.end)


_CACHE = "claimgraph_tokens"


def tokens_of(doc: Doc) -> Tokens:
    """The lists of a parsed doc, made at the first call and kept with the doc for later components."""
    known = doc.user_data.get(_CACHE)
    if isinstance(known, Tokens):
        return known
    tokens = read_tokens(doc)
    doc.user_data[_CACHE] = tokens
    return tokens


def read_tokens(doc: Doc) -> Tokens:
    """The document as lists; the doc must be tagged and parsed."""
    text = doc.text
    strings = doc.vocab.strings
    rows = doc.to_array(_ATTRIBUTES) if len(doc) else None
    columns: list[list[int]] = [rows[:, k].tolist() for k in range(6)] if rows is not None else [[]] * 6
    start, length, tags, deps, offsets, breaks = columns
    names: dict[int, str] = {key: strings[key] for key in {*tags, *deps}}
    end = [a + b for a, b in zip(start, length, strict=True)]
    # Heads come as unsigned numbers relative to the token.
    head = [i + (o - (1 << 64) if o >= 1 << 63 else o) for i, o in enumerate(offsets)]
    kids: list[list[int]] = [[] for _ in start]
    for i, parent in enumerate(head):
        if parent != i:
            kids[parent].append(i)
    regions = quotations(text)
    region, depth = _inside(start, end, regions)
    paragraph = _paragraphs(text, start, end)
    sentence = _sentences(text, start, end, breaks, paragraph, region)
    return Tokens(
        text=text,
        start=start,
        end=end,
        lower=[text[a:b].lower() for a, b in zip(start, end, strict=True)],
        tag=[names[key] for key in tags],
        dep=[names[key] for key in deps],
        head=head,
        kids=kids,
        paragraph=paragraph,
        sentence=sentence,
        region=region,
        depth=depth,
        silent=_silent(doc, start, end),
        regions=regions,
        sentence_bounds=_bounds(sentence),
        paragraph_bounds=_bounds(paragraph),
    )


def _silent(doc: Doc, start: list[int], end: list[int]) -> list[bool]:
    silent = [False] * len(start)
    for block in doc._.blocks if Doc.has_extension("blocks") else ():
        if block.kind is not BlockKind.PARAGRAPH:
            first, last = bisect_right(end, block.span.start), bisect_left(start, block.span.end)
            silent[first:last] = [True] * (last - first)
    return silent


def _inside(start: list[int], end: list[int], regions: Sequence[Region]) -> tuple[list[int], list[int]]:
    region = [-1] * len(start)
    depth = [0] * len(start)
    for number, (span, level) in enumerate((r.span, r.depth) for r in regions):
        for token in range(bisect_right(end, span.start), bisect_left(start, span.end)):
            depth[token] = max(depth[token], level + 1)
            if level == 0:
                region[token] = number
    return region, depth


def _paragraphs(text: str, start: list[int], end: list[int]) -> list[int]:
    numbers: list[int] = []
    number = 0
    previous = 0
    for a, b in zip(start, end, strict=True):
        if "\n" in text[previous:a]:
            number += 1
        numbers.append(number)
        # A token of white space with a line break belongs to the paragraph that it ends.
        previous = a if text[a:b].isspace() else b
    return numbers


def _sentences(
    text: str, start: list[int], end: list[int], breaks: list[int], paragraph: list[int], region: list[int]
) -> list[int]:
    numbers: list[int] = []
    number = 0
    for token, flag in enumerate(breaks):
        if token:
            new_paragraph = paragraph[token] != paragraph[token - 1]
            inside = region[token] >= 0 and region[token] == region[token - 1]
            if new_paragraph or (flag == 1 and not inside):
                number += 1
        numbers.append(number)
    return numbers


def _bounds(numbers: list[int]) -> list[tuple[int, int]]:
    bounds: list[tuple[int, int]] = []
    first = 0
    for token in range(1, len(numbers) + 1):
        if token == len(numbers) or numbers[token] != numbers[token - 1]:
            bounds.append((first, token))
            first = token
    return bounds
