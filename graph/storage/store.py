"""The dataset on disk: Oxigraph, one named graph a layer, each article written whole.

The run graph is the ledger as well: for each source it names the document graph that was built
from it and a fingerprint of what went in. Document and ledger entry are written in one step, so
a build that is killed leaves whole documents only. New articles wait beside the store and are written
together, sorted, which costs a fraction; who has the store open for writing finds them there as well.
"""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from ...errors import StopRun
from ...ontology.terms import RUN_GRAPH
from ..derived.table import DerivedTable
from ..ntriples import iri
from . import updates
from .articles import Articles
from .disk import disk_errors
from .fulltext import QuoteIndex
from .heap import give_back
from .ledger import Entry, keep_ledger, kept_ledger, read_ledger, run_graph, run_lines
from .names import Names
from .opening import FOLDER, clear, demanded, exists, opened, opened_for_reading, state, sweep
from .statements import lines_in_order
from .touched import Touched

# Quads after which the log is moved into files: RocksDB alone would keep over a gigabyte of them in
# memory, and whoever opens the store meanwhile replays all that is still in the log, at 2 MB in 0.05 s.
_UNFLUSHED = 20_000
# Quads that are given to the store at once: about fifteen magazine features. More would cost memory.
_LOT = 40_000
# Lines of new articles that the tables beside the store take in together.
_UNINDEXED = 20_000
# Lines of one graph that are worth sorting into files, which the store then takes over.
_MANY = 5_000
# Articles from which on the store's memory of what it has read is worth letting go of: about 100 MB.
_LARGE = 1_000
# New articles wait till they have as many and are so large a part of all, since the store merges what it
# has with what comes, each time anew. Who only reads does not see them yet.
_PART = 0.75


class Store:
    """A dataset of named graphs, in a folder or in memory; writing takes the folder's lock.

    Reads see whole transactions. Close a writable store (or use ``with``) before another process
    opens it for writing. Keep a store that was opened for reading as long as answers are drawn from it.
    """

    def __init__(
        self,
        inner: ox.Store,
        *,
        writes: bool = False,
        articles: Articles | None = None,
        index: QuoteIndex | None = None,
        derived: DerivedTable | None = None,
        aside: Path | None = None,
        folder: Path | None = None,
        before: object = None,
    ) -> None:
        self._inner = inner
        self._folder, self._before = folder, before
        self._articles = Articles.memory() if articles is None else articles
        self._writes = writes
        self._index = index
        self._derived = derived
        self._unflushed = 0
        self._fresh: list[tuple[Entry, list[str]]] = []
        self._unindexed = 0
        self._ledger: dict[str, Entry] | None = None
        self._by_graph: dict[str, Entry] | None = None
        self._names = Names()
        self.touched = Touched()
        if aside:
            weakref.finalize(self, shutil.rmtree, aside, ignore_errors=True)

    @classmethod
    def memory(cls) -> Store:
        return cls(ox.Store())

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether ``folder`` holds a graph."""
        return exists(folder)

    @classmethod
    def create(cls, folder: Path) -> Store:
        """Open the graph in ``folder`` for writing, made anew if there is none.

        Raises ``StopRun`` where the folder cannot be written or another process is writing to it.
        """
        path = folder / FOLDER
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StopRun(f"{folder}: cannot be created ({error.strerror}); choose another folder") from None
        sweep(path)
        before = state(path)
        inner = opened(folder, lambda: ox.Store(str(path)))
        clear(path)
        return cls(
            inner,
            writes=True,
            articles=Articles.writable(folder),
            index=QuoteIndex.writable(folder),
            derived=DerivedTable.writable(folder),
            folder=folder,
            before=before,
        )

    @classmethod
    def writable(cls, folder: Path) -> Store:
        """Open the graph that is in ``folder`` for writing; ``UsageError`` where there is none."""
        demanded(folder)
        return cls.create(folder)

    @classmethod
    def read(cls, folder: Path) -> Store:
        """Open the graph in ``folder`` for reading, as it is now; a build may be writing to it meanwhile.

        What is written later is not seen. Raises ``UsageError`` where there is no graph.
        """
        path = demanded(folder)
        before = state(path)
        inner, aside = opened(folder, lambda: opened_for_reading(path))
        articles, index = Articles.read(folder), QuoteIndex.read(folder)
        store = cls(inner, articles=articles, index=index, aside=aside)
        if state(path) == before:
            store._ledger = kept_ledger(folder, before)
        return store

    @staticmethod
    def state(folder: Path) -> object:
        """A value that is equal as long as nothing is written to the graph in ``folder``."""
        return state(demanded(folder))

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder and its lock, all data in files that open at once."""
        try:
            if self._writes and hasattr(self, "_inner"):  # if not, it could not be opened again
                self.settle()
                with disk_errors():
                    self._inner.flush()
        finally:
            if self._index:
                self._index.close()
            if self._derived:
                self._derived.close()
            self._articles.close()
            vars(self).pop("_inner", None)
        if self._folder and self._ledger is not None:
            keep_ledger(self._folder, state(self._folder / FOLDER), self._ledger)

    def refresh(self) -> None:
        """Close a large store and open it again, so that its memory of what it has read is free.

        Oxigraph keeps up to 128 MB of terms and 32 MB of each index, and cannot be told otherwise.
        """
        if self._folder and self._writes and len(self._ledger or ()) > _LARGE:
            self.settle()
            with disk_errors():
                self._inner.flush()
            path, folder = str(self._folder / FOLDER), self._folder
            del self._inner
            give_back()
            self._inner = opened(folder, lambda: ox.Store(path))

    @property
    def inner(self) -> ox.Store:
        """Oxigraph's own store, with all that was put in."""
        self.settle()
        return self._inner

    @property
    def quotes(self) -> QuoteIndex:
        """The index of quotes: the one beside the store, or one made of what is in it."""
        self.settle()
        self._index = self._index or QuoteIndex.memory(self)
        return self._index

    @property
    def derived(self) -> DerivedTable | None:
        """The table of what is derived; a store that is written to a folder has one."""
        self.settle()
        return self._derived

    def mend_quotes(self, ledger: Mapping[str, Entry]) -> None:
        """Bring the index of quotes in step with the ledger, should a build have been killed in between."""
        if self._writes:
            self.quotes.mend(self, ledger)

    @property
    def _beside(self) -> list[QuoteIndex | DerivedTable]:
        return [beside for beside in (self._index, self._derived) if self._writes and beside]

    def ledger(self) -> dict[str, Entry]:
        """What was built from which source, by source; not to be changed."""
        return read_ledger(self.inner) if self._ledger is None else self._ledger

    def keep_ledger(self) -> None:
        """Read the ledger once, and keep it in step with the articles that are written from now on."""
        kept = kept_ledger(self._folder, self._before) if self._folder and not self._articles else None
        self._ledger = read_ledger(self.inner) if kept is None else kept

    def put(self, entry: Entry, lines: Iterable[str], activity: str, replaced: Entry | None = None) -> None:
        """Write one document's graph and its ledger entry in one step, instead of ``replaced``.

        ``lines`` are N-Triples without line ends; ``activity`` is the IRI of the run that made them.
        """
        lines = sorted(set(lines))
        self._touch(entry, *([replaced] if replaced else []))
        if replaced:
            with disk_errors():
                self.inner.update(updates.replacing(replaced, entry, lines, activity))
                self._count(len(lines))
            self._articles.drop(replaced.graph)
            self._names.gone(replaced.graph)
            for beside in self._beside:
                beside.put([(entry, lines)], replaced)
        else:
            self._fresh.append((entry, lines))
            self._unindexed += len(lines)
        self._articles.add(entry, lines, activity, waits=not replaced)
        self._names.come(*([entry.graph] if lines else []), RUN_GRAPH)
        self._by_graph = None
        if self._ledger is not None:
            self._ledger[entry.source] = entry
        if self._unindexed > _UNINDEXED:
            self._index_fresh()
        if self._articles.quads > _LOT and len(self._articles) > len(self._ledger or ()) * _PART:
            self.settle()

    def settle(self) -> None:
        """Write the new articles that wait, each of them whole."""
        self._index_fresh()
        with disk_errors():
            for lot in self._articles.lots(_LOT):
                try:
                    # One batch of Oxigraph's, whose sorted files the store takes over in one step.
                    self._inner.bulk_load(lot, ox.RdfFormat.N_QUADS, lenient=True)
                except SyntaxError:
                    self._articles.forget_waiting()
                    self._ledger = None  # it names what was forgotten
                    raise
                give_back()

    def _index_fresh(self) -> None:
        """Take the new articles into what is beside the store, together; it need not keep step with it."""
        fresh, self._fresh, self._unindexed = self._fresh, [], 0
        if fresh:
            for beside in self._beside:
                beside.put(fresh)
            del fresh
            give_back()

    def _touch(self, *entries: Entry) -> None:
        self.touched.whole(*(entry.graph for entry in entries))
        self.touched.lines(RUN_GRAPH, (iri(entry.graph) for entry in entries))

    def _count(self, quads: int) -> None:
        """Move what is in memory to disk now and then: RocksDB alone would keep over a gigabyte."""
        self._unflushed += quads
        if self._unflushed > _UNFLUSHED:
            self._inner.flush()
            self._unflushed = 0

    def drop(self, entry: Entry) -> None:
        """Remove one document's graph and its ledger entry in one transaction."""
        self._touch(entry)
        with disk_errors():
            self.inner.update(updates.dropping(entry))
        self._names.gone(entry.graph)
        if self._ledger is not None:
            self._ledger.pop(entry.source, None)
        self._by_graph = None
        for beside in (self._articles, *self._beside):
            beside.drop(entry.graph)

    def replace_graph(self, graph: str, lines: Iterable[str]) -> None:
        """Set a derived or merged graph to exactly these N-Triples lines, in one transaction.

        Only what differs is written: a derived layer mostly stays as it is.
        """
        new = set(lines)
        old = set(self.lines(graph))
        gone, come = sorted(old - new), sorted(new - old)
        if any("_:" in line for line in gone):
            # A blank node cannot be named in a deletion.
            self.replace_graphs({graph: sorted(new)})
        else:
            self.patch_graph(graph, gone, come)

    def patch_graph(self, graph: str, gone: Sequence[str], come: Sequence[str]) -> None:
        """Take N-Triples lines, without blank nodes, out of a graph and put others in, in one transaction."""
        self.touched.lines(graph, (*gone, *come))
        with disk_errors():
            if gone:
                self.inner.update(updates.patching(graph, gone, come))
                self._count(len(gone) + len(come))
            elif come:
                self.add_lines(graph, come)

    def empty_graph(self, graph: str) -> None:
        """Remove all lines of a graph without blank nodes, few at a time, so that memory does not grow."""
        pattern = None, None, None, ox.NamedNode(graph)
        while quads := [*islice(self.inner.quads_for_pattern(*pattern), _UNFLUSHED)]:
            self.patch_graph(graph, [f"{quad.triple} ." for quad in quads], ())

    def replace_graphs(self, graphs: Mapping[str, Iterable[str]]) -> None:
        """Set several graphs to exactly these N-Triples lines, in one transaction; none is dropped."""
        graphs = {graph: list(lines) for graph, lines in graphs.items()}
        self.touched.whole(*graphs)
        with disk_errors():
            self.inner.update(updates.setting(graphs))
        self._names.gone(*graphs)
        self._names.come(*(graph for graph, lines in graphs.items() if lines))

    def drop_graphs(self, graphs: Iterable[str]) -> None:
        """Remove several graphs in one transaction."""
        graphs = list(graphs)
        self.touched.whole(*graphs)
        with disk_errors():
            self.inner.update(updates.dropping_graphs(graphs))
        self._names.gone(*graphs)

    def add_lines(self, graph: str, lines: Iterable[str]) -> None:
        """Add N-Triples lines to a graph, in one step."""
        lines = list(lines)
        self.touched.lines(graph, lines)
        load = self.inner.bulk_load if len(lines) > _MANY else self.inner.load
        with disk_errors():
            load("\n".join(lines).encode(), ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))
            if len(lines) <= _MANY:
                self._count(len(lines))
        self._names.come(*([graph] if lines else []))

    def describe_run(self, activity: str, made_by: str) -> None:
        """Say in the run graph what made the readings: an activity, and the program with its model."""
        self.add_lines(RUN_GRAPH, run_lines(activity, made_by))

    def has(self, graph: str) -> bool:
        return self.inner.contains_named_graph(ox.NamedNode(graph))

    def drop_graph(self, graph: str) -> None:
        self.drop_graphs([graph])

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs, sorted."""
        return self._names.of(self.inner)

    def lines(self, graph: str) -> list[str]:
        """One graph as sorted N-Triples lines without line ends."""
        data = self.inner.dump(None, ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph))
        return sorted(data.decode().rstrip("\n").split("\n")) if data else []

    def lines_in_order(self, graph: str) -> Iterator[str]:
        """The same lines as ``lines``, one by one; few of them are in memory, however many."""
        if graph == RUN_GRAPH and (run := run_graph(self.inner, self.ledger(), self._articles.activities())):
            return run
        if (lines := self.lines_beside(graph)) is not None:
            return iter(lines)
        found = lines_in_order(self.inner, graph)
        if self._writes and (entry := self._of(graph)):
            lines = list(found)
            self._articles.add(entry, lines, "", waits=False)
            return iter(lines)
        return found

    def lines_beside(self, graph: str) -> list[str] | None:
        """An article's sorted lines as they are kept beside the store; None where they are not."""
        entry = self._of(graph)
        return self._articles.lines(graph, entry.fingerprint) if entry else None

    def _of(self, graph: str) -> Entry | None:
        if self._by_graph is None:
            self._by_graph = {entry.graph: entry for entry in self.ledger().values()}
        return self._by_graph.get(graph)

    def lines_about(self, graph: str, subject: str) -> list[str]:
        """The sorted N-Triples lines of a graph that have this IRI, in angle brackets, as their subject."""
        node = ox.NamedNode(subject[1:-1])
        quads = self.inner.quads_for_pattern(node, None, None, ox.NamedNode(graph))
        return sorted(f"{quad.triple} ." for quad in quads)

    def __len__(self) -> int:
        return len(self.inner)
