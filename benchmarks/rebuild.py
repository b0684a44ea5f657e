"""What the derived layer, the files, and building again cost with 20,000 articles in the graph.

    python benchmarks/rebuild.py [--articles 20000] [--keep FOLDER] [--formats ttl]

200 generated articles are read; the rest are the same texts under other names, so that their graphs
are known without reading them 100 times. Then real
builds run, each in a process of its own: one that has only the rest to do (resolved layer, files),
one with nothing changed, one with one article changed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from generated import article
from scale import measured

_DISTINCT = 200


def fill(articles: Path, out: Path, count: int) -> None:
    """Write so many articles and their graphs, in bulk."""
    import pyoxigraph as ox

    from claimgraph.errors import SkipDocument
    from claimgraph.extract.reading.reader import find_articles
    from claimgraph.extract.reading.unread import Unread
    from claimgraph.extract.workers import Settings, Worker, fingerprint
    from claimgraph.graph import iri
    from claimgraph.graph.storage.ledger import Entry, ledger_lines
    from claimgraph.graph.storage.store import Store
    from claimgraph.ontology.terms import CGD, RUN_GRAPH

    settings = Settings(attribution="rules")
    worker, made_by = Worker(settings), settings.identity
    activity = f"{CGD}run-{iri.digest(made_by)}"
    known: dict[bytes, tuple[str, str, list[str]]] = {}
    for number in range(count):
        path = articles / f"{number // 1000:04}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(number % _DISTINCT), encoding="utf-8")
    chunk: list[str] = []
    with Store.create(out) as store:
        for at, found in enumerate(find_articles([articles]), 1):
            assert isinstance(found, Unread) and isinstance(found.content, bytes)
            if found.content not in known:
                (outcome,) = worker([found])
                assert not isinstance(outcome, SkipDocument) and not outcome.violations
                document = found.document()
                known[found.content] = found.source, document.sha256, outcome.lines
            source, sha256, lines = known[found.content]
            old, new = iri.digest(source, sha256), iri.digest(found.source, sha256)
            entry = Entry(
                source=found.source, graph=iri.graph_iri(new), fingerprint=fingerprint(found, made_by)
            )
            for line in lines:
                renamed = line.replace(f"-{old}", f"-{new}").replace(f'"{source}"', f'"{found.source}"')
                chunk.append(f"{renamed[:-1]}<{entry.graph}> .")
            chunk += [f"{line[:-1]}<{RUN_GRAPH}> ." for line in ledger_lines(entry, activity)]
            if at % 2000 == 0 or at == count:
                store.inner.bulk_load("\n".join(chunk).encode(), ox.RdfFormat.N_QUADS)
                print(f"{at} in the store", file=sys.stderr, flush=True)
                chunk.clear()


def main() -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--articles", type=int, default=20000)
    parser.add_argument("--formats", default="ttl")
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    options = ["--jobs=1", "--attribution=rules", f"--formats={arguments.formats}"]
    with tempfile.TemporaryDirectory() as scratch:
        kept = arguments.keep or Path(scratch)
        articles, out = kept / "articles", kept / "graph"
        rows = []
        if not out.exists():
            fill(articles, out, arguments.articles)
            rows.append(("resolved layer and files", measured(articles, out, *options)))
        rows.append(("nothing changed", measured(articles, out, *options)))
        path = next(iter(sorted(articles.rglob("*.txt"))))
        path.write_text(f"{article(0)}\nCorrected at {time.time()}.\n", encoding="utf-8")
        rows.append(("one article changed", measured(articles, out, *options)))
    print(f"{arguments.articles:,} articles, files {arguments.formats}\n")
    print("| build | read | CPU s | wall, s | peak, MB |\n|---|---|---|---|---|")
    for name, row in rows:
        print(
            f"| {name} | {row['read']:,} | {row['cpu']:.1f} | {row['wall']:.1f} | {row['peak']:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
