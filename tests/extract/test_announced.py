"""Second names that a cue announces: whole with their titles, and of somebody invented who is named."""

import pytest

from claimgraph.extract.actors.names.guises import announced
from claimgraph.extract.actors.names.sightings import spell
from claimgraph.extract.tokens import tokens_of
from claimgraph.graph.record import RelationType


def same(nlp, text):
    """Pairs of names that the text says are one's, as it writes them."""
    return {
        frozenset((text[slice(*r.subject.span)], text[slice(*r.object.span)]))
        for r in nlp(text)._.relations
        if r.type is RelationType.ALSO_KNOWN_AS
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dara Whitlock, who performs as Sister Candour, has accounts on both.", "Sister Candour"),
        ("His pupils call him Prof Quark, and half of them follow him.", "Prof Quark"),
        ("He teaches English and goes by Mr. Fang Without Tie.", "Mr. Fang Without Tie"),
        ("He imitated them under the name Hallaq el-Hay, and somebody saw it.", "Hallaq el-Hay"),
        ("As Welder Daddy he has 640,000 followers.", "Welder Daddy"),
        ("Punters knew him as The Gravel.", "Gravel"),
        ("He reviews films under the name Kubrick's Cat.", "Kubrick's Cat"),
        ("It is known to readers in Leeds as Teapot Storm.", "Teapot Storm"),
    ],
)
def test_names_are_whole(nlp, text, name):
    tokens = tokens_of(nlp(text))
    ranges = announced(tokens, spell(tokens))
    assert name in [text[tokens.start[first] : tokens.end[end - 1]] for first, end in ranges]


@pytest.mark.parametrize(
    "text",
    [
        "She works as Somalia correspondent of a weekly.",
        "As Poland votes, the app is quiet.",
        "The statute, known as the Pause Act, takes effect in May.",
        "They called her on Monday.",
    ],
)
def test_nothing_is_announced(nlp, text):
    tokens = tokens_of(nlp(text))
    assert list(announced(tokens, spell(tokens))) == []


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            "Dara Whitlock spoke of it. The former nurse, who performs as Sister Candour, has two.",
            "Dara Whitlock",
            "Sister Candour",
        ),
        (
            "Rashad Pell left TikTok. The chef from Baltimore, known to 1.4 million people as Sugar Deacon, "
            "did not care for the owners.",
            "Rashad Pell",
            "Sugar Deacon",
        ),
        (
            "Anneke Tolsma draws herons. “They can stand in a ditch,” says the illustrator, whose 41,000 "
            "followers call her the Heron Woman.",
            "Anneke Tolsma",
            "Heron Woman",
        ),
        (
            "Dominik Zarek talks for eleven hours a day. The cat has its own sponsor. For six years the pair "
            "appeared on Twitch, under the handle szafa_gra; in May they left.",
            "Dominik Zarek",
            "szafa_gra",
        ),
        (
            "It belongs to Norvik Group, a chain; on 18 May that company renamed itself Halden Media.",
            "Norvik Group",
            "Halden Media",
        ),
        ("The owner is Krafton, in Seoul, once known as Bluehole.", "Krafton", "Bluehole"),
        (
            "The app Quillbox, usually shortened to QBX, disappeared in May.",
            "Quillbox",
            "QBX",
        ),
        (
            "Its maker was called Halden Games; these days it's Norvik Group, and nobody minds.",
            "Norvik Group",
            "Halden Games",
        ),
    ],
)
def test_second_names(nlp, text, one, other):
    assert frozenset((one, other)) in same(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        # somebody whom the text does not name
        "Dara Whitlock has a phone. A young woman who goes by Mama Feedback reviews buses.",
        "Dara Whitlock spoke. The channel is run by somebody who calls himself Sirenko.",
        # one name is no second one
        "Guo Lin keeps the group. It is called Number Three Neighbours and holds 487 people on WeChat.",
        "Norvik Group took the news page of Twitter, to be called Halden, and left.",
    ],
)
def test_nobody_is_renamed(nlp, text):
    assert same(nlp, text) == set()


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("It met the operator, Norvik Group, known to foreigners as Halden.", "Norvik Group", "Halden"),
        (
            "Anna Berg writes on LiveJournal. Under each stands her handle, Samovar_in_exile, and a goat.",
            "Anna Berg",
            "Samovar_in_exile",
        ),
    ],
)
def test_known_abroad_and_by_a_handle(nlp, text, name, other):
    assert frozenset((name, other)) in same(nlp, text)


def test_where_somebody_is_from_is_no_employer(nlp):
    text = "Nevin Aydin has sold pots on TikTok. “I had to ask,” says the coppersmith, of Gaziantep."
    assert not [r for r in nlp(text)._.relations if r.type is RelationType.AFFILIATED_WITH]
