"""The layout of a text as a component of the spaCy pipeline."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ...graph.record import Block
from .blocks import blocks


def _sentence_starts(text: str, found: tuple[Block, ...]) -> list[int]:
    """The first character of each block and of the signs between two blocks."""
    starts: list[int] = []
    end = 0
    for block in found:
        between = text[end : block.span.start]
        if signs := between.lstrip():
            starts.append(block.span.start - len(signs))
        starts.append(block.span.start)
        end = block.span.end
    if signs := text[end:].lstrip():
        starts.append(len(text) - len(signs))
    return starts


class _Layout:
    """Sets ``doc._.blocks`` and starts a sentence at each, so that no heading runs into what follows."""

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text
        found = blocks(text)
        doc._.blocks = found
        if len(doc):
            offsets = doc.to_array("IDX")
            tokens = offsets.searchsorted(_sentence_starts(text, found))
            # Setting them one by one through tokens would look through the whole doc each time.
            starts = doc.to_array("SENT_START")
            starts[tokens[tokens < len(doc)]] = 1
            doc.from_array("SENT_START", starts)  # type: ignore[arg-type]  # its stub knows no single column
        return doc


@Language.factory("claimgraph_layout", assigns=["doc._.blocks", "token.is_sent_start"])
def create_layout(nlp: Language, name: str) -> _Layout:
    """The component; it must run before the parser."""
    return _Layout()


if not Doc.has_extension("blocks"):
    Doc.set_extension("blocks", default=())
