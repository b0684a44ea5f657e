"""The extractor: documents in, readings out, one bad text costing nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest

from claimgraph.errors import SkipDocument, UsageError
from claimgraph.extract.engine import (
    DEFAULT_MODEL,
    MAX_CHARACTERS,
    MAX_TOKENS,
    STAGES,
    Extractor,
    build_pipeline,
    identity,
)
from claimgraph.extract.tokenizer import tokenized
from claimgraph.graph.record import Document, Reading

TEXT = """Old ferry line fears for its passengers

“Half of our bookings come from TikTok,” said Runa Hallik, who runs the ferry. “Without it, we are an empty boat.”

Hallik hopes that the ban will not come. According to the harbour office, 40,000 people took the ferry last year.
"""


def _document(text: str, name: str = "a.txt") -> Document:
    return Document(id=name, source=name, text=text)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def _readings(extractor: Extractor, texts: list[str]) -> list[Reading | SkipDocument]:
    return list(extractor.read(_document(text, f"{number}.txt") for number, text in enumerate(texts)))


def test_a_text_becomes_claims_with_speakers(extractor: Extractor) -> None:
    (reading,) = _readings(extractor, [TEXT])
    assert isinstance(reading, Reading)
    said = [
        (reading.document.words(claim.content), claim.speaker.name if claim.speaker else None)
        for claim in reading.claims
    ]
    assert said[:2] == [
        ("Half of our bookings come from TikTok … Without it, we are an empty boat.", "Runa Hallik"),
        ("that the ban will not come", "Runa Hallik"),
    ]
    assert {argument.entity.name for argument in reading.claims[0].about} == {"TikTok"}


def test_every_span_slices_the_text_and_every_entity_is_known(extractor: Extractor) -> None:
    (reading,) = _readings(extractor, [TEXT])
    assert isinstance(reading, Reading)
    for claim in reading.claims:
        for start, end in (*claim.content, *claim.cue, *claim.source):
            assert 0 <= start < end <= len(TEXT)
        for entity in (claim.speaker, *(argument.entity for argument in claim.about)):
            assert entity is None or entity in reading.entities


def test_readings_come_in_the_order_of_the_documents(extractor: Extractor) -> None:
    texts = [f"Runa Hallik said the boat number {n} was full." for n in range(40)]
    found = _readings(extractor, texts)
    assert [r.document.text for r in found if isinstance(r, Reading)] == texts


def test_one_document_reads_the_same_alone_and_among_others(extractor: Extractor) -> None:
    (alone,) = _readings(extractor, [TEXT])
    among = _readings(extractor, ["Nothing here.", TEXT.replace("Runa", "Sven"), TEXT])[2]
    assert isinstance(alone, Reading) and isinstance(among, Reading)
    assert (alone.claims, alone.entities, alone.relations) == (among.claims, among.entities, among.relations)


def test_a_stream_is_read_as_it_comes(extractor: Extractor) -> None:
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        while True:
            taken += 1
            yield _document("Runa Hallik said it was late.", f"{taken}.txt")

    readings = extractor.read(endless())
    next(readings)
    assert taken < 100


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“", "\u200b", "…\n”"])
def test_texts_with_nothing_in_them_are_read(extractor: Extractor, text: str) -> None:
    (reading,) = _readings(extractor, [text])
    assert isinstance(reading, Reading)
    assert reading.claims == ()


def test_a_text_that_is_too_long_is_skipped_and_named(extractor: Extractor) -> None:
    found = _readings(extractor, [TEXT, "a " * MAX_CHARACTERS, TEXT])
    assert [type(item) for item in found] == [Reading, SkipDocument, Reading]
    assert isinstance(found[1], SkipDocument)
    assert found[1].where == "1.txt"
    assert "split the file" in found[1].reason


def test_a_text_of_too_many_tokens_is_skipped_and_named(extractor: Extractor) -> None:
    found = _readings(extractor, ["(" * (MAX_TOKENS + 1), TEXT])
    assert [type(item) for item in found] == [SkipDocument, Reading]
    assert isinstance(found[0], SkipDocument)
    assert f"{MAX_TOKENS:,}" in found[0].reason


@pytest.mark.parametrize(
    "run", ["(" * 20_000, "“中文。”" * 2_000, "1,000.00-" * 3_000, "a" * 9_999, "\n" * 999]
)
def test_a_run_without_a_blank_costs_what_its_length_is(run: str) -> None:
    text = f"{run} {TEXT} {run}"
    nlp = build_pipeline(attribution="rules")
    start = process_time()
    doc = tokenized(nlp, text)
    assert process_time() - start < 10  # seconds; a minute where the run is read again for each mark
    assert doc.text == text


def test_the_model_names_itself_with_its_version() -> None:
    name, version = identity().split("; ")[0].split(" ")
    assert name == DEFAULT_MODEL
    assert version[0].isdigit()
    assert identity().endswith("attribution polnear-sm")


def test_a_reading_says_what_made_it(extractor: Extractor) -> None:
    (reading,) = _readings(extractor, ["Nothing."])
    assert isinstance(reading, Reading)
    assert reading.model == extractor.model == identity()


def test_a_model_that_is_not_installed_says_what_to_install() -> None:
    with pytest.raises(UsageError, match=r"not installed; install it with: pip install no-such-model"):
        Extractor("no_such_model")


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"meta\.json is missing"):
        Extractor(str(tmp_path))


def test_an_unknown_way_of_attributing_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match="choose from rules"):
        identity(attribution="guesswork")


def test_the_pipeline_holds_every_stage_in_order() -> None:
    names = build_pipeline().pipe_names
    ours = [stage.factory for stage in STAGES]
    assert [name for name in names if name in ours] == ours
    assert names.index("claimgraph_layout") < names.index("parser")
    assert names.index("claimgraph_platforms") < names.index("ner")
