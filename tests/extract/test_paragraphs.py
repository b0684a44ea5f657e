from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.layout.paragraphs import paragraphs

FIRST = (
    "The harbour office closed its counter in May, and since then every skipper has had to report through an "
    "application that nobody on the quay can open without a borrowed telephone and a great deal of patience."
)
SECOND = (
    "“We asked for paper,” said the harbour master, Brigid Tolk. The ministry answered in a message "
    "that could not be read on the old machines, and so the queue outside her window grew longer by the week."
)


def read(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize("width", [50, 66, 78, 100])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_broken_at_a_width_stay_together(width: int, newline: str) -> None:
    wrapped = "\n\n".join(textwrap.fill(part, width) for part in (FIRST, SECOND)).replace("\n", newline)
    assert [" ".join(part.split()) for part in read(wrapped)] == [FIRST, SECOND]


def test_a_line_that_ends_early_ends_its_paragraph_in_wrapped_text() -> None:
    wrapped = (
        "A Queue at the Harbour\n" + textwrap.fill(FIRST, 60) + "\nBy Ana Ito\n" + textwrap.fill(SECOND, 60)
    )
    assert [" ".join(part.split()) for part in read(wrapped)] == [
        "A Queue at the Harbour",
        FIRST,
        "By Ana Ito",
        SECOND,
    ]


def test_every_line_break_counts_in_text_that_was_not_wrapped() -> None:
    lines = ["The Queue", "By Ana Ito", FIRST, "“No.”", SECOND, "She laughed."]
    assert read("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "text",
    [
        "roses are red\nviolets are blue\nsugar is sweet\nand so are you\nsaid the card on the counter\n",
        "Q: Where were you on the night in question, and with whom?\nA: At home.\nQ: Alone?\nA: No.\n",
    ],
)
def test_verse_and_dialogue_are_not_wrapped_text(text: str) -> None:
    assert read(text) == text.splitlines()


@given(st.text(alphabet=st.sampled_from("ab.” \t\n\r\v\f\x85\u2028\u2029é😀"), max_size=300))
def test_paragraphs_hold_everything_but_white_space_once(text: str) -> None:
    spans = paragraphs(text)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
