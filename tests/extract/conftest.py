"""The pipeline that the program runs, loaded once."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimgraph.extract.engine import build_pipeline


@pytest.fixture(scope="session")
def nlp() -> Language:
    return build_pipeline()
