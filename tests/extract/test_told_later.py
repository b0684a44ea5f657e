"""Owners, seats, employers and second names that a text tells in another sentence or in words of its own."""

import pytest

from claimgraph.graph.record import EntityType, RelationType

OWNED, UNDER = RelationType.OWNED_BY, RelationType.UNDER_JURISDICTION
AFFILIATED, KNOWN = RelationType.AFFILIATED_WITH, RelationType.ALSO_KNOWN_AS


def found(nlp, text, type_):
    doc = nlp(text)
    return {
        (relation.subject.entity.name, relation.object.entity.name)
        for relation in doc._.relations
        if relation.type is type_ and not relation.modality
    }


@pytest.mark.parametrize(
    ("text", "asset", "owner"),
    [
        ("Everybody used WeChat. It belongs to Tencent.", "WeChat", "Tencent"),
        ("Tumblr was for sale. Automattic took it over in 2019.", "Tumblr", "Automattic"),
        ("Amazon snapped up Twitch in 2014.", "Twitch", "Amazon"),
        ("Twitch passed into the hands of Amazon in 2014.", "Twitch", "Amazon"),
        ("With the purchase of Twitch, Amazon entered a new market.", "Twitch", "Amazon"),
        ("Twitch, long the property of Amazon, declined to comment.", "Twitch", "Amazon"),
        ("Yahoo left. Its owner since May, the fund Apollo Global, agrees.", "Yahoo", "Apollo Global"),
        ("All use Bello. The app, whose owner Corvid Media listed, is old.", "Bello", "Corvid Media"),
        ("Substack belongs to its founders and to Corvid Media.", "Substack", "Corvid Media"),
        ("Joyo Media, a São Paulo subsidiary of Corvid Media, grows.", "Joyo Media", "Corvid Media"),
        ("Twitch is owned in equal parts by Amazon and Tencent.", "Twitch", "Tencent"),
    ],
)  # fmt: skip
def test_owners(nlp, text, asset, owner):
    assert (asset, owner) in found(nlp, text, OWNED)


@pytest.mark.parametrize(
    "text",
    [
        "Suppose that Tencent bought Twitch tomorrow.",
        "If Tencent owned Twitch, streamers would leave.",
        "Tencent almost bought Twitch in 2012.",
        "Tencent takes part in Twitch tournaments.",
        "Instagram belongs to the same company as Facebook.",
    ],
)
def test_what_is_only_thought_owns_nothing(nlp, text):
    assert not found(nlp, text, OWNED)


@pytest.mark.parametrize(
    ("text", "thing", "place"),
    [
        ("Twitch was bought by Amazon. The Seattle company paid a billion.", "Amazon", "Seattle"),
        ("Nevada, where Corvid Media is registered, asks little.", "Corvid Media", "Nevada"),
        ("Corvid Media left Ohio. Corvid Media is now headquartered there.", "Corvid Media", "Ohio"),
        ("Corvid Media, of San Jose, declined to comment.", "Corvid Media", "San Jose"),
        ("Twitch, with headquarters in Luxembourg, declined.", "Twitch", "Luxembourg"),
        ("Tencent, which controls Twitch, is based in Shenzhen.", "Tencent", "Shenzhen"),
        ("Twitch is regulated by the Irish media commission.", "Twitch", "Ireland"),
        ("Corvid Media has its offices in Singapore.", "Corvid Media", "Singapore"),
        ("Vinted is a Lithuanian company.", "Vinted", "Lithuania"),
    ],
)
def test_seats(nlp, text, thing, place):
    assert (thing, place) in found(nlp, text, UNDER)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Ada Quill, who speaks for TikTok in Europe, disagrees.", "TikTok"),
        ("Ada Quill spent six years at TikTok before she wrote a book.", "TikTok"),
        ("Ada Quill sits on the advisory board of Corvid Media.", "Corvid Media"),
        ("Corvid Media, whose director is Ada Quill, disagrees.", "Corvid Media"),
        ("Corvid Media is headed by Ada Quill, a former judge.", "Corvid Media"),
        ("The messaging app Bello was set up by Ada Quill in 2015.", "Bello"),
        ("Corvid Media lost money. “We tried,” said Ada Quill, the treasurer.", "Corvid Media"),
        ("They called Corvid Media. Ada Quill, an engineer there, was surprised.", "Corvid Media"),
        ("Ada Quill belongs to the Green Party.", "Green Party"),
    ],
)
def test_employers(nlp, text, body):
    assert ("Ada Quill", body) in found(nlp, text, AFFILIATED)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quill, a critic of TikTok, disagrees.",
        "Ada Quill spent a night at TikTok.",
        "Ada Quill joined TikTok in March and has 4,000 followers.",
    ],
)
def test_who_is_no_part_of_it(nlp, text):
    assert not found(nlp, text, AFFILIATED)


@pytest.mark.parametrize(
    "text",
    [
        "The app Bello, which used to be TalkBox, lost users.",
        "The app Bello, which began as TalkBox, lost users.",
        "The app Bello was launched in 2012 as TalkBox.",
        "The app Bello, or TalkBox as its users call it, lost users.",
        "The app TalkBox, today Bello, lost users.",
        "The app TalkBox rebranded itself as Bello in 2020.",
        "All went to Bello, a microblog. (TalkBox, as most of them still call it.)",
    ],
)
def test_second_names(nlp, text):
    assert {frozenset(pair) for pair in found(nlp, text, KNOWN)} == {frozenset({"Bello", "TalkBox"})}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Shares in Pinora fell as the Danish reviews site lost.", "Pinora", EntityType.PLATFORM),
        ("What is a social network without likes? Its makers call it Pinora.", "Pinora", EntityType.PLATFORM),
        ("Finn-Snakk, a chat app for schools, is old.", "Finn-Snakk", EntityType.PLATFORM),
        ("They sold to Vala Labs. On Monday Vala declined to comment.", "Vala Labs", EntityType.ORGANIZATION),
        ("NAIROBI (Coastwire) - The shop closed.", "Coastwire", EntityType.ORGANIZATION),
    ],
)  # fmt: skip
def test_kinds_of_names(nlp, text, name, kind):
    assert (name, kind) in {(entity.name, entity.type) for entity in nlp(text)._.entities}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Tumblr is old. Half of the shares are held by Corvid Media, the rest by its founder, Ada Quill.",
            {("Tumblr", "Corvid Media"), ("Tumblr", "Ada Quill")},
        ),
        (
            "Amazon paid 31 million for 24 percent of Tumblr. The remaining shares stay with Corvid Media.",
            {("Tumblr", "Corvid Media")},
        ),
        (
            "TikTok belongs to ByteDance and Instagram to Meta.",
            {("TikTok", "ByteDance"), ("Instagram", "Meta")},
        ),
        ("TikTok and Twitch were sold to Corvid Media in May.", {("TikTok", "Corvid Media")}),
        (
            "The firm Joyo, already the owner of 26 percent of Corvid Media, wants more.",
            {("Corvid Media", "Joyo")},
        ),
    ],
)
def test_owners_of_a_part_and_of_several(nlp, text, pairs):
    assert pairs <= found(nlp, text, OWNED)


def test_what_follows_belongs_to_nobody_else(nlp):
    owners = found(nlp, "TikTok belongs to ByteDance and Instagram to Meta.", OWNED)
    assert ("TikTok", "Meta") not in owners and ("TikTok", "Instagram") not in owners


def test_if_they_were_sold_supposes(nlp):
    assert not found(nlp, "If the apps were sold to Amazon, Twitch would gain.", OWNED)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Ada Quill, who runs Twitch's Berlin office, resigned.", "Twitch"),
        ("Ada Quill once worked on notifications at Instagram.", "Instagram"),
        (
            "Ada Quill came. The ethnographer, of Borlund University, spent a year there.",
            "Borlund University",
        ),
    ],
)
def test_employers_in_a_longer_chain(nlp, text, body):
    assert ("Ada Quill", body) in found(nlp, text, AFFILIATED)


def test_what_used_to_be_known_otherwise(nlp):
    text = "Tumblr, a photo app that used to be known as Bello, has intervened."
    assert found(nlp, text, KNOWN) == {("Tumblr", "Bello")}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Reddit has bought Margo Notes.", "platform"),
        ("Grindr, the West Hollywood dating company, has moved.", "platform"),
        ("Naver owns half of it.", "organization"),
    ],
)
def test_a_company_with_one_platform_goes_by_its_name(nlp, text, type_):
    assert [str(entity.type) for entity in nlp(text)._.entities][0] == type_
