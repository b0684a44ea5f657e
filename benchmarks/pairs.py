"""Learn the weights of ``extract/data/pairs.json``: which names of a sentence belong together, and how.

    python benchmarks/pairs.py [--folds 8] [--write] [GOLD.jsonl …]

Learns from the hand-made gold of ``tests/gold/`` what ``extract/relations/learnt/pairs.py`` finds around two
names. With ``--folds`` the texts are dealt into so many parts, and each is judged by what was learnt without
it: how much that adds to the patterns, at several thresholds. The same texts give the same weights.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gold import Item, files, learnt_from
from softmax import Table, Weights, fit, hundredths, vocabulary

from claimgraph.extract.engine import STAGES, build_pipeline
from claimgraph.extract.relations.component import find_patterns
from claimgraph.extract.relations.learnt.pairs import ENDS, Pair, features, find_pairs
from claimgraph.extract.relations.learnt.weighing import weigh
from claimgraph.extract.relations.measures import instruments
from claimgraph.extract.relations.measures.told_instruments import INSTRUMENT, word_rows
from claimgraph.extract.relations.names import Name
from claimgraph.extract.relations.page import Page
from claimgraph.extract.relations.people.told_roles import (
    ROLE,
    role_features,
    role_pairs,
    role_range,
    role_tokens,
    without_peoples,
)
from claimgraph.extract.relations.reading import read_page
from claimgraph.extract.tokenizer import tokenized
from claimgraph.extract.tokens import Tokens, tokens_of
from claimgraph.graph.record import Entity, EntityType, MentionForm, RelationType

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "extract" / "data" / "pairs.json"
RIDGE, STEPS, LEAST = 4.0, 200, 3
NONE, HOLDS, UNREAL = range(3)
KINDS = [*map(str, ENDS), ROLE, INSTRUMENT]


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One pair of one sentence, as one relation; ``key`` tells the two, ``far`` how many tokens apart."""

    text: str
    relation: str
    key: tuple[str, str]
    label: int
    optional: bool
    patterns: bool
    far: int
    features: frozenset[str]


def main() -> None:
    parser = ArgumentParser(description="Learn which names of a sentence belong together, and how.")
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    items = [item for _, item in learnt_from(arguments.gold or files())]
    rows = list(_rows(items))
    print(f"{len(items)} texts, {len(rows)} pairs", flush=True)
    if arguments.folds:
        _report(rows, items, arguments.folds)
    if arguments.write:
        weights = {relation: learn(_of(rows, relation)) for relation in KINDS}
        WEIGHTS.write_text(_json(weights), "utf-8")
        size = sum(map(len, weights.values()))
        print(f"{size} features written to {WEIGHTS.relative_to(ROOT)}")


def _json(weights: dict[str, Weights]) -> str:
    parts = []
    for relation, table in weights.items():
        lines = ",\n".join(f"{json.dumps(f, ensure_ascii=False)}: {w}" for f, w in sorted(table.items()))
        parts.append(f'"{relation}": {{\n{lines}\n}}')
    return "{" + ",\n".join(parts) + "}\n"


def _rows(items: Sequence[Item]) -> Iterator[Row]:
    # What is learnt is for what the rules miss, and does not depend on what was learnt before.
    instruments.told_instruments = lambda *_: iter(())  # type: ignore[assignment]
    nlp = build_pipeline()
    for stage in STAGES:
        if stage.module.startswith(("relations.component", "relations.people.told_roles", "attribution.")):
            nlp.remove_pipe(stage.factory)  # nothing of what they add is read
    for item, doc in zip(items, nlp.pipe(tokenized(nlp, i["text"]) for i in items), strict=True):
        page, gold = read_page(doc, doc._.entities), _Gold(item)
        yield from _pairs(item, page, gold)
        yield from _roles(item, page, gold, tokens_of(doc))
        yield from _instruments(item, tokens_of(doc), doc._.entities)


def _pairs(item: Item, page: Page, gold: _Gold) -> Iterator[Row]:
    found = {(f.type, *sorted((f.subject.key, f.object.key))) for f in find_patterns(page)}
    for sentence in range(len(page.syntax.sents)):
        for pair in find_pairs(page, sentence):
            said = frozenset(features(page, pair))
            left, right = pair.subject.name, pair.object.name
            for relation in pair.types:
                label, optional = gold.label(relation, left, right)
                yield Row(
                    text=item["id"],
                    relation=str(relation),
                    key=(gold.called(left), gold.called(right)),
                    label=label,
                    optional=optional,
                    patterns=(relation, *sorted((left.key, right.key))) in found,
                    far=_far(pair),
                    features=said,
                )


def _far(pair: Pair) -> int:
    """How many tokens apart, names before what may stand for one."""
    guessed = pair.subject.form != "name" or pair.object.form != "name"
    return abs(pair.subject.token - pair.object.token) + 1000 * guessed


def _roles(item: Item, page: Page, gold: _Gold, tokens: Tokens) -> Iterator[Row]:
    known, names = role_tokens(page, tokens), without_peoples(page)
    for sentence in range(len(page.syntax.sents)):
        for pair in role_pairs(page, sentence, known):
            first, end = role_range(page, tokens, pair.object.token, names)
            label = gold.role(pair.subject.name, tokens.span(first, end - 1))
            if label is not None:
                yield Row(
                    text=item["id"],
                    relation=ROLE,
                    key=(gold.called(pair.subject.name), str(pair.object.token)),
                    label=label,
                    optional=False,
                    patterns=False,
                    far=abs(pair.subject.token - pair.object.token),
                    features=frozenset(role_features(page, pair)),
                )


def _instruments(item: Item, tokens: Tokens, entities: Sequence[Entity]) -> Iterator[Row]:
    """Nouns and verbs outside of the instruments of the rules; the place that first tells of one is one."""
    named = [entity for entity in entities if entity.type is not EntityType.INSTRUMENT]
    found = [m.span for entity in entities if entity.type is EntityType.INSTRUMENT for m in entity.mentions]
    told = [entity["mentions"] for entity in item["entities"] if entity["type"] == INSTRUMENT]
    missed = [
        places[0]
        for places in told
        if not any(start < end and first < last for start, last in places for first, end in found)
    ]
    known = [(first, end - 1) for first, end in map(tokens.tokens_in, found)]
    for token, said in word_rows(tokens, named, known):
        head, at = tokens.start[tokens.head[token]], tokens.start[token]
        place = next((place for place in missed if place[0] <= at < place[1]), None)
        first = place is not None and (tokens.head[token] == token or not place[0] <= head < place[1])
        yield Row(
            text=item["id"],
            relation=INSTRUMENT,
            key=(str(place or token), ""),
            label=HOLDS if first else NONE,
            optional=False,
            patterns=False,
            far=0,
            features=frozenset(said),
        )


class _Gold:
    """What one text's gold says of two names."""

    def __init__(self, item: Item) -> None:
        self._mentions = {entity["id"]: entity["mentions"] for entity in item["entities"]}
        self._relations, self._roles, self._text = item["relations"], item["roles"], item["text"]
        self._known: dict[tuple[tuple[int, int], tuple[int, int]], frozenset[str]] = {}
        self._same: dict[str, set[str]] = {}
        for relation in self._relations:
            if relation["type"] == RelationType.ALSO_KNOWN_AS:
                self._same.setdefault(relation["subject"], set()).add(relation["object"])
                self._same.setdefault(relation["object"], set()).add(relation["subject"])

    def called(self, name: Name) -> str:
        """The ids of the entities that a name is in the gold, else its place."""
        return ",".join(sorted(self._ids(name))) or str(name.key)

    def label(self, relation: RelationType, left: Name, right: Name) -> tuple[int, bool]:
        """Whether the relation is told of the two, and whether that is optional."""
        one, other = self._ids(left), self._ids(right)
        either = relation is RelationType.ALSO_KNOWN_AS
        if not either:
            one, other = self._alike(one), self._alike(other)
        told = [
            r
            for r in self._relations
            if r["type"] == relation
            and (
                (r["subject"] in one and r["object"] in other)
                or (either and r["subject"] in other and r["object"] in one)
            )
        ]
        if not told:
            return NONE, False
        firm = [r for r in told if not r.get("optional")]
        unreal = all(r["modality"] for r in firm or told)
        return UNREAL if unreal else HOLDS, not firm

    def role(self, person: Name, span: tuple[int, int]) -> int | None:
        """Whether these words are a role of the person; None where the gold does not know them."""
        ids = self._ids(person)
        if not any(one.startswith(("p", "a")) for one in ids):
            return None
        told = [role["span"] for role in self._roles if role["entity"] in ids]
        return HOLDS if any(self._alike_words(span, other) for other in told) else NONE

    def _alike_words(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether two spans meet and half of all their words are in both, as ``entities.py`` scores roles."""
        left, right = set(self._words(one)), set(self._words(other))
        meet = one[0] < other[1] and other[0] < one[1]
        return meet and 2 * len(left & right) >= len(left | right)

    def _words(self, span: Sequence[int]) -> list[str]:
        return self._text[span[0] : span[1]].lower().split()

    def _alike(self, ids: frozenset[str]) -> frozenset[str]:
        return ids.union(*(self._same.get(one, ()) for one in ids))

    def _ids(self, name: Name) -> frozenset[str]:
        key = (name.key, name.span)
        if key not in self._known:
            spans = [] if name.described else [name.span]
            if name.entity is not None:
                spans += [m.span for m in name.entity.mentions if m.form is MentionForm.NAME]
            self._known[key] = frozenset(
                one
                for one, places in self._mentions.items()
                if any(a < end and start < b for a, b in spans for start, end in places)
            )
        return self._known[key]


def _of(rows: Iterable[Row], relation: str) -> list[Row]:
    """The rows to learn a relation from: of what is told, the place where the two stand nearest."""
    mine = [row for row in rows if row.relation == relation and not row.optional]
    if relation == INSTRUMENT:
        return _of_known_words(mine)
    nearest: dict[tuple[str, tuple[str, str]], int] = {}
    for row in mine:
        if row.label:
            key = row.text, row.key
            nearest[key] = min(row.far, nearest.get(key, row.far))
    return [row for row in mine if not row.label or row.far == nearest[row.text, row.key]]


def _of_known_words(rows: Sequence[Row]) -> list[Row]:
    """The rows of words that two texts give as an instrument."""
    texts: dict[str, set[str]] = {}
    for row in rows:
        if row.label:
            texts.setdefault(_word(row), set()).add(row.text)
    return [row for row in rows if len(texts.get(_word(row), ())) > 1]


def _word(row: Row) -> str:
    """The word itself; the lists that it is on are in capitals."""
    return max(feature for feature in row.features if feature.startswith("word:"))


def learn(rows: Sequence[Row]) -> Weights:
    """The weights by feature, in hundredths: that it holds, that it does not hold, each beside neither."""
    numbers = vocabulary(((row.text, row.features) for row in rows), LEAST)
    table = Table([row.features for row in rows], numbers)
    weights = fit(table, [row.label for row in rows], 3, [1.0] * len(rows), RIDGE, STEPS)
    return hundredths(weights[:, 1:] - weights[:, :1], numbers)


def _told(item: Item, relation: str) -> int:
    """How many a text's gold tells of."""
    if relation == ROLE:
        return len(item["roles"])
    if relation == INSTRUMENT:
        return sum(entity["type"] == INSTRUMENT for entity in item["entities"])
    return sum(r["type"] == relation and not r.get("optional") for r in item["relations"])


def _report(rows: Sequence[Row], items: Sequence[Item], folds: int) -> None:
    fold = {item["id"]: number % folds for number, item in enumerate(items)}
    print("relation, threshold: told; found by patterns, false; added, false")
    for relation in KINDS:
        told = sum(_told(item, relation) for item in items)
        best: dict[tuple[str, tuple[str, str]], list[float]] = {}
        for part in range(folds):
            weights = learn(_of((row for row in rows if fold[row.text] != part), relation))
            for row in rows:
                if row.relation == relation and fold[row.text] == part and not row.optional:
                    chance = sum(weigh(weights, row.features))
                    known = best.setdefault((row.text, tuple(sorted(row.key))), [0.0, 0.0, 0.0])
                    known[0] = max(known[0], chance)
                    known[1] = max(known[1], float(row.label > 0))
                    known[2] = max(known[2], float(row.patterns))
        patterns = [known for known in best.values() if known[2]]
        right = sum(known[1] for known in patterns)
        print(f"{relation}: told {told}; patterns {right:.0f}, {len(patterns) - right:.0f} false")
        for sure in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            more = [known for known in best.values() if not known[2] and known[0] >= sure]
            alone = [known for known in best.values() if known[0] >= sure]
            good, all_good = sum(known[1] for known in more), sum(known[1] for known in alone)
            print(
                f"  {sure}: added {good:.0f}, {len(more) - good:.0f} false; "
                f"alone {all_good:.0f}, {len(alone) - all_good:.0f} false"
            )


if __name__ == "__main__":
    main()
