"""The component ``claimgraph_roles``: people by their second names, and roles that no rule finds.

Roles go by what was learnt of a noun and a person. A noun that says what somebody is ("lawyer") or a verb
that does ("runs the fund"), and a person of its sentence or a pronoun for one, are weighed as two names are
(``pairs.py``), with the word itself. What rules have found stays as it is.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from spacy.language import Language
from spacy.tokens import Doc

from ....graph.record import Entity, EntityType, Role, Span
from ...actors.places.tables import peoples
from ...actors.roles.clause_ends import clause_end
from ...actors.roles.person_nouns import says_a_person
from ...actors.roles.phrases import role_at
from ...actors.roles.role_edges import role_around
from ...attribution.cues import default_lexicon
from ...tokens import Tokens, tokens_of
from ..learnt.pairs import Pair, Reference, brief, classes, detailed, references, word_at, words_between
from ..learnt.weighing import hopes, weigh, weights_of
from ..names import Name
from ..page import Page
from ..reading import read_page
from .called_people import with_called_people

NAME = "claimgraph_roles"
ROLE = "role"
_SURE = 0.6
_FAR = 60  # tokens
_FINITE = frozenset({"VBZ", "VBD", "VBN", "VBP"})


@Language.component(NAME, assigns=["doc._.entities"])
def add_roles(doc: Doc) -> Doc:
    """The doc with more persons in ``doc._.entities``, and more roles for them."""
    entities: tuple[Entity, ...] = doc._.entities
    if not any(entity.type is EntityType.PERSON for entity in entities):
        return doc
    tokens, page = tokens_of(doc), read_page(doc, entities)
    called = with_called_people(page, entities)
    if called != entities:
        doc._.entities = entities = called
        page = read_page(doc, entities)
    found: dict[Span, list[Role]] = {}
    for pair, first, end in likely_roles(page, tokens):
        person = pair.subject.name.entity
        if person is not None:
            found.setdefault(person.lead, []).append(role_at(tokens, first, end))
    if found:
        doc._.entities = tuple(
            replace(entity, roles=tuple(sorted((*entity.roles, *found[entity.lead]), key=attrgetter("span"))))
            if entity.lead in found and entity.type is EntityType.PERSON
            else entity
            for entity in entities
        )
    return doc


def likely_roles(page: Page, tokens: Tokens) -> Iterator[tuple[Pair, int, int]]:
    """Each noun that is likely a role of a person, with both and the role's tokens ``[first, end)``."""
    table, names = weights_of(ROLE), without_peoples(page)
    taken = role_tokens(page, tokens)
    for sentence in range(len(page.syntax.sents)):
        best: dict[int, tuple[float, Pair]] = {}
        for pair in role_pairs(page, sentence, taken):
            noun = pair.object.token
            if page.syntax.tag[noun] in _FINITE and f"noun:{page.syntax.lower[noun]}" not in table:
                continue  # of a verb that no text gave as a role nothing is known
            between = words_between(page, pair)
            known = hopes(table, _looks(page, pair, between))
            if known is None:
                continue
            chance = sum(weigh(table, _details(page, pair, between), known))
            if chance >= _SURE and (noun not in best or chance > best[noun][0]):
                best[noun] = chance, pair
        used: set[int] = set()
        for noun in sorted(best):
            first, end = role_range(page, tokens, noun, names)
            if used.isdisjoint(range(first, end)):
                used.update(range(first, end))
                yield best[noun][1], first, end


def role_tokens(page: Page, tokens: Tokens) -> frozenset[int]:
    """The tokens of the roles that rules have found."""
    spans = {role.span for name in page.names.all if name.entity is not None for role in name.entity.roles}
    return frozenset(token for span in spans for token in range(*tokens.tokens_in(span)))


def without_peoples(page: Page) -> list[Name | None]:
    """The name at each token, but for the adjectives of peoples, which belong to a role: "Kenyan lawyer"."""
    people = peoples()
    return [
        None if name is None or name.type is EntityType.GROUP or page.syntax.words[i] in people else name
        for i, name in enumerate(page.names.at)
    ]


def role_pairs(page: Page, sentence: int, known: Container[int]) -> Iterator[Pair]:
    """The persons of a sentence, each with each word near by that may be their role and is not ``known``."""
    syntax = page.syntax
    persons = [one for one in references(page, sentence) if one.kind == "person" and one.name.entity]
    if not persons:
        return
    for token in range(*syntax.sents[sentence]):
        if page.names.at[token] is not None or token in known or not may_tell(page, token):
            continue
        place = Span(syntax.start[token], syntax.end[token])
        role = Reference(Name(token, token, place, described=True), token, token, token, ROLE, "role")
        clause = syntax.tag[token].startswith("VB")
        for person in persons:
            # What somebody does says what they are where no noun does, or a clause of its own is about them.
            known_as = person.name.entity is not None and person.name.entity.roles
            if 0 < abs(person.token - token) <= _FAR and not (
                clause and known_as and not _is_told_of(page, token)
            ):
                yield Pair(person, role, ())


def _is_told_of(page: Page, verb: int) -> bool:
    """Whether a clause says what somebody is beside their role: "a lawyer who counsels couples"."""
    syntax, token = page.syntax, verb
    while syntax.dep[token] == "conj" and syntax.head[token] < token:
        token = syntax.head[token]
    subject = page.subject(token)
    who = syntax.dep[token] == "relcl" and subject is not None and syntax.lower[subject] == "who"
    return who and syntax.tag[verb] in ("VBZ", "VBP", "VBN")


def may_tell(page: Page, token: int) -> bool:
    """Whether a word may be the head of a role: a noun for a person, or one where a role stands; a verb."""
    syntax = page.syntax
    tag, dep = syntax.tag[token], syntax.dep[token]
    if tag in ("NN", "NNS", "NNP"):
        while dep == "conj" and syntax.head[token] < token:
            token = syntax.head[token]
            dep = syntax.dep[token]
        told = dep in ("attr", "appos", "oprd") or syntax.lower[syntax.head[token]] == "as"
        return told or says_a_person(syntax.lower[token])
    if tag not in _FINITE or dep not in ("relcl", "ROOT", "conj", "parataxis"):
        return False
    return syntax.lower[token] not in default_lexicon().verbs and _has_subject(page, token)


def _has_subject(page: Page, verb: int) -> bool:
    subject = page.subject(verb)
    return subject is not None and (
        page.syntax.tag[subject] in ("PRP", "WP") or page.names.at[subject] is not None
    )


def role_features(page: Page, pair: Pair) -> set[str]:
    """What stands around a person and a word that may be their role, and the word."""
    between = words_between(page, pair)
    return {*_looks(page, pair, between), *_details(page, pair, between)}


def _looks(page: Page, pair: Pair, between: Sequence[str]) -> set[str]:
    syntax, noun = page.syntax, pair.object.token
    word = syntax.lower[noun]
    said = brief(pair, between)
    said.update((f"noun:{word}", f"tag:{syntax.tag[noun]}", f"dep:{syntax.dep[noun]}"))
    said.update(f"noun:{name.upper()}" for name in classes().get(word, ()))
    return said


def _details(page: Page, pair: Pair, between: Sequence[str]) -> set[str]:
    syntax, noun = page.syntax, pair.object.token
    said = detailed(page, pair, between)
    for kid in syntax.kids[noun]:
        if syntax.dep[kid] in ("dobj", "prep", "prt", "aux", "neg", "advmod"):
            said.add(f"takes {syntax.dep[kid]}:{word_at(page, kid)}")
    first = syntax.phrase_start(noun)
    said.add(f"opens:{syntax.lower[first]}" if syntax.tag[first] in ("DT", "PRP$") else "opens")
    return said


def role_range(page: Page, tokens: Tokens, noun: int, names: Sequence[Name | None]) -> tuple[int, int]:
    """The tokens ``[first, end)`` of the role that a word is the head of; of a verb, its whole clause.

    ``names`` are those at each token, as ``without_peoples`` gives them.
    """
    if page.syntax.tag[noun].startswith("VB"):
        return noun, clause_end(tokens, noun, page.syntax.sent[noun])
    return role_around(tokens, noun, names)
