"""The pipeline that the program runs, loaded once."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimgraph.extract.engine import build_pipeline
from claimgraph.extract.layout import component as _registered  # noqa: F401  (registers the component)


@pytest.fixture(scope="session")
def nlp() -> Language:
    return build_pipeline()
