"""Dates of unequal precision: the rule by example, and as the law that it abbreviates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.ontology.dates import has_come, holds, is_date

DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
PARTIAL = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10]))


def first_day(value: str) -> date:
    return date.fromisoformat(value + "0000-01-01"[len(value) :])


def last_day(value: str) -> date:
    if len(value) == 4:
        return date(int(value), 12, 31)
    if len(value) == 7:
        year, month = int(value[:4]), int(value[5:])
        return date(year, month, monthrange(year, month)[1])
    return date.fromisoformat(value)


@given(PARTIAL, PARTIAL)
def test_a_change_has_come_if_its_first_day_is_not_after_the_last_day_asked_about(
    change: str, on: str
) -> None:
    assert has_come(change, on) == (first_day(change) <= last_day(on))


@given(st.lists(PARTIAL, min_size=1, max_size=6, unique_by=first_day), DAYS)
def test_intervals_that_follow_each_other_share_no_day_and_leave_none_out(
    changes: list[str], on: date
) -> None:
    changes.sort(key=first_day)
    ends = [*changes[1:], None]
    held = [holds(since, until, on.isoformat()) for since, until in zip(changes, ends, strict=True)]
    assert sum(held) == (1 if on >= first_day(changes[0]) else 0)


@pytest.mark.parametrize(
    ("since", "until", "on", "expected"),
    [
        (None, None, "2020", True),
        ("2012", None, "2011-12-31", False),
        ("2012", None, "2012-01-01", True),
        ("2012-06", None, "2012", True),
        (None, "2012-06", "2012", False),
        (None, "2012-06", "2012-05", True),
        (None, "2012-06-15", "2012-06-14", True),
        (None, "2012-06-15", "2012-06-15", False),
        ("2022-10-27", "2023-03-15", "2022", True),
        ("2022-10-27", "2023-03-15", "2023", False),
    ],
)
def test_holds(since: str | None, until: str | None, on: str, expected: bool) -> None:
    assert holds(since, until, on) is expected


@pytest.mark.parametrize("value", ["2012", "2012-04", "2012-04-09", "2024-02-29", "0001"])
def test_what_is_a_date(value: str) -> None:
    assert is_date(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "12",
        "2012-4",
        "2012-13",
        "2012-00",
        "2023-02-29",
        "2012-04-09T00:00",
        "April 2012",
        "0000",
        "٢٠١٢",
    ],
)
def test_what_is_no_date(value: str) -> None:
    assert not is_date(value)
