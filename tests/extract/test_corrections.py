"""Who is told says nothing, who is named behind the verb speaks, and a clause ends where its verb says."""

from __future__ import annotations

import pytest

from claimgraph.extract.attribution.attributions import Attribution
from claimgraph.extract.attribution.corrections import corrected
from claimgraph.extract.tokens import tokens_of
from claimgraph.graph.record import Span


def correction(grammar, text, source, cue, content):
    """Source and content as they are set right; several parts of the words are joined by " … "."""

    def spans(words):
        return tuple(
            Span(text.index(part), text.index(part) + len(part)) for part in words.split(" … ") if part
        )

    item = Attribution(content=spans(content), cue=spans(cue), source=spans(source), confidence=0.5)
    found = corrected(tokens_of(grammar(text)), item)
    assert found.cue == item.cue
    return tuple(" … ".join(text[a:b] for a, b in part) for part in (found.source, found.content))


ASKEW = [
    (
        "Odell had a rash and her parents were advised to see a doctor.",
        ("Odell", "were advised", "her parents … to see a doctor"),
        ("", "to see a doctor"),
    ),
    (
        "Growers have been told by the ministry to plant less.",
        ("the ministry", "have been told", "Growers … to plant less"),
        ("the ministry", "to plant less"),
    ),
    (
        "Public libraries, said Adebayo, are required to show the letters every ten years.",
        ("Public libraries,", "said", "are required to show the letters every ten years"),
        ("Adebayo", "Public libraries, … are required to show the letters every ten years"),
    ),
    (
        "Wilkins observed that the 2007 starting date of the gift program, which is part of the fund, "
        "coincided with the feast.",
        ("Wilkins", "observed", "that the 2007 starting date of the gift program"),
        (
            "Wilkins",
            "that the 2007 starting date of the gift program, which is part of the fund, "
            "coincided with the feast",
        ),
    ),
]


@pytest.mark.parametrize(("text", "found", "right"), ASKEW)
def test_what_is_read_askew_is_set_right(grammar, text, found, right):
    assert correction(grammar, text, *found) == right


RIGHT = [
    ("Odell told her parents to see a doctor.", "Odell", "told", "her parents to see a doctor"),
    ("The prices, said Adebayo, are too high.", "Adebayo", "said", "The prices, … are too high"),
    ("Graham, a former candidate, told Kim the fair was off.", "Graham", "told", "the fair was off"),
    ("Wilkins observed that habit, which is old.", "Wilkins", "observed", "that habit"),
    ("Odell was quoted as saying the fair was off.", "Odell", "was quoted as saying", "the fair was off"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), RIGHT)
def test_what_is_right_is_left(grammar, text, source, cue, content):
    assert correction(grammar, text, source, cue, content) == (source, content)
