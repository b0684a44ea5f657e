"""How much sooner a build is done with two reading processes than with one.

    python benchmarks/processes.py [--copies 14,56] [--jobs 2] [--rounds 1]

The example features, so many copies of each (a copy differs in its first line), are built with one process
and with ``--jobs``, each build in a process of its own: seconds on the clock, loading, resolving and Turtle
included. Beside them, what the machine itself allows: as many builds with one process as ``--jobs``, at once,
on a corpus each; a perfect division of work would be that much faster than one after the other.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generated import copies
from scale import measured


def wall(articles: Path, graph: Path, jobs: int) -> float:
    """Seconds on the clock of one build from nothing."""
    return measured(articles, graph, f"--jobs={jobs}", "--formats=ttl")["wall"]


def row(folder: Path, times: int, jobs: int, rounds: int) -> str:
    """One corpus: the median of the rounds of each."""
    articles = folder / "articles"
    articles.mkdir(parents=True)
    copies(articles, times)
    alone, together, beside = [], [], []
    for number in range(rounds):
        alone.append(wall(articles, folder / f"alone-{number}", 1))
        together.append(wall(articles, folder / f"together-{number}", jobs))
        with ThreadPoolExecutor(jobs) as pool:
            builds = [
                pool.submit(wall, articles, folder / f"beside-{number}-{build}", 1) for build in range(jobs)
            ]
            beside.append(max(build.result() for build in builds))
    one, more, machine = map(statistics.median, (alone, together, beside))
    return (
        f"| {len(list(articles.iterdir()))} | {one:.1f} | {more:.1f} | {one / more:.2f} "
        f"| {jobs * one / machine:.2f} |"
    )


def main() -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--copies", default="14,56")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    print(f"| features | one process, s | {arguments.jobs}, s | times as fast | the machine allows |")
    print("|---|---|---|---|---|", flush=True)
    for times in map(int, arguments.copies.split(",")):
        with tempfile.TemporaryDirectory() as scratch:
            print(row(Path(scratch) / "corpus", times, arguments.jobs, arguments.rounds), flush=True)


if __name__ == "__main__":
    main()
