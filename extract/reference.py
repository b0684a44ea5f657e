"""Resolution of references: one walk over a text, left to right, that keeps track of who is spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..graph.record import Entity, EntityType, MentionForm, Role, RoleCategory, Span
from .attribution import Attribution
from .categories import category_of, is_anonymous
from .drafts import Draft, freeze
from .gender import gender_of_pronoun
from .nominals import Article, Nominal, read_nominal
from .referents import Discourse, Referent
from .scene import Scene
from .tokens import Tokens
from .wordlists import phrases, words

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
        self.groups: dict[str, Referent] = {}
        self.listed = {id(draft) for draft in self.drafts}
        self.writer = self.scene.only_person_in(byline) if byline else None

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
        found = self._nominal(token, numbers)
        return None if found is None or found.mute else found

    def _asks(self, numbers: Sequence[int]) -> bool:
        """Whether the words are a question to somebody: "a reporter asked"."""
        return any(
            self.tokens.text[start:end].lower().split()[-1:] in (["asked"], ["asking"], ["asks"])
            for number in numbers
            for start, end in self.attributions[number].cue
        )

    # Pronouns

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
            found = self.discourse.nearest(token, allowed, unlikely)
            return found
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
        return self.covering[noun] or self._nominal(noun, numbers)

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
        beside = self._beside(token)
        if beside is not None:
            return beside
        nominal = read_nominal(self.tokens, token)
        if nominal is None:
            if self.tokens.tag[token] in ("NN", "NNS"):
                self._note_thing(token)
            return None
        known = self._known(nominal, numbers)
        if known is not None:
            self.discourse.mention(known, token)
            if numbers:
                known.draft.mention(self._span(nominal), MentionForm.NOMINAL)
            return known
        return self._new(nominal, numbers)

    def _beside(self, token: int) -> Referent | None:
        """The name that a description stands beside: "the pilot, NAME", "NAME, a group", "candidate NAME"."""
        tokens = self.tokens
        for kid in tokens.kids[token]:
            beside = self.covering[kid]
            if tokens.dep[kid] == "appos" and beside is not None:
                return beside
        parent = self.covering[tokens.head[token]]
        if (
            tokens.dep[token] == "appos"
            and parent is not None
            and (parent.draft.type is not EntityType.JURISDICTION)
        ):
            return parent
        following = self.covering[token + 1] if token + 1 < len(tokens) else None
        if (
            following is not None
            and following.draft.type is EntityType.PERSON
            and tokens.paragraph[token + 1] == tokens.paragraph[token]
            and tokens.tag[token] in ("NN", "NNP")
        ):
            return following
        return None

    def _note_thing(self, token: int) -> None:
        """Remembers an ad, a letter or a poll, so that "it" does not mean somebody who was named before."""
        plural = self.tokens.tag[token] == "NNS"
        draft = Draft(name=self.tokens.lower[token], type=EntityType.ORGANIZATION)
        thing = Referent(draft, None, plural, {self.tokens.lower[token]}, mute=True, named=False)
        self.discourse.mention(thing, token)

    def _known(self, nominal: Nominal, numbers: Sequence[int]) -> Referent | None:
        """Somebody mentioned before whom the description fits."""
        barred = self._barred(nominal.head, numbers)
        if nominal.plural:
            return self.groups.get(self._key(nominal)) or self._described(nominal, barred)
        if nominal.type is EntityType.PERSON:
            if nominal.article is Article.NEW:
                return self._announced(nominal, barred)
            return self._described(nominal, barred)
        if nominal.article is not Article.DEFINITE or nominal.end > nominal.head + 1:
            return self.groups.get(self._key(nominal))
        return self._described(nominal, barred) or self._thing(nominal, barred)

    def _announced(self, nominal: Nominal, barred: set[Referent]) -> Referent | None:
        """ "A veteran diplomat said" at the head of a text, who is named further down."""
        if self.tokens.paragraph[nominal.head] > 3:
            return None
        fitting = [
            referent
            for referent in self.scene.persons
            if referent.count == 0 and nominal.noun in referent.nouns and referent not in barred
        ]
        return fitting[0] if len(fitting) == 1 else None

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
        if (
            nominal.noun in words("people", "plain_persons")
            and nominal.article is Article.DEFINITE
            and not nominal.plural
        ):
            allowed = [
                referent
                for referent in self.discourse.of_type(EntityType.PERSON)
                if referent not in barred
                and (nominal.gender is None or referent.gender in (nominal.gender, None))
            ]
            return self.discourse.nearest(nominal.head, allowed)
        if (
            nominal.type is EntityType.PERSON
            and nominal.article is Article.DEFINITE
            and nominal.end == nominal.head + 1
        ):
            # "The Vermont senator": a new description of whoever was just spoken of.
            allowed = [
                referent
                for referent in self.discourse.of_type(EntityType.PERSON)
                if referent not in barred
                and (nominal.gender is None or referent.gender in (nominal.gender, None))
            ]
            return self.discourse.nearest(nominal.head, allowed, floor=0.55)
        return None

    def _thing(self, nominal: Nominal, barred: set[Referent]) -> Referent | None:
        """ "the company", "the agency": the organisation meant."""
        ending = [
            referent
            for referent in self.discourse.of_type(EntityType.ORGANIZATION, EntityType.JURISDICTION)
            if not referent.mute
            and nominal.noun in referent.draft.name.casefold().split()
            and referent not in barred
        ]
        if ending:
            return self.discourse.nearest(nominal.head, ending)
        businesses = [
            referent
            for referent in self.discourse.of_type(EntityType.ORGANIZATION, EntityType.PLATFORM)
            if referent not in barred and not referent.mute and _is_business(referent)
        ]
        if nominal.noun in words("platforms", "anaphors"):
            businesses = [one for one in businesses if one.draft.type is EntityType.PLATFORM]
        elif nominal.noun in words("people", "plain_organisations"):
            return self.discourse.nearest(nominal.head, businesses, floor=0.3)
        elif nominal.noun not in words("people", "company_nouns"):
            return None
        return self.discourse.nearest(nominal.head, businesses)

    def _new(self, nominal: Nominal, numbers: Sequence[int]) -> Referent | None:
        """A referent for a description that brings in somebody new; an entity only once it speaks."""
        span = self._span(nominal)
        draft = Draft(name=" ".join(self.tokens.text[span.start : span.end].split()), type=nominal.type)
        referent = Referent(draft, nominal.gender, nominal.plural, {nominal.noun}, named=False)
        draft.mention(span, MentionForm.NOMINAL)
        if nominal.type is EntityType.PERSON:
            lower = self.tokens.lower
            begin, stop = self.tokens.sentence_bounds[self.tokens.sentence[nominal.head]]
            category = category_of(
                lower[nominal.first : nominal.head + 1], lower[nominal.head + 1 : nominal.end]
            )
            if is_anonymous(lower[begin:stop]):
                category = RoleCategory.ANONYMOUS
            role_span = self.tokens.span(self._described_from(nominal), nominal.head)
            draft.roles[role_span] = Role(span=role_span, category=category)
        self.groups[self._key(nominal)] = referent
        owned = nominal.article is Article.OWNED
        self.discourse.mention(referent, nominal.head, (1.0 if numbers else 0.6) * (0.7 if owned else 1.0))
        return referent

    def _span(self, nominal: Nominal) -> Span:
        return self.tokens.span(nominal.first, nominal.end - 1)

    def _described_from(self, nominal: Nominal) -> int:
        """First token of the role in a description: without article, number and owner."""
        first = nominal.first
        for token in range(nominal.first, nominal.head):
            if (
                self.tokens.tag[token] in ("DT", "CD", "PRP$", "POS", "WP$")
                or self.covering[token] is not None
            ):
                first = token + 1
        return first

    def _key(self, nominal: Nominal) -> str:
        start = nominal.first
        while start < nominal.head and self.tokens.lower[start] in (
            "the",
            "a",
            "an",
            "some",
            "many",
            "these",
            "those",
        ):
            start += 1
        return " ".join(self.tokens.lower[start : nominal.end])


def _is_business(referent: Referent) -> bool:
    """Whether "the company" can mean it: not a ministry, a university or a court."""
    name = referent.draft.name.casefold()
    public = words("people", "public_bodies")
    return name not in phrases("people", "bodies") and public.isdisjoint(name.split())


def _is_collective(referent: Referent) -> bool:
    """Whether "they" can mean it: a body of people under one name."""
    return referent.draft.type is EntityType.ORGANIZATION and not referent.mute
