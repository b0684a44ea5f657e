"""Laws, orders, bans, rulings and fines: which mentions are one, who imposes it and on whom."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract.engine import build_pipeline
from claimgraph.graph.record import Entity, EntityType, RelationType


@cache
def _pipeline() -> Language:
    return build_pipeline()


def _read(text: str) -> Doc:
    doc = _pipeline().make_doc(text)
    doc._.date = "2025-01-14"
    return _pipeline()(doc)


def _instruments(text: str) -> list[Entity]:
    return [entity for entity in _read(text)._.entities if entity.type is EntityType.INSTRUMENT]


def _mentions(text: str) -> list[list[str]]:
    return [[text[slice(*m.span)] for m in entity.mentions] for entity in _instruments(text)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (
            "The Digital Services Act (DSA) binds them. The DSA is new.",
            [["Digital Services Act", "DSA", "DSA"]],
        ),
        (
            "The Protecting Americans from Foreign Adversary Controlled Applications Act is old. Is the law?",
            [["Protecting Americans from Foreign Adversary Controlled Applications Act", "law"]],
        ),
        ("They cited Section 230 and the GDPR.", [["Section 230"], ["GDPR"]]),
        ("Executive Order 13942 was revoked. The order had failed.", [["Executive Order 13942", "order"]]),
        ("Montana's ban on TikTok was blocked. The ban was popular.", [["ban", "ban"]]),
        ("India banned TikTok in 2020. The ban holds.", [["banned", "ban"]]),
        (
            "The Kids Online Safety Act, a bill that binds Discord, waits.",
            [["Kids Online Safety Act", "bill"]],
        ),
        ("A fine of 3 million euros was paid.", [["fine"]]),
        ("A federal judge ruled on Monday. The ruling is long.", [["ruled", "ruling"]]),
        ("The Supreme Court upheld it. The ruling is long.", [["upheld", "ruling"]]),
        ("The Supreme Court upheld it. She ruled it out.", []),
        ("Judge Amara Voss ordered the suspension of Rumble. The order is long.", [["ordered", "order"]]),
        ("She studied law at Columbia Law School and ordered tea in order to wake up.", []),
        ("It is a fine day, and the law is the law.", []),
        ("The tax bill came, and Bill Marsh paid the electricity bill.", []),
        ("The order would have banned TikTok, and TikTok has not been banned.", []),
    ],
)
def test_instruments_and_their_mentions(text: str, mentions: list[list[str]]) -> None:
    assert _mentions(text) == mentions


def test_a_laws_name_is_one_instrument_and_nothing_else() -> None:
    text = "Britain's Online Safety Act covers Reddit."
    covered = [e for e in _read(text)._.entities for m in e.mentions if "Safety" in text[slice(*m.span)]]
    assert [entity.type for entity in covered] == [EntityType.INSTRUMENT]


@pytest.mark.parametrize(
    ("text", "imposed", "targets"),
    [
        ("India banned TikTok and WeChat in June 2020.", {"India"}, {"TikTok", "WeChat"}),
        ("Montana's TikTok ban was popular.", {"Montana"}, {"TikTok"}),
        ("The European Union's Digital Services Act applies to TikTok.", {"European Union"}, {"TikTok"}),
        ("The law requires ByteDance to sell TikTok.", set(), {"ByteDance", "TikTok"}),
        ("An executive order signed by Lena Osei targets Huawei.", {"Lena Osei"}, {"Huawei"}),
        ("Congress passed a bill that would ban TikTok.", {"Congress"}, {"TikTok"}),
        ("Congress passed a bill, and Lena Osei signed it.", {"Congress", "Lena Osei"}, set()),
        ("The Supreme Court's ruling helped nobody.", {"Supreme Court"}, set()),
        ("TikTok was banned in Nepal.", {"Nepal"}, {"TikTok"}),
        ("TikTok opposes the ban that Lena Osei likes.", set(), set()),
        ("Judge Amara Voss ordered the blocking of Rumble.", {"Amara Voss"}, {"Rumble"}),
        (
            "A judge of the Supreme Court, Rodrigo Teles, ordered providers to block TikTok.",
            {"Rodrigo Teles"},
            {"TikTok"},
        ),
        ("Telegram closed. Russia ordered it blocked in April.", {"Russia"}, {"it"}),
        ("India's ministry told app stores to remove TikTok.", {"India's ministry"}, {"TikTok"}),
        ("India's ministry told Lena Osei that TikTok was fast.", set(), set()),
        ("Lena Osei ordered a phone from Amazon.", set(), set()),
        ("The Commission fined Google 4 billion euros in 2018.", {"Commission"}, {"Google"}),
        ("France fined the Irish arm of Shein in July.", {"France"}, {"Shein"}),
        ("Italy's competition authority fined Shein.", {"Italy's competition authority"}, {"Shein"}),
        ("A Dutch court fined Shein.", set(), {"Shein"}),
        ("TikTok faces a fine from the Irish regulator.", {"Irish regulator"}, {"TikTok"}),
        ("Parliament passed a law. It obliges Snapchat to act.", {"Parliament"}, {"Snapchat"}),
        ("An executive order would have banned transactions with WeChat.", set(), {"WeChat"}),
        ("Under the Online Safety Act, Discord and Roblox must act.", set(), {"Discord", "Roblox"}),
        ("The regulator passed the order to the operators.", set(), set()),
        ("Britain imposed sanctions on Corvid Systems.", {"Britain"}, {"Corvid Systems"}),
        ("Brussels is drafting new rules. They would bind many.", {"Brussels"}, set()),
        ("A bill is to follow in May; it would cover Snapchat and TikTok.", set(), {"Snapchat", "TikTok"}),
        (
            "TikTok must hand over data under new rules of the Rivers Commission.",
            {"Rivers Commission"},
            {"TikTok"},
        ),
        ("The penalty comes from the Irish privacy regulator.", {"Irish privacy regulator"}, set()),
        ("Turkey blocked access to Roblox in May.", {"Turkey"}, {"Roblox"}),
        ("Regulators in Stockholm fined Google two million kronor.", {"Regulators in Stockholm"}, {"Google"}),
        (
            "The Commission fined Apple 500 million euros and Meta 200 million euros.",
            {"Commission"},
            {"Apple", "Meta"},
        ),
        ("A Bonn court has ruled that Meta may train its models.", {"Bonn court"}, {"Meta"}),
        ("Nobody plays by the rules. The company bent its own rules.", set(), set()),
        ("She paid the bill. The phone bill is due in May.", set(), set()),
    ],
)
def test_who_imposes_on_whom(text: str, imposed: set[str], targets: set[str]) -> None:
    relations = _read(text)._.relations
    objects = {
        kind: {text[slice(*r.object.span)] for r in relations if r.type is kind} for kind in RelationType
    }
    assert objects[RelationType.IMPOSED_BY] == imposed
    assert objects[RelationType.TARGETS] == targets


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("The law requires ByteDance to sell TikTok by January 19.", "deadline", "2025-01-19"),
        ("Britain's Online Safety Act covers Reddit from March 3.", "since", "2025-03-03"),
        ("India banned TikTok in June 2020.", "since", "2020-06"),
    ],
)
def test_dates_take_their_year_from_the_article(text: str, name: str, value: str) -> None:
    details = {(d.name, d.value) for r in _read(text)._.relations for d in r.details}
    assert details == {(name, value)}


WORDS = (
    "The Digital Services Act of 2022 law bill ban order Executive Order 13942 fined banned TikTok India "
    "signed by and "
    "Section 230 ( DSA ) , . on against Meta requires to sell School of Law Bill for the a"
).split()


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_mentions_slice_and_do_not_overlap(text: str) -> None:
    spans = sorted(m.span for entity in _instruments(text) for m in entity.mentions)
    assert all(text[start:end].strip() for start, end in spans)
    assert all(left.end <= right.start for left, right in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Italy's privacy watchdog said on Monday that it had reprimanded Glimmr for tracking minors.", None),
        ("Kenya's communications regulator has revoked the licence of the pay-TV company Zuku.", "revoked"),
        ("Nepal has restricted Telegram since July, the regulator said.", "restricted"),
        ("The band revoked nothing and told Google that it liked the song.", None),
        ("Google would have been barred from the tender, said a lawyer.", None),
        ("That brings them under its supervision and exposes them to fines of up to six per cent.", None),
    ],
)
def test_a_word_that_no_rule_takes_is_weighed(text: str, word: str | None) -> None:
    words = [text[slice(*mention.span)] for entity in _instruments(text) for mention in entity.mentions]
    assert words == ([word] if word else [])
