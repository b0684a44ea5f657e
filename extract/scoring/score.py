"""How good attribution is: predictions against gold, in the views that the field reports.

Spans are compared after white space, quotation marks and punctuation at their edges are stripped
and pieces that only such characters part are joined. Gold and predicted contents are matched one
to one, greedily by the Jaccard index of their characters.

exact    the same content
overlap  Jaccard of at least .8
half     Jaccard of at least .5
token    precision and recall over the words of all contents
joint    overlap, and the head word of the source is right (or neither names one): the figure to quote

Views: ``all``; ``direct``, ``mixed``, ``indirect`` by the share of letters and digits inside double
quotation marks (at least .95, between, none); ``quoted`` is direct and mixed; ``speech`` is gold
with a cue of speech. In a view, predictions that match gold of another view do not count; unmatched
ones count if their own kind is in the view, in ``speech`` unless their cue is no word of speech
(``strict``: always).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ...graph.record import ClaimKind, Span
from ..attribution.cues import default_lexicon
from .gold import Quote

VIEWS = ("all", "speech", "quoted", "direct", "mixed", "indirect")
_WORD = re.compile(r"\w+")
_EDGE = frozenset(" \t\r\n\u00a0\"“”„«»'‘’`.,;:!?…—–-()[]")
_OPENING, _CLOSING = frozenset('“„«"'), frozenset('”»"')
# What ends the part of a source that holds its head: "the head / of policy", "a man / who …", "Kim / , a …".
_AFTER_HEAD = re.compile(
    r"\s*,|\s+(?:of|for|in|at|from|who|whose|with|on|to|and|that|which|by|told|speaking)\b"
)
_LETTERS = re.compile(r"[a-z]+")
IsSpeech = Callable[[str], bool]


@dataclass(slots=True)
class Count:
    """Right, predicted and gold items of one measure."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return 100 * self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """The measures of one view; ``sources`` counts right heads among matched contents with a source."""

    exact: Count = field(default_factory=Count)
    overlap: Count = field(default_factory=Count)
    half: Count = field(default_factory=Count)
    token: Count = field(default_factory=Count)
    joint: Count = field(default_factory=Count)
    sources: Count = field(default_factory=Count)

    def add(self, gold: int, predicted: int) -> None:
        for measure in (self.exact, self.overlap, self.half, self.joint):
            measure.gold += gold
            measure.predicted += predicted


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing that went wrong: ``missed``, ``spurious``, ``boundary`` or ``source``."""

    error: str
    document: str
    gold: str = ""
    predicted: str = ""


@dataclass(slots=True)
class _Unit:
    """A quote (or one piece of it) made ready for comparison."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: ClaimKind
    speech: bool
    characters: set[int]


def is_speech(cue: str) -> bool:
    """Whether a cue has a word of speech by the cue lexicon, or is made of punctuation alone."""
    words, lexicon = _LETTERS.findall(cue.lower()), default_lexicon()
    cues = [
        found for word in words for found in (*lexicon.verbs.get(word, ()), lexicon.nouns.get(word)) if found
    ]
    return not words or any(not found.attitude for found in cues)


class Scorer:
    """Adds up documents; ``views`` holds the scores so far, ``cases`` what went wrong."""

    def __init__(self, is_speech: IsSpeech, *, segments: bool = False, strict: bool = False) -> None:
        self.is_speech, self.segments, self.strict = is_speech, segments, strict
        self.views: dict[str, Scores] = {view: Scores() for view in VIEWS}
        self.cases: list[Case] = []

    def add(self, document: str, text: str, gold: Iterable[Quote], predicted: Iterable[Quote]) -> None:
        """Compare the quotes of one document."""
        quoted = _quoted(text)
        wanted, given = self._units(text, quoted, gold), self._units(text, quoted, predicted)
        pairs = _matched(wanted, given)
        partner = {theirs: (ours, overlap) for ours, (theirs, overlap) in pairs.items()}
        heads = {
            ours: _source_right(text, wanted[ours], given[theirs])
            for ours, (theirs, overlap) in pairs.items()
            if overlap >= 0.8
        }
        words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        for view, scores in self.views.items():
            inside = {index for index, unit in enumerate(wanted) if _in_view(view, unit)}
            counted = [
                index
                for index, unit in enumerate(given)
                if self._counts(view, unit, inside, partner.get(index))
            ]
            scores.add(len(inside), len(counted))
            _add_pairs(scores, inside, pairs, heads, wanted, given)
            _add_tokens(scores.token, words, wanted, inside, [given[index] for index in counted])
        self.cases += _cases(document, text, wanted, given, pairs, partner, heads)

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Headings and rows, one a view; each measure as precision, recall and F1 in per cent."""
        measures = ("exact", "overlap", "half", "token", "joint")
        rows = []
        for view, scores in self.views.items():
            counts: list[Count] = [getattr(scores, name) for name in measures]
            cells = [f"{count.precision:.1f} {count.recall:.1f} {count.f1:.1f}" for count in counts]
            total = scores.overlap
            rows.append([view, str(total.gold), str(total.predicted), *cells, f"{scores.sources.recall:.1f}"])
        return ["view", "gold", "found", *(f"{name} P R F" for name in measures), "source head"], rows

    def _units(self, text: str, quoted: bytearray, quotes: Iterable[Quote]) -> list[_Unit]:
        units: dict[tuple[Span, ...], _Unit] = {}
        for quote in quotes:
            pieces = _normal(text, quote.content)
            speech = quote.speech
            if speech is None:
                speech = not quote.cue or self.is_speech(" ".join(text[a:b] for a, b in quote.cue))
            groups = [(piece,) for piece in pieces] if self.segments else [pieces] if pieces else []
            for group in groups:
                units.setdefault(
                    group,
                    _Unit(
                        content=group,
                        source=_normal(text, quote.source),
                        kind=_kind(text, quoted, group if self.segments else quote.content),
                        speech=speech,
                        characters={index for a, b in group for index in range(a, b)},
                    ),
                )
        return list(units.values())

    def _counts(self, view: str, unit: _Unit, inside: set[int], match: tuple[int, float] | None) -> bool:
        if match and match[1] >= 0.5:
            return match[0] in inside
        if view == "speech":
            return self.strict or unit.speech
        return view == "all" or _in_view(view, unit)


def _in_view(view: str, unit: _Unit) -> bool:
    if view == "speech":
        return unit.speech
    return view == "all" or unit.kind == view or (view == "quoted" and unit.kind != ClaimKind.INDIRECT)


def _add_pairs(
    scores: Scores,
    inside: set[int],
    pairs: dict[int, tuple[int, float]],
    heads: dict[int, bool | None],
    wanted: Sequence[_Unit],
    given: Sequence[_Unit],
) -> None:
    for ours in inside & pairs.keys():
        theirs, overlap = pairs[ours]
        scores.half.right += overlap >= 0.5
        scores.exact.right += wanted[ours].content == given[theirs].content
        if overlap >= 0.8:
            scores.overlap.right += 1
            right = heads[ours]
            if right is None:
                scores.joint.right += not given[theirs].source
            else:
                scores.joint.right += right
                scores.sources.right += right
                scores.sources.gold += 1
                scores.sources.predicted += 1


def _add_tokens(
    token: Count,
    words: Sequence[tuple[int, int]],
    wanted: Sequence[_Unit],
    inside: set[int],
    counted: Sequence[_Unit],
) -> None:
    def covered(units: Iterable[_Unit]) -> set[int]:
        characters = set().union(*(unit.characters for unit in units))
        return {start for start, _ in words if start in characters}

    gold = covered(unit for index, unit in enumerate(wanted) if index in inside)
    elsewhere = covered(unit for index, unit in enumerate(wanted) if index not in inside)
    predicted = covered(counted) - (elsewhere - gold)
    token.right += len(gold & predicted)
    token.predicted += len(predicted)
    token.gold += len(gold)


def _matched(wanted: Sequence[_Unit], given: Sequence[_Unit]) -> dict[int, tuple[int, float]]:
    """Gold index → (predicted index, Jaccard), best pairs first."""
    overlaps = []
    for ours, unit in enumerate(wanted):
        for theirs, other in enumerate(given):
            if unit.content[0][0] < other.content[-1][1] and other.content[0][0] < unit.content[-1][1]:
                common = len(unit.characters & other.characters)
                if common:
                    overlaps.append((-common / len(unit.characters | other.characters), ours, theirs))
    pairs: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for overlap, ours, theirs in sorted(overlaps):
        if ours not in pairs and theirs not in taken:
            pairs[ours] = theirs, -overlap
            taken.add(theirs)
    return pairs


def _source_right(text: str, wanted: _Unit, given: _Unit) -> bool | None:
    """Whether the gold source's head is in the predicted source, by place or as a word; None without one."""
    if not wanted.source:
        return None
    if not given.source:
        return False
    head = _head(text, wanted.source[0])
    if head is None:
        return False
    start, end = head
    if any(a <= start < b for a, b in given.source):
        return True
    words = _WORD.findall(" ".join(text[a:b] for a, b in given.source).lower())
    return text[start:end].lower() in words


def _head(text: str, source: Span) -> tuple[int, int] | None:
    """The last word before what modifies the source from behind; a possessive's ``s`` is no word."""
    words = text[source[0] : source[1]]
    after = _AFTER_HEAD.search(words)
    part = words[: after.start()] if after and after.start() > 0 else words
    found = list(_WORD.finditer(part)) or list(_WORD.finditer(words))
    if not found:
        return None
    last = found[-2] if len(found) > 1 and found[-1].group().lower() == "s" else found[-1]
    return source[0] + last.start(), source[0] + last.end()


def _normal(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        if start == end:
            continue
        last = joined[-1] if joined else None
        if last and (start <= last.end or all(char in _EDGE for char in text[last.end : start])):
            joined[-1] = Span(last.start, max(end, last.end))
        else:
            joined.append(Span(start, end))
    return tuple(joined)


def _kind(text: str, quoted: bytearray, spans: Iterable[Span]) -> ClaimKind:
    letters = [
        quoted[index] for a, b in spans for index in range(a, min(b, len(text))) if text[index].isalnum()
    ]
    share = sum(letters) / len(letters) if letters else 0.0
    if share >= 0.95:
        return ClaimKind.DIRECT
    return ClaimKind.MIXED if share > 0 else ClaimKind.INDIRECT


def _quoted(text: str) -> bytearray:
    """One byte a character: 1 inside double quotation marks, paragraph by paragraph.

    A quotation that is not closed runs to the end of its paragraph; one that is opened again begins anew.
    """
    inside, offset = bytearray(len(text) + 1), 0
    for paragraph in text.split("\n"):
        start, index = None, 0
        while index < len(paragraph):
            width = 2 if paragraph[index : index + 2] in ("''", "``") else 1
            mark = '"' if width == 2 else paragraph[index]
            if start is None:
                start = index if mark in _OPENING else None
            elif mark in _CLOSING:
                _fill(inside, offset + start, offset + index + width)
                start = None
            elif mark in _OPENING:
                _fill(inside, offset + start, offset + index)
                start = index
            index += width
        if start is not None:
            _fill(inside, offset + start, offset + len(paragraph))
        offset += len(paragraph) + 1
    return inside


def _fill(mask: bytearray, start: int, end: int) -> None:
    mask[start:end] = b"\x01" * (end - start)


def _cases(
    document: str,
    text: str,
    wanted: Sequence[_Unit],
    given: Sequence[_Unit],
    pairs: dict[int, tuple[int, float]],
    partner: dict[int, tuple[int, float]],
    heads: dict[int, bool | None],
) -> Iterator[Case]:
    def words(unit: _Unit, of: str = "content") -> str:
        return " … ".join(text[a:b] for a, b in getattr(unit, of))

    for index, unit in enumerate(wanted):
        if index not in pairs:
            yield Case(error="missed", document=document, gold=words(unit))
            continue
        other = given[pairs[index][0]]
        if pairs[index][1] < 0.8:
            yield Case(error="boundary", document=document, gold=words(unit), predicted=words(other))
        elif heads[index] is False or (heads[index] is None and other.source):
            yield Case(
                error="source",
                document=document,
                gold=words(unit, "source") or "(nobody)",
                predicted=words(other, "source") or "(nobody)",
            )
    for index, unit in enumerate(given):
        if index not in partner:
            yield Case(error="spurious", document=document, predicted=words(unit))
