"""Mappings as SSSOM/TSV (https://mapping-commons.github.io/sssom/): what a person reviews in a spreadsheet.

One column is ours, declared as an extension: ``decision``, with ``accept``, ``reject``, ``unsure`` or
nothing. A rejection is written as SSSOM has it too, with the predicate modifier ``Not``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...errors import DataError
from ...ontology.terms import CGD, OWL, PREFIXES, RDF, RDFS, SEMAPV, SKOS, SSSOM
from ..iri import digest
from ..ntriples import decimal, iri, literal

ACCEPT, REJECT, UNSURE = "accept", "reject", "unsure"
COLUMNS = (
    "decision subject_id subject_label predicate_id predicate_modifier object_id object_label "
    "mapping_justification confidence reviewer_label comment"
).split()
_PREDICATES = {
    SKOS + name for name in ("exactMatch", "closeMatch", "relatedMatch", "broadMatch", "narrowMatch")
} | {OWL + "sameAs"}
_SPLIT = re.compile(r"(.*[/#:])([^/#:]+)", re.DOTALL)
_CURIE_MAP = re.compile(r'#\s+"?([\w.-]+)"?:\s*"?([^"\s]+?)"?\s*$')
_RISKY = frozenset("=+-@\t\r")
_WORDS = {"yes": ACCEPT, "accepted": ACCEPT, "no": REJECT, "rejected": REJECT, "?": UNSURE, "": None}
_FIXED = {"cgd": CGD, "skos": SKOS, "owl": OWL, "semapv": SEMAPV, "wd": PREFIXES["wd"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A link from one of our nodes to a merged dataset's, as whole IRIs.

    ``decision`` is None as long as nobody has judged it. ``confidence`` is 0 to 1.
    """

    subject: str
    subject_label: str = ""
    predicate: str
    object: str
    object_label: str = ""
    justification: str = SEMAPV + "ManualMappingCuration"
    confidence: float = 1.0
    reviewer: str = ""
    comment: str = ""
    decision: str | None = None

    @property
    def pair(self) -> tuple[str, str]:
        return self.subject, self.object


def write_sssom(mappings: Sequence[Mapping], dataset: str) -> str:
    """A mapping set as SSSOM/TSV, in the order given; the same mappings give the same text."""
    prefixes = _prefixes(mappings, dataset)
    out = io.StringIO()
    out.write("#mapping_set_id: " + f"{CGD}mappings-{dataset}\n")
    out.write(f"#mapping_set_title: Links to {dataset}\n")
    out.write("#license: https://w3id.org/sssom/license/unspecified\n")
    out.write("#extension_definitions:\n")
    out.write("#  - slot_name: decision\n#    property: https://w3id.org/claimgraph#decision\n")
    out.write("#curie_map:\n")
    out.writelines(f'#  {prefix}: "{namespace}"\n' for prefix, namespace in sorted(prefixes.items()))
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for mapping in mappings:
        writer.writerow(_guarded(cell) for cell in _cells(mapping, prefixes))
    return out.getvalue()


def read_sssom(text: str, name: str) -> list[Mapping]:
    """The mappings of an SSSOM/TSV file, as it left a spreadsheet: tabs, commas or semicolons.

    In a file without the column ``decision`` each row counts as accepted, or as rejected with the
    modifier ``Not``. Raises ``DataError`` with file and line.
    """
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    prefixes = dict(PREFIXES) | _FIXED
    start = 0
    while start < len(lines):
        # A spreadsheet may have put the line in quotation marks, or delimiters after it.
        bare = lines[start].strip().strip('"').rstrip('\t,;" ').replace('""', '"')
        if not bare.startswith("#") and bare:
            break
        if match := _CURIE_MAP.match(bare):
            prefixes[match[1]] = match[2]
        start += 1
    table = lines[start:]
    if not table:
        raise DataError(f"{name}: no mappings in this file")
    delimiter = max("\t,;", key=table[0].count)
    reader = csv.DictReader(io.StringIO("".join(table), newline=""), delimiter=delimiter)
    missing = {"subject_id", "predicate_id", "object_id"} - set(reader.fieldnames or ())
    if missing:
        raise DataError(f"{name}:{start + 1}: no column {', '.join(sorted(missing))}; is this an SSSOM file?")
    decided = "decision" in (reader.fieldnames or ())
    rows = []
    for row in reader:
        cells = {
            key: (value or "").strip() for key, value in row.items() if isinstance(value, str | None) and key
        }
        if any(cells.values()):
            rows.append(_mapping(cells, prefixes, decided, f"{name}:{start + reader.line_num}"))
    return rows


def remember(proposed: Iterable[Mapping], judged: Iterable[Mapping]) -> list[Mapping]:
    """The proposals with the decisions of before, and the judged mappings that are not proposed again."""
    known = {mapping.pair: mapping for mapping in judged if mapping.decision}
    result = []
    for mapping in proposed:
        before = known.pop(mapping.pair, None)
        if before:
            mapping = replace(
                mapping, decision=before.decision, reviewer=before.reviewer, predicate=before.predicate
            )
        result.append(mapping)
    return result + [known[pair] for pair in sorted(known)]


def mapping_lines(mappings: Iterable[Mapping], same_as: bool = False) -> list[str]:
    """The graph of the accepted and rejected mappings, as sorted N-Triples lines.

    An accepted one is a triple of its own; each has a node that says how it came about
    (https://mapping-commons.github.io/sssom/spec-formats-rdf/). ``same_as`` writes ``owl:sameAs`` for
    exact matches, which makes reasoners treat both as one.
    """
    lines: set[str] = set()
    for mapping in mappings:
        if mapping.decision in (ACCEPT, REJECT):
            lines.update(_lines(mapping, same_as))
    return sorted(lines)


def _lines(mapping: Mapping, same_as: bool) -> Iterator[str]:
    exact = mapping.predicate == SKOS + "exactMatch"
    predicate = OWL + "sameAs" if same_as and exact else mapping.predicate
    subject, object_ = iri(mapping.subject), iri(mapping.object)
    node = iri(f"{CGD}mapping-{digest(mapping.subject, mapping.predicate, mapping.object)}")
    if mapping.decision == ACCEPT:
        yield f"{subject} <{predicate}> {object_} ."
    yield f"{node} <{RDF}type> <{OWL}Axiom> ."
    yield f"{node} <{OWL}annotatedSource> {subject} ."
    yield f"{node} <{OWL}annotatedProperty> <{predicate}> ."
    yield f"{node} <{OWL}annotatedTarget> {object_} ."
    yield f"{node} <{SSSOM}mapping_justification> <{mapping.justification}> ."
    yield f"{node} <{SSSOM}confidence> {decimal(mapping.confidence)} ."
    if mapping.decision == REJECT:
        yield f"{node} <{SSSOM}predicate_modifier> {literal('Not')} ."
    if mapping.reviewer:
        yield f"{node} <{SSSOM}reviewer_label> {literal(mapping.reviewer)} ."
    if mapping.comment:
        yield f"{node} <{RDFS}comment> {literal(mapping.comment)} ."


def _cells(mapping: Mapping, prefixes: dict[str, str]) -> list[str]:
    return [
        mapping.decision or "",
        _curie(mapping.subject, prefixes),
        mapping.subject_label,
        _curie(mapping.predicate, prefixes),
        "Not" if mapping.decision == REJECT else "",
        _curie(mapping.object, prefixes),
        mapping.object_label,
        _curie(mapping.justification, prefixes),
        f"{mapping.confidence:.2f}",
        mapping.reviewer,
        mapping.comment,
    ]


def _mapping(cells: dict[str, str], prefixes: dict[str, str], decided: bool, where: str) -> Mapping:
    subject, predicate, object_ = (
        _expanded(cells[f"{end}_id"], prefixes, where) for end in ("subject", "predicate", "object")
    )
    if predicate not in _PREDICATES:
        raise DataError(
            f"{where}: {cells['predicate_id']!r} links nothing here; use skos:exactMatch or skos:closeMatch"
        )
    confidence = cells.get("confidence", "").replace(",", ".") or "1"
    if not re.fullmatch(r"0(\.\d+)?|1(\.0+)?", confidence):
        raise DataError(f"{where}: a confidence of {confidence!r}; write a number from 0 to 1")
    justification = cells.get("mapping_justification") or "semapv:ManualMappingCuration"
    return Mapping(
        subject=subject,
        subject_label=cells.get("subject_label", "").removeprefix("'"),
        predicate=predicate,
        object=object_,
        object_label=cells.get("object_label", "").removeprefix("'"),
        justification=_expanded(justification, prefixes, where),
        confidence=float(confidence),
        reviewer=cells.get("reviewer_label", "").removeprefix("'"),
        comment=cells.get("comment", "").removeprefix("'"),
        decision=_decision(cells, decided, where),
    )


def _decision(cells: dict[str, str], decided: bool, where: str) -> str | None:
    rejected = cells.get("predicate_modifier", "").casefold() == "not"
    if not decided:
        return REJECT if rejected else ACCEPT
    word = cells.get("decision", "").casefold()
    decision = _WORDS.get(word, word)
    if decision not in (ACCEPT, REJECT, UNSURE, None):
        raise DataError(f"{where}: a decision {word!r}; write accept, reject, unsure or nothing")
    # Who accepts what was rejected has changed their mind; the modifier is only a leftover then.
    return REJECT if rejected and decision is None else decision


def _expanded(name: str, prefixes: dict[str, str], where: str) -> str:
    prefix, colon, rest = name.strip("<>").partition(":")
    if colon and prefix in prefixes:
        name = prefixes[prefix] + rest
    elif not colon or not re.match(r"(https?|urn)$", prefix):
        raise DataError(f"{where}: {name!r}: the curie_map of the file does not say what this prefix is")
    name = name.strip("<>")
    if re.search(r'[\x00-\x20<>"{}|^`\\]', name):
        raise DataError(f"{where}: {name[:80]!r} is no IRI")
    return name


def _prefixes(mappings: Iterable[Mapping], dataset: str) -> dict[str, str]:
    """The fixed prefixes that are used, and one for each further namespace: the dataset's name, numbered."""
    used = {
        match[1]
        for mapping in mappings
        for name in (mapping.subject, mapping.predicate, mapping.object, mapping.justification)
        if (match := _SPLIT.fullmatch(name))
    }
    prefixes = {prefix: namespace for prefix, namespace in _FIXED.items() if namespace in used}
    others = sorted(used - set(_FIXED.values()))
    for at, namespace in enumerate(others):
        prefixes[f"{dataset}{at + 1 if at else ''}"] = namespace
    return prefixes


def _curie(name: str, prefixes: dict[str, str]) -> str:
    match = _SPLIT.fullmatch(name)
    for prefix, namespace in prefixes.items():
        if match and match[1] == namespace:
            return f"{prefix}:{match[2]}"
    return name


def _guarded(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""
    return "'" + cell if cell[:1] in _RISKY else cell
