"""A parsed document with its names, and which name a phrase, a relative or a pronoun stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...graph.record import EntityType, Span
from ..actors.places.tables import peoples
from ..actors.roles.person_nouns import says_a_person
from ..wordlists import phrases, words
from .bodies import body_meant
from .names import Name
from .relation_words import WORDS
from .sheet import APART, BUSINESSES, COMPANY, Sheet
from .syntax import Syntax

_FAR = 4  # sentences back in which "the company" may have been named
# After "NAME, the company" these go on with another clause: no apposition.
_GOES_ON = tuple([tag] for tag in ("POS", "VBD", "VBZ", "VBP", "MD", "NN", "NNS", "NNP"))
_HE = frozenset("he she his her him".split())
_IT = frozenset("it its they their them".split())


@dataclass(frozen=True, slots=True, eq=False)
class Page(Sheet):
    """What each family of patterns reads."""

    def name_of(self, token: int, depth: int = 4) -> Name | None:
        """The name that a nominal stands for: its own, that of its apposition, of its antecedent."""
        name = self.names.at[token]
        if name is not None or depth == 0:
            return name
        syntax, at = self.syntax, self.names.at
        tag = syntax.tag[token]
        if self.is_one_of_two(token):
            return self.one_of_two(token)
        if tag in ("WDT", "WP", "WP$") or (
            syntax.lower[token] == "that" and syntax.dep[token].startswith("nsubj")
        ):
            return self._antecedent(token, depth)
        if tag in ("PRP", "PRP$"):
            return self._pronoun(token)
        if not tag.startswith("NN"):
            return None
        after = at[token + 1] if token + 1 < len(syntax) else None
        if after is not None and after.type in BUSINESSES and syntax.lower[token] in WORDS.company_nouns:
            return after  # "the app NAME"
        meant = self.definite(token)
        if meant is not None:
            return meant
        for kid in syntax.children(token, "appos"):
            if at[kid] is not None:
                return at[kid]
        first = syntax.phrase_start(token)
        if syntax.lower[token] in WORDS.company_nouns or syntax.lower[token] in WORDS.unit_nouns:
            before = at[token - 1] if token else None
            if before is not None and before.type in COMPANY:
                return before
        if syntax.dep[token] == "attr" and syntax.lower[token] in WORDS.company_nouns:
            return self.subject_name(syntax.head[token])  # "Y is the company that owns X"
        if syntax.dep[token] == "appos":
            return self.name_before(first) or self.name_of(syntax.head[token], depth - 1)
        return None

    def share_of(self, noun: int, depth: int = 2) -> Name | None:
        """What "40 percent of it" and "a third of the shares in it" are a share of."""
        if self.syntax.lower[noun] not in WORDS.stake_nouns or not depth:
            return None
        for token in self.syntax.objects(noun, "of", "in"):
            whose = self.syntax.child(token, "poss")
            if whose is not None and self.syntax.lower[token] in ("shares", "stock", "equity", "capital"):
                return self.name_of(whose)  # "the majority of its shares"
            return self.name_of(token) or self.share_of(token, depth - 1)
        return None

    def definite(self, token: int) -> Name | None:
        """ "the app", "the company": the one platform or company named in its sentence or the one before;
        "the authority", "the group": the organisation that the text has called so."""
        syntax, at = self.syntax, self.names.at
        word = syntax.lower[token]
        known = self.names.meant.get(token) or body_meant(syntax, self.bodies, token)
        if known is not None:
            return known
        if word == "up" and syntax.lower[token - 2 : token] == ["start", "-"]:
            word = "startup"
        if word not in WORDS.company_nouns:
            return None
        article, placed = token - 1, False
        while article > 0 and (
            (syntax.tag[article] in ("JJ", "NN", "HYPH", "VBG") and at[article] is None)
            or self._places(article)
        ):
            placed = placed or at[article] is not None
            article -= 1  # "the fashion platform", "the San Antonio broadcaster"
        if article < 0 or syntax.lower[article] not in ("the", "this", "that"):
            return None
        if syntax.lower[article] == "that":
            return self.last_company(article) if word in ("firm", "company") else None
        if not WORDS.another_words.isdisjoint(syntax.lower[article:token]):
            return None
        follower = token + 1
        placed = placed or syntax.lower[follower : follower + 1] == ["from"]
        beside = at[article - 2] if article > 1 and syntax.lower[article - 1] == "," else None
        if (
            beside is not None
            and beside.type in COMPANY
            and syntax.tag[follower : follower + 1] not in _GOES_ON
        ):
            return beside  # "NAME, the Leeds streaming service"
        if follower < len(syntax) and (
            syntax.words[follower] == "-"
            or syntax.tag[follower][:2] == "NN"
            or (syntax.lower[follower] in ("that", "which") and syntax.tag[follower] == "WDT")
        ):
            return None  # "the company that owns X" is told apart, not taken up
        kinds = (EntityType.PLATFORM,) if word in WORDS.platform_nouns else BUSINESSES
        renamed = not WORDS.past_words.isdisjoint(syntax.lower[token + 2 : token + 3])
        if syntax.child(token, "appos") is not None and not renamed:
            return None
        known = self._spoken_of(token, article, kinds, alone=placed)
        if known is None and placed and kinds == BUSINESSES:
            known = self._spoken_of(token, article, (EntityType.ORGANIZATION,), alone=True)
        if known is None:
            return None
        span = Span(syntax.start[article], syntax.end[token])
        return Name(article, token, span, known.type, known.entity)

    def _places(self, token: int) -> bool:
        """Whether a word before a noun says only where its thing is from."""
        name = self.names.at[token]
        return name is not None and (
            name.type is EntityType.JURISDICTION or name.placed or self.syntax.words[token] in peoples()
        )

    def _spoken_of(
        self, token: int, article: int, kinds: Sequence[EntityType], *, alone: bool
    ) -> Name | None:
        """The one business that the sentence so far and the one before name, or an earlier one's subject.

        "The company" goes on with what was spoken of before; it is not the subject of its own clause.
        ``alone`` asks that no other was named there, as for "the Helsinki company", which tells apart.
        """
        syntax, number = self.syntax, self.syntax.sent[token]
        actor = None if syntax.dep[token].startswith("nsubj") else self.subject(verb_above(syntax, token))
        said: dict[Span, Name] = {}
        for back in range(number, max(-1, number - _FAR), -1):
            first, last = syntax.sents[back]
            for name in self.names.at[first : min(last, article)]:
                if (
                    name is not None
                    and name.entity is not None
                    and name.type in kinds
                    and not (actor is not None and name.first <= actor <= name.last)
                    and (number - back < 2 or syntax.dep[name.last].startswith("nsubj"))
                    and not _is_public(name)
                ):
                    said.setdefault(name.entity.lead, name)
            if back < number and said:
                break
        if len(said) > 1 and not alone and kinds != (EntityType.PLATFORM,):
            said = {lead: n for lead, n in said.items() if syntax.dep[n.last].startswith("nsubj")}
        return next(iter(said.values())) if len(said) == 1 else None

    def _antecedent(self, token: int, depth: int) -> Name | None:
        syntax = self.syntax
        comma = token - 1
        if comma > 1 and syntax.tag[comma] in ("IN", "TO"):
            comma -= 1  # "NAME, to which it belongs"
        if comma > 0 and syntax.lower[comma] in APART and syntax.lower[token] != "who":
            comma = self.before_its_place(comma)
            before = self.names.at[comma - 1]
            if before is not None and before.type is not EntityType.JURISDICTION:
                return before
            if before is None and syntax.tag[token] == "WP$" and syntax.tag[comma - 1] == "NN":
                return self.name_of(comma - 1, depth - 1)
        clause = syntax.head[token]
        if syntax.tag[token] == "WP$":
            while syntax.dep[clause] in ("compound", "nsubj", "nsubjpass", "dobj", "pobj", "prep"):
                clause = syntax.head[clause]  # "the app, whose owner …"
        while (
            syntax.dep[clause] in ("conj", "xcomp", "aux", "auxpass", "prep")
            and syntax.head[clause] != clause
        ):
            clause = syntax.head[clause]
        if syntax.dep[clause] != "relcl":
            return None
        noun = syntax.head[clause]
        if syntax.tag[noun] == "NNS" and syntax.tag[clause] == "VBZ" and syntax.dep[noun] == "pobj":
            noun = syntax.head[syntax.head[noun]]  # "a company with eleven employees, which belongs"
        found = self.name_of(noun, depth - 1)
        place = found is not None and found.type is EntityType.JURISDICTION and syntax.dep[noun] == "pobj"
        if place and syntax.tag[token] == "WP$":
            found = self.name_of(
                syntax.head[syntax.head[noun]], depth - 1
            )  # "a company in Leeds whose parent"
        return found

    def _pronoun(self, token: int) -> Name | None:
        """Whom "he" or "its" stands for, where the sentence (or the one before) leaves one reading."""
        syntax, at = self.syntax, self.names.at
        number = syntax.sent[token]
        word = syntax.lower[token]
        known = self.names.meant.get(token)
        if known is not None:
            return known
        if word in _HE:
            for first, last in ((syntax.sents[number][0], token), syntax.sents[max(0, number - 1)]):
                if last <= syntax.sents[number][0] and (
                    not syntax.dep[token].startswith("nsubj") or not _HE.isdisjoint(syntax.lower[first:last])
                ):
                    return self._only_person(token) if syntax.dep[token].startswith("nsubj") else None
                people = {n.last: n for n in at[first:last] if n is not None and n.type is EntityType.PERSON}
                if people:
                    return next(iter(people.values())) if len(people) == 1 else None
            return None
        if word not in _IT:
            return None
        verb = syntax.head[token]
        if syntax.dep[token] == "dobj" and syntax.dep[verb] == "conj":
            thing = syntax.child(syntax.head[verb], "dobj")
            return at[thing] if thing is not None else None
        subject = syntax.dep[token] in ("nsubj", "nsubjpass")
        # What does something to "it" is another thing.
        actor = None if subject or word == "its" else self.subject(verb_above(syntax, token))
        doer = self.name_of(actor, 2) if actor is not None and actor != token else None
        if word == "its" and syntax.dep[verb] == "appos":
            doer = at[syntax.head[verb]]  # "Y, its owner"
        best = None
        for i in range(token - 1, syntax.sents[number][0] - 1, -1):
            name = at[i]
            if subject and name is None and syntax.lower[i] == "it" and syntax.dep[i].startswith("nsubj"):
                return self._pronoun(i)  # "It is not …, and it is …": the same thing
            if name is None and syntax.dep[i].startswith("nsubj") and syntax.lower[i] == "government":
                whose = syntax.child(i, "poss", "amod")
                return at[whose] if whose is not None else None  # "Nepal's government lifted its ban"
            if name is None and i != actor and self._is_thing(i):
                meant = self.name_of(i, 2)  # "The film site is …: 60 percent of it"
                if meant is not None or syntax.lower[i] not in WORDS.company_nouns:
                    return meant
            if name is None or name.type not in COMPANY or name.last != i:
                continue
            if word == "it" and actor is not None and i > actor and syntax.is_below(i, actor):
                continue  # "Y, the maker of X, bought it"
            if doer is not None and (
                name is doer or (doer.entity is not None and name.entity is doer.entity)
            ):
                continue
            told = syntax.dep[i] in ("dobj", "dative") and syntax.lower[syntax.head[i]] in WORDS.tell_verbs
            subject_too = syntax.dep[i] == "appos" and syntax.dep[syntax.head[i]] in ("nsubj", "nsubjpass")
            if told or subject_too or syntax.dep[i] in ("nsubj", "nsubjpass", "attr", "ROOT"):
                return name
            if best is None and syntax.dep[i] in ("pobj", "poss") and not subject:
                best = name
        if best is not None or not number:
            return best
        first = syntax.sents[number][0]
        opens = (
            subject
            and word == "it"
            and not any(syntax.dep[i].startswith("nsubj") for i in range(first, token))
        )
        if (word == "its" and syntax.lower[token + 1 : token + 2] != ["own"]) or (
            word == "it" and (opens or not subject)
        ):
            return self.about(number - 1)
        return self.topic(number - 1) if opens else None

    def _is_thing(self, token: int) -> bool:
        """Whether a noun without a name is the subject of its sentence, and nobody."""
        syntax = self.syntax
        verb = syntax.head[token]
        return (
            syntax.tag[token] == "NN"
            and syntax.dep[token] in ("nsubj", "nsubjpass")
            and syntax.dep[verb] not in ("relcl", "acl")
            and syntax.lower[token - 1 : token] != ["no"]
            and not says_a_person(syntax.lower[token])
        )

    def _only_person(self, token: int) -> Name | None:
        """The one person that the sentences just before name, of whom all their pronouns speak."""
        number = self.syntax.sent[token]
        first = self.syntax.sents[max(0, number - _FAR)][0]
        people = {
            name.entity.lead: name
            for name in self.names.at[first:token]
            if name is not None and name.entity is not None and name.type is EntityType.PERSON
        }
        return next(iter(people.values())) if len(people) == 1 else None

    def traded(self, token: int) -> Name | None:
        """The name that an object of "buy" or "sell" stands for; "it" may be the platform so far."""
        known = self.name_of(token)
        if known is not None or self.syntax.lower[token] != "it":
            return known
        main = self.main_platform(token)
        for number in range(self.syntax.sent[token] - 1, -1, -1):
            if said := self.named(EntityType.PLATFORM, *self.syntax.sents[number]):
                return main if main is not None and main.key in {name.key for name in said} else None
        return main

    def topic(self, sentence: int) -> Name | None:
        """The company or platform that a sentence has as its first subject."""
        syntax, at = self.syntax, self.names.at
        first, last = syntax.sents[sentence]
        for i in range(first, last):
            if syntax.dep[i] in ("nsubj", "nsubjpass"):
                name = at[i]
                if name is None and syntax.lower[i] in ("it", "they"):
                    name = self._pronoun(i)
                elif name is None and syntax.tag[i] == "NN":
                    told = syntax.child(syntax.head[i], "attr")  # "the app is NAME"
                    name = (at[told] if told is not None else None) or self.definite(i)
                return name if name is not None and name.type in COMPANY else None
        return None

    def about(self, sentence: int) -> Name | None:
        """The company or platform that a sentence is about: its first subject, or the only one it names."""
        return self.topic(sentence) or self.only_business(sentence)

    def speaker_of(self, verb: int) -> Name | None:
        """Who says so of themselves: Y of "Y said it would pay"."""
        syntax = self.syntax
        subject = self.subject(verb)
        while syntax.dep[verb] in ("xcomp", "conj") and syntax.head[verb] != verb:
            verb = syntax.head[verb]
        if subject is None or syntax.lower[subject] != "it" or syntax.dep[verb] != "ccomp":
            return None
        return self.subject_name(syntax.head[verb])

    def partner(self, token: int) -> Name | None:
        """The name that a descriptive noun is said of: "NAME, a unit", "the unit, NAME", "NAME is a unit"."""
        syntax, at = self.syntax, self.names.at
        if token + 1 < len(syntax) and at[token + 1] is not None:
            return at[token + 1]
        if token + 2 < len(syntax) and syntax.lower[token + 1] in ("called", "named", "dubbed"):
            return at[token + 2]  # "a subsidiary called NAME"
        for kid in syntax.children(token, "appos"):
            beside = next((name for name in at[kid : kid + 2] if name is not None), None)
            if beside is None and syntax.lower[kid + 1 : kid + 2] in (["called"], ["named"]):
                beside = at[kid + 2] if kid + 2 < len(syntax) else None
            if kid > token and beside is not None:
                return beside  # "its owner, the firm NAME"
        left = self.name_before(syntax.phrase_start(token))
        if left is not None:
            return left
        right = self.name_after(token)
        if right is not None and syntax.child(token, "poss") is not None:
            return right
        while syntax.dep[token] in ("compound", "amod", "nmod") and syntax.head[token] > token:
            token = syntax.head[token]
        if at[token] is not None:
            return at[token]
        head, dep = syntax.head[token], syntax.dep[token]
        if dep == "appos":
            return self.name_of(head)
        if dep == "conj":
            return self.partner(head) if head < token and at[head] is None else None
        if dep == "pobj" and syntax.lower[head] == "as":
            return self.subject_name(verb_above(syntax, head))
        if dep == "pobj" and syntax.lower[head] == "of" and syntax.lower[syntax.head[head]] == "one":
            return self.partner(syntax.head[head])  # "NAME, one of the founders"
        if dep == "nsubj" and syntax.lower[head] in ("is", "was", "are", "were", "been", "'s", "’s"):
            told = syntax.child(head, "attr")
            return at[told] if told is not None else None
        if dep in ("attr", "oprd") or (dep == "dobj" and syntax.lower[head] in WORDS.become_verbs):
            return self.subject_name(head)
        return None

    def subject_name(self, verb: int) -> Name | None:
        """The name of a verb's subject."""
        subject = self.subject(verb)
        return None if subject is None else self.name_of(subject)


def verb_above(syntax: Syntax, token: int) -> int:
    """The verb that a noun depends on through prepositions and nouns; the noun itself without one."""
    verb = token
    for _ in range(6):
        if syntax.tag[verb].startswith("VB") or syntax.head[verb] == verb:
            return verb
        verb = syntax.head[verb]
    return verb


def _is_public(name: Name) -> bool:
    """Whether the name is a ministry's or court's, so that "the company" cannot mean it."""
    said = name.entity.name.casefold() if name.entity is not None else ""
    return said in phrases("people", "bodies") or not words("people", "public_bodies").isdisjoint(
        said.split()
    )
