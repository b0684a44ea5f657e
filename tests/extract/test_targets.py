"""What claims are about: names in the content, "the app" and "it", and what introduces a quote."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract.attribution.attributions import Attribution
from claimgraph.extract.engine import build_pipeline
from claimgraph.extract.relations.measures.targets import find_targets
from claimgraph.extract.tokens import tokens_of
from claimgraph.graph.record import Span


@cache
def _pipeline() -> Language:
    return build_pipeline()


def _read(text: str) -> Doc:
    return _pipeline()(text)


def _about(text: str, content: str, source: str = "Lena Osei") -> list[tuple[str, str]]:
    """Names and words of what one content is about, attributed by hand."""
    doc = _read(text)
    start, speaker = text.index(content), text.index(source)
    item = Attribution(
        content=(Span(start, start + len(content)),), source=(Span(speaker, speaker + len(source)),)
    )
    (targets,) = find_targets(tokens_of(doc), [item], doc._.entities)
    return [(target.entity.name, text[slice(*target.span)]) for target in targets]


@pytest.mark.parametrize(
    ("text", "content", "about"),
    [
        (
            "“TikTok is not Chinese,” said Lena Osei, who likes Instagram.",
            "“TikTok is not Chinese,”",
            [("TikTok", "TikTok")],
        ),
        (
            "Lena Osei said that ByteDance broke the Digital Services Act in Ireland.",
            "that ByteDance broke the Digital Services Act in Ireland",
            [
                ("ByteDance", "ByteDance"),
                ("Digital Services Act", "Digital Services Act"),
                ("Ireland", "Ireland"),
            ],
        ),
        (
            "TikTok is back. Lena Osei said that the app was slow.",
            "that the app was slow",
            [("TikTok", "the app")],
        ),
        (
            "TikTok and Instagram are back. Lena Osei said that the app was slow.",
            "that the app was slow",
            [],
        ),
        ("Of TikTok Lena Osei says: “Nobody knows.”", "“Nobody knows.”", [("TikTok", "TikTok")]),
        ("Asked about TikTok, Lena Osei said: “Nobody knows.”", "“Nobody knows.”", [("TikTok", "TikTok")]),
        ("On TikTok, Lena Osei said: “Nobody knows.”", "“Nobody knows.”", []),
        (
            "TikTok was blocked. Lena Osei said that it would return.",
            "that it would return",
            [("TikTok", "it")],
        ),
        ("TikTok sued Meta. Lena Osei said that it would win.", "that it would win", []),
        ("Lena Osei said that it was raining.", "that it was raining", []),
    ],
)
def test_what_a_claim_is_about(text: str, content: str, about: list[tuple[str, str]]) -> None:
    assert _about(text, content) == about


def test_every_attribution_has_its_answer_in_order() -> None:
    text = "TikTok fell, Lena Osei said. Instagram rose, she said."
    doc = _read(text)
    items = [Attribution(content=(Span(29, 43),)), Attribution(content=(Span(0, 11),))]
    answers = find_targets(tokens_of(doc), items, doc._.entities)
    assert [[a.entity.name for a in answer] for answer in answers] == [["Instagram"], ["TikTok"]]


@settings(max_examples=50)
@given(
    st.data(),
    st.lists(st.sampled_from("TikTok it the app said Of about , “ ” . Meta she".split()), max_size=25),
)
def test_targets_lie_in_the_text(data: st.DataObject, words: list[str]) -> None:
    text = " ".join(words)
    doc = _read(text)
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (targets,) = find_targets(tokens_of(doc), [Attribution(content=(Span(start, end),))], doc._.entities)
    assert list(targets) == sorted(targets, key=lambda target: target.span)
    assert all(text[slice(*target.span)].strip() for target in targets)
