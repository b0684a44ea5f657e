"""Score relations on sentences with one marked pair each: ``python benchmarks/relations.py GOLD.jsonl``.

Each line: ``{"id", "text", "head": [start, end], "tail": [start, end], "relation": Wikidata property}``.
P749 (parent organisation) asks for an ownership between the two spans, P108 (employer) for an affiliation,
any other (but P414) for no ownership. ``--misses`` prints what was not found, ``--false`` what should not be.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from claimgraph.extract.engine import build_pipeline
from claimgraph.graph.record import Relation, RelationType

WANTED = {"P749": RelationType.OWNED_BY, "P108": RelationType.AFFILIATED_WITH}


def main(path: str, *flags: str) -> None:
    gold = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
    nlp = build_pipeline()
    hits = {"P749": [0, 0], "P108": [0, 0]}
    false = others = affiliations = 0
    for item, doc in zip(gold, nlp.pipe(item["text"] for item in gold), strict=True):
        wanted = WANTED.get(item["relation"])
        found = [r for r in doc._.relations if _links(r, item["head"], item["tail"])]
        if wanted is not None:
            hit = any(r.type is wanted for r in found)
            hits[item["relation"]][0] += hit
            hits[item["relation"]][1] += 1
            if not hit and "--misses" in flags:
                print(item["relation"], _marked(item), sep="\t")
        elif item["relation"] != "P414":
            others += 1
            wrong = any(r.type is RelationType.OWNED_BY for r in found)
            false += wrong
            affiliations += any(r.type is RelationType.AFFILIATED_WITH for r in found)
            if wrong and "--false" in flags:
                print(item["relation"], _marked(item), sep="\t")
    for name, (hit, all_) in hits.items():
        print(f"{name} recall {100 * hit / max(1, all_):.1f} % ({hit}/{all_})")
    print(f"false ownership {false}/{others}; affiliation on other sentences {affiliations}")


def _links(relation: Relation, head: list[int], tail: list[int]) -> bool:
    ends = (relation.subject.span, relation.object.span)
    return any(_meet(a, head) and _meet(b, tail) for a, b in (ends, ends[::-1]))


def _meet(span: tuple[int, int], other: list[int]) -> bool:
    return span[0] < other[1] and other[0] < span[1]


def _marked(item: dict[str, object]) -> str:
    text = str(item["text"])
    marks = sorted([(*item["head"], "H"), (*item["tail"], "T")], reverse=True)  # type: ignore[misc]
    for start, end, mark in marks:
        text = f"{text[:start]}[{mark} {text[start:end]}]{text[end:]}"
    return text


if __name__ == "__main__":
    main(*sys.argv[1:])
