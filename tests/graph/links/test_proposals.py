"""What is proposed to be one, with which confidence and reason, and what is not."""

import pytest

from claimgraph.graph.links.proposals import propose_actors, propose_claims
from claimgraph.graph.links.things import Actor, SaidClaim

Q1, Q2 = "http://www.wikidata.org/entity/Q1", "http://www.wikidata.org/entity/Q2"


def actor(side, name, type_, items=(), context=(), others=()):
    return Actor(
        iri=f"http://{side}/{name}",
        type=type_,
        names=(name, *others),
        items=frozenset(items),
        context=frozenset(context),
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "confidence", "reason"),
    [
        (("Feed Works", "Organization"), ("Feed Works", "Organization"), 0.9, "same name"),
        (("Feed Works", "Organization"), ("Feed Works Ltd.", "Organization"), 0.81, "legal form"),
        (("Ama Boateng", "Person"), ("Ama Boateng", "Person"), 0.8, "same name"),
        (("Amá Boateng", "Person"), ("Boateng, Ama", None), 0.64, "another order"),
        (("Feed", "Platform"), ("Feed", "Organization"), 0.72, "platform here, organization there"),
        (("Feed Works", "Organization", [Q1]), ("Feeds", "Organization", [Q1]), 0.98, "Q1 of Wikidata"),
        (
            ("Ama Boateng", "Person", [], ["Northgate University"]),
            ("Ama Boateng", "Person", [], ["The Northgate University"]),
            0.92,
            "both with northgate university",
        ),
        (
            ("Feed", "Platform", [], [], ["The Old Feed"]),
            ("Old Feed", "Platform"),
            0.86,
            "one is another name",
        ),
    ],
)
def test_what_may_be_one_is_proposed_with_its_reason(ours, theirs, confidence, reason):
    (mapping,) = propose_actors([actor("ours", *ours)], [actor("theirs", *theirs)])
    assert mapping.confidence == pytest.approx(confidence, abs=0.011)
    assert reason in mapping.comment


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("Feed Works", "Organization", [Q1]), ("Feed Works", "Organization", [Q2])),
        (("Ama Boateng", "Person"), ("Kofi Boateng", "Person")),
        (("Boateng", "Person"), ("Boateng", "Person")),
        (("Feed Works", "Organization"), ("Wire Works", "Organization")),
    ],
)
def test_what_differs_is_not(ours, theirs):
    assert propose_actors([actor("ours", *ours)], [actor("theirs", *theirs)]) == []


def test_the_order_of_the_input_does_not_matter():
    ours = [actor("ours", name, "Organization") for name in ("Feed Works", "Wire Works", "Feed Works Inc")]
    theirs = [actor("theirs", name, "Organization") for name in ("Wire Works", "Feed Works")]
    found = propose_actors(ours, theirs)
    assert found == propose_actors(ours[::-1], theirs[::-1])
    assert [mapping.confidence for mapping in found] == sorted(
        (mapping.confidence for mapping in found), reverse=True
    )


def test_claims_of_the_same_words_are_proposed():
    ours = [SaidClaim(iri="o1", text="the feed is audited every single week", speaker="Ama Boateng"),
            SaidClaim(iri="o2", text="nobody knows who owns the wire", speaker="")]  # fmt: skip
    theirs = [SaidClaim(iri="t1", text="The feed is audited every week.", speaker="Ama Boateng")]
    (mapping,) = propose_claims(ours, theirs)
    assert (mapping.subject, mapping.object) == ("o1", "t1")
    assert mapping.predicate.endswith("closeMatch")
    assert "both said by Ama Boateng" in mapping.comment
