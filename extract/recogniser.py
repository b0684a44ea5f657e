"""spaCy's recogniser of names, quickened: the same steps, the same names.

spaCy decides token by token which of the recogniser's some seventy actions may be taken, and does so
without the interpreter's lock; but each of its functions takes the lock for a moment to see whether
there was an error, hundreds of times for one token. With the lock held all along that costs little.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc

NER = "ner"
_LOADED, _FACTORY = "ner_as_loaded", "claimgraph_ner"
# What of a recogniser's settings is not in its model.
_OPTIONS = (
    "update_with_oracle_cut_size",
    "beam_width",
    "beam_density",
    "beam_update_prob",
    "incorrect_spans_key",
)


class Recogniser(EntityRecognizer):  # type: ignore[misc]  # spaCy types none of its recogniser
    """An ``EntityRecognizer`` that goes its steps from Python, all documents of a batch at once."""

    def greedy_parse(self, docs: Sequence[Doc], drop: float = 0.0) -> list[object]:
        """The final state of each document, as ``EntityRecognizer.greedy_parse`` gives them."""
        self._ensure_labels_are_added(docs)
        states: list[object] = self.moves.init_batch(docs)
        model = self.model.predict(docs)
        left = [state for state in states if not state.is_final()]  # type: ignore[attr-defined]
        while left:
            left = self.transition_states(left, model.predict(left))
        model.clear_memory()
        return states


def quicken(nlp: Language) -> None:
    """Put the quick recogniser in the place of spaCy's; any other recogniser stays."""
    if type(nlp.get_pipe(NER)) is not EntityRecognizer:
        return
    nlp.rename_pipe(NER, _LOADED)
    nlp.add_pipe(_FACTORY, name=NER, after=_LOADED)
    nlp.remove_pipe(_LOADED)


@Language.factory(_FACTORY)
def _made(nlp: Language, name: str) -> Recogniser:
    loaded = nlp.get_pipe(_LOADED)
    options = {option: loaded.cfg[option] for option in _OPTIONS}  # type: ignore[attr-defined]
    return Recogniser(nlp.vocab, loaded.model, name, moves=loaded.moves, **options)  # type: ignore[attr-defined]
