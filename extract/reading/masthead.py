"""What a plain text says about itself: its headline, authors, date and paper."""

from __future__ import annotations

from dataclasses import dataclass

from ...graph.record import Block, BlockKind, Span
from ..layout.blocks import blocks
from ..layout.marks import bare_name, byline_names, names_person, outlet_name
from .frontmatter import FrontMatter, find_front_matter
from .timestamps import find_date, iso_date

_MARKDOWN_SIGNS = "*_ \t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """Each field is empty where the text is silent; ``date`` is ISO 8601, as precise as written."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    outlet: str | None = None
    url: str | None = None


def read_masthead(text: str) -> Masthead:
    """The masthead of a text: from its YAML header if it has one, and from its layout (``blocks``)."""
    header = find_front_matter(text) or FrontMatter(Span(0, 0), {})
    found = blocks(text)
    lines = [(block.kind, _line(text, block)) for block in found]
    body = next((i for i, (kind, _) in enumerate(lines) if kind is BlockKind.PARAGRAPH), len(lines))
    title = next((line for kind, line in lines[:body] if kind is BlockKind.HEADLINE), None)
    authors = tuple(
        dict.fromkeys(
            name for kind, line in lines[:body] if kind is BlockKind.BYLINE for name in _authors(line)
        )
    )
    publications = [line for kind, line in lines[bool(header.fields) :] if kind is BlockKind.PUBLICATION]
    dates = [date[0] for line in publications if (date := find_date(line))]
    outlet = next(filter(None, map(outlet_name, publications)), None)
    return Masthead(
        title=header.first("title", "headline") or title,
        authors=header.fields.get("author") or header.fields.get("authors") or authors,
        date=iso_date(header.first("date", "published")) or (dates[0] if dates else None),
        outlet=header.first("outlet", "publication", "publisher", "site") or outlet,
        url=header.first("url", "source", "link", "canonical"),
    )


def _line(text: str, block: Block) -> str:
    return " ".join(text[block.span.start : block.span.end].split()).strip(_MARKDOWN_SIGNS)


def _authors(line: str) -> tuple[str, ...]:
    names = byline_names(line)
    if names is None:
        return (bare_name(line),) if names_person(line) else ()
    return names
