"""A parsed document with its names: which name stands where in a sentence, and what a verb is said of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...graph.record import EntityType, Span
from .names import Name, Names
from .relation_words import WORDS
from .syntax import Syntax

COMPANY = (EntityType.ORGANIZATION, EntityType.PLATFORM, None)
BUSINESSES = COMPANY[:2]
# "the flea market NAME", "the Swiss publisher NAME"
_SAYS_WHAT = frozenset({"DT", "JJ", "NN", "HYPH", "CD", "RB", "VBG"})
_KINDS = WORDS.company_nouns | WORDS.body_nouns | frozenset({"even", "market", "house"})
APART = (",", "(", "–", "—", "--", "-")


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Names by their places; ``bodies`` are organisations by the nouns that they are called by."""

    syntax: Syntax
    names: Names
    bodies: Mapping[str, Sequence[Name]]

    def where(self, cues: Container[str]) -> list[tuple[int, str]]:
        """The tokens that are one of these words, in text order, with the word."""
        return [(i, word) for i, word in enumerate(self.syntax.lower) if word in cues]

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

    def role_holder(self, noun: int) -> Name | None:
        """The person who is known to have the role at this noun, as named first."""
        start = self.syntax.start[noun]
        for name in self.names.all:
            if name.entity is not None and name.type is EntityType.PERSON:
                if any(role.span.start <= start < role.span.end for role in name.entity.roles):
                    return name
        return None

    def name_after(self, token: int) -> Name | None:
        """The name after a phrase, set off by commas on both sides: "its studio, NAME,"."""
        lower, at = self.syntax.lower, self.names.at
        if token + 2 >= len(lower) or lower[token + 1] not in (",", ":") or at[token + 2] is None:
            return None
        name = at[token + 2]
        after = lower[name.last + 1 : name.last + 2] if name is not None else [""]
        return name if not after or after[0] in (",", ".", ")", ";", "and") else None

    def name_aside(self, token: int) -> Name | None:
        """The name of "its owner since May, the investment firm NAME, …": after a date, in an apposition."""
        syntax, at = self.syntax, self.names.at
        i, stop = token + 1, min(len(syntax), token + 7)
        while i < stop and syntax.lower[i] != ",":
            if at[i] is not None or syntax.tag[i] not in ("IN", "NNP", "CD", "DT", "JJ", "NN"):
                return None
            i += 1
        i += 1
        if i >= stop or syntax.lower[i] not in ("the", "a", "an"):
            return None
        while i + 1 < stop + 4 and i + 1 < len(syntax) and at[i] is None and syntax.tag[i] != "VBD":
            i += 1
        name = at[i]
        after = syntax.lower[name.last + 1 : name.last + 2] if name is not None else []
        return name if after in ([","], ["."]) else None

    def name_before(self, token: int) -> Name | None:
        """The name before a phrase that a comma, bracket or dash sets off; a place between is skipped."""
        syntax, at = self.syntax, self.names.at
        first = syntax.sents[syntax.sent[token]][0]
        skipped = False
        for _ in range(4):
            if token - 2 < first or syntax.lower[token - 1] not in APART:
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

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, looked for in what governs it where it has none of its own."""
        syntax = self.syntax
        for _ in range(4):
            found = syntax.child(verb, "nsubj", "nsubjpass")
            if found is not None and syntax.lower[found] != "itself":  # "and is itself a unit of"
                return found
            head, dep = syntax.head[verb], syntax.dep[verb]
            if head == verb:
                return None
            if dep in ("acl", "relcl"):
                if syntax.dep[head] == "attr":  # "is 78 percent owned by"
                    return syntax.child(syntax.head[head], "nsubj", "nsubjpass")
                if dep == "acl" and syntax.tag[verb] == "VBN" and syntax.lower[verb - 1] == ",":
                    by = syntax.head[head]
                    if syntax.dep[head] == "pobj" and syntax.dep[by] == "agent":
                        return self.subject(syntax.head[by])  # "was written by Y, sold to Z"
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

    def head_of(self, name: Name) -> int:
        """The noun that speaks for a name: the first that depends on what is outside it."""
        syntax = self.syntax
        outer = [i for i in range(name.first, name.last + 1) if not name.first <= syntax.head[i] <= name.last]
        return next((i for i in outer if syntax.tag[i].startswith("NN")), name.last)

    def before_noun(self, name: Name) -> bool:
        """Whether a name only says what kind of thing follows: "a YouTube channel", "Google's lawyers"."""
        after = name.last + 1
        return after < len(self.syntax) and (
            self.syntax.tag[after] in ("NN", "NNS", "POS", "HYPH") or self.syntax.lower[after] == "-"
        )

    def capital_name(self, token: int) -> Name | None:
        """The name that begins here; words with capitals will do where a name must stand."""
        syntax, at = self.syntax, self.names.at
        if at[token] is not None:
            return at[token]
        if (
            syntax.lower[token].rstrip(".") in WORDS.stage_titles
            and token + 1 < len(syntax)
            and at[token + 1] is not None
        ):
            return at[token + 1]  # "known as Miss NAME"
        last = token
        while (
            last < len(syntax)
            and at[last] is None
            and syntax.sent[last] == syntax.sent[token]
            and syntax.words[last][:1].isupper()
            and syntax.tag[last] not in ("PRP", "DT", "PRP$", "WP")
            and syntax.lower[last] not in WORDS.not_names
        ):
            last += 1
        if last == token:
            return None
        return Name(token, last - 1, Span(syntax.start[token], syntax.end[last - 1]))

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
        i = self._past_what_it_is(i) if step < 0 else self._past_where_it_is(i)
        joints = 0
        while 0 <= i < len(lower) and at[i] is None and lower[i] in (",", "and", "&", "the") and joints < 3:
            joints += lower[i] != "the"
            i += step
        if not joints or not 0 <= i < len(lower):
            return None
        return at[self._past_what_comes(i)] if step > 0 else self._before_where(i)

    def _past_where_it_is(self, token: int) -> int:
        """Behind the "in Sweden" of "NAME in Sweden and NAME in Denmark"."""
        place = self.names.at[token + 1] if token + 1 < len(self.syntax) else None
        if place is not None and self.syntax.lower[token] in ("in", "of", "from"):
            if place.type is EntityType.JURISDICTION:
                return place.last + 1
        return token

    def _before_where(self, token: int) -> Name | None:
        """The name at a token, or the one before the "in Sweden" that ends there."""
        name, at = self.names.at[token], self.names.at
        if name is not None and name.type is EntityType.JURISDICTION and name.first > 1:
            if self.syntax.lower[name.first - 1] in ("in", "of", "from"):
                return at[name.first - 2]
        return name

    def _past_what_comes(self, token: int) -> int:
        """Behind the words that say what is named next: "NAME, the flea market NAME"."""
        syntax, i = self.syntax, token
        while i < len(syntax) - 1 and i < token + 6 and self._says_what(i):
            i += 1
        told = i > token and self.names.at[i] is not None and syntax.lower[i - 1] in _KINDS
        return i if told else token

    def _past_what_it_is(self, token: int) -> int:
        """Before the words that say what is named: "NAME, the flea market NAME"."""
        syntax, i = self.syntax, token
        if token < 1 or self.names.at[token] is not None or syntax.lower[token] not in _KINDS:
            return token
        while i > 0 and i > token - 6 and self._says_what(i):
            i -= 1
        return i

    def _says_what(self, token: int) -> bool:
        """Whether a word only says what kind of thing is named: "the Korean internet firm NAME"."""
        name = self.names.at[token]
        if name is not None:
            return name.type in (EntityType.GROUP, EntityType.JURISDICTION) and name.first == name.last
        return self.syntax.tag[token] in _SAYS_WHAT

    def neighbours(self) -> Iterator[tuple[Name, list[str], Name]]:
        """Names that follow each other within a sentence, with the few words between, in lower case."""
        syntax, names = self.syntax, self.names.all
        for left, right in zip(names, names[1:], strict=False):
            gap = right.first - left.last
            if 1 < gap <= 5 and syntax.sent[left.last] == syntax.sent[right.first]:
                yield left, syntax.lower[left.last + 1 : right.first], right

    def institution(self, name: Name) -> bool:
        """Whether the name's own words say that it is an institution: "… Institute", "… Museum of …"."""
        return any(word in WORDS.institutions for word in self.syntax.lower[name.first : name.last + 1])

    def both(self, token: int) -> list[Name]:
        """The two platforms that "both" and "the two" take up, of this sentence or the one before."""
        syntax = self.syntax
        if syntax.lower[token] not in ("both", "two"):
            return []
        sentence = syntax.sent[token]
        for first, stop in ((syntax.sents[sentence][0], token), syntax.sents[max(0, sentence - 1)]):
            if said := self.named(EntityType.PLATFORM, first, stop):
                return said if len(said) == 2 else []
        return []

    def is_one_of_two(self, token: int) -> bool:
        """Whether it is "former" or "latter", or in "the first of these sites is …, the second …"."""
        lower = self.syntax.lower
        if lower[token] not in ("first", "second"):
            return lower[token] in ("former", "latter")
        start, stop = self.syntax.sents[self.syntax.sent[token]]
        first = next((i for i in range(start, stop - 2) if lower[i] == "first"), token)
        alone = lower[token] == "first" or self.syntax.dep[token].startswith("nsubj")
        return alone and lower[first + 1 : first + 3] in (["of", "these"], ["of", "them"], ["of", "the"])

    def one_of_two(self, token: int) -> Name | None:
        """What "the former", "the latter", "the first of these" take up: one of two businesses named."""
        syntax = self.syntax
        if syntax.lower[token - 1 : token] != ["the"]:
            return None
        first, _ = syntax.sents[syntax.sent[token]]
        if syntax.lower[token] in ("first", "second"):
            said = self.named(EntityType.PLATFORM, 0, first)
            return said[syntax.lower[token] == "second"] if len(said) == 2 else None
        for start, stop in ((first, token), syntax.sents[max(0, syntax.sent[token] - 1)]):
            said = self.named(EntityType.PLATFORM, start, stop)
            if len(said) >= 2:
                return said[0] if syntax.lower[token] == "former" else said[1]
        return None

    def named(self, type_: EntityType, first: int, stop: int) -> list[Name]:
        """What is named of this type at the tokens ``[first, stop)``, each thing once."""
        said = {
            name.key: name for name in self.names.at[first:stop] if name is not None and name.type is type_
        }
        return list(said.values())

    def dateline(self, token: int) -> bool:
        """Whether this is the place of "TALLINN —" or "SÃO PAULO, June 5 -" before the first sentence."""
        syntax, name = self.syntax, self.names.at[token]
        if (
            name is None
            or name.first != syntax.sents[syntax.sent[token]][0]
            or not syntax.words[token].isupper()
        ):
            return False
        return any(word in ("—", "–", "-", "--") for word in syntax.lower[name.last + 1 : name.last + 8])

    def last_person(self, token: int, back: int = 1) -> Name | None:
        """The one person that a token's sentence names before it, or else one of so many sentences before."""
        sentence = self.syntax.sent[token]
        earlier = self.syntax.sents[max(0, sentence - back) : sentence]
        for first, stop in ((self.syntax.sents[sentence][0], token), *reversed(earlier)):
            if said := self.named(EntityType.PERSON, first, stop):
                return said[0] if len(said) == 1 else None
        return None

    def before_its_place(self, comma: int) -> int:
        """The comma behind NAME of "NAME, from Randburg in South Africa, which"; else the same one."""
        token, lower = comma, self.syntax.lower
        for _ in range(3):
            place = self.names.at[token - 1]
            first = place.first if place is not None else token - 1
            placed = (
                self.syntax.tag[first] == "NNP" if place is None else place.type is EntityType.JURISDICTION
            )
            if not placed or first < 3 or lower[first - 1] not in ("of", "from", "in"):
                return comma
            token = first - 1
            if lower[token - 1] == ",":
                before = self.names.at[token - 2]
                return token - 1 if before is not None and before.type in COMPANY else comma
        return comma

    def last_company(self, token: int) -> Name | None:
        """The company that a sentence has named last before a token, not as "the former NAME"."""
        first = self.syntax.sents[self.syntax.sent[token]][0]
        for name in reversed(self.names.at[first:token]):
            if name is not None and name.type is EntityType.ORGANIZATION:
                if self.syntax.lower[name.first - 1] not in ("former", "once", "formerly"):
                    return name
        return None

    def main_platform(self, token: int) -> Name | None:
        """The platform that the text has named most before a token; None where two were named as often."""
        said: dict[Span, list[Name]] = {}
        for name in self.names.all:
            if name.last < token and name.entity is not None and name.type is EntityType.PLATFORM:
                said.setdefault(name.key, []).append(name)
        ranked = sorted(said.values(), key=len, reverse=True)
        if not ranked or (len(ranked) > 1 and len(ranked[0]) == len(ranked[1])):
            return None
        return ranked[0][-1]

    def only_business(self, sentence: int) -> Name | None:
        """The company or platform that a sentence names, if it is the only one."""
        first, last = self.syntax.sents[sentence]
        said = {
            name.entity.lead: name
            for name in self.names.at[first:last]
            if name is not None and name.entity is not None and name.type in BUSINESSES
        }
        return next(iter(said.values())) if len(said) == 1 else None
