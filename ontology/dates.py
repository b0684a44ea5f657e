"""Dates as precise as they are known (``2012``, ``2012-04``, ``2012-04-09``), and how they compare.

The rule: a change counts from the first day of its date on, and a question about a period is
answered for the last day of it.  So "owner since 2012" holds on 2012-01-01, and the owner "as of
2012" is the one at the end of 2012.  With ``until`` of one interval equal to ``since`` of the next,
every day belongs to exactly one of them.
"""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


def is_date(value: str) -> bool:
    """True for a day, month or year of the Gregorian calendar in ISO 8601: YYYY[-MM[-DD]]."""
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value + "0000-01-01"[len(value) :])
    except ValueError:
        return False
    return True


def has_come(change: str, on: str) -> bool:
    """True if the first day of ``change`` is not after the last day of ``on``.

    Both are dates as ``is_date`` accepts them; on equal precision this is ``change <= on``.
    """
    shared = min(len(change), len(on))
    return change[:shared] <= on[:shared]


def holds(since: str | None, until: str | None, on: str) -> bool:
    """True if a half-open interval holds at the end of ``on``; an unknown end is an open one."""
    return (since is None or has_come(since, on)) and (until is None or not has_come(until, on))
