"""What a whole build costs beside the bare spaCy pipeline on the same texts, in one run.

    python benchmarks/build.py [ARTICLES …] [--attribution rules] [--rounds 3]

CPU seconds of this process, all threads; all sides load the model themselves. The build reads,
extracts, lifts, checks, stores and writes Turtle; it is set beside the whole pipeline as spaCy ships it,
and beside that of its components whose output is read. Without ARTICLES the examples are taken, eight
copies of each. The machine may be noisy: the ratio is what counts, and the median of the rounds.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from generated import copies

from claimgraph import pipeline
from claimgraph.extract import DEFAULT_ATTRIBUTION
from claimgraph.extract.engine import UNREAD
from claimgraph.extract.reading.reader import read_documents
from claimgraph.graph.record import Document


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds that the work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("articles", nargs="*", type=Path)
    parser.add_argument("--attribution", default=DEFAULT_ATTRIBUTION)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    settings = pipeline.Settings(attribution=arguments.attribution)
    with tempfile.TemporaryDirectory() as scratch:
        paths = arguments.articles
        if not paths:
            paths = [Path(scratch) / "articles"]
            paths[0].mkdir()
            copies(paths[0], 8)
        texts = [item.text for item in read_documents(paths) if isinstance(item, Document)]
        words = sum(len(text.split()) for text in texts)
        rows = []
        for number in range(arguments.rounds):
            bare = cpu(lambda: [None for _ in spacy.load(settings.model).pipe(texts)])
            needed = cpu(lambda: [None for _ in spacy.load(settings.model, exclude=list(UNREAD)).pipe(texts)])
            out = Path(scratch) / f"graph-{number}"
            whole = cpu(lambda: pipeline.build(paths, out, settings=settings, formats=["ttl"]))  # noqa: B023
            rows.append((bare, needed, whole))
    print(f"{len(texts)} articles, {words} words, attribution {arguments.attribution}\n")
    print("| round | bare spaCy, CPU s | needed of it | build | build to bare | to needed |")
    print("|---|---|---|---|---|---|")
    for number, (bare, needed, whole) in enumerate(rows, 1):
        ratios = f"{whole / bare:.2f} | {whole / needed:.2f}"
        print(f"| {number} | {bare:.2f} | {needed:.2f} | {whole:.2f} | {ratios} |")
    medians = (statistics.median(row[2] / row[side] for row in rows) for side in (0, 1))
    print(f"| median | | | | {' | '.join(f'{median:.2f}' for median in medians)} |")


if __name__ == "__main__":
    main()
