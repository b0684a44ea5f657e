"""The dataset as a Python object, for notebooks, scripts and the exports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import filterfalse
from operator import methodcaller
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..errors import QueryError
from ..ontology.terms import CG, NIF, RESOLVED_GRAPH
from . import layers, newest
from . import query as queries
from .iri import digest
from .snapshot import snapshot
from .storage.store import Store
from .view import ClaimView, DocumentView, View

if TYPE_CHECKING:
    import rdflib


_WORDS = {
    "full": (),
    "quotes": (NIF + "isString",),
    "none": (NIF + "isString", NIF + "anchorOf", CG + "quote"),
}
# What the articles name, resolved: first once each, then by type.
_NAMED = f"{{ SELECT DISTINCT ?n_ {{ GRAPH <{RESOLVED_GRAPH}> {{ ?occurrence cg:identifiedAs ?n_ }} }} }}"
# In the form that takes least: a claim and nothing else is reported by a document.
_COUNTS = {
    "claims": "SELECT (COUNT(DISTINCT ?n_) AS ?n) { ?n_ cg:reportedBy ?document }",
    "actors": f"""SELECT (COUNT(DISTINCT ?n_) AS ?n) {{ {_NAMED}
        VALUES ?type {{ cg:Person cg:Organization cg:Group }} ?n_ a ?type }}""",
    "platforms": f"SELECT (COUNT(DISTINCT ?n_) AS ?n) {{ {_NAMED} ?n_ a cg:Platform }}",
    "relations": "SELECT (COUNT(DISTINCT ?n_) AS ?n) { ?n_ cg:statedBy ?document }",
}


class Dataset:
    """A built graph, opened for reading. Nothing that is done here changes the files."""

    def __init__(self, store: Store, version: str) -> None:
        self.store = store
        self._version = version
        self._view: View | None = None

    def __len__(self) -> int:
        """The number of quads."""
        return len(self.store)

    def __repr__(self) -> str:
        return f"<claimgraph.Dataset: {len(self)} statements in {len(self.store.graphs())} graphs>"

    def query(self, query: str, /, **parameters: str) -> list[dict[str, str]]:
        """Rows of a SPARQL SELECT, or of a preset by its name with its parameters as keywords.

        >>> graph.query("claims-about", name="TikTok")  # doctest: +SKIP

        Unbound variables are left out of a row. Raises ``QueryError`` for what is not a SELECT.
        """
        results = queries.run(self.store, query, parameters)
        if not isinstance(results, ox.QuerySolutions):
            raise QueryError("query() answers SELECT; use graph.store.inner for ASK and CONSTRUCT")
        names, rows = queries.table(results)
        return [{name: value for name, value in zip(names, row, strict=True) if value} for row in rows]

    @property
    def view(self) -> View:
        """Everything as plain records: documents, nodes, claims and edges, sorted."""
        if self._view is None:
            self._view = snapshot(self.store, self._version)
        return self._view

    def newest(self, most: int) -> list[str] | None:
        """The graphs of the newest articles; None where there are no more than ``most``."""
        return newest.newest(self.store, most)

    def view_of(self, articles: Sequence[str]) -> View:
        """As ``view``, of the articles with these graphs and what they lead to."""
        view = snapshot(newest.alone(self.store, articles), self._version)
        return replace(view, of=len(self.store.ledger()))

    def state_of(self, articles: Sequence[str]) -> str:
        """A hash of all that ``view_of`` depends on, in a dataset that is written to."""
        return digest(newest.state_of(self.store, articles), str(len(self.store.ledger())))

    def state(self) -> str:
        """A hash of everything in the dataset, found without reading what the articles say."""
        return layers.state(self.store)

    def counts(self) -> dict[str, int]:
        """How many claims, actors, platforms and relations the articles have given."""
        return {name: int(self.query(text)[0]["n"]) for name, text in _COUNTS.items()}

    def claims(self) -> tuple[ClaimView, ...]:
        """All claims as records, in the order of documents and of the text."""
        return self.view.claims

    def documents(self) -> tuple[DocumentView, ...]:
        """All articles as records, by date and title."""
        return self.view.documents

    def lines(self, text: str = "full") -> Iterator[tuple[str, list[str]]]:
        """Each named graph with its N-Triples lines, both sorted.

        ``text`` says how much of the articles' words goes along: ``full``, ``quotes`` (no article's
        whole text) or ``none`` (nothing but offsets and names).
        """
        for graph, lines in self.streams(text):
            yield graph, list(lines)

    def streams(self, text: str = "full") -> Iterator[tuple[str, Iterator[str]]]:
        """As ``lines``, each graph's lines one by one, however many they are."""
        for graph in self.store.graphs():
            yield graph, self.stream(graph, text)

    def stream(self, graph: str, text: str = "full", subject: str | None = None) -> Iterator[str]:
        """The sorted lines of one graph, or of one subject in it (an IRI in angle brackets)."""
        left_out = tuple(f" <{predicate}> " for predicate in _WORDS[text])
        lines: Iterable[str]
        if subject:
            lines = self.store.lines_about(graph, subject)
        elif graph == RESOLVED_GRAPH:
            lines = layers.lines(self.store)
        else:
            lines = self.store.lines_in_order(graph)
        for part in left_out:
            lines = filterfalse(methodcaller("__contains__", part), lines)
        return iter(lines)

    def to_rdflib(self) -> rdflib.Dataset:
        """An rdflib ``Dataset`` in memory; its default graph is the union of the named graphs."""
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        for graph, lines in self.lines():
            dataset.graph(rdflib.URIRef(graph)).parse(data="\n".join(lines), format="nt")
        return dataset
