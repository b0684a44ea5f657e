"""What is known of a document before its references are resolved: who is named where, and their sex."""

from __future__ import annotations

from collections.abc import Sequence

from ....graph.record import Entity, EntityType, Span
from ...tokens import Tokens
from ...wordlists import pairs
from ..drafts import Draft, drafts_of
from ..names.gender import Gender, gender_of_pronoun, gender_of_word, given_names
from .nominals import singular
from .referents import Referent


class Scene:
    """``covering`` holds the referent whose mention each token is part of, or None; ``named`` the mentions
    by their head token, the shortest first; ``drafts`` the entities, in the order given.
    """

    def __init__(self, tokens: Tokens, entities: Sequence[Entity]) -> None:
        self.tokens = tokens
        self.drafts = drafts_of(entities)
        self.covering: list[Referent | None] = [None] * len(tokens)
        self.named: dict[int, list[Referent]] = {}
        self._referents = [self._referent(draft) for draft in self.drafts]
        self._place_mentions()
        self._settle_genders()

    def _referent(self, draft: Draft) -> Referent:
        titles = pairs("people", "spelt_out")
        nouns: set[str] = set()
        sex: Gender | None = None
        for span in draft.roles:
            for word in self.tokens.text[span.start : span.end].lower().split():
                nouns.add(titles.get(word, word))
                sex = sex or gender_of_word(word)
        plural = draft.type is EntityType.GROUP
        if plural:
            nouns.add(singular(draft.name.casefold().split()[-1]))
        elif draft.type is EntityType.PERSON:
            first, *rest = draft.name.casefold().split()
            sex = sex or (given_names().get(first) if rest else None)
        return Referent(draft, sex, plural, nouns)

    def _place_mentions(self) -> None:
        tokens = self.tokens
        places: list[tuple[int, int, Referent]] = []
        for draft, referent in zip(self.drafts, self._referents, strict=True):
            for span in draft.mentions:
                first, end = tokens.tokens_in(span)
                if first < end:
                    places.append((first, end, referent))
                    if draft.type is EntityType.PERSON and referent.gender is None and first:
                        referent.gender = gender_of_word(tokens.lower[first - 1])
        # Shorter mentions last: "Trump" in "the Trump administration" is Trump, "administration" is not.
        for first, end, referent in sorted(places, key=lambda place: (place[0] - place[1], place[0])):
            self.covering[first:end] = [referent] * (end - first)
            self.named.setdefault(self.head_of(first, end), []).append(referent)

    def _settle_genders(self) -> None:
        """Learns the sex of persons from pronouns that can mean only one of those named in the sentence."""
        tokens = self.tokens
        present: dict[int, set[Referent]] = {}
        for token, named in self.named.items():
            for referent in named:
                if referent.draft.type is EntityType.PERSON:
                    present.setdefault(tokens.sentence[token], set()).add(referent)
        pronouns: list[tuple[Gender, int]] = []
        for token, tag in enumerate(tokens.tag):
            if tag in ("PRP", "PRP$") and tokens.region[token] < 0:
                sex = gender_of_pronoun(tokens.lower[token])
                sentence = tokens.sentence[token]
                if sentence not in present and token == tokens.sentence_bounds[sentence][0]:
                    # "NAME teaches in Leeds. She …"
                    sentence -= 1
                if sex is not None and sentence in present:
                    pronouns.append((sex, sentence))
        # What is learnt of one may tell another.
        for _ in range(2):
            votes: dict[Referent, int] = {}
            for sex, sentence in pronouns:
                fitting = [one for one in present[sentence] if one.gender in (sex, None)]
                if len(fitting) == 1 and fitting[0].gender is None:
                    votes[fitting[0]] = votes.get(fitting[0], 0) + (1 if sex == "male" else -1)
            for referent, balance in votes.items():
                if abs(balance) >= 2:
                    referent.gender = "male" if balance > 0 else "female"

    def only_person_in(self, span: Span) -> Referent | None:
        """The one person whom these words name; None where they name several or nobody."""
        first, end = self.tokens.tokens_in(span)
        named = {one for one in self.covering[first:end] if one and one.draft.type is EntityType.PERSON}
        return named.pop() if len(named) == 1 else None

    def head(self, source: Sequence[Span]) -> int | None:
        """The head token of a source: the name in it that the others belong to."""
        if not source:
            return None
        first, end = self.tokens.tokens_in(source[0])
        if first >= end:
            return None
        head = self.head_of(first, end)
        if self.covering[head] is None and self.tokens.tag[head].startswith("NN"):
            for kid in self.tokens.kids[head]:
                beside = self.covering[kid]
                if (
                    first <= kid < end
                    and beside is not None
                    and beside.draft.type is EntityType.PERSON
                    and (self.tokens.dep[kid] == "appos")
                ):
                    return kid
        return head

    def head_of(self, first: int, end: int) -> int:
        """The token of a stretch whose head lies outside of it; the last nominal one of several."""
        roots = [
            token
            for token in range(first, end)
            if not first <= self.tokens.head[token] < end or self.tokens.head[token] == token
        ]
        nominal = [token for token in roots if self.tokens.tag[token].startswith(("NN", "PRP", "WP", "WDT"))]
        return (nominal or roots)[0]

    def named_in(self, content: Sequence[Span]) -> list[tuple[int, Referent]]:
        """Whom the content mentions by name, each with the token."""
        found: list[tuple[int, Referent]] = []
        for span in content:
            first, end = self.tokens.tokens_in(span)
            for token, referent in enumerate(self.covering[first:end], first):
                if referent is not None and (not found or found[-1][1] is not referent):
                    found.append((token, referent))
        return found

    @property
    def persons(self) -> list[Referent]:
        """All persons that the text names, in the order of the entities."""
        return [referent for referent in self._referents if referent.draft.type is EntityType.PERSON]
