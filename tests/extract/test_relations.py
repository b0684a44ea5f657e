"""Relations between names, in invented sentences: what is stated, denied, planned, and not said."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract.engine import build_pipeline
from claimgraph.graph.record import Modality, Relation, RelationType

OWNED, AFFILIATED = RelationType.OWNED_BY, RelationType.AFFILIATED_WITH
UNDER, KNOWN = RelationType.UNDER_JURISDICTION, RelationType.ALSO_KNOWN_AS


@cache
def _pipeline() -> Language:
    return build_pipeline()


def _read(text: str, date: str | None = None) -> Doc:
    nlp = _pipeline()
    doc = nlp.make_doc(text)
    doc._.date = date
    return nlp(doc)


def _relations(text: str, kind: RelationType, date: str | None = None) -> list[Relation]:
    return [relation for relation in _read(text, date)._.relations if relation.type is kind]


def _pairs(text: str, kind: RelationType) -> set[tuple[str, str]]:
    return {
        (text[slice(*r.subject.span)], text[slice(*r.object.span)])
        for r in _relations(text, kind)
        if not r.modality
    }


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("ByteDance-owned TikTok said on Monday that it would appeal.", {("TikTok", "ByteDance")}),
        ("TikTok's Chinese parent company, ByteDance, said little.", {("TikTok", "ByteDance")}),
        ("TikTok owner ByteDance said little.", {("TikTok", "ByteDance")}),
        (
            "Meta, which owns Instagram and WhatsApp, has grown.",
            {("Instagram", "Meta"), ("WhatsApp", "Meta")},
        ),
        ("Microsoft, the owner of LinkedIn, has grown.", {("LinkedIn", "Microsoft")}),
        ("LinkedIn was acquired by Microsoft years ago.", {("LinkedIn", "Microsoft")}),
        ("Google bought YouTube when it was small.", {("YouTube", "Google")}),
        ("WeChat is owned by Tencent.", {("WeChat", "Tencent")}),
        ("Telvia Robotics, a unit of Grandis Motors, builds arms.", {("Telvia Robotics", "Grandis Motors")}),
        (
            "Telvia Robotics, the robot division of Grandis Motors, builds arms.",
            {("Telvia Robotics", "Grandis Motors")},
        ),
        ("The Corvane Securities unit of Weston Bank lends.", {("Corvane Securities", "Weston Bank")}),
        ("Weston Bank and its Corvane Securities unit lend.", {("Corvane Securities", "Weston Bank")}),
        (
            "Telvia Steel is a joint venture between Grandis Motors and Osaka Metal Works.",
            {("Telvia Steel", "Grandis Motors"), ("Telvia Steel", "Osaka Metal Works")},
        ),
        (
            "The Bureau of Rivers, an agency of the Interior Department, closed.",
            {("Bureau of Rivers", "Interior Department")},
        ),
        ("TikTok is popular. The app is owned by ByteDance.", {("The app", "ByteDance")}),
        ("Yahoo sold Tumblr to Automattic.", {("Tumblr", "Automattic")}),
        ("WhatsApp belongs to Meta.", {("WhatsApp", "Meta")}),
        ("Meta, to which WhatsApp belongs, has grown.", {("WhatsApp", "Meta")}),
        ("WhatsApp is in the hands of Meta.", {("WhatsApp", "Meta")}),
        ("The control of WhatsApp passed to Meta in May.", {("WhatsApp", "Meta")}),
        ("WhatsApp has grown. Meta, its owner, has not.", {("WhatsApp", "Meta")}),
        (
            "The owners of WhatsApp are Weston Bank and Grandis Motors.",
            {("WhatsApp", "Weston Bank"), ("WhatsApp", "Grandis Motors")},
        ),
        ("The largest shareholder in Weston Bank is Grandis Motors.", {("Weston Bank", "Grandis Motors")}),
        ("Meta paid 19 billion dollars for WhatsApp.", {("WhatsApp", "Meta")}),
        ("Threads, Meta's answer to Twitter, has grown.", {("Threads", "Meta")}),
        ("Meta, the company behind WhatsApp, has grown.", {("WhatsApp", "Meta")}),
        ("WhatsApp is majority-owned by Grandis Motors.", {("WhatsApp", "Grandis Motors")}),
        (
            "Telvia Robotics has a new owner. Grandis Motors holds 60 percent of the company.",
            {("the company", "Grandis Motors")},
        ),
        (
            "Telvia Robotics lost money. Then, in May, it was bought by Grandis Motors.",
            {("Telvia Robotics", "Grandis Motors")},
        ),
        (
            "Telvia Robotics lost money. Now 40 percent of it is owned by Grandis Motors.",
            {("Telvia Robotics", "Grandis Motors")},
        ),
        (
            "Telvia Robotics lost money. Its owner, the carmaker Grandis Motors, was patient.",
            {("Telvia Robotics", "Grandis Motors")},
        ),
        ("Grandis Motors has taken control of Weston Bank.", {("Weston Bank", "Grandis Motors")}),
        (
            "The Treasury told Grandis Motors that its ownership of Grindr was a risk.",
            {("Grindr", "Grandis Motors")},
        ),
        (
            "Weston Bank and Holm Verlag each own half of Aster Records.",
            {("Aster Records", "Weston Bank"), ("Aster Records", "Holm Verlag")},
        ),
        ("Nordia Telecom, which Corvane Group bought, is in Oslo.", {("Nordia Telecom", "Corvane Group")}),
        ("Weston Bank and its parent, Corvane Group, lend.", {("Weston Bank", "Corvane Group")}),
        (
            "Douyin is the sister of TikTok. Both are owned by ByteDance.",
            {("Douyin", "ByteDance"), ("TikTok", "ByteDance")},
        ),
        ("Facebook, Instagram and WhatsApp grew. Both belong to Meta.", set()),
        (
            "Instagram belongs to Meta, as do WhatsApp and Threads.",
            {("Instagram", "Meta"), ("WhatsApp", "Meta"), ("Threads", "Meta")},
        ),
        (
            "Corvane Group counts Weston Bank and Holm Verlag among its shareholders.",
            {("Corvane Group", "Weston Bank"), ("Corvane Group", "Holm Verlag")},
        ),
        (
            "Grandis Motors owns half of Telvia Robotics. The other half is held by Corvane Group.",
            {("Telvia Robotics", "Grandis Motors"), ("Telvia Robotics", "Corvane Group")},
        ),
        (
            "Skype was written by Estonians, sold to Grandis Motors and bought in 2011 by Microsoft.",
            {("Skype", "Grandis Motors"), ("Skype", "Microsoft")},
        ),
    ],
)
def test_ownership_as_stated(text: str, pairs: set[tuple[str, str]]) -> None:
    assert _pairs(text, OWNED) == pairs


@pytest.mark.parametrize(
    "text",
    [
        "Microsoft and Google compete with TikTok and YouTube.",
        "TikTok sued Montana and praised Instagram in the same letter.",
        "Temu, the sister app of Pinduoduo, is growing.",
        "Microsoft's rival Google makes phones.",
        "Marta Keel owns a boat and likes YouTube.",
        "Grandis Motors makes the Telvia 300 in Ohio.",
        "TikTok must be sold within 270 days.",
        "ByteDance must sell TikTok within 270 days.",
    ],
)
def test_no_ownership_where_none_is_stated(text: str) -> None:
    assert _pairs(text, OWNED) == set()


def test_nothing_owns_itself() -> None:
    text = (
        "It was the voice of a client, Corvane Energy, the nation’s largest coal company, which is bankrupt."
    )
    assert not any(
        (r.subject.entity.lead, r.subject.entity.type) == (r.object.entity.lead, r.object.entity.type)
        for r in _relations(text, OWNED)
    )


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("ByteDance does not own WeChat.", Modality.NEGATED),
        ("Tencent denied that it owns TikTok.", Modality.NEGATED),
        ("TikTok is no longer owned by ByteDance.", Modality.NEGATED),
        ("TikTok used to belong to ByteDance.", Modality.NEGATED),
        ("A rumour that Meta had been bought by Oracle was false.", Modality.NEGATED),
        ("Meta denied reports that it had been bought by Oracle.", Modality.NEGATED),
        ("Oracle was to buy TikTok, but the talks failed.", Modality.FUTURE),
        ("If TikTok ended up in the hands of Oracle, little would change.", Modality.HYPOTHETICAL),
        ("Oracle would gain control of TikTok.", Modality.HYPOTHETICAL),
        ("Flickr, formerly owned by Yahoo, is independent.", Modality.NEGATED),
        ("Microsoft plans to buy TikTok.", Modality.FUTURE),
        ("Oracle agreed to acquire TikTok.", Modality.FUTURE),
        ("TikTok will be sold to Oracle.", Modality.FUTURE),
        ("Microsoft could buy TikTok.", Modality.HYPOTHETICAL),
        ("If Microsoft bought TikTok, prices would rise.", Modality.HYPOTHETICAL),
        ("Is TikTok owned by ByteDance?", Modality.QUESTION),
        ("Microsoft reportedly owns a stake in Reddit.", Modality.HEDGED),
    ],
)
def test_what_does_not_hold_says_so(text: str, modality: Modality) -> None:
    (relation,) = _relations(text, OWNED)
    assert modality in relation.modality


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("Microsoft acquired LinkedIn in December 2016.", {("since", "2016-12")}),
        ("Prosus holds a 25.6 percent stake in Tencent.", {("share", "0.256")}),
        ("Meta has owned WhatsApp since 2014.", {("since", "2014")}),
        ("Yahoo sold Tumblr in August 2019.", {("until", "2019-08")}),
        ("Oracle bought Cerner on March 3.", {("since", "2025-03-03")}),
    ],
)
def test_dates_and_shares(text: str, details: set[tuple[str, str]]) -> None:
    relations = _relations(text, OWNED, date="2025-01-14")
    assert {(d.name, d.value) for relation in relations for d in relation.details} == details
    for relation in relations:
        for detail in relation.details:
            assert text[slice(*detail.span)].strip()


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Lena Osei, a professor of law at Ghent University, agreed.", {("Lena Osei", "Ghent University")}),
        ("Microsoft's general counsel, Lena Osei, agreed.", {("Lena Osei", "Microsoft")}),
        ("Lena Osei, Microsoft's head of policy, agreed.", {("Lena Osei", "Microsoft")}),
        ("TikTok spokeswoman Lena Osei agreed.", {("Lena Osei", "TikTok")}),
        ("Lena Osei of the Brookings Institution agreed.", {("Lena Osei", "Brookings Institution")}),
        ("Lena Osei, who runs the Digital Rights Forum, agreed.", {("Lena Osei", "Digital Rights Forum")}),
        ("Lena Osei teaches film at Ghent University.", {("Lena Osei", "Ghent University")}),
        ("Lena Osei is chief executive of Microsoft.", {("Lena Osei", "Microsoft")}),
        (
            "Lena Osei directs the Center for Press Freedom at Ghent University.",
            {("Lena Osei", "Center for Press Freedom"), ("Lena Osei", "Ghent University")},
        ),
        ("Lena Osei was hired by Microsoft as chief economist.", {("Lena Osei", "Microsoft")}),
        ("Microsoft, of which Lena Osei is president, agreed.", {("Lena Osei", "Microsoft")}),
        ("Lena Osei is a cartographer at the Open Map Institute.", {("Lena Osei", "Open Map Institute")}),
        (
            "It was the Data Protection Commission. The authority's director, Maeve Tiernan, agreed.",
            {("Maeve Tiernan", "The authority")},
        ),
        (
            "The consumer group Right Click sued. The group's chairwoman, Elodie Marsh, agreed.",
            {("Elodie Marsh", "The group")},
        ),
        (
            "Imogen Farr, executive director of the charity Labour Behind the Label, agreed.",
            {("Imogen Farr", "Labour Behind the Label")},
        ),
        ("The Brookings Institution and Bitkom met. The agency's head, Elodie Marsh, agreed.", set()),
        ("Digital Minister Ewa Nowicka presented the plan.", set()),
        (
            "“No,” said Elodie Marsh, who is head of policy at the Brussels trade group Toys of Europe.",
            {("Elodie Marsh", "Toys of Europe")},
        ),
        ("Lena Osei, of the Open Map Institute, agreed.", {("Lena Osei", "Open Map Institute")}),
        ("Lena Osei covers technology for The Quay Ledger.", {("Lena Osei", "Quay Ledger")}),
        ("Lena Osei, a critic who writes for the Quay Ledger, agreed.", {("Lena Osei", "Quay Ledger")}),
        ("Microsoft has hired a former diplomat, Lena Osei.", {("Lena Osei", "Microsoft")}),
        ("Twitch streamer Lena Osei agreed. The critic left Twitch.", set()),
        (
            "It was run by the Open Map Institute. Its treasurer, Lena Osei, agreed.",
            {("Lena Osei", "Open Map Institute")},
        ),
        ("Lena Osei, with the think-tank Clearwater, agreed.", {("Lena Osei", "Clearwater")}),
        (
            "Lena Osei, director of the Oslo-based think-tank Clearwater, agreed.",
            {("Lena Osei", "Clearwater")},
        ),
        ("Lena Osei, formerly of Microsoft, agreed.", {("Lena Osei", "Microsoft")}),
        ("Lena Osei visited Ghent University and wrote about Microsoft.", set()),
        ("Lena Osei lives in Ghent and works in Paris.", set()),
        ("Lena Osei used Instagram at home.", set()),
    ],
)
def test_affiliations(text: str, pairs: set[tuple[str, str]]) -> None:
    assert _pairs(text, AFFILIATED) == pairs


def test_two_owners_are_denied_at_once() -> None:
    text = "Shein grew. It is not owned by Alibaba or by PDD Holdings."
    relations = _relations(text, OWNED)
    assert {text[slice(*r.object.span)] for r in relations} == {"Alibaba", "PDD Holdings"}
    assert all(Modality.NEGATED in r.modality for r in relations)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Shein grew. Instagram is owned by the same company. The new company owns Tumblr.", set()),
        ("LY Corporation grew. LY is controlled by A Holdings.", {("LY", "A Holdings")}),
        ("TikTok's American app belongs to Oracle.", {("TikTok", "Oracle")}),
    ],
)
def test_which_company_is_meant(text: str, pairs: set[tuple[str, str]]) -> None:
    assert _pairs(text, OWNED) == pairs


def test_a_former_role_does_not_hold() -> None:
    (relation,) = _relations("Lena Osei, a former engineer at Google, agreed.", AFFILIATED)
    assert relation.modality == (Modality.NEGATED,)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Telegram is headquartered in Dubai.", {("Telegram", "Dubai")}),
        ("ByteDance, based in Beijing, agreed.", {("ByteDance", "Beijing")}),
        ("The Beijing-based company ByteDance agreed.", {("ByteDance", "Beijing")}),
        ("ByteDance is a Chinese company.", {("ByteDance", "Chinese")}),
        ("The Chinese company ByteDance agreed.", {("ByteDance", "Chinese")}),
        ("China's ByteDance agreed.", {("ByteDance", "China")}),
        ("TikTok is subject to Chinese law.", {("TikTok", "Chinese")}),
        ("Shein moved its headquarters to Singapore.", {("Shein", "Singapore")}),
        ("TikTok has many Chinese users in Paris.", set()),
        ("Lena Osei, a Paris-based lawyer, likes TikTok.", set()),
        ("TikTok is not based in China.", set()),
        ("The bank is part of the Grandis Group in Hamburg.", {("Grandis Group", "Hamburg")}),
        ("Protests against the Grandis Group in Hamburg began.", set()),
        ("On a Monday night came what India's TikTok ban left behind.", set()),
    ],
)
def test_jurisdictions(text: str, pairs: set[tuple[str, str]]) -> None:
    assert _pairs(text, UNDER) == pairs


def test_an_adjective_stands_for_its_country() -> None:
    (relation,) = _relations("The Chinese company ByteDance agreed.", UNDER)
    assert relation.object.entity.name == "China"


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Xiaohongshu, also known as RedNote, is growing.", {("Xiaohongshu", "RedNote")}),
        ("Xiaohongshu, or RedNote, is growing.", {("Xiaohongshu", "RedNote")}),
        ("Instagram, formerly known as Burbn, is growing.", {("Instagram", "Burbn")}),
        ("Lena Osei called Instagram a menace and named TikTok too.", set()),
        ("Shein is known for cheap clothes and Temu for cheap tools.", set()),
        ("You can use Instagram or TikTok.", set()),
    ],
)
def test_other_names(text: str, pairs: set[tuple[str, str]]) -> None:
    assert _pairs(text, KNOWN) == pairs


def test_a_relation_in_a_quote_is_the_speakers() -> None:
    text = '"Meta owns WhatsApp," said Lena Osei, a lawyer. Google owns YouTube.'
    inside, outside = _relations(text, OWNED)
    assert inside.claim is not None
    assert inside.claim in _read(text)._.claims
    assert outside.claim is None


WORDS = (
    "TikTok ByteDance Meta owns owned by of , ( ) 's - which who the a unit parent company sold to bought "
    "professor at Chinese based in Beijing also known as or ban law signed fined $ 5 percent stake March 3 "
    '. ? " “ ” not will'
).split()


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=80))
def test_any_text_is_read_and_every_span_has_words(text: str) -> None:
    doc = _read(text, "2025-01-14")
    known = doc._.entities
    for relation in doc._.relations:
        spans = [
            relation.subject.span,
            relation.object.span,
            *relation.cue,
            *(d.span for d in relation.details),
        ]
        assert all(text[start:end].strip() for start, end in spans)
        assert relation.subject.entity in known
        assert relation.object.entity in known
