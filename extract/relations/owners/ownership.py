"""Who owns what by a text's nouns: units and parents, deals, and names within names."""

from __future__ import annotations

from collections.abc import Iterator

from ....graph.record import EntityType, RelationType
from ..finding import Finding
from ..names import Name
from ..page import Page
from ..relation_words import WORDS
from ..sheet import COMPANY

_OF = ("of", "within", "inside", "between")


_CLOSED = frozenset("closed completed finalised finalized sealed clinched concluded".split())
_TRADED = WORDS.deal_nouns | WORDS.buy_verbs
_CUES = (
    WORDS.unit_nouns | WORDS.weak_unit_nouns | WORDS.parent_nouns | WORDS.maker_nouns | WORDS.deal_nouns
    | frozenset({"behind", "answer"})
)  # fmt: skip


def find_ownership(page: Page) -> Iterator[Finding]:
    """Findings in text order of their cues; the subject is what is owned, the object the owner."""
    for i, word in page.where(_CUES):
        if word in WORDS.unit_nouns or word in WORDS.weak_unit_nouns:
            yield from _unit(page, i, word in WORDS.weak_unit_nouns)
        if word in WORDS.parent_nouns or word in WORDS.maker_nouns:
            yield from _parent(page, i, word in WORDS.maker_nouns)
        if word in WORDS.deal_nouns:
            yield from _deal(page, i)
        if word == "behind":
            yield from _behind(page, i)
        elif word == "answer":
            yield from _answer(page, i)
    yield from _nested_names(page)


def edge(
    asset: Name | None,
    owner: Name | None,
    cue: tuple[int, ...],
    *,
    over: bool = False,
    strict: bool = False,
) -> Iterator[Finding]:
    """The finding, if both ends can be what they are taken for; ``strict`` where little is proven."""
    if asset is None or owner is None or asset is owner:
        return
    if asset.type in (EntityType.JURISDICTION, EntityType.GROUP, EntityType.INSTRUMENT):
        return
    if asset.type is EntityType.PERSON and (strict or asset.last > asset.first):
        return
    if owner.type in (EntityType.GROUP, EntityType.INSTRUMENT):
        return
    if owner.type in (EntityType.JURISDICTION, EntityType.PERSON) and strict:
        return
    yield Finding(RelationType.OWNED_BY, asset, owner, cue, cue[0], over)


def _unit(page: Page, noun: int, weak: bool) -> Iterator[Finding]:
    """ "X, a unit of Y", "Y's unit X", "the X unit of Y", "X, a Y unit", "X, another Y company"."""
    syntax, at = page.syntax, page.names.at
    if not syntax.tag[noun].startswith("NN") or at[noun] is not None:
        return
    part = syntax.lower[noun] in WORDS.part_nouns
    start = syntax.phrase_start(noun)
    before = syntax.lower[start : noun + 1]
    if not WORDS.rival_words.isdisjoint(before) or not WORDS.parent_nouns.isdisjoint(before):
        return
    owners: list[Name | None] = []
    if not weak or part:
        owners = [page.name_of(token) for token in syntax.objects(noun, *_OF)]
        if not any(owners):
            owners = [_after_of(page, noun)]
    inside = page.inside(start, noun)
    if inside is not None and inside.type in (EntityType.JURISDICTION, EntityType.GROUP):
        inside = None  # "a São Paulo subsidiary of Y", "its Irish arm"
    possessor = syntax.child(noun, "poss")
    if possessor is not None and not any(owners):
        owners = [page.name_of(possessor)]
        if inside is owners[0]:
            inside = None
    plural = syntax.tag[noun] == "NNS"
    partner = page.partner(noun)
    assets: list[Name | None] = [partner] if partner is None or not plural else list(page.listed(partner))
    if any(owners):
        if inside is not None and syntax.lower[noun] != "part":
            assets = list(page.listed(inside)) if plural else [inside]
    elif inside is not None:
        owners = [inside]
    for owner in owners:
        for asset in assets:
            owned = possessor is not None and syntax.lower[noun] in WORDS.company_nouns  # "Musk's company X"
            country = owner is not None and owner.type is EntityType.JURISDICTION
            yield from edge(asset, owner, (noun,), strict=weak and (country or not owned))


def _after_of(page: Page, noun: int) -> Name | None:
    """The name after "of" where the parser attached it elsewhere."""
    syntax, at = page.syntax, page.names.at
    if noun + 2 >= len(syntax) or syntax.lower[noun + 1] not in _OF:
        return None
    i = noun + 2
    while i + 1 < len(syntax) and at[i] is None and syntax.tag[i] in ("DT", "JJ"):
        i += 1
    return at[i]


def _parent(page: Page, noun: int, maker: bool) -> Iterator[Finding]:
    """ "Y, the owner of X", "X's parent company, Y", "X owner Y", "X's parent is Y", "X and its parent, Y".

    Who makes or runs a thing owns it only where the thing is a platform.
    """
    syntax, at = page.syntax, page.names.at
    if at[noun] is not None or not syntax.tag[noun].startswith("NN"):
        return
    head = noun
    while head + 1 < len(syntax) and syntax.lower[head + 1] in WORDS.company_nouns and at[head + 1] is None:
        head += 1
    assets = [page.name_of(token) for token in (*syntax.objects(noun, "of"), *syntax.objects(head, "of"))]
    if not any(assets):
        assets = [_after_of(page, head)]
    if not any(assets) and syntax.lower[noun] == "owner":
        assets = [
            page.share_of(token) for token in syntax.objects(noun, "of")
        ]  # "the owner of 26 percent of X"
    possessor = syntax.child(head, "poss")
    if possessor is None:
        possessor = syntax.child(noun, "poss")
    if not any(assets) and syntax.lower[noun] in ("shareholder", "shareholders"):
        assets = [page.name_of(token) for token in syntax.objects(noun, "in")]
    if possessor is None and syntax.lower[noun - 1 : noun] == ["whose"]:
        possessor = noun - 1  # "the app, whose owner Y"
    shared = syntax.head[noun] if syntax.dep[noun] == "conj" else None
    if possessor is None and shared is not None and at[shared] is None:
        possessor = syntax.child(shared, "poss")  # "the company's founder and owner, Y"
    if not any(assets) and possessor is not None:
        known = page.name_of(possessor)
        several = known is not None and syntax.lower[possessor] == "their"
        assets = list(page.listed(known)) if several and known is not None else [known]
        if syntax.lower[possessor] == "its" and syntax.lower[possessor - 1] == ",":
            assets = [_just_named(page, possessor) or known]
    if not any(assets):
        assets = [page.inside(syntax.phrase_start(noun), noun)]
    owner = page.partner(head)
    if owner is None and possessor is not None:
        owner = page.name_aside(head)
    if owner is None and shared is not None and at[shared] is None:
        owner = page.partner(shared)
    owners = [owner] if owner is None or syntax.tag[noun] != "NNS" else list(page.listed(owner))
    if not any(owners) and syntax.lower[head + 1 : head + 5] == ["at", "the", "time", ","]:
        owners = [page.names.covering(head + 5)]  # "its owner at the time, Y,": see ``component``
    for asset in assets:
        if not maker or (asset is not None and asset.type is EntityType.PLATFORM):
            for each in owners:
                yield from edge(asset, each, tuple(range(noun, head + 1)))


def _just_named(page: Page, its: int) -> Name | None:
    """The only platform of the clauses before "Y, its owner," in their sentence."""
    owner, first = page.names.at[its - 2], page.syntax.sents[page.syntax.sent[its]][0]
    if owner is None or owner.type is not EntityType.ORGANIZATION:
        return None
    said = page.named(EntityType.PLATFORM, first, owner.first)
    return said[0] if len(said) == 1 else None


def _behind(page: Page, preposition: int) -> Iterator[Finding]:
    """ "Y, the company behind X"."""
    syntax = page.syntax
    noun = preposition - 1
    started = syntax.lower[max(0, noun - 2) : noun + 1] == ["start", "-", "up"]
    if noun < 1 or not (started or syntax.lower[noun] in WORDS.company_nouns):
        return
    for token in syntax.objects(noun, "behind"):
        asset = page.name_of(token)
        if asset is not None and asset.type is EntityType.PLATFORM:
            yield from edge(asset, page.partner(noun), (noun, preposition), strict=True)


def _answer(page: Page, noun: int) -> Iterator[Finding]:
    """ "X, Y's answer to Z": a platform that Y has made against another."""
    syntax = page.syntax
    possessor, asset = syntax.child(noun, "poss"), page.name_before(syntax.phrase_start(noun))
    if possessor is not None and asset is not None and asset.type is EntityType.PLATFORM:
        yield from edge(asset, page.names.at[possessor], (noun,), strict=True)


def _deal(page: Page, noun: int) -> Iterator[Finding]:
    """ "Y's acquisition of X", "the purchase of X by Y", "the sale of X to Y"."""
    syntax = page.syntax
    if not syntax.tag[noun].startswith("NN"):
        return
    sale = syntax.lower[noun] in WORDS.sale_nouns
    assets = [page.name_of(token) for token in syntax.objects(noun, "of")]
    buyers = [page.name_of(token) for token in syntax.objects(noun, "to" if sale else "by")]
    possessor = syntax.child(noun, "poss")
    if possessor is not None:
        (assets if sale else buyers).append(page.name_of(possessor))
    if not buyers and not sale and syntax.lower[syntax.head[noun]] in ("with", "through"):
        buyers = [page.subject_name(syntax.head[syntax.head[noun]])]  # "With the purchase of X, Y entered"
    if not buyers and not sale and syntax.dep[noun] == "dobj" and syntax.lower[syntax.head[noun]] in _CLOSED:
        buyers = [page.subject_name(syntax.head[noun])]  # "Y closed the purchase of X"
    for asset in assets:
        for buyer in buyers:
            yield from edge(asset, buyer, (noun,), strict=True)


def _nested_names(page: Page) -> Iterator[Finding]:
    """ "Y's X", "the X at Y", "X of the Y" where X's own name says that it is part of something larger."""
    for left, between, right in page.neighbours():
        if left.type not in COMPANY or right.type not in COMPANY:
            continue
        if len(between) == 1 and between[0] in ("'s", "’s", "'", "’"):
            if right.type is EntityType.PLATFORM or page.institution(right) or _possessed(page, left, right):
                yield from edge(right, left, (left.last + 1,), strict=True)
        elif between == ["by"] and left.type is EntityType.PLATFORM:
            traded = not _TRADED.isdisjoint(page.syntax.lower[max(0, left.first - 7) : left.first])
            if right.type is EntityType.ORGANIZATION and not traded:
                yield from edge(left, right, (left.last + 1,), strict=True)  # "got Copilot by Microsoft"
        elif (
            between[0] in ("at", "of", "in", "within", "under")
            and between[1:] in ([], ["the"])
            and page.institution(left)
        ):
            if page.institution(right):
                yield from edge(left, right, (left.last + 1,), strict=True)


def _possessed(page: Page, left: Name, right: Name) -> bool:
    """Whether "Y's X" has two organisations with X as the noun, not as a word before one."""
    syntax = page.syntax
    return (
        left.type in (EntityType.ORGANIZATION, EntityType.PLATFORM)
        and right.type is EntityType.ORGANIZATION
        and syntax.dep[left.last] == "poss"
        and syntax.head[left.last] == right.last
        and syntax.dep[right.last] != "compound"
    )
