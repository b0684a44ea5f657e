"""The component ``claimgraph_instruments``: laws, orders, bans, rulings and fines as entities of a document.

Named ones ("Digital Services Act"), nouns that mean one ("the ban", "an executive order") and verbs that
impose one ("India banned …"). A definite noun means the instrument of its kind that was spoken of last.
What rules do not find is weighed by what was learnt (``told_instruments``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.language import Language
from spacy.tokens import Doc

from ....graph.record import Entity, EntityType, Mention, MentionForm, Span
from ...tokens import Tokens, tokens_of
from ..relation_words import WORDS
from .instrument_words import instrument_words
from .law_names import capital, law_name_end, written
from .orders import by_the_state, ordered
from .told_instruments import told_instruments

NAME = "claimgraph_instruments"
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
_DEFINITE = frozenset({"the", "this", "that", "its", "such"})

if not Doc.has_extension("entities"):
    Doc.set_extension("entities", default=())


@Language.component(NAME, requires=["doc._.entities"], assigns=["doc._.entities"])
def add_instruments(doc: Doc) -> Doc:
    """The doc with instruments among ``doc._.entities``, in place of what was taken for something else."""
    doc._.entities = with_instruments(tokens_of(doc), doc._.entities)
    return doc


@dataclass(slots=True)
class _Instrument:
    kind: str
    name: str
    event: bool = False
    mentions: list[tuple[int, int, MentionForm]] = field(default_factory=list)


def with_instruments(tokens: Tokens, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities with instruments in their places, by first mention."""
    items = find_instruments(tokens, entities)
    ranges = [(first, last) for item in items for first, last, _ in item.mentions]
    for token in told_instruments(tokens, entities, ranges):
        name = _label(tokens, token, token)
        items.append(_Instrument("", name, event=True, mentions=[(token, token, MentionForm.NOMINAL)]))
    found = [
        Entity(
            name=item.name,
            type=EntityType.INSTRUMENT,
            mentions=tuple(
                Mention(span=tokens.span(first, last), form=form)
                for first, last, form in sorted(item.mentions)
            ),
        )
        for item in items
    ]
    taken = [m.span for item in found for m in item.mentions]
    kept = [entity for entity in (_without(entity, taken) for entity in entities) if entity is not None]
    return tuple(sorted((*kept, *found), key=lambda entity: entity.lead))


def _without(entity: Entity, taken: Sequence[Span]) -> Entity | None:
    """The entity without the mentions that overlap an instrument's; None where none is left."""
    if entity.register is not None and entity.type is EntityType.PLATFORM:
        return entity
    left = tuple(
        mention
        for mention in entity.mentions
        if not any(mention.span.start < end and start < mention.span.end for start, end in taken)
    )
    if len(left) == len(entity.mentions):
        return entity if entity.type is not EntityType.INSTRUMENT or entity.register else _plausible(entity)
    return replace(entity, mentions=left) if left else None


def _plausible(entity: Entity) -> Entity | None:
    """An instrument that only the tagger believes in stays if its name looks like one."""
    words = entity.name.casefold().split()
    if not WORDS.institutions.isdisjoint(words):
        return replace(entity, type=EntityType.ORGANIZATION)  # "School of Law"
    return (
        entity
        if words and (words[-1] in instrument_words().kinds or words[0] in ("section", "article"))
        else None
    )


def find_instruments(tokens: Tokens, entities: Sequence[Entity]) -> list[_Instrument]:
    """Instruments in the order of their first mention."""
    lexicon = instrument_words()
    actors = {m.span.start: e.name for e in entities if e.type in _ACTED_ON for m in e.mentions}
    states = {m.span.start for e in entities if e.type is EntityType.JURISDICTION for m in e.mentions}
    found: list[_Instrument] = []
    names: dict[str, _Instrument] = {}
    i = 0
    while i < len(tokens):
        last = law_name_end(tokens, i)
        if last is not None:
            item = _named(tokens, i, last, found, names)
            i = item.mentions[-1][1] + 1
            continue
        word = tokens.lower[i]
        if word in lexicon.kinds and (
            tokens.tag[i] == "NN"
            or _is_the_ruling(tokens, i)
            or (word in lexicon.plural_kinds and tokens.tag[i] == "NNS")
        ):
            _nominal(tokens, i, lexicon.kinds[word], found)
        elif word in lexicon.takes_up and found and tokens.lower[i - 1 : i] in (["the"], ["this"], ["that"]):
            if tokens.tag[i].startswith("NN") and tokens.dep[i] not in ("compound", "nmod"):
                found[-1].mentions.append((i, i, MentionForm.NOMINAL))
        elif word in lexicon.events or word in lexicon.order or word in lexicon.tell:
            target = _event_target(tokens, i, actors, found)
            if word in lexicon.state_events and not by_the_state(tokens, i, states):
                target = None
            if target is not None:
                kind = lexicon.events.get(word) or ("fine" if _told_to_pay(tokens, i) else "order")
                label = f"{kind} on {target}"
                found.append(_Instrument(kind, label, event=True, mentions=[(i, i, MentionForm.NOMINAL)]))
        elif word in lexicon.rule and by_a_court(tokens, i):
            found.append(_Instrument("ruling", "ruling", event=True, mentions=[(i, i, MentionForm.NOMINAL)]))
        i += 1
    return found


def by_a_court(tokens: Tokens, verb: int) -> bool:
    """Whether the verb's subject is a court or a judge."""
    courts = instrument_words().courts
    return tokens.tag[verb].startswith("VB") and any(
        tokens.dep[kid] == "nsubj"
        and (tokens.lower[kid] in courts or any(tokens.lower[k] in courts for k in tokens.kids[kid]))
        for kid in tokens.kids[verb]
    )


def _told_to_pay(tokens: Tokens, verb: int) -> bool:
    """ "X was told to pay 345 million euros": a fine."""
    return tokens.lower[verb] in instrument_words().tell and any(
        tokens.lower[kid] == "pay" for kid in tokens.kids[verb]
    )


_ACTED_ON = (EntityType.PLATFORM, EntityType.ORGANIZATION)


def _named(
    tokens: Tokens, first: int, last: int, found: list[_Instrument], names: dict[str, _Instrument]
) -> _Instrument:
    name = tokens.text[tokens.start[first] : tokens.end[last]]
    item = names.get(name)
    if item is None:
        head = tokens.lower[last] if tokens.lower[last] in instrument_words().kinds else "law"
        if "order" in tokens.lower[first : last + 1]:
            head = "order"
        item = _Instrument(instrument_words().kinds.get(head, "law"), name)
        found.append(item)
        names[name] = item
    else:  # spoken of again: "the law" now means this one
        found.remove(item)
        found.append(item)
    item.mentions.append((first, last, MentionForm.NAME))
    if tokens.lower[last + 1 : last + 2] == ["("] and tokens.lower[last + 3 : last + 4] == [")"]:
        if _ACRONYM.fullmatch(written(tokens, last + 2)):
            names[written(tokens, last + 2)] = item
            item.mentions.append((last + 2, last + 2, MentionForm.NAME))
    return item


def _is_the_ruling(tokens: Tokens, token: int) -> bool:
    """Whether the tagger took the noun "ruling" for a verb."""
    return tokens.tag[token] == "VBG" and tokens.lower[token - 1 : token] in (["the"], ["this"], ["a"])


def _nominal(tokens: Tokens, noun: int, kind: str, found: list[_Instrument]) -> None:
    """A noun that means an instrument: one spoken of before if it is definite, else a new one."""
    if (tokens.dep[noun] in ("compound", "amod") and tokens.tag[noun] == "NN") or (
        tokens.lower[noun] == "order" and tokens.lower[noun - 1 : noun] == ["in"]
    ):
        return
    verb = tokens.head[noun]
    if tokens.dep[noun] == "dobj" and any(item.event and item.mentions[0][0] == verb for item in found):
        return  # "ordered the suspension of X": the order is the instrument
    kids = tokens.kids[noun]
    left = [kid for kid in kids if kid < noun]
    words = {tokens.lower[kid] for kid in left}
    if noun and tokens.lower[noun - 1] in ("the", "this"):
        words.add("the")  # wherever the parser hangs it
    determined = "the" in words or any(tokens.dep[kid] in ("det", "poss") for kid in left)
    first = noun
    while (
        first - 1 in left
        and tokens.dep[first - 1] in ("compound", "amod")
        and not capital(tokens, first - 1)
        and tokens.lower[first - 1] in instrument_words().order_kinds
    ):
        first -= 1
    mention = (first, noun, MentionForm.NOMINAL)
    head = tokens.head[noun]
    if tokens.dep[noun] in ("appos", "attr"):
        subject = (
            head
            if tokens.dep[noun] == "appos"
            else next((k for k in tokens.kids[head] if tokens.dep[k] == "nsubj"), head)
        )
        for item in found:
            if any(a <= subject <= b for a, b, _ in item.mentions):
                item.mentions.append(mention)
                return
    if words & _DEFINITE:
        same = [item for item in found if item.kind == kind] or [
            item
            for item in found
            if (kind in ("order", "ruling") and (item.event or item.kind in ("ban", "fine")))
            or (kind == "ban" and item.event and item.kind == "order")
        ]
        if same:
            same[-1].mentions.append(mention)
            return
        decided = _decided(tokens, noun) if kind == "ruling" else None
        if decided is not None:
            act = (decided, decided, MentionForm.NOMINAL)
            found.append(_Instrument(kind, _label(tokens, first, noun), mentions=[act, mention]))
            return
    determined = determined or tokens.lower[noun] in instrument_words().plural_kinds
    if not determined or not _particular(tokens, noun, kind, first, left):
        return
    found.append(_Instrument(kind, _label(tokens, first, noun), mentions=[mention]))


def _decided(tokens: Tokens, noun: int) -> int | None:
    """The verb of the court's act that "the ruling" means: the last one, two sentences back at most."""
    first = tokens.sentence_bounds[max(0, tokens.sentence[noun] - 2)][0]
    verbs = instrument_words().decide
    return next(
        (i for i in range(noun - 1, first - 1, -1) if tokens.lower[i] in verbs and by_a_court(tokens, i)),
        None,
    )


def _particular(tokens: Tokens, noun: int, kind: str, first: int, left: Sequence[int]) -> bool:
    """Whether a noun speaks of one instrument: "the law" alone, with none before it, is the law at large."""
    words = instrument_words()
    before = {tokens.lower[kid] for kid in left}
    if tokens.lower[noun] == "bill" and not before.isdisjoint(words.other_bills):
        return False
    if kind in ("fine", "ban"):
        return True
    if kind == "ruling":
        return tokens.lower[noun] in ("ruling", "verdict", "judgment", "judgement")
    if tokens.lower[noun] in ("decree", "injunction"):
        return True
    head = tokens.head[noun]
    wanted = tokens.dep[noun] in ("dobj", "nsubjpass") and (
        tokens.lower[head] in words.impose or tokens.lower[head] in words.wanted
    )
    if kind in ("rule", "sanction"):
        adjective = any(capital(tokens, kid) and tokens.dep[kid] in ("amod", "poss") for kid in left)
        if kind == "rule":
            return wanted or not before.isdisjoint(words.new_words) or _whose_rules(tokens, noun)
        return wanted or adjective or any(tokens.lower[k] in ("on", "against") for k in tokens.kids[noun])
    if kind == "order":
        return first < noun or any(
            tokens.lower[k] == "against"
            or (tokens.dep[k] == "poss" and capital(tokens, k))
            or (tokens.dep[k] == "acl" and tokens.lower[k] in words.aim)
            for k in tokens.kids[noun]
        )
    if any(tokens.dep[kid] in ("relcl", "acl") for kid in tokens.kids[noun]):
        return True
    if tokens.dep[noun] in ("dobj", "nsubjpass") and tokens.lower[tokens.head[noun]] in words.impose:
        return True
    if tokens.lower[noun] == "bill":
        to_come = tokens.dep[noun] == "nsubj" and any(
            tokens.tag[k] == "MD" or (tokens.lower[head] == "is" and tokens.dep[k] == "xcomp")
            for k in tokens.kids[head]
        )
        return (
            wanted or to_come or tokens.lower[head] in words.impose or not before.isdisjoint(words.new_words)
        )
    if tokens.dep[noun] == "nsubj" and tokens.lower[tokens.head[noun]] in words.aim:
        return True
    return any(
        tokens.dep[kid] in ("amod", "compound", "poss", "nummod") and tokens.lower[kid] not in words.plain
        for kid in left
    )


def _whose_rules(tokens: Tokens, noun: int) -> bool:
    """ "rules of the Cyberspace Administration": somebody's by name."""
    return any(
        tokens.lower[kid] in ("of", "by", "from") and any(capital(tokens, k) for k in tokens.kids[kid])
        for kid in tokens.kids[noun]
    )


def _label(tokens: Tokens, first: int, noun: int) -> str:
    """The noun with its "on", "against", "of" phrase, as the text has it: "ban on TikTok"; a verb alone."""
    if tokens.tag[noun].startswith("VB"):
        return tokens.text[tokens.start[noun] : tokens.end[noun]]
    for kid in tokens.kids[noun]:
        if kid == noun + 1 and tokens.lower[kid] in ("on", "against", "of"):
            last = tokens.right(kid)
            if last - noun <= 5:
                return tokens.text[tokens.start[first] : tokens.end[last]]
    before = noun - 1
    if before >= 0 and tokens.head[before] == noun and tokens.dep[before] in ("compound", "amod", "nmod"):
        first = min(first, before)
    return tokens.text[tokens.start[first] : tokens.end[noun]]


def _event_target(
    tokens: Tokens, verb: int, actors: Mapping[int, str], found: Sequence[_Instrument]
) -> str | None:
    """Whom somebody banned or fined here: a known actor, in fact, and not by an instrument spoken of."""
    if tokens.tag[verb] not in ("VBD", "VBN") or tokens.dep[verb] == "amod":
        return None
    things: list[int] = []
    acted = False
    for kid in tokens.kids[verb]:
        dep = tokens.dep[kid]
        if dep == "neg" or (dep == "aux" and tokens.tag[kid] == "MD"):
            return None
        if dep == "nsubj" and any(a <= kid <= b for item in found for a, b, _ in item.mentions):
            return None
        acted = acted or dep == "nsubj"
        if dep in ("dobj", "nsubjpass", "dative"):
            things.append(kid)
        if tokens.lower[kid] == "by" and any(
            tokens.lower[k] in instrument_words().kinds for k in tokens.kids[kid]
        ):
            return None  # "banned by a decree": the decree is the instrument
    if tokens.lower[verb] not in instrument_words().events:
        things = list(ordered(tokens, verb))
    for thing in [*things, *_accessed(tokens, things)]:
        if any(a <= thing <= b for item in found for a, b, _ in item.mentions):
            return None
        if tokens.lower[thing] in WORDS.platform_nouns and tokens.lower[thing - 1] in ("the", "this"):
            return f"the {tokens.lower[thing]}"
        for token in _reach(tokens, thing):
            if tokens.start[token] in actors:
                return actors[tokens.start[token]]
        if acted and (tokens.lower[thing] in _IT or _is_a_company(tokens, thing)):
            return tokens.text[tokens.start[tokens.left(thing)] : tokens.end[thing]]
    if tokens.dep[verb] == "acl" and tokens.head[verb] == verb - 1 and verb + 1 < len(tokens):
        return actors.get(tokens.start[verb + 1])  # "the justice suspended X", taken for a participle
    return None


def _accessed(tokens: Tokens, things: Sequence[int]) -> Iterator[int]:
    """X in "blocked access to X"."""
    for thing in things:
        if tokens.lower[thing] == "access":
            for kid in tokens.kids[thing]:
                if tokens.lower[kid] == "to":
                    yield from tokens.kids[kid]


_IT = frozenset({"it", "them"})


def _is_a_company(tokens: Tokens, noun: int) -> bool:
    """ "the same company", "the Irish arm"."""
    return (tokens.lower[noun] in WORDS.company_nouns or tokens.lower[noun] in WORDS.unit_nouns) and any(
        tokens.lower[kid] in _DEFINITE for kid in tokens.kids[noun]
    )


def _reach(tokens: Tokens, token: int) -> Iterator[int]:
    """A noun with its compound words, what it is called or belongs to, and what is joined to it."""
    yield token
    for kid in tokens.kids[token]:
        if tokens.dep[kid] in ("compound", "conj", "nmod", "appos", "poss"):
            yield from _reach(tokens, kid)
        elif tokens.lower[kid] == "of" and _is_a_company(tokens, token):
            for further in tokens.kids[kid]:
                yield from _reach(tokens, further)
