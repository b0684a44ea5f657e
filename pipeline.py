"""The one place where the rooms meet: articles in, a checked graph and its exports out.

Files, processes and the order of work live here; the rooms themselves are pure. Results come back
in the order of the sources, whatever the number of processes. spaCy takes seconds to import, so the
room ``extract`` is entered only by the functions that read texts.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from . import __version__
from .errors import SkipDocument, UsageError
from .exports.network import network
from .exports.readings import reading_json, reading_text
from .exports.writing import demand_known, write_files
from .extract import DEFAULT_MODEL
from .extract.workers import Outcome, Settings, fingerprint, outcomes
from .graph import curation, iri, layers, own_tables
from .graph.aside import put_text
from .graph.dataset import Dataset
from .graph.record import Document, Reading
from .graph.storage.store import Store
from .ontology.check import Violation, validate
from .ontology.proof import prove
from .ontology.terms import CGD, DOCUMENT_GRAPHS

if TYPE_CHECKING:
    import networkx

    from .extract.reading.unread import Unread
    from .extract.scoring.score import Scorer


@dataclass(slots=True, kw_only=True)
class Report:
    """What a build did.

    ``skipped`` names each document that could not be read and why; ``gone`` the sources that are in
    the graph but not in the input; ``violations`` what kept a document out of the graph, by source.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    pruned: int = 0
    skipped: list[SkipDocument] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    violations: dict[str, tuple[Violation, ...]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)

    def rows(self) -> list[tuple[str, str]]:
        """What a person wants to know at the end, as pairs of name and value."""
        read = f"{self.added + self.replaced} read"
        known = f", {self.unchanged} unchanged" if self.unchanged else ""
        changed = f", {self.replaced} of them replaced" if self.replaced else ""
        rows = [("articles", read + changed + known)]
        if self.skipped:
            rows.append(("skipped", f"{len(self.skipped)} (see above)"))
        if self.pruned:
            rows.append(("pruned", str(self.pruned)))
        if self.gone:
            rows.append(("gone", f"{len(self.gone)} no longer among the input (drop them with --prune)"))
        rows += [(name, str(count)) for name, count in self.counts.items()]
        rows.append(
            ("violations", f"{len(self.violations)} articles quarantined" if self.violations else "none")
        )
        return rows + [("written", str(path)) for path in self.files]


def build(
    paths: Iterable[str | Path],
    out: str | Path,
    *,
    settings: Settings | None = None,
    jobs: int = 1,
    dask: str | None = None,
    prune: bool = False,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    formats: Sequence[str] = ("ttl", "html"),
    text: str = "quotes",
    stdin: BinaryIO | None = None,
    as_of: str | None = None,
    seen: Callable[[str], None] = lambda source: None,
) -> Report:
    """Read articles and make, or bring up to date, the graph in the folder ``out``.

    ``jobs`` processes read, or the workers of the Dask scheduler at ``dask`` (``local``: ``jobs`` of them
    on this machine). What has not changed is not read again; a changed article replaces itself; ``prune``
    drops the articles that are no longer there. ``as_of`` is a date that the short edges have to hold on,
    kept for later builds; an empty string stands for what has no known end. The graph keeps a user's
    register tables (``settings.tables``) as well. ``seen`` is called with each source as it is done.
    Raises ``UsageError`` and ``StopRun`` where the run cannot go on; what was complete before stays.
    """
    from .extract.reading.reader import find_articles

    settings, out, report = settings or Settings(), Path(out), Report()
    demand_known(formats)
    found = find_articles(paths, columns=columns, encoding=encoding, stdin=stdin)
    documents = found if Store.exists(out) else _demand_articles(found)
    settings = replace(settings, tables=own_tables.merged(out, settings.tables))
    made_by = settings.identity
    with Store.create(out) as store:
        store.keep_ledger()
        before = Graph(store, __version__).state()
        own_tables.keep_tables(out, settings.tables)
        build_ = _Build(store, out, made_by, report, seen, as_of)
        curation.set_register(store, settings.tables)
        fresh = build_.changed(documents)
        for outcome in outcomes(fresh, settings, jobs, dask):
            build_.commit(outcome)
        build_.finish(prune)
        graph = Graph(store, __version__)
        report.counts = graph.counts()
        report.files = graph.export(formats, out, text=text, before=before)
    return report


class _Build:
    """One run's view of the store: what was there, what came in, what has to be written."""

    def __init__(
        self,
        store: Store,
        out: Path,
        made_by: str,
        report: Report,
        seen: Callable[[str], None],
        as_of: str | None,
    ) -> None:
        self.store, self.out, self.made_by, self.report, self.seen = store, out, made_by, report, seen
        self.as_of = layers.as_of(store) if as_of is None else as_of or None
        self.activity = f"{CGD}run-{iri.digest(made_by)}"
        self.ledger = store.ledger()
        store.mend_quotes(self.ledger)
        self.quarantine = out / "quarantine"
        self.sources: set[str] = set()

    def changed(self, documents: Iterable[Unread | SkipDocument]) -> Iterator[Unread]:
        """The documents that are new or not as they were; what cannot be read goes to the report."""
        for item in documents:
            if isinstance(item, SkipDocument):
                self.report.skipped.append(item)
                self.sources.add(item.where)
            elif item.source in self.sources:
                reason = "another article of this run has the same path or id; give them different names"
                self.report.skipped.append(SkipDocument(item.source, reason))
            else:
                self.sources.add(item.source)
                entry = self.ledger.get(item.source)
                if entry and entry.fingerprint == fingerprint(item, self.made_by):
                    self.report.unchanged += 1
                    self.seen(item.source)
                else:
                    yield item

    def commit(self, outcome: Outcome | SkipDocument) -> None:
        """Write one document whole, or set it aside whole if the check found it wrong."""
        if isinstance(outcome, SkipDocument):
            self.report.skipped.append(outcome)
            return
        entry = outcome.entry
        old = self.ledger.get(entry.source)
        if outcome.violations:
            self.report.violations[entry.source] = outcome.violations
            put_text(self.quarantine / f"{iri.digest(entry.source)}.nt", _quarantine(outcome))
            if old:
                self.store.drop(old)
        else:
            self.store.put(entry, outcome.lines, self.activity, replaced=old)
            self.report.replaced += old is not None
            self.report.added += old is None
        self.seen(entry.source)

    def finish(self, prune: bool) -> None:
        """Drop what is gone, if asked, and rebuild what is derived, if it was derived from something else.

        The derived layer says itself what it was made from: an earlier run may have been killed before it.
        """
        gone = sorted(set(self.ledger) - self.sources)
        if prune:
            for source in gone:
                self.store.drop(self.ledger[source])
            self.report.pruned = len(gone)
        else:
            self.report.gone = gone
        self._clear_quarantine(self.sources if prune else None)
        if not curation.is_derived_from(self.store, self.out, self.as_of):
            self.store.describe_run(self.activity, self.made_by)
            self.store.refresh()
            curation.bring_up_to_date(self.store, self.out, self.as_of)
            self.store.refresh()

    def _clear_quarantine(self, there: set[str] | None) -> None:
        """Take out what has been mended and is in the graph now, and what is not ``there`` any longer."""
        if files := {path.stem: path for path in self.quarantine.glob("*.nt")}:
            kept = files.keys() - {iri.digest(source) for source in self.store.ledger()}
            if there is not None:
                kept &= {iri.digest(source) for source in there}
            for stem in files.keys() - kept:
                files[stem].unlink()


class Graph(Dataset):
    """A graph with all that the program can do to it: ask, check, export, hand on to other tools."""

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Actors, platforms and what links them; each claim and relation is one edge."""
        graph: networkx.MultiDiGraph[str] = network(self.view)
        return graph

    def export(
        self,
        formats: Sequence[str],
        folder: str | Path,
        *,
        text: str = "quotes",
        licence: str | None = None,
        before: str | None = None,
    ) -> list[Path]:
        """Write the graph in each of the formats to a folder, as ``write_files`` does; the paths."""
        return write_files(self, formats, Path(folder), text=text, licence=licence, before=before)

    def check(self, *, engine: Literal["shacl", "pyshacl"] = "shacl") -> tuple[int, int, list[Violation]]:
        """Validate every named graph against the shapes and prove every span.

        Answers the number of graphs, the number of spans proven, and the violations.
        """
        spans, found = 0, list[Violation]()
        graphs = self.store.graphs()
        for name in graphs:
            lines = self.store.lines(name)
            found += validate("\n".join(lines), engine=engine)
            if name.startswith(DOCUMENT_GRAPHS):
                proven = prove(lines)
                spans += proven.spans
                found += proven.violations
        return len(graphs), spans, found


def open_graph(folder: str | Path) -> Graph:
    """A built graph, for reading. Raises ``UsageError`` where there is none."""
    return Graph(Store.read(Path(folder)), __version__)


def graph_page(folder: Path) -> Path:
    """The file of the HTML graph in ``folder``, as the build has left it or made now."""
    page = folder / "graph.html"
    if not page.is_file():
        open_graph(folder).export(["html"], folder)
    return page


def extract(
    paths: Iterable[str | Path],
    *,
    settings: Settings | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Reading | SkipDocument]:
    """What is read from each text, in the order of the sources, without a graph."""
    from .extract.reading.reader import read_documents

    extractor = (settings or Settings()).extractor()
    documents = read_documents(paths, columns=columns, encoding=encoding, stdin=stdin)
    for skipped, group in itertools.groupby(documents, key=lambda item: isinstance(item, SkipDocument)):
        if skipped:
            yield from (item for item in group if isinstance(item, SkipDocument))
        else:
            yield from extractor.read(item for item in group if isinstance(item, Document))


def extract_lines(
    paths: Iterable[str | Path],
    *,
    settings: Settings | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
    format_: str = "jsonl",
) -> Iterator[str | SkipDocument]:
    """As ``extract``, each reading as one line of JSON (``jsonl``) or as text for people (``text``)."""
    for reading in extract(paths, settings=settings, columns=columns, encoding=encoding, stdin=stdin):
        if isinstance(reading, SkipDocument):
            yield reading
        elif format_ == "jsonl":
            yield json.dumps(reading_json(reading), ensure_ascii=False)
        else:
            yield reading_text(reading)


def score(
    gold: Path,
    *,
    predictions: Path | None = None,
    settings: Settings | None = None,
    segments: bool = False,
    strict: bool = False,
) -> Scorer:
    """Attribution against gold: what a file predicts, or what ``settings`` find in the gold's texts.

    A document that is missing among the predictions counts as without any.
    """
    from .extract.scoring.gold import quotes_read, read_gold
    from .extract.scoring.score import Scorer, is_speech

    documents = read_gold(gold)
    if predictions:
        found = {document.id: document.quotes for document in read_gold(predictions)}
    else:
        texts = (Document(id=item.id, source=item.id, text=item.text) for item in documents)
        found = quotes_read((settings or Settings()).extractor().read(texts))
    scorer = Scorer(is_speech, segments=segments, strict=strict)
    for item in documents:
        scorer.add(item.id, item.text, item.quotes, found.get(item.id, ()))
    return scorer


def train(
    gold: Iterable[Path], out: Path, *, model: str = DEFAULT_MODEL, tell: Callable[[str], None] = print
) -> dict[str, object]:
    """Train attribution on hand-made gold and write the model to the folder ``out``; its settings.

    ``tell`` hears of the progress. Needs the extra ``train``. Then: ``--attribution out``.
    """
    from .extract.scoring.gold import read_gold
    from .extract.trained.trainer import train_model

    return train_model([item for path in gold for item in read_gold(path)], out, model, tell)


def _demand_articles(items: Iterator[Unread | SkipDocument]) -> Iterator[Unread | SkipDocument]:
    """The same items; ``UsageError`` if there is no article among them that can be read."""
    looked: list[Unread | SkipDocument] = []
    reasons: list[SkipDocument] = []
    for item in items:
        looked.append(item)
        try:
            if isinstance(item, SkipDocument):
                raise item
            item.document()
        except SkipDocument as skipped:
            reasons.append(skipped)
        else:
            return itertools.chain(looked, items)
    more = f" (and {len(reasons) - 1} more)" if len(reasons) > 1 else ""
    raise UsageError(f"no article could be read: {reasons[0] if reasons else 'nothing was given'}{more}")


def _quarantine(outcome: Outcome) -> str:
    """What was wrong, for a person to look at: the violations as comments, then the triples."""
    remarks = (f"# {json.dumps(asdict(violation), ensure_ascii=False)}" for violation in outcome.violations)
    return "\n".join([*remarks, *outcome.lines, ""])
