"""Names of towns, public bodies and companies that are no platforms, in invented sentences."""

import pytest

from claimgraph.extract.actors.places.tables import towns
from claimgraph.graph.record import EntityType

PLATFORM, ORGANIZATION, PERSON = EntityType.PLATFORM, EntityType.ORGANIZATION, EntityType.PERSON


def kinds(nlp, text):
    """The types of names by name."""
    return {entity.name: entity.type for entity in nlp(text)._.entities}


def test_towns_are_names_alone():
    known = towns()
    assert len(known) > 10_000
    assert known >= {"Agadir", "Ravenna", "Poltava"}
    assert not {"Reading", "Facebook", "Signal", "Mobile", "Ada"} & known


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        # a town, unless the text says otherwise
        ("Users of the app, from Ravenna to Agadir, complained about Klipo.", "Agadir", None),
        (
            "The video app Kisangani has two million users. Kisangani was founded in 2012.",
            "Kisangani",
            PLATFORM,
        ),
        ("Agadir, a dating app, was banned in Morocco. Agadir has a million users.", "Agadir", PLATFORM),
        ("The start-up Poltava raised money. Poltava has ten employees.", "Poltava", ORGANIZATION),
        ("Many downloaded Ravenna on their phones. The app is free.", "Ravenna", PLATFORM),
        ("Ravi Khanna runs the firm Dorlo in Pune. Khanna said it would grow.", "Ravi Khanna", PERSON),
        # a public body, or a service that anybody may run
        (
            "The forecast is from DMX, the Danish weather service. Later he opened DMX again.",
            "DMX",
            ORGANIZATION,
        ),
        (
            "The forecasts are on Skywatch, a weather service with users. He opened Skywatch.",
            "Skywatch",
            PLATFORM,
        ),
        ("Klipo, the Danish streaming service, is based in Oslo.", "Klipo", PLATFORM),
        (
            "The fine that the Malta Data Commission, or MaDC, imposed was paid. MaDC left.",
            "MaDC",
            ORGANIZATION,
        ),
        # what the text calls somebody or something
        ("It came from Cal Brindle, a retired mail carrier, who said no.", "Cal Brindle", PERSON),
        ("The fine came from Vodano, a Danish mail carrier, which said little.", "Vodano", ORGANIZATION),
        (
            "The tip is from Breezo, which is made in Prague. He opens Breezo on his phone.",
            "Breezo",
            PLATFORM,
        ),
        ("Dorlo, which owns the app Klipo, said it would sell.", "Dorlo", ORGANIZATION),
        (
            "Inditor, the fashion giant down the coast, was said to have made an offer.",
            "Inditor",
            ORGANIZATION,
        ),
        ("Google, YouTube's parent, declined. YouTube has two million users.", "YouTube", PLATFORM),
        ("YouTube's shares fell. YouTube, the company, bought Klipo.", "YouTube", ORGANIZATION),
        # media that are known by name, unless they are part of another's
        ("Prisa, the publisher of El País, has sold a division.", "El País", PLATFORM),
        ("He works at the Daily Mirror, Ada Quill says.", "Daily Mirror", PLATFORM),
        # platforms beside others, and behind what a name is called
        ("It is on Yelp, the review site, and on Kuchi Club, a smaller rival.", "Kuchi Club", PLATFORM),
        ("On Yelp, the review site, he hit out at Ada Hall, a rival.", "Ada Hall", PERSON),
        ("Stores must remove Kiwi Pot and 14 other betting apps.", "Kiwi Pot", PLATFORM),
        ("She met Bren Hall and three other app makers.", "Bren Hall", PERSON),
        ("Klatscho, a neighbourhood app that began life as Flurfunk, is from Vienna.", "Flurfunk", PLATFORM),
        ("Dotty, a messaging app sold in Indonesia under the name Acorno, is free.", "Acorno", PLATFORM),
        ("Klipo, a video app that belongs to Dorlo, left.", "Dorlo", ORGANIZATION),
        ("Everybody loves Klipo, an app", "Klipo", PLATFORM),
    ],
)
def test_kind(nlp, text, name, kind):
    assert kinds(nlp, text).get(name) is kind, kinds(nlp, text)
