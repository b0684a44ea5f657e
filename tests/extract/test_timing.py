"""Dates in running text, and the year that an article's date gives them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.relations.timing import find_dates


def _dates(text: str, published: str | None = "2025-01-14") -> list[tuple[str, str]]:
    found = sorted(find_dates(text, 0, len(text), published), key=lambda words: words.span)
    return [(text[slice(*words.span)], words.value) for words in found]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on Jan. 19, 2025, and in 2017", [("Jan. 19, 2025", "2025-01-19"), ("2017", "2017")]),
        ("on 19 January 2025", [("19 January 2025", "2025-01-19")]),
        ("since March 2021", [("March 2021", "2021-03")]),
        ("on 2024-04-24", [("2024-04-24", "2024-04-24")]),
        ("from March 3", [("March 3", "2025-03-03")]),
        ("on December 20", [("December 20", "2024-12-20")]),
        ("by August 2", [("August 2", "2025-08-02")]),
        ("in December", [("December", "2024-12")]),
        ("yesterday", [("yesterday", "2025-01-13")]),
        ("on Monday", [("on Monday", "2025-01-13")]),
        ("last year", [("last year", "2024")]),
        ("2,017 users, $2020, a May bug, 3.2021, 2021%", []),
        ("on February 30, 2024", [("2024", "2024")]),
        ("she may march", []),
    ],
)
def test_dates(text: str, dates: list[tuple[str, str]]) -> None:
    assert _dates(text) == dates


@pytest.mark.parametrize("published", [None, "2025", "2025-01"])
def test_an_unknown_day_gives_no_day(published: str | None) -> None:
    assert _dates("yesterday", published) == []


def test_without_the_articles_date_a_day_has_no_year() -> None:
    assert _dates("on March 3", None) == []


@given(st.text(alphabet="March ay3,12024 0-9.stod"), st.sampled_from([None, "2025", "2024-02", "2024-02-29"]))
def test_spans_slice_and_values_are_dates(text: str, published: str | None) -> None:
    for words in find_dates(text, 0, len(text), published):
        assert text[slice(*words.span)].strip()
        assert len(words.value) in (4, 7, 10)
