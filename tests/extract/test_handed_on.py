"""Who had a thing and who has it, and since when, where one sentence tells both."""

import pytest

from claimgraph.graph.record import Modality, RelationType


def told(nlp, text):
    """Owners of the platform by name: what is told of dates, and whether they are so no more."""
    return {
        text[slice(*r.object.span)]: (
            {detail.name: detail.value for detail in r.details},
            Modality.NEGATED in r.modality,
        )
        for r in nlp(text)._.relations
        if r.type is RelationType.OWNED_BY
    }


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        (
            "Yahoo bought Tumblr in 2013 and sold it to Automattic in 2019.",
            {"Yahoo": ({"since": "2013", "until": "2019"}, False), "Automattic": ({"since": "2019"}, False)},
        ),
        (
            "Epic Games bought Bandcamp in 2022 and sold it on to Songtradr.",
            {"Epic Games": ({"since": "2022"}, True), "Songtradr": ({}, False)},
        ),
        (
            "Epic Games, which had bought Bandcamp only in 2022, passed it on last autumn to Songtradr.",
            {"Epic Games": ({"since": "2022"}, True), "Songtradr": ({}, False)},
        ),
        (
            "Tumblr was bought by Yahoo in 2013 and sold to Automattic in 2019.",
            {"Yahoo": ({"since": "2013"}, True), "Automattic": ({"since": "2019"}, False)},
        ),
        (
            "Bandcamp was acquired by Epic Games in 2022, then sold to Songtradr a year later.",
            {"Epic Games": ({"since": "2022"}, True), "Songtradr": ({}, False)},
        ),
        (
            "Tumblr went to Yahoo and was sold, in 2019, to Automattic.",
            {"Yahoo": ({}, True), "Automattic": ({"since": "2019"}, False)},
        ),
        (
            "Skype was sold to eBay in 2005 and to Microsoft in 2011.",
            {"eBay": ({"since": "2005"}, False), "Microsoft": ({"since": "2011"}, False)},
        ),
        (
            "Microsoft, which bought LinkedIn in 2016, sold a part of it to Halden Group.",
            {"Microsoft": ({"since": "2016"}, False)},
        ),
    ],
)
def test_each_owner_has_its_own_dates(nlp, text, owners):
    found = told(nlp, text)
    assert {name: found.get(name) for name in owners} == owners
