"""What the derived layer, the files, and building again cost with 20,000 articles in the graph.

    python benchmarks/rebuild.py [--articles 20000] [--keep FOLDER] [--formats ttl]

200 generated articles are read; the rest are the same texts under other names, so that their graphs
are known without reading them 100 times. They are put into the store as a build puts them. Then real
builds run, each in a process of its own: one that has only the rest to do (resolved layer, files),
one with nothing changed, one with one article changed.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from generated import article
from scale import measured

_DISTINCT = 200


def fill(articles: Path, out: Path, count: int) -> float:
    """Write so many articles and their graphs; CPU seconds of the writing, per article."""
    from claimgraph.errors import SkipDocument
    from claimgraph.extract.reading.reader import find_articles
    from claimgraph.extract.reading.unread import Unread
    from claimgraph.extract.workers import Settings, Worker, fingerprint
    from claimgraph.graph import iri
    from claimgraph.graph.store import Entry, Store
    from claimgraph.ontology.terms import CGD

    settings = Settings(attribution="rules")
    worker, made_by = Worker(settings), settings.identity
    activity = f"{CGD}run-{iri.digest(made_by)}"
    known: dict[bytes, tuple[str, str, list[str]]] = {}
    for number in range(count):
        path = articles / f"{number // 1000:04}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(number % _DISTINCT), encoding="utf-8")
    spent = 0.0
    with Store.create(out) as store:
        for found in find_articles([articles]):
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
            renamed = [
                line.replace(f"-{old}", f"-{new}").replace(f'"{source}"', f'"{found.source}"')
                for line in lines
            ]
            start = time.process_time()
            store.put(entry, renamed, activity)
            spent += time.process_time() - start
    return spent / count


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
            written = fill(articles, out, arguments.articles)
            print(f"to write an article into the store: {1000 * written:.1f} CPU ms\n")
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
