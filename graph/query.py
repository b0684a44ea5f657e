"""SPARQL 1.1 over the dataset, answered from this dataset alone: ad-hoc queries, and presets by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from ..errors import QueryError, UsageError
from ..ontology.terms import PREFIXES
from .presets import filled, presets
from .storage.store import Store

Row = dict[str, str]
# The letters of the keyword wherever they stand, apart from names that hold them (?service, ex:service).
_SERVICE_NAME = re.compile(r"[?$:][A-Za-z0-9_]*(?i:service)")
_SERVICE = re.compile(r"([?$:][A-Za-z0-9_]*)?(?i:s(ervice))")
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# A dataset clause, once strings, comments and IRIs are out of the way; a union would overrule it.
_FROM = re.compile(r"(?i)(?<![\w?$:])FROM\s+(NAMED\s|<|[\w.-]*:)")
_QUOTED = re.compile(
    r"""\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|(?<=<)[^<>"{}|^`\\\s]*(?=>)|\#[^\n\r]*""",
    re.DOTALL,
)
# Far more than a person nests, far less than what makes a recursive parser run out of stack.
_DEEPEST = 300
_FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
}
Solutions = ox.QuerySolutions
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def run(
    store: Store,
    query: str,
    values: Mapping[str, str] | None = None,
    graph: str | Sequence[str] | None = None,
    named: Sequence[str] | None = None,
) -> Results:
    """Answer a SPARQL query, or a preset by its name, over the union of all graphs.

    ``FROM`` and ``FROM NAMED`` choose graphs of this dataset. So do, before them, ``graph`` (one or several
    instead of the union) and ``named`` (those that ``GRAPH`` may speak of; None for all), as
    https://www.w3.org/TR/sparql11-protocol/#dataset has it. Prefixes of the vocabulary are bound.
    Raises ``QueryError`` where the query does not parse or asks for a remote service, ``UsageError`` for
    a parameter that is unknown or missing.
    """
    if preset := presets().get(query):
        query = filled(preset, values or {}, store)
    elif values:
        raise UsageError(f"{', '.join(values)}: only presets take parameters; see: claimgraph query --list")
    chosen = [graph] if isinstance(graph, str) else list(graph or ())
    dataset = bool(chosen or named)
    union = not dataset and not _FROM.search(_QUOTED.sub(" ", query))
    try:
        return store.inner.query(
            _local(query),
            prefixes=PREFIXES,
            use_default_graph_as_union=union,
            default_graph=[ox.NamedNode(iri) for iri in chosen] if dataset else None,
            named_graphs=[ox.NamedNode(iri) for iri in named] if named is not None else None,
        )
    except (SyntaxError, ValueError) as error:
        if re.search("(?i)service", _CODEPOINT.sub(_character, _SERVICE_NAME.sub("", query))):
            refused = "SERVICE is not supported: queries are answered from this graph alone"
            raise QueryError(f"{refused} ({_where(error, query)})") from None
        raise QueryError(f"the SPARQL query cannot be answered: {_where(error, query)}") from None
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the graph could not be read while answering ({error}); ask again") from None


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


def _local(query: str) -> str:
    """The same query, in which the keyword SERVICE cannot stand.

    Oxigraph would send the request. Its keyword is found without regard to what is around it
    (``?o.SERVICE``, ``SERVICESILENT``), so telling it from a string or a comment means to parse as
    Oxigraph does. Instead the letters are escaped wherever they stand: in strings and IRIs that is the
    same text (https://www.w3.org/TR/sparql11-query/#codepointEscape), in a comment it is none, and where
    a keyword could stand it is a syntax error, as Oxigraph reads no keyword out of escapes.
    """
    depth = 0
    for bracket in re.findall(r"[(\[{}\])]", query):
        depth += 1 if bracket in "([{" else -1
        if depth > _DEEPEST:
            raise QueryError(f"the SPARQL query is nested more than {_DEEPEST} deep; write it flatter")
    return _SERVICE.sub(lambda found: found.group() if found[1] else _escaped(found.group()), query)


def _where(error: Exception, query: str) -> str:
    """What Oxigraph says is wrong, in one short line with the text at that place."""
    said = " ".join(str(error).split())
    if not (place := re.match(r"error at (\d+):(\d+): (.*)", said)):
        return said
    lines = query.splitlines() or [""]
    line, column = int(place[1]), int(place[2])
    rest = lines[line - 1][column - 1 : column + 29].strip() if line <= len(lines) else ""
    near = f"near {rest!r}" if rest else "at the end"
    expected = place[3] if len(place[3]) <= 120 else place[3][:117] + "…"
    return f"error at line {line}, column {column}, {near}: {expected}"


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code < 0x110000 else escape.group()


def _escaped(word: str) -> str:
    return f"\\u{ord(word[0]):04X}{word[1:]}"


def _plain(term: object) -> str:
    value = getattr(term, "value", None)
    return value if isinstance(value, str) else str(term)
