"""Whom a pronoun or description can mean at one place of a text: those mentioned before, by nearness.

The weights follow the salience factors of Lappin and Leass (1994, "An Algorithm for Pronominal Anaphora
Resolution", Computational Linguistics 20:4): recency, subjecthood, number and gender; and one that news
has of its own: who spoke last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ....graph.record import EntityType
from ...tokens import Tokens
from ...wordlists import words
from ..drafts import Draft
from ..names.gender import Gender

_ROLE_WEIGHTS = {
    "nsubj": 1.0, "nsubjpass": 0.9, "appos": 0.7, "attr": 0.6, "dobj": 0.65, "pobj": 0.45, "poss": 0.55,
    "agent": 0.7, "conj": 0.6, "ROOT": 0.7, "dative": 0.6, "compound": 0.25, "amod": 0.2,
}  # fmt: skip
_MANY_KEPT = 24
# What is left of a mention's weight a sentence on, a paragraph on, in a subordinate clause, in a quotation.
_SENTENCE, _PARAGRAPH, _CLAUSE, _QUOTED = 0.6, 0.9, 0.5, 0.45
# What having spoken last adds, what is left of it a sentence on, a paragraph on, and what each mention adds
# (up to 15).
_SPOKE, _SINCE, _HELD, _COUNT = 0.6, 0.75, 0.8, 0.01
# What is left of somebody whom the words said name themselves.
_SELF_NAMED = 0.35
# What is left of a person whose sex the text does not tell.
_UNSURE = 0.85
# What is left of one who asked a question, and of one without a name.
_ASKED, _NAMELESS = 0.5, 0.85
# What the owner of a subject weighs: "Ada Quill's efforts failed".
_OWNS_SUBJECT = 0.8
# What is left of the voice's weight for the one it speaks for.
_SPOKEN_FOR = 0.95
# What a mention weighs at least that brings somebody in with an apposition.
_INTRODUCED = 0.9


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something that was mentioned: ``nouns`` are the words that describe it.

    ``mute`` things (an ad, a poll) are what "it" may mean, but never speak. ``owner`` is the sex of
    whoever a description belongs to ("her agent").
    """

    draft: Draft
    gender: Gender | None = None
    plural: bool = False
    nouns: set[str] = field(default_factory=set)
    token: int = -1
    weight: float = 0.0
    count: int = 0
    spoke: int = -1
    mute: bool = False
    named: bool = True
    owner: Gender | None = None


class Discourse:
    """The referents of a text so far, the one mentioned last first."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.recent: list[Referent] = []
        self.last_speaker: Referent | None = None

    def mention(self, referent: Referent, token: int, factor: float = 1.0) -> None:
        """Notes a mention whose head is this token; a factor below 1 makes it weigh less."""
        referent.count += 1
        weight = factor * self._weight(token)
        if referent.count == 1 and self.tokens.lower[token + 1 : token + 2] == [","] and referent.named:
            # "NAME, a florist, …" brings somebody in.
            weight = max(weight, _INTRODUCED)
        # A mention in passing ("her vote") does not make anybody less present.
        referent.weight = max(weight, self._left(referent, token)) if referent.token >= 0 else weight
        referent.token = token
        if referent in self.recent:
            self.recent.remove(referent)
        self.recent.insert(0, referent)
        del self.recent[_MANY_KEPT:]

    def speaks(self, referent: Referent, token: int, *, asks: bool) -> None:
        """Notes that this one speaks at this token; after a question it is the other's turn."""
        referent.spoke = token
        if asks:
            referent.weight *= _ASKED
        else:
            self.last_speaker = referent

    def nearest(
        self,
        token: int,
        allowed: Iterable[Referent],
        unlikely: frozenset[Referent] = frozenset(),
        floor: float = 0.0,
    ) -> Referent | None:
        """The most salient of the referents at this token, or None where none is above the floor.

        The ``unlikely`` count for less: one seldom names oneself in what one says.
        """
        best: Referent | None = None
        highest = floor
        for referent in allowed:
            score = self.salience(referent, token) * (_SELF_NAMED if referent in unlikely else 1.0)
            if referent.gender is None and referent.draft.type is EntityType.PERSON:
                score *= _UNSURE
            if not referent.named:
                score *= _NAMELESS
            if score > highest:
                best, highest = referent, score
        return best

    def salience(self, referent: Referent, token: int) -> float:
        """How present a referent is at a token; a higher figure is more present."""
        tokens = self.tokens
        score = self._left(referent, token)
        if referent is self.last_speaker:
            since = tokens.sentence[token] - tokens.sentence[referent.spoke]
            paragraphs = tokens.paragraph[token] - tokens.paragraph[referent.spoke]
            score += _SPOKE * _SINCE**since * _HELD**paragraphs
        return score + _COUNT * min(referent.count, 15)

    def _left(self, referent: Referent, token: int) -> float:
        """What is left of the weight of the last mention."""
        tokens = self.tokens
        distance = tokens.sentence[token] - tokens.sentence[referent.token]
        paragraphs = tokens.paragraph[token] - tokens.paragraph[referent.token]
        return referent.weight * _SENTENCE**distance * _PARAGRAPH**paragraphs

    def _weight(self, token: int) -> float:
        tokens = self.tokens
        dep = tokens.dep[token]
        weight = _ROLE_WEIGHTS.get(dep, 0.5)
        if dep == "appos":
            # "Her co-author, NAME, says": as good as what it explains.
            weight = max(weight, 0.95 * _ROLE_WEIGHTS.get(tokens.dep[tokens.head[token]], 0.5))
        if dep == "poss" and tokens.dep[tokens.head[token]] in ("nsubj", "nsubjpass"):
            weight = _OWNS_SUBJECT
        if dep == "pobj" and tokens.lower[tokens.head[token]] == "for":
            voice = tokens.head[tokens.head[token]]
            if tokens.lower[voice] in words("people", "voices"):
                # "A spokesperson for NAME declined": what goes on is about the one spoken for.
                weight = max(weight, _SPOKEN_FOR * _ROLE_WEIGHTS.get(tokens.dep[voice], 0.5))
        if dep == "conj":
            weight = 0.8 * _ROLE_WEIGHTS.get(tokens.dep[tokens.head[token]], 0.5)
        return weight * _CLAUSE ** self._depth(token) * (_QUOTED if tokens.region[token] >= 0 else 1.0)

    def _depth(self, token: int) -> int:
        """How many subordinate clauses a token stands in, at most 3."""
        tokens = self.tokens
        depth = 0
        for _ in range(8):
            if tokens.dep[token] in ("advcl", "relcl", "acl", "ccomp", "csubj", "pcomp"):
                depth += 1
            if depth == 3 or tokens.head[token] == token:
                break
            token = tokens.head[token]
        return depth

    def of_type(self, *types: EntityType) -> Iterator[Referent]:
        """Referents of these types, the one mentioned last first."""
        return (referent for referent in self.recent if referent.draft.type in types)
