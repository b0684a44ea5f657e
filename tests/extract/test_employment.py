"""Employers told by an aside, a move or a clause, and roles that a clause gives."""

import pytest

from claimgraph.graph.record import RelationType


def bodies(nlp, text):
    doc = nlp(text)
    return {
        (r.subject.entity.name, r.object.entity.name)
        for r in doc._.relations
        if r.type is RelationType.AFFILIATED_WITH
    }


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Marit Solheim, until recently at Tidal Bank, now bakes bread.", "Tidal Bank"),
        ("Marit Solheim is a media scholar, now at Leiden University.", "Leiden University"),
        ("Marit Solheim, whose lab at Leiden University counts bots, agreed.", "Leiden University"),
        ("Marit Solheim stepped down from Tidal Bank last spring.", "Tidal Bank"),
        ("Marit Solheim, who follows the sector for Tidal Bank, agreed.", "Tidal Bank"),
        ("Marit Solheim, in charge of policy at the Fishery Council, agreed.", "Fishery Council"),
        ("On behalf of the Fishery Council, Marit Solheim asked for time.", "Fishery Council"),
        ("Marit Solheim, the woman behind the app Skjerm, owns no phone.", "Skjerm"),
        ("Marit Solheim and her brother set up the app Skjerm in 2014.", "Skjerm"),
        ("Marit Solheim is on the faculty of the University of Malta.", "University of Malta"),
        ("Marit Solheim is in her third year as boss of Tidal Bank.", "Tidal Bank"),
        ("Skjerm, an app for ice, sells well. Chief executive Marit Solheim wants more.", "Skjerm"),
    ],
)
def test_employers(nlp, text, body):
    assert ("Marit Solheim", body) in bodies(nlp, text), bodies(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Marit Solheim moved to Norway and left Facebook for good.",
        "Marit Solheim, a critic of Tidal Bank, sued the Fishery Council.",
        "Marit Solheim joined TikTok last week and has six followers.",
        "Marit Solheim was banned from Facebook for a year.",
        "Marit Solheim moved to Signal because her friends were on it.",
        "Marit Solheim has an account with Tidal Bank.",
        "Tidal Bank has lost money. Former president Marit Solheim has said so.",
    ],
)
def test_no_employers(nlp, text):
    assert bodies(nlp, text) == set()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ines Parvanova works as a welder off Norway.", "welder"),
        ("A welder by trade, Ines Parvanova films her days.", "welder"),
        ("Ines Parvanova, trained as a nurse, now sells masks.", "nurse"),
        ("Ines Parvanova was promoted to vice president in May.", "vice president"),
        ("Ines Parvanova, who became acting director in May, said no.", "acting director"),
        ("Ines Parvanova is one of the founders of Tidal Bank.", "founders"),
        ("Ines Parvanova sings. By day she is a quantity surveyor in Swansea.", "quantity surveyor"),
    ],
)
def test_roles_of_a_clause(nlp, text, role):
    roles = {
        text[slice(*role.span)]
        for entity in nlp(text)._.entities
        if entity.name == "Ines Parvanova"
        for role in entity.roles
    }
    assert role in roles, roles


def test_what_somebody_is_not(nlp):
    text = "Ines Parvanova reviews cheese. She is not a bishop."
    assert all(not entity.roles for entity in nlp(text)._.entities)
