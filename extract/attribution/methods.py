"""The component ``claimgraph_attribution``: which method answers who says what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ...graph.record import Span
from .. import RULES
from ..identity import names_listed
from ..tokens import Tokens, tokens_of
from .attributions import Attribution
from .refusals import is_refusal
from .rules import attribute

Method = Callable[[Doc], Sequence[Attribution]]

NAME = "claimgraph_attribution"
_STOPS, _CLOSING = (".", "!", "?", "…"), ('"', "”", "»", "“")
_MARKS = ' \n\r\t"“”„«»'

if not Doc.has_extension("attributions"):
    Doc.set_extension("attributions", default=())


def method_named(name: str) -> Method:
    """The rules for ``rules``; else the trained model of that name or folder, joined with the rules.

    Raises ``UsageError`` that lists the names where there is none.
    """
    if name == RULES:
        return attribute
    # Needs numpy and a model on disk: only for those who ask for it.
    from ..trained.attributor import TrainedAttributor
    from .hybrid import joined_with_rules

    with names_listed(name):
        return joined_with_rules(TrainedAttributor.load(name).attribute)


@Language.factory(NAME, default_config={"method": RULES}, assigns=["doc._.attributions"])
def create_attributor(nlp: Language, name: str, method: str) -> Attributor:
    """The component, for ``nlp.add_pipe("claimgraph_attribution", config={"method": …})``."""
    return Attributor(method_named(method))


class Attributor:
    """Sets ``doc._.attributions``: a tuple of ``Attribution`` by the start of their content."""

    def __init__(self, method: Method) -> None:
        self.method = method

    def __call__(self, doc: Doc) -> Doc:
        tokens = tokens_of(doc)
        found = (item for item in self.method(doc) if not is_refusal(tokens, item))
        doc._.attributions = tuple(
            replace(item, content=tuple(_without_marks(tokens, span) for span in item.content))
            for item in found
            if _is_of_the_body(tokens, item)
        )
        return doc


def _without_marks(tokens: Tokens, span: Span) -> Span:
    """A quotation without the marks around it and the comma before the closing one, but with its full stop.

    Marks inside a content stay: there they enclose only a part of it.
    """
    start, end = span
    if tokens.region[tokens.token_at(start)] != tokens.region[tokens.token_before(end)]:
        return span
    if tokens.region[tokens.token_at(start)] < 0:
        return span
    while start < end and tokens.text[start] in _MARKS:
        start += 1
    while end > start and tokens.text[end - 1] in _MARKS + ",":
        end -= 1
    if tokens.text[end : end + 1] in _STOPS and tokens.text[end + 1 : end + 2] in _CLOSING:
        end += 1
    return Span(start, end) if start < end else span


def _is_of_the_body(tokens: Tokens, item: Attribution) -> bool:
    """Whether it has words, in a paragraph: headlines, pull quotes and captions repeat what the body says."""
    if not any(character.isalnum() for start, end in item.content for character in tokens.text[start:end]):
        return False
    first, end = tokens.tokens_in((item.cue or item.content)[0])
    return first < end and not tokens.silent[first]
