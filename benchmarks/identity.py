"""Score who is held to be who: ``python benchmarks/identity.py [PAIRS.jsonl] [--cases]``.

Each line of the gold, by default ``tests/gold/name_pairs.jsonl``: ``{"id", "verdict": same, different or
unsure, "left": {"name", "text"}, "right": {"name", "text"}}``. Each text is an article of its own; a pair is
resolved as if its two articles were all there is. What counts is the whole way, from text to decision:

- ``joined``: the two names are one actor; ``proposed``: the pair is proposed to the user;
- ``apart``: neither; ``unread``: a name was not found in its text.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimgraph.errors import SkipDocument
from claimgraph.extract.engine import Extractor
from claimgraph.graph import iri, layers
from claimgraph.graph.identity.occurrence import Occurrence
from claimgraph.graph.lift import lift
from claimgraph.graph.record import Document, Reading
from claimgraph.graph.resolve import resolve
from claimgraph.graph.storage.ledger import Entry
from claimgraph.graph.storage.store import Store

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "name_pairs.jsonl"
OUTCOMES = ("joined", "proposed", "apart", "unread")
Pair = dict[str, Any]  # one line of the gold, as its docstring says


def main() -> None:
    parser = ArgumentParser(description="Score identity across articles on pairs of names in context.")
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--cases", action="store_true", help="list what is not as it should be")
    arguments = parser.parse_args()
    pairs = [json.loads(line) for line in arguments.gold.read_text("utf-8").splitlines()]
    rows = list(outcomes(pairs))
    for verdict in ("same", "different", "unsure"):
        counts = Counter(outcome for pair, outcome, _ in rows if pair["verdict"] == verdict)
        total = sum(counts.values())
        figures = "  ".join(f"{name} {counts[name]:3}" for name in OUTCOMES)
        reached = counts["joined"] + counts["proposed"]
        print(f"{verdict:10} {total:3}  {figures}   joined or proposed {100 * reached / max(1, total):.1f} %")
    if arguments.cases:
        for pair, outcome, why in rows:
            wrong = ("apart", "unread") if pair["verdict"] == "same" else ("joined", "unread")
            if outcome in wrong:
                names = f"{pair['left']['name']} – {pair['right']['name']}"
                print(f"{pair['id']} {pair['verdict']}, {outcome}: {names}  {'; '.join(why)}")


def outcomes(pairs: list[Pair]) -> Iterator[tuple[Pair, str, tuple[str, ...]]]:
    """Each pair with what became of it and the reasons."""
    sides = [(pair, end) for pair in pairs for end in ("left", "right")]
    documents = [
        Document(id=f"{pair['id']}-{end}", source=f"{pair['id']}-{end}", text=pair[end]["text"] + "\n")
        for pair, end in sides
    ]
    store, meant = Store.memory(), {}
    for (pair, end), reading in zip(sides, Extractor().read(documents), strict=True):
        if isinstance(reading, SkipDocument):
            raise reading
        key = iri.document_key(reading.document)
        entry = Entry(source=reading.document.source, graph=iri.graph_iri(key), fingerprint="x")
        store.put(entry, lift(reading), "http://example.org/run")
        meant[pair["id"], end] = _meant(reading, key, pair[end]["name"])
    by_article: dict[str, list[Occurrence]] = {}
    for occurrence in layers.occurrences(store):
        by_article.setdefault(occurrence.article, []).append(occurrence)
    for pair in pairs:
        both = [one for end in ("left", "right") for one in by_article.get(f"{pair['id']}-{end}", [])]
        yield pair, *_outcome(both, meant[pair["id"], "left"], meant[pair["id"], "right"])


def _outcome(both: list[Occurrence], left: set[str], right: set[str]) -> tuple[str, tuple[str, ...]]:
    known = {one.iri for one in both}
    if not left & known or not right & known:
        return "unread", ()
    resolution = resolve(both)
    if any(
        left & set(identity.members) and right & set(identity.members) for identity in resolution.identities
    ):
        whys = [link.reasons for link in resolution.links if link.verdict == "joined"]
        return "joined", whys[0] if whys else ("one name or entry",)
    for link in resolution.links:
        ends = {link.left, link.right}
        if ends & left and ends & right:
            return "proposed", link.reasons
    return "apart", ()


def _meant(reading: Reading, key: str, name: str) -> set[str]:
    start = reading.document.text.index(name)
    return {
        iri.occurrence_iri(key, entity.lead, entity.type)
        for entity in reading.entities
        for mention in entity.mentions
        if mention.span.start < start + len(name) and start + len(name) - 1 < mention.span.end
    }


if __name__ == "__main__":
    main()
