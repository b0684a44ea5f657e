"""The quick recogniser finds what spaCy's own finds, whatever came before it."""

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from claimgraph.extract import DEFAULT_MODEL
from claimgraph.extract.engine import UNREAD, build_pipeline
from claimgraph.extract.recogniser import NER, Recogniser, quicken

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"


def loaded(*, quick: bool) -> Language:
    nlp = spacy.load(DEFAULT_MODEL, exclude=list(UNREAD))
    if quick:
        quicken(nlp)
    return nlp


def names(docs: list[Doc]) -> list[list[tuple[str, str]]]:
    return [[(token.ent_iob_, token.ent_type_) for token in doc] for doc in docs]


def test_the_same_names_as_spacy_finds_in_the_examples() -> None:
    texts = ["", "\n \n", *(path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt")))]
    own, theirs = (list(loaded(quick=quick).pipe(texts, batch_size=16)) for quick in (True, False))
    assert names(own) == names(theirs)
    assert sum(len(doc.ents) for doc in own) > 100


def test_names_that_were_set_before_stay_as_with_spacy() -> None:
    text = "Ada Lovelace told Reuters that Snoutbook moved to Paris on Monday."
    found = []
    for quick in (True, False):
        nlp = loaded(quick=quick)
        doc = nlp.make_doc(text)
        doc.ents = [Span(doc, 5, 6, label="PLATFORM")]
        for _, component in nlp.pipeline:
            doc = component(doc)
        found.append(doc)
    assert names(found[:1]) == names(found[1:])
    assert ("Snoutbook", "PLATFORM") in {(span.text, span.label_) for span in found[0].ents}


def test_the_pipeline_has_the_quick_one_and_another_recogniser_stays() -> None:
    nlp = build_pipeline(attribution="rules")
    assert isinstance(nlp.get_pipe(NER), Recogniser)
    assert nlp.pipe_names.count(NER) == 1

    class Other(EntityRecognizer):
        pass

    other = loaded(quick=False)
    was = other.get_pipe(NER)
    Language.factory("other_ner", func=lambda nlp, name: Other(nlp.vocab, was.model, name, moves=was.moves))
    other.rename_pipe(NER, "was")
    other.add_pipe("other_ner", name=NER)
    quicken(other)
    assert type(other.get_pipe(NER)) is Other
