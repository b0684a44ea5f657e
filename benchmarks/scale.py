"""Whether cost and memory stay flat from 200 to 20,000 articles, and what building again costs.

    python benchmarks/scale.py [--articles 20000] [--jobs 2] [--keep FOLDER] [--formats ttl,html]

Generated articles of 100 to 150 words are built, each build in a process of its own: one, 200, all of
them, 200 and one again (the machine may have changed its mind meanwhile), all again with nothing changed,
and all again with one changed. CPU seconds are those of the process and its workers; memory is the
peak resident set of the main process. "Each further" is what the articles behind the first cost in all,
from reading to the files, divided by their number; "each" shares out the start as well. "To finish" is all
from the last article on: what is left to write, the resolved layer, the files.
With --keep the graph stays, and a graph that is there is only built again.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import mean

from generated import article, write_articles

_TICK = os.sysconf("SC_CLK_TCK")


def cpu_of_all() -> float:
    """CPU seconds of this process and of its children so far, those that still run included."""
    times = os.times()
    total = times.user + times.system + times.children_user + times.children_system
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid():
            total += (int(fields[11]) + int(fields[12])) / _TICK
    return total


def peak() -> float:
    """The peak resident set of this process in MB."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def run(articles: Path, out: Path, jobs: int, attribution: str, formats: list[str]) -> None:
    """One build in this process; prints its measurements as JSON."""
    from claimgraph import pipeline

    marks: list[tuple[int, float]] = []
    seen, last = 0, sum(1 for _ in articles.rglob("*.txt"))

    def count(_: str) -> None:
        nonlocal seen
        seen += 1
        if seen % 100 == 1 or seen < 3 or seen == last:
            marks.append((seen, cpu_of_all()))
            print(f"{seen} {marks[-1][1]:.1f} s {peak():.0f} MB", file=sys.stderr, flush=True)

    wall = time.monotonic()
    settings = pipeline.Settings(attribution=attribution)
    report = pipeline.build([articles], out, settings=settings, jobs=jobs, formats=formats, seen=count)
    total = cpu_of_all()
    print(
        json.dumps(
            {
                "articles": seen,
                "read": report.added + report.replaced,
                "finish": total - marks[-1][1],
                "cpu": total,
                "wall": time.monotonic() - wall,
                "peak": peak(),
                "marks": marks,
            }
        )
    )


def measured(*arguments: object) -> dict[str, float]:
    """One build in a process of its own."""
    command = [sys.executable, __file__, "--run", *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return dict(json.loads(done.stdout))


def main() -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--articles", type=int, default=20000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--attribution", default="polnear-sm")
    parser.add_argument("--formats", default="ttl,html")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--run", nargs=2, type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run:
        formats = [name for name in arguments.formats.split(",") if name]
        run(*arguments.run, arguments.jobs, arguments.attribution, formats)
        return
    options = [
        f"--jobs={arguments.jobs}",
        f"--attribution={arguments.attribution}",
        f"--formats={arguments.formats}",
    ]
    with tempfile.TemporaryDirectory() as scratch:
        kept = arguments.keep or Path(scratch)
        one, few, many = Path(scratch) / "one", Path(scratch) / "few", kept / "articles"
        list(write_articles(one, range(1)))
        list(write_articles(few, range(200)))
        rows, alone = [], list[float]()
        if not (kept / "graph").exists():
            list(write_articles(many, range(arguments.articles)))
            all_of_them = (many, kept / "graph")
            anew = ((one, Path(scratch) / "a"), (few, Path(scratch) / "b"))
            again = ((few, Path(scratch) / "c"), (one, Path(scratch) / "d"))
            for articles, out in (*anew, all_of_them, *again):
                row = measured(articles, out, *options)
                rows.append((f"{row['articles']:,}, anew", row))
                if articles == one:
                    alone.append(row["cpu"])
        rows.append(("unchanged", measured(many, kept / "graph", *options)))
        changed = next(many.rglob("*.txt"))
        changed.write_text(article(int(changed.stem)) + f"\nCorrected {time.time()}.\n", encoding="utf-8")
        rows.append(("one changed", measured(many, kept / "graph", *options)))
    print(f"{arguments.jobs} processes, attribution {arguments.attribution}, files {arguments.formats}\n")
    print("| build | read | each further, CPU ms | each, CPU ms | to finish, CPU s | in all, CPU s |"
          " wall, s | peak, MB |\n|---|---|---|---|---|---|---|---|")  # fmt: skip
    for name, row in rows:
        further, each = "", ""
        if row["read"] > 1:
            further = f"{1000 * (row['cpu'] - mean(alone)) / (row['read'] - 1):.1f}" if alone else ""
            each = f"{1000 * row['cpu'] / row['read']:.1f}"
        print(
            f"| {name} | {row['read']:,} | {further} | {each} | {row['finish']:.1f} "
            f"| {row['cpu']:.1f} | {row['wall']:.1f} | {row['peak']:.0f} |"
        )


if __name__ == "__main__":
    main()
