"""Names, roles and relations on hand-annotated texts: the floors below which nothing may fall."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from claimgraph.extract.reading.reader import read_documents
from claimgraph.graph.record import Document

ROOT = Path(__file__).parents[2]


SHORT, ARTICLES = "tests/gold/short_texts.jsonl", "examples/gold/actors.jsonl"
SECOND, THIRD = "tests/gold/short_texts_second.jsonl", "tests/gold/short_texts_third.jsonl"
FOURTH, FIFTH = "tests/gold/short_texts_fourth.jsonl", "tests/gold/short_texts_fifth.jsonl"
FEATURES = ("tests/gold/features_third.jsonl", "tests/gold/features_fourth.jsonl")


@cache
def _figures(gold: str = SHORT) -> Mapping[str, tuple[int, int, int]]:
    """Right, found and wanted by kind, from the scorer in ``benchmarks/entities.py``."""
    spec = spec_from_file_location("entities_benchmark", ROOT / "benchmarks" / "entities.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    lines = (ROOT / gold).read_text(encoding="utf-8").splitlines()
    assert len(lines) == {SHORT: 40, SECOND: 20, THIRD: 40, FOURTH: 24, FIFTH: 30, ARTICLES: 10}.get(
        gold, 3 if "third" in gold else 2
    )
    items = [json.loads(line) for line in lines]
    tally = module.score([item for item in items if gold != ARTICLES or item["part"] == "tune"])
    return {kind: (tally.right[kind], tally.found[kind], tally.wanted[kind]) for kind in tally.wanted}


@pytest.mark.parametrize(
    ("kinds", "precision", "recall"),
    [
        (("actors with type",), 0.90, 0.90),
        (("roles",), 0.85, 0.85),
        (("affiliatedWith",), 0.85, 0.80),
        (("platforms",), 0.90, 0.90),
        (("ownedBy", "underJurisdiction"), 0.85, 0.70),
        (("instruments",), 0.70, 0.70),
        (("imposedBy", "targets"), 0.80, 0.60),
    ],
)
def test_the_floors_hold(kinds: tuple[str, ...], precision: float, recall: float) -> None:
    right, found, wanted = (sum(_figures()[kind][place] for kind in kinds) for place in range(3))
    assert right >= precision * found
    assert right >= recall * wanted


@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [
        ("actors with type", 0.90, 0.93),
        ("platforms", 0.97, 0.97),
        ("ownedBy", 0.90, 0.75),
        ("underJurisdiction", 0.85, 0.60),
        ("affiliatedWith", 0.90, 0.80),
        ("roles", 0.80, 0.80),
        ("instruments", 0.70, 0.70),
    ],
)
def test_seven_articles_are_read_no_worse(kind: str, precision: float, recall: float) -> None:
    right, found, wanted = _figures(ARTICLES)[kind]
    assert right >= precision * found
    assert right >= recall * wanted


@pytest.mark.parametrize("gold", [SECOND, THIRD])
@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [
        ("actors with type", 0.93, 0.93),
        ("platforms", 0.95, 0.90),
        ("roles", 0.90, 0.90),
        ("affiliatedWith", 0.90, 0.80),
        ("ownedBy", 0.90, 0.69),
        ("underJurisdiction", 0.95, 0.90),
        ("instruments", 0.90, 0.80),
    ],
)
def test_texts_of_other_phrasings_are_read_no_worse(
    gold: str, kind: str, precision: float, recall: float
) -> None:
    right, found, wanted = _figures(gold)[kind]
    assert right >= precision * found
    assert right >= recall * wanted


@pytest.mark.parametrize(
    ("golds", "kind", "precision", "recall"),
    [
        ((FOURTH,), "actors with type", 0.82, 0.90),
        ((FOURTH,), "platforms", 0.97, 0.72),
        ((FOURTH,), "roles", 0.90, 0.85),
        ((FOURTH,), "affiliatedWith", 0.92, 0.66),
        ((FOURTH,), "aliases", 0.95, 0.70),
        ((FOURTH,), "ownedBy", 0.92, 0.65),
        ((FOURTH,), "underJurisdiction", 0.95, 0.66),
        ((FIFTH,), "actors with type", 0.90, 0.93),
        ((FIFTH,), "platforms", 0.95, 0.85),
        ((FIFTH,), "roles", 0.86, 0.71),
        ((FIFTH,), "affiliatedWith", 0.86, 0.56),
        ((FIFTH,), "ownedBy", 0.95, 0.72),
        ((FIFTH,), "underJurisdiction", 0.95, 0.69),
        (FEATURES, "actors with type", 0.88, 0.86),
        (FEATURES, "platforms", 0.95, 0.95),
        (FEATURES, "roles", 0.85, 0.80),
        (FEATURES, "affiliatedWith", 0.95, 0.75),
        (FEATURES, "ownedBy", 0.80, 0.52),
        (FEATURES, "underJurisdiction", 0.88, 0.80),
    ],
)
def test_relations_over_several_sentences_are_read_no_worse(
    golds: tuple[str, ...], kind: str, precision: float, recall: float
) -> None:
    right, found, wanted = (sum(_figures(gold)[kind][place] for gold in golds) for place in range(3))
    assert right >= precision * found
    assert right >= recall * wanted


def test_the_gold_of_the_articles_is_their_text() -> None:
    for line in (ROOT / ARTICLES).read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        article = ROOT / "examples" / "articles" / item["id"]
        (read,) = read_documents([article])
        assert isinstance(read, Document) and read.text == item["text"]
        assert article.suffix == ".html" or article.read_bytes() == item["text"].encode()
        spans = [span for entity in item["entities"] for span in entity["mentions"]]
        spans += [role["span"] for role in item["roles"]]
        words = [item["text"][start:end] for start, end in spans]
        assert len(words) > 30 and all(word == word.strip() != "" for word in words)
