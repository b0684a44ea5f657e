"""How the rows of a table become nodes: a short TOML file that a scholar can write.

``docs/merging.md`` describes the form with examples; the mappings of ``data/mappings`` are chosen by
the columns of a table where no other is given. For what this form cannot say there is RML.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from ...errors import DataError, UsageError
from ...ontology.terms import FTM, PREFIXES, RDF, RDFS
from .cells import CELLS, cell_term
from .contents import Contents
from .tables import Table

EXTERNAL = "https://w3id.org/claimgraph/external/"
_GAP = re.compile(r"\{([^{}]+)\}")
_CURIE = re.compile(r"([A-Za-z][\w.-]*|):(?!//)(.*)", re.DOTALL)
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]+')
# What a template may say of a row besides its cells.
_GIVEN = {"_file", "_line", "_dataset"}
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_NODE = {"files", "id", "type", "label", "values", "where"}
_VALUE = {"text", "link", "as", "lang", "split", "map", "where", "optional"}
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One property of a node and where its values come from: a template of words or of an IRI."""

    predicate: str
    template: str
    link: bool = False
    kind: str = "text"
    language: str | None = None
    split: str | None = None
    words: Mapping[str, str] | None = None
    where: Mapping[str, re.Pattern[str]]
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRule:
    """One node for each row that fits, in files whose names fit."""

    files: tuple[str, ...]
    id: str
    values: tuple[Value, ...]
    where: Mapping[str, re.Pattern[str]]

    def columns(self) -> set[str]:
        """The columns that a table must have."""
        needed = set(_GAP.findall(self.id)) | set(self.where)
        for value in self.values:
            if not value.optional:
                needed |= set(_GAP.findall(value.template)) | set(value.where)
        return needed - _GIVEN

    def takes(self, file: str) -> bool:
        return not self.files or any(fnmatchcase(file.lower(), pattern.lower()) for pattern in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """A mapping as it was read: ``name`` is its file's; ``prefixes`` lead from prefix to namespace."""

    name: str
    prefixes: Mapping[str, str]
    nodes: tuple[NodeRule, ...]

    def fitting(self, table: Table) -> list[NodeRule]:
        """The rules that a table has the name and the columns for."""
        return [
            node for node in self.nodes if node.takes(table.file) and node.columns() <= set(table.columns)
        ]


def read_mapping(text: str, name: str) -> TableMapping:
    """A mapping from TOML. Raises ``UsageError`` where it cannot mean anything."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: not TOML ({error}); see docs/merging.md") from None
    nodes = data.get("node")
    if not isinstance(nodes, list) or not nodes:
        raise UsageError(f"{name}: no [[node]] in this mapping; see docs/merging.md")
    prefixes = {**PREFIXES, "ftm": FTM, **data.get("prefixes", {})}
    rules = tuple(_node(node, f"{name}, node {at}", prefixes) for at, node in enumerate(nodes, 1))
    return TableMapping(name=name, prefixes=prefixes, nodes=rules)


@cache
def shipped_mappings() -> tuple[TableMapping, ...]:
    """The mappings that come with the program, sorted by name."""
    folder = files(__package__) / "data" / "mappings"
    found = ((path.name, path.read_text("utf-8")) for path in folder.iterdir() if path.name.endswith(".toml"))
    return tuple(read_mapping(text, name) for name, text in sorted(found))


def chosen(tables: Sequence[Table]) -> TableMapping:
    """The first shipped mapping that fits each of the tables; ``UsageError`` if there is none."""
    for mapping in shipped_mappings():
        if all(mapping.fitting(table) for table in tables):
            return mapping
    table = tables[0]
    raise UsageError(
        f"{table.name}: a table with the columns {', '.join(table.columns)}, which no mapping that comes "
        "with the program fits; name them owner and asset (share, since, until, source) where it is about "
        "ownership, or say what they mean in a file and give it with --mapping (docs/merging.md)"
    )


def mapped(table: Table, mapping: TableMapping, dataset: str) -> Contents:
    """The rows of a table as triples. Raises ``DataError`` with file and line for a wrong cell."""
    rules = mapping.fitting(table)
    if not rules:
        named = [node for node in mapping.nodes if node.takes(table.file)]
        missing = sorted(named[0].columns() - set(table.columns)) if named else []
        reason = f"no column {', '.join(missing)}" if missing else "no [[node]] is for a file of this name"
        raise DataError(f"{table.name}:1: {reason} ({mapping.name}); it has {', '.join(table.columns)}")
    lines: set[str] = set()
    idle = 0
    for number, cells in table.rows:
        before = len(lines)
        row = {**cells, "_file": table.file, "_line": str(number), "_dataset": dataset}
        where = f"{table.name}:{number}"
        made = [line for rule in rules for line in _row(rule, row, mapping, dataset, where)]
        lines.update(made)
        idle += not made and len(lines) == before
    remarks = list(table.remarks)
    if idle:
        remarks.append(f"{table.name}: {idle} rows gave nothing ({mapping.name})")
    return Contents(format=f"table ({mapping.name})", lines=sorted(lines), remarks=tuple(remarks))


def _row(rule: NodeRule, cells: Cells, mapping: TableMapping, dataset: str, where: str) -> Iterator[str]:
    if not _holds(rule.where, cells):
        return
    node = _link(rule.id, cells, mapping, dataset, where)
    if node is None:
        return
    for value in rule.values:
        if value.optional and not set(_GAP.findall(value.template)) | set(value.where) <= set(cells):
            continue
        if _holds(value.where, cells):
            for term in _terms(value, cells, mapping, dataset, where):
                yield f"{node} <{value.predicate}> {term} ."


def _terms(value: Value, cells: Cells, mapping: TableMapping, dataset: str, where: str) -> Iterator[str]:
    gaps = _GAP.findall(value.template)
    if value.split and len(gaps) == 1:
        parts = [part.strip() for part in cells[gaps[0]].split(value.split)]
        rows: list[Cells] = [{**cells, gaps[0]: part} for part in parts if part]
    else:
        rows = [cells]
    for row in rows:
        if value.words is not None and len(gaps) == 1:
            if row[gaps[0]] not in value.words:
                continue
            row = {**row, gaps[0]: value.words[row[gaps[0]]]}
        if value.link:
            link = _link(value.template, row, mapping, dataset, where)
            if link:
                yield link
        elif words := _words(value.template, row):
            yield cell_term(words, value.kind, where) + (f"@{value.language}" if value.language else "")


def _words(template: str, cells: Cells) -> str | None:
    """The words of a template; None where all of its cells are empty."""
    gaps = _GAP.findall(template)
    if gaps and not any(cells[gap] for gap in gaps):
        return None
    return _GAP.sub(lambda gap: cells[gap[1]], template).strip() or None


def _link(template: str, cells: Cells, mapping: TableMapping, dataset: str, where: str) -> str | None:
    """The IRI of a template; None where one of its cells is empty."""
    gaps = _GAP.findall(template)
    if any(not cells[gap] for gap in gaps):
        return None
    whole = bool(gaps) and template == f"{{{gaps[0]}}}"
    if whole and "://" in cells[gaps[0]]:
        iri = cells[gaps[0]]
    else:
        filled = _GAP.sub(lambda gap: quote(cells[gap[1]], safe="-._~"), template)
        # A name of the dataset's own, unless the template says where it belongs.
        iri = (None if whole else _expanded(filled, mapping.prefixes)) or f"{EXTERNAL}{dataset}/{filled}"
    if not _IRI.fullmatch(iri):
        raise DataError(f"{where}: {iri[:80]!r} is no IRI; nothing was merged")
    return f"<{iri}>"


def _expanded(name: str, prefixes: Mapping[str, str]) -> str | None:
    match = _CURIE.fullmatch(name)
    if match and match[1] in prefixes:
        return prefixes[match[1]] + match[2]
    absolute = name.startswith(("http://", "https://", "urn:"))
    return name if absolute and _IRI.fullmatch(name) else None


def _holds(where: Mapping[str, re.Pattern[str]], cells: Cells) -> bool:
    return all(pattern.fullmatch(cells[column]) for column, pattern in where.items())


def _node(data: Mapping[str, object], where: str, prefixes: Mapping[str, str]) -> NodeRule:
    _known(data, _NODE, where)
    if not isinstance(data.get("id"), str):
        raise UsageError(f'{where}: needs an id, such as id = "media/{{name}}"')
    specs: list[tuple[str, object]] = []
    types = data.get("type", [])
    for type_ in types if isinstance(types, list) else [types]:
        specs.append((f"<{RDF}type>", {"link": type_}))
    if "label" in data:
        specs.append((f"<{RDFS}label>", data["label"]))
    values = data.get("values", {})
    for key, spec in values.items() if isinstance(values, dict) else ():
        specs += [(key, one) for one in (spec if isinstance(spec, list) else [spec])]
    patterns = data.get("files", [])
    return NodeRule(
        files=tuple(patterns) if isinstance(patterns, list) else (str(patterns),),
        id=str(data["id"]),
        values=tuple(_value(key, spec, where, prefixes) for key, spec in specs),
        where=_patterns(data.get("where", {}), where),
    )


def _value(key: str, spec: object, where: str, prefixes: Mapping[str, str]) -> Value:
    predicate = key[1:].partition(">")[0] if key.startswith("<") else _expanded(key, prefixes)
    if predicate is None:
        raise UsageError(f"{where}: {key!r} is no property; write prefix:name, with its prefix in [prefixes]")
    data = spec if isinstance(spec, dict) else {"text": spec}
    _known(data, _VALUE, f"{where}, {key}")
    template = data.get("link", data.get("text"))
    if not isinstance(template, str):
        raise UsageError(f'{where}: {key} needs a text or a link, such as "{{name}}"')
    kind = data.get("as", "text")
    words, language, split = (data.get(name) for name in ("map", "lang", "split"))
    if not isinstance(words, dict | None) or not isinstance(language, str | None):
        raise UsageError(f"{where}: {key} takes map = {{ cell = 'word' }} and lang = 'fr'")
    if language and not _LANGUAGE.fullmatch(language):
        raise UsageError(f"{where}: {key}: {language!r} is no language; write en, fr, pt-br …")
    if kind not in CELLS:
        raise UsageError(f"{where}: {key} as {kind!r}; choose from {', '.join(CELLS)}")
    return Value(
        predicate=predicate,
        template=template,
        link="link" in data,
        kind=kind,
        language=language,
        split=str(split) if split else None,
        words=words,
        where=_patterns(data.get("where", {}), where),
        optional=bool(data.get("optional")),
    )


def _patterns(data: object, where: str) -> dict[str, re.Pattern[str]]:
    if not isinstance(data, dict):
        raise UsageError(f"{where}: where = {{ column = 'pattern' }}")
    try:
        return {column: re.compile(str(pattern)) for column, pattern in data.items()}
    except re.error as error:
        raise UsageError(f"{where}: not a pattern ({error})") from None


def _known(data: Mapping[str, object], names: set[str], where: str) -> None:
    if unknown := sorted(set(data) - names):
        raise UsageError(f"{where}: unknown {', '.join(unknown)}; choose from {', '.join(sorted(names))}")
