"""Identity decisions as rows for people: names and articles instead of IRIs, and back from a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path

from ...errors import DataError, UsageError
from ...ontology.terms import RESOLVED_GRAPH
from ..query import select
from ..storage.store import Store
from .decisions import FILE, VERDICTS, Decision, read_decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One pair: what became of it, its score from 0 to 1, its names, their articles, and why."""

    verdict: str
    score: str
    left: str
    left_article: str
    right: str
    right_article: str
    note: str

    def record(self) -> dict[str, str]:
        return asdict(self)


_COLUMNS = [field.name for field in fields(Reviewed)]


def review(store: Store, folder: Path) -> list[Reviewed]:
    """Every decision of the graph and of the user, the surest first, then by name."""
    rows = select(
        store,
        f"SELECT ?node ?verdict ?score ?name ?article ?one ?reason WHERE {{ GRAPH <{RESOLVED_GRAPH}> {{"
        " ?node a cg:IdentityDecision ; cg:verdict ?verdict ; cg:score ?score ; cg:compares ?one ;"
        " cg:reason ?reason }"
        " GRAPH ?graph { ?one rdfs:label ?name ; cg:occursIn/dcterms:identifier ?article } }",
    )
    nodes: dict[str, dict[str, set[tuple[str, ...]]]] = {}
    for row in rows:
        found = nodes.setdefault(row["node"], {"ends": set(), "what": set(), "why": set()})
        found["ends"].add((row["name"], row["article"], row["one"]))
        found["what"].add((row["verdict"], row["score"]))
        found["why"].add((row["reason"],))
    pairs = [_reviewed(found) for found in nodes.values() if len(found["ends"]) == 2]
    pairs += [
        Reviewed(score="1", **asdict(decision))
        for decision in read_decisions(folder / FILE)
        if decision.verdict == "different"
    ]
    return sorted(pairs, key=lambda row: (-float(row.score), astuple(row)))


def review_table(rows: Iterable[Reviewed]) -> str:
    """The rows as tab-separated text with a heading."""
    lines = ["\t".join(_COLUMNS)]
    lines += ["\t".join(" ".join(cell.split()) for cell in astuple(row)) for row in rows]
    return "".join(line + "\n" for line in lines)


def decided(path: Path) -> list[Decision]:
    """What a person has decided in a reviewed table; rows that still say something else are passed over.

    Raises ``DataError`` where the table has not the columns, ``UsageError`` where it decides nothing.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error})") from None
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    wanted = [field.name for field in fields(Decision)]
    if missing := [name for name in wanted if name not in (rows.fieldnames or ())]:
        raise DataError(f"{path}:1: no column {', '.join(missing)}; keep the heading of the table")
    found = [
        Decision(**{name: (row[name] or "").strip() for name in wanted})
        for row in rows
        if (row["verdict"] or "").strip() in VERDICTS
    ]
    if not found:
        raise UsageError(f"{path}: nothing is decided; write same or different in the first column")
    return found


def _reviewed(found: dict[str, set[tuple[str, ...]]]) -> Reviewed:
    (one, other), ((verdict, score),) = sorted(found["ends"]), found["what"]
    reasons = sorted(reason for (reason,) in found["why"])
    return Reviewed(
        verdict=verdict,
        score=score,
        left=one[0],
        left_article=one[1],
        right=other[0],
        right_article=other[1],
        note="; ".join(reasons),
    )
