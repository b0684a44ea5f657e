"""Turtle, TriG, N-Quads, JSON-LD: by bytes, by isomorphism, and parse∘serialise = id."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import DataError
from claimgraph.exports import turtle
from claimgraph.exports.jsonld import write_jsonld
from claimgraph.exports.turtle import Graphs, trig_of_turtle, write_nquads, write_trig, write_turtle
from claimgraph.ontology.terms import CG, CGD, CGG, RDF, SKOS, XSD

GOLDEN = Path(__file__).parent / "golden"

NESTED = CGG + "doc-1"
LINES = sorted(
    [
        f"<{CGD}claim-1> <{RDF}type> <{CG}Claim> .",
        f"<{CGD}claim-1> <{CG}contentSpan> <{CGD}span-1-5-9> .",
        f"<{CGD}claim-1> <{CG}contentSpan> <{CGD}span-1-12-20> .",
        f'<{CGD}claim-1> <{CG}confidence> "0.90"^^<{XSD}decimal> .',
        f'<{CGD}claim-1> <{CG}attitude> "false"^^<{XSD}boolean> .',
        f'<{CGD}claim-1> <{CG}quote> "It \\"feels\\"\\nlike home \\\\ 家"@en-GB .',
        f'<{CGD}span-1-5-9> <{CG}note> "5"^^<{XSD}nonNegativeInteger> .',
        f'<{CGD}span-1-5-9> <{CG}note> "05"^^<{XSD}integer> .',
        f'<{CGD}span-1-5-9> <{CG}note> "five"^^<{XSD}integer> .',
        f"_:c14n0 <{SKOS}related> _:c14n1 .",
        "_:c14n1 <https://other.example/ns#kind> <https://other.example/a/b.c> .",
        f"<{CG}Claim> <{CG}seeAlso> <{RDF}type> .",
    ]
)
GRAPHS = [(NESTED, LINES), (CGG + "empty", []), (CGG + "register", LINES[:2])]
WRITERS: list[tuple[Callable[[Graphs, io.StringIO], None], ox.RdfFormat]] = [
    (write_turtle, ox.RdfFormat.TURTLE),
    (write_trig, ox.RdfFormat.TRIG),
    (write_nquads, ox.RdfFormat.N_QUADS),
    (write_jsonld, ox.RdfFormat.JSON_LD),
]


def written(writer: Callable[[Graphs, io.StringIO], None], graphs: Graphs) -> str:
    out = io.StringIO()
    writer(graphs, out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("writer", "name"),
    [
        (write_turtle, "small.ttl"),
        (write_trig, "small.trig"),
        (write_nquads, "small.nq"),
        (write_jsonld, "small.jsonld"),
    ],
)
def test_golden_bytes(writer: Callable[[Graphs, io.StringIO], None], name: str) -> None:
    assert written(writer, GRAPHS) == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("writer", "format_"), WRITERS)
def test_what_is_parsed_back_is_what_was_written(
    writer: Callable[[Graphs, io.StringIO], None], format_: ox.RdfFormat
) -> None:
    parsed = ox.Dataset(ox.parse(written(writer, GRAPHS).encode(), format_))
    expected = ox.Dataset(
        ox.parse(
            "\n".join(f"{line[:-1]}<{graph}> ." for graph, lines in GRAPHS for line in lines).encode(),
            ox.RdfFormat.N_QUADS,
        )
    )
    if format_ == ox.RdfFormat.TURTLE:
        expected = ox.Dataset(ox.Quad(q.subject, q.predicate, q.object, ox.DefaultGraph()) for q in expected)
    for dataset in (parsed, expected):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert parsed == expected


@pytest.mark.parametrize(("writer", "_"), WRITERS)
def test_no_graphs_still_parse(writer: Callable[[Graphs, io.StringIO], None], _: ox.RdfFormat) -> None:
    assert not list(ox.parse(written(writer, []).encode(), _))


def test_type_stands_first_and_prefixes_before_everything() -> None:
    text = written(write_turtle, GRAPHS)
    assert "cgd:claim-1 a cg:Claim ;" in text
    head, _, sections = text.partition("# graph ")
    assert "@prefix skos:" in head and "@prefix foaf:" in head and "@prefix" not in sections
    assert text.count("@prefix cg:") == 1


def test_jsonld_refuses_triple_terms() -> None:
    line = f"<{CGD}a> <{CG}b> <<( <{CGD}a> <{CG}b> <{CGD}c> )>> ."
    with pytest.raises(DataError, match="ttl, trig or nq"):
        written(write_jsonld, [(NESTED, [line])])


_iris = st.one_of(
    st.text("ab0-_./?=&:~@!$'()*+,;é家🙂", max_size=8).map(lambda name: ox.NamedNode(CGD + name)),
    st.sampled_from([ox.NamedNode(RDF + "type"), ox.NamedNode("urn:x:y"), ox.NamedNode(XSD + "date")]),
)
_blanks = st.from_regex(r"c14n[0-9]{1,3}", fullmatch=True).map(ox.BlankNode)
_words = st.text(st.characters(blacklist_categories=["Cs"]))
_literals = st.one_of(
    _words.map(ox.Literal),
    st.builds(ox.Literal, _words, language=st.sampled_from(["en", "zh-hant", "ar"])),
    st.builds(ox.Literal, _words, datatype=_iris),
    st.builds(
        ox.Literal,
        st.from_regex(r"[+-]?[0-9]*(\.[0-9]*)?", fullmatch=True),
        datatype=st.sampled_from([ox.NamedNode(XSD + name) for name in ("integer", "decimal", "boolean")]),
    ),
)
_quads = st.builds(
    ox.Quad,
    st.one_of(_iris, _blanks),
    _iris,
    st.one_of(_iris, _blanks, _literals),
    st.sampled_from([ox.NamedNode(CGG + "doc-1"), ox.NamedNode("https://other.example/g%201")]),
)


@given(st.sets(_quads, max_size=12))
def test_any_dataset_survives(quads: set[ox.Quad]) -> None:
    graphs = graphs_of(quads)
    # Blank node labels are kept, so no canonical form is needed to compare.
    for writer, format_ in WRITERS:
        text = written(writer, graphs).encode()
        parsed = {labelled(q) for q in ox.parse(text, format_)}
        if format_ == ox.RdfFormat.TURTLE:
            assert {row[:3] for row in parsed} == {labelled(q)[:3] for q in quads}
        else:
            assert parsed == {labelled(q) for q in quads}


@given(st.sets(_quads, max_size=12), st.integers(1, 300))
def test_trig_made_of_turtle_is_that_made_of_lines(quads: set[ox.Quad], chunk: int) -> None:
    graphs = [*graphs_of(quads), (CGG + "empty", [])]
    made = io.StringIO()
    usual, turtle._CHUNK = turtle._CHUNK, chunk
    try:
        trig_of_turtle(io.StringIO(written(write_turtle, graphs)), made)
    finally:
        turtle._CHUNK = usual
    assert made.getvalue() == written(write_trig, graphs)


def graphs_of(quads: set[ox.Quad]) -> list[tuple[str, list[str]]]:
    return [
        (name.value, sorted(f"{q.subject} {q.predicate} {q.object} ." for q in quads if q.graph_name == name))
        for name in sorted({q.graph_name for q in quads}, key=lambda node: node.value)
    ]


def labelled(quad: ox.Quad) -> tuple[str, str, str, str]:
    return str(quad.subject), str(quad.predicate), str(quad.object), str(quad.graph_name)
