"""Whose a name is: a company's or its platform's, a paper's by one word, an app's by where somebody goes."""

import pytest

from claimgraph.extract.actors.platforms.gazetteer import Gazetteer
from claimgraph.graph.record import EntityType, RelationType
from claimgraph.ontology.register import load_register


def kinds(nlp, text):
    """The types of the entities by name."""
    return {entity.name: entity.type for entity in nlp(text)._.entities}


def registered(nlp, text):
    """The register's ids of the entities, without their start."""
    return {entity.register.rsplit("/", 1)[-1] for entity in nlp(text)._.entities if entity.register}


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Snap, the company behind the app, opened an office in Oslo.", "org-snap-inc"),
        ("The app was bought by eBay for $2 million.", "org-ebay-inc"),
        ("It confirmed a fine of 13 billion rupees on eBay on Friday.", "org-ebay-inc"),
        ("Bumble, the company from Austin that bought the app, is closing it.", "org-bumble-inc"),
        ("The messenger belongs to the internet firm Naver.", "org-naver-corporation"),
        ("The clothes shop is a product of Naver.", "org-naver-corporation"),
    ],
)
def test_a_shared_name_is_the_companys(nlp, text, entry):
    assert entry in registered(nlp, text)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Two and a half million people have gone to Bluesky.", "platform-bluesky"),
        ("The orange ones come from Shopee.", "platform-shopee"),
        ("The site gives up its share. Spotify sent her 61 kroner last year.", "platform-spotify"),
        ("TikTok and YouTube followed. X said that it had too few users.", "platform-x"),
    ],
)
def test_a_shared_name_is_the_platforms(nlp, text, entry):
    assert entry in registered(nlp, text)


def test_of_companies_that_share_a_name_the_first_has_it():
    register = load_register()
    companies = [one for one in register.companies if one.name in ("Snap Inc.", "Snap B.V.")]
    assert len(companies) == 2
    for order in (companies, companies[::-1]):
        found = list(Gazetteer(order, str.split).find(["Snap"], ["snap"]))
        assert [hit.name.entry for hit in found] == [order[0]]


def test_a_paper_goes_by_its_last_word(nlp):
    text = (
        "The Harrow Courier is read in Leeds. The Courier has three reporters, says Ada Quill of the Courier."
    )
    papers = [e for e in nlp(text)._.entities if "Courier" in e.name]
    assert [(e.type, len(e.mentions)) for e in papers] == [(EntityType.PLATFORM, 3)]


def test_who_goes_from_a_platform_goes_to_one(nlp):
    assert kinds(nlp, "She has gone from Substack to Quillbox.")["Quillbox"] is EntityType.PLATFORM


def test_a_cooperative_is_no_person(nlp):
    found = kinds(nlp, "He moved the records to Quillbox, a co-operative owned by its users.")
    assert found.get("Quillbox") is not EntityType.PERSON


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        (
            "The Ministry of Communications in Baghdad prohibited the game.",
            "Ministry of Communications",
            "Baghdad",
        ),
        ("The daily in Halifax, The Quill Herald, was sold.", "Quill Herald", "Halifax"),
    ],
)
def test_where_a_body_sits(nlp, text, name, place):
    found = {
        (text[slice(*r.subject.span)], text[slice(*r.object.span)])
        for r in nlp(text)._.relations
        if r.type is RelationType.UNDER_JURISDICTION
    }
    assert any(name in one and other == place for one, other in found), found


def test_somebody_belongs_to_what_is_called_theirs(nlp):
    text = "Ada Quillfeather left. She took her newsletter, Visita, from Substack to Ghost."
    found = {
        (r.subject.entity.name, r.object.entity.name)
        for r in nlp(text)._.relations
        if r.type is RelationType.AFFILIATED_WITH
    }
    assert ("Ada Quillfeather", "Visita") in found


def test_a_role_ends_where_it_says_at_what(nlp):
    text = "Gaston Theisen, who teaches German at a lycée in Esch, has tried all three."
    roles = [text[slice(*role.span)] for e in nlp(text)._.entities for role in e.roles]
    assert roles == ["teaches German"]


@pytest.mark.parametrize("text", ["Then came Ada Quillfeather, nineteen,", "Then came Ada Quillfeather, 41,"])
def test_a_text_may_end_behind_an_age(nlp, text):
    assert kinds(nlp, text) == {"Ada Quillfeather": EntityType.PERSON}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Instagram was going to stay independent, and then it belonged to Facebook.", "Facebook"),
        ("The game Free Fire is published by Garena, the games arm of a bank.", "Garena"),
        ("It was formed when Norvik Holdings, Yahoo Japan and the old firm merged.", "Yahoo Japan"),
    ],
)
def test_a_platforms_name_may_be_a_companys_that_the_register_lacks(nlp, text, name):
    entities = [entity for entity in nlp(text)._.entities if entity.name == name]
    assert [(entity.type, entity.register) for entity in entities] == [(EntityType.ORGANIZATION, None)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "In August anybody opening Bluesky, a public benefit corporation, learned that it was gone.",
            "Bluesky",
        ),
        ("ByteDance has agreed to hand control of TikTok's business to a fund.", "TikTok"),
        ("She moved to Facebook from Koo, India's answer to Twitter.", "Twitter"),
    ],
)
def test_what_is_used_or_governed_is_the_platform(nlp, text, name):
    assert kinds(nlp, text)[name] is EntityType.PLATFORM


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "For 141 years the Teifi Vale Mercury was printed by one family. She reads it.",
            "Teifi Vale Mercury",
        ),
        ("The post came from Le Courrier du Fjord, the weekly, and all quarrelled.", "Le Courrier du Fjord"),
        ("At the Seaford Courier, a daily, reporter Corey Swickard cleared his desk.", "Seaford Courier"),
    ],
)
def test_papers_are_told_by_their_words(nlp, text, name):
    assert kinds(nlp, text)[name] is EntityType.PLATFORM


def test_credits_name_a_body(nlp):
    text = "Commuters in Tokyo. Photo: Yannick Morozumi/Hibiya Dispatch\n\nThe app has users in Japan."
    assert kinds(nlp, text)["Hibiya Dispatch"] is EntityType.ORGANIZATION


def test_whom_somebody_writes_for_is_a_body(nlp):
    text = "Zephyrine Castellan, Asia editor of the trade paper Signals Weekly, was not surprised."
    assert kinds(nlp, text)["Signals Weekly"] is EntityType.ORGANIZATION
