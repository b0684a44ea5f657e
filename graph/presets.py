"""The queries that ship with the program: ``queries/*.rq``, which outsiders may add to.

A preset's head says what it answers (``# text``) and names its parameters
(``# parameter NAME [= default]: text``). A parameter stands in the query as ``$NAME`` and is put in
as an escaped string literal, so a value can never change the query. ``$NAME_found`` stands for the
claims whose quotes hold the words of the parameter, best first, as the rows of a ``VALUES (?claim ?rank)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..errors import UsageError
from ..ontology.terms import PREFIXES
from .ntriples import iri, literal
from .storage.store import Store

_PARAMETER = re.compile(r"#\s*parameter\s+(\w+)\s*(?:=\s*(.*?)\s*)?:\s*(.*)")
_VARIABLE = re.compile(r"\$(\w+)")
_FOUND = "_found"


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


def filled(preset: Preset, values: Mapping[str, str], store: Store) -> str:
    """The SPARQL of a preset with its parameters put in; what is not given has its default.

    Raises ``UsageError`` for a parameter that is unknown or missing.
    """
    bound = _bound(preset, values)

    def term(variable: re.Match[str]) -> str:
        name = variable[1]
        if name in bound:
            return literal(bound[name])
        if name.endswith(_FOUND) and (words := bound.get(name.removesuffix(_FOUND))) is not None:
            found = store.quotes.search(words)
            return " ".join(f"({iri(claim)} {rank})" for rank, claim in enumerate(found, start=1))
        return variable.group()

    return _VARIABLE.sub(term, preset.text)


def explained(preset: Preset, values: Mapping[str, str], store: Store) -> str:
    """As ``filled``, with the prefixes that it uses: a query that any SPARQL 1.1 store takes."""
    query = filled(preset, values, store)
    used = [name for name in PREFIXES if re.search(rf"(?<![\w:]){name}:", query)]
    head = _head(query.splitlines())
    body = query.splitlines()[len(head) :]
    declared = [f"PREFIX {name}: <{PREFIXES[name]}>" for name in used]
    return "\n".join([*head, *declared, *body, ""])


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
