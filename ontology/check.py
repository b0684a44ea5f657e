"""Checking a graph against the shapes: violations are values, sorted, each with what and where.

Two engines read the same ``shapes.ttl``: the ``shacl`` package, fast enough for each document of a
build, and pySHACL, the reference; a test holds their answers equal.  One rule is not in the shapes:
SHACL core compares by SPARQL's ``<`` (https://www.w3.org/TR/shacl/#LessThanOrEqualsConstraintComponent),
which does not order years, months and days, so that an interval's ends are compared here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from .dates import has_come
from .terms import CG, SH

if TYPE_CHECKING:
    import rdflib
    import shacl

SHAPES = "https://w3id.org/claimgraph/shapes#"
ORDER = SHAPES + "interval-order"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """What does not conform: IRIs without brackets, ``value`` in N-Triples syntax.

    ``path`` is empty where the whole node is meant, ``value`` where no single value is at fault.
    ``severity`` is ``Violation``, ``Warning`` or ``Info``; ``component`` the local name of the SHACL
    constraint component, or of a check in code.
    """

    focus_node: str
    path: str
    shape: str
    component: str
    message: str
    severity: str = "Violation"
    value: str = ""


def shapes_text() -> str:
    """The shapes that ship with the package, in Turtle."""
    return (files("claimgraph.ontology") / "shapes.ttl").read_text("utf-8")


def validate(ntriples: str, *, engine: str = "shacl") -> tuple[Violation, ...]:
    """All violations of the shapes and of the order of intervals in one graph, sorted and unique.

    ``ntriples`` is the graph in N-Triples.  Raises ``ValueError`` for an unknown engine.
    """
    engines = {"shacl": _by_shacl, "pyshacl": _by_pyshacl}
    if engine not in engines:
        raise ValueError(f"engine {engine!r} is not one of {', '.join(engines)}")
    return tuple(sorted({*engines[engine](ntriples), *_disordered(ntriples)}))


@cache
def _compiled() -> shacl.Shapes:
    import shacl

    return shacl.Shapes.from_turtle(shapes_text())


@cache
def _as_graph() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(data=shapes_text(), format="turtle")


def _by_shacl(ntriples: str) -> Iterator[Violation]:
    for result in _compiled().validate_text(ntriples, format="ntriples").results:
        yield Violation(
            focus_node=_bare(result.focus_node),
            path=_bare(result.path or ""),
            shape=_bare(result.source_shape or ""),
            component=result.component,
            message=result.message or "",
            severity=result.severity,
            value=result.value or "",
        )


def _by_pyshacl(ntriples: str) -> Iterator[Violation]:
    import pyshacl
    import rdflib
    from rdflib.namespace import RDF
    from rdflib.namespace import SH as sh

    data = rdflib.Graph().parse(data=ntriples, format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=_as_graph(), advanced=False, inference="none")
    for node in report.subjects(RDF.type, sh.ValidationResult):

        def found(name: str, node: Any = node) -> Any:
            return report.value(node, sh[name])

        yield Violation(
            focus_node=str(found("focusNode")),
            path=_path(report, found("resultPath")),
            shape=str(found("sourceShape")),
            component=str(found("sourceConstraintComponent")).removeprefix(SH),
            message=str(found("resultMessage") or ""),
            severity=str(found("resultSeverity")).removeprefix(SH),
            value=found("value").n3() if found("value") is not None else "",
        )


_END = re.compile(rf'^(\S+) <{re.escape(CG)}(since|until)> "([0-9-]+)"', re.MULTILINE)


def _disordered(ntriples: str) -> Iterator[Violation]:
    """Intervals that end before they begin, whatever the precision of their dates."""
    if f"<{CG}until>" not in ntriples:
        return
    ends: dict[str, dict[str, str]] = {}
    for subject, name, value in _END.findall(ntriples):
        ends.setdefault(subject, {})[name] = value
    for subject, known in ends.items():
        if len(known) == 2 and not has_come(known["since"], known["until"]):
            yield Violation(
                focus_node=_bare(subject),
                path=CG + "until",
                shape=ORDER,
                component="IntervalOrder",
                message=f"An interval does not end ({known['until']}) before it begins ({known['since']}).",
            )


def _path(report: rdflib.Graph, path: Any) -> str:
    """A result's path; an inverse one as SPARQL writes it, since a blank node says nothing."""
    import rdflib
    from rdflib.namespace import SH as sh

    if isinstance(path, rdflib.BNode):
        return f"^<{report.value(path, sh.inversePath)}>"
    return str(path or "")


def _bare(term: str) -> str:
    return term[1:-1] if term.startswith("<") and term.endswith(">") else term
