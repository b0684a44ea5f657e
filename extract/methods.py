"""The component ``claimgraph_attribution``: which method answers who says what."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from ..errors import UsageError
from .attribution import Attribution
from .rules import attribute

Method = Callable[[Doc], Sequence[Attribution]]

NAME = "claimgraph_attribution"
METHODS: dict[str, Method] = {
    "rules": attribute,
}

if not Doc.has_extension("attributions"):
    Doc.set_extension("attributions", default=())


def method_named(name: str) -> Method:
    """The method of that name; ``UsageError`` lists the names where there is none."""
    if name not in METHODS:
        raise UsageError(f"attribution {name!r}: unknown; choose from {', '.join(METHODS)}")
    return METHODS[name]


@Language.factory(NAME, default_config={"method": "rules"}, assigns=["doc._.attributions"])
def create_attributor(nlp: Language, name: str, method: str) -> Attributor:
    """The component, for ``nlp.add_pipe("claimgraph_attribution", config={"method": …})``."""
    return Attributor(method_named(method))


class Attributor:
    """Sets ``doc._.attributions``: a tuple of ``Attribution`` by the start of their content."""

    def __init__(self, method: Method) -> None:
        self.method = method

    def __call__(self, doc: Doc) -> Doc:
        doc._.attributions = tuple(self.method(doc))
        return doc
