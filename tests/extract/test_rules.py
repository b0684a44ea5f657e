"""Attribution by rules, on sentences made up for it: content, cue and source as words of the text."""

from __future__ import annotations

import random
from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from claimgraph.extract import layout  # noqa: F401  (registers the component)
from claimgraph.extract.attribution.attributions import Attribution
from claimgraph.extract.attribution.rules import attribute
from claimgraph.extract.engine import DEFAULT_MODEL
from claimgraph.extract.tokenizer import split_at_marks

ARTICLE = """Ban looms over video app

By Ilse Varga

“We are not leaving,” said Tomas Okafor, who runs a bakery in Leeds. “My customers are there.”

Okafor worries that nobody will find his shop. According to the regulator, the rule takes effect in May, but
Okafor's lawyer, Dina Sauer, says it "will not hold."

‘They asked us nothing,’ she told reporters. The firm has denied that it shared users' data.
“It is a mess,” Sauer added.

“And it will get worse.”
"""


@cache
def _pipeline() -> Language:
    nlp = spacy.load(DEFAULT_MODEL, exclude=["ner", "lemmatizer", "attribute_ruler"])
    split_at_marks(nlp)
    nlp.add_pipe("claimgraph_layout", first=True)
    return nlp


def _read(text: str) -> list[Attribution]:
    return attribute(_pipeline()(text))


def _words(text: str, item: Attribution) -> tuple[list[str], str, str]:
    content = [text[a:b] for a, b in item.content]
    cue = " ".join(text[a:b] for a, b in item.cue)
    return content, cue, " ".join(text[a:b] for a, b in item.source)


@pytest.mark.parametrize(
    ("text", "content", "cue", "source"),
    [
        ("“This is a trap,” Mara Ilves said.", ["“This is a trap,”"], "said", "Mara Ilves"),
        ("“This is a trap,” said Mara Ilves.", ["“This is a trap,”"], "said", "Mara Ilves"),
        ('"This is a trap," said Mara Ilves.', ['"This is a trap,"'], "said", "Mara Ilves"),
        ("Mara Ilves said: “This is a trap.”", ["“This is a trap.”"], "said", "Mara Ilves"),
        ('Mara Ilves said, "This is a trap."', ['"This is a trap."'], "said", "Mara Ilves"),
        (
            "“This is a trap,” she said. “We walked into it.”",
            ["“This is a trap,”", "“We walked into it.”"],
            "said",
            "she",
        ),
        (
            "“This is a trap,” she said, “and we walked into it.”",
            ["“This is a trap,”", "“and we walked into it.”"],
            "said",
            "she",
        ),
        (
            "“Nobody asked us. We read it in the paper!” Mara Ilves says.",
            ["“Nobody asked us. We read it in the paper!”"],
            "says",
            "Mara Ilves",
        ),
        (
            "Mara Ilves said that the ban would hurt shops.",
            ["that the ban would hurt shops"],
            "said",
            "Mara Ilves",
        ),
        ("Mara Ilves said the ban would hurt shops.", ["the ban would hurt shops"], "said", "Mara Ilves"),
        ("The ban would hurt shops, Mara Ilves said.", ["The ban would hurt shops"], "said", "Mara Ilves"),
        (
            "The ban, Mara Ilves said, would hurt shops.",
            ["The ban", "would hurt shops"],
            "said",
            "Mara Ilves",
        ),
        (
            "According to the regulator, the app shares data with its owner.",
            ["the app shares data with its owner"],
            "According to",
            "the regulator",
        ),
        (
            "The app shares data with its owner, according to the regulator.",
            ["The app shares data with its owner"],
            "according to",
            "the regulator",
        ),
        (
            "The company told regulators that the data never left Ireland.",
            ["that the data never left Ireland"],
            "told",
            "The company",
        ),
        (
            "Mara Ilves worries that the ban will spread.",
            ["that the ban will spread"],
            "worries",
            "Mara Ilves",
        ),
        ("Mara Ilves hopes the app will stay.", ["the app will stay"], "hopes", "Mara Ilves"),
        ("The company vowed to fight the order.", ["to fight the order"], "vowed", "The company"),
        ("The senator called for a ban on the app.", ["a ban on the app"], "called for", "The senator"),
        (
            "The minister's claim that the app sends data abroad is an old one.",
            ["that the app sends data abroad"],
            "claim",
            "The minister",
        ),
        ("It was announced that the app would close.", ["that the app would close"], "announced", ""),
        ("As the agency reported, the app lost users.", ["the app lost users"], "reported", "the agency"),
        ("In the mayor's view the ban hurts shops.", ["the ban hurts shops"], "In view", "the mayor"),
        ("The tower, in her words, is a joke.", ["The tower", "is a joke"], "in words", "her"),
        ("One user captioned the clip: “We are leaving.”", ["“We are leaving.”"], "captioned", "One user"),
        ("‘We are leaving,’ one user posted.", ["‘We are leaving,’"], "posted", "one user"),
        (
            "Mara Ilves said the ban “would hurt everyone.”",
            ["the ban “would hurt everyone.”"],
            "said",
            "Mara Ilves",
        ),
    ],
)
def test_reads_one_attribution(text: str, content: list[str], cue: str, source: str) -> None:
    assert [_words(text, item) for item in _read(text)] == [(content, cue, source)]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “influencer house” stands empty.",
        "She wrote “Salt and Wire” in 2019.",
        "The company declined to comment.",
        "A clerk, who asked not to be named, left the room.",
        "No law told anybody to sell it.",
        "Would she advise anyone to leave?",
        "The company did not say whether the data had left.",
        "A group called Open Harbour met on Tuesday.",
        "The app has 20 million users in the country.",
    ],
)
def test_no_claim_where_nobody_claims(text: str) -> None:
    assert _read(text) == []


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_one_claim() -> None:
    text = "“We start over,” Mara Ilves said.\n\n“It will take years.”\n"
    assert [_words(text, item)[0] for item in _read(text)] == [["“We start over,”", "“It will take years.”"]]


def test_a_colon_reaches_into_the_next_paragraph() -> None:
    text = "Mara Ilves wrote to her members last week and put it like this. She said:\n\n“We start over.”\n"
    assert (["“We start over.”"], "said", "She") in [_words(text, item) for item in _read(text)]


def test_a_quotation_after_a_sentence_about_a_person_is_that_persons() -> None:
    text = "Mara Ilves shook her head. “That is not what we were promised.”"
    (item,) = _read(text)
    assert _words(text, item) == (["“That is not what we were promised.”"], "", "")
    assert [text[a:b] for a, b in item.named] == ["Mara Ilves"]


def test_a_gesture_before_a_quotation_is_its_cue() -> None:
    text = "Would she do it again? Mara Ilves laughs. “I advise people to sleep.”"
    assert [_words(text, item) for item in _read(text)] == [
        (["“I advise people to sleep.”"], "laughs", "Mara Ilves")
    ]


def test_a_quotation_after_an_indirect_claim_is_a_claim_of_its_own() -> None:
    text = "The ban was a mistake, Mara Ilves argued. “A rule can be fought. A raised eyebrow cannot.”"
    first, second = _read(text)
    assert _words(text, first)[0] == ["The ban was a mistake"]
    assert _words(text, second) == (["“A rule can be fought. A raised eyebrow cannot.”"], "", "")
    assert second.named == first.source


def test_a_quotation_over_paragraphs_after_a_paragraph_about_a_person() -> None:
    text = "Mara Ilves had never been abroad.\n\n“I sent them my homework.\n\n“They sent it back!”\n"
    (item,) = _read(text)
    assert [text[a:b] for a, b in item.content] == ["“I sent them my homework.", "“They sent it back!”"]
    assert [text[a:b] for a, b in item.named] == ["Mara Ilves"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Solis: “You will miss us.”", [(["“You will miss us.”"], ":", "Ana Solis")]),
        ("From Ana Solis: “You will miss us.”", [(["“You will miss us.”"], ":", "Ana Solis")]),
        ("“You will miss us.” — Ana Solis, Porto", [(["“You will miss us.”"], "—", "Ana Solis, Porto")]),
        (
            "Ana Solis: I left in May.\n\nBen Hart: And why?\n\nAna Solis: It was time.\n\nBen Hart: I see.",
            [
                (["I left in May."], ":", "Ana Solis"),
                (["And why?"], ":", "Ben Hart"),
                (["It was time."], ":", "Ana Solis"),
                (["I see."], ":", "Ben Hart"),
            ],
        ),
    ],
)
def test_labels_interviews_and_signatures(text: str, expected: list[tuple[list[str], str, str]]) -> None:
    assert [_words(text, item) for item in _read(text)] == expected


def test_an_article_is_read_whole() -> None:
    found = [_words(ARTICLE, item) for item in _read(ARTICLE)]
    assert (
        ["“We are not leaving,”", "“My customers are there.”"],
        "said",
        "Tomas Okafor, who runs a bakery in Leeds",
    ) in found
    assert (["that nobody will find his shop"], "worries", "Okafor") in found
    assert (["“It is a mess,”", "“And it will get worse.”"], "added", "Sauer") in found
    assert all("looms" not in " ".join(content) for content, _, _ in found)


def _slices(text: str, found: list[Attribution]) -> bool:
    return all(
        0 <= start < end <= len(text)
        for item in found
        for span in (item.content, item.cue, item.source)
        for start, end in span
    ) and all(item.content for item in found)


@settings(max_examples=40)
@given(st.randoms(use_true_random=False), st.sampled_from(["cut", "shuffle", "strip", "double"]))
def test_offsets_slice_whatever_became_of_the_text(chance: random.Random, damage: str) -> None:
    text = ARTICLE
    if damage == "cut":
        text = text[chance.randrange(len(text)) :][: chance.randrange(len(text))]
    elif damage == "shuffle":
        words = text.split(" ")
        chance.shuffle(words)
        text = " ".join(words)
    elif damage == "strip":
        text = "".join(c for c in text if c not in "“”‘’\"'" or chance.random() < 0.5)
    else:
        text = "".join(c * 2 if c in "“”‘’\"',." and chance.random() < 0.5 else c for c in text)
    assert _slices(text, _read(text))


@settings(max_examples=60)
@given(st.text(alphabet="“”\"'’:,.?! \nsaid Maratoldhe—", max_size=150))
def test_no_text_fails(text: str) -> None:
    assert _slices(text, _read(text))
