"""SPARQL over the dataset: ad-hoc queries, and the presets in ``queries/*.rq``.

A preset's head says what it answers (``# text``) and names its parameters
(``# parameter NAME [= default]: text``). A parameter stands in the query as ``$NAME`` and is put in
as an escaped string literal, so a value can never change the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from ..errors import QueryError, UsageError
from ..ontology.terms import PREFIXES
from .ntriples import literal
from .store import Store

Row = dict[str, str]
_PARAMETER = re.compile(r"#\s*parameter\s+(\w+)\s*(?:=\s*(.*?)\s*)?:\s*(.*)")
# IRIs, strings and comments, in which a word is no keyword (https://www.w3.org/TR/sparql11-query/#rIRIREF).
_QUOTED = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\#[^\n]*""",
    re.DOTALL,
)
_VARIABLE = re.compile(r"\$(\w+)")
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SERVICE = re.compile(r"(?<![\w:?$.-])SERVICE(?![\w:.-])", re.IGNORECASE)
_FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
}
Solutions = ox.QuerySolutions
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that a preset takes; ``default`` is None where one must be given."""

    name: str
    default: str | None
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A query that ships with the program."""

    name: str
    help: str
    parameters: tuple[Parameter, ...]
    text: str


@cache
def presets() -> Mapping[str, Preset]:
    """All presets by name, sorted."""
    folder = files(__package__) / "queries"
    found = (
        _preset(path.name.removesuffix(".rq"), path.read_text(encoding="utf-8"))
        for path in folder.iterdir()
        if path.name.endswith(".rq")
    )
    return {preset.name: preset for preset in sorted(found, key=lambda preset: preset.name)}


def run(
    store: Store, query: str, values: Mapping[str, str] | None = None, graph: str | None = None
) -> Results:
    """Answer a SPARQL query, or a preset by its name, over the union of all graphs or over one.

    Prefixes of the vocabulary are bound. Raises ``QueryError`` where the query does not parse or
    asks for a remote service, ``UsageError`` for a parameter that is unknown or missing.
    """
    if preset := presets().get(query):
        query = _filled(preset, values or {})
    elif values:
        raise UsageError(f"{', '.join(values)}: only presets take parameters; see: claimgraph query --list")
    if _SERVICE.search(_QUOTED.sub(" ", _CODEPOINT.sub(_character, query))):
        raise QueryError("SERVICE is not supported: queries are answered from this graph alone")
    named = ox.NamedNode(graph) if graph else None
    try:
        return store.inner.query(
            query,
            prefixes=PREFIXES,
            use_default_graph_as_union=named is None,
            default_graph=named,
        )
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"the SPARQL query cannot be answered: {error}") from None
    except OSError as error:
        raise QueryError(f"the graph could not be read while answering: {error}") from None


def select(store: Store, query: str) -> Iterator[Row]:
    """The solutions of a SELECT over explicit ``GRAPH`` patterns, unbound variables left out."""
    solutions = store.inner.query(query, prefixes=PREFIXES)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: term.value for name in names if (term := solution[name]) is not None}


def table(solutions: ox.QuerySolutions) -> tuple[list[str], list[list[str]]]:
    """Column names and rows, in the order of the query; unbound is the empty string."""
    names = [variable.value for variable in solutions.variables]
    rows = [
        ["" if (term := solution[name]) is None else _plain(term) for name in names] for solution in solutions
    ]
    return names, rows


def serialized(results: Results, format_: str | None = None) -> str:
    """Results as ``csv``, ``tsv`` or ``json`` (SPARQL 1.1 results), triples as ``ttl``.

    Without a format triples are Turtle, and everything else is CSV. Raises ``UsageError`` where the
    form of the query does not go with the format.
    """
    triples = isinstance(results, ox.QueryTriples)
    format_ = format_ or ("ttl" if triples else "csv")
    if triples != (format_ == "ttl"):
        form = "CONSTRUCT and DESCRIBE" if format_ == "ttl" else "SELECT and ASK"
        raise UsageError(
            f"{format_} is for {form}; choose {'csv, tsv or json' if format_ == 'ttl' else 'ttl'}"
        )
    if isinstance(results, ox.QueryTriples):
        lines = sorted({f"{triple.subject} {triple.predicate} {triple.object} ." for triple in results})
        return "".join(line + "\n" for line in lines)
    answer = results.serialize(format=_FORMATS[format_]) or b""
    return answer.decode().replace("\r\n", "\n")


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code < 0x110000 else escape.group()


def _plain(term: object) -> str:
    value = getattr(term, "value", None)
    return value if isinstance(value, str) else str(term)


def _filled(preset: Preset, values: Mapping[str, str]) -> str:
    literals = {name: literal(value) for name, value in _bound(preset, values).items()}
    return _VARIABLE.sub(lambda variable: literals.get(variable[1], variable.group()), preset.text)


def _bound(preset: Preset, values: Mapping[str, str]) -> dict[str, str]:
    known = {parameter.name: parameter for parameter in preset.parameters}
    if unknown := sorted(set(values) - set(known)):
        raise UsageError(
            f"{preset.name} has no parameter {', '.join(unknown)}; it takes: {', '.join(known) or 'none'}"
        )
    bound = {name: values.get(name, parameter.default) for name, parameter in known.items()}
    if missing := [name for name, value in bound.items() if value is None]:
        raise UsageError(
            f"{preset.name} needs {', '.join(f'{name}=…' for name in missing)} ({known[missing[0]].help})"
        )
    return {name: value for name, value in bound.items() if value is not None}


def _preset(name: str, text: str) -> Preset:
    head = _head(text.splitlines())
    parameters = tuple(
        Parameter(name=match[1], default=match[2], help=match[3])
        for line in head
        if (match := _PARAMETER.match(line))
    )
    sentences = [line.lstrip("# ") for line in head if not _PARAMETER.match(line)]
    return Preset(name=name, help=" ".join(sentences), parameters=parameters, text=text)


def _head(lines: Iterable[str]) -> list[str]:
    head = []
    for line in lines:
        if not line.startswith("#"):
            break
        head.append(line)
    return head
