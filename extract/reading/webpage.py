"""The article on a saved web page: its text without menus and advertisements, and its metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml.etree import LxmlError, _Element, iterwalk
from trafilatura import bare_extraction
from trafilatura.utils import load_html

from ..layout.marks import byline_names
from .decoding import Undecodable, decode, replace_surrogates
from .timestamps import iso_date

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_BLOCKS = frozenset({"p", "head", "quote", "list", "item", "table", "row", "cell", "code", "div"})
_SPACE = re.compile(r"[^\S\n]*\n\s*|[^\S\n]+")
_STANDFIRST = re.compile(r"stand-?first|\bdek\b|sub-?(?:title|head)", re.IGNORECASE)
# How many blocks from the top headline and byline stand, if trafilatura kept them; words of a kicker.
_TOP, _KICKER = 4, 5
# Only what the page's markup says: a date guessed from its text, or bounded by today's, is no date.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """An article: headline, standfirst and byline on top as in print, a blank line between blocks.

    ``date`` is ISO 8601.
    """

    text: str
    title: str | None
    authors: tuple[str, ...]
    date: str | None
    outlet: str | None
    url: str | None
    language: str | None


class _Passage(NamedTuple):
    """A block of the page, and the names of its style classes."""

    text: str
    style: str


def read_webpage(data: bytes, encoding: str | None = None) -> WebPage | None:
    """The article of an HTML page, or None if no article is found. Nothing is fetched.

    The encoding is that of the byte-order mark, of ``encoding``, of the page's ``<meta charset>``, UTF-8, or
    else Windows-1252, which is what browsers assume. Raises ``Undecodable`` for what is no text.
    """
    source = _decode(data, encoding)
    try:
        tree = load_html(source)
        if tree is None:
            return None
        language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        page = bare_extraction(
            tree, with_metadata=True, include_comments=False, date_extraction_params=_DATES
        )
    except (LxmlError, ValueError, AttributeError, LookupError, TypeError, RecursionError):
        return None
    if page is None or isinstance(page, dict) or page.body is None:
        return None
    passages = list(_passages(page.body))
    if not passages:
        return None
    authors = tuple(name for part in (page.author or "").split(";") if (name := part.strip()))
    return WebPage(
        text=replace_surrogates("\n\n".join(_with_masthead(passages, page.title, page.description, authors))),
        title=page.title,
        authors=authors,
        date=iso_date(page.date),
        outlet=page.sitename,
        url=page.url,
        language=language,
    )


def _decode(data: bytes, encoding: str | None) -> str:
    declared = _CHARSET.search(data[:4096])
    names = (encoding, declared[1].decode("ascii") if declared else None, None, "cp1252")
    for name in names[:-1]:
        try:
            return decode(data, name)
        except (LookupError, Undecodable):
            continue
    try:
        return decode(data, names[-1])
    except Undecodable:
        raise Undecodable("this is not a web page") from None


def _passages(body: _Element) -> Iterator[_Passage]:
    """The text of each innermost block of trafilatura's tree, in order; white space is collapsed."""
    collected: list[str] = []
    style = ""
    for event, element in iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            if text := _SPACE.sub(_collapse, "".join(collected)).strip():
                yield _Passage(text, style)
            collected.clear()
            style = element.get("class", "") if event == "start" else ""
        elif element.tag == "lb" and event == "start":
            collected.append("\n")
        between = element.text if event == "start" else element.tail
        collected.append(" ".join(re.split(r"\s+", between)) if between else "")
    if text := _SPACE.sub(_collapse, "".join(collected)).strip():
        yield _Passage(text, style)


def _collapse(space: re.Match[str]) -> str:
    return "\n" if "\n" in space[0] else " "


def _with_masthead(
    passages: list[_Passage], title: str | None, description: str | None, authors: tuple[str, ...]
) -> list[str]:
    """The passages with the headline first, and the standfirst and the byline below it if there is one.

    The byline is set as in print, wherever the page has it, so that the layout of the text is plain.
    """
    if not title:
        return [passage.text for passage in passages]
    at = next((at for at, passage in enumerate(passages[:_TOP]) if _same(passage.text, title)), None)
    if at is not None and all(len(passage.text.split()) <= _KICKER for passage in passages[:at]):
        passages = passages[at + 1 :]
    byline = "By " + " and ".join(filter(None, (", ".join(authors[:-1]), *authors[-1:])))
    if not authors or byline_names(byline) is None:
        return [title, *(passage.text for passage in passages)]
    first = passages[0] if passages else _Passage("", "")
    standfirst = _STANDFIRST.search(first.style) is not None or _same(first.text, description or "")
    rest = [
        passage.text
        for at, passage in enumerate(passages)
        if at >= _TOP or not (passage.text in authors or byline_names(passage.text) is not None)
    ]
    return [title, rest[0], byline, *rest[1:]] if standfirst and rest else [title, byline, *rest]


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
