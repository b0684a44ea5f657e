"""Two hundred pairs of names in context: nobody different is joined, nearly everybody same is found."""

import json
from collections import Counter
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_pairs_are_joined_proposed_or_left_apart_as_people_would():
    spec = spec_from_file_location("identity_benchmark", ROOT / "benchmarks" / "identity.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    pairs = [json.loads(line) for line in module.GOLD.read_text("utf-8").splitlines()]
    assert Counter(pair["verdict"] for pair in pairs) == {"same": 78, "different": 75, "unsure": 47}
    counts = Counter((pair["verdict"], outcome) for pair, outcome, _ in module.outcomes(pairs))
    assert counts["different", "joined"] == 0
    assert counts["same", "joined"] + counts["same", "proposed"] >= 0.9 * 78
    assert counts["same", "joined"] >= 20
