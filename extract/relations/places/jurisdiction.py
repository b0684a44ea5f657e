"""Which country's company a text says something is: seats, adjectives, laws that it is subject to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ....graph.record import EntityType, Span
from ...actors.places.tables import peoples, places
from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from ..sheet import BUSINESSES, COMPANY
from .addresses import place_at, under

# Tags (their first letters) of what may stand between "based" and a name; "start-up" is three tokens.
_BEFORE = ("NN", "JJ", "CC", "HY", "RP")


_RUN = frozenset(
    "run runs running operate operates operated operating managed hosted steered controlled led".split()
)
_OUT = frozenset("from out".split())
_BODIES = frozenset("foundation charity association trust authority regulator watchdog agency".split())
_CUES = (
    WORDS.base_verbs | WORDS.seat_nouns | WORDS.office_words | WORDS.company_nouns | WORDS.unit_nouns
    | WORDS.parent_nouns | WORDS.rule_nouns | _RUN | _BODIES
    | frozenset("owned controlled backed regulated supervised policed overseen".split())
    | frozenset("home licence license moved moves relocated decamped sits sit sat".split())
)  # fmt: skip


def find_jurisdictions(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the subject is a company or platform, the object a place."""
    for i, word in page.where(_CUES):
        if word in WORDS.base_verbs:
            yield from _seat(page, i)
        elif word in WORDS.seat_nouns or (word in WORDS.office_words and _is_its(page, i)):
            yield from _headquarters(page, i)
        elif word in WORDS.company_nouns | WORDS.unit_nouns | WORDS.parent_nouns | _BODIES:
            yield from _kind(page, i)
        elif word in ("owned", "controlled", "backed") and i and page.syntax.words[i - 1] == "-":
            yield from _owned(page, i)
        elif word in WORDS.rule_nouns:
            yield from _rule(page, i)
        elif word in ("regulated", "supervised", "policed", "overseen"):
            yield from _regulated(page, i)
        if word in _RUN:
            yield from _run_from(page, i)
        elif word == "home":
            yield from _home(page, i)
        elif word in ("licence", "license"):
            yield from _licensed(page, i)
        elif word in ("moved", "moves", "relocated", "decamped"):
            yield from _moved(page, i)
        elif word in ("sits", "sit", "sat"):
            yield from _sits(page, i)


def _company(page: Page, token: int) -> Name | None:
    """The name for a token, if a company may have it."""
    name = page.name_of(token)
    return name if name is not None and name.type in COMPANY else None


def _seat(page: Page, verb: int) -> Iterator[Finding]:
    """ "X, based in P", "X is headquartered in P", "the P-based X"."""
    syntax, at = page.syntax, page.names.at
    if verb > 1 and syntax.words[verb - 1] in ("-", "‑"):
        place = at[verb - 2]
        head = verb + 1
        while head < len(syntax) and at[head] is None and syntax.tag[head][:2] in _BEFORE:
            if syntax.lower[head] in WORDS.role_nouns:
                return
            head += 1
        thing = at[head] if head < len(syntax) else None
        if thing is None and head - 1 > verb:
            thing = page.partner(head - 1)
        yield from under(page, thing, place, verb)
        return
    if not syntax.tag[verb].startswith(("VB", "JJ")):
        return
    places = [at[token] for token in syntax.objects(verb, "in", "at")]
    if not any(places):
        after = verb + 2
        if syntax.lower[verb + 1 : after] == ["in"] and after < len(syntax):
            places = [
                at[after + 1] if syntax.lower[after] == "the" and after + 1 < len(syntax) else at[after]
            ]
    for laws in syntax.objects(verb, "under"):  # "incorporated under the laws of P"
        if syntax.lower[laws] in WORDS.rule_nouns:
            places.extend(at[token] for token in syntax.objects(laws, "of"))
            places.append(page.inside(syntax.phrase_start(laws), laws))
    for adverb in syntax.children(verb, "advmod"):
        places.append(_where(page, adverb))
    thing = _seated(page, verb)
    for place in places:
        yield from under(page, thing, place, verb)


def _seated(page: Page, verb: int) -> Name | None:
    """Who is "based", also in "based in P, incorporated in Q"."""
    syntax = page.syntax
    for other in range(verb - 1, max(syntax.sents[syntax.sent[verb]][0], verb - 8), -1):
        if syntax.lower[other] in WORDS.base_verbs and syntax.tag[other] == "VBN":
            return _seated(page, other)
        if syntax.tag[other] in ("WDT", "WP", "PRP", "VBZ", "VBD"):
            break
    own, subject = syntax.child(verb, "nsubj", "nsubjpass"), page.subject(verb)
    if own is not None and page.names.at[own] is not None:
        return _company(page, own)  # "X, which owns Y, is based"
    thing = page.name_before(_phrase(page, verb))
    if thing is None and subject is not None:
        thing = _company(page, subject)
    return thing


def _where(page: Page, adverb: int) -> Name | None:
    """The place of "P, where X is registered" and of "X is headquartered there"."""
    syntax, at = page.syntax, page.names.at
    if syntax.lower[adverb] == "where" and adverb > 1 and syntax.lower[adverb - 1] == ",":
        return at[adverb - 2]
    if syntax.lower[adverb] != "there":
        return None
    first = syntax.sents[max(0, syntax.sent[adverb] - 1)][0]
    for i in range(adverb - 1, first - 1, -1):
        name = at[i]
        if name is not None and (name.type is EntityType.JURISDICTION or name.placed):
            before = at[name.first - 2] if name.first > 1 and syntax.lower[name.first - 1] == "," else None
            return before if before is not None and (before.placed or before.type is name.type) else name
    return None


def _phrase(page: Page, verb: int) -> int:
    """Where a participle's phrase begins: "which is also based"."""
    syntax = page.syntax
    while verb and (
        syntax.dep[verb - 1] in ("auxpass", "aux", "advmod", "nsubjpass") and syntax.lower[verb - 1] != ","
    ):
        verb -= 1
    return verb


def _headquarters(page: Page, noun: int) -> Iterator[Finding]:
    """ "X has its headquarters in P", "X's headquarters in P", "with headquarters in P"."""
    syntax, at = page.syntax, page.names.at
    places = [at[token] for token in syntax.objects(noun, "in")]
    verb = syntax.head[noun]
    if syntax.dep[noun] == "dobj":
        for adverb in syntax.children(verb, "advmod"):
            places.append(_where(page, adverb))  # "P, where X has its headquarters"
    places.append(place_at(page, noun - 1) if noun else None)  # "X's P headquarters", "its P head office"
    if not any(places) and syntax.tag[verb].startswith("VB"):
        places = [at[token] for token in syntax.objects(verb, "in", "to")]
    possessor = syntax.child(noun, "poss")
    thing = None
    if possessor is not None and not (syntax.tag[possessor] == "PRP$" and syntax.dep[noun] == "dobj"):
        thing = page.name_of(possessor)
    if thing is None and syntax.dep[noun] == "dobj":
        thing = page.subject_name(verb)
    if thing is None and syntax.lower[verb] == "with":
        thing = page.name_before(verb) or page.names.at[syntax.head[verb]]  # "X, with headquarters in P,"
    if thing is None and possessor is not None and syntax.lower[verb] in ("from", "at", "in", "out"):
        subject = page.subject(syntax.head[verb])  # "From its headquarters in P, X runs"
        thing = page.name_of(subject) if subject is not None else None
    for place in places:
        yield from under(page, thing, place, noun)


def _run_from(page: Page, verb: int) -> Iterator[Finding]:
    """ "X, run from P", "X operates out of P"."""
    syntax = page.syntax
    if syntax.lower[verb + 1 : verb + 2] not in ([word] for word in _OUT):
        return
    token = verb + 2
    while token < len(syntax) and syntax.lower[token] in ("of", "from", "the"):
        token += 1
    place = place_at(page, token)
    thing = page.name_before(verb) or page.subject_name(verb)
    if place is not None and thing is not None and thing.type in COMPANY:
        yield from under(page, thing, place, verb)


def _home(page: Page, noun: int) -> Iterator[Finding]:
    """ "X calls P home", "X is legally at home in P", "X has its home in P"."""
    syntax = page.syntax
    first = syntax.sents[syntax.sent[noun]][0]
    verb = noun - 1
    while verb > max(first, noun - 5) and not syntax.tag[verb].startswith("VB"):
        verb -= 1
    if syntax.lower[verb] in ("calls", "call", "called", "makes", "made", "calling"):
        place = place_at(page, verb + 1) or place_at(page, verb + 2)
        yield from under(page, page.subject_name(verb), place, noun)
    elif syntax.lower[noun - 1 : noun + 2] == ["at", "home", "in"]:
        place = place_at(page, noun + 2) or place_at(page, noun + 3)
        thing = page.subject_name(verb) if syntax.tag[verb].startswith("VB") else None
        if thing is None or thing.type not in COMPANY:
            thing = _seated(page, noun)
        yield from under(page, thing, place, noun)


def _licensed(page: Page, noun: int) -> Iterator[Finding]:
    """ "X holds an Estonian licence", "X operates under a licence from P"."""
    syntax = page.syntax
    verb = syntax.head[noun]
    if syntax.dep[noun] == "pobj" and syntax.lower[verb] in ("under", "on", "with"):
        verb = syntax.head[verb]
    elif syntax.dep[noun] != "dobj" or syntax.lower[verb] not in (
        "holds",
        "hold",
        "has",
        "held",
        "obtained",
        "got",
    ):
        return
    first = syntax.phrase_start(noun)
    place = page.inside(first, noun)
    for each in (place, *(place_at(page, token) for token in syntax.objects(noun, "from", "in"))):
        yield from under(page, page.subject_name(verb), each, noun)


def _moved(page: Page, verb: int) -> Iterator[Finding]:
    """ "X moved from P to Q", "X relocated to Q": a company's seat, where nothing else is moved."""
    syntax = page.syntax
    if syntax.child(verb, "dobj") is not None or not syntax.tag[verb].startswith("VB"):
        return
    thing = page.subject_name(verb)
    if thing is None or thing.type not in BUSINESSES or thing.last - thing.first > 5:
        return
    if syntax.tag[page.subject(verb) or 0] == "PRP":
        return
    for token in syntax.objects(verb, "to"):
        yield from under(page, thing, place_at(page, token), verb)


def _sits(page: Page, verb: int) -> Iterator[Finding]:
    """ "X sits in P"."""
    thing = page.subject_name(verb)
    if page.syntax.lower[verb + 1 : verb + 2] == ["in"] and thing is not None and thing.type in COMPANY:
        yield from under(page, thing, place_at(page, verb + 2), verb)


def _is_its(page: Page, noun: int) -> bool:
    """Whether this is in "X has its offices in P", not in "X's office in P", one of many."""
    syntax = page.syntax
    possessor = syntax.child(noun, "poss")
    if possessor is None or syntax.lower[possessor] not in ("its", "their") or syntax.dep[noun] != "dobj":
        return False
    return syntax.lower[syntax.head[noun]] in ("has", "have", "had", "keeps", "moved", "moves")


def _kind(page: Page, noun: int) -> Iterator[Finding]:
    """ "the Chinese company X", "X, a Beijing firm", "X's Chinese parent company, Y", "X is an Irish app"."""
    syntax, at = page.syntax, page.names.at
    begin = noun
    if syntax.lower[noun : noun + 3] == ["start", "-", "up"]:
        noun += 2
    elif at[noun] is not None or not syntax.tag[noun].startswith("NN"):
        return
    if noun + 1 < len(syntax) and at[noun + 1] is None and syntax.lower[noun + 1] in WORDS.company_nouns:
        return
    first = syntax.phrase_start(begin)
    for i in range(noun - 1, first - 1, -1):
        name = at[i]
        if syntax.tag[i] == "DT":
            break  # "Outside Japan the app"
        if name is None or syntax.words[i + 1] == "-":
            continue
        if syntax.words[i] in peoples() or name.type is EntityType.JURISDICTION:
            thing = page.partner(noun)
            if thing is not None and thing.type is EntityType.PERSON:
                return
            if thing is name:
                return
            if thing is None:
                thing = page.definite(noun)  # "The San Antonio broadcaster …", of whom was spoken
            yield from under(page, thing, name, noun)
            return
    told = syntax.lower[first] in ("a", "an") or syntax.dep[noun] == "appos"
    seated = told and syntax.lower[begin] not in WORDS.platform_nouns
    for token in syntax.objects(noun, "from", *(("in",) if seated else ())):
        place = at[token]
        if place is not None and place.type is None and seated:
            place = replace(place, placed=True)  # a town that no table has
        thing = page.partner(noun) or page.definite(noun)
        yield from under(page, thing, place, noun)  # "NAME, a licensing firm from P"


def _owned(page: Page, word: int) -> Iterator[Finding]:
    """ "the Chinese-owned X": what it says is whose law its owner is under."""
    syntax, at = page.syntax, page.names.at
    place = at[word - 2] if word > 1 else None
    head = word + 1
    while head < len(syntax) and at[head] is None and syntax.tag[head][:2] in ("NN", "JJ"):
        head += 1
    if head < len(syntax) and place is not None and syntax.words[place.last] in peoples():
        yield from under(page, at[head] or page.partner(head - 1), place, word)


def _rule(page: Page, noun: int) -> Iterator[Finding]:
    """ "X is subject to Chinese law", "X falls under the jurisdiction of P", "X must obey the laws of P"."""
    syntax, at = page.syntax, page.names.at
    if at[noun] is not None:
        return
    places = [at[token] for token in syntax.objects(noun, "of", "in")]
    places.append(page.inside(syntax.phrase_start(noun), noun))
    prep = syntax.head[noun]
    if syntax.dep[noun] != "pobj" or syntax.lower[prep] not in ("to", "under", "by", "within"):
        return
    word = syntax.head[prep]
    verb = syntax.head[word] if syntax.tag[word].startswith(("JJ", "NN")) else word
    if prep > 0 and syntax.lower[prep] == "to" and syntax.lower[syntax.head[prep]] in ("answers", "answer"):
        yield from (
            f for place in places for f in under(page, page.subject_name(syntax.head[prep]), place, noun)
        )
        return
    if syntax.lower[word] not in WORDS.subject_words and syntax.lower[verb] not in WORDS.subject_words:
        return
    thing = page.subject_name(verb)
    for place in places:
        yield from under(page, thing, place, word, noun)


def _regulated(page: Page, verb: int) -> Iterator[Finding]:
    """ "X is regulated by P's authority" says whose law holds, where the regulator's place is named."""
    syntax, at = page.syntax, page.names.at
    for agent in syntax.objects(verb, "by"):
        first = syntax.phrase_start(agent)
        subject = page.subject(verb)
        if subject is None:
            return
        for i in range(first, agent + 1):
            place = at[i]
            if (
                place is not None
                and place.last > i
                and place.first <= i
                and (syntax.words[i] in peoples() or syntax.words[i] in places())
            ):
                place = Name(i, i, Span(syntax.start[i], syntax.end[i]), EntityType.JURISDICTION)
            yield from under(page, page.name_of(subject), place, verb)
