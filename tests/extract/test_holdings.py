"""Owners, seats and penalties told in passing, in invented companies."""

import pytest

from claimgraph.graph.record import Modality, RelationType

UNREAL = {Modality.NEGATED, Modality.FUTURE, Modality.HYPOTHETICAL}


def pairs(nlp, text, kind):
    doc = nlp(text)
    return {
        (r.subject.entity.name, r.object.entity.name)
        for r in doc._.relations
        if r.type is kind and UNREAL.isdisjoint(r.modality)
    }


@pytest.mark.parametrize(
    "text",
    [
        "Bitpoint sits inside Norvik Group, a conglomerate.",
        "Bitpoint is one of nine companies in Norvik Group's portfolio.",
        "Last year Bitpoint found a buyer in Norvik Group.",
        "Bitpoint's founders sold it to Norvik Group last year.",
        "Norvik Group, whose brands include the photo app Bitpoint, is old.",
        "Norvik Group counts the photo app Bitpoint among its holdings.",
        "Behind the photo app Bitpoint stands Norvik Group, a conglomerate.",
        "The photo app Bitpoint has a new owner: Norvik Group, of Helsinki.",
        "The photo app Bitpoint lost users. The owner, Norvik Group, is not worried.",
        "Control of the app Bitpoint lies with Norvik Group.",
        "Bitpoint, a photo app, was sold. Norvik Group holds 35 per cent.",
    ],
)
def test_owners_in_passing(nlp, text):
    assert ("Bitpoint", "Norvik Group") in pairs(nlp, text, RelationType.OWNED_BY)


@pytest.mark.parametrize(
    "text",
    [
        "Norvik Group uses Bitpoint for its messages.",
        "Norvik Group made a film about Bitpoint.",
        "Norvik Group wanted to buy Bitpoint but was turned down.",
        "Norvik Group has an account on Bitpoint.",
    ],
)
def test_no_owners(nlp, text):
    assert pairs(nlp, text, RelationType.OWNED_BY) == set()


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("The messenger Bitpoint, run from Dubai, gave no comment.", "Bitpoint"),
        ("The messenger Bitpoint calls Dubai home.", "Bitpoint"),
        ("The messenger Bitpoint is legally at home in Dubai.", "Bitpoint"),
        ("The end came in Dubai, where Norvik Group has its headquarters.", "Norvik Group"),
        ("From its headquarters in Dubai, Norvik Group runs ships.", "Norvik Group"),
        ("The app belongs to Norvik Group, Dubai.", "Norvik Group"),
        ("Bitpoint, the Dubai upstart that sells plants, lost money.", "Bitpoint"),
        ("Sanoma belongs to Norvik Group, a company in Dubai whose parent is Tallow Ltd.", "Norvik Group"),
    ],
)
def test_seats(nlp, text, thing):
    assert (thing, "Dubai") in pairs(nlp, text, RelationType.UNDER_JURISDICTION)


@pytest.mark.parametrize(
    "text",
    [
        "Bitpoint opened an office in Helsinki.",
        "Bitpoint was banned in Finland.",
        "Bitpoint sells ads to Finnish companies.",
        "The photo app Bitpoint has many users in Bergen.",
    ],
)
def test_no_seats(nlp, text):
    assert pairs(nlp, text, RelationType.UNDER_JURISDICTION) == set()


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("Meta was hit with a fine of 91 million euros by the Irish regulator.", "Irish regulator", "Meta"),
        ("Peru shut down the neighbourhood app Vecino in August.", "Peru", "Vecino"),
        ("Nepal banned TikTok in November.", "Nepal", "TikTok"),
        ("Brazil lifted its ban on Telegram.", "Brazil", "Telegram"),
        ("OSLO — Norway's Data Authority on Monday fined Meta.", "Data Authority", "Meta"),
        ("They upheld a fine that the Fishery Council had imposed on Meta.", "Fishery Council", "Meta"),
    ],
)
def test_who_imposes_and_on_whom(nlp, text, who, whom):
    assert any(who in by for _, by in pairs(nlp, text, RelationType.IMPOSED_BY))
    assert any(name == whom for _, name in pairs(nlp, text, RelationType.TARGETS))


@pytest.mark.parametrize("text", ["Meta shut down the app Vecino in August.", "Meta closed TikTok's page."])
def test_a_company_imposes_nothing(nlp, text):
    assert pairs(nlp, text, RelationType.IMPOSED_BY) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hanbit Telecom sells phones. Hanbit has 300 shops.", "Hanbit Telecom"),
        ("Grupo Meridiano denied it. Meridiano's lawyers declined to comment.", "Grupo Meridiano"),
        ("Kakao Mobility raised its fares in Seoul.", "Kakao Mobility"),
    ],
)
def test_a_company_by_its_short_name(nlp, text, name):
    companies = {e.name: len(e.mentions) for e in nlp(text)._.entities if e.type == "organization"}
    assert list(companies) == [name], companies


def test_every_country_is_known():
    from claimgraph.extract.actors.places.jurisdictions import jurisdiction, peoples

    assert jurisdiction("Kosovo").code == "XK"
    assert peoples()["kosovar"].code == "XK"


@pytest.mark.parametrize(
    ("text", "asset", "owner"),
    [
        ("Instagram comes from Meta, just as Threads does.", "Instagram", "Meta"),
        ("Instagram comes from Meta, just as Threads does.", "Threads", "Meta"),
        ("ByteDance, which has TikTok, rents servers in Virginia.", "TikTok", "ByteDance"),
        ("Rubika is pushed by the state: behind it is Norvik Group, the operator.", "Rubika", "Norvik Group"),
        ("Norvik Group is held in equal parts by SoftBank and, by way of a joint company, by Tencent.",
         "Norvik Group", "Tencent"),
        ("Norvik Group is controlled jointly by SoftBank, which also prints a paper, and by Tencent.",
         "Norvik Group", "Tencent"),
        ("Norvik Group belonged for years to Tencent and was sold.", "Norvik Group", "Tencent"),
        ("Norvik Group is a new firm, owned chiefly by staff and by two investors, Halden Fund and Tencent.",
         "Norvik Group", "Halden Fund"),
    ],
)  # fmt: skip
def test_owners_are_told_in_one_breath(nlp, text, asset, owner):
    told = {
        (relation.subject.entity.name, relation.object.entity.name)
        for relation in nlp(text)._.relations
        if relation.type is RelationType.OWNED_BY
    }
    assert (asset, owner) in told


@pytest.mark.parametrize(
    ("text", "asset", "owner"),
    [
        (
            "Norvik Group has agreed to sell the photo app Bitpoint to Halden Fund.",
            "Bitpoint",
            "Norvik Group",
        ),
        ("Norvik Group, whose voting shares lie with Halden Fund, declined.", "Norvik Group", "Halden Fund"),
        ("Norvik Group in turn is held by Halden Fund, a firm in Miami.", "Norvik Group", "Halden Fund"),
    ],
)
def test_who_is_to_sell_owns_and_whose_shares_lie_where(nlp, text, asset, owner):
    assert (asset, owner) in pairs(nlp, text, RelationType.OWNED_BY)


def test_taking_something_out_of_a_shop_is_no_takeover(nlp):
    text = "When Apple took VKontakte out of its App Store in September, users were angry."
    assert ("VKontakte", "Apple") not in pairs(nlp, text, RelationType.OWNED_BY)


def test_a_text_may_end_with_where_it_went(nlp):
    text = "Halden Fund sold Bitpoint for a million last year. Nobody knows where Bitpoint went"
    assert not pairs(nlp, text, RelationType.OWNED_BY)
