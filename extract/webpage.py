"""The article on a saved web page: its text without menus and advertisements, and its metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import LxmlError, _Element, iterwalk
from trafilatura import bare_extraction
from trafilatura.utils import load_html

from .decoding import Undecodable, decode, replace_surrogates
from .marks import byline_names
from .timestamps import iso_date

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_BLOCKS = frozenset({"p", "head", "quote", "list", "item", "table", "row", "cell", "code", "div"})
_SPACE = re.compile(r"[^\S\n]*\n\s*|[^\S\n]+")
# The byline of the page stands in one of the first blocks, if trafilatura kept it.
_TOP = 4
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
    passages = [passage for passage in _passages(page.body) if passage]
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
    return decode(data, names[-1])


def _passages(body: _Element) -> Iterator[str]:
    """The text of each innermost block of trafilatura's tree, in order, white space collapsed."""
    collected: list[str] = []

    def close() -> str:
        passage = _SPACE.sub(lambda match: "\n" if "\n" in match[0] else " ", "".join(collected)).strip()
        collected.clear()
        return passage

    for event, element in iterwalk(body, events=("start", "end")):
        block = element.tag in _BLOCKS
        if event == "start":
            if block:
                yield close()
            if element.tag == "lb":
                collected.append("\n")
            collected.append(_flat(element.text))
        else:
            if block:
                yield close()
            collected.append(_flat(element.tail))
    yield close()


def _flat(text: str | None) -> str:
    return " ".join(re.split(r"\s+", text)) if text else ""


def _with_masthead(
    passages: list[str], title: str | None, description: str | None, authors: tuple[str, ...]
) -> list[str]:
    top: list[str] = []
    if title:
        top.append(title)
        if passages[0] == title:
            passages = passages[1:]
    byline = "By " + " and ".join(filter(None, (", ".join(authors[:-1]), *authors[-1:])))
    if title and authors and byline_names(byline):
        if description and passages and _same(passages[0], description):
            top.append(passages.pop(0))
        passages = [
            passage for at, passage in enumerate(passages) if at >= _TOP or byline_names(passage) is None
        ]
        top.append(byline)
    return top + passages


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
