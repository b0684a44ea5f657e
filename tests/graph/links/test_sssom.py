"""The review file: written, edited the way spreadsheets do, and read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import DataError
from claimgraph.graph.links.sssom import (
    ACCEPT,
    REJECT,
    UNSURE,
    Mapping,
    mapping_lines,
    read_sssom,
    remember,
    write_sssom,
)
from claimgraph.ontology.terms import CGD, SKOS

FEED = Mapping(
    subject=CGD + "platform-feed",
    subject_label="The Feed",
    predicate=SKOS + "exactMatch",
    object="http://other.example/The_Feed",
    object_label="Feed",
    confidence=0.9,
    comment="same name",
)
WIRE = Mapping(
    subject=CGD + "org-wire", predicate=SKOS + "closeMatch", object="urn:ftm:w:1", subject_label="=1+1"
)


def decided(mapping, decision):
    return Mapping(
        **{**{name: getattr(mapping, name) for name in Mapping.__dataclass_fields__}, "decision": decision}
    )


def test_the_file_is_sssom():
    text = write_sssom([FEED, WIRE], "other")
    head = [line for line in text.splitlines() if line.startswith("#")]
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert '#  other: "http://other.example/"' in head
    assert rows[0][1:4] == ["subject_id", "subject_label", "predicate_id"]
    assert rows[1][1:6] == ["cgd:platform-feed", "The Feed", "skos:exactMatch", "", "other:The_Feed"]
    assert rows[2][2] == "'=1+1"


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text,
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: text.replace("\t", ","),
        lambda text: text.replace("\t", ";").replace("#curie_map:", "#curie_map:;;;;"),
        lambda text: "\n".join(
            f'"{line}"' if line.startswith("#") and '"' not in line else line for line in text.split("\n")
        ),
    ],
)
def test_a_spreadsheet_may_save_it_as_it_likes(saved):
    mappings = [decided(FEED, ACCEPT), decided(WIRE, REJECT)]
    assert read_sssom(saved(write_sssom(mappings, "other")), "f.tsv") == mappings


_WORDS = (
    st.text(st.characters(exclude_categories=("C",)), max_size=20)
    .map(str.strip)
    .filter(lambda text: text[:1] != "'")
)
_MAPPINGS = st.builds(
    Mapping,
    subject=st.just(CGD + "person-1"),
    subject_label=_WORDS,
    predicate=st.sampled_from([SKOS + "exactMatch", SKOS + "closeMatch"]),
    object=st.sampled_from(["http://x/a#b", "http://x/a/", "urn:ftm:1", "http://www.wikidata.org/entity/Q1"]),
    object_label=_WORDS,
    confidence=st.integers(0, 100).map(lambda part: part / 100),
    reviewer=_WORDS,
    comment=_WORDS,
    decision=st.sampled_from([None, ACCEPT, REJECT, UNSURE]),
)


@given(st.lists(_MAPPINGS, min_size=1, max_size=4))
def test_what_is_written_is_read(mappings):
    assert read_sssom(write_sssom(mappings, "other"), "f.tsv") == mappings


def test_decisions_become_triples_and_rejections_too():
    lines = mapping_lines([decided(FEED, ACCEPT), decided(WIRE, REJECT)])
    accepted = f"<{FEED.subject}> <{SKOS}exactMatch> <{FEED.object}> ."
    assert accepted in lines
    assert not any(line.startswith(f"<{WIRE.subject}>") for line in lines)
    assert sum('predicate_modifier> "Not"' in line for line in lines) == 1
    assert mapping_lines([FEED, decided(WIRE, UNSURE)]) == []
    same = mapping_lines([decided(FEED, ACCEPT)], same_as=True)
    assert f"<{FEED.subject}> <http://www.w3.org/2002/07/owl#sameAs> <{FEED.object}> ." in same
    assert accepted not in same


def test_a_file_of_others_without_decisions_counts():
    text = "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\nwd:Q1\tskos:exactMatch\t\twd:Q2\nwd:Q1\tskos:exactMatch\tNot\twd:Q3\n"
    assert [mapping.decision for mapping in read_sssom(text, "f.tsv")] == [ACCEPT, REJECT]


def test_decisions_are_remembered():
    judged = [decided(FEED, REJECT), decided(WIRE, ACCEPT)]
    assert remember([FEED], judged) == judged
    assert remember([FEED], []) == [FEED]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("\tx:a\tskos:exactMatch\twd:Q1\t1", r"f\.tsv:2: 'x:a': the curie_map"),
        ("\twd:Q1\trdfs:label\twd:Q1\t1", r"f\.tsv:2: 'rdfs:label' links nothing"),
        ("maybe\twd:Q1\tskos:exactMatch\twd:Q1\t1", r"f\.tsv:2: a decision 'maybe'"),
        ("\twd:Q1\tskos:exactMatch\twd:Q1\t7", r"f\.tsv:2: a confidence of '7'"),
        ("\t<http://x/ y>\tskos:exactMatch\twd:Q1\t1", r"f\.tsv:2: 'http://x/ y' is no IRI"),
    ],
)
def test_a_wrong_row_is_told(row, message):
    with pytest.raises(DataError, match=message):
        read_sssom(f"decision\tsubject_id\tpredicate_id\tobject_id\tconfidence\n{row}\n", "f.tsv")


def test_a_file_without_columns_is_told():
    with pytest.raises(DataError, match="no column object_id"):
        read_sssom("subject_id\tpredicate_id\n", "f.tsv")
    with pytest.raises(DataError, match="no mappings"):
        read_sssom("#curie_map:\n", "f.tsv")
