"""Whether a relation is said to hold: denied, planned, supposed, asked, rumoured, or plain."""

from __future__ import annotations

from ...graph.record import Modality
from .page import Page
from .relation_words import WORDS

_ORDER = tuple(Modality)
_NOT = frozenset({"never", "neither", "nor", "almost", "nearly"})


def modality_at(page: Page, anchor: int) -> tuple[Modality, ...]:
    """Modalities of the clause around a token, in the order of ``Modality``; empty for a plain statement.

    The clause's own helpers count, and what governs it: "plans to buy", "denied that it owns",
    "a proposed sale".
    """
    syntax = page.syntax
    found: set[Modality] = set()
    if _opens_supposing(page, anchor):
        found.add(Modality.HYPOTHETICAL)
    token = anchor
    if not syntax.tag[token].startswith(("VB", "JJ")) or syntax.dep[token] == "amod":
        for kid in syntax.children(token, "amod", "det", "neg"):
            _add(found, syntax.lower[kid])
            if syntax.lower[kid] in ("no", "not"):
                found.add(Modality.NEGATED)
        if syntax.dep[token] in ("pobj", "dobj", "compound") or syntax.dep[token].startswith("nsubj"):
            token = _governor(page, token, found)
        elif syntax.dep[token] in ("attr", "oprd"):
            token = syntax.head[token]
        else:
            return tuple(sorted(found, key=_ORDER.index))
        if token < 0:
            return tuple(sorted(found, key=_ORDER.index))
    for _ in range(4):
        step = _clause(page, token, found)
        if step is None:
            break
        token = step
    first, last = syntax.sents[syntax.sent[anchor]]
    if "?" in syntax.words[max(first, last - 2) : last]:
        found.add(Modality.QUESTION)
    return tuple(sorted(found, key=_ORDER.index))


def _opens_supposing(page: Page, anchor: int) -> bool:
    """Whether the sentence begins with "Suppose", or with "If" and the clause is the one before its comma."""
    lower = page.syntax.lower
    first = page.syntax.sents[page.syntax.sent[anchor]][0]
    if not lower[first][:1].isalpha():
        first += 1
    if lower[first] in ("suppose", "supposing", "imagine", "assume", "assuming"):
        return True
    return lower[first] in ("if", "unless") and "," not in lower[first:anchor]


def _governor(page: Page, noun: int, found: set[Modality]) -> int:
    """The verb that a deal noun depends on ("blocked the sale of"), or -1 where that says nothing."""
    syntax = page.syntax
    verb = syntax.head[noun]
    while syntax.dep[verb] in ("prep", "pobj", "dobj", "compound") and syntax.head[verb] != verb:
        _add(found, syntax.lower[verb])
        verb = syntax.head[verb]
    if not syntax.tag[verb].startswith("VB"):
        return -1
    word = syntax.lower[verb]
    if syntax.lower[noun] in WORDS.deal_nouns:
        _add(found, word)
        if word in WORDS.stop_words:
            found.add(Modality.NEGATED)
        return verb
    return verb if word in WORDS.become_verbs or syntax.dep[noun] in ("attr", "oprd") else -1


def _clause(page: Page, verb: int, found: set[Modality]) -> int | None:
    """Adds what a verb's helpers say; the word that governs the clause, if that can change its force."""
    syntax = page.syntax
    helped = False
    for kid in syntax.kids[verb]:
        dep, word = syntax.dep[kid], syntax.lower[kid]
        if word == "to" and dep == "aux" and syntax.lower[verb] == "become":
            found.add(Modality.FUTURE)
        if dep == "neg" or word in _NOT and dep in ("advmod", "preconj", "cc"):
            found.add(Modality.NEGATED)
        elif dep == "advmod" and word == "longer" and syntax.lower[kid - 1 : kid] == ["no"]:
            found.add(Modality.NEGATED)
        elif dep in ("aux", "auxpass", "mark", "advmod", "advcl") and word != "to":
            if word != "were" or not _is_plural(page, verb):
                _add(found, word)
            helped = helped or dep == "aux"
        elif dep.startswith("nsubj"):
            helped = True
            if any(syntax.lower[k] in ("no", "neither") for k in syntax.kids[kid]) or word in (
                "nobody",
                "none",
            ):
                found.add(Modality.NEGATED)
    head, dep = syntax.head[verb], syntax.dep[verb]
    if head == verb:
        return None
    if dep in ("acl", "relcl", "ccomp") and syntax.lower[head] in WORDS.rumour_nouns:
        found.add(Modality.HEDGED)
        _verdict(page, head, found)
        return None
    if dep in ("xcomp", "ccomp", "pcomp", "acl", "advcl", "acomp", "attr", "prep"):
        word = syntax.lower[head]
        infinitive = any(syntax.lower[kid] == "to" and syntax.dep[kid] == "aux" for kid in syntax.kids[verb])
        if infinitive and dep == "xcomp" and word == "used":
            if syntax.lower[verb] not in WORDS.naming_words:  # a former name is one
                found.add(Modality.NEGATED)  # "used to belong to Y"
        elif infinitive and dep == "xcomp" and word in ("is", "are", "was", "were", "be"):
            found.add(Modality.FUTURE)  # "was to buy X"
        elif word in WORDS.refuse_words and dep != "advcl":
            found.add(Modality.NEGATED)
        elif (
            dep in ("pcomp", "xcomp")
            or infinitive
            or word in WORDS.doubt_words
            or (dep == "ccomp" and word in WORDS.suppose_words)  # "Suppose that Y bought X"
        ):
            _add(found, word)
            if dep == "acl" and infinitive:
                found.add(Modality.FUTURE)
        if dep in ("xcomp", "pcomp", "prep") or (dep == "ccomp" and word in WORDS.future_words):
            return head
        return None
    if dep == "conj" and not helped:
        return head
    return None


def _is_plural(page: Page, verb: int) -> bool:
    """Whether "were" only agrees with its subject ("both were sold"), and supposes nothing."""
    syntax = page.syntax
    subject = syntax.child(verb, "nsubjpass", "nsubj")
    supposed = any(syntax.lower[kid] in ("if", "though", "as") for kid in syntax.kids[verb])
    return (
        subject is not None
        and not supposed
        and (syntax.tag[subject] in ("NNS", "NNPS") or syntax.child(subject, "conj") is not None)
    )


def _verdict(page: Page, rumour: int, found: set[Modality]) -> None:
    """What the sentence says of a rumour: that it "was false", "was denied"."""
    syntax = page.syntax
    verb = syntax.head[rumour]
    told = (verb, *syntax.children(verb, "acomp", "attr", "oprd"))
    if any(syntax.lower[token] in WORDS.false_words for token in told) and syntax.child(verb, "neg") is None:
        found.add(Modality.NEGATED)


def _add(found: set[Modality], word: str) -> None:
    if word in WORDS.doubt_words:
        found.add(Modality.HEDGED)
    if word in WORDS.suppose_words:
        found.add(Modality.HYPOTHETICAL)
    if word in WORDS.future_words:
        found.add(Modality.FUTURE)
