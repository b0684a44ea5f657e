from __future__ import annotations

import pytest

from claimgraph.extract.reading.masthead import Masthead, read_masthead

LEDE = "The ferry application went dark on Monday, and nobody on the quay knew why until its owner wrote."
TITLE = "The Week the Ferries Forgot"


def text(*parts: str) -> str:
    return "\n\n".join(parts)


def test_everything_a_plain_text_says_about_itself() -> None:
    article = text(
        TITLE,
        "By Liv Marstrand and Otto van der Brink",
        "3 June 2025",
        LEDE,
        "This article appears in the July 2025 issue of Tidewater.",
    )
    assert read_masthead(article) == Masthead(
        title=TITLE, authors=("Liv Marstrand", "Otto van der Brink"), date="2025-06-03", outlet="Tidewater"
    )


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By LIV MARSTRAND", ("Liv Marstrand",)),
        ("By Liv Marstrand, Otto Brink and Runa Holt", ("Liv Marstrand", "Otto Brink", "Runa Holt")),
        ("By Liv Marstrand, San Francisco", ("Liv Marstrand",)),
        ("By Liv Marstrand in Oslo", ("Liv Marstrand",)),
        ("By Liv Marstrand for Tidewater", ("Liv Marstrand",)),
        ("By Liv Marstrand, Technology Reporter", ("Liv Marstrand",)),
        ("Text: By Liv Marstrand | 3 min read", ("Liv Marstrand",)),
        ("By Jean-Luc d'Aubigny", ("Jean-Luc d'Aubigny",)),
        ("By Staff Writers", ()),
    ],
)
def test_authors_are_the_persons_of_the_byline(line: str, authors: tuple[str, ...]) -> None:
    assert read_masthead(text(TITLE, line, LEDE)).authors == authors


@pytest.mark.parametrize(
    ("line", "date", "outlet"),
    [
        ("Published 3 June 2025", "2025-06-03", None),
        ("Updated: June 3, 2025 at 10:15 a.m. GMT", "2025-06-03", None),
        ("OSLO, 3 June 2025", "2025-06-03", None),
        ("First published in Tidewater, June 2025.", "2025-06", "Tidewater"),
        ("Tidewater, No. 61, June 2025", "2025-06", None),
    ],
)
def test_dates_come_from_lines_of_their_own(line: str, date: str, outlet: str | None) -> None:
    found = read_masthead(text(TITLE, "By Liv Marstrand", LEDE, line))
    assert (found.date, found.outlet) == (date, outlet)


def test_dates_in_sentences_are_not_the_articles_date() -> None:
    assert read_masthead(
        text(TITLE, LEDE, "The law was passed on 24 April 2024 and took effect at once.")
    ) == (Masthead(title=TITLE))


@pytest.mark.parametrize("plain", ["", "\n", "a", LEDE, text(LEDE, LEDE)])
def test_a_text_that_says_nothing_about_itself(plain: str) -> None:
    assert read_masthead(plain) == Masthead()


def test_a_yaml_header_counts_more_than_the_text() -> None:
    header = text(
        '---\ntitle: "Ferries, forgotten"\nauthors:\n  - Liv Marstrand\n  - Otto Brink\n'
        "date: 2025-06-03T08:00:00Z\npublisher: Tidewater\nurl: https://t.example/f\ntags: [sea, apps]\n---",
        TITLE,
        "By Runa Holt",
        LEDE,
    )
    assert read_masthead(header) == Masthead(
        title="Ferries, forgotten",
        authors=("Liv Marstrand", "Otto Brink"),
        date="2025-06-03",
        outlet="Tidewater",
        url="https://t.example/f",
    )


@pytest.mark.parametrize("top", ["---\n", "---\n---\n", "---\nno fields here\n---\n", "--- title: X ---\n"])
def test_dashes_alone_are_no_header(top: str) -> None:
    assert read_masthead(text(top + TITLE, LEDE)).url is None
