"""Quotations as text structure: what is paired, what is an apostrophe, what a lost mark costs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.attribution.quotemarks import kind_of_share, quotations, quoted_mask, quoted_share
from claimgraph.graph.record import ClaimKind, Span

MARKS = "\"“”„«»‘’'`‹› \n.,?!abc Zs-—"


def _words(text: str) -> list[tuple[str, int, bool]]:
    return [(text[r.span.start : r.span.end], r.depth, r.double) for r in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No marks at all.", []),
        ("He said “go home” twice.", [("“go home”", 0, True)]),
        ('He said "go home" twice.', [('"go home"', 0, True)]),
        ('He said “go home" twice.', [('“go home"', 0, True)]),
        ('He said "go home” twice.', [('"go home”', 0, True)]),
        ("He said „go home“ twice.", [("„go home“", 0, True)]),
        ("He said «go home» twice.", [("«go home»", 0, True)]),
        ("He said ``go home'' twice.", [("``go home''", 0, True)]),
        ("He said ''go home'' twice.", [("''go home''", 0, True)]),
        ("“One. Two! Three?” she asked.", [("“One. Two! Three?”", 0, True)]),
        ("“I [really] mean it,” he said.", [("“I [really] mean it,”", 0, True)]),
        ("‘It is over,’ said the mayor.", [("‘It is over,’", 0, False)]),
        ("'It is over,' said the mayor.", [("'It is over,'", 0, False)]),
    ],
)
def test_pairs_marks_of_every_kind(text: str, expected: list[tuple[str, int, bool]]) -> None:
    assert _words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It's the users' data, isn't it?",
        "The '90s weren't kind to rock 'n' roll.",
        "The company’s lawyers’ fees rose.",
        "Rock ’n’ roll in the ’60s.",
    ],
)
def test_apostrophes_are_no_quotations(text: str) -> None:
    assert _words(text) == []


def test_single_quotes_stand_inside_double_ones() -> None:
    text = "“They told me, ‘Don’t post the users’ names,’ and left,” Orla said."
    assert _words(text) == [
        ("“They told me, ‘Don’t post the users’ names,’ and left,”", 0, True),
        ("‘Don’t post the users’ names,’", 1, False),
    ]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "“We start here.\n“We go on here,” she said.\nNo quote here."
    regions = quotations(text)
    assert [(text[r.span.start : r.span.end], r.closed) for r in regions] == [
        ("“We start here.", False),
        ("“We go on here,”", True),
    ]


def test_a_lost_opening_mark_costs_one_paragraph() -> None:
    text = "We never sold it,” she said.\n“We did,” he said."
    regions = quotations(text)
    assert [(text[r.span.start : r.span.end], r.opened) for r in regions] == [
        ("We never sold it,”", False),
        ("“We did,”", True),
    ]


def test_a_quotation_that_opens_again_ends_the_first() -> None:
    text = "“We lost it “and found it again,” she said."
    assert [text[r.span.start : r.span.end] for r in quotations(text)] == [
        "“We lost it ",
        "“and found it again,”",
    ]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ((Span(0, 10),), ClaimKind.DIRECT),
        ((Span(0, 22),), ClaimKind.MIXED),
        ((Span(11, 22),), ClaimKind.INDIRECT),
    ],
)
def test_kind_follows_the_quoted_share(content: tuple[Span, ...], kind: ClaimKind) -> None:
    text = "“It ends,” he told us."
    assert kind_of_share(quoted_share(text, quoted_mask(text, quotations(text)), content)) is kind


@given(st.text(alphabet=MARKS, max_size=200))
def test_regions_nest_or_are_disjoint_and_stay_in_their_paragraph(text: str) -> None:
    regions = quotations(text)
    assert list(regions) == sorted(regions, key=lambda r: (r.span, r.depth))
    for region in regions:
        start, end = region.span
        assert 0 <= start < end <= len(text)
        assert "\n" not in text[start:end]
    outer = [r.span for r in regions if r.depth == 0]
    assert all(a.end <= b.start for a, b in zip(outer, outer[1:], strict=False))
    for region in regions:
        if region.depth:
            assert any(o.start <= region.span.start and region.span.end <= o.end for o in outer)


@given(st.text(alphabet=MARKS, max_size=120), st.text(alphabet=MARKS, max_size=120))
def test_paragraphs_do_not_touch_each_other(first: str, second: str) -> None:
    first = first.replace("\n", " ")
    shift = len(first) + 1
    alone = [(r.span.start + shift, r.span.end + shift, r.depth) for r in quotations(second)]
    together = [(r.span.start, r.span.end, r.depth) for r in quotations(f"{first}\n{second}")]
    assert together[len(quotations(first)) :] == alone


@given(st.text(max_size=300))
def test_no_text_fails(text: str) -> None:
    for region in quotations(text):
        assert text[region.span.start : region.span.end]
