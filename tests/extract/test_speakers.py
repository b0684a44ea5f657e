"""Who is meant by "she", "the senator" and "users", on texts made up for it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from claimgraph.extract.actors.reference.speakers import Speakers, resolve_speakers
from claimgraph.extract.attribution.attributions import Attribution
from claimgraph.extract.engine import build_pipeline
from claimgraph.graph.record import MentionForm, Span

MAGAZINE = """Dana Whitlow takes out her phone. “They can’t believe the price,” she says.

“I cried,” she adds. “It was nice.”

“Nobody asked,” says Ifeoma Brandt, a professor of media studies at Cuyahoga. She fears that nobody will.

Not everyone agrees. Theo Vandersloot, a security researcher, argues that it was a risk.

“I read it to my mother,” he says. The professor calls that unfair.
"""


def _speakers(nlp: Language, text: str) -> list[tuple[str, str | None]]:
    """The source's words and the speaker's name of each attribution, in text order of the sources."""
    claims = [claim for claim in nlp(text)._.claims if claim.source]
    claims.sort(key=lambda claim: claim.source)
    return [
        (text[claim.source[0].start : claim.source[-1].end], claim.speaker.name if claim.speaker else None)
        for claim in claims
    ]


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("Ada Quill met Robert Tarn. “It is late,” she said.", "she", "Ada Quill"),
        ("Ada Quill met Robert Tarn. “It is late,” he said.", "he", "Robert Tarn"),
        ("Mary Quill met Ann Tarn. “It is late,” she said.", "she", "Mary Quill"),
        ("“It is late,” said Ada Quill. “Go home,” she added.", "she", "Ada Quill"),
        ("Robert Tarn spoke. John Quill followed him. He said that Quill was late.", "He", "Robert Tarn"),
        ("A reporter asked Robert Tarn about it. “It is late,” he said.", "he", "Robert Tarn"),
        ("Sen. Ada Quill voted no. “It is late,” the senator said.", "the senator", "Ada Quill"),
        (
            "Ada Quill, a professor of law in Leeds, wrote a book. The professor said it was late.",
            "The professor",
            "Ada Quill",
        ),
        ("Shein was fined on Monday. The company said it would appeal.", "The company", "Shein"),
        ("ByteDance was sued in May. “We comply,” it said.", "it", "ByteDance"),
        (
            "A spokeswoman for Meta declined. “We comply,” the spokeswoman said.",
            "the spokeswoman",
            "A spokeswoman for Meta",
        ),
        (
            "Shein did not answer. A spokesperson for Temu declined, but pointed to a report in which the "
            "company said it complied.",
            "the company",
            "Temu",
        ),
        (
            "“It is late,” says Robert Tarn, a professor of law in Leeds. According to Tarn, it is "
            "too late. “It must be sold,” the press secretary told reporters.",
            "the press secretary",
            "the press secretary",
        ),
        (
            "“They are there,” says Saoirse Quill. Her agent told her so; she thinks that it is not late.",
            "she",
            "Saoirse Quill",
        ),
        (
            "“It is late,” says Kofi Quill-Tarn. Quill-Tarn left Twitter in May. He said that it was late.",
            "He",
            "Kofi Quill-Tarn",
        ),
    ],
)
def test_a_pronoun_or_description_is_the_one_meant(
    nlp: Language, text: str, source: str, speaker: str
) -> None:
    assert (source, speaker) in _speakers(nlp, text)


def test_every_second_speaker_of_a_magazine_is_she(nlp: Language) -> None:
    found = _speakers(nlp, MAGAZINE)
    assert [speaker for source, speaker in found if source.lower() in ("she", "he", "the professor")] == [
        "Dana Whitlow",
        "Dana Whitlow",
        "Ifeoma Brandt",
        "Theo Vandersloot",
        "Ifeoma Brandt",
    ]


def test_a_surname_with_a_hyphen_is_one_name(nlp: Language) -> None:
    text = "“It is late,” says Kofi Quill-Tarn.\n\nQuill-Tarn quit Twitter the week Mara Lund bought it."
    names = {
        text[mention.span.start : mention.span.end]: entity.name
        for entity in nlp(text)._.entities
        for mention in entity.mentions
    }
    assert names["Quill-Tarn"] == "Kofi Quill-Tarn"
    assert "Tarn" not in names


INTERVIEW = """Posting through it

By Hana Lund

“Nobody leaves,” the podcaster Kofi Tarn tells me over a bad line, late at night.{more}

Q: Do you miss it?

A: It was late.

Q: And now?

A: Now it is not.
"""


@pytest.mark.parametrize(
    ("more", "answers"), [("", "Kofi Tarn"), (" “I did,” says Ada Quill, his neighbour.", None)]
)
def test_questions_are_the_writers_and_answers_of_the_one_introduced(more: str, answers: str | None) -> None:
    found = _speakers(build_pipeline(attribution="rules"), INTERVIEW.format(more=more))
    assert found[-4:] == [("Q", "Hana Lund"), ("A", answers), ("Q", "Hana Lund"), ("A", answers)]


@pytest.mark.parametrize("text", ["“It is late,” she said.", "It was announced on Monday that it was late."])
def test_nobody_is_invented(nlp: Language, text: str) -> None:
    assert [claim.speaker for claim in nlp(text)._.claims if claim.speaker is not None] == []


def test_unnamed_speakers_of_one_description_are_one(nlp: Language) -> None:
    text = "Users said it was slow. According to users, nobody came."
    speakers = [claim.speaker for claim in nlp(text)._.claims]
    assert len(speakers) == 2 and speakers[0] is not None and speakers[0] is speakers[1]
    assert speakers[0].type == "group"


def test_a_role_is_the_one_said_before(nlp: Language) -> None:
    (claim,) = nlp("“It is late,” said Ada Quill, a professor of law in Leeds.")._.claims
    assert claim.role is not None and claim.role.category == "expert"


def test_the_speakers_mentions_hold_its_sources(nlp: Language) -> None:
    doc = nlp(MAGAZINE)
    forms = {(entity.name, mention.form) for entity in doc._.entities for mention in entity.mentions}
    assert ("Dana Whitlow", MentionForm.PRONOUN) in forms
    assert ("Ifeoma Brandt", MentionForm.NOMINAL) in forms
    for claim in doc._.claims:
        assert claim.speaker is None or claim.speaker in doc._.entities


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), cut=st.integers(0, len(MAGAZINE)), count=st.integers(0, 6))
def test_any_attributions_over_any_text_are_answered(seed: int, cut: int, count: int) -> None:
    shuffled = random.Random(seed)
    words = MAGAZINE[:cut].split(" ")
    shuffled.shuffle(words)
    text = " ".join(words)
    speakers = _resolve(text, shuffled, count)
    assert len(speakers.speakers) == len(speakers.roles) == count
    assert all(speaker is None or speaker in speakers.entities for speaker in speakers.speakers)
    leads = [(entity.lead, entity.type) for entity in speakers.entities]
    assert len(set(leads)) == len(leads)
    for entity in speakers.entities:
        for mention in entity.mentions:
            assert 0 <= mention.span.start < mention.span.end <= len(text)


_PIPELINE: list[Language] = []


def _resolve(text: str, shuffled: random.Random, count: int) -> Speakers:
    """Hypothesis and fixtures do not mix, so this test keeps a pipeline of its own."""
    if not _PIPELINE:
        _PIPELINE.append(build_pipeline())
    doc = _PIPELINE[0](text)

    def span() -> Span:
        start = shuffled.randrange(len(text) + 1)
        return Span(start, shuffled.randrange(start, len(text) + 1))

    items = [
        Attribution(content=(span(),), cue=(span(),), source=(span(),) if shuffled.random() < 0.8 else ())
        for _ in range(count)
    ]
    return resolve_speakers(doc, items, doc._.entities)
