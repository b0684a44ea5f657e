"""Where the CPU time of a build goes, component by component.

    python benchmarks/components.py [ARTICLES …] [--attribution rules] [--rounds 3]

Each step of a build runs over all articles before the next begins, in one process; CPU seconds, the
median of the rounds. Without ARTICLES the examples are taken. What is under "bare" is spaCy's own.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from spacy.util import minibatch

from claimgraph import pipeline
from claimgraph.extract import DEFAULT_ATTRIBUTION
from claimgraph.extract.assembly import assemble
from claimgraph.extract.batches import TOGETHER
from claimgraph.extract.cores import one_core
from claimgraph.extract.engine import SIDE_BY_SIDE, build_pipeline
from claimgraph.extract.reading.reader import find_articles
from claimgraph.extract.reading.unread import Unread
from claimgraph.graph import curation, iri
from claimgraph.graph.lift import lift
from claimgraph.graph.record import Reading
from claimgraph.graph.storage.ledger import Entry
from claimgraph.graph.storage.store import Store
from claimgraph.ontology.check import validate
from claimgraph.ontology.proof import prove

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"


class Clock:
    """CPU seconds by the name of what took them."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self.last = time.process_time()

    def note(self, name: str) -> None:
        now = time.process_time()
        self.spent[name] = now - self.last
        self.last = time.process_time()


def measure(paths: list[Path], attribution: str, folder: Path) -> dict[str, float]:
    """One round over the articles."""
    nlp = build_pipeline(attribution=attribution)
    validate("")
    clock = Clock()
    found = [item for item in find_articles(paths) if isinstance(item, Unread)]
    documents = [item.document() for item in found]
    clock.note("read files")
    docs = [nlp.make_doc(document.text) for document in documents]
    clock.note("bare: tokenizer")
    for name, component in nlp.pipeline:
        if hasattr(component, "pipe"):
            size = SIDE_BY_SIDE.get(name, {"batch_size": TOGETHER})
            docs = [doc for some in minibatch(docs, TOGETHER) for doc in component.pipe(some, **size)]
        else:
            docs = [component(doc) for doc in docs]
        clock.note(name.removeprefix("claimgraph_") if "claimgraph" in name else f"bare: {name}")
    parts = [
        assemble(document.text, doc._.entities, doc._.claims, doc._.relations)
        for document, doc in zip(documents, docs, strict=True)
    ]
    readings = [
        Reading(
            document=document,
            model="",
            blocks=tuple(doc._.blocks),
            entities=entities,
            claims=claims,
            relations=relations,
        )
        for document, doc, (entities, claims, relations) in zip(documents, docs, parts, strict=True)
    ]
    clock.note("assemble")
    graphs = [lift(reading) for reading in readings]
    clock.note("lift")
    for lines in graphs:
        validate("\n".join(lines))
    clock.note("check: shapes")
    for lines in graphs:
        prove(lines)
    clock.note("check: span proof")
    with Store.create(folder) as store:
        curation.set_register(store, ())
        clock.note("register")
        for document, lines in zip(documents, graphs, strict=True):
            graph = iri.graph_iri(iri.document_key(document))
            store.put(Entry(source=document.source, graph=graph, fingerprint=""), lines, "urn:run")
        clock.note("store")
        curation.bring_up_to_date(store, folder, None)
        clock.note("resolved layer")
    pipeline.open_graph(folder).export(["ttl"], folder)
    clock.note("Turtle")
    pipeline.open_graph(folder).export(["html"], folder)
    clock.note("page")
    return clock.spent


def main() -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("articles", nargs="*", type=Path)
    parser.add_argument("--attribution", default=DEFAULT_ATTRIBUTION)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    rounds: dict[str, list[float]] = defaultdict(list)
    for _ in range(arguments.rounds):
        with tempfile.TemporaryDirectory() as folder, one_core():
            spent = measure(arguments.articles or [EXAMPLES], arguments.attribution, Path(folder))
        for name, seconds in spent.items():
            rounds[name].append(seconds)
    medians = {name: statistics.median(values) for name, values in rounds.items()}
    total = sum(medians.values())
    print(f"attribution {arguments.attribution}\n\n| step | CPU s | % of the build |\n|---|---|---|")
    for name, seconds in medians.items():
        print(f"| {name} | {seconds:.2f} | {100 * seconds / total:.1f} |")
    check = sum(seconds for name, seconds in medians.items() if name.startswith("check"))
    print(f"| in all | {total:.2f} | 100 |\n\nthe check is {100 * check / total:.1f} % of it")


if __name__ == "__main__":
    main()
