"""Dates in a text, as precise as the text says, with the year taken from the article's date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ...graph.record import Span

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY = "|".join(day.title() for day in _DAYS)
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
_DAY = r"(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?P<iso>(?:1[6-9]|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)\b",
        rf"\b{_MONTH}\s+{_DAY}(?!\d)(?:,?\s+{_YEAR})?\b",
        rf"\b{_DAY}\s+{_MONTH}(?![a-z])(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b",
        rf"(?<![\d.,$€£-]){_YEAR}(?![\d%-]|,\d|\.\d)\b",
        rf"(?<=\b[Ii]n )(?P<bare>{_MONTH})(?![a-z\d])",
        rf"\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow|(?:[Oo]n |[Ll]ast |[Nn]ext )(?:{_WEEKDAY})"
        r"|[Ll]ast (?:year|month)|[Tt]his (?:year|month)|[Nn]ext (?:year|month))\b",
    )
)
# Words after which a date without a year lies ahead rather than behind.
_AHEAD = re.compile(r"\b(?:from|by|until|till|before|starts? on|begins? on|starting|beginning)\s+$", re.I)


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date read from the words under ``span``; ``value`` is ISO 8601, as precise as known."""

    span: Span
    value: str


def find_dates(text: str, start: int, end: int, published: str | None = None) -> Iterator[DateWords]:
    """Dates between two offsets, in no overlap, those of the fuller forms first.

    A month or day without a year takes the year that puts it nearest to ``published`` (ISO 8601), after
    "from", "by", "until" the one ahead; without a year and without ``published`` it is not a date.
    """
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in form.finditer(text, start, end):
            a, b = match.span()
            if any(a < y and x < b for x, y in taken):
                continue
            ahead = _AHEAD.search(text, max(0, a - 16), a) is not None
            value = _value(match, published, ahead)
            if value is not None:
                taken.append((a, b))
                yield DateWords(Span(a, b), value)


def _value(match: re.Match[str], published: str | None, ahead: bool) -> str | None:
    groups = match.groupdict()
    if groups.get("iso"):
        return str(groups["iso"])
    if groups.get("word"):
        return _relative(str(groups["word"]).lower(), published)
    year, day = groups.get("year"), groups.get("day")
    if not groups.get("month"):
        return year
    month = _MONTHS.index(str(groups["month"])[:3].lower()) + 1
    if year is None:
        year = _year_of(month, int(day or 15), published, ahead)
        if year is None:
            return None
    return _iso(int(year), month, int(day) if day else None)


def _iso(year: int, month: int, day: int | None) -> str | None:
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _year_of(month: int, day: int, published: str | None, ahead: bool) -> str | None:
    """The year that puts a day nearest to the article's date; after it, where the words look ahead."""
    if published is None:
        return None
    if len(published) == 4:
        return published
    base = _first_day(published)
    distances = {
        year: (date(year, month, min(day, 28)) - base).days for year in range(base.year - 1, base.year + 2)
    }
    if ahead:
        # A deadline of the last two months may just have passed.
        return str(min(year for year, days in distances.items() if days >= -60))
    return str(min(distances, key=lambda year: abs(distances[year])))


def _first_day(value: str) -> date:
    return date.fromisoformat(value + "0000-01-01"[len(value) :])


def _relative(words: str, published: str | None) -> str | None:
    """ "yesterday", "last year", "on Monday" (the nearest before), "next Monday", from the article's date."""
    if published is None:
        return None
    base = _first_day(published)
    first, last = words.split()[0], words.split()[-1]
    shift = {"last": -1, "this": 0, "next": 1}.get(first, 0)
    if last == "year":
        return str(base.year + shift)
    if len(published) < 7:
        return None
    if last == "month":
        index = base.year * 12 + base.month - 1 + shift
        return f"{index // 12:04}-{index % 12 + 1:02}"
    if len(published) < 10:
        return None
    if last in _DAYS:
        back = (base.weekday() - _DAYS.index(last)) % 7
        if first == "next":
            return (base + timedelta(days=7 - back)).isoformat()
        return (base - timedelta(days=back or (7 if first == "last" else 0))).isoformat()
    return (base + timedelta(days={"yesterday": -1, "today": 0, "tomorrow": 1}[words])).isoformat()
