"""Resolution of references: one walk over a text, left to right, that keeps track of who is spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....graph.record import Entity, EntityType, MentionForm, Role, Span
from ...attribution.attributions import Attribution
from ...tokens import Tokens
from ..drafts import freeze
from ..names.gender import gender_of_pronoun
from ..roles.categories import category_of
from ..roles.role_clauses import told_role
from .descriptions import Descriptions
from .interviews import interviewee, label_of
from .referents import Discourse, Referent
from .scene import Scene

_THINGS = (EntityType.ORGANIZATION, EntityType.PLATFORM, EntityType.JURISDICTION, EntityType.GROUP)
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
_SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself", "hers"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


class Resolver:
    """Resolves the sources of one document's attributions."""

    def __init__(
        self,
        tokens: Tokens,
        attributions: Sequence[Attribution],
        entities: Sequence[Entity],
        byline: Span | None = None,
    ) -> None:
        self.tokens = tokens
        self.attributions = attributions
        self.scene = Scene(tokens, entities)
        self.drafts = self.scene.drafts
        self.covering = self.scene.covering
        self.discourse = Discourse(tokens)
        self.heads = [self.scene.head(item.source) for item in attributions]
        self.named_in = [self.scene.named_in(item.content) for item in attributions]
        self.answers: list[Referent | None] = [None] * len(attributions)
        self.descriptions = Descriptions(tokens, self.scene, self.discourse)
        self.listed = {id(draft) for draft in self.drafts}
        self.writer = self.scene.only_person_in(byline) if byline else None
        self.interview: dict[str, Referent | None] = {}

    def resolve(self) -> tuple[tuple[Entity, ...], tuple[Entity | None, ...]]:
        """All entities with their new mentions, and the speaker of each attribution."""
        sources: dict[int, list[int]] = {}
        for number, head in enumerate(self.heads):
            if head is not None:
                sources.setdefault(head, []).append(number)
        for token in self._places(sources):
            for named in self.scene.named.get(token, ()):
                self.discourse.mention(named, token)
            numbers = sources.get(token, ())
            referent = self._understood(token, numbers)
            for number in numbers:
                self.answers[number] = referent
                if referent is not None and id(referent.draft) not in self.listed:
                    self.listed.add(id(referent.draft))
                    self.drafts.append(referent.draft)
            if referent is not None and numbers and self.tokens.region[token] < 0:
                self.discourse.speaks(referent, token, asks=self._asks(numbers))
        entities, became = freeze(self.drafts)
        return entities, tuple(
            became.get(id(referent.draft)) if referent is not None else None for referent in self.answers
        )

    def _places(self, sources: dict[int, list[int]]) -> Iterator[int]:
        """Tokens at which somebody is mentioned, in text order."""
        tokens = self.tokens
        for token in range(len(tokens)):
            tag = tokens.tag[token]
            if token in sources or token in self.scene.named or tag in ("PRP", "PRP$"):
                yield token
            elif tag in ("NN", "NNS") and tokens.dep[token] in ("nsubj", "nsubjpass", "dobj", "attr"):
                yield token

    def _understood(self, token: int, numbers: Sequence[int]) -> Referent | None:
        """Who or what is meant at this token; None for what is no actor, or is not clear."""
        label = label_of(self.tokens, (self.attributions[number] for number in numbers))
        if label is not None:
            return self._turn(label)
        covered = self.covering[token]
        if covered is not None:
            return covered
        word, tag = self.tokens.lower[token], self.tokens.tag[token]
        if tag in ("PRP", "PRP$") or word in _RELATIVE or tag in ("WP", "WDT", "WP$"):
            referent = self._pronoun(token, word, numbers)
            if referent is not None and (numbers or self.tokens.region[token] < 0):
                if word not in _RELATIVE:
                    self.discourse.mention(referent, token)
                if numbers:
                    referent.draft.mention(self.tokens.span(token, token), MentionForm.PRONOUN)
                if word in ("he", "she"):
                    self._told(referent, token)
            return referent
        inside = self.tokens.region[token] >= 0
        if inside and not numbers:
            return None
        found = self._description(token, numbers)
        return None if found is None or found.mute else found

    def _told(self, referent: Referent, token: int) -> None:
        """ "She is a glaciologist": the role that a sentence gives to somebody spoken of."""
        tokens = self.tokens
        if tokens.region[token] >= 0 or not referent.named:
            return
        found = told_role(tokens, token, token + 1, self.covering)
        if found is None:
            return
        span = tokens.span(found[0], found[1] - 1)
        if not any(role.start < span.end and span.start < role.end for role in referent.draft.roles):
            referent.draft.roles[span] = Role(span=span, category=category_of(tokens.lower[slice(*found)]))

    def _turn(self, label: str) -> Referent | None:
        """Who has this turn of an interview: the writer asks, the one who was introduced answers."""
        if not self.interview:
            self.interview = {"Q": self.writer, "A": interviewee(self.discourse.recent, self.writer)}
        return self.interview[label]

    def _asks(self, numbers: Sequence[int]) -> bool:
        """Whether the words are a question to somebody: "a reporter asked"."""
        return any(
            self.tokens.text[start:end].lower().split()[-1:] in (["asked"], ["asking"], ["asks"])
            for number in numbers
            for start, end in self.attributions[number].cue
        )

    def _pronoun(self, token: int, word: str, numbers: Sequence[int]) -> Referent | None:
        if word in _RELATIVE:
            return self._antecedent(token, numbers)
        if word in _FIRST_PERSON:
            # Outside of quotation marks it is the writer who speaks.
            quoted = self._quoted_speaker(token, numbers)
            return quoted or (self.writer if self.tokens.region[token] < 0 and word in ("i", "my") else None)
        barred = self._barred(token, numbers)
        unlikely = self._unlikely(token, numbers)
        if word in _SINGULAR:
            sex = gender_of_pronoun(word)
            allowed = [
                referent
                for referent in self.discourse.of_type(EntityType.PERSON)
                if referent.gender in (sex, None) and referent not in barred
            ]
            # "Her agent told her so; she disagrees": the owner goes on, not the one owned.
            owners = [one for one in allowed if one.owner != sex or one.gender is not None]
            return self.discourse.nearest(token, owners, unlikely)
        if word in _PLURAL:
            return self._speaking(
                self.discourse.nearest(
                    token,
                    [r for r in self.discourse.recent if r not in barred and (r.plural or _is_collective(r))],
                    unlikely,
                )
            )
        if word in _THING:
            return self._speaking(
                self.discourse.nearest(
                    token,
                    [r for r in self.discourse.of_type(*_THINGS) if not r.plural and r not in barred],
                    unlikely,
                )
            )
        return None

    def _speaking(self, referent: Referent | None) -> Referent | None:
        """None for a thing, and for people whom the text gives no name: "they" say it, nobody else."""
        if referent is None or referent.mute or (referent.plural and not referent.named):
            return None
        return referent

    def _unlikely(self, token: int, numbers: Sequence[int]) -> frozenset[Referent]:
        """Whom the words said name in quotation marks, or before their source."""
        return frozenset(
            referent
            for number in numbers
            for place, referent in self.named_in[number]
            if self.tokens.region[place] >= 0 or place < token
        )

    def _barred(self, token: int, numbers: Sequence[int]) -> set[Referent]:
        """Whom the pronoun cannot mean: those named in what is said, and other arguments of its verb."""
        barred = {
            referent
            for number in numbers
            for place, referent in self.named_in[number]
            if place > token and self.tokens.region[place] < 0
        }
        verb = self.tokens.head[token]
        if self.tokens.tag[token] == "PRP":
            for kid in self.tokens.kids[verb]:
                if kid != token and self.tokens.dep[kid] in ("nsubj", "dobj", "dative", "nsubjpass"):
                    other = self.covering[kid]
                    if other is not None:
                        barred.add(other)
        return barred

    def _antecedent(self, token: int, numbers: Sequence[int]) -> Referent | None:
        """What a relative pronoun stands for: the noun that its clause belongs to."""
        tokens = self.tokens
        clause = tokens.head[token]
        for _ in range(4):
            if tokens.dep[clause] == "relcl":
                break
            if tokens.head[clause] == clause:
                return None
            clause = tokens.head[clause]
        else:
            return None
        noun = tokens.head[clause]
        if noun >= token:
            return None
        return self.covering[noun] or self.descriptions.understand(
            noun, self._barred(noun, numbers), speaks=bool(numbers)
        )

    def _description(self, token: int, numbers: Sequence[int]) -> Referent | None:
        return self.descriptions.understand(token, self._barred(token, numbers), speaks=bool(numbers))

    def _quoted_speaker(self, token: int, numbers: Sequence[int]) -> Referent | None:
        """ "I" inside a quotation: whoever is quoted there."""
        position = self.tokens.start[token]
        best: tuple[int, Referent] | None = None
        for number, item in enumerate(self.attributions):
            if number in numbers:
                continue
            for start, end in item.content:
                if start <= position < end:
                    speaker = self.answers[number] or self._early(number)
                    if speaker is not None and (best is None or end - start < best[0]):
                        best = (end - start, speaker)
        return best[1] if best else None

    def _early(self, number: int) -> Referent | None:
        """The speaker of a quotation whose source stands after it, where a name says it."""
        head = self.heads[number]
        return None if head is None else self.covering[head]


def _is_collective(referent: Referent) -> bool:
    """Whether "they" can mean it: a body of people under one name."""
    return referent.draft.type is EntityType.ORGANIZATION and not referent.mute
