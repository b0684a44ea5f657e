"""Who owns what by a text's verbs: owning and buying, stakes, sales, spin-offs."""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType
from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from ..sheet import BUSINESSES, COMPANY
from .ownership import edge

_IN_PARTS = frozenset("parts equal equally jointly percent % half halves".split())
_GIVEN = frozenset({"handed", "transferred", "ceded"})


_CUES = (
    WORDS.own_verbs | WORDS.buy_verbs | WORDS.sell_verbs | WORDS.stake_nouns | WORDS.spin_verbs
    | WORDS.take_verbs | WORDS.pick_verbs | WORDS.hold_verbs | WORDS.pay_verbs
    | frozenset("in of hands possession keeping care passed handed transferred ceded went gone".split())
    | frozenset("includes include comprises".split())
)  # fmt: skip
_PIECES = frozenset("part half third quarter majority minority".split())  # who sells one may keep the rest
_SHARES = WORDS.stake_nouns | _PIECES


def find_transactions(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the subject is what is owned, the object the owner."""
    for i, word in page.where(_CUES):
        noun = word in WORDS.stake_nouns and page.syntax.tag[i].startswith("NN")
        if not noun and (word in WORDS.own_verbs or word in WORDS.buy_verbs):
            yield from _own(page, i)
        elif word in WORDS.sell_verbs:
            yield from _sell(page, i)
        elif word in WORDS.stake_nouns:
            yield from _stake(page, i)
        elif word in WORDS.spin_verbs:
            yield from _spin(page, i)
        elif (word in WORDS.take_verbs and _has(page, i, "over")) or (
            word in WORDS.pick_verbs and _has(page, i, "up")
        ):
            yield from _own(page, i)
        elif word in ("in", "of") and page.syntax.lower[i + 1 : i + 2] == ["which"]:
            yield from _in_which(page, i)
        elif word in WORDS.hold_verbs and page.syntax.tag[i] == "VBN":
            yield from _held(page, i)
        elif word in ("hands", "possession", "keeping", "care"):
            yield from _hands(page, i)
        elif word == "passed" or word in _GIVEN:
            yield from _pass(page, i)
        elif word in ("went", "gone"):
            yield from _went(page, i)
        elif word in WORDS.pay_verbs:
            yield from _pay(page, i)
        elif word in ("includes", "include", "comprises"):
            yield from _include(page, i)


def _own(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y owns X", "X is owned by Y", "Y, which bought X", "X, acquired by Y", "Y-owned X"."""
    syntax = page.syntax
    if syntax.tag[verb][:2] not in ("VB", "JJ"):
        return
    if syntax.lower[verb - 1 : verb] == ["each"]:
        yield from _each(page, verb)
        return
    if (
        verb > 1
        and syntax.words[verb - 1] in ("-", "‑")
        and syntax.lower[verb - 2] not in WORDS.measure_words
    ):
        yield from _hyphened(page, verb)
        return
    agents = list(syntax.objects(verb, "by"))
    for kid in syntax.kids[verb]:  # "by X or by Y"
        if syntax.lower[kid] == "by":
            agents.extend(
                target
                for further in syntax.kids[kid]
                if syntax.lower[further] == "by" and syntax.dep[further] == "conj"
                for target in syntax.children(further, "pobj")
            )
    for part in syntax.objects(verb, "in"):  # "owned in equal parts by X and Y"
        agents.extend(syntax.objects(part, "by"))
    if syntax.tag[verb] in ("VBN", "VBD") and agents:
        thing = page.subject(verb)
        asset = None if thing is None else page.name_of(thing) or page.share_of(thing)
        if asset is None and syntax.dep[verb] in ("acl", "advcl", "ROOT", "conj", "relcl"):
            asset = page.name_before(_participle_start(page, verb))
        owned = [asset] if asset is not None or thing is None else page.both(thing)
        for agent in agents:
            for each in owned:
                for name in _those(page, agent):
                    yield from edge(each, name, (verb,))
        return
    things = syntax.child(verb, "dobj")
    subject = page.subject(verb)
    if things is None or subject is None:
        return
    first = page.names.at[things]
    for owner in syntax.conjuncts(subject):
        for thing in syntax.conjuncts(things):
            yield from edge(page.traded(thing), page.name_of(owner), (verb,))
        if first is not None and first.type in BUSINESSES:
            for listed in page.listed(first):
                if listed.first > first.last and listed.type in BUSINESSES:
                    yield from edge(listed, page.name_of(owner), (verb,))


def _those(page: Page, agent: int) -> Iterator[Name]:
    """Whom an agent means: a name, or those of "two investors, Y and Z"."""
    name = page.name_of(agent)
    if name is None and page.syntax.tag[agent].startswith("NN"):
        told = page.name_after(agent)
        if told is not None:
            yield from page.listed(told) if page.syntax.tag[agent] == "NNS" else (told,)
    elif name is not None:
        yield name


def _has(page: Page, verb: int, particle: str) -> bool:
    """ "took over", "took it over"."""
    if page.syntax.lower[verb + 1 : verb + 2] == [particle]:
        return True
    return any(page.syntax.lower[kid] == particle for kid in page.syntax.children(verb, "prt"))


def _held(page: Page, verb: int) -> Iterator[Finding]:
    """ "a third of the shares in X is held by Y"."""
    subject = page.syntax.child(verb, "nsubjpass")
    asset = page.share_of(subject) if subject is not None else None
    if asset is None and subject is not None and _says_shares(page, subject):
        asset = page.only_business(page.syntax.sent[verb] - 1)  # "… of the shares are held by Y"
    elif asset is None and subject is not None and page.syntax.lower[verb] == "held":
        shared = not _IN_PARTS.isdisjoint(page.syntax.lower[verb : verb + 5])
        named = page.name_of(subject) if shared else page.names.at[subject]
        # "X is held in equal parts by Y and Z", "X in turn is held by Y"
        asset = named if named is not None and named.type in BUSINESSES else None
    parts = [token for part in page.syntax.objects(verb, "in") for token in page.syntax.objects(part, "by")]
    for agent in (*page.syntax.objects(verb, "by"), *parts):
        yield from edge(asset, page.name_of(agent), (verb,))


def _says_shares(page: Page, subject: int) -> bool:
    """Whether the shares are those of whom the sentence before speaks."""
    return page.syntax.sent[subject] > 0 and any(
        page.syntax.lower[token] in ("shares", "stock", "capital")
        for token in (subject, *page.syntax.objects(subject, "of"))
    )


def _each(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y and Z each own half of X", which the parser seldom sees as a clause."""
    syntax, at = page.syntax, page.names.at
    owner = at[verb - 2] if verb > 1 else None
    i, stop = verb + 1, syntax.sents[syntax.sent[verb]][1]
    while i < stop and at[i] is None and (syntax.tag[i] in ("CD", "NN", "DT", "IN", "JJ", "$")):
        i += 1
    if owner is not None and i < stop:
        for each in page.listed(owner):
            yield from edge(at[i], each, (verb,))


def _participle_start(page: Page, verb: int) -> int:
    syntax = page.syntax
    while verb and syntax.tag[verb - 1] in ("RB", "CD", "NN", "JJ") and syntax.lower[verb - 1] != ",":
        verb -= 1
    return verb


def _hyphened(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y-owned X", "the Y-controlled video app X"."""
    syntax, at = page.syntax, page.names.at
    owner = at[verb - 2]
    for i in range(verb + 1, min(verb + 6, len(syntax))):
        if at[i] is not None:
            yield from edge(at[i], owner, (verb,))
            return
        if syntax.tag[i][:2] not in ("NN", "JJ") and syntax.lower[i] != "-" and syntax.words[i] != "The":
            break
    before = page.name_before(syntax.phrase_start(verb - 2))
    yield from edge(before, owner, (verb,))


def _sell(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y sold X to Z", "X was sold to Z": Z owns it now, Y did."""
    syntax = page.syntax
    if not syntax.tag[verb].startswith("VB"):
        return
    thing = syntax.child(verb, "dobj")
    if thing is not None:
        seller = page.subject(verb)
    else:
        thing = syntax.child(verb, "nsubjpass")
        passive = syntax.dep[verb] == "conj" and syntax.child(syntax.head[verb], "auxpass") is not None
        if thing is None and syntax.tag[verb] == "VBN" and (passive or syntax.dep[verb] == "acl"):
            thing = page.subject(verb)  # "X, sold to Z", "X was written by Y and sold to Z"
        seller = next(syntax.objects(verb, "by"), None)
    if thing is None:
        return
    both = seller is not None and syntax.lower[thing] == syntax.lower[seller] == "it"
    asset = page.main_platform(verb) if both else page.traded(thing)  # "Later it sold it to Z"
    for buyer in syntax.objects(verb, "to"):
        yield from edge(asset, page.name_of(buyer), (verb,))
    if seller is not None and syntax.lower[thing] not in _SHARES:
        yield from edge(asset, page.name_of(seller), (verb,), over=True)


def _stake(page: Page, noun: int) -> Iterator[Finding]:
    """ "Y holds a 20 percent stake in X", "Y owns 40 percent of X", "Y sold its stake in X to Z"."""
    syntax = page.syntax
    assets = [page.traded(token) or page.share_of(token) for token in syntax.objects(noun, "in", "of")]
    verb = syntax.head[noun]
    if not any(assets) or syntax.dep[noun] != "dobj":
        return
    word = syntax.lower[verb]
    over = word in WORDS.sell_verbs
    whole = over and syntax.lower[noun] not in _PIECES
    if syntax.lower[noun] == "part" and word in WORDS.hold_verbs:
        return  # "takes part in"
    if not (over or word in WORDS.own_verbs or word in WORDS.buy_verbs or word in WORDS.hold_verbs):
        return
    subject = page.subject(verb)
    for asset in assets:
        for owner in syntax.conjuncts(subject) if subject is not None else ():
            yield from edge(asset, page.name_of(owner), (verb, noun), over=whole)
        if over:
            for buyer in syntax.objects(verb, "to"):
                yield from edge(asset, page.name_of(buyer), (verb, noun))


def _spin(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y spun off X", "X was spun off from Y"."""
    syntax = page.syntax
    if not syntax.tag[verb].startswith("VB") or syntax.lower[verb + 1 : verb + 2] not in (["off"], ["out"]):
        return
    subject = page.subject_name(verb)
    thing = syntax.child(verb, "dobj")
    cue = (verb, verb + 1)
    if thing is not None:
        yield from edge(page.name_of(thing), subject, cue, over=True)
        return
    for former in (*syntax.objects(verb, "from", "by", "of"), *syntax.objects(verb + 1, "from", "of")):
        yield from edge(subject, page.name_of(former), cue, over=True)


def _hands(page: Page, noun: int) -> Iterator[Finding]:
    """ "X is in the hands of Y", "X has been in the possession of Y"."""
    syntax = page.syntax
    preposition = syntax.head[noun]
    if syntax.dep[noun] == "pobj" and syntax.lower[preposition] in ("in", "into"):
        for token in syntax.objects(noun, "of"):
            verb = syntax.head[preposition]
            yield from edge(page.subject_name(verb), page.name_of(token), (verb, noun), strict=True)


def _pass(page: Page, verb: int) -> Iterator[Finding]:
    """ "Control of X passed to Y", "the app passed to Y", "Y passed X on to Z"."""
    syntax = page.syntax
    subject = page.subject(verb)
    if subject is None or not syntax.tag[verb].startswith("VB"):
        return
    thing = syntax.child(verb, "dobj")
    given = page.traded(thing) if thing is not None else None
    if (
        given is not None
        and given.type is EntityType.PLATFORM
        and (syntax.lower[verb] in _GIVEN or _has(page, verb, "on"))
    ):
        ons = [kid for kid in syntax.kids[verb] if syntax.lower[kid] == "on"]
        buyers = [page.name_of(t) for head in (verb, *ons) for t in syntax.objects(head, "to")]
        for buyer in buyers or _later_to(page, verb):
            yield from edge(given, buyer, (verb,), strict=True)
        yield from edge(given, page.name_of(subject), (verb,), over=True, strict=True)
    asset = page.name_of(subject)
    if syntax.lower[subject] in WORDS.stake_nouns or syntax.lower[subject] in WORDS.deal_nouns:
        asset = next((page.name_of(token) for token in syntax.objects(subject, "of", "in")), None)
    elif asset is None or asset.type is not EntityType.PLATFORM:
        return
    for token in syntax.objects(verb, "to"):
        yield from edge(asset, page.name_of(token), (verb,), strict=True)


def _later_to(page: Page, verb: int) -> Iterator[Name]:
    """Y of "handed it, along with its news service, to Y", which the parser hangs on the service."""
    syntax = page.syntax
    for i in range(verb + 1, min(verb + 14, syntax.sents[syntax.sent[verb]][1] - 1)):
        name = page.names.at[i + 1]
        if syntax.lower[i] == "to" and name is not None and name.type in BUSINESSES:
            yield name
            return


def _went(page: Page, verb: int) -> Iterator[Finding]:
    """ "It went to Y", "X went instead to Y", where the text is speaking of a sale."""
    syntax = page.syntax
    first = syntax.sents[max(0, syntax.sent[verb] - 2)][0]
    if (WORDS.sell_verbs | WORDS.buy_verbs | WORDS.sale_nouns).isdisjoint(syntax.lower[first : verb + 12]):
        return
    subject = page.subject(verb)
    asset = page.traded(subject) if subject is not None else None
    named = subject is not None and page.names.at[subject] is asset
    if asset is None or not (asset.type is EntityType.PLATFORM or (named and asset.type is not None)):
        return
    instead = syntax.objects(verb + 1, "to") if verb + 1 < len(syntax) else ()
    for token in (*syntax.objects(verb, "to"), *instead):
        owner = page.names.at[token]
        if owner is not None and owner.type is EntityType.ORGANIZATION and not page.institution(owner):
            yield from edge(asset, owner, (verb,), strict=True)


def _pay(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y paid 970 million dollars for X"."""
    syntax = page.syntax
    sum_ = syntax.child(verb, "dobj")
    if sum_ is None or not syntax.tag[verb].startswith("VB"):
        return
    if not any(syntax.tag[kid] in ("CD", "$") for kid in (sum_, *syntax.kids[sum_])):
        return
    for token in (*syntax.objects(verb, "for"), *syntax.objects(sum_, "for")):
        asset = page.names.at[token] or (page.traded(token) if syntax.lower[token] == "it" else None)
        if asset is not None and asset.type in (EntityType.PLATFORM, EntityType.ORGANIZATION):
            yield from edge(asset, page.subject_name(verb), (verb,))


def _in_which(page: Page, preposition: int) -> Iterator[Finding]:
    """ "X, a joint venture in which Y and Z hold 50 per cent each"."""
    syntax, at = page.syntax, page.names.at
    stop = syntax.sents[syntax.sent[preposition]][1]
    verb = next(
        (
            i
            for i in range(preposition + 2, min(preposition + 25, stop))
            if at[i] is None
            and (
                syntax.lower[i] in WORDS.own_verbs
                or (syntax.lower[i] in WORDS.hold_verbs and syntax.lower[i + 1 : i + 2] != ["invested"])
                or syntax.lower[i] == "invested"
            )
        ),
        None,
    )
    if verb is None:
        return
    part = WORDS.stake_nouns | {"cent", "%"}
    if syntax.lower[verb] != "invested" and part.isdisjoint(syntax.lower[verb + 1 : verb + 7]):
        return
    noun = preposition - 1
    if noun > 1 and syntax.lower[noun] in (",", "and"):
        noun = _relative_noun(page, preposition, verb)
    asset = at[noun] or page.partner(noun) or page.name_of(noun)
    if syntax.lower[preposition - 1 : preposition] == ["and"]:
        first = syntax.sents[syntax.sent[preposition]][0]
        before = next((i for i in range(preposition - 2, first, -1) if syntax.tag[i] == "WDT"), None)
        if before is not None:
            asset = page.name_of(before) or asset  # "Y, the company that makes Z and of which W holds"
    if asset is not None and asset.type not in COMPANY:
        return
    owners = {id(name): name for name in at[preposition + 2 : verb] if name is not None}
    for owner in owners.values():
        # "the Emirati fund Y": the adjective is nobody.
        modifies = syntax.dep[owner.last] in ("amod", "compound", "nmod")
        if (owner.type in COMPANY or owner.type is EntityType.PERSON) and not modifies:
            yield from edge(asset, owner, (verb,))


def _relative_noun(page: Page, preposition: int, verb: int) -> int:
    """The noun that ", of which Y owns 30 percent" is said of, as far as the parser or the order tells."""
    syntax, at = page.syntax, page.names.at
    if syntax.dep[verb] == "relcl" and not syntax.tag[syntax.head[verb]].startswith("VB"):
        return syntax.head[verb]
    first = syntax.sents[syntax.sent[verb]][0]
    for i in range(preposition - 1, first, -1):
        name = at[i]
        if name is not None and name.type in BUSINESSES:
            return i
    return preposition - 1


def _include(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y (which includes X)": only where both ends are companies."""
    syntax = page.syntax
    subject, things = syntax.child(verb, "nsubj"), syntax.child(verb, "dobj")
    if (
        (syntax.dep[verb] != "relcl" and syntax.lower[verb] != "comprises")
        or subject is None
        or things is None
    ):
        return
    owner = page.name_of(subject)
    for thing in syntax.conjuncts(things):
        asset = page.names.at[thing]
        if asset is not None and asset.type in COMPANY and owner is not None and owner.type in COMPANY:
            yield from edge(asset, owner, (verb,), strict=True)
