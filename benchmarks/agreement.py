"""How far two people who annotated the same texts agree, by kind of name and relation.

    python benchmarks/agreement.py [FIRST.jsonl …] [--second SECOND.jsonl] [--differences]

Both are as ``entities.py`` says. Names count by mention, instruments by entity, roles by half of their words
on the same person. A relation that one of the two gives for certain counts as agreed where the other gives
it, too, or calls it optional, and both say whether it holds; the share is of all that either gives so.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from entities import Item, alike, touch, words
from gold import GOLD

FIRST = [GOLD / "short_texts_twentieth.jsonl", GOLD / "features_twentieth.jsonl"]
SECOND = GOLD / "second_annotator_twentieth.jsonl"
NAMES = {
    "person": "actors with type", "organization": "actors with type", "platform": "platforms",
    "jurisdiction": "jurisdictions",
}  # fmt: skip
Marked = tuple[str, str, bool]  # kind, how it reads, whether the other agrees


def main() -> None:
    parser = ArgumentParser(description="Compare two annotations of the same texts.")
    parser.add_argument("first", nargs="*", type=Path, default=FIRST)
    parser.add_argument("--second", type=Path, default=SECOND)
    parser.add_argument("--differences", action="store_true")
    arguments = parser.parse_args()
    first = {item["id"]: item for path in arguments.first for item in _items(path)}
    second = {item["id"]: item for item in _items(arguments.second)}
    marked: dict[str, list[bool]] = defaultdict(list)
    differences = []
    for name, one in first.items():
        for side, here, there in (("first", one, second[name]), ("second", second[name], one)):
            for kind, said, agreed in (*_names(here, there), *_roles(here, there), *_relations(here, there)):
                marked[kind].append(agreed)
                if not agreed:
                    differences.append(f"{name} only the {side}: {kind} {said}")
    for kind, agreed in sorted(marked.items()):
        print(f"{kind:20} {100 * sum(agreed) / len(agreed):5.1f} % of {len(agreed)} marks of either")
    if arguments.differences:
        print(*differences, sep="\n")


def _items(path: Path) -> list[Item]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _names(here: Item, there: Item) -> Iterator[Marked]:
    for entity in here["entities"]:
        same_type = [one for one in there["entities"] if one["type"] == entity["type"]]
        if entity["type"] == "instrument":
            agreed = any(_same(entity, one) for one in same_type)
            yield "instruments", words(here, entity["mentions"][0]), agreed
            continue
        for span in entity["mentions"]:
            agreed = any(touch([span], one["mentions"]) for one in same_type)
            yield NAMES[entity["type"]], words(here, span), agreed


def _roles(here: Item, there: Item) -> Iterator[Marked]:
    mine, theirs = _by_id(here), _by_id(there)
    for role in here["roles"]:
        agreed = any(
            _same(mine[role["entity"]], theirs[other["entity"]]) and alike(here, role["span"], other["span"])
            for other in there["roles"]
        )
        yield "roles", words(here, role["span"]), agreed


def _relations(here: Item, there: Item) -> Iterator[Marked]:
    mine, theirs = _by_id(here), _by_id(there)
    for relation in here["relations"]:
        if relation.get("optional"):
            continue
        ends = [mine[relation[end]] for end in ("subject", "object")]
        agreed = any(
            other["type"] == relation["type"]
            and bool(other["modality"]) == bool(relation["modality"])
            and _join(ends, [theirs[other[end]] for end in ("subject", "object")], relation["type"])
            for other in there["relations"]
        )
        yield relation["type"], " – ".join(words(here, end["mentions"][0]) for end in ends), agreed


def _join(ends: list[Item], others: list[Item], kind: str) -> bool:
    straight = all(_same(one, other) for one, other in zip(ends, others, strict=True))
    crossed = all(_same(one, other) for one, other in zip(ends, others[::-1], strict=True))
    return straight or (kind == "alsoKnownAs" and crossed)


def _by_id(item: Item) -> dict[str, Item]:
    return {entity["id"]: entity for entity in item["entities"]}


def _same(one: Item, other: Item) -> bool:
    return bool(one["type"] == other["type"]) and touch(one["mentions"], other["mentions"])


if __name__ == "__main__":
    main()
