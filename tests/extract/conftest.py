"""The pipeline that the program runs, loaded once."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from claimgraph.extract.engine import DEFAULT_MODEL, build_pipeline
from claimgraph.extract.layout import component as _registered  # noqa: F401  (registers the component)
from claimgraph.extract.tokenizer import split_at_marks


@pytest.fixture(scope="session")
def nlp() -> Language:
    return build_pipeline()


@pytest.fixture(scope="session")
def grammar() -> Language:
    """Only what tags and parses, on words that end at quotation marks."""
    pipeline = spacy.load(DEFAULT_MODEL, exclude=["ner", "lemmatizer", "attribute_ruler"])
    split_at_marks(pipeline)
    return pipeline
