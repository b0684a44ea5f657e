"""Platforms and companies of one name: which of the two a text speaks of ("Naver owns half", "on Naver")."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from ...relations.relation_words import WORDS
from ...tokens import Tokens
from ...wordlists import words
from .gazetteer import Hit

_GIVEN = frozenset("belongs belong belonged hand handed hands passed pass ceded transferred".split())
_WENT = frozenset("went go goes gone".split())  # "it went to NAME for a billion"; users go to another app
_MONEY = frozenset("$ € £ euros dollars pounds crowns kronor kroner rupees sold sale price".split())
_FROM = frozenset("comes came acquired".split())
_THINGS_OF = frozenset("product products creation brand brands invention".split())
_MADE = frozenset("launched created developed built made introduced released offered operated run".split())
_FIRMS = frozenset("firm company group operator conglomerate".split())
_PHRASE = frozenset("DT PRP$ JJ JJR JJS NN NNS NNP NNPS HYPH VBG VBN CD RB POS".split())


def told_apart(tokens: Tokens, hits: Sequence[Hit], groups: Container[str] = frozenset()) -> list[Hit]:
    """The same hits; a name that two entries share means in one text what most of its places say.

    ``groups`` are the IRIs of companies with several platforms: "VK bought" speaks of the company, while in
    "Reddit bought" the company goes by its one platform.
    """
    balance: dict[str, int] = {}
    platforms = {hit.first for hit in hits if hit.name.entry.type == "platform" and hit.name.other is None}
    for hit in hits:
        if hit.name.other is not None:
            found = _speaks_of_company(tokens, hit, groups) - (
                _speaks_of_platform(tokens, hit) or _listed_first(tokens, hit, platforms)
            )
            balance[hit.name.entry.iri] = balance.get(hit.name.entry.iri, 0) + found
    return [_decided(hit, balance.get(hit.name.entry.iri, 0)) for hit in hits]


def _decided(hit: Hit, balance: int) -> Hit:
    other = hit.name.other
    wanted = "organization" if balance > 0 else "platform" if balance < 0 else hit.name.entry.type
    if other is None or hit.name.entry.type == wanted or other.type != wanted:
        return hit
    return replace(hit, name=replace(hit.name, entry=other, other=hit.name.entry))


def _speaks_of_company(tokens: Tokens, hit: Hit, groups: Container[str]) -> bool:
    lower = tokens.lower
    head = hit.end - 1
    if _is_group(hit, groups):
        does = lower[tokens.head[head]] if tokens.dep[head] == "nsubj" else ""
        if does in words("platforms", "owning_verbs"):
            return does not in WORDS.pay_verbs or _speaks_of_money(tokens, head)
    after = lower[hit.end : hit.end + 4]
    if after[:1] in (["'s"], ["’s"]) and not words("platforms", "company_things").isdisjoint(after[1:]):
        return True
    if _is_a_party(tokens, head) or _after_what_it_is(tokens, hit.first):
        return True
    if after[:1] == [","] and _called_a_company(tokens, hit.end + 1, narrow=not _is_group(hit, groups)):
        return True
    if not _is_group(hit, groups):
        return False
    if _is_a_maker(tokens, head):
        return True
    before = lower[max(0, hit.first - 3) : hit.first]
    if before[-1:] in (["of"], ["in"], ["by"], ["from"]):
        if not words("platforms", "stake_words").isdisjoint(before):
            return True
    return False


def _is_a_maker(tokens: Tokens, head: int) -> bool:
    """Whose thing another is: "a product of NAME", "launched that week by NAME"."""
    preposition = tokens.head[head]
    above = tokens.lower[tokens.head[preposition]]
    if tokens.dep[head] != "pobj":
        return False
    if tokens.lower[preposition] == "of":
        return above in _THINGS_OF
    return tokens.lower[preposition] == "by" and above in _MADE


def _after_what_it_is(tokens: Tokens, first: int) -> bool:
    """ "The internet firm NAME", "the portal operator NAME"."""
    if first < 2 or tokens.lower[first - 1] not in _FIRMS or tokens.tag[first - 1] != "NN":
        return False
    return tokens.lower[first - 2] not in words("platforms", "kind_modifiers")  # "the dating company NAME"


def _is_a_party(tokens: Tokens, head: int) -> bool:
    """Who buys, is sold to or makes it: "bought three years ago by NAME", "belongs to NAME", "X, by NAME"."""
    preposition = tokens.head[head]
    if tokens.dep[head] != "pobj" or tokens.lower[preposition] not in ("by", "to", "from"):
        return False
    above = tokens.head[preposition]
    if tokens.lower[above] in ("on", "over", "back"):  # "to hand it on to NAME"
        above = tokens.head[above]
    verb = tokens.lower[above]
    if tokens.lower[preposition] == "to":
        return (
            verb in WORDS.sell_verbs or verb in _GIVEN or (verb in _WENT and _speaks_of_money(tokens, head))
        )
    if tokens.lower[preposition] == "from":
        return verb in WORDS.buy_verbs or verb in _FROM
    told = verb in WORDS.buy_verbs or verb in WORDS.own_verbs
    return told or tokens.lower[preposition - 1 : preposition] == [","]


def _speaks_of_money(tokens: Tokens, token: int) -> bool:
    first, stop = tokens.sentence_bounds[tokens.sentence[token]]
    return not _MONEY.isdisjoint(tokens.lower[first:stop])


def _is_group(hit: Hit, groups: Container[str]) -> bool:
    return any(entry is not None and entry.iri in groups for entry in (hit.name.entry, hit.name.other))


def _called_a_company(tokens: Tokens, first: int, *, narrow: bool) -> bool:
    """Whether the noun phrase that begins here has a word for a company; "the group's app" has none.

    "The dating company" is called after its platform. ``narrow`` asks for "the company behind X" and "the
    company in Leeds".
    """
    if narrow:
        placed = tokens.lower[first + 2 : first + 3] in (["behind"], ["from"], ["in"], ["that"])
        return placed and tokens.lower[first : first + 2] == ["the", "company"]
    for token in range(first, min(first + 8, len(tokens) - 1)):
        if tokens.tag[token] not in _PHRASE or tokens.lower[token] in words("platforms", "kind_modifiers"):
            return False
        if tokens.lower[token] in words("platforms", "company_words") and tokens.tag[token + 1] != "POS":
            return True
    return False


def _listed_first(tokens: Tokens, hit: Hit, platforms: set[int]) -> bool:
    """ "Amazon, Zalando and Temu": what opens a list that ends in a platform is one."""
    token, stop = hit.end, min(hit.end + 12, len(tokens))
    if token >= stop or tokens.lower[token] != "," or tokens.lower[hit.first - 1 : hit.first] == [","]:
        return False
    while token < stop and (tokens.lower[token] in (",", "and", "or") or tokens.tag[token] == "NNP"):
        if token in platforms and tokens.lower[token - 1] in ("and", "or"):
            return True
        token += 1
    return False


def _speaks_of_platform(tokens: Tokens, hit: Hit) -> bool:
    lower = tokens.lower
    following = lower[hit.end] if hit.end < len(tokens) else ""
    return lower[hit.first - 1 : hit.first] in (["on"], ["via"], ["app"]) or following in words(
        "platforms", "after"
    )
