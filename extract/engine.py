"""From documents to readings: one spaCy pipeline with all our components, run over a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

from ..errors import SkipDocument, UsageError
from ..graph.record import Document, Reading
from . import DEFAULT_ATTRIBUTION, DEFAULT_MODEL
from .assembly import assemble
from .batches import TOGETHER, batches
from .cores import one_core
from .identity import identity, model_version
from .limits import OutOfTime, extraction_seconds, time_limit
from .recogniser import quicken
from .tokenizer import split_at_marks, tokenized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..ontology.rows import Table

# What one text may have, and all of a batch together: memory is needed for each token at once.
MAX_CHARACTERS = 200_000
MAX_TOKENS = 60_000

if not Doc.has_extension("date"):
    Doc.set_extension("date", default=None)  # the article's date, which gives a text's dates their year


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A component of ours: its factory, the module that registers it, and what it must stand before."""

    factory: str
    module: str
    before: str | None = None


# In the order in which they run; without ``before`` they come after the model's own components.
STAGES: tuple[Stage, ...] = (
    Stage(factory="claimgraph_layout", module="layout.component", before="tok2vec"),
    Stage(factory="claimgraph_platforms", module="actors.platforms.component", before="ner"),
    Stage(factory="claimgraph_entities", module="actors.entities"),
    Stage(factory="claimgraph_roles", module="relations.people.told_roles"),
    Stage(factory="claimgraph_instruments", module="relations.measures.instruments"),
    Stage(factory="claimgraph_attribution", module="attribution.methods"),
    Stage(factory="claimgraph_claims", module="attribution.claims"),
    Stage(factory="claimgraph_relations", module="relations.component"),
)
# Components of a model that none of the stages reads.
UNREAD = frozenset(
    """
    attribute_ruler lemmatizer morphologizer senter sentencizer textcat textcat_multilabel spancat
    entity_linker
    """.split()
)
_NEEDED = ("tagger", "parser", "ner")
# Of so many documents these take a quarter at a time: the more go step by step together, the cheaper a step.
SIDE_BY_SIDE = {name: {"batch_size": 4 * TOGETHER} for name in ("parser", "ner")}


def build_pipeline(
    model: str = DEFAULT_MODEL, attribution: str = DEFAULT_ATTRIBUTION, tables: Sequence[Table] = ()
) -> Language:
    """The spaCy pipeline that the extractor runs. Raises ``UsageError`` as ``identity`` does.

    ``tables`` are a user's own, on top of the register.
    """
    model_version(model)
    try:
        # The BLAS that comes with numpy multiplies matrices two to three times as fast as thinc's own.
        with use_ops("numpy", use_blis=False):
            nlp = spacy.load(model, exclude=list(UNREAD))
    except (OSError, ValueError) as error:
        raise UsageError(f"{model}: spaCy cannot load it as a pipeline ({_first_line(error)})") from None
    missing = [name for name in _NEEDED if name not in nlp.pipe_names]
    if missing:
        raise UsageError(f"{model}: has no {', '.join(missing)}; choose a pipeline such as {DEFAULT_MODEL}")
    split_at_marks(nlp)
    quicken(nlp)
    configs: dict[str, dict[str, object]] = {
        "claimgraph_attribution": {"method": attribution},
        "claimgraph_platforms": {"tables": {table.name: table.text for table in tables}},
    }
    for stage in STAGES:
        import_module(f".{stage.module}", __package__)
        config = configs.get(stage.factory, {})
        before = stage.before if stage.before in nlp.pipe_names else None
        first = stage.before is not None and before is None
        nlp.add_pipe(stage.factory, config=config, before=nlp.pipe_names[0] if first else before)
    return nlp


class Extractor:
    """Reads documents with one model and one way of attributing; ``model`` says which, for provenance."""

    def __init__(
        self,
        model: str = DEFAULT_MODEL,
        attribution: str = DEFAULT_ATTRIBUTION,
        tables: Sequence[Table] = (),
    ) -> None:
        self.model = identity(model, attribution)
        self._choice = (model, attribution, tables)
        self._errors: list[str] = []
        self._load()

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | SkipDocument]:
        """One reading a document, in the order given; ``SkipDocument`` for one that cannot be read."""
        for batch in batches(documents, lambda document: len(document.text), MAX_CHARACTERS):
            with one_core():
                readings = self._read_batch(batch)
            yield from readings

    def _load(self) -> None:
        self._pipeline = build_pipeline(*self._choice)
        # ``set_error_handler`` fails on the parser of spaCy 3.8; our own stages read the default.
        self._pipeline.default_error_handler = self._note

    def _read_batch(self, batch: Sequence[Document]) -> list[Reading | SkipDocument]:
        readings: dict[int, Reading | SkipDocument] = {}
        for number, document in enumerate(batch):
            if len(document.text) > MAX_CHARACTERS:
                readings[number] = _too_long(document, len(document.text), "characters", MAX_CHARACTERS)
        short = [(number, document) for number, document in enumerate(batch) if number not in readings]
        try:
            with time_limit(extraction_seconds(sum(len(document.text) for _, document in short))):
                # Words that only this batch has are forgotten after it, so that memory does not grow.
                with self._pipeline.memory_zone():
                    docs = [(self._doc(document), number) for number, document in short]
                    for doc, number in docs:
                        if len(doc) > MAX_TOKENS:
                            readings[number] = _too_long(
                                batch[number], len(doc), "words and signs", MAX_TOKENS
                            )
                    docs = [(doc, number) for doc, number in docs if number not in readings]
                    together = sum(len(doc) for doc, _ in docs) <= MAX_TOKENS
                    size, own = (TOGETHER, SIDE_BY_SIDE) if together else (1, {})
                    read = self._pipeline.pipe(docs, as_tuples=True, batch_size=size, component_cfg=own)
                    for doc, number in read:
                        readings[number] = _reading(batch[number], self.model, doc)
        except (OutOfTime, MemoryError) as error:
            # The pipeline was left in the middle of something.
            what = "needs too much memory" if isinstance(error, MemoryError) else "takes too long"
            self._errors[:] = [f"it {what}: {sum(len(d.text) for d in batch):,} characters"]
            self._load()
        return [
            readings[number] if number in readings else self._again(document, alone=len(batch) == 1)
            for number, document in enumerate(batch)
        ]

    def _doc(self, document: Document) -> Doc:
        doc = tokenized(self._pipeline, document.text)
        doc._.date = document.date
        return doc

    def _again(self, document: Document, *, alone: bool) -> Reading | SkipDocument:
        """A document that fell out of its batch, read by itself: a batch fails as a whole."""
        if alone:
            reason = self._errors[-1] if self._errors else "the pipeline gave no answer"
            return SkipDocument(document.source, f"the text could not be analysed ({reason})")
        return self._read_batch([document])[0]

    def _note(self, name: str, component: object, docs: Sequence[Doc], error: Exception) -> None:
        self._errors[:] = [f"{name}: {type(error).__name__}: {_first_line(error)}"]


def _too_long(document: Document, size: int, what: str, limit: int) -> SkipDocument:
    return SkipDocument(document.source, f"{size:,} {what}; the limit is {limit:,}: split the file")


def _reading(document: Document, model: str, doc: Doc) -> Reading:
    entities, claims, relations = assemble(document.text, doc._.entities, doc._.claims, doc._.relations)
    return Reading(
        document=document,
        model=model,
        blocks=tuple(doc._.blocks),
        entities=entities,
        claims=claims,
        relations=relations,
    )


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
