"""A client of reconciliation services: names go out, candidates with identifiers and scores come back.

The protocol is the W3C Reconciliation Service API 0.2
(https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/), which Wikidata,
OpenCorporates and many libraries speak. It is the only part that uses a network, and only when it is
called. Every answer is kept in a file, so that asking again asks nobody and the same graph is had offline.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

from ..errors import DataError, StopRun, UsageError
from ..ontology.terms import SEMAPV, SKOS, WD
from .aside import put_text
from .iri import digest
from .links.sssom import Mapping

_BATCH = 10
_TIMEOUT = 30.0  # seconds
_LARGEST = 4_000_000  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What a service holds a name to be: identifier and name there, its score and whether it is sure.

    ``iri`` is made from the service's own view address; identifiers of Wikidata are canonical.
    """

    name: str
    id: str
    iri: str
    label: str
    description: str
    types: tuple[str, ...]
    score: float
    match: bool


def reconcile(
    names: Iterable[str], service: str, cache: Path, *, type_: str = "", limit: int = 3
) -> Iterator[tuple[str, tuple[Candidate, ...]]]:
    """Each name with at most ``limit`` candidates, the best first, in the order of the names.

    ``cache`` is a folder. Raises ``UsageError`` for an address that is none, ``StopRun`` where the
    service cannot be reached and ``DataError`` where it answers something else.
    """
    if urlsplit(service).scheme not in ("http", "https") or not urlsplit(service).netloc:
        raise UsageError(f"{service}: not the address of a service; it starts with http:// or https://")
    kept = _Kept(cache, service)
    view = kept.view()
    stream = iter(names)
    while batch := list(islice(stream, _BATCH)):
        answers = kept.answers(batch, type_, limit)
        for name in batch:
            yield name, tuple(_candidates(name, answers[name], view))[:limit]


def mappings(rows: Iterable[tuple[str, Candidate]]) -> list[Mapping]:
    """Candidates as links that nobody has judged yet.

    ``rows`` are pairs of an actor's IRI and a candidate; candidates without an address are left out.
    """
    return [
        Mapping(
            subject=subject,
            subject_label=candidate.name,
            predicate=SKOS + ("exactMatch" if candidate.match else "closeMatch"),
            object=candidate.iri,
            object_label=candidate.label,
            justification=SEMAPV + "LexicalMatching",
            confidence=min(max(candidate.score, 0.0), 100.0) / 100,
            comment="; ".join(filter(None, (candidate.description, *candidate.types))),
        )
        for subject, candidate in rows
        if candidate.iri
    ]


class _Kept:
    """Answers of one service on disk, one file a question; what is not there is asked."""

    def __init__(self, cache: Path, service: str) -> None:
        self.folder, self.service = cache / digest(service), service

    def view(self) -> str:
        """The service's address of one thing, with ``{{id}}`` in it; empty if it gives none."""
        path = self.folder / "manifest.json"
        manifest = _read(path)
        if manifest is None:
            manifest = _ask(self.service)
            _write(path, manifest)
        view = manifest.get("view")
        found = view.get("url") if isinstance(view, dict) else None
        return found if isinstance(found, str) else ""

    def answers(self, names: Sequence[str], type_: str, limit: int) -> dict[str, list[Any]]:
        """The raw candidates of each name."""
        paths = {name: self.folder / f"{digest(name, type_, str(limit))}.json" for name in names}
        kept = {name: _read(path) for name, path in paths.items()}
        missing = [name for name, answer in kept.items() if answer is None]
        if missing:
            queries = {f"q{number}": _question(name, type_, limit) for number, name in enumerate(missing)}
            answer = _ask(self.service, queries)
            for number, name in enumerate(missing):
                part = answer.get(f"q{number}")
                result = part.get("result") if isinstance(part, dict) else None
                if not isinstance(result, list):
                    raise DataError(
                        f"{self.service}: no result for {name!r}; it does not speak this protocol"
                    )
                kept[name] = {"name": name, "result": result}
                _write(paths[name], kept[name])
        return {name: list((answer or {}).get("result", ())) for name, answer in kept.items()}


def _question(name: str, type_: str, limit: int) -> dict[str, object]:
    return {"query": name, "limit": limit, **({"type": type_} if type_ else {})}


def _candidates(name: str, answer: list[Any], view: str) -> Iterator[Candidate]:
    found = [part for part in answer if isinstance(part, dict) and isinstance(part.get("id"), str)]
    for part in sorted(found, key=lambda part: (-_number(part.get("score")), part["id"])):
        kinds = part.get("type")
        types = (
            str(kind.get("name", "")) if isinstance(kind, dict) else str(kind)
            for kind in (kinds if isinstance(kinds, list) else ())
        )
        yield Candidate(
            name=name,
            id=part["id"],
            iri=_iri(part["id"], view),
            label=str(part.get("name", "")),
            description=str(part.get("description") or ""),
            types=tuple(types),
            score=_number(part.get("score")),
            match=part.get("match") is True,
        )


def _iri(id_: str, view: str) -> str:
    if "wikidata.org/" in view:
        return WD + quote(id_, safe="")
    return view.replace("{{id}}", quote(id_, safe="/")) if "{{id}}" in view else ""


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _ask(service: str, queries: dict[str, dict[str, object]] | None = None) -> dict[str, Any]:
    """The service's manifest, or its answers to a batch of queries."""
    body = urlencode({"queries": json.dumps(queries)}).encode() if queries else None
    headers = {"Accept": "application/json", "User-Agent": "claimgraph (reconciliation client)"}
    try:
        with urlopen(Request(service, data=body, headers=headers), timeout=_TIMEOUT) as response:
            content = response.read(_LARGEST + 1)
    except (URLError, HTTPException, OSError) as error:
        raise StopRun(f"{service}: cannot be reached ({error}); answers so far are kept, try again") from None
    if len(content) > _LARGEST:
        raise DataError(f"{service}: answers more than {_LARGEST:,} bytes; ask for fewer candidates")
    try:
        answer = json.loads(content)
    except ValueError:
        raise DataError(
            f"{service}: does not answer JSON; give the address of a reconciliation API"
        ) from None
    if not isinstance(answer, dict):
        raise DataError(f"{service}: answers no JSON object; give the address of a reconciliation API")
    return answer


def _read(path: Path) -> dict[str, Any] | None:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None


def _write(path: Path, answer: dict[str, Any] | None) -> None:
    put_text(path, json.dumps(answer, ensure_ascii=False, sort_keys=True))
