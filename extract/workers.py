"""Documents to checked triples, in this process or in several: what the writer only has to commit.

Batches go out in order and their outcomes come back in order, so that the number of processes changes
nothing but the time. Each worker loads the model once.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import astuple, dataclass
from importlib.metadata import version
from multiprocessing import get_context
from typing import TYPE_CHECKING

from ..errors import SkipDocument
from ..graph import iri
from ..graph.lift import lift
from ..graph.record import Document, Reading
from ..graph.store import Entry
from ..ontology.check import Violation, validate
from ..ontology.proof import prove
from ..ontology.rows import Table
from . import DEFAULT_ATTRIBUTION, DEFAULT_MODEL

if TYPE_CHECKING:
    from .engine import Extractor

_BATCH = 16
_IN_FLIGHT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How texts are read: the spaCy model, the attribution method or trained model, a user's own register."""

    model: str = DEFAULT_MODEL
    attribution: str = DEFAULT_ATTRIBUTION
    tables: tuple[Table, ...] = ()

    @property
    def identity(self) -> str:
        """What a reading depends on besides its document: program, model, attribution, register."""
        from .engine import identity

        own = [f"; register {table.name} {iri.digest(table.text)}" for table in self.tables]
        return f"claimgraph {version('claimgraph')}; {identity(self.model, self.attribution)}{''.join(own)}"

    def extractor(self) -> Extractor:
        """The pipeline for these settings; loading it takes seconds."""
        from .engine import Extractor

        return Extractor(self.model, self.attribution, self.tables)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a worker made of one document: its ledger entry, its triples, and what is wrong with them."""

    entry: Entry
    lines: list[str]
    violations: tuple[Violation, ...]


def outcomes(
    documents: Iterable[Document], settings: Settings, jobs: int = 1
) -> Iterator[Outcome | SkipDocument]:
    """Each document's outcome, in order; with one job in this process, else in as many workers."""
    stream = iter(documents)
    batches = iter(lambda: list(itertools.islice(stream, _BATCH)), [])
    first = next(batches, None)
    if first is None:
        return
    batches = itertools.chain([first], batches)
    if jobs == 1:
        worker = _Worker(settings)
        for batch in batches:
            yield from worker(batch)
        return
    workers = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(settings,)
    )
    with workers:
        pending: deque[Future[list[Outcome | SkipDocument]]] = deque()
        for batch in batches:
            pending.append(workers.submit(_work, batch))
            if len(pending) > jobs * _IN_FLIGHT:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()


def fingerprint(document: Document, made_by: str) -> str:
    """What tells whether a document has to be read again: all that is known of it, and what reads it."""
    return iri.digest(repr(astuple(document)), made_by)


class _Worker:
    """Reads batches with one loaded model, and checks what it made of them."""

    def __init__(self, settings: Settings) -> None:
        self.extractor, self.made_by = settings.extractor(), settings.identity

    def __call__(self, documents: Sequence[Document]) -> list[Outcome | SkipDocument]:
        return [
            reading if isinstance(reading, SkipDocument) else self.checked(reading)
            for reading in self.extractor.read(documents)
        ]

    def checked(self, reading: Reading) -> Outcome:
        document, lines = reading.document, lift(reading)
        entry = Entry(
            source=document.source,
            graph=iri.graph_iri(iri.document_key(document)),
            fingerprint=fingerprint(document, self.made_by),
        )
        violations = (*validate("\n".join(lines), engine="shacl"), *prove(lines).violations)
        return Outcome(entry=entry, lines=lines, violations=violations)


# The worker of a process of the pool; the process that starts the pool has none.
_worker: _Worker


def _start(settings: Settings) -> None:
    global _worker
    _worker = _Worker(settings)


def _work(documents: Sequence[Document]) -> list[Outcome | SkipDocument]:
    return _worker(documents)
