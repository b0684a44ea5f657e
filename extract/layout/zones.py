"""What a block is for, judged by where it stands: above the body, in it, or below it.

Works on the words of the blocks alone. An article is recognised by its parts: a byline fixes what
stands above it; without one only a first line that does not end like a sentence is a headline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...graph.record import BlockKind
from .marks import (
    byline_names,
    continues_bio,
    ends_passage,
    ends_with_picture_credit,
    has_quotes,
    introduces_author,
    is_caption_label,
    is_heading,
    is_kicker,
    is_picture_credit,
    is_sentence,
    is_title,
    kind_of_line,
    names_colleagues,
    names_function,
    names_person,
    names_place_and_date,
)
from .pullquotes import pull_quotes

_K = BlockKind

# How far into a text the byline may stand, in blocks; what may follow the last paragraph, in blocks.
_FRONT, _BACK = 12, 6
# The most words of a standfirst or a caption.
_STANDFIRST = 60
# A text is an article only if some block of at least this many words ends like a sentence.
_BODY = 12


@dataclass(slots=True)
class _Page:
    """The blocks' words, their numbers of words, Markdown heading levels (0 = none) and kinds so far."""

    words: Sequence[str]
    counts: list[int]
    levels: Sequence[int]
    kinds: list[BlockKind]

    def __len__(self) -> int:
        return len(self.words)


def block_kinds(words: Sequence[str], levels: Sequence[int]) -> list[BlockKind]:
    """One kind for each block; ``levels`` are the numbers of ``#`` that Markdown puts before it."""
    counts = [len(block.split(maxsplit=_STANDFIRST)) for block in words]
    plain = [_K.PARAGRAPH] * len(words)
    if not any(count >= _BODY and is_sentence(block) for block, count in zip(words, counts, strict=True)):
        return plain
    page = _Page(words, counts, levels, [kind_of_line(block) for block in words])
    body = _mark_front(page)
    end = _mark_back(page, body)
    candidates = [block if page.kinds[i] is _K.PARAGRAPH else "" for i, block in enumerate(words)]
    for index in pull_quotes(candidates):
        if body <= index < end:
            page.kinds[index] = _K.PULL_QUOTE
    _mark_body(page, body, end)
    return page.kinds if _K.PARAGRAPH in page.kinds else plain


def _mark_front(page: _Page) -> int:
    """Marks what stands above the body; the position of the body's first block."""
    byline = _find_byline(page)
    stop = min(len(page), _FRONT) if byline is None else byline
    headline: int | None = None
    at = 0
    while at < stop:
        if page.kinds[at] is _K.PARAGRAPH:
            title = page.levels[at] == 1 or is_title(page.words[at], page.counts[at])
            if _is_caption(page, at) and (
                headline is not None or not title or _title_between(page, at + 2, stop)
            ):
                page.kinds[at] = _K.CAPTION
            elif headline is not None and names_place_and_date(page.words[at]):
                page.kinds[at] = _K.PUBLICATION
            elif headline is None and title:
                if is_kicker(page.words[at]) and _title_between(page, at + 1, min(stop, at + 2)):
                    page.kinds[at] = _K.HEADING
                else:
                    page.kinds[at], headline = _K.HEADLINE, at
            elif headline is not None and (
                byline is not None or (title and page.counts[at] >= 5 and headline == at - 1)
            ):
                page.kinds[at] = _K.STANDFIRST
            elif byline is None:
                break
        at += 1
    if byline is None:
        return at
    if headline is None:
        _mark_full_stop_headline(page, byline)
    after = byline + 1
    while after < len(page):
        if _is_dated(page, after):
            page.kinds[after] = _K.PUBLICATION
        elif page.kinds[after] not in (_K.BYLINE, _K.CREDIT, _K.PUBLICATION):
            break
        after += 1
    return after


def _find_byline(page: _Page) -> int | None:
    """The byline, if all that stands above it is short; other lines that look like one are paragraphs."""
    found: int | None = None
    for at, kind in enumerate(page.kinds):
        if kind is _K.BYLINE:
            if found is None and at < _FRONT and max(page.counts[:at], default=0) < _STANDFIRST:
                found = at
            else:
                page.kinds[at] = _K.PARAGRAPH
    return _find_bare_byline(page) if found is None else found


def _find_bare_byline(page: _Page) -> int | None:
    """A name, perhaps with a function below it, next to a date: a byline without its "By"."""
    for at in range(1, min(len(page), _FRONT // 2)):
        if page.counts[at - 1] >= _STANDFIRST:
            break
        if page.kinds[at] is _K.PARAGRAPH and names_person(page.words[at]):
            after = at + 1
            if after < len(page) and names_function(page.words[after]):
                after += 1
            if _is_dated(page, at - 1) or _is_dated(page, after):
                page.kinds[at:after] = [_K.BYLINE] * (after - at)
                return at
    return None


def _is_dated(page: _Page, at: int) -> bool:
    return at < len(page) and (page.kinds[at] is _K.PUBLICATION or names_place_and_date(page.words[at]))


def _is_caption(page: _Page, at: int) -> bool:
    return at + 1 < len(page) and is_picture_credit(page.words[at + 1]) and page.counts[at] < _STANDFIRST


def _title_between(page: _Page, start: int, stop: int) -> bool:
    return any(
        page.kinds[at] is _K.PARAGRAPH and is_title(page.words[at], page.counts[at])
        for at in range(start, min(stop, len(page)))
    )


def _mark_full_stop_headline(page: _Page, byline: int) -> None:
    """Headline and standfirst of a paper that ends both with a full stop: the byline gives them away."""
    above = [at for at in range(byline) if page.kinds[at] is _K.PARAGRAPH]
    for rank, at in enumerate(above):
        page.kinds[at] = _K.STANDFIRST if rank else _K.HEADLINE


def _mark_back(page: _Page, body: int) -> int:
    """Marks what stands below the body; the position after the body's last block."""
    authors = tuple(
        name
        for at, kind in enumerate(page.kinds[:body])
        if kind is _K.BYLINE
        for name in byline_names(page.words[at]) or ()
    )
    end = len(page)
    if len(page) > body + 1 and _is_colophon(page, end - 1):
        end -= 1
        page.kinds[end] = _K.PUBLICATION
    follow_on: list[int] = []
    for at in range(end - 1, max(body, end - 1 - _BACK), -1):
        words, kind = page.words[at], page.kinds[at]
        if kind is _K.PARAGRAPH and names_colleagues(words):
            page.kinds[at] = _K.CREDIT
        elif kind is _K.PARAGRAPH and introduces_author(words, authors):
            for index in (at, *follow_on):
                page.kinds[index] = _K.BIO
        elif kind is _K.PARAGRAPH and continues_bio(words):
            follow_on.append(at)
            continue
        elif kind is _K.PARAGRAPH:
            break
        end, follow_on = at, []
    return end


def _is_colophon(page: _Page, at: int) -> bool:
    """The paper's name, the issue, the place, as the last line of all."""
    words = page.words[at]
    return page.kinds[at] is _K.PARAGRAPH and is_heading(words, page.counts[at]) and not has_quotes(words)


def _mark_body(page: _Page, body: int, end: int) -> None:
    """Marks section headings and captions between the paragraphs.

    A full sentence above a picture's credit may as well be the paragraph before the picture, so it is one.
    """
    looks = [
        page.kinds[at] is _K.PARAGRAPH
        and (page.levels[at] > 0 or is_heading(page.words[at], page.counts[at]))
        for at in range(len(page))
    ]
    for at in range(body, end):
        if page.kinds[at] is not _K.PARAGRAPH:
            continue
        if page.counts[at] < _STANDFIRST and (
            ends_with_picture_credit(page.words[at])
            or (at > 0 and is_caption_label(page.words[at - 1]))
            or (_is_caption(page, at) and not is_sentence(page.words[at]))
        ):
            page.kinds[at] = _K.CAPTION
        elif looks[at]:
            # Three in a row are a list or a poem; a line in the middle of a broken sentence is no heading.
            row = sum(looks[max(body, at - 2) : at + 3])
            above = at == body or page.kinds[at - 1] is not _K.PARAGRAPH or looks[at - 1]
            below = at + 1 < end
            if below and (page.levels[at] or (row < 3 and (above or ends_passage(page.words[at - 1])))):
                page.kinds[at] = _K.HEADING
