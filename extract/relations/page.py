"""A parsed document with its names, and which name a phrase, a relative or a pronoun stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...graph.record import EntityType, Span
from .bodies import body_meant
from .names import Name, Names
from .relation_words import WORDS
from .syntax import Syntax

COMPANY = (EntityType.ORGANIZATION, EntityType.PLATFORM, None)
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
        if article < 0 or syntax.lower[article] not in ("the", "this"):
            return None
        if not WORDS.another_words.isdisjoint(syntax.lower[article:token]):
            return None
        follower = token + 1
        if follower < len(syntax) and (syntax.words[follower] == "-" or syntax.tag[follower][:2] == "NN"):
            return None
        kinds = (EntityType.PLATFORM,) if word in WORDS.platform_nouns else COMPANY[:2]
        first = syntax.sents[max(0, syntax.sent[token] - 1)][0]
        meant = {
            name.entity.lead: name
            for name in at[first:article]
            if name is not None and name.entity is not None and name.type in kinds
        }
        if syntax.child(token, "appos") is not None:
            return None
        if len(meant) > 1 and kinds != (EntityType.PLATFORM,):
            # "The company" goes on with what the sentence before was about.
            meant = {lead: name for lead, name in meant.items() if syntax.dep[name.last].startswith("nsubj")}
        if len(meant) != 1:
            return None
        (known,) = meant.values()
        span = Span(syntax.start[article], syntax.end[token])
        return Name(article, token, span, known.type, known.entity)

    def _antecedent(self, token: int, depth: int) -> Name | None:
        syntax = self.syntax
        if token > 1 and syntax.lower[token - 1] in _APART and syntax.lower[token] != "who":
            before = self.names.at[token - 2]
            if before is not None and before.type is not EntityType.JURISDICTION:
                return before
        clause = syntax.head[token]
        while syntax.dep[clause] in ("conj", "xcomp", "aux", "auxpass") and syntax.head[clause] != clause:
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
        best = None
        for i in range(token - 1, syntax.sents[number][0] - 1, -1):
            name = at[i]
            if subject and name is None and syntax.lower[i] == "it" and syntax.dep[i].startswith("nsubj"):
                return self._pronoun(i)  # "It is not …, and it is …": the same thing
            if name is None or name.type not in COMPANY or name.last != i:
                continue
            if syntax.dep[i] in ("nsubj", "nsubjpass", "attr", "ROOT"):
                return name
            if best is None and syntax.dep[i] == "pobj" and not subject:
                best = name
        taken_up = word == "its" or (subject and word == "it" and token == syntax.sents[number][0])
        return best or (self.topic(number - 1) if taken_up and number else None)

    def topic(self, sentence: int) -> Name | None:
        """The company or platform that a sentence has as its first subject."""
        first, last = self.syntax.sents[sentence]
        for i in range(first, last):
            if self.syntax.dep[i] in ("nsubj", "nsubjpass"):
                name = self.names.at[i]
                return name if name is not None and name.type in COMPANY[:2] else None
        return None

    def partner(self, token: int) -> Name | None:
        """The name that a descriptive noun is said of: "NAME, a unit", "the unit, NAME", "NAME is a unit"."""
        syntax, at = self.syntax, self.names.at
        if token + 1 < len(syntax) and at[token + 1] is not None:
            return at[token + 1]
        for kid in syntax.children(token, "appos"):
            if at[kid] is not None and kid > token:
                return at[kid]
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
        if dep == "nsubj" and syntax.lower[head] in ("is", "was", "'s", "’s"):
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
            if dep not in ("xcomp", "conj", "advcl", "pcomp", "prep"):
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
