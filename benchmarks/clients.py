"""Clients that ask a served graph while a build writes to it: answers, errors, torn reads.

    python benchmarks/clients.py [--clients 50] [--seconds 60]

Starts ``claimgraph serve`` as people do. A writer puts, replaces and drops articles of 60 quads as a build
does, each with its ledger entry in one transaction. Every client asks, again and again, how many quads each
article has and which articles the ledger knows: an article that is not whole, or not in both, is torn.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from claimgraph.graph.storage.ledger import Entry
from claimgraph.graph.storage.store import Store

SIZE = 60
WHOLE = """SELECT ?graph (COUNT(*) AS ?n) (SAMPLE(?known) AS ?ledger) {
  GRAPH ?graph { ?s ?p ?o } FILTER(STRSTARTS(STR(?graph), "http://x/"))
  OPTIONAL { GRAPH cgg:run { ?graph cg:fingerprint ?known } } } GROUP BY ?graph"""
ORPHANS = """SELECT ?graph { GRAPH cgg:run { ?graph cg:fingerprint ?known }
  FILTER NOT EXISTS { GRAPH ?graph { ?s ?p ?o } } }"""


def write(folder: Path, seconds: float) -> int:
    """Put articles for so long, replace every third and drop what is older than fifty; how many were put."""
    entries: list[Entry] = []
    end = time.monotonic() + seconds
    with Store.create(folder) as store:
        number = 0
        while time.monotonic() < end:
            entry = Entry(source=f"{number}", graph=f"http://x/{number}", fingerprint="1")
            lines = [f'<http://x/s> <http://x/p> "{number} {part} {"x" * 100}" .' for part in range(SIZE)]
            replaced = entries.pop() if entries and number % 3 == 0 else None
            store.put(entry, lines, "http://x/run", replaced=replaced)
            entries.append(entry)
            if len(entries) > 50:
                store.drop(entries.pop(0))
            number += 1
    return number


class Clients:
    """What some clients have seen."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.counts: collections.Counter[str] = collections.Counter()
        self.slowest = 0.0
        self.states: set[tuple[str, ...]] = set()
        self._lock = threading.Lock()

    def run(self, number: int, seconds: float) -> None:
        """Ask for ``seconds`` by ``number`` clients at once."""
        end = time.monotonic() + seconds
        threads = [threading.Thread(target=self._ask, args=(end,)) for _ in range(number)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _ask(self, end: float) -> None:
        while time.monotonic() < end:
            began = time.monotonic()
            try:
                rows, orphans = self._rows(WHOLE), self._rows(ORPHANS)
            except (OSError, ValueError) as error:
                self._note(f"error: {error}", began)
                continue
            whole = all(int(row["n"]["value"]) == SIZE and "ledger" in row for row in rows)
            # The two questions may be of two moments, each of which is whole.
            self._note("whole" if whole and not orphans else "torn", began)
            with self._lock:
                self.states.add(tuple(sorted(row["graph"]["value"] for row in rows)))

    def _rows(self, query: str) -> list[dict[str, dict[str, str]]]:
        url = f"{self.address}sparql?{urllib.parse.urlencode({'query': query})}"
        with urllib.request.urlopen(url, timeout=120) as answer:
            bindings: list[dict[str, dict[str, str]]] = json.load(answer)["results"]["bindings"]
        return bindings

    def _note(self, what: str, began: float) -> None:
        with self._lock:
            self.counts[what] += 1
            self.slowest = max(self.slowest, time.monotonic() - began)


def measure(folder: Path, clients: int, seconds: float) -> tuple[Clients, int]:
    """Serve the graph in ``folder``, write to it and ask it for so long; what was seen, what was put."""
    with Store.create(folder):
        pass
    command = [sys.executable, "-m", "claimgraph", "serve", str(folder), "--port", "0"]
    writer = [sys.executable, __file__, "--write", str(folder), "--seconds", str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            address = re.search(r"http://\S+?/", server.stdout.readline())
            assert address
            seen = Clients(address.group())
            with subprocess.Popen(writer, stdout=subprocess.PIPE, text=True) as build:
                seen.run(clients, seconds)
                assert build.stdout
                return seen, int(build.stdout.read())
        finally:
            server.terminate()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.write:
        print(write(arguments.write, arguments.seconds))
        return
    with tempfile.TemporaryDirectory() as scratch:
        seen, put = measure(Path(scratch) / "graph", arguments.clients, arguments.seconds)
    print("| clients | seconds | articles written | answers | states seen | torn | errors | slowest, s |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|")
    errors = sum(count for what, count in seen.counts.items() if what.startswith("error"))
    print(f"| {arguments.clients} | {arguments.seconds:g} | {put} | {2 * seen.counts['whole']} |", end="")
    print(f" {len(seen.states)} | {seen.counts['torn']} | {errors} | {seen.slowest:.1f} |")
    for what in sorted(what for what in seen.counts if what.startswith("error")):
        print(what, file=sys.stderr)


if __name__ == "__main__":
    main()
