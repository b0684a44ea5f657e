from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from claimgraph.extract.layout.blocks import blocks
from claimgraph.graph.record import BlockKind

LEDE = "The ferry application went dark on Monday, and nobody on the quay knew why until its owner wrote."
NEXT = "“We switched it off ourselves,” said Tove Anker, who runs the line. “Nobody ordered us.”"
LAST = (
    "By Friday the boats were running again, on paper, as they had for a hundred years before the telephone."
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, text[block.span.start : block.span.end]) for block in blocks(text)]


def article(*parts: str) -> str:
    return "\n\n".join(parts)


def kind_of(line: str, text: str) -> str:
    found = [kind for kind, words in kinds(text) if words == line]
    assert len(found) == 1
    return found[0]


def test_a_magazine_article_from_caption_to_colophon() -> None:
    parts = [
        ("caption", "Tove Anker on the bridge of the Marit, in March. Behind her the empty car deck."),
        ("credit", "PHOTOGRAPH BY ELIAS BRUNN FOR TIDEWATER"),
        ("headline", "The Week the Ferries Forgot"),
        ("standfirst", "An app ran the boats. Then it stopped. What the islanders learned."),
        ("byline", "By Liv Marstrand"),
        ("paragraph", LEDE),
        ("paragraph", NEXT),
        ("pull-quote", "“We switched it off ourselves.”"),
        ("heading", "A hundred years of paper"),
        ("paragraph", LAST),
        ("bio", "Liv Marstrand writes about the sea. Her last piece for Tidewater was about fog."),
        ("publication", "This article appears in the June 2025 issue of Tidewater."),
    ]
    assert kinds(article(*(words for _, words in parts))) == parts


@pytest.mark.parametrize(
    "line",
    [
        "By Liv Marstrand",
        "BY LIV MARSTRAND AND OTTO VAN DER BRINK",
        "Words by Liv Marstrand",
        "By Liv Marstrand in Oslo and Otto Brink in Bergen",
        "By Liv Marstrand, Technology Correspondent",
        "By Liv Marstrand | 3 June 2025",
        "By Staff Writers",
        "*By Liv Marstrand*",
    ],
)
def test_bylines(line: str) -> None:
    text = article("The Week the Ferries Forgot", "An app ran the boats. Then it stopped.", line, LEDE, NEXT)
    assert [kind for kind, _ in kinds(text)] == ["headline", "standfirst", "byline", "paragraph", "paragraph"]


def test_a_name_above_a_date_is_a_byline() -> None:
    text = article(
        "The Week the Ferries Forgot", "Liv Marstrand", "Oslo correspondent", "3 June 2025", LEDE, NEXT
    )
    assert [kind for kind, _ in kinds(text)] == [
        "headline",
        "byline",
        "byline",
        "publication",
        "paragraph",
        "paragraph",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the boats were running.",
        "By the numbers",
        "By Monday",
        "By law, every ferry must carry paper",
    ],
)
def test_lines_that_only_begin_like_a_byline(line: str) -> None:
    assert kind_of(line, article("The Week the Ferries Forgot", LEDE, line, NEXT)) != "byline"


@pytest.mark.parametrize(
    "line",
    [
        "Photograph: Elias Brunn/Tidewater",
        "Illustration by Runa Holt",
        "Photo credit: Elias Brunn",
        "Elias Brunn/Getty Images",
        "Elias Brunn via Reuters",
        "© 2025 Tidewater",
        "Additional reporting by Otto Brink in Bergen",
        "(Reporting by Liv Marstrand; Editing by Otto Brink)",
    ],
)
def test_credits(line: str) -> None:
    assert kind_of(line, article("The Week the Ferries Forgot", LEDE, NEXT, line)) == "credit"


@pytest.mark.parametrize(
    "line",
    [
        "Photographs by the dozen had been taken of the queue, and every one showed the same man.",
        "Images from the harbour camera, seen by this paper, show that the boats had left on time.",
        "Reuters reported on Monday that the owner had been warned.",
    ],
)
def test_sentences_that_begin_like_a_credit_are_paragraphs(line: str) -> None:
    assert kind_of(line, article("The Week the Ferries Forgot", LEDE, line, NEXT)) == "paragraph"


def test_captions_between_paragraphs() -> None:
    signed = "Islanders on the quay, waiting for news of the boats. Photograph: Elias Brunn/Tidewater"
    text = article(
        "The Week the Ferries Forgot", LEDE, signed, NEXT, "The empty car deck", "Photo: Elias Brunn", LAST
    )
    assert [kind for kind, _ in kinds(text)] == [
        "headline",
        "paragraph",
        "caption",
        "paragraph",
        "caption",
        "credit",
        "paragraph",
    ]


def test_a_sentence_above_a_credit_in_the_body_stays_a_paragraph() -> None:
    line = "The owner said that she would not comment."
    assert kind_of(
        line, article("The Week the Ferries Forgot", LEDE, line, "Elias Brunn/Getty Images", NEXT)
    ) == ("paragraph")


@pytest.mark.parametrize(
    "line",
    ["A hundred years of paper", "What did the ministry know?", "THE OWNER", "‘Like losing a leg’", "1. Fog"],
)
def test_section_headings(line: str) -> None:
    expected = "paragraph" if line.startswith("1.") else "heading"
    assert kind_of(line, article("The Week the Ferries Forgot", LEDE, line, NEXT)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "“Sorry!”",
        "“No,” said Tove Anker",
        "Q: Is she coming?",
        "She gave three reasons:",
        "- paper, for the old boats",
        "and then it stopped",
    ],
)
def test_short_lines_that_are_no_headings(line: str) -> None:
    assert kind_of(line, article("The Week the Ferries Forgot", LEDE, line, NEXT)) == "paragraph"


def test_three_short_lines_in_a_row_are_a_list() -> None:
    text = article("The Week the Ferries Forgot", LEDE, "Marit", "Solveig", "Gudrun", NEXT)
    assert [kind for kind, _ in kinds(text)] == ["headline", *["paragraph"] * 5]


def test_wire_copy_without_a_byline_keeps_its_first_paragraph() -> None:
    text = article("OSLO, June 3 - " + LEDE, NEXT, LAST)
    assert {kind for kind, _ in kinds(text)} == {"paragraph"}


def test_a_headline_that_ends_like_a_sentence_needs_a_byline_to_be_one() -> None:
    line = "Ferry owner says nobody ordered the halt."
    assert kind_of(line, article(line, LEDE, NEXT)) == "paragraph"
    assert kind_of(line, article(line, "By Liv Marstrand", LEDE, NEXT)) == "headline"


@pytest.mark.parametrize(
    "text",
    [
        "just got the ferry app\nmy brother says it is broken\nhe never liked it",
        "The owner says no",
        "Breaking: ferries halted\n#ferry #app",
    ],
)
def test_posts_are_paragraphs(text: str) -> None:
    assert {kind for kind, _ in kinds(text)} == {"paragraph"}


def test_a_kicker_is_not_the_headline() -> None:
    text = article("Technology", "The Week the Ferries Forgot", LEDE, NEXT)
    assert [kind for kind, _ in kinds(text)][:2] == ["heading", "headline"]


def test_markdown_signs_stand_outside() -> None:
    text = article(
        "# The Week the Ferries Forgot", LEDE, "## A hundred years of paper", f"> {NEXT}", "***", LAST
    )
    assert kinds(text) == [
        ("headline", "The Week the Ferries Forgot"),
        ("paragraph", LEDE),
        ("heading", "A hundred years of paper"),
        ("paragraph", NEXT),
        ("paragraph", LAST),
    ]


def test_a_yaml_header_is_one_block() -> None:
    header = "---\ntitle: The Week the Ferries Forgot\ndate: 2025-06-03\n---"
    assert kinds(f"{header}\n\n{LEDE}\n\n{NEXT}\n")[0] == ("publication", header)


def test_an_author_unknown_to_the_text_must_have_a_trade() -> None:
    head = ["The Week the Ferries Forgot", LEDE, NEXT]
    bio = "Liv Marstrand is a freelance writer based in Oslo."
    news = "Liv Marstrand is a fisherwoman who lost two boats."
    assert kind_of(bio, article(*head, bio)) == "bio"
    assert kind_of(news, article(*head, news)) == "paragraph"
    assert kind_of(bio, article(*head[:2], bio, NEXT)) == "paragraph"


LINES = st.sampled_from(
    [
        "By Liv Marstrand",
        "The Week",
        "Photo: A B",
        LEDE,
        NEXT,
        "“We switched it off ourselves.”",
        "# X",
        "---",
        "",
        " ",
        "a",
    ]
)


@given(
    st.one_of(
        st.text(max_size=200),
        st.text(alphabet=st.sampled_from('aB.“”"# >-\t\n\r\v\f\x85\u2028\u2029'), max_size=200),
        st.lists(LINES, max_size=14).map("\n".join),
        st.lists(LINES, max_size=14).map("\r\n\r\n".join),
    )
)
def test_blocks_are_disjoint_ordered_trimmed_and_hold_every_letter(text: str) -> None:
    found = blocks(text)
    spans = [block.span for block in found]
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    kept = "".join(text[start:end] for start, end in spans)
    assert [sign for sign in kept if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
    assert not found or any(block.kind in (BlockKind.PARAGRAPH, BlockKind.PUBLICATION) for block in found)


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("claimgraph_layout")
    return pipeline


@given(text=st.text(alphabet=st.sampled_from('ab."# \n\r\u2028'), max_size=120))
def test_the_component_starts_a_sentence_at_each_block(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc._.blocks == blocks(text)
    starts = {token.idx for token in doc if token.is_sent_start and not token.is_space}
    assert {block.span.start for block in doc._.blocks} <= starts | {doc[0].idx if len(doc) else 0}


HOSTILE = {
    "one long word": "a" * 10**6,
    "one long line": "word " * 200_000,
    "line breaks": "\n" * 10**6,
    "blank lines": " \r\n" * 200_000,
    "equal lines": "one two three four five\n" * 20_000,
    "names": "By " + "Ann, " * 100_000,
    "slashes": "a/ " * 100_000,
    "brackets": "[" * 10**6,
    "dashes": "a — " * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_cost_no_more_than_their_length(name: str) -> None:
    # Quadratic cost would take hours.
    assert len(blocks(f"{LEDE}\n{HOSTILE[name]}\n{NEXT}")) >= 2


COPIED = {
    "the heads of a British site": [
        ("headline", "Owner denies being ordered to halt the boats"),
        ("standfirst", "Islanders stranded for a week after the app goes dark"),
        ("byline", "Liv Marstrand in Oslo"),
        ("publication", "Tue 3 Jun 2025 08.00 CEST"),
        ("publication", "Last modified on Tue 3 Jun 2025 12.10 CEST"),
        ("paragraph", LEDE),
        ("paragraph", NEXT),
    ],
    "a date above the name": [
        ("headline", "Owner denies being ordered to halt the boats"),
        ("publication", "3 June 2025"),
        ("byline", "Liv Marstrand"),
        ("byline", "Technology reporter"),
        ("paragraph", LEDE),
        ("paragraph", NEXT),
    ],
    "captions and colleagues of an American site": [
        ("headline", "The Ferries That Forgot"),
        ("byline", "By Liv Marstrand"),
        ("publication", "June 3, 2025"),
        ("paragraph", LEDE),
        ("heading", "Image"),
        ("caption", "Tove Anker on the bridge of the Marit."),
        ("credit", "Credit...Elias Brunn for Tidewater"),
        ("paragraph", NEXT),
        ("credit", "Otto Brink contributed reporting from Bergen."),
        ("bio", "Liv Marstrand is a reporter covering the North Sea for Tidewater."),
    ],
    "a press database": [
        ("headline", "Owner denies being ordered to halt the boats"),
        ("standfirst", "Tidewater"),
        ("publication", "June 3, 2025 Tuesday"),
        ("publication", "Section: NEWS; Pg. 4"),
        ("publication", "Length: 120 words"),
        ("byline", "Byline: Liv Marstrand"),
        ("heading", "Body"),
        ("paragraph", LEDE),
        ("paragraph", NEXT),
        ("publication", "Load-Date: June 3, 2025"),
        ("publication", "End of Document"),
    ],
    "a message": [
        ("publication", "From: Liv Marstrand <liv@t.example>"),
        ("publication", "Subject: Ferries"),
        ("publication", "Date: Tue, 3 Jun 2025 10:00:00 +0200"),
        ("paragraph", LEDE),
        ("paragraph", NEXT),
    ],
}


@pytest.mark.parametrize("name", COPIED)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_articles_as_they_are_copied_from_elsewhere(name: str, gap: str) -> None:
    assert kinds(gap.join(words for _, words in COPIED[name])) == COPIED[name]


def test_a_text_of_very_many_lines_costs_the_component_no_more_than_its_length(nlp: Language) -> None:
    # Looking through the whole doc for each of its blocks would take minutes.
    doc = nlp("A line of words.\n" * 20_000)
    assert (
        len(doc._.blocks) == sum(1 for token in doc if token.is_sent_start and not token.is_space) == 20_000
    )
