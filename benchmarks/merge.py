"""Merge each dataset of a folder into a graph of its own, take it out again, and print what came of it.

    python benchmarks/merge.py FOLDER

Each file, and each folder of files, is one dataset. The figures are triples as they were merged, what
was made of them, identifiers that were normalised, links to the register by a shared Wikidata item,
CPU seconds, and whether the graph was the same after ``unmerge``, byte for byte. DNA files are written
again and compared table by table.
"""

from __future__ import annotations

import io
import sqlite3
import sys
import time
from pathlib import Path

from claimgraph.errors import ClaimgraphError
from claimgraph.exports.dna import merged_dna
from claimgraph.exports.turtle import write_nquads
from claimgraph.graph.datasets.dna import MAGIC
from claimgraph.graph.datasets.reading import Options
from claimgraph.graph.datasets.sources import read_sources
from claimgraph.graph.merged import default_name, merge, prepare, unmerge
from claimgraph.graph.query import select
from claimgraph.graph.storage.store import Store
from claimgraph.ontology.check import validate
from claimgraph.ontology.register import register_lines
from claimgraph.ontology.terms import ALIGNED_GRAPHS, REGISTER_GRAPH

_SHARED = f"""SELECT DISTINCT ?theirs ?ours WHERE {{
    GRAPH <{REGISTER_GRAPH}> {{ ?ours skos:exactMatch ?item }}
    GRAPH ?graph {{ ?theirs skos:exactMatch ?item }} FILTER(STRSTARTS(STR(?graph), "{ALIGNED_GRAPHS}")) }}"""
_COUNTS = {
    "actors": "{ ?n a ?type } VALUES ?type { cg:Person cg:Organization cg:Group }",
    "ownership": "{ ?n a cg:Ownership }",
    "with shares": "{ ?n a cg:Ownership ; cg:share ?share }",
    "claims": "{ ?n a schema:Claim }",
    "with offsets": "{ ?n a schema:Claim ; nif:beginIndex ?begin }",
}


def main(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        if path.suffix != ".md":
            report(path)


def report(path: Path) -> None:
    store = Store.memory()
    store.replace_graph(REGISTER_GRAPH, register_lines())
    before, start = written(store), time.process_time()
    try:
        dataset = prepare(read_sources([path]), Options(dataset=default_name(path)))
    except ClaimgraphError as error:
        print(f"{path.name}: refused: {error}")
        assert written(store) == before
        return
    merge(store, dataset)
    seconds = time.process_time() - start
    once = written(store)
    merge(store, dataset)
    print(f"{path.name} ({', '.join(dataset.formats)})")
    print(
        f"  {len(dataset.lines)} triples, {len(dataset.aligned)} made of them, {len(dataset.changes)} changes"
    )
    counts = {name: count(store, pattern) for name, pattern in _COUNTS.items()}
    print("  " + ", ".join(f"{number} {name}" for name, number in counts.items() if number))
    print(f"  {len(list(select(store, _SHARED)))} shared with the register by Wikidata item")
    print(f"  {len(validate(chr(10).join(dataset.aligned)))} violations, {seconds:.2f} CPU seconds")
    print(f"  merging twice is once: {written(store) == once}")
    if path.is_file() and path.read_bytes().startswith(MAGIC):
        print(f"  out again table by table: {same_tables(path, merged_dna(dataset.lines)[path.name])}")
    unmerge(store, dataset.name)
    print(f"  unmerging restores the bytes: {written(store) == before}")


def count(store: Store, pattern: str) -> int:
    query = f"SELECT DISTINCT ?n WHERE {{ GRAPH ?graph {pattern} FILTER(?graph != cgg:register) }}"
    return len(list(select(store, query)))


def written(store: Store) -> str:
    out = io.StringIO()
    write_nquads(((graph, store.lines(graph)) for graph in store.graphs()), out)
    return out.getvalue()


def same_tables(path: Path, data: bytes) -> bool:
    theirs, ours = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    theirs.deserialize(path.read_bytes())
    ours.deserialize(data)
    tables = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid"
    made = theirs.execute(tables).fetchall()
    return made == ours.execute(tables).fetchall() and all(
        theirs.execute(rows).fetchall() == ours.execute(rows).fetchall()
        for rows in (f'SELECT rowid, * FROM "{name}" ORDER BY rowid' for name, _ in made)
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
