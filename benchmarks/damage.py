"""Read damaged texts: ``python benchmarks/damage.py CORPUS.jsonl [--every 10] [--attribution polnear-sm]``.

CORPUS has one document a line with ``id`` and ``text``. Each ``--every``-th is read whole and in versions
that are cut off, shuffled, without quotation marks, with every mark doubled, with lost or added line breaks.
A version fails when reading it raises an error, when it gives no reading, or when a position does not lie
in the text: each span must be a stretch of it that is not blank. Prints a table and the failures; ends with
1 if there is one.
"""

from __future__ import annotations

import json
import random
import re
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from claimgraph.extract.engine import DEFAULT_ATTRIBUTION, Extractor
from claimgraph.graph.record import Document, Reading, Span

_MARKS = re.compile(r"[\"“”„«»‘’']|''|``")


def main() -> None:
    parser = ArgumentParser(description="Read damaged versions of texts and count what fails.")
    parser.add_argument("corpus", type=Path, help="documents as JSONL with id and text")
    parser.add_argument("--every", type=int, default=10, help="read each n-th document (default 10)")
    parser.add_argument("--attribution", default=DEFAULT_ATTRIBUTION)
    arguments = parser.parse_args()
    lines = arguments.corpus.read_text(encoding="utf-8").split("\n")
    texts = [json.loads(line) for line in lines if line][:: arguments.every]
    extractor = Extractor(attribution=arguments.attribution)
    failures: list[str] = []
    print("version       texts  claims  failed")
    for name, damage in VERSIONS.items():
        documents = [
            Document(id=item["id"], source=item["id"], text=text)
            for number, item in enumerate(texts)
            if (text := damage(item["text"], random.Random(number))).strip()
        ]
        claims, found = 0, []
        for document, reading in zip(documents, extractor.read(documents), strict=True):
            if isinstance(reading, Reading):
                claims += len(reading.claims)
                found.extend(f"{name} {document.id}: {problem}" for problem in problems(reading))
            else:
                found.append(f"{name} {document.id}: {reading}")
        print(f"{name:13} {len(documents):5}  {claims:6}  {len(found):6}", flush=True)
        failures.extend(found)
    print(*failures, sep="\n")
    sys.exit(1 if failures else 0)


def problems(reading: Reading) -> Iterator[str]:
    """What is wrong with the positions of a reading's claims, entities and relations."""
    text = reading.document.text
    for claim in reading.claims:
        if not claim.content:
            yield "a claim without content"
        for span in chain(claim.content, claim.cue, claim.source):
            yield from _problem(text, span, "claim")
        pieces = list(claim.content)
        if any(one.end > other.start for one, other in zip(pieces, pieces[1:], strict=False)):
            yield f"content out of order at {pieces[0].start}"
    for entity in reading.entities:
        for mention in entity.mentions:
            yield from _problem(text, mention.span, "entity")


def _problem(text: str, span: Span, what: str) -> Iterator[str]:
    start, end = span
    if not 0 <= start < end <= len(text):
        yield f"{what} at {start}-{end} in a text of {len(text)}"
    elif not text[start:end].strip():
        yield f"blank {what} at {start}-{end}"


def _shuffled(text: str, chooser: random.Random) -> str:
    words = text.split(" ")
    chooser.shuffle(words)
    return " ".join(words)


def _shuffled_lines(text: str, chooser: random.Random) -> str:
    lines = text.split("\n")
    chooser.shuffle(lines)
    return "\n".join(lines)


def _without_some_marks(text: str, chooser: random.Random) -> str:
    return _MARKS.sub(lambda match: match.group() if chooser.random() < 0.5 else "", text)


VERSIONS: dict[str, Callable[[str, random.Random], str]] = {
    "whole": lambda text, _: text,
    "cut off": lambda text, chooser: text[: chooser.randrange(1, max(2, len(text)))],
    "words mixed": _shuffled,
    "lines mixed": _shuffled_lines,
    "no marks": lambda text, _: _MARKS.sub("", text),
    "marks lost": _without_some_marks,
    "marks doubled": lambda text, _: _MARKS.sub(lambda match: match.group() * 2, text),
    "one line": lambda text, _: text.replace("\n", " "),
    "many lines": lambda text, _: text.replace(" ", "\n"),
    "capitals": lambda text, _: text.upper(),
}


if __name__ == "__main__":
    main()
