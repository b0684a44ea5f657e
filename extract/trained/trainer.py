"""From gold files to a model in a folder: what ``claimgraph train`` does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from ...errors import UsageError
from .. import RULES
from ..engine import build_pipeline
from ..scoring.gold import Annotated

_NEEDED = ("torch", "lightgbm")
_FEWEST = 4
# Components of ours that change what the model's own make of a text.
_BEFORE_ATTRIBUTION = frozenset({"claimgraph_layout", "claimgraph_platforms"})


def train_model(
    gold: Sequence[Annotated], folder: Path, model: str, tell: Callable[[str], None]
) -> dict[str, object]:
    """Train on annotated documents and write the model to ``folder``; its settings.

    ``model`` is the spaCy pipeline that parses, now and when the model is used. Raises ``UsageError``
    where the extra ``train`` is not installed or there is too little gold.
    """
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise UsageError(
            f"training needs {' and '.join(missing)}: install them with pip install 'claimgraph[train]'"
        )
    if len(gold) < _FEWEST:
        raise UsageError(
            f"{len(gold)} documents are too few to learn from and to check by; give {_FEWEST} or more"
        )
    from .lessons import lessons_of
    from .model_files import write_model
    from .training import train, words_of

    nlp = build_pipeline(model, RULES)
    later = [
        name for name in nlp.pipe_names if name.startswith("claimgraph_") and name not in _BEFORE_ATTRIBUTION
    ]
    with nlp.select_pipes(disable=later):
        tell(f"parsing {len(gold)} documents")
        docs = nlp.pipe(document.text for document in gold)
        lessons = list(lessons_of(zip(gold, docs, strict=True)))
    settings, arrays = train(lessons, words_of(), name=folder.name, tell=tell)
    write_model(folder, settings, arrays)
    return settings
