from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.reading.timestamps import find_date, iso_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-01-14", "2025-01-14"),
        ("2025-01-14T23:30:00-05:00", "2025-01-14"),
        ("2010-11-24 04:05:00", "2010-11-24"),
        ("20250114", "2025-01-14"),
        ("2025/1/4", "2025-01-04"),
        ("14 January 2025", "2025-01-14"),
        ("14th of January, 2025", "2025-01-14"),
        ("Jan. 14, 2025", "2025-01-14"),
        ("Sept. 3rd, 2024", "2024-09-03"),
        ("Tue, 14 Jan 2025 10:00:00 GMT", "2025-01-14"),
        ("14-Jan-2025", "2025-01-14"),
        ("14.1.2025", "2025-01-14"),
        ("14/01/2025", "2025-01-14"),
        ("01/14/2025", "2025-01-14"),
        ("05/05/2025", "2025-05-05"),
        # Which of the two is the month cannot be known.
        ("03/04/2025", "2025"),
        ("January 2025", "2025-01"),
        ("2025-01", "2025-01"),
        ("Spring 2025", "2025"),
        ("2025", "2025"),
        (2025, "2025"),
        # Unix time in seconds and milliseconds.
        (1736812800, "2025-01-14"),
        ("1736812800", "2025-01-14"),
        ("1736812800000", "2025-01-14"),
        ("1736812800.5", "2025-01-14"),
        ("30 February 2025", "2025-02"),
        ("2025-13-45", "2025"),
        ("yesterday", None),
        ("12345", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_as_precise_as_written(written: str | int | None, iso: str | None) -> None:
    assert iso_date(written) == iso


@given(
    st.one_of(st.text(), st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}"), st.integers().map(str))
)
def test_what_comes_back_is_a_date_of_the_calendar_or_nothing(written: str) -> None:
    iso = iso_date(written)
    if iso is not None:
        year, month, day = [*map(int, iso.split("-")), 1, 1][:3]
        assert date(year, month, day).isoformat().startswith(iso)


def test_a_date_is_found_where_it_stands() -> None:
    text = "Filed in 1999, published on 4 March 2021 in Turin."
    found = find_date(text)
    assert found is not None
    iso, (start, end) = found
    assert (iso, text[start:end]) == ("2021-03-04", "4 March 2021")
