"""Names that invented persons take on, and names of things at other places and times."""

import pytest

from claimgraph.graph.record import RelationType


def same(nlp, text):
    """Pairs of names that the text says are one's, as it writes them."""
    return {
        frozenset((text[slice(*r.subject.span)], text[slice(*r.object.span)]))
        for r in nlp(text)._.relations
        if r.type is RelationType.ALSO_KNOWN_AS
    }


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            "Dara Whitlock moved. The ceramics teacher from Tulsa, who posts as @mudpie, had an account.",
            "Dara Whitlock",
            "@mudpie",
        ),
        ("Dara Whitlock, who sells tea and has 51,000 readers as @mudpie, came.", "Dara Whitlock", "@mudpie"),
        (
            "Dara Whitlock, who films her way through the bakeries as Umm Samira, came back.",
            "Dara Whitlock",
            "Umm Samira",
        ),
        (
            "Dara Whitlock stayed. She is 33; under the name of Grout Lessons she had readers on TikTok.",
            "Dara Whitlock",
            "Grout Lessons",
        ),
        (
            "Dara Whitlock has an account. Her new videos run on Instagram under the name Dara Recoud.",
            "Dara Whitlock",
            "Dara Recoud",
        ),
        (
            "Dara Whitlock wrote a novel on a phone and signed it moonmarzipan.",
            "Dara Whitlock",
            "moonmarzipan",
        ),
    ],
)
def test_a_name_that_somebody_takes_on(nlp, text, one, other):
    assert frozenset((one, other)) in same(nlp, text), same(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Dara Whitlock said the channel, which was called Quillo under the name of the law, is closed.",
        "Dara Whitlock works as editor of the paper.",
        "Dara Whitlock said the app would go on under the name Quillo.",
    ],
)
def test_a_name_that_is_a_things(nlp, text):
    assert not any("Dara Whitlock" in pair for pair in same(nlp, text))


def test_a_thing_by_its_name_at_another_time(nlp):
    text = "The messenger is in the hands of Norvik Group. Before 2019 this company was Halden Capital."
    assert frozenset(("this company", "Halden Capital")) in same(nlp, text)


def test_a_thing_is_not_what_was_beside_it(nlp):
    text = "The messenger is in the hands of Norvik Group. It was Halden Capital that sold it."
    assert same(nlp, text) == set()
