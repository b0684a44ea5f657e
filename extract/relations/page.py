"""A parsed document with its names, and which name a phrase, a relative or a pronoun stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...graph.record import EntityType, Span
from ..wordlists import phrases, words
from .bodies import body_meant
from .names import Name, Names
from .relation_words import WORDS
from .syntax import Syntax

COMPANY = (EntityType.ORGANIZATION, EntityType.PLATFORM, None)
BUSINESSES = COMPANY[:2]
_FAR = 4  # sentences back in which "the company" may have been named
_APART = (",", "(", "–", "—", "--", "-")
_HE = frozenset("he she his her him".split())
_IT = frozenset("it its they their them".split())


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """What each family of patterns reads."""

    syntax: Syntax
    names: Names
    bodies: Mapping[str, Sequence[Name]]

    def role_heads(self) -> frozenset[int]:
        """The head nouns of the roles that persons are known to have."""
        starts = {
            role.span: None
            for name in self.names.all
            if name.entity is not None and name.type is EntityType.PERSON
            for role in name.entity.roles
        }
        heads: set[int] = set()
        for start, end in starts:
            first = bisect_left(self.syntax.start, start)
            last = bisect_left(self.syntax.start, end) - 1
            heads.update(
                i
                for i in range(first, last + 1)
                if self.syntax.tag[i].startswith("NN")
                and self.syntax.lower[i] not in WORDS.parent_nouns
                and not first <= self.syntax.head[i] <= last
            )
        return frozenset(heads)

    def name_of(self, token: int, depth: int = 4) -> Name | None:
        """The name that a nominal stands for: its own, that of its apposition, of its antecedent."""
        name = self.names.at[token]
        if name is not None or depth == 0:
            return name
        syntax, at = self.syntax, self.names.at
        tag = syntax.tag[token]
        if tag in ("WDT", "WP", "WP$") or (
            syntax.lower[token] == "that" and syntax.dep[token].startswith("nsubj")
        ):
            return self._antecedent(token, depth)
        if tag in ("PRP", "PRP$"):
            return self._pronoun(token)
        if not tag.startswith("NN"):
            return None
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
        if syntax.dep[token] == "appos":
            return self.name_before(first) or self.name_of(syntax.head[token], depth - 1)
        return None

    def definite(self, token: int) -> Name | None:
        """ "the app", "the company": the one platform or company named in its sentence or the one before;
        "the authority", "the group": the organisation that the text has called so."""
        syntax, at = self.syntax, self.names.at
        word = syntax.lower[token]
        known = self.names.meant.get(token) or body_meant(syntax, self.bodies, token)
        if known is not None:
            return known
        if word not in WORDS.company_nouns:
            return None
        article = token - 1
        while article > 0 and syntax.tag[article] in ("JJ", "NN", "HYPH", "VBG") and at[article] is None:
            article -= 1  # "the fashion platform"
        if article < 0 or syntax.lower[article] not in ("the", "this", "that"):
            return None
        if syntax.lower[article] == "that" and word == "group":
            return None
        if not WORDS.another_words.isdisjoint(syntax.lower[article:token]):
            return None
        follower = token + 1
        if follower < len(syntax) and (syntax.words[follower] == "-" or syntax.tag[follower][:2] == "NN"):
            return None
        kinds = (EntityType.PLATFORM,) if word in WORDS.platform_nouns else BUSINESSES
        if syntax.child(token, "appos") is not None:
            return None
        known = self._spoken_of(token, article, kinds)
        if known is None:
            return None
        span = Span(syntax.start[article], syntax.end[token])
        return Name(article, token, span, known.type, known.entity)

    def _spoken_of(self, token: int, article: int, kinds: Sequence[EntityType]) -> Name | None:
        """The one business that the sentence so far and the one before name, or an earlier one's subject.

        "The company" goes on with what was spoken of before; it is not the subject of its own clause.
        """
        syntax, number = self.syntax, self.syntax.sent[token]
        actor = None if syntax.dep[token].startswith("nsubj") else self.subject(_verb_above(syntax, token))
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
        if len(said) > 1 and kinds != (EntityType.PLATFORM,):
            said = {lead: n for lead, n in said.items() if syntax.dep[n.last].startswith("nsubj")}
        return next(iter(said.values())) if len(said) == 1 else None

    def _antecedent(self, token: int, depth: int) -> Name | None:
        syntax = self.syntax
        comma = token - 1
        if comma > 1 and syntax.tag[comma] in ("IN", "TO"):
            comma -= 1  # "NAME, to which it belongs"
        if comma > 0 and syntax.lower[comma] in _APART and syntax.lower[token] != "who":
            before = self.names.at[comma - 1]
            if before is not None and before.type is not EntityType.JURISDICTION:
                return before
        clause = syntax.head[token]
        while (
            syntax.dep[clause] in ("conj", "xcomp", "aux", "auxpass", "prep")
            and syntax.head[clause] != clause
        ):
            clause = syntax.head[clause]
        return self.name_of(syntax.head[clause], depth - 1) if syntax.dep[clause] == "relcl" else None

    def _pronoun(self, token: int) -> Name | None:
        """Whom "he" or "its" stands for, where the sentence (or the one before) leaves one reading."""
        syntax, at = self.syntax, self.names.at
        number = syntax.sent[token]
        word = syntax.lower[token]
        if word in _HE:
            for first, last in ((syntax.sents[number][0], token), syntax.sents[max(0, number - 1)]):
                if last <= syntax.sents[number][0] and (
                    not syntax.dep[token].startswith("nsubj") or not _HE.isdisjoint(syntax.lower[first:last])
                ):
                    return None
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
        actor = None if subject or word == "its" else self.subject(_verb_above(syntax, token))
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
            if name is None or name.type not in COMPANY or name.last != i:
                continue
            if doer is not None and (
                name is doer or (doer.entity is not None and name.entity is doer.entity)
            ):
                continue
            told = syntax.dep[i] in ("dobj", "dative") and syntax.lower[syntax.head[i]] in WORDS.tell_verbs
            if told or syntax.dep[i] in ("nsubj", "nsubjpass", "attr", "ROOT"):
                return name
            if best is None and syntax.dep[i] == "pobj" and not subject:
                best = name
        if best is not None or not number:
            return best
        first = syntax.sents[number][0]
        opens = (
            subject
            and word == "it"
            and not any(syntax.dep[i].startswith("nsubj") for i in range(first, token))
        )
        if word == "its" and syntax.lower[token + 1 : token + 2] != ["own"]:
            return self.topic(number - 1) or self._only_business(number - 1)
        if word == "it" and not subject:
            return self.topic(number - 1) or self._only_business(number - 1)
        return self.topic(number - 1) if opens else None

    def _only_business(self, sentence: int) -> Name | None:
        """The company or platform that a sentence names, if it is the only one."""
        first, last = self.syntax.sents[sentence]
        said = {
            name.entity.lead: name
            for name in self.names.at[first:last]
            if name is not None and name.entity is not None and name.type in BUSINESSES
        }
        return next(iter(said.values())) if len(said) == 1 else None

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
                    name = self.definite(i)
                return name if name is not None and name.type in BUSINESSES else None
        return None

    def partner(self, token: int) -> Name | None:
        """The name that a descriptive noun is said of: "NAME, a unit", "the unit, NAME", "NAME is a unit"."""
        syntax, at = self.syntax, self.names.at
        if token + 1 < len(syntax) and at[token + 1] is not None:
            return at[token + 1]
        for kid in syntax.children(token, "appos"):
            beside = next((name for name in at[kid : kid + 2] if name is not None), None)
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
            return self.subject_name(syntax.head[head])
        if dep == "nsubj" and syntax.lower[head] in ("is", "was", "are", "were", "'s", "’s"):
            told = syntax.child(head, "attr")
            return at[told] if told is not None else None
        if dep in ("attr", "oprd") or (dep == "dobj" and syntax.lower[head] in WORDS.become_verbs):
            return self.subject_name(head)
        return None

    def name_after(self, token: int) -> Name | None:
        """The name after a phrase, set off by commas on both sides: "its studio, NAME,"."""
        lower, at = self.syntax.lower, self.names.at
        if token + 2 >= len(lower) or lower[token + 1] not in (",", ":") or at[token + 2] is None:
            return None
        name = at[token + 2]
        after = lower[name.last + 1 : name.last + 2] if name is not None else [""]
        return name if not after or after[0] in (",", ".", ")", ";", "and") else None

    def name_before(self, token: int) -> Name | None:
        """The name before a phrase that a comma, bracket or dash sets off; a place between is skipped."""
        syntax, at = self.syntax, self.names.at
        first = syntax.sents[syntax.sent[token]][0]
        skipped = False
        for _ in range(4):
            if token - 2 < first or syntax.lower[token - 1] not in _APART:
                return None
            name = at[token - 2]
            if name is None and syntax.tag[token - 2] == "CD":  # an age: "NAME, 65, a professor"
                token -= 2
                continue
            if name is None or (name.type is not EntityType.JURISDICTION and not skipped):
                return name
            if skipped and (name.type is not None or name.last > name.first):
                return name
            skipped = name.type is EntityType.JURISDICTION  # "NAME, Evendale, Ohio, a unit"
            token = name.first
        return None

    def subject_name(self, verb: int) -> Name | None:
        """The name of a verb's subject."""
        subject = self.subject(verb)
        return None if subject is None else self.name_of(subject)

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, looked for in what governs it where it has none of its own."""
        syntax = self.syntax
        for _ in range(4):
            found = syntax.child(verb, "nsubj", "nsubjpass")
            if found is not None:
                return found
            head, dep = syntax.head[verb], syntax.dep[verb]
            if head == verb:
                return None
            if dep in ("acl", "relcl"):
                if syntax.dep[head] == "attr":  # "is 78 percent owned by"
                    return syntax.child(syntax.head[head], "nsubj", "nsubjpass")
                return head
            if dep not in ("xcomp", "conj", "advcl", "pcomp", "prep", "acomp"):
                return None
            verb = head
        return None

    def inside(self, first: int, head: int) -> Name | None:
        """The last name within a noun phrase before its head."""
        for i in range(head - 1, first - 1, -1):
            if self.names.at[i] is not None:
                return self.names.at[i]
        return None

    def listed(self, name: Name) -> Iterator[Name]:
        """A name and those it is joined to by commas and "and": "its A, B and C divisions"."""
        yield name
        for step in (-1, 1):
            other = self._next(name, step)
            while other is not None:
                yield other
                other = self._next(other, step)

    def _next(self, name: Name, step: int) -> Name | None:
        lower, at = self.syntax.lower, self.names.at
        i = name.first - 1 if step < 0 else name.last + 1
        joints = 0
        while 0 <= i < len(lower) and at[i] is None and lower[i] in (",", "and", "&", "the") and joints < 3:
            joints += lower[i] != "the"
            i += step
        return at[i] if 0 < joints and 0 <= i < len(lower) else None

    def neighbours(self) -> Iterator[tuple[Name, list[str], Name]]:
        """Names that follow each other within a sentence, with the few words between, in lower case."""
        syntax, names = self.syntax, self.names.all
        for left, right in zip(names, names[1:], strict=False):
            gap = right.first - left.last
            if 1 < gap <= 4 and syntax.sent[left.last] == syntax.sent[right.first]:
                yield left, syntax.lower[left.last + 1 : right.first], right

    def institution(self, name: Name) -> bool:
        """Whether the name's own words say that it is an institution: "… Institute", "… Museum of …"."""
        return any(word in WORDS.institutions for word in self.syntax.lower[name.first : name.last + 1])


def _verb_above(syntax: Syntax, token: int) -> int:
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
