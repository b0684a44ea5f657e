"""How long each preset takes on a graph: milliseconds of CPU, the best of five.

    python benchmarks/presets.py [GRAPH]

Without GRAPH the example articles are built. Where a preset needs a value that has no default, TikTok is
asked about, or the first claim of the graph.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

from queries import cpu

from claimgraph import pipeline
from claimgraph.graph import presets, query
from claimgraph.graph.storage.store import Store

ARTICLES = Path(__file__).parent.parent / "examples" / "articles"


def rows(store: Store, text: str) -> list[object]:
    """The rows of a query's answer."""
    return list(query.table(query.run(store, text))[1])


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(scratch) / "graph"
        if not Store.exists(folder):
            pipeline.build([ARTICLES], folder, formats=["ttl"])
        store = Store.read(folder)
        (claim,) = query.select(
            store, "SELECT ?claim { GRAPH ?g { ?claim a cg:Claim } } ORDER BY ?claim LIMIT 1"
        )
        print("| preset | rows | CPU, ms |\n|---|--:|--:|")
        for name, preset in sorted(presets.presets().items()):
            missing = [parameter.name for parameter in preset.parameters if parameter.default is None]
            values = {one: claim["claim"] if one == "claim" else "TikTok" for one in missing}
            text = presets.filled(preset, values, store)
            asked = partial(rows, store, text)
            print(f"| {name} | {len(asked())} | {1000 * cpu(asked, 5):.1f} |")


if __name__ == "__main__":
    main()
