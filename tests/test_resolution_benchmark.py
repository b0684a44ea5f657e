"""The benchmark of resolution counts what its docstring says, and its gold keeps its form."""

import json
from collections import Counter, defaultdict
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
GOLD: list[dict[str, Any]] = [  # plain JSON
    json.loads(line)
    for line in (ROOT / "tests" / "gold" / "resolution.jsonl").read_text("utf-8").splitlines()
]
TEXT = (
    "Mayor Ottilie Brandvold opened the bridge. The Brandvold campaign cheered. “It holds,” she said. "
    "Ruben Brandvold laughed. A harbour official said it leaks. “Badly,” the official added."
)


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = spec_from_file_location("resolution_benchmark", ROOT / "benchmarks" / "resolution.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def span(words: str) -> list[int]:
    assert TEXT.count(words) == 1, words
    start = TEXT.index(words)
    return [start, start + len(words)]


def gold(source: str, content: str, answer: str, names: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    found = {
        "id": "d",
        "part": "dev",
        "form": "pronoun",
        "answer": answer,
        "source": span(source),
        "content": span(content),
    }
    return found | {"name_spans": [span(name) for name in names]} | more


SHE = gold("she", "It holds", "name", ("Ottilie Brandvold",))
OFFICIAL = gold("A harbour official", "it leaks", "itself")
LATER = gold("the official", "Badly", "itself", antecedents=[span("A harbour official")])
NOBODY = gold("she", "It holds", "none")


@pytest.mark.parametrize(
    ("item", "speaker", "mentions", "outcome"),
    [
        (SHE, "Ottilie Brandvold", ["Ottilie Brandvold", "she"], "right"),
        (SHE, "Mayor Ottilie Brandvold", ["Mayor Ottilie Brandvold"], "right"),
        (SHE, "Brandvold campaign", ["Brandvold campaign"], "wrong"),
        (SHE, "Ruben Brandvold", ["Ruben Brandvold"], "wrong"),
        (SHE, "Ottilie Brandvold", [], "right"),
        (SHE, "brandvold", [], "right"),
        (SHE, "Ruben Brandvold", [], "wrong"),
        (SHE, None, [], "wrong"),
        (OFFICIAL, None, [], "right"),
        (OFFICIAL, "a harbour official", ["A harbour official"], "right"),
        (OFFICIAL, "official", ["A harbour official"], "right"),
        (OFFICIAL, "Ruben Brandvold", ["Ruben Brandvold", "A harbour official"], "wrong"),
        (LATER, "harbour official", ["A harbour official"], "right"),
        (LATER, "Ottilie Brandvold", ["Ottilie Brandvold"], "wrong"),
        (NOBODY, None, [], "right"),
        (NOBODY, "she", ["she"], "right"),
        (NOBODY, "Ottilie Brandvold", ["Ottilie Brandvold"], "wrong"),
    ],
)
def test_outcomes(
    benchmark: ModuleType, item: dict[str, Any], speaker: str | None, mentions: list[str], outcome: str
) -> None:
    prediction = {
        "quotes": [{"content": [item["content"]], "source": [item["source"]], "speaker": speaker}],
        "mentions": [{"span": span(m), "type": "person", "name": speaker} for m in mentions],
    }
    assert list(benchmark.score([item], {"d": TEXT}, {"d": prediction})) == [(item, speaker, outcome)]


def test_a_source_nobody_predicts_is_kept_apart(benchmark: ModuleType) -> None:
    elsewhere = {"content": [span("it leaks")], "source": [span("A harbour official")], "speaker": None}
    unattributed = {"content": [SHE["content"]], "source": None, "speaker": None}
    rows = list(benchmark.score([SHE], {"d": TEXT}, {"d": {"quotes": [elsewhere, unattributed]}}))
    assert rows == [(SHE, None, "missed")]
    assert list(benchmark.score([SHE], {"d": TEXT}, {})) == rows
    assert "dev pronoun          -    (0 of 0 right; 1 not attributed)" in list(benchmark.table(rows))


def test_of_two_quotes_of_one_source_the_one_with_the_content_counts(benchmark: ModuleType) -> None:
    quotes = [
        {"content": [span("it leaks")], "source": [SHE["source"]], "speaker": "Ruben Brandvold"},
        {"content": [span("It holds")], "source": [SHE["source"]], "speaker": "Ottilie Brandvold"},
    ]
    rows = list(benchmark.score([SHE], {"d": TEXT}, {"d": {"quotes": quotes}}))
    assert rows == [(SHE, "Ottilie Brandvold", "right")]


def test_table_and_errors(
    benchmark: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "gold": [SHE, OFFICIAL | {"part": "test", "form": "nominal"}],
        "corpus": [{"id": "d", "text": TEXT}],
        "predictions": [
            {
                "id": "d",
                "quotes": [
                    {"content": [SHE["content"]], "source": [SHE["source"]], "speaker": "Ruben Brandvold"},
                    {"content": [OFFICIAL["content"]], "source": [OFFICIAL["source"]], "speaker": None},
                ],
                "mentions": [],
            }
        ],
    }
    for name, items in files.items():
        (tmp_path / name).write_text("".join(json.dumps(item) + "\n" for item in items), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["resolution.py", "corpus", "predictions", "--gold", "gold", "--errors"])
    benchmark.main()
    lines = capsys.readouterr().out.splitlines()
    assert "dev pronoun        0.0 %  (0 of 1 right; 0 not attributed)" in lines
    assert "test nominal     100.0 %  (1 of 1 right; 0 not attributed)" in lines
    assert lines[-1] == "dev d 87-90 'she': Ottilie Brandvold, not Ruben Brandvold"

    (tmp_path / "corpus").write_text("", "utf-8")
    with pytest.raises(SystemExit):
        benchmark.main()
    assert "lacks 1 documents, first d" in capsys.readouterr().err


def test_the_gold_keeps_its_form() -> None:
    parts = defaultdict(set)
    for item in GOLD:
        parts[item["id"]].add(item["part"])
        assert item.keys() - {"antecedents"} == {
            "id", "part", "source", "content", "form", "answer", "name_spans", "why",
        }  # fmt: skip
        assert (item["answer"] == "name") == bool(item["name_spans"]) == (item["why"] is None)
        for start, end in (
            item["source"],
            item["content"],
            *item["name_spans"],
            *item.get("antecedents", ()),
        ):
            assert 0 <= start < end
    assert all(len(found) == 1 for found in parts.values())
    assert len({(item["id"], *item["source"]) for item in GOLD}) == len(GOLD) == 413
    forms = Counter(item["form"] for item in GOLD)
    assert forms == {"pronoun": 241, "nominal": 172}
