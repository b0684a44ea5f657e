"""Documents to checked triples, in this process or in several: what the writer only has to commit.

Batches go out in order and their outcomes come back in order, so that the number of processes changes
nothing but the time. Each worker loads the model once.
"""

from __future__ import annotations

import gc
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from ..errors import SkipDocument
from ..graph import iri
from ..graph.lift import lift
from ..graph.record import Document, Reading
from ..graph.storage.heap import give_back
from ..graph.storage.ledger import Entry
from ..ontology.check import Violation, validate
from ..ontology.proof import prove
from ..ontology.rows import Table
from . import DEFAULT_ATTRIBUTION, DEFAULT_MODEL
from .batches import batches
from .cluster import on_cluster
from .identity import identity
from .pool import in_processes
from .reading.unread import Unread

if TYPE_CHECKING:
    from .engine import Extractor

# Of a batch: about seven magazine features, so that processes end together and memory stays small.
_BYTES = 48 * 2**10


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How texts are read: the spaCy model, the attribution method or trained model, a user's own register."""

    model: str = DEFAULT_MODEL
    attribution: str = DEFAULT_ATTRIBUTION
    tables: tuple[Table, ...] = ()

    @property
    def identity(self) -> str:
        """What a reading depends on besides its document: program, model, attribution, register."""
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
    articles: Iterable[Unread], settings: Settings, jobs: int = 1, dask: str | None = None
) -> Iterator[Outcome | SkipDocument]:
    """Each article's outcome, in order; with one job in this process, else in as many others.

    ``dask`` is the address of a scheduler whose workers read instead, or ``local``.
    """
    waiting = batches(articles, len, _BYTES)
    first = next(waiting, None)
    if first is None:
        return
    waiting = itertools.chain([first], waiting)
    answers: Iterable[list[Outcome | SkipDocument]]
    if dask:
        answers = on_cluster(waiting, settings, dask, jobs)
    elif jobs > 1:
        answers = in_processes(waiting, settings, jobs)
    else:
        answers = _in_this_process(waiting, settings)
    yield from itertools.chain.from_iterable(answers)


def _in_this_process(
    waiting: Iterable[Sequence[Unread]], settings: Settings
) -> Iterator[list[Outcome | SkipDocument]]:
    worker = Worker(settings)
    yield from map(worker, waiting)
    # The model's memory is wanted for what is derived from all that was read.
    del worker
    gc.unfreeze()
    gc.collect()
    give_back()


def fingerprint(article: Unread, made_by: str) -> str:
    """What tells whether an article has to be read again: all that goes in, and what reads it."""
    return iri.digest(article.digest, made_by)


class Worker:
    """Reads batches with one loaded model, and checks what it made of them."""

    def __init__(self, settings: Settings) -> None:
        self.extractor, self.made_by = settings.extractor(), settings.identity
        # A model is a million objects that stay: to look through them for garbage took percents of a build.
        gc.collect()
        gc.freeze()

    def __call__(self, articles: Sequence[Unread]) -> list[Outcome | SkipDocument]:
        """The outcome of each article, in order."""
        parsed = [_parsed(article) for article in articles]
        readings = self.extractor.read(item for item in parsed if isinstance(item, Document))
        return [
            self.outcome(article, item if isinstance(item, SkipDocument) else next(readings))
            for article, item in zip(articles, parsed, strict=True)
        ]

    def outcome(self, article: Unread, reading: Reading | SkipDocument) -> Outcome | SkipDocument:
        if isinstance(reading, SkipDocument):
            return reading
        lines = lift(reading)
        entry = Entry(
            source=article.source,
            graph=iri.graph_iri(iri.document_key(reading.document)),
            fingerprint=fingerprint(article, self.made_by),
        )
        violations = (*validate("\n".join(lines), engine="shacl"), *prove(lines).violations)
        return Outcome(entry=entry, lines=lines, violations=violations)


def _parsed(article: Unread) -> Document | SkipDocument:
    try:
        return article.document()
    except SkipDocument as skipped:
        return skipped
