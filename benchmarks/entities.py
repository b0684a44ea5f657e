"""Score actors, roles, platforms, aliases, relations and instruments on hand-made gold.

``python benchmarks/entities.py [GOLD.jsonl] [--part tune|held] [--errors]``; without a path,
``tests/gold/short_texts.jsonl``. What else there is, and what was kept apart, says ``tests/gold/README.md``;
``examples/gold/actors.jsonl`` has the example articles, its three web pages under ``--part held``.

Each line of the gold: ``{"id", "part", "date", "text", "entities": [{"id", "type", "mentions":
[[start, end], …]}], "roles": [{"entity", "span"}], "relations": [{"type", "subject", "object",
"modality", "optional"}]}``.
Names count by mention: same type and overlapping words. Instruments count by entity. A role counts when
half of the words shared with the gold's are right, on the right person. A relation counts when both ends are
the right entities and it holds (or does not yet hold) as the gold says; an optional one costs nothing.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from claimgraph.errors import SkipDocument
from claimgraph.extract.engine import Extractor
from claimgraph.graph.record import Document, Entity, EntityType, MentionForm, Modality, Reading

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "short_texts.jsonl"
ACTORS = ("person", "organization")
UNREAL = (Modality.NEGATED, Modality.FUTURE, Modality.HYPOTHETICAL)
Spans = list[list[int]]
Item = dict[str, Any]  # one line of the gold, as its docstring says


class Tally:
    """Right, predicted and wanted items of each kind."""

    def __init__(self) -> None:
        self.right: dict[str, int] = defaultdict(int)
        self.found: dict[str, int] = defaultdict(int)
        self.wanted: dict[str, int] = defaultdict(int)
        self.errors: list[str] = []

    def rows(self) -> Iterator[str]:
        for kind in sorted({*self.found, *self.wanted}):
            right, found, wanted = self.right[kind], self.found[kind], self.wanted[kind]
            precision, recall = right / max(1, found), right / max(1, wanted)
            f1 = 2 * precision * recall / max(1e-9, precision + recall)
            figures = f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}"
            yield f"{kind:22} {figures}  ({right}/{found}/{wanted})"


def main() -> None:
    parser = ArgumentParser(description="Score names, roles and relations on hand-made gold.")
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--part", choices=("tune", "held"))
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    items = [json.loads(line) for line in arguments.gold.read_text("utf-8").splitlines()]
    tally = score([item for item in items if arguments.part in (None, item["part"])])
    for row in tally.rows():
        print(row)
    if arguments.errors:
        print(*tally.errors, sep="\n")


def score(items: list[Item]) -> Tally:
    """The tally over all items of the gold."""
    tally = Tally()
    documents = [Document(id=i["id"], source=i["id"], text=i["text"], date=i["date"]) for i in items]
    for item, reading in zip(items, Extractor().read(documents), strict=True):
        if isinstance(reading, SkipDocument):
            raise reading
        _names(tally, item, reading)
        _instruments(tally, item, reading)
        _roles(tally, item, reading)
        _relations(tally, item, reading)
    return tally


def _names(tally: Tally, item: Item, reading: Reading) -> None:
    wanted = [
        (e["type"], span) for e in item["entities"] for span in e["mentions"] if e["type"] != "instrument"
    ]
    found = [
        (str(entity.type), list(mention.span))
        for entity in reading.entities
        for mention in entity.mentions
        if mention.form is MentionForm.NAME
    ]
    for kinds, label in (
        (ACTORS, "actors with type"),
        (("platform",), "platforms"),
        (("jurisdiction",), "jurisdictions"),
    ):
        mine = [(kind, span) for kind, span in found if kind in kinds and not _adjective(item, kind, span)]
        gold = [(kind, span) for kind, span in wanted if kind in kinds and not _adjective(item, kind, span)]
        right = [pair for pair in gold if any(pair[0] == k and meet(pair[1], s) for k, s in mine)]
        tally.right[label] += len(right)
        tally.wanted[label] += len(gold)
        false = [p for p in mine if not any(p[0] == k and meet(p[1], s) for k, s in gold)]
        tally.found[label] += len(right) + len(false)
        for kind, span in gold:
            if (kind, span) not in right:
                tally.errors.append(f"{item['id']} missed {kind}: {words(item, span)}")
        for kind, span in false:
            tally.errors.append(f"{item['id']} false {kind}: {words(item, span)}")


def _adjective(item: Item, kind: str, span: list[int]) -> bool:
    return kind == "jurisdiction" and words(item, span).endswith(("ese", "ish", "an", "sian", "ch", "tch"))


def _instruments(tally: Tally, item: Item, reading: Reading) -> None:
    gold = [e["mentions"] for e in item["entities"] if e["type"] == "instrument"]
    mine = [_spans(e) for e in reading.entities if e.type is EntityType.INSTRUMENT]
    right = sum(any(touch(g, m) for m in mine) for g in gold)
    false = [m for m in mine if not any(touch(g, m) for g in gold)]
    tally.right["instruments"] += right
    tally.wanted["instruments"] += len(gold)
    tally.found["instruments"] += right + len(false)
    tally.errors.extend(f"{item['id']} false instrument: {words(item, m[0])}" for m in false)
    tally.errors.extend(
        f"{item['id']} missed instrument: {words(item, g[0])}"
        for g in gold
        if not any(touch(g, m) for m in mine)
    )


def _roles(tally: Tally, item: Item, reading: Reading) -> None:
    mentions = {e["id"]: e["mentions"] for e in item["entities"]}
    gold = [(mentions[role["entity"]], role["span"]) for role in item["roles"]]
    # Roles of people without a name are not in the gold, and count neither way.
    mine = [
        (_spans(e), list(role.span))
        for e in reading.entities
        if any(mention.form is MentionForm.NAME for mention in e.mentions)
        and any(touch(_spans(e), spans) for spans in mentions.values())
        for role in e.roles
    ]
    right = [g for g in gold if any(touch(g[0], m[0]) and alike(item, g[1], m[1]) for m in mine)]
    false = [m for m in mine if not any(touch(g[0], m[0]) and alike(item, g[1], m[1]) for g in gold)]
    tally.right["roles"] += len(right)
    tally.wanted["roles"] += len(gold)
    tally.found["roles"] += len(right) + len(false)
    tally.errors.extend(f"{item['id']} missed role: {words(item, g[1])}" for g in gold if g not in right)
    tally.errors.extend(
        f"{item['id']} false role: {words(item, m[1])} of {words(item, m[0][0])}" for m in false
    )


def _relations(tally: Tally, item: Item, reading: Reading) -> None:
    mentions = {e["id"]: e["mentions"] for e in item["entities"]}
    aliases = [r for r in item["relations"] if r["type"] == "alsoKnownAs"]
    pairs = [(r["subject"], r["object"]) for r in aliases]
    same = {a: [*mentions[a], *mentions[b]] for pair in pairs for a, b in (pair, pair[::-1])}
    _aliases(tally, item, reading, [(mentions[a], mentions[b]) for a, b in pairs], aliases)
    gold = [r for r in item["relations"] if r["type"] != "alsoKnownAs"]
    used: set[int] = set()
    for relation in reading.relations:
        kind = str(relation.type)
        if kind == "alsoKnownAs":
            continue
        ends = (_spans(relation.subject.entity), _spans(relation.object.entity))
        places = ([list(relation.subject.span)], [list(relation.object.span)])
        ended = any(detail.name == "until" for detail in relation.details)
        # A former role is a role.
        unreal = (ended or any(m in relation.modality for m in UNREAL)) and kind != "affiliatedWith"
        match = None
        for number, wanted in enumerate(gold):
            if wanted["type"] != kind:
                continue
            left = same.get(wanted["subject"], mentions[wanted["subject"]])
            right = same.get(wanted["object"], mentions[wanted["object"]])
            if (touch(left, ends[0]) or touch(left, places[0])) and (
                touch(right, ends[1]) or touch(right, places[1])
            ):
                fits = wanted.get("optional") or bool(wanted["modality"]) == unreal
                if fits and (match is None or gold[match].get("optional")):
                    match = number  # an optional one only where nothing else fits
        if match is None:
            if not unreal:
                tally.found[kind] += 1
                tally.errors.append(
                    f"{item['id']} false {kind}: {words(item, places[0][0])} – {words(item, places[1][0])}"
                )
        elif match not in used:
            used.add(match)
            if not gold[match].get("optional"):
                tally.found[kind] += 1
                tally.right[kind] += 1
    for number, wanted in enumerate(gold):
        if not wanted.get("optional"):
            tally.wanted[wanted["type"]] += 1
            if number not in used:
                left, right = mentions[wanted["subject"]][0], mentions[wanted["object"]][0]
                pair = f"{words(item, left)} – {words(item, right)}"
                tally.errors.append(f"{item['id']} missed {wanted['type']}: {pair} {wanted['modality']}")


def _aliases(
    tally: Tally, item: Item, reading: Reading, told: list[tuple[Spans, Spans]], gold: list[Item]
) -> None:
    pairs = [
        ([*_spans(r.subject.entity), list(r.subject.span)], [*_spans(r.object.entity), list(r.object.span)])
        for r in reading.relations
        if str(r.type) == "alsoKnownAs"
    ]
    for relation, (left, right) in zip(gold, told, strict=True):
        if relation.get("optional"):
            continue
        tally.wanted["aliases"] += 1
        joined = any(
            touch(left, _spans(e)) and touch(right, [*_spans(e), *map(list, e.aliases)])
            for e in reading.entities
        ) or any(touch(left, x) and touch(right, y) for a, b in pairs for x, y in ((a, b), (b, a)))
        tally.right["aliases"] += joined
        tally.found["aliases"] += joined
        if not joined:
            tally.errors.append(
                f"{item['id']} missed alias: {words(item, left[0])} – {words(item, right[0])}"
            )
    for a, b in pairs:
        if any(touch(e["mentions"], [a[-1]]) and touch(e["mentions"], [b[-1]]) for e in item["entities"]):
            continue  # initials and short forms are one name to the gold
        if not any(touch(left, x) and touch(right, y) for left, right in told for x, y in ((a, b), (b, a))):
            tally.found["aliases"] += 1
            tally.errors.append(f"{item['id']} false alias: {words(item, a[-1])} – {words(item, b[-1])}")


def _spans(entity: Entity) -> Spans:
    return [list(mention.span) for mention in entity.mentions]


def touch(one: Iterable[list[int]], other: Iterable[list[int]]) -> bool:
    """Whether a span of the one shares a character with a span of the other."""
    other = list(other)
    return any(meet(a, b) for a in one for b in other)


def meet(a: list[int], b: list[int]) -> bool:
    """Whether two half-open spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def alike(item: Item, a: list[int], b: list[int]) -> bool:
    """Whether two spans of a text meet and share half of all their words."""
    one, other = set(words(item, a).lower().split()), set(words(item, b).lower().split())
    return bool(meet(a, b)) and len(one & other) / max(1, len(one | other)) >= 0.5


def words(item: Item, span: list[int]) -> str:
    """The text at a span."""
    return str(item["text"][span[0] : span[1]])


if __name__ == "__main__":
    main()
