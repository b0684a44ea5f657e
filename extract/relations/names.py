"""Names as stretches of tokens: known entities first, then what ``ner`` saw, then runs of proper nouns.

The small models miss many names; where a construction proves that a name must stand there
("a unit of …"), a run of proper nouns is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from ...graph.record import Entity, EntityType, MentionForm, Span
from ..actors.names.institutions import split_institutions
from ..actors.places.tables import peoples, places, towns
from ..actors.roles.categories import is_role_word
from ..wordlists import words
from .relation_words import WORDS
from .syntax import Syntax

_TYPES = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "GPE": EntityType.JURISDICTION,
    "NORP": EntityType.GROUP,
    "FAC": None,
    "PRODUCT": None,
    "LOC": None,
    "WORK_OF_ART": None,
    "LAW": EntityType.INSTRUMENT,
}

# What a noun ends in that is seldom anybody's name, although it needs no article.
_ABSTRACT = ("ing", "tion", "sion", "ment", "ness", "ity", "ship", "ism", "ics", "ance", "ence", "age", "ure")


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A name at token positions ``[first, last]``; ``type`` is None where nothing tells it yet.

    ``described`` says that the words are a description that stands for a name; ``placed`` that ``ner``
    took for a place what no table of places has.
    """

    first: int
    last: int
    span: Span
    type: EntityType | None = None
    entity: Entity | None = None
    described: bool = False
    placed: bool = False

    @property
    def key(self) -> Span:
        """What tells the thing from others: where its entity is named first, else where the name stands."""
        return self.span if self.entity is None else self.entity.lead


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The names of a document in text order, and which of them covers each token.

    ``meant`` are descriptions of platforms ("the app") by their last token, and pronouns of whoever speaks.
    """

    all: tuple[Name, ...]
    at: list[Name | None]
    meant: dict[int, Name]

    def covering(self, token: int) -> Name | None:
        """The name that covers a token; None where there is none, also before and behind the text."""
        return self.at[token] if 0 <= token < len(self.at) else None


def find_names(doc: Doc, syntax: Syntax, entities: Iterable[Entity]) -> Names:
    """Names that do not overlap: mentions of ``entities``, else ``ner``, else proper nouns."""
    meant: dict[int, Name] = {}
    at: list[Name | None] = [None] * len(syntax)
    found: list[Name] = []

    def add(
        first: int, last: int, kind: EntityType | None, entity: Entity | None, *, placed: bool = False
    ) -> None:
        if any(at[first : last + 1]):
            return
        span = Span(syntax.start[first], syntax.end[last])
        name = Name(first, last, span, kind, entity, placed=placed)
        at[first : last + 1] = [name] * (last + 1 - first)
        found.append(name)

    begins = {start: i for i, start in enumerate(syntax.start)}
    ends = {end: i for i, end in enumerate(syntax.end)}
    # "Denmark's competition council" before "Denmark", but "TikTok" before "users of TikTok".
    by_length = sorted(
        ((mention, entity) for entity in entities for mention in entity.mentions),
        key=lambda item: (
            item[1].type is EntityType.GROUP,
            item[0].span.start - item[0].span.end,
        ),
    )
    for mention, entity in by_length:
        first, last = begins.get(mention.span.start), ends.get(mention.span.end)
        if first is None or last is None or first > last:
            continue
        if mention.form is MentionForm.NAME or entity.type is EntityType.INSTRUMENT:
            kind = entity.type if entity.register else _trusted(syntax, first, last, entity.type)
            add(first, last, kind, entity)
        elif mention.form is MentionForm.PRONOUN or (
            entity.type is EntityType.PLATFORM and mention.form is MentionForm.NOMINAL
        ):
            meant[last] = Name(first, last, mention.span, entity.type, entity)
    for ent in doc.ents:
        if ent.label_ in _TYPES:
            for first, last in _pieces(syntax, ent.start, ent.end - 1):
                kind = _trusted(syntax, first, last, _TYPES[ent.label_])
                kind = EntityType.JURISDICTION if _is_place(syntax, first, last) else kind
                add(first, last, kind, None, placed=ent.label_ == "GPE" and kind is None)
    adjectives = peoples()
    for token, word in enumerate(syntax.words):
        if word in adjectives and at[token] is None and syntax.tag[token] in ("JJ", "NNP", "NNPS"):
            add(token, token, EntityType.GROUP, None)  # "a Lithuanian company"
    for first, last in _proper_runs(syntax, at):
        add(first, last, EntityType.JURISDICTION if _is_place(syntax, first, last) else None, None)
    for token in _bare_subjects(syntax, at):
        add(token, token, None, None)
    found.sort(key=lambda name: name.first)
    return Names(tuple(found), at, meant)


def _trusted(syntax: Syntax, first: int, last: int, kind: EntityType | None) -> EntityType | None:
    """The type, or None where a small model guesses: it calls every unknown capitalised word a place."""
    if kind not in (EntityType.JURISDICTION, EntityType.GROUP):
        return kind
    while first < last and syntax.lower[first] == "the":
        first += 1
    said = " ".join(syntax.words[first : last + 1])
    if said in places() or (said in towns() and kind is EntityType.JURISDICTION):
        return EntityType.JURISDICTION
    if said in peoples() or (kind is EntityType.GROUP and said.endswith(("s", "an", "ic", "ish", "ese"))):
        return EntityType.GROUP
    if kind is EntityType.JURISDICTION and said.split()[-1].lower() in (
        "state",
        "county",
        "province",
        "republic",
    ):
        return EntityType.JURISDICTION
    return None


def _is_place(syntax: Syntax, first: int, last: int) -> bool:
    while first < last and syntax.lower[first] == "the":
        first += 1
    return " ".join(syntax.words[first : last + 1]) in places()


def _pieces(syntax: Syntax, first: int, last: int) -> list[tuple[int, int]]:
    """First and last tokens of the names in what ``ner`` saw, without words that are no part of a name."""
    if first == last and syntax.lower[first] in words("people", "no_names"):
        return []
    while first <= last and not _nameable(syntax, first):
        first += 1
    while last >= first and not _nameable(syntax, last):
        last -= 1
    if first > last:
        return []
    return [(a, b - 1) for a, b in split_institutions(syntax.lower, syntax.tag, first, last + 1)]


def _nameable(syntax: Syntax, token: int) -> bool:
    word = syntax.words[token]
    return (
        word[:1].isupper()
        and syntax.tag[token] not in ("DT", "VBD", "VBZ", "POS", "IN")
        or (word[:1].isdigit() or (word[:1].islower() and any(c.isupper() for c in word)))
    )


def _proper_runs(syntax: Syntax, at: list[Name | None]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    i, count = 0, len(syntax)
    while i < count:
        if at[i] is None and _proper(syntax, i) and syntax.words[i] != "&":
            first = i
            while i + 1 < count and at[i + 1] is None and _proper(syntax, i + 1):
                i += 1
            while syntax.words[i] == "&" and i > first:
                i -= 1
            i = _institution_end(syntax, at, first, i)
            if first and _is_part(at[first - 1]) or (i + 1 < count and _is_part(at[i + 1])):
                i += 1
                continue
            if first == i and (
                syntax.lower[first] in WORDS.titles or syntax.lower[first] in words("people", "no_names")
            ):
                i += 1
                continue
            runs.append((first, i))
        i += 1
    return runs


def _bare_subjects(syntax: Syntax, at: list[Name | None]) -> Iterator[int]:
    """Nouns that open a sentence without an article and are never written small: "Brindle is owned by".

    A noun that is counted does not begin so; the tagger knows few strange names.
    """
    written: set[str] | None = None
    for first, stop in syntax.sents:
        i = first
        while i < stop and not syntax.words[i][:1].isalnum():
            i += 1
        if (
            i >= stop
            or at[i] is not None
            or syntax.tag[i] not in ("NN", "JJ")
            or not syntax.words[i][:1].isupper()
        ):
            continue
        word = syntax.lower[i]
        if syntax.dep[i] not in ("nsubj", "nsubjpass") or any(kid < i for kid in syntax.kids[i]):
            continue
        if word.endswith(_ABSTRACT) or word in WORDS.not_names or is_role_word(word):
            continue
        if word in words("relations", "quantities"):
            continue
        if word in WORDS.stake_nouns or word in words("people", "organisation_nouns"):
            continue
        if word in words("people", "no_names") or i + 1 < stop and syntax.tag[i + 1].startswith("NN"):
            continue
        if written is None:
            written = {w for w in syntax.words if w.islower()}
        if word not in written:
            yield i


def _institution_end(syntax: Syntax, at: list[Name | None], first: int, last: int) -> int:
    """Where an institution's name ends: "University" goes on with "of Oslo", "Center" with "for Media"."""
    if syntax.lower[last] not in WORDS.institutions or last + 2 >= len(syntax):
        return last
    i = last + 1
    if syntax.lower[i] in ("of", "for") and at[i] is None:
        while (
            i + 1 < len(syntax)
            and at[i + 1] is None
            and (_proper(syntax, i + 1) or (i == last + 1 and syntax.lower[i + 1] == "the"))
        ):
            i += 1
        if i > last + 1:
            return i
    return last


def _is_part(neighbour: Name | None) -> bool:
    """Whether a name that touches a run of proper nouns leaves none of them a name of their own."""
    return neighbour is not None and neighbour.type not in (EntityType.JURISDICTION, EntityType.GROUP, None)


def _proper(syntax: Syntax, token: int) -> bool:
    if syntax.tag[token] not in ("NNP", "NNPS"):
        return syntax.words[token] == "&"
    word = syntax.words[token]
    return any(c.isupper() for c in word) and syntax.lower[token] not in WORDS.not_names
