"""Learn the weights of ``extract/data/name_kinds.json``, and say how well they tell kinds on texts left out.

    python benchmarks/name_kinds.py [--polnear polnear.train.jsonl] [--left-out fourth] [--write]

Learns from the hand-made gold of ``tests/gold/`` and ``examples/gold/`` and, if given, from news whose names
leave no doubt by their form ("University of …", "… Inc.", a given name and a surname): PolNeAR's training
part as JSON lines.  A softmax regression over what ``extract/actors/names/name_evidence.py`` and the rules of
``votes.py`` find.  ``--left-out`` scores the set whose file has that in its name, learnt without it; the same
texts give the same weights.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from gold import files, learnt_from
from softmax import Table, Weights, fit, hundredths, vocabulary
from spacy.language import Language

from claimgraph.extract.actors.aliases import split_acronyms
from claimgraph.extract.actors.names.gender import given_names
from claimgraph.extract.actors.names.lookout import find_sightings
from claimgraph.extract.actors.names.name_kinds import KINDS, find_candidates
from claimgraph.extract.actors.names.sightings import spell
from claimgraph.extract.actors.platforms import component as platforms
from claimgraph.extract.engine import STAGES, build_pipeline
from claimgraph.extract.tokens import tokens_of

HERE = Path(__file__).parent
ROOT = HERE.parent
WEIGHTS = ROOT / "extract" / "data" / "name_kinds.json"
ORDER = list(KINDS)
LABELS = {"platform": "platform", "organization": "organization", "person": "person", "jurisdiction": "place"}
THINGS = frozenset(f"ner=:{label}" for label in ("EVENT", "WORK_OF_ART", "LOC", "FAC", "PRODUCT"))
# In these a paper was taken for the body that prints it; in all others it is a platform.
PAPERS_AS_BODIES = ("short_texts_seventh", "short_texts_tenth", "actors")
ARTICLES, LONGEST = 400, 9000
RIDGE, STEPS = 4.0, 200
Spans = list[tuple[int, int, str]]  # start, end, type


@dataclass(frozen=True, slots=True)
class Text:
    source: str
    id: str
    text: str
    names: Spans


@dataclass(frozen=True, slots=True)
class Row:
    """One name of one text."""

    source: str
    id: str
    kind: str
    name: tuple[str, ...]
    features: frozenset[str]


def main() -> None:
    parser = ArgumentParser(description="Learn which words tell the kind of a name.")
    parser.add_argument("--polnear", type=Path)
    parser.add_argument("--left-out", default="")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    rows = list(_rows(arguments.polnear))
    print(len(rows), "names:", dict(Counter(row.kind for row in rows)))
    if arguments.left_out:
        kept = [row for row in rows if arguments.left_out not in row.source]
        _report([r for r in rows if arguments.left_out in r.source], learn(kept))
    if arguments.write:
        weights = learn(rows)
        lines = ",\n".join(f"{json.dumps(f, ensure_ascii=False)}: {w}" for f, w in sorted(weights.items()))
        WEIGHTS.write_text(f'{{"kinds": {json.dumps(ORDER)},\n"weights": {{\n{lines}\n}}}}\n', "utf-8")
        print(f"{len(weights)} features written to {WEIGHTS.relative_to(ROOT)}")


def _rows(polnear: Path | None) -> Iterator[Row]:
    # What the rules find is not there yet: what is learnt is for what they miss.
    platforms.unlisted = lambda *_: iter(())  # type: ignore[assignment]
    nlp = build_pipeline()
    for stage in STAGES[2:]:
        nlp.remove_pipe(stage.factory)
    yield from _read(nlp, list(_gold()))
    if polnear is not None:
        with polnear.open(encoding="utf-8") as lines:
            items = [json.loads(line) for line in lines]
        news = [Text("news", i["id"], i["text"], []) for i in items if len(i["text"]) < LONGEST][:ARTICLES]
        for row in _read(nlp, news):
            kind = _undoubted(row)
            if kind:
                yield Row(row.source, row.id, kind, row.name, row.features)


def _gold() -> Iterator[Text]:
    for stem, item in learnt_from([*files(), ROOT / "examples/gold/actors.jsonl"]):
        names = [(a, b, e["type"]) for e in item["entities"] for a, b in e["mentions"]]
        yield Text(stem, item["id"], item["text"], names)


def _read(nlp: Language, texts: Sequence[Text]) -> Iterator[Row]:
    for text, doc in zip(texts, nlp.pipe((text.text for text in texts), batch_size=32), strict=True):
        tokens = tokens_of(doc)
        spelt = spell(tokens)
        sightings = split_acronyms(tokens, spelt, find_sightings(doc, tokens, spelt))
        for candidate in find_candidates(tokens, spelt, sightings):
            spans = [(tokens.start[first], tokens.end[end - 1]) for first, end in candidate.places]
            kind = Counter(_kind(span, text.names) for span in spans).most_common(1)[0][0]
            if kind == "organization" and text.source in PAPERS_AS_BODIES and _is_paper(candidate.features):
                continue
            if kind:
                yield Row(text.source, text.id, kind, candidate.name, frozenset(candidate.features))


def _is_paper(features: set[str]) -> bool:
    return not features.isdisjoint(
        ("paper", "paper?", ",>PAPER_NOUNS", "-1:PAPER_NOUNS", "appos>:PAPER_NOUNS")
    )


def _kind(span: tuple[int, int], names: Spans) -> str:
    """The gold's kind of what stands there; the empty string for a part of a name."""
    best, kind = 0.0, "other"
    for start, end, label in names:
        shared = (min(end, span[1]) - max(start, span[0])) / (max(end, span[1]) - min(start, span[0]))
        if shared > best:
            best, kind = shared, LABELS.get(label, "other") if shared >= 0.6 else ""
    return kind


def _undoubted(row: Row) -> str:
    """The kind of a name in the news, where its form or its labels leave no doubt."""
    features, name = row.features, row.name
    if "body word" in features or "legal form" in features:
        return "organization"
    if "ner=:PERSON" in features and len(name) in (2, 3) and name[0].casefold() in given_names():
        return "person"
    if "ends given" in features and "ner:PERSON" in features and len(name) == 1:
        return "person"
    if not features.isdisjoint(THINGS):
        return "other"
    if "ner=:ORG" in features and len(name) == 1 and "n=4" in features and name[0].isupper():
        return "organization"
    if "ner=:GPE" in features:
        return "place"
    return "other" if "ner=:" in features else ""  # what nobody took for a name


def learn(rows: Sequence[Row]) -> Weights:
    """The weights by feature, in hundredths, in the order of ``KINDS``; those of "" always count."""
    numbers = _vocabulary(rows)
    table = Table([row.features for row in rows], numbers)
    wanted = [ORDER.index(row.kind) for row in rows]
    weights = fit(table, wanted, len(ORDER), [_count(row) for row in rows], RIDGE, STEPS)
    return hundredths(weights, numbers)


def _count(row: Row) -> float:
    """How much a name counts: less in the news, more in whole articles."""
    return {"news": 0.3, "actors": 2.0}.get(row.source, 1.0)


def _vocabulary(rows: Sequence[Row]) -> dict[str, int]:
    """Features that three texts have, or of news alone fifteen."""
    ours = vocabulary(((row.id, row.features) for row in rows if row.source != "news"), 3)
    news = vocabulary(((row.id, row.features) for row in rows if row.source == "news"), 15)
    return {feature: place for place, feature in enumerate(sorted({*ours, *news}))}


def _report(rows: Sequence[Row], weights: Weights) -> None:
    table = Table([row.features for row in rows], {feature: i for i, feature in enumerate(weights)})
    best = table.sums(np.array(list(weights.values()), dtype=np.float32)).argmax(1)
    pairs = Counter((row.kind, ORDER[i]) for row, i in zip(rows, best, strict=True))
    for kind in ORDER:
        right = pairs[kind, kind]
        found = sum(n for (_, mine), n in pairs.items() if mine == kind)
        gold = sum(n for (theirs, _), n in pairs.items() if theirs == kind)
        precision, recall = 100 * right / max(1, found), 100 * right / max(1, gold)
        print(f"{kind:13} P {precision:5.1f}  R {recall:5.1f}  ({gold})")
    right = sum(n for (theirs, mine), n in pairs.items() if theirs == mine)
    print(f"all {100 * right / max(1, len(rows)):.1f} % of {len(rows)}")


if __name__ == "__main__":
    main()
