"""Platforms and companies of one name: which of the two a text speaks of ("Naver owns half", "on Naver")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from ...relations.relation_words import WORDS
from ...tokens import Tokens
from ...wordlists import words
from .gazetteer import Hit

_FOLDED = frozenset("folded merged absorbed vanished rolled".split())
_BELONGS = frozenset("belongs belong belonged sold answers answered".split())
_GIVEN = frozenset("belongs belong belonged hand handed hands passed pass ceded transferred".split())
_WENT = frozenset("went go goes gone".split())  # "it went to NAME for a billion"; users go to another app
_MONEY = frozenset("$ € £ euros dollars pounds crowns kronor kroner rupees sold sale price".split())
_FROM = frozenset("comes came acquired".split())
# What only a company does: it answers the press.
_ANSWERS = frozenset("respond responded decline declined declines comment commented".split())
_THINGS_OF = frozenset("product products creation brand brands invention".split())
_MADE = frozenset("launched created developed built made introduced released operated run published".split())
_FIRMS = frozenset("firm company group operator conglomerate".split())
_HOLDS = frozenset(
    "part property hands control possession daughter subsidiary board products".split()
)  # "of NAME"
_OWNERS = frozenset("owner owners shareholder shareholders investor buyer seller publisher operator".split())
_FINES = frozenset("fine fines penalty penalties levy".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_PHRASE = frozenset("DT PRP$ JJ JJR JJS NN NNS NNP NNPS HYPH VBG VBN CD RB POS".split())


def told_apart(tokens: Tokens, hits: Sequence[Hit], groups: Container[str] = frozenset()) -> list[Hit]:
    """The same hits; a name that two entries share means in one text what most of its places say.

    ``groups`` are the IRIs of companies with several platforms: "VK bought" speaks of the company, while in
    "Reddit bought" the company goes by its one platform.
    """
    balance: Counter[tuple[str, ...]] = Counter()
    platforms = {hit.first for hit in hits if hit.name.entry.type == "platform" and hit.name.other is None}
    for hit in hits:
        said = _speaks_of_company(tokens, hit, groups) if hit.name.other else is_told_to_own(tokens, hit)
        used = _speaks_of_platform(tokens, hit) or _listed_first(tokens, hit, platforms)
        balance[_name(hit)] += (said or _was_a_companys(tokens, hit.first)) - (
            used or _is_also(tokens, hit, platforms)
        )
    return [_decided(hit, balance[_name(hit)]) for hit in hits]


def _name(hit: Hit) -> tuple[str, ...]:
    """What is one in a text: "VK" may be the company where "VKontakte" is the platform."""
    return (hit.name.entry.iri, *hit.name.tokens)


def _decided(hit: Hit, balance: int) -> Hit:
    other, entry = hit.name.other, hit.name.entry
    wanted = "organization" if balance > 0 else "platform" if balance < 0 else entry.type
    if entry.type == wanted:
        return hit
    if other is None or other.type != wanted:
        return replace(hit, is_namesake=True) if wanted == "organization" else hit
    return replace(hit, name=replace(hit.name, entry=other, other=entry))


def _speaks_of_company(tokens: Tokens, hit: Hit, groups: Container[str]) -> bool:
    lower = tokens.lower
    head = hit.end - 1
    if _is_group(hit, groups):
        does = lower[tokens.head[head]] if tokens.dep[head] == "nsubj" else ""
        if does in _ANSWERS:
            return True
        if does in words("platforms", "owning_verbs"):
            return does not in WORDS.pay_verbs or _speaks_of_money(tokens, head)
    after = lower[hit.end : hit.end + 4]
    if after[:1] in (["'s"], ["’s"]) and not words("platforms", "company_things").isdisjoint(after[1:]):
        return True
    if is_told_to_own(tokens, hit) or _is_a_party(tokens, head) or _after_what_it_is(tokens, hit.first):
        return True
    if _is_fined(tokens, hit):
        return True
    if after[:1] == ["said"] and (after[1:2] == ["on"] or not _DAYS.isdisjoint(after[1:3])):
        return True  # "NAME said on Friday that": companies announce
    if after[:1] == [","] and _called_a_company(tokens, hit.end + 1, narrow=not _is_group(hit, groups)):
        return True
    if not _is_group(hit, groups):
        return False
    if _is_a_maker(tokens, head) or _which_bought(tokens, hit.end):
        return True
    if tokens.lower[max(0, hit.first - 2) : hit.first] == ["search", "company"]:
        return True  # of several platforms, it is called after one
    before = lower[max(0, hit.first - 3) : hit.first]
    if before[-1:] in (["of"], ["in"], ["by"], ["from"]):
        if not words("platforms", "stake_words").isdisjoint(before):
            return True
    return False


def is_told_to_own(tokens: Tokens, hit: Hit) -> bool:
    """Whether a thing is the name's: "belongs to NAME", "the property of NAME", "its owner, NAME"."""
    lower, head = tokens.lower, hit.end - 1
    if lower[hit.end : hit.end + 1] in (["'s"], ["’s"]):
        return False  # "control of NAME's business"
    if tokens.dep[head] == "nsubj" and lower[tokens.head[head]] in ("own", "owns", "owned"):
        return True
    if _merges(tokens, head) or _owns_as_called(tokens, hit.first):
        return True
    before = lower[max(0, hit.first - 2) : hit.first]
    if before[1:] == ["of"]:
        return before[0] in _HOLDS
    if before[1:] in ([","], ["is"], ["was"]):
        return before[0] in _OWNERS
    preposition = tokens.head[head]
    if tokens.dep[head] != "pobj":
        return False
    verb = lower[tokens.head[preposition]]
    if lower[preposition] == "to":
        return verb in _BELONGS
    if lower[preposition] == "into":
        return verb in _FOLDED
    bought = verb in WORDS.buy_verbs or verb in WORDS.own_verbs or verb in _MADE
    return lower[preposition] == "by" and bought


def _merges(tokens: Tokens, head: int) -> bool:
    """ "when Z Holdings, NAME and the old LINE Corporation merged"."""
    while tokens.dep[head] == "conj" and tokens.head[head] < head:
        head = tokens.head[head]
    return tokens.dep[head].startswith("nsubj") and tokens.lower[tokens.head[head]] in ("merged", "merge")


def _owns_as_called(tokens: Tokens, first: int) -> bool:
    """ "owned by what was then called NAME"."""
    before = tokens.lower[max(0, first - 6) : first]
    return before[-1:] == ["called"] and "what" in before and not {"by", "to"}.isdisjoint(before)


def _was_a_companys(tokens: Tokens, first: int) -> bool:
    """ "X Group, which was called NAME until 2021": a company's second name."""
    before = tokens.lower[max(0, first - 5) : first]
    if before[1:4] not in ([",", "which", "was"], [",", "formerly", "known"], [",", "once", "called"]):
        return False
    return before[0].rstrip(".") in words("people", "firm_endings") | words("people", "legal_forms")


def _which_bought(tokens: Tokens, end: int) -> bool:
    """ "NAME, which had bought the app": not what a platform does by itself."""
    if tokens.lower[end : end + 2] != [",", "which"]:
        return False
    verb = end + 2 + (tokens.lower[end + 2 : end + 3] in (["had"], ["has"]))
    told = tokens.lower[verb : verb + 1]
    return bool(told) and (told[0] in WORDS.buy_verbs or told[0] in WORDS.own_verbs)


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
    """Whether the noun phrase that begins here has a word for a company; "the group's app" has none, and
    a "public benefit corporation" is a platform as often.

    "The dating company" is called after its platform. ``narrow`` asks for "the company behind X" and "the
    company in Leeds".
    """
    if narrow:
        placed = tokens.lower[first + 2 : first + 3] in (["behind"], ["from"], ["in"], ["that"])
        return placed and tokens.lower[first : first + 2] == ["the", "company"]
    for token in range(first, min(first + 8, len(tokens) - 1)):
        if tokens.tag[token] not in _PHRASE or tokens.lower[token] in words("platforms", "kind_modifiers"):
            return False
        if tokens.lower[token] == "benefit":
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


def _is_also(tokens: Tokens, hit: Hit, platforms: set[int]) -> bool:
    """ "VK, or VKontakte": two names of a platform."""
    return tokens.lower[hit.end : hit.end + 2] == [",", "or"] and hit.end + 2 in platforms


def _is_fined(tokens: Tokens, hit: Hit) -> bool:
    """ "a fine of 13 billion rupees on NAME"."""
    preposition = hit.first - 1
    if tokens.lower[preposition : hit.first] != ["on"]:
        return False
    return not _FINES.isdisjoint(tokens.lower[max(0, preposition - 7) : preposition])


def _speaks_of_platform(tokens: Tokens, hit: Hit) -> bool:
    lower, head = tokens.lower, hit.end - 1
    following = lower[hit.end] if hit.end < len(tokens) else ""
    used = lower[hit.first - 1 : hit.first] in (["on"], ["via"], ["app"]) and not _is_fined(tokens, hit)
    if used or following in words("platforms", "after"):
        return True
    done = lower[tokens.head[head]] if tokens.dep[head] == "dobj" else ""
    return done in words("name_kinds", "use_verbs") or following in words("name_kinds", "use_nouns")
