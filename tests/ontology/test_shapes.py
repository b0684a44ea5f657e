"""Each shape has a file that violates it alone; each node shape one that conforms; two engines agree."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from claimgraph.ontology.check import ORDER, SHAPES, Violation, shapes_text, validate
from claimgraph.ontology.terms import CG, CGD, RDF, SH, XSD

FILES = Path(__file__).parent / "shapes"
CONFORMING = sorted(FILES.glob("*.conforms.ttl"))
VIOLATING = sorted(FILES.glob("*.violates.ttl"))


def ntriples(path: Path) -> str:
    quads = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    return "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)


def shapes() -> ox.Dataset:
    return ox.Dataset(ox.parse(shapes_text(), format=ox.RdfFormat.TURTLE))


def named(graph: ox.Dataset, *types: str) -> set[str]:
    return {
        quad.subject.value.removeprefix(SHAPES)
        for type_ in types
        for quad in graph.quads_for_object(ox.NamedNode(SH + type_))
        if quad.predicate.value == RDF + "type" and isinstance(quad.subject, ox.NamedNode)
    }


def comparable(violations: tuple[Violation, ...]) -> set[tuple[str, ...]]:
    return {(v.focus_node, v.path, v.shape, v.component, v.severity, v.message, v.value) for v in violations}


def test_every_shape_has_its_files() -> None:
    every = named(shapes(), "PropertyShape", "NodeShape")
    groups = {name for name in every if "-" not in name}
    assert len(groups) == 26
    assert len(every - groups) == 91
    assert {path.name.split(".")[0] for path in CONFORMING} == groups
    assert {path.name.split(".")[0] for path in VIOLATING} == every - groups


def test_every_shape_that_constrains_says_its_message_and_severity() -> None:
    graph = shapes()
    for name in named(graph, "PropertyShape", "NodeShape"):
        if "-" in name:
            quads = list(graph.quads_for_subject(ox.NamedNode(SHAPES + name)))
            messages = [str(quad.object) for quad in quads if quad.predicate.value == SH + "message"]
            assert len(messages) == 1 and messages[0].endswith('."'), name
            severities = [str(quad.object) for quad in quads if quad.predicate.value == SH + "severity"]
            assert severities == [f"<{SH}Violation>"], name


@pytest.mark.parametrize("path", CONFORMING, ids=lambda path: path.stem)
def test_conforming_file(path: Path) -> None:
    assert validate(ntriples(path)) == ()
    assert validate(ntriples(path), engine="pyshacl") == ()


@pytest.mark.parametrize("path", VIOLATING, ids=lambda path: path.stem)
def test_violating_file_violates_its_shape_and_no_other(path: Path) -> None:
    violations = validate(ntriples(path))
    assert {violation.shape for violation in violations} == {SHAPES + path.name.split(".")[0]}
    assert comparable(validate(ntriples(path), engine="pyshacl")) == comparable(violations)


def interval(since: str, until: str) -> str:
    node = f"<{CGD}ownership-1>"
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    return "".join(
        f'{node} <{CG}{name}> "{value}"^^<{XSD}{kinds[len(value)]}> .\n'
        for name, value in (("since", since), ("until", until))
    )


@pytest.mark.parametrize(
    ("since", "until", "ordered"),
    [
        ("2012", "2013", True),
        ("2012", "2012", True),
        ("2012-05", "2012", True),
        ("2012", "2012-05", True),
        ("2012-05-02", "2012-05", True),
        ("2013", "2012", False),
        ("2013", "2012-12-31", False),
        ("2012-05-02", "2012-05-01", False),
        ("2012-06", "2012-05-31", False),
    ],
)
@pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
def test_an_interval_does_not_end_before_it_begins(
    since: str, until: str, ordered: bool, engine: str
) -> None:
    violations = validate(interval(since, until), engine=engine)
    assert [violation.shape for violation in violations] == ([] if ordered else [ORDER])


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="not one of shacl, pyshacl"):
        validate("", engine="other")
