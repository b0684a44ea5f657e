"""Who owns what, as a text says it: units and parents, owning and buying, stakes and sales."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.record import EntityType, RelationType
from .finding import Finding, Page
from .relation_words import WORDS
from .names import Name

_COMPANY = (EntityType.ORGANIZATION, EntityType.PLATFORM, None)
_OF = ("of", "within", "inside")


def find_ownership(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the subject is what is owned, the object the owner."""
    lower = page.syntax.lower
    for i, word in enumerate(lower):
        if word in WORDS.unit_nouns or word in WORDS.weak_unit_nouns:
            yield from _unit(page, i, word in WORDS.weak_unit_nouns)
        elif word in WORDS.parent_nouns:
            yield from _parent(page, i)
        if word in WORDS.own_verbs or word in WORDS.buy_verbs:
            yield from _own(page, i)
        elif word in WORDS.sell_verbs:
            yield from _sell(page, i)
        elif word in WORDS.deal_nouns:
            yield from _deal(page, i)
        elif word in WORDS.stake_nouns:
            yield from _stake(page, i)
        elif word in WORDS.spin_verbs:
            yield from _spin(page, i)
        elif word in ("includes", "include", "including"):
            yield from _include(page, i)
    yield from _nested_names(page)


def _edge(asset: Name | None, owner: Name | None, cue: tuple[int, ...], anchor: int, over: bool = False,
          strict: bool = False) -> Iterator[Finding]:
    if asset is None or owner is None or asset is owner:
        return
    if asset.type in (EntityType.JURISDICTION, EntityType.GROUP, EntityType.INSTRUMENT):
        return
    if asset.type is EntityType.PERSON and (strict or asset.last > asset.first):
        return
    if owner.type in (EntityType.GROUP, EntityType.INSTRUMENT):
        return
    if owner.type is EntityType.JURISDICTION and strict:
        return
    yield Finding(RelationType.OWNED_BY, asset, owner, cue, anchor, over)


def _unit(page: Page, noun: int, weak: bool) -> Iterator[Finding]:
    """ "X, a unit of Y", "Y's unit X", "the X unit of Y", "X, a Y unit", "X, another Y company"."""
    syntax, at = page.syntax, page.names.at
    if not syntax.tag[noun].startswith("NN") or at[noun] is not None:
        return
    owners = [name for name in (page.name_of(t) for t in syntax.objects(noun, *_OF)) if name is not None]
    if not owners and noun + 2 < len(syntax) and syntax.lower[noun + 1] in _OF:
        j = noun + 2
        while j < len(syntax) and syntax.tag[j] in ("DT", "JJ") and at[j] is None:
            j += 1
        if j < len(syntax) and at[j] is not None:
            owners = [at[j]]  # type: ignore[list-item]
    possessor = syntax.child(noun, "poss")
    first = syntax.phrase_start(noun)
    inside = _name_inside(page, first, noun)
    if weak and syntax.lower[noun] != "part":
        owners = []
    if possessor is not None and not owners:
        owner = page.name_of(possessor) if syntax.tag[possessor] != "PRP$" else _its(page, possessor)
        owners = [owner] if owner is not None else []
        if inside is owner:
            inside = None
    if owners:
        if weak and syntax.lower[noun] == "part":
            assets = [page.partner(noun)]
        elif inside is not None:
            assets = [inside]
        else:
            assets = [page.partner(noun)]
    else:
        if inside is None:
            return
        owners, assets = [inside], [page.partner(noun)]
    for owner in owners:
        for asset in assets:
            yield from _edge(asset, owner, (noun,), noun, strict=weak)


def _name_inside(page: Page, first: int, noun: int) -> Name | None:
    """The last name within a noun phrase before its head."""
    for i in range(noun - 1, first - 1, -1):
        if page.names.at[i] is not None:
            return page.names.at[i]
    return None


def _its(page: Page, pronoun: int) -> Name | None:
    """Whom "its" stands for: the nearest subject before it in the sentence that can own things."""
    syntax = page.syntax
    for i in range(pronoun - 1, syntax.sents[syntax.sent[pronoun]][0] - 1, -1):
        name = page.names.at[i]
        if name is not None and name.type in _COMPANY and syntax.dep[name.last] in ("nsubj", "nsubjpass", "pobj"):
            return name
    return None


def _parent(page: Page, noun: int) -> Iterator[Finding]:
    """ "Y, the owner of X", "X's parent company, Y", "X owner Y", "X's parent is Y"."""
    syntax, at = page.syntax, page.names.at
    if at[noun] is not None:
        return
    head = noun
    while head + 1 < len(syntax) and syntax.lower[head + 1] in WORDS.company_nouns and at[head + 1] is None:
        head += 1
    assets = [page.name_of(t) for t in (*syntax.objects(noun, "of"), *syntax.objects(head, "of"))]
    possessor = syntax.child(head, "poss")
    if not assets and possessor is not None:
        assets = [page.name_of(possessor)]
    first = syntax.phrase_start(noun)
    if not assets:
        assets = [_name_inside(page, first, noun)]
    owner = page.partner(head)
    for asset in assets:
        yield from _edge(asset, owner, tuple(range(noun, head + 1)), noun)


def _own(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y owns X", "X is owned by Y", "Y, which bought X", "X, acquired by Y", "Y-owned X"."""
    syntax, at = page.syntax, page.names.at
    if syntax.tag[verb][:2] not in ("VB", "JJ"):
        return
    if verb > 1 and syntax.words[verb - 1] == "-":
        owner = at[verb - 2]
        for j in range(verb + 1, min(verb + 6, len(syntax))):
            if at[j] is not None:
                yield from _edge(at[j], owner, (verb,), verb)
                break
            if syntax.tag[j][:2] not in ("NN", "JJ"):
                break
        return
    agents = list(syntax.objects(verb, "by"))
    if syntax.tag[verb] in ("VBN", "VBD") and agents:
        subject = page.subject(verb)
        asset = page.name_of(subject) if subject is not None else None
        for agent in agents:
            yield from _edge(asset, page.name_of(agent), (verb,), verb)
        return
    things = syntax.child(verb, "dobj")
    subject = page.subject(verb)
    if things is None or subject is None:
        return
    owner = page.name_of(subject)
    for thing in syntax.conjuncts(things):
        yield from _edge(page.name_of(thing), owner, (verb,), verb)


def _sell(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y sold X to Z", "X was sold to Z": Z owns it now, Y did."""
    syntax = page.syntax
    if not syntax.tag[verb].startswith("VB"):
        return
    thing = syntax.child(verb, "dobj")
    seller = None
    if thing is None:
        thing = syntax.child(verb, "nsubjpass")
        if thing is None and syntax.dep[verb] == "acl":
            thing = syntax.head[verb]
        sellers = list(syntax.objects(verb, "by"))
        seller = sellers[0] if sellers else None
    else:
        seller = page.subject(verb)
    if thing is None:
        return
    asset = page.name_of(thing)
    for buyer in syntax.objects(verb, "to"):
        yield from _edge(asset, page.name_of(buyer), (verb,), verb)
    if seller is not None and syntax.lower[thing] not in WORDS.stake_nouns:
        yield from _edge(asset, page.name_of(seller), (verb,), verb, over=True)


def _deal(page: Page, noun: int) -> Iterator[Finding]:
    """ "Y's acquisition of X", "the purchase of X by Y"."""
    syntax = page.syntax
    if not syntax.tag[noun].startswith("NN"):
        return
    assets = [page.name_of(t) for t in syntax.objects(noun, "of")]
    buyers = [page.name_of(t) for t in syntax.objects(noun, "by")]
    possessor = syntax.child(noun, "poss")
    if possessor is not None:
        buyers.append(page.name_of(possessor))
    for asset in assets:
        for buyer in buyers:
            yield from _edge(asset, buyer, (noun,), noun, strict=True)


def _stake(page: Page, noun: int) -> Iterator[Finding]:
    """ "Y holds a 20 percent stake in X", "Y sold its stake in X"."""
    syntax = page.syntax
    assets = [page.name_of(t) for t in syntax.objects(noun, "in", "of")]
    if not assets:
        return
    verb = syntax.head[noun]
    if syntax.dep[noun] != "dobj":
        return
    subject = page.subject(verb)
    if subject is None:
        return
    lemma = syntax.lower[verb]
    over = lemma in WORDS.sell_verbs
    known = over or lemma in WORDS.own_verbs or lemma in WORDS.buy_verbs or syntax.lemma[verb] in (
        "have", "hold", "take", "retain", "keep")
    if not known:
        return
    for asset in assets:
        yield from _edge(asset, page.name_of(subject), (verb, noun), verb, over=over)
        if over:
            for buyer in syntax.objects(verb, "to"):
                yield from _edge(asset, page.name_of(buyer), (verb, noun), verb)


def _spin(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y spun off X", "X was spun off from Y"."""
    syntax = page.syntax
    if not syntax.tag[verb].startswith("VB") or syntax.lower[verb + 1 : verb + 2] not in (["off"], ["out"]):
        return
    subject = page.subject(verb)
    thing = syntax.child(verb, "dobj")
    if thing is not None and subject is not None:
        yield from _edge(page.name_of(thing), page.name_of(subject), (verb, verb + 1), verb, over=True)
    elif subject is not None:
        for former in (*syntax.objects(verb, "from", "by", "of"), *syntax.objects(verb + 1, "from", "of")):
            yield from _edge(page.name_of(subject), page.name_of(former), (verb, verb + 1), verb, over=True)


def _include(page: Page, verb: int) -> Iterator[Finding]:
    """ "Y (which includes X)", "Y, which includes X": only with both ends companies."""
    syntax = page.syntax
    if syntax.dep[verb] != "relcl":
        return
    owner = page.name_of(syntax.head[verb])
    things = syntax.child(verb, "dobj")
    if owner is None or things is None or owner.type not in _COMPANY:
        return
    for thing in syntax.conjuncts(things):
        asset = page.name_of(thing)
        if asset is not None and asset.type in _COMPANY:
            yield from _edge(asset, owner, (verb,), verb, strict=True)


def _nested_names(page: Page) -> Iterator[Finding]:
    """ "Y's X", "the X at Y", "X of Y" where X's own name says that it is part of something larger."""
    syntax, names = page.syntax, page.names.all
    for left, right in zip(names, names[1:], strict=False):
        between = syntax.lower[left.last + 1 : right.first]
        if not 1 <= len(between) <= 2:
            continue
        if between[0] in ("'s", "’s", "'", "’") and len(between) == 1:
            if right.type is EntityType.PLATFORM or _institution(page, right):
                if left.type in _COMPANY:
                    yield from _edge(right, left, (left.last + 1,), right.last, strict=True)
        elif (between == ["at", "the"] or between == ["at"] or between == ["of", "the"]) and _institution(page, left):
            if right.type in _COMPANY and _institution(page, right):
                yield from _edge(left, right, (left.last + 1,), left.last, strict=True)


def _institution(page: Page, name: Name) -> bool:
    words = page.syntax.lower[name.first : name.last + 1]
    return any(word in WORDS.institutions for word in words)
