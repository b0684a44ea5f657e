"""JSON-LD, with contexts from disk only; ClaimReview, alone, in lists, feeds and web pages.

An address that stands where a context should is looked up among those that ship with the program and
those that the user gives; any other is refused. Nothing is ever fetched.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import StringIO

import pyoxigraph as ox

from ...errors import DataError
from .contents import Contents
from .jsondoc import Json
from .rdf import parsed
from .sources import Source

_SCHEMA = "schema.org"
_DEEPEST = 200


def read_jsonld(source: Source, values: list[Json], contexts: Mapping[str, Json]) -> Contents:
    """The triples of one or several JSON-LD values.

    ``contexts`` are the user's own, by address. What names no context but has a type of schema.org's
    kind (``"@type": "ClaimReview"``) is read as schema.org.
    """
    known = {**shipped_contexts(), **{_address(address): context for address, context in contexts.items()}}
    read = [_with_contexts(_complete(value), known, source.name, 0) for value in values]
    text = json.dumps(read if len(read) != 1 else read[0], ensure_ascii=False)
    if has_surrogates(text):
        raise DataError(f"{source.name}: half a character (a lone surrogate); nothing was merged")
    contents = parsed(source, text, ox.RdfFormat.JSON_LD, "JSON-LD")
    if not contents.lines:
        raise DataError(
            f"{source.name}: JSON in which no context gives a name its meaning; nothing was merged"
        )
    return contents


def has_surrogates(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


@cache
def shipped_contexts() -> Mapping[str, Json]:
    """The contexts of ``data/contexts``, by address without its scheme."""
    folder = files(__package__) / "data" / "contexts"
    rows = csv.DictReader(StringIO((folder / "index.csv").read_text("utf-8")))
    return {row["address"]: json.loads((folder / row["file"]).read_text("utf-8"))["@context"] for row in rows}


def _address(address: str) -> str:
    return address.partition("://")[2].rstrip("/#") or address


def _complete(value: Json) -> Json:
    """The value with schema.org as its context where it has none and needs one."""
    if isinstance(value, list):
        return [_complete(item) for item in value]
    if isinstance(value, dict) and "@context" not in value and _has_bare_type(value):
        return {"@context": f"https://{_SCHEMA}", **value}
    return value


def _has_bare_type(value: dict[str, Json]) -> bool:
    if isinstance(graph := value.get("@graph"), list):
        return any(isinstance(item, dict) and _has_bare_type(item) for item in graph)
    types = value.get("@type")
    return any(
        isinstance(type_, str) and ":" not in type_
        for type_ in (types if isinstance(types, list) else [types])
    )


def _with_contexts(value: Json, known: Mapping[str, Json], where: str, depth: int) -> Json:
    """The value with each context that is an address replaced by the context itself."""
    if depth > _DEEPEST:
        raise DataError(f"{where}: nested more than {_DEEPEST} deep; nothing was merged")
    if isinstance(value, list):
        return [_with_contexts(item, known, where, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    read = {}
    for key, item in value.items():
        if key == "@context":
            item = _context(item, known, where)
        elif key == "@import":
            raise DataError(f"{where}: a context that imports {item!r}; nothing was merged: write it out")
        read[key] = _with_contexts(item, known, where, depth + 1)
    return read


def _context(value: Json, known: Mapping[str, Json], where: str) -> Json:
    if isinstance(value, list):
        return [_context(item, known, where) for item in value]
    if not isinstance(value, str):
        return value
    context = known.get(_address(value))
    if context is None:
        raise DataError(
            f"{where}: its context is at {value!r}, and nothing is ever fetched; nothing was merged: "
            f"download it and give it with --context {value}=FILE"
        )
    return context
