"""Score who is meant by the pronouns and descriptions that quotations are attributed to.

``python benchmarks/resolution.py POLNEAR.jsonl PREDICTIONS.jsonl [--gold GOLD.jsonl] [--errors]``

POLNEAR is the training part of PolNeAR as JSONL with ``id`` and ``text``; the gold, by default
``tests/gold/resolution.jsonl``, holds offsets into it and no text. PREDICTIONS is what
``claimgraph extract POLNEAR.jsonl --format jsonl`` prints. A gold source is attributed when a predicted one
overlaps it; of several, the one whose content overlaps the gold's most counts. What is not attributed is
counted apart and does not lower the accuracy. Right is, by the answer of the gold:

- ``name``: a mention of the predicted speaker touches the last word of a name span. The last word, because
  "Smith" begins "Smith campaign" but is another actor. A speaker without a mention must equal a name span or,
  where one of the two is a single word, end in the same word.
- ``itself`` and ``none``: no speaker, or a speaker called by the words of the source or of its antecedent.
  That its mentions contain the source is not enough: so do those of any speaker it was wrongly resolved to.
"""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "resolution.jsonl"
DETERMINER = re.compile(r"(?:the|an?|one|another|some|its|his|her|their)\s+", re.IGNORECASE)
Span = list[int]
Item = dict[str, Any]  # one line of a file, as the docstring above and tests/gold/README.md say
Key = tuple[str, str, str, str]  # part, form, answer, outcome
Row = tuple[Item, str | None, str]  # the gold, the predicted speaker, the outcome: right, wrong or missed


def main() -> None:
    parser = ArgumentParser(description="Score the speakers that pronouns and descriptions were resolved to.")
    parser.add_argument("corpus", type=Path, help="PolNeAR's training part as JSONL")
    parser.add_argument(
        "predictions", type=Path, help="the output of claimgraph extract --format jsonl on it"
    )
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--errors", action="store_true", help="list the wrong ones with their words")
    arguments = parser.parse_args()
    gold = _read(arguments.gold)
    texts = {item["id"]: item["text"] for item in _read(arguments.corpus)}
    absent = sorted({item["id"] for item in gold} - texts.keys())
    if absent:
        parser.error(
            f"{arguments.corpus} lacks {len(absent)} documents, first {absent[0]}: give the training part"
        )
    predictions = {item["id"]: item for item in _read(arguments.predictions)}
    rows = list(score(gold, texts, predictions))
    print(*table(rows), sep="\n")
    if arguments.errors:
        print(*errors(rows, texts), sep="\n")


def score(gold: Iterable[Item], texts: dict[str, str], predictions: dict[str, Item]) -> Iterator[Row]:
    """Each gold item in order, with the predicted speaker and ``right``, ``wrong`` or ``missed``."""
    for item in gold:
        prediction = predictions.get(item["id"], {})
        quote = _find_quote(item, prediction.get("quotes", []))
        if quote is None:
            yield item, None, "missed"
            continue
        speaker = quote.get("speaker") or None
        mentions = [m["span"] for m in prediction.get("mentions", []) if speaker and m["name"] == speaker]
        text = texts[item["id"]]
        if item["answer"] == "name":
            right = speaker is not None and _is_named(item, text, speaker, mentions)
        else:
            right = speaker is None or _is_unnamed(item, text, speaker)
        yield item, speaker, "right" if right else "wrong"


def table(rows: Iterable[Row]) -> Iterator[str]:
    """Lines: per part and form, and per answer within it, the accuracy in per cent with its counts."""
    counts = Counter((item["part"], item["form"], item["answer"], outcome) for item, _, outcome in rows)
    for part in ("dev", "test"):
        for form in ("pronoun", "nominal"):
            yield _line(f"{part} {form}", counts, part, form, ("name", "itself", "none"))
            for answer in ("name", "itself", "none"):
                yield _line(f"  answer {answer}", counts, part, form, (answer,))


def errors(rows: Iterable[Row], texts: dict[str, str]) -> Iterator[str]:
    """One line for each wrong item: id, offsets, the source's words, what was meant, what was predicted."""
    for item, speaker, outcome in rows:
        if outcome == "wrong":
            text, (start, end) = texts[item["id"]], item["source"]
            meant = max((text[s:e] for s, e in item["name_spans"]), key=len, default=f"({item['answer']})")
            yield f"{item['part']} {item['id']} {start}-{end} {text[start:end]!r}: {meant}, not {speaker}"


def _line(label: str, counts: Counter[Key], part: str, form: str, answers: tuple[str, ...]) -> str:
    right, wrong, missed = (
        sum(counts[part, form, a, o] for a in answers) for o in ("right", "wrong", "missed")
    )
    accuracy = f"{100 * right / (right + wrong):5.1f} %" if right + wrong else "    -  "
    return f"{label:16} {accuracy}  ({right} of {right + wrong} right; {missed} not attributed)"


def _find_quote(item: Item, quotes: Iterable[Item]) -> Item | None:
    found = [q for q in quotes if any(_overlap(s, item["source"]) > 0 for s in q.get("source") or ())]
    return max(
        found, key=lambda q: sum(max(0, _overlap(c, item["content"])) for c in q["content"]), default=None
    )


def _is_named(item: Item, text: str, speaker: str, mentions: list[Span]) -> bool:
    names = [(text[s:e].casefold().split(), e) for s, e in item["name_spans"]]
    if mentions:
        return any(
            _overlap(mention, [end - len(words[-1]), end]) > 0 for words, end in names for mention in mentions
        )
    said = speaker.casefold().split()
    return any(
        said == words or (said[-1:] == words[-1:] and 1 in (len(said), len(words))) for words, _ in names
    )


def _is_unnamed(item: Item, text: str, speaker: str) -> bool:
    label = DETERMINER.sub("", speaker, count=1)
    for start, end in (item["source"], *item.get("antecedents", ())):
        words = text[start:end]
        if label.casefold() == DETERMINER.sub("", words, count=1).casefold():
            return True
        # "official" for "a Northern Star official" is the official; "Northern Star" would be somebody else.
        if label in words and label.split()[-1].islower():
            return True
    return False


def _overlap(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _read(path: Path) -> list[Item]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
