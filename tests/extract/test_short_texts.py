"""Names, roles and relations on forty hand-annotated short texts: the floors below which nothing may fall."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@cache
def _figures() -> Mapping[str, tuple[int, int, int]]:
    """Right, found and wanted by kind, from the scorer in ``benchmarks/entities.py``."""
    spec = spec_from_file_location("entities_benchmark", ROOT / "benchmarks" / "entities.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    lines = (ROOT / "tests" / "gold" / "short_texts.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 40
    tally = module.score([json.loads(line) for line in lines])
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
