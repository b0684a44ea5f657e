"""Coverage-guided fuzzing of every parser of ours and of the whole pipeline, with atheris.

    pip install atheris            # not in the lock file: it is built for few platforms
    python benchmarks/fuzz.py --seconds 3600 [--targets page,pdf] [--parallel 2] [--work FOLDER]

Each target takes bytes and must answer with a document, a skip or an error of ours. Any other
exception, more than 10 CPU seconds for one input, or more than 2 GB of memory is a finding; it is
kept in the folder, the target goes on, and at the end a table says how many inputs were tried.
What was found is fixed and becomes a test.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CPU_LIMIT, MEMORY_LIMIT = 10.0, 2048
EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"


def _reading(suffix: str) -> Callable[[bytes], object]:
    """Reads the bytes as a file of this kind, as a build does."""
    from claimgraph.extract.reading.reader import read_documents

    path = Path(tempfile.mkdtemp()) / f"input{suffix}"

    def read(data: bytes) -> object:
        path.write_bytes(data)
        return list(read_documents([path]))

    return read


def _standard_input() -> Callable[[bytes], object]:
    from claimgraph.extract.reading.reader import read_documents

    return lambda data: list(read_documents(["-"], stdin=io.BytesIO(data)))


def _layout() -> Callable[[bytes], object]:
    from claimgraph.extract.layout.blocks import blocks

    return lambda data: blocks(data.decode("utf-8", "replace"))


def _merged() -> Callable[[bytes], object]:
    from claimgraph.errors import ClaimgraphError
    from claimgraph.graph.datasets.reading import Options
    from claimgraph.graph.datasets.sources import Source
    from claimgraph.graph.merged import prepare

    names = [f"input{suffix}" for suffix in (".ttl", ".rdf", ".jsonld", ".trig", ".nq", ".csv", ".ijson")]

    def read(data: bytes) -> object:
        """The first byte chooses the format."""
        name = names[data[0] % len(names)] if data else names[0]
        try:
            return prepare([Source(name=name, file=name, data=data[1:])], Options(dataset="fuzzed"))
        except ClaimgraphError:
            return None

    return read


def _gold() -> Callable[[bytes], object]:
    from claimgraph.errors import ClaimgraphError
    from claimgraph.extract.scoring.gold import read_gold

    path = Path(tempfile.mkdtemp()) / "gold.jsonl"

    def read(data: bytes) -> object:
        path.write_bytes(data)
        try:
            return read_gold(path)
        except ClaimgraphError:
            return None

    return read


def _pipeline() -> Callable[[bytes], object]:
    """Text to reading to triples, which must conform, prove, and come back from Turtle as they were."""
    import pyoxigraph as ox

    from claimgraph.errors import SkipDocument
    from claimgraph.exports.turtle import write_turtle
    from claimgraph.extract.workers import Settings
    from claimgraph.graph.lift import lift
    from claimgraph.graph.record import Document
    from claimgraph.ontology.check import validate
    from claimgraph.ontology.proof import prove

    extractor = Settings(attribution="rules").extractor()

    def read(data: bytes) -> object:
        text = data.decode("utf-8", "replace")
        if not text.strip():
            return None
        (reading,) = extractor.read([Document(id="a", source="a", text=text)])
        if isinstance(reading, SkipDocument):
            raise AssertionError(reading.reason)
        lines = lift(reading)
        violations = [*validate("\n".join(lines)), *prove(lines).violations]
        if violations:
            raise AssertionError(violations[0])
        out = io.StringIO()
        write_turtle([("urn:g", lines)], out)
        back = {f"{quad.triple} ." for quad in ox.parse(out.getvalue().encode(), format=ox.RdfFormat.TURTLE)}
        assert len(back) == len(lines)
        return None

    return read


def _proof() -> Callable[[bytes], object]:
    """The checks on triples that nobody of ours wrote."""
    import pyoxigraph as ox

    from claimgraph.ontology.check import validate
    from claimgraph.ontology.proof import prove

    def read(data: bytes) -> object:
        try:
            quads = list(ox.parse(data, format=ox.RdfFormat.N_TRIPLES))
        except SyntaxError:
            return None
        lines = sorted({f"{quad.triple} ." for quad in quads})
        validate("\n".join(lines))
        return prove(lines)

    return read


TARGETS: dict[str, tuple[Callable[[], Callable[[bytes], object]], str]] = {
    # Name: what makes the target, and which examples it starts from.
    "page": (lambda: _reading(".html"), "*.html"),
    "text": (lambda: _reading(".md"), "*.txt"),
    "pdf": (lambda: _reading(".pdf"), "pdf"),
    "word": (lambda: _reading(".docx"), "docx"),
    "jsonl": (lambda: _reading(".jsonl"), "jsonl"),
    "json": (lambda: _reading(".json"), "jsonl"),
    "csv": (lambda: _reading(".csv"), "csv"),
    "stdin": (_standard_input, "*.html"),
    "layout": (_layout, "*.txt"),
    "merge": (_merged, "rdf"),
    "gold": (_gold, "jsonl"),
    "proof": (_proof, "nt"),
    "pipeline": (_pipeline, "*.txt"),
}


def seeds(kind: str, folder: Path) -> None:
    """Small inputs to start from."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [{"id": "1", "text": "“It is sold,” said Ada Quill.", "title": "Sold", "date": "2025-01-02"}]
    texts: list[bytes] = []
    if kind.startswith("*"):
        texts = [path.read_bytes()[:4000] for path in sorted(EXAMPLES.glob(kind))]
    elif kind == "jsonl":
        texts = [json.dumps({**rows[0], "quotes": [{"content": [[0, 12]]}]}).encode()]
    elif kind == "csv":
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        texts = [out.getvalue().encode(), b"sep=;\nid;text\n1;a\n"]
    elif kind == "pdf":
        from pypdf import PdfWriter

        buffer = io.BytesIO()
        writer_ = PdfWriter()
        writer_.add_blank_page(100, 100)
        writer_.write(buffer)
        texts = [buffer.getvalue()]
    elif kind == "docx":
        import docx

        document = docx.Document()
        document.add_paragraph(rows[0]["text"])
        document.add_table(1, 2)
        buffer = io.BytesIO()
        document.save(buffer)
        texts = [buffer.getvalue()]
    elif kind == "rdf":
        texts = [b"\0@prefix a: <http://a/> . a:b a:c [ a:d 'e'@en ] .", b'\2{"@id":"http://a","http://b":1}']
    elif kind == "nt":
        shapes = Path(__file__).parent.parent / "tests" / "ontology" / "shapes"
        import rdflib

        texts = [
            rdflib.Graph().parse(path).serialize(format="nt").encode()[:6000]
            for path in sorted(shapes.glob("*.conforms.ttl"))[:8]
        ]
    for number, text in enumerate(texts):
        (folder / f"seed-{number}").write_bytes(text)


def fuzz(name: str, seconds: int, folder: Path) -> None:
    """One target in this process until the time is over or something is found."""
    import atheris

    with atheris.instrument_imports(include=["claimgraph", "pypdf", "docx", "trafilatura"]):
        target = TARGETS[name][0]()

    def one(data: bytes) -> None:
        start = time.process_time()
        target(data)
        spent = time.process_time() - start
        if spent > CPU_LIMIT:
            raise TimeoutError(f"{spent:.1f} CPU seconds for {len(data)} bytes")

    corpus = folder / "corpus" / name
    options = [
        f"-max_total_time={seconds}",
        "-timeout=300",
        f"-rss_limit_mb={MEMORY_LIMIT}",
        f"-artifact_prefix={folder}/{name}-",
        "-print_final_stats=1",
        "-max_len=20000",
        str(corpus),
    ]
    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()


def campaign(name: str, seconds: int, folder: Path) -> dict[str, float]:
    """One target for this many seconds, started again after each finding."""
    seeds(TARGETS[name][1], folder / "corpus" / name)
    end = time.monotonic() + seconds
    inputs = findings = 0
    memory = 0
    while (left := int(end - time.monotonic())) > 5:
        command = [sys.executable, __file__, "--one", name, "--seconds", str(left), "--work", str(folder)]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = done.stdout.decode("utf-8", "replace")
        with (folder / f"{name}.log").open("a", encoding="utf-8") as log:
            log.write(said[-20000:] + "\n=====\n")
        counted = re.search(r"number_of_executed_units: (\d+)", said) or re.search(r"#(\d+)\s+DONE", said)
        inputs += int(counted[1]) if counted else 0
        memory = max(memory, *map(int, re.findall(r"peak_rss_mb: +(\d+)", said)), 0)
        findings += done.returncode != 0
    return {"seconds": seconds, "inputs": inputs, "findings": findings, "memory": memory}


def main() -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--seconds", type=int, default=600, help="for each target")
    parser.add_argument("--targets", default=",".join(TARGETS))
    parser.add_argument("--parallel", type=int, default=2)
    parser.add_argument("--work", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    folder = arguments.work.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if arguments.one:
        fuzz(arguments.one, arguments.seconds, folder)
        return
    names = arguments.targets.split(",")
    with ThreadPoolExecutor(arguments.parallel) as pool:
        results = dict(
            zip(names, pool.map(lambda name: campaign(name, arguments.seconds, folder), names), strict=True)
        )
    print("| target | seconds | inputs | findings | peak memory, MB |\n|---|---|---|---|---|")
    for name, row in results.items():
        print(f"| {name} | {row['seconds']} | {row['inputs']:,} | {row['findings']} | {row['memory']} |")
    total = [sum(row[key] for row in results.values()) for key in ("seconds", "inputs", "findings")]
    print(f"| in all | {total[0]} | {total[1]:,} | {total[2]} | |")


if __name__ == "__main__":
    main()
