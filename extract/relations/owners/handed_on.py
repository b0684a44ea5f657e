"""Which owners are so no more by what their sentence tells next: "bought by Y in 2013 and sold to Z"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ....graph.record import Span
from ..finding import Finding
from ..page import Page
from ..relation_words import WORDS

_CAME = WORDS.buy_verbs | {"went", "gone"}
_PARTS = WORDS.stake_nouns | {"%", "percent", "cent", "part", "half", "some"}


def settle(page: Page, owners: Sequence[Finding]) -> list[Finding]:
    """The findings in their order, without those of which their sentence tells that they are over, too.

    Who bought a thing that the sentence then says was sold to another had it: that finding is over.
    """
    over = {_told(page, one) for one in owners if one.over}
    kept = [one for one in owners if one.over or _told(page, one) not in over]
    sold = [one for one in kept if not one.over and page.syntax.lower[one.anchor] in WORDS.sell_verbs]
    return [replace(one, over=True) if any(_ends(page, one, sale) for sale in sold) else one for one in kept]


def _told(page: Page, one: Finding) -> tuple[Span, Span, int]:
    """Who owns what, and in which sentence it is told."""
    return one.subject.key, one.object.key, page.syntax.sent[one.anchor]


def _ends(page: Page, one: Finding, sale: Finding) -> bool:
    """Whether a sale told later in the sentence takes the same thing whole from this owner."""
    syntax = page.syntax
    return (
        not one.over
        and syntax.lower[one.anchor] in _CAME
        and one.anchor < sale.anchor
        and syntax.sent[one.anchor] == syntax.sent[sale.anchor]
        and one.subject.key == sale.subject.key
        and one.object.key != sale.object.key
        and _PARTS.isdisjoint(syntax.lower[sale.anchor : sale.object.first])
    )
