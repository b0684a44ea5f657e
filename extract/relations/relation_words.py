"""The words that relation patterns hang on, read once from ``data/relations.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class RelationWords:
    """Sets of lower-case words; the data file says what each is for."""

    institutions: frozenset[str]
    not_names: frozenset[str]
    titles: frozenset[str]
    stage_titles: frozenset[str]
    unit_nouns: frozenset[str]
    part_nouns: frozenset[str]
    weak_unit_nouns: frozenset[str]
    rival_words: frozenset[str]
    another_words: frozenset[str]
    company_nouns: frozenset[str]
    platform_nouns: frozenset[str]
    parent_nouns: frozenset[str]
    maker_nouns: frozenset[str]
    belongings: frozenset[str]
    within_verbs: frozenset[str]
    founders: frozenset[str]
    seller_nouns: frozenset[str]
    stake_context: frozenset[str]
    take_verbs: frozenset[str]
    pick_verbs: frozenset[str]
    office_words: frozenset[str]
    body_nouns: frozenset[str]
    own_verbs: frozenset[str]
    buy_verbs: frozenset[str]
    sell_verbs: frozenset[str]
    become_verbs: frozenset[str]
    deal_nouns: frozenset[str]
    sale_nouns: frozenset[str]
    stake_nouns: frozenset[str]
    hold_verbs: frozenset[str]
    pay_verbs: frozenset[str]
    tell_verbs: frozenset[str]
    measure_words: frozenset[str]
    leave_verbs: frozenset[str]
    write_verbs: frozenset[str]
    audience_nouns: frozenset[str]
    crowd_nouns: frozenset[str]
    spin_verbs: frozenset[str]
    role_nouns: frozenset[str]
    office_nouns: frozenset[str]
    position_nouns: frozenset[str]
    lead_verbs: frozenset[str]
    found_verbs: frozenset[str]
    inner_offices: frozenset[str]
    outsiders: frozenset[str]
    panels: frozenset[str]
    hire_verbs: frozenset[str]
    name_verbs: frozenset[str]
    work_verbs: frozenset[str]
    base_verbs: frozenset[str]
    seat_nouns: frozenset[str]
    rule_nouns: frozenset[str]
    subject_words: frozenset[str]
    future_words: frozenset[str]
    suppose_words: frozenset[str]
    doubt_words: frozenset[str]
    refuse_words: frozenset[str]
    rumour_nouns: frozenset[str]
    false_words: frozenset[str]
    stop_words: frozenset[str]
    naming_words: frozenset[str]
    part_verbs: frozenset[str]
    move_verbs: frozenset[str]
    serve_verbs: frozenset[str]
    speak_for: frozenset[str]
    makers_behind: frozenset[str]
    works_of: frozenset[str]
    begin_verbs: frozenset[str]
    show_verbs: frozenset[str]
    style_verbs: frozenset[str]
    known_verbs: frozenset[str]
    name_nouns: frozenset[str]
    name_adjectives: frozenset[str]
    beside_names: frozenset[str]
    naming_fillers: frozenset[str]
    past_words: frozenset[str]
    event_words: frozenset[str]


def read_words() -> RelationWords:
    """The word lists that ship with the package."""
    table = tomllib.loads(files("claimgraph.extract").joinpath("data/relations.toml").read_text("utf-8"))
    return RelationWords(
        **{field.name: frozenset(table[field.name].split()) for field in fields(RelationWords)}
    )


WORDS = read_words()
