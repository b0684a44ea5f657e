"""Whom a description means: "the senator", "the company", "a spokesman for X", "users"."""

from __future__ import annotations

from ....graph.record import EntityType, MentionForm, Role, RoleCategory, Span
from ...tokens import Tokens
from ...wordlists import phrases, words
from ..drafts import Draft
from ..names.gender import gender_of_pronoun
from ..roles.categories import category_of, is_anonymous
from .nominals import Article, Nominal, read_nominal
from .referents import Discourse, Referent
from .scene import Scene

_UNTELLING = frozenset("the a an some many these those".split())
# What somebody new weighs who is only mentioned, or who is somebody's ("her headmistress").
_PASSING, _OWNED = 0.6, 0.7
# How present somebody must be for a new description ("the Vermont senator"), a body for "the airline".
_JUST_SPOKEN_OF, _NEAR = 0.55, 0.3


class Descriptions:
    """The descriptions of one document, and whom they have brought in so far."""

    def __init__(self, tokens: Tokens, scene: Scene, discourse: Discourse) -> None:
        self.tokens = tokens
        self.scene = scene
        self.covering = scene.covering
        self.discourse = discourse
        self.groups: dict[str, Referent] = {}

    def understand(self, token: int, barred: set[Referent], *, speaks: bool) -> Referent | None:
        """Whom the description with this head means: somebody mentioned before, or somebody new.

        None for what can be no actor. The ``barred`` cannot be meant; ``speaks`` tells a source from a
        mention in passing.
        """
        beside = self._beside(token)
        if beside is not None:
            return beside
        nominal = read_nominal(self.tokens, token)
        if nominal is None:
            if self.tokens.tag[token] in ("NN", "NNS"):
                self._note_thing(token)
            return None
        known = self._known(nominal, barred)
        if known is not None:
            self.discourse.mention(known, token)
            if speaks:
                known.draft.mention(self._span(nominal), MentionForm.NOMINAL)
            return known
        return self._new(nominal, speaks=speaks)

    def _beside(self, token: int) -> Referent | None:
        """The name that a description stands beside: "the pilot, NAME", "NAME, a group", "candidate NAME"."""
        tokens = self.tokens
        for kid in tokens.kids[token]:
            beside = self.covering[kid]
            if tokens.dep[kid] == "appos" and beside is not None:
                return beside
        nominal = read_nominal(tokens, token)
        behind = self._set_off(nominal.end) if nominal is not None else None
        if behind is not None:
            return behind
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

    def _set_off(self, end: int) -> Referent | None:
        """The person of "the editor of the Argus, NAME,": set off behind a description that ends here."""
        tokens, name = self.tokens, end + 1
        if tokens.lower[end : end + 1] != [","] or name >= len(tokens):
            return None
        person = self.covering[name]
        while name < len(tokens) and self.covering[name] is person:
            name += 1
        if person is None or person.draft.type is not EntityType.PERSON:
            return None
        return person if tokens.lower[name : name + 1] in ([","], ["."], ["—"], [";"]) else None

    def _note_thing(self, token: int) -> None:
        """Remembers an ad, a letter or a poll, so that "it" does not mean somebody who was named before."""
        plural = self.tokens.tag[token] == "NNS"
        draft = Draft(name=self.tokens.lower[token], type=EntityType.ORGANIZATION)
        thing = Referent(draft, None, plural, {self.tokens.lower[token]}, mute=True, named=False)
        self.discourse.mention(thing, token)

    def _known(self, nominal: Nominal, barred: set[Referent]) -> Referent | None:
        """Somebody mentioned before whom the description fits."""
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
            same = self.groups.get(self._key(nominal))
            # "His brother" a page further on may be another's brother.
            far = (
                same is not None
                and self.tokens.paragraph[nominal.head] - self.tokens.paragraph[same.token] > 2
            )
            return None if far else same
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
            return self.discourse.nearest(nominal.head, self._persons(nominal, barred))
        if (
            nominal.type is EntityType.PERSON
            and nominal.article is Article.DEFINITE
            and nominal.end == nominal.head + 1
        ):
            # "The Vermont senator": a new description of whoever was just spoken of, or of the only one.
            fitting = [one for one in self._persons(nominal, barred) if self._may_be(one, nominal)]
            alone = len({one.token for one in self.discourse.of_type(EntityType.PERSON)}) == 1
            return self.discourse.nearest(nominal.head, fitting, floor=0.0 if alone else _JUST_SPOKEN_OF)
        return None

    def _persons(self, nominal: Nominal, barred: set[Referent]) -> list[Referent]:
        """The persons mentioned before, but for those of another sex than the noun says."""
        sexes = (nominal.gender, None)
        persons = self.discourse.of_type(EntityType.PERSON)
        return [
            one for one in persons if one not in barred and (nominal.gender is None or one.gender in sexes)
        ]

    def _may_be(self, person: Referent, nominal: Nominal) -> bool:
        """Whether nothing said of the person speaks against it: no professor is "the press secretary"."""
        category = category_of(self.tokens.lower[nominal.first : nominal.head + 1])
        known = {role.category for role in person.draft.roles.values()} - {None}
        return category is None or not known or category in known

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
            return self.discourse.nearest(nominal.head, businesses, floor=_NEAR)
        elif nominal.noun not in words("people", "company_nouns"):
            return None
        return self.discourse.nearest(nominal.head, businesses)

    def _new(self, nominal: Nominal, *, speaks: bool) -> Referent:
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
        owner = self.tokens.lower[nominal.first]
        referent.owner = gender_of_pronoun(owner) if owned else None
        self.discourse.mention(
            referent, nominal.head, (1.0 if speaks else _PASSING) * (_OWNED if owned else 1.0)
        )
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
        while start < nominal.head and self.tokens.lower[start] in _UNTELLING:
            start += 1
        return " ".join(self.tokens.lower[start : nominal.end])


def _is_business(referent: Referent) -> bool:
    """Whether "the company" can mean it: not a ministry, a university or a court."""
    name = referent.draft.name.casefold()
    public = words("people", "public_bodies")
    return name not in phrases("people", "bodies") and public.isdisjoint(name.split())
