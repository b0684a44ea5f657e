"""Where a name begins and ends, in invented sentences; all persons and firms are invented."""

from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # small words within a name of another language
        ("The study is by Faculdade Livre do Brejo, which teaches law.", "Faculdade Livre do Brejo"),
        ("Ada Quill works at Universidad Mayor de San Telmo.", "Universidad Mayor de San Telmo"),
        ("The fund is managed by Cassa Prestiti e Depositi of Turin.", "Cassa Prestiti e Depositi"),
        ("“It is late,” said Casper van Rijnsburg-Ali, an editor.", "Casper van Rijnsburg-Ali"),
        # what somebody is, at the head of a sentence
        ("Spokesperson Freja Lundholm said it was closed.", "Freja Lundholm"),
        ("Founder Orhan Gökmen left in the spring.", "Orhan Gökmen"),
        ("Founder Ada Quill Jr. edits the paper, Orhan Vale says.", "Ada Quill Jr."),
        # a place and who is there
        ("The mayor of Musanze, Clarisse Mukandoli, married them on paper.", "Clarisse Mukandoli"),
        ("LIMA - Joinvio, the ticketing site owned by a bank, has closed.", "Joinvio"),
        ("BUENOS AIRES - Grupo Clarosa can keep its telephone company.", "Grupo Clarosa"),
        # an authority for a law
        ("The Supreme Council for Web Regulation has called her.", "Supreme Council for Web Regulation"),
    ],
)  # fmt: skip
def test_a_name_is_whole_and_nothing_else(nlp: Language, text: str, name: str) -> None:
    assert name in {entity.name for entity in nlp(text)._.entities}


def test_a_dash_within_a_name_stays(nlp: Language) -> None:
    names = {entity.name for entity in nlp("Ada Quill-Odu of Uni-Vesta said no.")._.entities}
    assert "Ada Quill-Odu" in names


def test_two_halves_of_an_unknown_name_are_one_person(nlp: Language) -> None:
    text = "Much of it is owned by Alisher Usmonzoda. Usmonzoda said nothing."
    names = {entity.name: entity.type.value for entity in nlp(text)._.entities}
    assert names == {"Alisher Usmonzoda": "person"}


def test_a_law_is_no_authority(nlp: Language) -> None:
    found = {
        entity.name: entity.type.value
        for entity in nlp("Under the Media Regulation sites must pay.")._.entities
    }
    assert found.get("Media Regulation", "instrument") == "instrument"


def test_two_halves_of_an_organisation_are_one(nlp: Language) -> None:
    text = "The owner is in Lund. A tenth is owned by the Public Interest News Foundation of Lund."
    assert "Public Interest News Foundation" in {entity.name for entity in nlp(text)._.entities}
