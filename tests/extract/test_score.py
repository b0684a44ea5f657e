"""The scorer on cases small enough to count by hand, and the gold formats that it reads."""

import json

import pytest

from claimgraph.errors import DataError, UsageError
from claimgraph.extract.scoring.gold import Quote, read_gold
from claimgraph.extract.scoring.score import Scorer
from claimgraph.graph.record import Span

TEXT = "“We will stay,” said Mara Okoye. Officials said the ban “cannot” last. It rained.\n"


def spans(*words):
    return tuple(Span(TEXT.index(word), TEXT.index(word) + len(word)) for word in words)


def quote(content, source=None, cue="said", speech=None):
    return Quote(
        content=spans(content), source=spans(source) if source else (), cue=spans(cue), speech=speech
    )


GOLD = [quote("We will stay", "Mara Okoye"), quote("the ban “cannot” last", "Officials")]


def scored(predicted, **options):
    scorer = Scorer(lambda cue: cue == "said", **options)
    scorer.add("d", TEXT, GOLD, predicted)
    return scorer


def test_everything_right_is_a_hundred_in_every_view_that_has_gold():
    views = scored(GOLD).views
    for view in ("all", "speech", "quoted", "direct", "mixed"):
        assert views[view].joint.f1 == views[view].exact.f1 == views[view].token.f1 == 100
    assert (views["indirect"].joint.gold, views["indirect"].joint.predicted) == (0, 0)


def test_marks_and_punctuation_at_the_edges_do_not_matter():
    assert (
        scored([Quote(content=spans("“We will stay,”"), source=spans("Okoye")), GOLD[1]])
        .views["all"]
        .exact.f1
        == 100
    )


def test_a_wrong_source_costs_the_joint_figure_alone():
    views = scored([quote("We will stay", "Officials"), GOLD[1]]).views
    assert views["all"].overlap.f1 == 100
    assert views["all"].joint.right == 1
    assert views["all"].sources.recall == 50


def test_a_spurious_find_counts_in_its_own_kind_and_without_a_word_of_speech_only_when_strict():
    spurious = Quote(content=spans("It rained"), cue=spans("last"))
    assert scored([*GOLD, spurious]).views["speech"].joint.predicted == 2
    strict = scored([*GOLD, spurious], strict=True).views
    assert strict["speech"].joint.predicted == 3
    assert strict["indirect"].joint.predicted == 1
    assert strict["direct"].joint.predicted == 1


def test_segments_count_each_piece():
    two = Quote(content=spans("We will stay", "the ban “cannot” last"), source=spans("Mara Okoye"))
    views = scored([two], segments=True).views
    assert views["all"].overlap.right == 2
    assert views["all"].joint.right == 1


def test_cases_name_each_error():
    predicted = [Quote(content=spans("We")), quote("the ban “cannot” last", "Mara Okoye"), quote("It rained")]
    errors = sorted((case.error, case.predicted) for case in scored(predicted).cases)
    assert errors == [("boundary", "We"), ("source", "Mara Okoye"), ("spurious", "It rained")]
    assert [case.error for case in scored([]).cases] == ["missed", "missed"]


def test_gold_is_read_from_jsonl_and_from_brat_alike(tmp_path):
    (content,), (source,), (cue,) = spans("We will stay"), spans("Mara Okoye"), spans("said")
    document = {"id": "d", "text": TEXT, "quotes": [{"content": [content], "source": [source], "cue": [cue]}]}
    (tmp_path / "d.jsonl").write_text(json.dumps(document) + "\n\n")
    (tmp_path / "d.txt").write_text(TEXT)
    (tmp_path / "d.ann").write_text(
        f"T1\tContent {content.start} {content.start + 2};{content.start + 3} {content.end}\tWe … will stay\n"
        f"T2\tSource {source.start} {source.end}\tMara Okoye\nT3\tCue {cue.start} {cue.end}\tsaid\n"
        "E1\tContent:T1 source:T2 cue:T3\n#1\tAnnotatorNotes T1\tsure\n"
    )
    (line,), (folder,), (file,) = (read_gold(tmp_path / name) for name in ("d.jsonl", "", "d.ann"))
    assert folder == file
    assert (line.id, line.text) == (file.id, file.text)
    assert line.quotes[0].source == file.quotes[0].source == (source,)
    assert len(file.quotes[0].content) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"{", "d.jsonl:1: not an annotated document"),
        (b'{"id": 1}', "not an annotated document"),
        (b"[]", "document"),
        (b"\n\xff", "d.jsonl:2: not an annotated document"),
    ],
)
def test_gold_that_is_none_is_refused_with_its_line(tmp_path, text, message):
    (tmp_path / "d.jsonl").write_bytes(text)
    with pytest.raises(DataError, match=message):
        read_gold(tmp_path / "d.jsonl")
    with pytest.raises(UsageError, match="no such file"):
        read_gold(tmp_path / "none.jsonl")
