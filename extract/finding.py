"""What a pattern found, before it becomes a ``Relation``: names at token positions, and why."""

from __future__ import annotations

from dataclasses import dataclass

from ..graph.record import RelationType
from .names import Name, Names
from .syntax import Syntax


@dataclass(frozen=True, slots=True)
class Finding:
    """One relation between two names.

    ``cue`` are the tokens that say so; ``anchor`` is the token whose surroundings tell modality and
    dates; ``over`` says that the text speaks of a state that has ended with the event ("sold").
    """

    type: RelationType
    subject: Name
    object: Name
    cue: tuple[int, ...]
    anchor: int
    over: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A parsed document with its names: what each family of patterns reads."""

    syntax: Syntax
    names: Names

    def name_of(self, token: int, depth: int = 3) -> Name | None:
        """The name that a nominal stands for: itself, what it is in apposition to, what "which" refers to."""
        name = self.names.at[token]
        if name is not None or depth == 0:
            return name
        syntax = self.syntax
        if syntax.tag[token] in ("WDT", "WP") or syntax.lower[token] == "that":
            clause = syntax.head[token]
            while syntax.dep[clause] in ("conj", "xcomp", "aux", "auxpass") and syntax.head[clause] != clause:
                clause = syntax.head[clause]
            if syntax.dep[clause] == "relcl":
                return self.name_of(syntax.head[clause], depth - 1)
            return None
        if syntax.tag[token] in ("PRP", "PRP$"):
            return None
        for kid in syntax.children(token, "appos"):
            if self.names.at[kid] is not None:
                return self.names.at[kid]
        before = self.names.at[token - 1] if token else None
        if before is not None and syntax.tag[token].startswith("NN"):
            return before
        return None

    def partner(self, token: int) -> Name | None:
        """The name that a descriptive noun is said of: "NAME, a unit", "the unit, NAME", "NAME is a unit"."""
        syntax, at = self.syntax, self.names.at
        for kid in syntax.children(token, "appos"):
            if at[kid] is not None:
                return at[kid]
        if token + 1 < len(syntax) and at[token + 1] is not None:
            return at[token + 1]
        first = syntax.phrase_start(token)
        left = self.name_before(first)
        if left is not None:
            return left
        if syntax.dep[token] == "appos":
            return self.name_of(syntax.head[token])
        if syntax.dep[token] in ("attr", "oprd", "dobj") or (
            syntax.dep[token] == "pobj" and syntax.lower[syntax.head[token]] == "as"
        ):
            verb = syntax.head[token]
            if syntax.dep[token] == "pobj":
                verb = syntax.head[verb]
            elif syntax.dep[token] == "dobj" and syntax.lemma[verb] not in ("become", "remain"):
                return None
            subject = self.subject(verb)
            return None if subject is None else self.name_of(subject)
        if syntax.dep[token] == "conj":
            return self.partner(syntax.head[token]) if syntax.head[token] < token else None
        return None

    def name_before(self, token: int) -> Name | None:
        """The name just before a phrase that a comma, bracket or dash sets off; a place between is skipped."""
        syntax, at = self.syntax, self.names.at
        first = syntax.sents[syntax.sent[token]][0]
        if token - 2 < first or syntax.lower[token - 1] not in (",", "(", "–", "—", "--", "-"):
            return None
        return at[token - 2]

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, looked for in what governs it where it has none of its own."""
        syntax = self.syntax
        for _ in range(4):
            found = syntax.child(verb, "nsubj", "nsubjpass")
            if found is not None:
                return found
            if syntax.dep[verb] in ("acl", "advcl", "relcl") and syntax.dep[verb] != "advcl":
                return syntax.head[verb] if syntax.head[verb] != verb else None
            if syntax.dep[verb] in ("xcomp", "conj", "advcl") and syntax.head[verb] != verb:
                verb = syntax.head[verb]
                continue
            return None
        return None
