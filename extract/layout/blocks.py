"""What each block of newsroom plain text is for: headline, byline, caption, pull quote, bio, paragraph …

Conservative on purpose: what looks like a paragraph is one, and a text without the structure of an
article (a post, a transcript, a single line) consists of paragraphs only. The words that give the
parts away are data: ``data/layout.toml``.
"""

from __future__ import annotations

import re

from ...graph.record import Block, BlockKind, Span
from ..reading.frontmatter import find_front_matter
from .paragraphs import paragraphs
from .zones import block_kinds

_MARKDOWN = re.compile(r"(?:#{1,6}|>+)[ \t]+(?=\S)")


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of the text, in order and disjoint; none starts or ends with white space.

    Every letter and digit of the text is in exactly one block. Lines of nothing but signs (rules,
    stars) are in none; the ``#`` and ``>`` of Markdown stand outside. A YAML header is one block.
    """
    header = find_front_matter(text)
    spans: list[Span] = []
    levels: list[int] = []
    for start, end in paragraphs(text, header.span.end if header else 0):
        match = _MARKDOWN.match(text, start, end)
        body = match.end() if match else start
        if any(map(str.isalnum, text[body:end])):
            spans.append(Span(body, end))
            levels.append(text.count("#", start, body))
    kinds = block_kinds([text[start:end] for start, end in spans], levels)
    top = [Block(kind=BlockKind.PUBLICATION, span=header.span)] if header else []
    return (*top, *(Block(kind=kind, span=span) for kind, span in zip(kinds, spans, strict=True)))
