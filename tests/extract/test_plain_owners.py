"""Owners told in plain set words, of invented companies, and what looks like them and is none."""

import pytest

from claimgraph.graph.record import RelationType


def owned(nlp, text):
    """What the text says is whose, as the words at both ends; what is denied or planned is left out."""
    return {
        (text[slice(*r.subject.span)], text[slice(*r.object.span)])
        for r in nlp(text)._.relations
        if r.type is RelationType.OWNED_BY and not r.modality
    }


@pytest.mark.parametrize(
    ("text", "thing", "owner"),
    [
        (
            "In 2021 the app Quillbox, still run from Leeds, was bought by the Danish firm Norvik Group.",
            "Quillbox",
            "Norvik Group",
        ),
        (
            "The app Quillbox, on which they had entered trails, was sold to Halden Capital, a fund.",
            "Quillbox",
            "Halden Capital",
        ),
        (
            "At Norvik Group and its TikTok, nobody answered. It has Norvik Group and its TikTok.",
            "TikTok",
            "Norvik Group",
        ),
        (
            "Quillbox was bought by Norvik Group, most of whose shares lie with Halden Capital, a fund.",
            "Norvik Group",
            "Halden Capital",
        ),
        (
            "The app Quillbox is popular in Oslo. The operator, Norvik Group, is silent.",
            "Quillbox",
            "Norvik Group",
        ),
        ("The app Quillbox is popular in Oslo. The new owner is Norvik Group.", "Quillbox", "Norvik Group"),
        ("Norvik Group sits in Oslo and answers to Halden Capital.", "Norvik Group", "Halden Capital"),
        (
            "Norvik Group is in Oslo. It counts the insurer Halden Capital as its largest shareholder.",
            "It",
            "Halden Capital",
        ),
        (
            "The app Quillbox has the same Danish owner as TikTok, namely Norvik Group.",
            "Quillbox",
            "Norvik Group",
        ),
        (
            "The app Quillbox is popular. Ten years ago it went to Norvik Group for $2 million.",
            "Quillbox",
            "Norvik Group",
        ),
        (
            "The app Quillbox is popular. The company in Oslo that owns it, Norvik Group, is silent.",
            "Quillbox",
            "Norvik Group",
        ),
        (
            "The app Quillbox is popular. Norvik Group bought a majority in 2016.",
            "Quillbox",
            "Norvik Group",
        ),
        (
            "The app Quillbox is popular. Norvik Group handed it on last autumn to Halden Capital, a fund.",
            "Quillbox",
            "Halden Capital",
        ),
    ],
)
def test_plain_words_tell_an_owner(nlp, text, thing, owner):
    assert (thing, owner) in owned(nlp, text), owned(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Norvik Group and its rival TikTok met in Oslo.",
        "The app Quillbox was praised in Oslo by readers of the Danish publisher Norvik Group.",
        "The app Quillbox is popular. Norvik Group gained 12 percent in Oslo.",
        "The app Quillbox was praised. The editor, Norvik Group said, is silent.",
        "The app Quillbox went to court for two years.",
        "Norvik Group's lawyer answers to nobody.",
    ],
)
def test_other_words_tell_none(nlp, text):
    assert owned(nlp, text) == set()


def test_what_is_sold_as_it_was_named_last(nlp):
    text = (
        "The app Quillbox is popular. Quillbox has fans in Oslo. "
        "Norvik Group, the maker of Fortnite, bought it in 2022."
    )
    assert ("Quillbox", "Norvik Group") in owned(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Norvik Group fell. The app Quillbox lost its owner,",
        "Norvik Group fell. The operator,",
        "The app Quillbox was sold to",
        "The app Quillbox has the same owner,",
        "The app Quillbox, whose shares lie",
        "Quillbox is popular. The company that owns it,",
        "Quillbox is popular. It went to",
        "Quillbox is popular. Norvik Group passed it",
    ],
)
def test_a_text_may_end_anywhere(nlp, text):
    assert owned(nlp, text) == set()
