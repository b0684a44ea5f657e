"""What a model proposes is a claim only if somebody can say it; and magazine prose holds few false ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimgraph.extract.attribution.attributions import Attribution
from claimgraph.extract.attribution.wellformed import is_wellformed
from claimgraph.extract.engine import Extractor
from claimgraph.extract.tokens import tokens_of
from claimgraph.graph.record import Document, Span

FEATURES = Path(__file__).parents[1] / "gold" / "magazine.jsonl"


def judged(grammar, text, source, cue, content, confidence):
    """Whether the first of the words in the text, several parts joined by " … ", are well formed."""

    def spans(words):
        return tuple(
            Span(text.index(part), text.index(part) + len(part)) for part in words.split(" … ") if part
        )

    item = Attribution(content=spans(content), cue=spans(cue), source=spans(source), confidence=confidence)
    return is_wellformed(tokens_of(grammar(text)), item)


NOT_SAID = [
    ("Nobody had asked the women.", "Nobody", "asked", "the women"),
    ("No rule asks that visitors pay.", "No rule", "asks", "that visitors pay"),
    ("You can see that the roof leaks.", "You", "can see", "that the roof leaks"),
    ("It is clear that the roof leaks.", "It", "is clear", "that the roof leaks"),
    ("Would Lund advise anyone to swim there?", "Lund", "advise", "anyone to swim there"),
    ("Why did Lund want to swim there?", "Lund", "want", "to swim there"),
    ("The growers love it.", "The growers", "love", "it"),
    ("Their mother saw them differently.", "Their mother", "saw", "them differently"),
    ("What the guests wanted to know was the price.", "the guests", "wanted", "What … to know"),
    ("The twins called each other “goose” for years.", "The twins", "called", "each other “goose”"),
    ("Every evening he posts a photograph of the sea.", "he", "posts", "a photograph of the sea"),
    ("She drafted a letter to the union.", "She", "drafted", "a letter to the union"),
    ("Two radios are playing behind the bar.", "Two radios", "are playing behind", "the bar"),
    ("Lund has been offered other posts since.", "", "has been offered", "Lund … other posts"),
    ("The firm replied to the letter.", "The firm", "replied to", "the letter"),
    ("The hamlet repaired its church.", "The hamlet", "repaired", "its church"),
    ("He posts a photo of an app that shows the sea.", "He", "posts", "a photo of an app that shows the sea"),
    ("The screen showed fog.", "The screen", "showed", "fog"),
    ("Lund shows a guest what the roof looks like.", "Lund", "shows", "a guest … what the roof looks like"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content"), NOT_SAID)
def test_what_cannot_be_said_is_no_claim(grammar, text, source, cue, content):
    assert not judged(grammar, text, source, cue, content, 0.42)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Lund said no.", "Lund", "said", "no"),
        ("Lund praised the new roof.", "Lund", "praised", "the new roof"),
        ("Would the roof hold? Lund said it would.", "Lund", "said", "it would"),
        ("The roof is considered a marvel.", "", "is considered", "The roof … a marvel"),
        ("Lund wrote that the roof leaks.", "Lund", "wrote", "that the roof leaks"),
        ("Lund wrote about the roof.", "Lund", "wrote about", "the roof"),
        ("What Lund wants is that the roof holds.", "Lund", "wants", "What … that the roof holds"),
        ("“Nobody sees it,” said Lund.", "Lund", "said", "“Nobody sees it,”"),
        ("Lund posted “a roof, at last”.", "Lund", "posted", "“a roof, at last”"),
        ("Lund showed that the roof leaks.", "Lund", "showed", "that the roof leaks"),
        ("Lund wrote what the roof had cost.", "Lund", "wrote", "what the roof had cost"),
    ],
)
def test_what_can_be_said_stays(grammar, text, source, cue, content):
    assert judged(grammar, text, source, cue, content, 0.42)


def test_of_what_is_sure_the_model_knows_better_but_nobody_never_speaks(grammar):
    assert judged(grammar, "The growers love it.", "The growers", "love", "it", 0.7)
    assert not judged(grammar, "Nobody had asked the women.", "Nobody", "asked", "the women", 0.7)


def test_magazine_features_hold_few_false_claims():
    """Gold (``said``): each content that may be reported, as pieces; written before the texts were read."""
    gold = [json.loads(line) for line in FEATURES.read_text(encoding="utf-8").splitlines()]
    documents = [Document(id=item["id"], source=item["id"], text=item["text"]) for item in gold]
    false, unread = [], []
    for item, reading in zip(gold, Extractor(attribution="polnear-sm").read(documents), strict=True):
        found = [_characters(claim.content) for claim in reading.claims]
        said = [_characters(pieces) for pieces in item["said"]]
        false += [reading.document.words(c.content) for c in reading.claims if not _touches(c.content, said)]
        unread += [
            item["text"][slice(*pieces[0])]
            for pieces in item["said"]
            if len(pieces) > 1 and not any(_characters(pieces) & words for words in found)
        ]
    assert len(gold) == 3
    assert len(false) <= 4, false
    assert not unread, unread


def _characters(spans):
    return {place for start, end in spans for place in range(start, end)}


def _touches(content, said):
    return any(_characters(content) & words for words in said)
