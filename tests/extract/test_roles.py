"""Roles with their words and categories, on sentences made up for it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimgraph.extract.actors.roles.categories import category_of, is_anonymous
from claimgraph.graph.record import EntityType, RoleCategory


def _roles(nlp: Language, text: str) -> list[tuple[str, RoleCategory | None]]:
    return [
        (text[role.span.start : role.span.end], role.category)
        for entity in nlp(text)._.entities
        if entity.type is EntityType.PERSON
        for role in entity.roles
    ]


@pytest.mark.parametrize(
    ("text", "words", "category"),
    [
        (
            "Kenyan data-rights lawyer, podcaster and organiser Wanjiru Odhiambo says no.",
            "Kenyan data-rights lawyer, podcaster and organiser",
            "expert",
        ),
        (
            "“No,” says Ifeoma Brandt, an associate professor of media studies at Cuyahoga University.",
            "associate professor of media studies",
            "expert",
        ),
        ("Theo Vandersloot, who runs a lab in Leeds, disagrees.", "runs a lab", None),
        (
            "Theo Vandersloot, who teaches digital culture at Sloe University, disagrees.",
            "teaches digital culture",
            None,
        ),
        ("Theo Vandersloot, who sells shawls from a back room, disagrees.", "sells shawls", None),
        ("Theo Vandersloot, who edited the paper from 1994 to 2016, disagrees.", "edited the paper", None),
        ("Its editor-in-chief, Theo Vandersloot, disagrees.", "editor-in-chief", "journalist"),
        ("A former magistrate, Theo Vandersloot supported the ban.", "former magistrate", None),
        ("Secretary of Commerce Theo Vandersloot called it an attack.", "Secretary of Commerce", "official"),
        ("Communications Minister Theo Vandersloot said so.", "Communications Minister", "official"),
        (
            "“No,” says Theo Vandersloot, reader in the music industries at Sloe University.",
            "reader in the music industries",
            None,
        ),
        ("Theo Vandersloot, a cab driver for thirty years, disagrees.", "cab driver", None),
        (
            "It belongs to a former taxi dispatcher by the name of Theo Vandersloot.",
            "former taxi dispatcher",
            None,
        ),
        (
            "Theo Vandersloot, who teaches biology and has written for years, disagrees.",
            "teaches biology",
            None,
        ),
        (
            "Theo Vandersloot, who advised a bidder and now teaches law, disagrees.",
            "advised a bidder and now teaches law",
            None,
        ),
        ("Ada Quill, an adviser on trade policy, said no.", "adviser on trade policy", None),
        ("Ada Quill, a former editor of Fjordposten who now teaches law, said no.", "teaches law", None),
        ("Ada Quill, a translator for Gwynedd council, said no.", "translator", None),
        ("Then a hairdresser from Baton Rouge, Tyrell Brandt, sued.", "hairdresser", None),
        ("TikTok's head of policy, Tomas Reeve, said so.", "head of policy", "company"),
        ("Sen. Ada Quill said no.", "Sen.", "official"),
        ("Dr. Mara Ilves said no.", "Dr.", "expert"),
        (
            "Sunniva Tarn, acting head of digital policy at Forbruk, agrees.",
            "acting head of digital policy",
            "company",
        ),
        ("Dana Whitlow, 41, is a respiratory therapist at a hospital.", "respiratory therapist", "expert"),
        ("Former finance minister Alexei Dunin resigned.", "Former finance minister", "official"),
        ("Google CEO Mara Ilves smiled.", "CEO", "company"),
        ("“Yes,” said Ottilie Banks, a reporter for the Quay Ledger.", "reporter", "journalist"),
        ("“Yes,” said Ottilie Banks, a dance influencer in Leeds.", "dance influencer", "creator"),
        ("“Yes,” said Ottilie Banks, a kindergarten teacher.", "kindergarten teacher", "user"),
        ("The Kremlin spokesman, Pyotr Dunin, denied it.", "spokesman", "official"),
        ("Mira Oyelaran, a 34-year-old ceramicist, deleted the app.", "ceramicist", None),
        ("Tomas Bexley, 61, a retired lighthouse keeper, agrees.", "retired lighthouse keeper", None),
        ("“Yes,” said Youssef Lindner, a cobbler in Essen.", "cobbler", None),
        ("The Hamburg locksmith Uwe Tadic never reads the terms.", "locksmith", None),
        ("Ada Quill cannot log in. The retired botanist is angry.", "retired botanist", None),
        ("Ada Quill, the regulator's former head of law, agrees.", "former head of law", "official"),
        ("Ada Quill used to be a diplomat.", "diplomat", None),
        ("Ada Quill joined. Once a Treasury official, she left again.", "official", "official"),
        ("Ada Quill joined. A retired midwife from Cardiff, she left again.", "retired midwife", None),
        ("Bo Lind and Uwe Tadic, both lawyers, disagree.", "lawyers", "expert"),
        ("Acme's chief lobbyist in Brussels, Tadhg Lind, agrees.", "chief lobbyist", None),
        ("A glazier from Bristol named Oscar Penhaligon agrees.", "glazier", None),
        ("Harriet Olufsen of the think tank Clearwater, a cryptologist, agrees.", "cryptologist", None),
        ("Hanna Wirth, a former Google engineer, left.", "former Google engineer", "company"),
        ("Alexei Dunin, a former minister, is an adviser to Yandex.", "adviser", "expert"),
        ("He made changes, dropping two men and moving catcher Jorge Posada to sixth.", "catcher", None),
        ("The 34-year-old plumber Uwe Tadic agrees.", "plumber", None),
        ("Digital rights activist Bo Henriksen agrees.", "Digital rights activist", "expert"),
    ],
)
def test_a_role_is_read_with_its_words(nlp: Language, text: str, words: str, category: str | None) -> None:
    found = _roles(nlp, text)
    assert words in [role for role, _ in found]
    if category is not None:
        assert dict(found)[words] == category


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Tarn laughed.",
        "Tomas Reeve, from Leeds, laughed.",
        "Tomas Reeve and the lawyer laughed.",
        "The lawyer of Tomas Reeve laughed.",
        "Tomas Reeve, a computer in hand, laughed.",
        "Tomas Reeve, 61, laughed.",
    ],
)
def test_what_is_no_role_is_left_alone(nlp: Language, text: str) -> None:
    assert _roles(nlp, text) == []


def test_a_plural_says_what_two_people_are(nlp: Language) -> None:
    roles = _roles(nlp, "It was started by two graduate students, Ada Quill and Theo Vandersloot, in 2021.")
    assert [words for words, _ in roles] == ["graduate students"] * 2


def test_a_clause_says_what_somebody_is_beside_a_noun(nlp: Language) -> None:
    text = "Lena Osei, a botanist, agreed. Osei, who runs a garden in Leeds, laughed. She eats a pear."
    assert [role for role, _ in _roles(nlp, text)] == ["botanist", "runs a garden"]


def test_a_pronoun_is_told_a_role(nlp: Language) -> None:
    text = "Ximena Rautavaara chose the village. She is a glaciologist in Oslo. “I like it,” she says."
    assert [role for role, _ in _roles(nlp, text)] == ["glaciologist"]


@pytest.mark.parametrize(
    ("role", "around", "category"),
    [
        ("security researcher", "", RoleCategory.EXPERT),
        ("chief executive", "of the company", RoleCategory.COMPANY),
        ("spokesman", "for the ministry", RoleCategory.OFFICIAL),
        ("spokesman", "for the firm", RoleCategory.COMPANY),
        ("editor of a magazine", "", RoleCategory.JOURNALIST),
        ("juggler", "", None),
        ("", "", None),
    ],
)
def test_the_category_follows_from_the_words(role: str, around: str, category: RoleCategory | None) -> None:
    assert category_of(role.split(), around.split()) is category


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("a former engineer , who spoke on condition of anonymity , said so", True),
        ("one researcher , who asked not to be named , agreed", True),
        ("one researcher agreed", False),
    ],
)
def test_anonymity_is_read_from_the_sentence(sentence: str, expected: bool) -> None:
    assert is_anonymous(sentence.split()) is expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ada Quill, a member of the editorial committee, agrees.", "member of the editorial committee"),
        ("Ada Quill, a sociologist of reading at the University of Oslo, agrees.", "sociologist of reading"),
        (
            "Ada Quill draws a ghost. “It was turned off,” says the 33-year-old comics artist.",
            "comics artist",
        ),
        ("Ada Quill sells soup.\n\nThe police found nothing.\n\n“Mine was soup,” says the cook.", "cook"),
        ("Ada Quill, trail warden of the local branch of the Eifelverein, agrees.", "trail warden"),
    ],
)
def test_roles_go_as_far_as_what_they_are(nlp, text, role):
    roles = {text[slice(*r.span)] for e in nlp(text)._.entities if e.name == "Ada Quill" for r in e.roles}
    assert role in roles
