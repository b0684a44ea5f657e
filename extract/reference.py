"""Resolution of references: one walk over a text, from left to right, that keeps track of who is spoken of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..graph.record import Entity, EntityType, MentionForm, Role, Span
from .attribution import Attribution
from .categories import category_of
from .drafts import Draft, drafts_of, freeze
from .gender import Gender, gender_of_pronoun, gender_of_word, given_names
from .nominals import Article, Nominal, read_nominal, singular
from .referents import Discourse, Referent
from .tokens import Tokens
from .wordlists import phrases, words

_THINGS = (EntityType.ORGANIZATION, EntityType.PLATFORM, EntityType.JURISDICTION, EntityType.GROUP)
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
_SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself", "hers"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_TITLES = {
    "sen.": "senator", "sen": "senator", "rep.": "representative", "rep": "representative", "gov.": "governor",
    "gov": "governor", "dr.": "doctor", "dr": "doctor", "prof.": "professor", "prof": "professor", "gen.": "general",
    "congressman": "representative", "congresswoman": "representative", "col.": "colonel", "capt.": "captain",
}  # fmt: skip


class Resolver:
    """Resolves the sources of one document's attributions."""

    def __init__(self, tokens: Tokens, attributions: Sequence[Attribution], entities: Sequence[Entity]) -> None:
        self.tokens = tokens
        self.attributions = attributions
        self.drafts = drafts_of(entities)
        self.referents = [self._referent(draft) for draft in self.drafts]
        self.discourse = Discourse(tokens)
        self.named: dict[int, list[tuple[int, Referent]]] = {}
        self.covering: list[Referent | None] = [None] * len(tokens)
        self._place_mentions()
        self.heads = [self._head(item.source) for item in attributions]
        self.contents = [self._named_in(item.content) for item in attributions]
        self.answers: list[Referent | None] = [None] * len(attributions)
        self.groups: dict[str, Referent] = {}
        self.pronouns: dict[int, Referent] = {}
        self.listed = {id(draft) for draft in self.drafts}

    def resolve(self) -> tuple[tuple[Entity, ...], tuple[Entity | None, ...]]:
        """All entities with their new mentions, and the speaker of each attribution."""
        self._settle_genders()
        sources: dict[int, list[int]] = {}
        for number, head in enumerate(self.heads):
            if head is not None:
                sources.setdefault(head, []).append(number)
        for token in self._places(sources):
            for _, referent in self.named.get(token, ()):
                self.discourse.mention(referent, token)
            numbers = sources.get(token, ())
            referent = self._understood(token, numbers)
            for number in numbers:
                self.answers[number] = referent
                if referent is not None and id(referent.draft) not in self.listed:
                    self.listed.add(id(referent.draft))
                    self.drafts.append(referent.draft)
            if referent is not None and numbers and self.tokens.region[token] < 0:
                self.discourse.speaks(referent, token)
        entities, became = freeze(self.drafts)
        return entities, tuple(
            became.get(id(referent.draft)) if referent is not None else None for referent in self.answers
        )

    def _places(self, sources: dict[int, list[int]]) -> Iterator[int]:
        """Tokens at which somebody is mentioned, in text order."""
        tokens = self.tokens
        for token in range(len(tokens)):
            if token in sources or token in self.named or tokens.tag[token] in ("PRP", "PRP$"):
                yield token
            elif tokens.dep[token] in ("nsubj", "nsubjpass") and tokens.tag[token] in ("NN", "NNS"):
                yield token

    def _understood(self, token: int, numbers: Sequence[int]) -> Referent | None:
        """Who or what is meant at this token; None for what is no actor, or is not clear."""
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
            return referent
        inside = self.tokens.region[token] >= 0
        if inside and not numbers:
            return None
        return self._nominal(token, numbers)

    # Pronouns

    def _pronoun(self, token: int, word: str, numbers: Sequence[int]) -> Referent | None:
        if word in _RELATIVE:
            return self._antecedent(token, numbers)
        if word in _FIRST_PERSON:
            return self._quoted_speaker(token, numbers)
        barred = self._barred(token, numbers)
        if word in _SINGULAR:
            sex = gender_of_pronoun(word)
            allowed = [
                referent
                for referent in self.discourse.of_type(EntityType.PERSON)
                if referent.gender in (sex, None) and referent not in barred
            ]
            found = self.discourse.nearest(token, allowed)
            if found is not None and found.gender is None and self.tokens.region[token] < 0:
                found.gender = sex
            return found
        if word in _PLURAL:
            return self.discourse.nearest(
                token, [r for r in self.discourse.recent if r.plural and r not in barred]
            ) or self.discourse.nearest(token, [r for r in self.discourse.of_type(EntityType.ORGANIZATION) if r not in barred])
        if word in _THING:
            return self.discourse.nearest(
                token, [r for r in self.discourse.of_type(*_THINGS) if not r.plural and r not in barred]
            )
        return None

    def _barred(self, token: int, numbers: Sequence[int]) -> set[Referent]:
        """Whom the pronoun cannot mean: those named in what is said, and other arguments of its verb."""
        barred = {referent for number in numbers for referent in self.contents[number]}
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
        return self.covering[noun] or self.pronouns.get(noun) or self._nominal(noun, numbers)

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

    # Descriptions

    def _nominal(self, token: int, numbers: Sequence[int]) -> Referent | None:
        for kid in self.tokens.kids[token]:
            beside = self.covering[kid]
            if self.tokens.dep[kid] == "appos" and beside is not None:
                return beside
        nominal = read_nominal(self.tokens, token)
        if nominal is None:
            return None
        known = self._known(nominal, numbers)
        if known is not None:
            self.discourse.mention(known, token)
            if numbers:
                known.draft.mention(self._span(nominal), MentionForm.NOMINAL)
            return known
        return self._new(nominal, numbers)

    def _known(self, nominal: Nominal, numbers: Sequence[int]) -> Referent | None:
        """Somebody mentioned before whom the description fits."""
        barred = self._barred(nominal.head, numbers)
        if nominal.plural:
            return self.groups.get(self._key(nominal)) or self._described(nominal, barred)
        if nominal.type is EntityType.PERSON:
            if nominal.article is Article.NEW:
                return None
            return self._described(nominal, barred)
        if nominal.article is not Article.DEFINITE or nominal.end > nominal.head + 1:
            return self.groups.get(self._key(nominal))
        return self._described(nominal, barred) or self._thing(nominal, barred)

    def _described(self, nominal: Nominal, barred: set[Referent]) -> Referent | None:
        """A referent that the text has called by the same noun, or a person whose sex the noun says."""
        if nominal.article is Article.OWNED and not nominal.plural:
            return self.groups.get(self._key(nominal))
        fitting = [
            referent
            for referent in self.discourse.recent
            if nominal.noun in referent.nouns
            and referent.plural == nominal.plural
            and referent not in barred
            and (nominal.gender is None or referent.gender in (nominal.gender, None))
            and (nominal.article is Article.DEFINITE or nominal.plural and not nominal.modifiers)
        ]
        if fitting:
            return self.discourse.nearest(nominal.head, fitting)
        if nominal.noun in words("people", "plain_persons") and nominal.article is Article.DEFINITE and not nominal.plural:
            allowed = [
                referent
                for referent in self.discourse.of_type(EntityType.PERSON)
                if referent not in barred and (nominal.gender is None or referent.gender in (nominal.gender, None))
            ]
            return self.discourse.nearest(nominal.head, allowed)
        return None

    def _thing(self, nominal: Nominal, barred: set[Referent]) -> Referent | None:
        """ "the company", "the agency": the organisation meant."""
        ending = [
            referent
            for referent in self.discourse.of_type(EntityType.ORGANIZATION, EntityType.JURISDICTION)
            if nominal.noun in referent.draft.name.casefold().split() and referent not in barred
        ]
        if ending:
            return self.discourse.nearest(nominal.head, ending)
        if nominal.noun in words("people", "company_nouns"):
            allowed = list(self.discourse.of_type(EntityType.ORGANIZATION, EntityType.PLATFORM))
            if nominal.noun in words("platforms", "anaphors"):
                allowed = [referent for referent in allowed if referent.draft.type is EntityType.PLATFORM]
            return self.discourse.nearest(
                nominal.head,
                [r for r in allowed if r not in barred and r.draft.name.casefold() not in phrases("people", "bodies")],
            )
        return None

    def _new(self, nominal: Nominal, numbers: Sequence[int]) -> Referent | None:
        """A referent for a description that brings in somebody new; an entity only once it speaks."""
        span = self._span(nominal)
        draft = Draft(name=" ".join(self.tokens.text[span.start : span.end].split()), type=nominal.type)
        referent = Referent(draft, nominal.gender, nominal.plural, {nominal.noun})
        draft.mention(span, MentionForm.NOMINAL)
        if nominal.type is EntityType.PERSON:
            lower = self.tokens.lower
            start, end = nominal.head, nominal.head + 1
            category = category_of([lower[nominal.head]], lower[end : end + 24])
            role_span = self.tokens.span(start, end - 1)
            draft.roles[role_span] = Role(span=role_span, category=category)
        self.groups[self._key(nominal)] = referent
        self.discourse.mention(referent, nominal.head)
        return referent

    # What is known beforehand

    def _referent(self, draft: Draft) -> Referent:
        nouns: set[str] = set()
        sex: Gender | None = None
        for span in draft.roles:
            for word in self.tokens.text[span.start : span.end].lower().split():
                nouns.add(_TITLES.get(word, word))
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
        spans = sorted(
            ((span, place) for place, draft in enumerate(self.drafts) for span in draft.mentions),
            key=lambda item: (item[0].start - item[0].end, item[0].start),
        )
        # Longer mentions first, so that "Trump" within "the Trump administration" does not cover its head.
        for span, place in reversed(spans):
            first, end = tokens.tokens_in(span)
            if first < end:
                head = self._head_of(first, end)
                self.named.setdefault(head, []).append((end - first, self.referents[place]))
                for token in range(first, end):
                    self.covering[token] = self.referents[place]
                    title = tokens.lower[first - 1] if first else ""
                    sex = gender_of_word(title)
                    if sex is not None and self.referents[place].draft.type is EntityType.PERSON:
                        self.referents[place].gender = self.referents[place].gender or sex
        for span, place in spans:
            first, end = tokens.tokens_in(span)
            for token in range(first, end):
                self.covering[token] = self.referents[place]

    def _settle_genders(self) -> None:
        """Learns the sex of a person from pronouns in sentences that name nobody else."""
        tokens = self.tokens
        alone: dict[int, Referent | None] = {}
        for token, named in self.named.items():
            for _, referent in named:
                if referent.draft.type is EntityType.PERSON:
                    sentence = tokens.sentence[token]
                    known = alone.get(sentence, referent)
                    alone[sentence] = referent if known is referent else None
        votes: dict[Referent, int] = {}
        for token, tag in enumerate(tokens.tag):
            if tag in ("PRP", "PRP$") and tokens.region[token] < 0:
                sex = gender_of_pronoun(tokens.lower[token])
                referent = alone.get(tokens.sentence[token])
                if sex is not None and referent is not None and referent.gender is None:
                    votes[referent] = votes.get(referent, 0) + (1 if sex == "male" else -1)
        for referent, balance in votes.items():
            if abs(balance) >= 2:
                referent.gender = "male" if balance > 0 else "female"

    # Tokens and spans

    def _head(self, source: Sequence[Span]) -> int | None:
        """The head token of a source: the name in it that the others belong to."""
        if not source:
            return None
        first, end = self.tokens.tokens_in(source[0])
        if first >= end:
            return None
        head = self._head_of(first, end)
        if self.covering[head] is None and self.tokens.tag[head].startswith("NN"):
            for kid in self.tokens.kids[head]:
                beside = self.covering[kid]
                if first <= kid < end and beside is not None and beside.draft.type is EntityType.PERSON and (
                    self.tokens.dep[kid] == "appos"
                ):
                    return kid
        return head

    def _head_of(self, first: int, end: int) -> int:
        """The token of a stretch whose head lies outside of it; the last nominal one of several."""
        roots = [token for token in range(first, end) if not first <= self.tokens.head[token] < end or self.tokens.head[token] == token]
        nominal = [token for token in roots if self.tokens.tag[token].startswith(("NN", "PRP", "WP", "WDT"))]
        return (nominal or roots)[0]

    def _named_in(self, content: Sequence[Span]) -> set[Referent]:
        """Whom the content mentions by name."""
        found: set[Referent] = set()
        for span in content:
            first, end = self.tokens.tokens_in(span)
            found.update(referent for referent in self.covering[first:end] if referent is not None)
        return found

    def _span(self, nominal: Nominal) -> Span:
        return self.tokens.span(nominal.first, nominal.end - 1)

    def _key(self, nominal: Nominal) -> str:
        start = nominal.first
        while start < nominal.head and self.tokens.lower[start] in ("the", "a", "an", "some", "many", "these", "those"):
            start += 1
        return " ".join(self.tokens.lower[start : nominal.end])
