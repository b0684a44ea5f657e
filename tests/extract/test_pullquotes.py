from __future__ import annotations

import pytest

from claimgraph.extract.layout.pullquotes import pull_quotes

BODY = (
    "“Nobody reads the small print,” said Orla Venn. "
    "“They press yes, and then they're surprised.” She shrugged."
)


@pytest.mark.parametrize(
    ("block", "repeats"),
    [
        ("“They press yes, and then they're surprised.”", True),
        # Typography may differ, and the end may be cut.
        ('"They press yes, and then they’re surprised"', True),
        ("They press yes, and then", True),
        ("“They press yes, and then they're surprised.” — Orla Venn", True),
        ("They press yes, and then they're surprised. Orla Venn", True),
        ("They press yes, and then they're surprised. Orla Venn left", False),
        ("“Nobody reads the small print … They press yes, and then”", True),
        ("“Nobody reads the small print. They press yes.”", False),
        ("“They press no, and then they're surprised.”", False),
        # Too short to be more than a turn of phrase.
        ("She shrugged.", False),
        ("", False),
    ],
)
def test_a_block_that_repeats_words_of_another(block: str, repeats: bool) -> None:
    assert pull_quotes([block, BODY]) == ({0} if repeats else set())
    assert pull_quotes([BODY, block]) == ({1} if repeats else set())


def test_of_two_equal_blocks_the_later_is_the_repetition() -> None:
    line = "We were told to wait until the morning."
    assert pull_quotes([line, "Something else was said in between.", line]) == {2}


def test_one_side_of_a_dialogue_repeats_nothing() -> None:
    assert pull_quotes(["Are you going to the fair today?", "No, I am not going to the fair today."]) == set()
