"""The hand-made gold of ``tests/gold/`` that is learnt from; what is kept apart is left out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent.parent / "tests" / "gold"
# Sets whose part ``held`` nothing may learn from.
KEPT_APART = ("sixth", "eighth", "ninth", "twentieth")
Item = dict[str, Any]  # one line of the gold, as ``entities.py`` says


def files() -> list[Path]:
    """The short texts, then the features."""
    return [*sorted(GOLD.glob("short_texts*.jsonl")), *sorted(GOLD.glob("features_*.jsonl"))]


def learnt_from(paths: Iterable[Path]) -> Iterator[tuple[str, Item]]:
    """The items of these files that may be learnt from, each with the name of its set."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            item: Item = json.loads(line)
            if item["part"] != "held" or path.stem.rsplit("_", 1)[-1] not in KEPT_APART:
                yield path.stem, item
