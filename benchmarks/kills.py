"""Builds that are killed at random moments, over and over: is the graph in the end what it should be?

    python benchmarks/kills.py [--articles 500] [--kills 100] [--jobs 2] [--seed 1] [--attribution rules]

One build goes undisturbed. Another is started, killed by SIGKILL with all its reading processes after
a random time, and started again, so often; then it is let to end. Both graphs are compared byte by
byte as N-Quads and Turtle, and the second is verified. With --workers only reading processes are
killed, one at a time, and the build goes on.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generated import write_articles

FILES = ("graph.nq", "graph.ttl")


def command(articles: Path, out: Path, options: argparse.Namespace) -> list[str]:
    words = ["-m", "claimgraph", "-q", "build", str(articles), "-o", str(out), "--to", "nq,ttl"]
    return [
        sys.executable,
        *words,
        "--text=full",
        f"--jobs={options.jobs}",
        f"--attribution={options.attribution}",
        *(["--dask=local"] if options.dask else []),
    ]


def started(articles: Path, out: Path, options: argparse.Namespace) -> subprocess.Popen[bytes]:
    """A build in a process group of its own."""
    return subprocess.Popen(command(articles, out, options), start_new_session=True)


def children(process: int) -> list[int]:
    """The reading processes of a build (Linux)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == process and b"spawn_main" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def killed(articles: Path, out: Path, options: argparse.Namespace) -> int:
    """Kill builds so often; the number of them that were cut off, whatever they were doing."""
    pick = random.Random(options.seed)
    done = 0
    for _ in range(options.kills):
        process = started(articles, out, options)
        time.sleep(pick.uniform(0, options.within))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            done += 1
            print(f"killed {done}", file=sys.stderr, flush=True)
        process.wait()
    return done


def bereft(articles: Path, out: Path, options: argparse.Namespace) -> int:
    """One build whose reading processes are killed, so many of them."""
    pick = random.Random(options.seed)
    process, done = started(articles, out, options), 0
    time.sleep(options.start)
    while process.poll() is None and done < options.kills:
        time.sleep(pick.uniform(0, options.within))
        if readers := children(process.pid):
            os.kill(pick.choice(readers), signal.SIGKILL)
            done += 1
    if process.wait():
        raise SystemExit(f"the build ended with {process.returncode}")
    return done


def main() -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--attribution", default="rules")
    parser.add_argument("--workers", action="store_true")
    parser.add_argument("--dask", action="store_true", help="read on a Dask cluster of --jobs processes")
    parser.add_argument("--within", type=float, default=60, help="seconds until a kill, at most")
    parser.add_argument("--start", type=float, default=20, help="seconds that --workers are left to start")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        articles, whole, struck = (folder / name for name in ("articles", "whole", "struck"))
        list(write_articles(articles, range(options.articles)))
        done = (bereft if options.workers else killed)(articles, struck, options)
        subprocess.run(command(articles, struck, options), check=True)
        subprocess.run(command(articles, whole, options), check=True)
        same = [name for name in FILES if (whole / name).read_bytes() == (struck / name).read_bytes()]
        verified = subprocess.run([sys.executable, "-m", "claimgraph", "verify", str(struck)])
    what = "reading processes" if options.workers else "builds"
    print(f"{options.articles} articles, {done} {what} killed: identical {', '.join(same) or 'NOTHING'}; "
          f"verify ended with {verified.returncode}")  # fmt: skip
    sys.exit(len(same) != len(FILES) or verified.returncode != 0)


if __name__ == "__main__":
    main()
