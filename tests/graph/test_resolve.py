"""Identity across documents: who is joined, who stays apart, and that order does not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.graph.identity.occurrence import Occurrence
from claimgraph.graph.resolve import Statement, resolve, resolved_lines


def identify(occurrences, decisions=()):
    return list(resolve(occurrences, decisions).identities)


def person(number, name="Ama Boateng", document=None, **keys):
    return Occurrence(
        iri=f"http://x/{number}",
        document=document or f"http://x/doc-{number}",
        name=name,
        type="Person",
        **{key: frozenset(value) for key, value in keys.items()},
    )


@pytest.mark.parametrize(
    ("first", "second", "identities"),
    [
        (person(1), person(2), 2),
        (
            person(1, affiliations=["Northgate University"]),
            person(2, affiliations=["northgate university"]),
            1,
        ),
        (person(1, roles=["media scholar"]), person(2, roles=["media scholar"]), 1),
        (person(1, roles=["lawyer"]), person(2, roles=["lawyer"]), 2),
        (person(1, document="d"), person(2, document="d"), 1),
        (person(1, affiliations=["A"]), person(2, "Amma Boateng", affiliations=["A"]), 2),
        (person(1, "Boateng", affiliations=["A"]), person(2, "Boateng", affiliations=["A"]), 2),
    ],
)
def test_people_of_one_name_stay_two_until_evidence_joins_them(first, second, identities):
    assert len(identify([first, second])) == identities


def test_evidence_carries_over_a_third_article():
    chain = [
        person(1, affiliations=["A"]),
        person(2, affiliations=["B"]),
        person(3, affiliations=["A", "B"]),
    ]
    assert [identity.members for identity in identify(chain)] == [("http://x/1", "http://x/2", "http://x/3")]


def test_organisations_of_one_name_are_one_and_the_register_wins():
    occurrences = [
        Occurrence(iri="http://x/1", document="d1", name="Weibo Corp.", type="Organization"),
        Occurrence(iri="http://x/2", document="d2", name="the Weibo Corp", type="Organization"),
        Occurrence(iri="http://x/3", document="d1", name="RedNote", type="Platform", register="http://r/x"),
        Occurrence(
            iri="http://x/4", document="d2", name="Xiaohongshu", type="Platform", register="http://r/x"
        ),
        Occurrence(iri="http://x/5", document="d1", name="users", type="Group"),
        Occurrence(iri="http://x/6", document="d2", name="users", type="Group"),
        Occurrence(iri="http://x/7", document="d2", name="a spokesman", type="Person", named=False),
    ]
    identities = {identity.members: identity for identity in identify(occurrences)}
    assert set(identities) == {
        ("http://x/1", "http://x/2"),
        ("http://x/3", "http://x/4"),
        ("http://x/5",),
        ("http://x/6",),
        ("http://x/7",),
    }
    assert identities["http://x/3", "http://x/4"].iri == "http://r/x"
    assert identities["http://x/1", "http://x/2"].aliases


@given(st.permutations(range(6)))
def test_the_order_of_documents_does_not_matter(order):
    people = [
        person(number, affiliations=["ABC"[number % 3]], roles=["press officer"] * (number == 4))
        for number in range(6)
    ]
    assert identify([people[number] for number in order]) == identify(people)


def test_short_edges_lead_from_actor_to_claim_to_target():
    resolution = resolve([person(1), Occurrence(iri="http://x/p", document="d", name="P", type="Platform")])
    (ama,) = [identity.iri for identity in resolution.identities if identity.type == "Person"]
    lines = resolved_lines(
        resolution,
        [("http://x/claim", "http://x/1"), ("http://x/claim2", "http://x/unknown")],
        [("http://x/claim", "http://x/p")],
        [Statement(type="ownedBy", subject="http://x/p", object="http://x/p")],
        [("http://x/p", "underJurisdiction", "http://x/j")],
    )
    assert f"<{ama}> <https://w3id.org/claimgraph#asserts> <http://x/claim> ." in lines
    assert sum("#asserts>" in line for line in lines) == 1
    assert sum("#about>" in line for line in lines) == 1
    assert sum("#ownedBy>" in line for line in lines) == 0
    assert sum("#underJurisdiction>" in line for line in lines) == 1
