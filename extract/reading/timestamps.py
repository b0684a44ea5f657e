"""Publication dates as articles and exports write them, to ISO 8601, never more precise than written."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from ...graph.record import Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_PATTERNS = tuple(
    re.compile(rf"(?<!\w){pattern}(?!\d)", re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}(?P<sign>[-/.])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_DAY}(?:\s+|-|\s+of\s+){_MONTH},?(?:\s+|-){_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
        rf"(?P<one>\d{{1,2}})(?P<sign>[/-])(?P<two>\d{{1,2}})(?P=sign){_YEAR}",
        rf"{_MONTH},?\s+(?:of\s+)?{_YEAR}",
        rf"{_YEAR}-(?P<month>\d\d)",
        _YEAR,
    )
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNIX_TIME = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}")


def iso_date(value: str | int | float | None) -> str | None:
    """The date in a metadata field as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None if there is none.

    Unix time, in seconds or milliseconds, is read in UTC. Of ``03/04/2025`` only the year is certain,
    so only the year comes back; ``14/04/2025`` and ``04/14/2025`` can be read in one way only.
    """
    written = str(value if value is not None else "").strip()
    if _UNIX_TIME.fullmatch(written):
        seconds = float(written)
        return (_EPOCH + timedelta(seconds=seconds / 1000 if seconds > 1e11 else seconds)).date().isoformat()
    found = find_date(written)
    return found[0] if found else None


def find_date(text: str) -> tuple[str, Span] | None:
    """The first date written in the most precise way that occurs in the text, and where it stands."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            iso = _iso(match.groupdict())
            if iso:
                return iso, Span(*match.span())
    return None


def _iso(parts: dict[str, str | None]) -> str | None:
    year, month, day = parts["year"] or "", parts.get("month"), parts.get("day")
    if name := parts.get("name"):
        month = str(_MONTHS.index(name.lower()[:3]) + 1)
    if (one := parts.get("one")) and (two := parts.get("two")):
        if int(one) <= 12 and int(two) <= 12 and one != two:
            return year
        day, month = (one, two) if int(two) <= 12 else (two, one)
    if month is None:
        return year
    try:
        return date(int(year), int(month), int(day or 1)).isoformat()[: 10 if day else 7]
    except ValueError:
        return None
