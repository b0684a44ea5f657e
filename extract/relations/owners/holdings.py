"""Who owns what by what it is part of, who sold it, and what is told in passing: "X is Y too"."""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType
from ..finding import Finding
from ..names import Name
from ..page import Page, verb_above
from ..relation_words import WORDS
from ..sheet import BUSINESSES, COMPANY
from .ownership import edge

_BE = frozenset("is are was were 's ’s".split())
_TOO = frozenset("too also well".split())
_FAR = 4  # sentences
_STANDS = frozenset("is stands stood was sits".split())
_RESTS = frozenset("lie lies rests rest sits remains stays lay rested is".split())
_HOLDERS = frozenset("shareholders owners investors backers".split())
_LEFT_OVER = frozenset({"balance", "rest", "remainder"})
_TOLD_PARTS = _LEFT_OVER | {"cent", "percent", "%"}
_PARTS = WORDS.stake_nouns | _TOLD_PARTS
_WITHIN = ("inside", "within", "under", "in")
_CUES = (
    WORDS.belongings | WORDS.within_verbs | WORDS.founders | WORDS.parent_nouns | WORDS.seller_nouns
    | _HOLDERS | _BE
    | frozenset("behind control ownership votes shares buyer".split()) | _PARTS
)  # fmt: skip


def find_holdings(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the subject is what is owned, the object the owner."""
    for i, word in page.where(_CUES):
        if word in WORDS.belongings or word in _HOLDERS:
            yield from _among(page, i)
        if word in WORDS.within_verbs:
            yield from _within(page, i)
        if word in WORDS.parent_nouns or word == "buyer":
            yield from _new_owner(page, i)
        if word in WORDS.founders or word in WORDS.seller_nouns:
            yield from _sold_by(page, i)
        if word in _BE:
            yield from _is_too(page, i)
        elif word == "behind":
            yield from _stands_behind(page, i)
            yield from _behind_it(page, i)
        elif word in ("control", "ownership", "votes") or (word == "shares" and page.syntax.tag[i] == "NNS"):
            yield from _lies_with(page, i)
        elif word in _PARTS:
            yield from _share(page, i)


def _among(page: Page, noun: int) -> Iterator[Finding]:
    """ "Y, whose brands include X", "X counts Y among its shareholders", "X is in the portfolio of Y"."""
    syntax, at = page.syntax, page.names.at
    if at[noun] is not None or not syntax.tag[noun].startswith("NN"):
        return
    possessor = syntax.child(noun, "poss")
    head, dep = syntax.head[noun], syntax.dep[noun]
    owner = page.name_of(possessor) if possessor is not None else None
    held = syntax.lower[noun] in _HOLDERS
    if owner is not None and owner.type in COMPANY and dep == "nsubj":
        includes = syntax.lower[head].startswith(("includ", "compris"))
        told = syntax.child(head, "dobj" if includes else "attr")
        if told is not None and (includes or syntax.lower[head] in _BE):
            for token in syntax.conjuncts(told):
                yield from _counted(owner, page.name_of(token), noun, held)
        return
    if dep == "pobj" and syntax.lower[head] == "among" and owner is not None:
        verb = verb_above(syntax, head)
        if possessor is not None and syntax.tag[possessor] == "PRP$":
            owner = page.subject_name(verb) or owner  # "Y counts X among its apps"
        if syntax.lower[verb].startswith(("count", "number", "ha", "list")):
            for kid in syntax.children(verb, "dobj", "ccomp", "oprd", "nsubj"):
                for token in syntax.conjuncts(kid) if kid > verb else ():
                    yield from _counted(owner, page.name_of(token), noun, held)
        return
    if dep == "pobj" and held:
        yield from _with_those(page, noun, head)
    if dep != "pobj" or held:
        return
    owners = [owner, *(at[token] for token in syntax.objects(noun, "of"))]
    inside = page.inside(syntax.phrase_start(noun), noun)
    if syntax.lower[head] in (*_WITHIN, "of", "from", "to", "into"):
        verb = verb_above(syntax, head)
        subject = page.subject(verb) if syntax.tag[verb].startswith("VB") else None
        asset = page.name_before(head) if syntax.lower[head - 1] == "," else None
        asset = asset or (page.name_of(subject) if subject is not None else None)
        for each in owners if any(owners) else [inside]:
            if each is not None and each.type in BUSINESSES:
                yield from edge(asset, each, (noun,), strict=True)


def _with_those(page: Page, noun: int, among: int) -> Iterator[Finding]:
    """ "it is a firm, with Y and even Z among the shareholders": of the platform that was spoken of."""
    syntax = page.syntax
    first, stop = syntax.sents[syntax.sent[noun]]
    opened = next((i for i in range(among, first, -1) if syntax.lower[i] == "with"), None)
    if opened is None or syntax.lower[among] != "among" or syntax.lower[noun - 1] not in ("the", "its"):
        return
    owners = [name for name in dict.fromkeys(page.names.at[opened:among]) if name is not None]
    for number in range(syntax.sent[noun], max(-1, syntax.sent[noun] - _FAR), -1):
        start, end = syntax.sents[number]
        said = page.named(EntityType.PLATFORM, start, min(end, opened))
        if said:
            if len(said) == 1:
                for owner in owners:
                    yield from edge(said[0], owner, (noun,))
            return


def _counted(whole: Name | None, one: Name | None, noun: int, held: bool) -> Iterator[Finding]:
    """One of those that are counted: what the whole owns, or who has a part of it where it is ``held``."""
    asset, owner = (whole, one) if held else (one, whole)
    yield from edge(asset, owner, (noun,), strict=not held)


def _within(page: Page, verb: int) -> Iterator[Finding]:
    """ "X sits inside Y", "X falls under Y", "X was folded into Y"."""
    syntax = page.syntax
    if not syntax.tag[verb].startswith("VB"):
        return
    asset = page.subject_name(verb)
    thing = syntax.child(verb, "dobj")
    if thing is not None:
        return
    preps = (
        ("inside", "within", "under")
        if syntax.lower[verb] in ("sits", "sit", "sat", "lives", "lies", "falls")
        else ("into",)
    )
    for token in syntax.objects(verb, *preps):
        owner = page.names.at[token]
        if (
            owner is not None
            and owner.type is EntityType.ORGANIZATION
            and asset is not None
            and asset.type in COMPANY
        ):
            yield from edge(asset, owner, (verb,), strict=True)


def _new_owner(page: Page, noun: int) -> Iterator[Finding]:
    """ "X has a new owner: Y", "X found a buyer in Y", and "The owner, Y, …" of what was spoken of."""
    syntax, at = page.syntax, page.names.at
    if at[noun] is not None or not syntax.tag[noun].startswith("NN"):
        return
    verb = syntax.head[noun]
    if syntax.dep[noun] == "dobj" and (
        syntax.lower[verb] in WORDS.hold_verbs or syntax.lower[verb] in ("found", "finds", "got", "gets")
    ):
        asset = page.subject_name(verb)
        marked = syntax.lower[noun + 1 : noun + 2] in ([":"], [","], ["—"], ["–"])
        owner = page.names.covering(noun + 2) if marked else None
        if owner is None and syntax.child(noun, "appos") is not None:
            owner = page.partner(noun)
        owners = [owner, *(page.name_of(token) for token in syntax.objects(noun, "in"))]
        for each in owners:
            if each is not None and asset is not None and asset.type in COMPANY:
                yield from edge(asset, each, (noun,), strict=True)
        return
    first = syntax.phrase_start(noun)
    if syntax.lower[first] != "the" or any(True for _ in syntax.objects(noun, "of", "in")):
        return
    if any(name is not None for name in at[first:noun]):
        return
    owner = page.name_after(noun)
    told = syntax.lower[noun + 1 : noun + 2]
    if owner is None and told and told[0] in _BE and syntax.dep[noun] == "nsubj":
        attr = syntax.child(syntax.head[noun], "attr")
        owner = page.names.at[attr] if attr is not None else None
    if owner is None or owner.type not in COMPANY:
        return
    number = syntax.sent[noun]
    asset = _platform_in(page, number, noun) or (_platform_in(page, number - 1, noun) if number else None)
    yield from edge(asset, owner, (noun,), strict=True)


def _platform_in(page: Page, sentence: int, before: int) -> Name | None:
    """The one platform that a sentence names up to here."""
    first, last = page.syntax.sents[sentence]
    said = page.named(EntityType.PLATFORM, first, min(last, before))
    return said[0] if len(said) == 1 else None


def _sold_by(page: Page, noun: int) -> Iterator[Finding]:
    """ "X's founders sold it to Y", "The owners of X sold out to Y"."""
    syntax = page.syntax
    verb = syntax.head[noun]
    if syntax.dep[noun] != "nsubj" or syntax.lower[verb] not in WORDS.sell_verbs:
        return
    possessor = syntax.child(noun, "poss")
    whose = [
        page.name_of(token)
        for token in (*syntax.objects(noun, "of"), *(() if possessor is None else (possessor,)))
    ]
    thing = syntax.child(verb, "dobj")
    if thing is not None and syntax.lower[thing] not in ("it", "them") and page.names.at[thing] is not None:
        return
    holders = [verb, *(kid for kid in syntax.kids[verb] if syntax.lower[kid] in ("out", "on"))]
    for holder in holders:
        for kid in syntax.kids[holder]:
            if syntax.lower[kid] == "to":
                for token in syntax.children(kid, "pobj"):
                    for asset in whose:
                        if asset is not None and asset.type in COMPANY:
                            yield from edge(asset, page.name_of(token), (verb,))


def _is_too(page: Page, verb: int) -> Iterator[Finding]:
    """ "WhatsApp is Meta too": whose it is, by the name alone."""
    syntax, at = page.syntax, page.names.at
    told = syntax.child(verb, "attr")
    subject = page.subject_name(verb)
    if told is None or subject is None or at[told] is None or subject.type is not EntityType.PLATFORM:
        return
    owner = at[told]
    around = syntax.lower[verb + 1 : verb + 2] + syntax.lower[told + 1 : told + 3]
    if owner is not None and owner.type is EntityType.ORGANIZATION and owner.first <= verb + 2:
        if not _TOO.isdisjoint(around) and not page.before_noun(owner):
            yield from edge(subject, owner, (verb,), strict=True)


def _stands_behind(page: Page, preposition: int) -> Iterator[Finding]:
    """ "Behind the app X stands Y", "Behind X is Y"."""
    syntax, at = page.syntax, page.names.at
    i, stop = preposition + 1, syntax.sents[syntax.sent[preposition]][1]
    while i < stop and at[i] is None and syntax.tag[i] in ("DT", "NN", "JJ", "VBG", "HYPH", "PRP$"):
        i += 1
    asset = at[i] if i < stop else None
    if asset is None or asset.type is not EntityType.PLATFORM:
        return
    verb = asset.last + 1
    if verb + 1 < stop and syntax.lower[verb] in _STANDS | {"lurks"}:
        owner = page.capital_name(verb + 1)
        if owner is None and verb + 2 < stop:
            owner = at[verb + 2]
        if owner is not None and owner.type in (EntityType.ORGANIZATION, None):
            yield from edge(asset, owner, (preposition,), strict=True)


def _behind_it(page: Page, preposition: int) -> Iterator[Finding]:
    """ "Behind it stands Y": of the platform that was spoken of."""
    syntax = page.syntax
    if syntax.lower[preposition + 1 : preposition + 2] != ["it"]:
        return
    verb = preposition + 2
    if verb + 1 >= len(syntax) or syntax.lower[verb] not in _STANDS:
        return
    owner = page.names.at[verb + 1] or (page.names.at[verb + 2] if verb + 2 < len(syntax) else None)
    if owner is None or owner.type is not EntityType.ORGANIZATION:
        return
    thing = page.traded(preposition + 1)
    if thing is None:
        number = syntax.sent[preposition]
        thing = _platform_in(page, number, preposition) or (page.topic(number - 1) if number else None)
    if thing is not None and thing.type is EntityType.PLATFORM:
        yield from edge(thing, owner, (preposition,), strict=True)


def _lies_with(page: Page, noun: int) -> Iterator[Finding]:
    """ "Control of X lies with Y", "Ownership of X rests with Y", "X is under the control of Y"."""
    syntax = page.syntax
    verb = syntax.head[noun]
    whose = syntax.child(noun, "poss")  # "under Y's control", "the group, whose voting shares lie with Y"
    if syntax.lower[verb] in ("under", "in") and syntax.lower[noun] in ("control", "ownership"):
        asset = page.subject_name(verb_above(syntax, verb))
        for token in (*syntax.objects(noun, "of"), *(() if whose is None else (whose,))):
            if asset is not None and asset.type in BUSINESSES:
                yield from edge(asset, page.name_of(token), (noun,), strict=True)
        return
    if syntax.lower[verb] in _RESTS:
        for thing in (*syntax.objects(noun, "of", "over"), *(() if whose is None else (whose,))):
            asset = page.name_of(thing)
            if asset is not None and asset.type is EntityType.PLATFORM and thing == whose:
                continue  # "the group behind the app X, whose shares"
            for token in syntax.objects(verb, "with"):
                yield from edge(asset, page.name_of(token), (noun,), strict=True)


def _share(page: Page, noun: int) -> Iterator[Finding]:
    """ "Y still has 35 per cent; Z holds the balance": of what the text was speaking of."""
    syntax = page.syntax
    verb = syntax.head[noun]
    if syntax.dep[noun] != "dobj" or page.names.at[noun] is not None:
        return
    if syntax.lower[verb] not in WORDS.hold_verbs and syntax.lower[verb] not in WORDS.own_verbs:
        return
    if any(True for _ in syntax.objects(noun, "of", "in")):
        return
    left = syntax.lower[noun - 1]
    if syntax.lower[noun] in _LEFT_OVER and left != "the":
        return
    owner = page.subject_name(verb)
    if owner is None or owner.type not in (*COMPANY, EntityType.PERSON):
        return
    if owner.type is EntityType.PERSON and syntax.lower[noun] not in _TOLD_PARTS:
        return  # "She has kept the other half where they were"
    if syntax.dep[verb] == "relcl":
        return
    number = syntax.sent[noun]
    first, last = syntax.sents[max(0, number - 1)][0], syntax.sents[number][1]
    if not WORDS.stake_context.isdisjoint(syntax.lower[first:last]):
        whole = _of_what(page, noun) if syntax.lower[noun] in _LEFT_OVER else None
        asset = whole or _held(page, first, noun, owner)
        yield from edge(asset, owner, (verb, noun))


def _of_what(page: Page, noun: int) -> Name | None:
    """What the last share told before was a share of: "paid $840m for 75% of X. … Y kept the remainder"."""
    syntax = page.syntax
    first = syntax.sents[max(0, syntax.sent[noun] - _FAR)][0]
    for i in range(noun - 1, first, -1):
        if syntax.lower[i] in _PARTS:
            for token in syntax.objects(i, "of", "in"):
                whole = page.name_of(token)
                if whole is not None and whole.type in BUSINESSES:
                    return whole
    return None


def _held(page: Page, first: int, stop: int, owner: Name) -> Name | None:
    """The one company spoken of in these tokens that does not hold, own or sell anything there itself."""
    syntax = page.syntax
    said: dict[object, Name] = {}
    for name in page.names.at[first:stop]:
        if name is None or name.type not in BUSINESSES or name.entity is None or name.entity is owner.entity:
            continue
        verb = syntax.lower[syntax.head[name.last]]
        acts = syntax.dep[name.last] == "nsubj" and (
            verb in WORDS.hold_verbs or verb in WORDS.own_verbs or verb in WORDS.spin_verbs
        )
        if not acts:
            said.setdefault(name.entity.lead, name)
    platforms = [name for name in said.values() if name.type is EntityType.PLATFORM]
    found = platforms if len(said) > 1 else list(said.values())
    return found[0] if len(found) == 1 else None
