"""The reports after a merge: two owners, two birth dates, a claim that a fact-check rates."""

import json

import pytest

from claimgraph.graph.datasets.reading import Options
from claimgraph.graph.datasets.sources import Source
from claimgraph.graph.links.sssom import ACCEPT, Mapping, mapping_lines
from claimgraph.graph.merged import merge, prepare
from claimgraph.graph.query import run, table
from claimgraph.graph.storage.store import Store
from claimgraph.ontology.terms import CG, CGD, CGG, DCTERMS, MAPPINGS_GRAPHS, RDFS, REGISTER_GRAPH, SKOS

FEED, WORKS = CGD + "platform-feed", CGD + "org-works"
REGISTER = f"""<{FEED}> <{RDFS}label> "The Feed" .
<{WORKS}> <{RDFS}label> "Feed Works" .
<{CGD}o> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{CG}Ownership> .
<{CGD}o> <{CG}subject> <{FEED}> .
<{CGD}o> <{CG}object> <{WORKS}> .
<{CGD}o> <{CG}since> "2020-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> .
<{CGD}o> <{DCTERMS}source> "a book" .""".splitlines()
DOCUMENT = f"""<{CGD}claim-1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{CG}Claim> .
<{CGD}claim-1> <{CG}quote> "the feed is audited" .
<{CGD}claim-1> <{CG}reportedBy> <{CGD}doc-1> .
<{CGD}doc-1> <{DCTERMS}identifier> "a.txt" .""".splitlines()


def put(store, name, file, text):
    merge(store, prepare([Source(name=file, file=file, data=text.encode())], Options(dataset=name)))


def accept(store, name, *pairs, how="exactMatch"):
    mappings = [
        Mapping(subject=one, predicate=SKOS + how, object=other, decision=ACCEPT) for one, other in pairs
    ]
    store.replace_graph(MAPPINGS_GRAPHS + name, mapping_lines(mappings))


def rows(store, preset):
    return table(run(store, preset))[1]


@pytest.fixture
def store():
    store = Store.memory()
    store.replace_graph(REGISTER_GRAPH, REGISTER)
    store.replace_graph(CGG + "doc-1", DOCUMENT)
    return store


THEIRS = "https://w3id.org/claimgraph/external/other/"


@pytest.mark.parametrize(
    ("row", "conflict"),
    [
        ("Wire Inc;The Feed;;2021;", True),
        ("Wire Inc;The Feed;;2019;2020-02", False),
        ("Wire Inc;The Feed;;;2020", False),
        ("Wire Inc;The Feed;;;2020-04", True),
        ("feed works;The Feed;;2021;", False),
    ],
)
def test_two_owners_of_one_period_are_shown_with_both_sources(store, row, conflict):
    put(store, "other", "owners.csv", f"owner;asset;share;since;until\n{row}\n")
    assert rows(store, "two-owners") == []
    accept(store, "other", (FEED, THEIRS + "The%20Feed"))
    found = rows(store, "two-owners")
    assert bool(found) == conflict
    if conflict:
        assert (found[0][1], found[0][5], found[0][6], found[0][10], found[0][11]) == (
            "Feed Works", "a book", "Wire Inc", "owners.csv", "other",
        )  # fmt: skip


def test_an_owner_that_is_one_with_ours_is_no_conflict(store):
    put(store, "other", "owners.csv", "owner;asset\nWire Inc;The Feed\n")
    accept(store, "other", (FEED, THEIRS + "The%20Feed"), (WORKS, THEIRS + "Wire%20Inc"))
    assert rows(store, "two-owners") == []


def test_a_close_link_is_enough_as_a_table_does_not_say_platform_or_company(store):
    put(store, "other", "owners.csv", "owner;asset\nWire Inc;The Feed\n")
    asset, owner = (FEED, THEIRS + "The%20Feed"), (WORKS, THEIRS + "Wire%20Inc")
    accept(store, "other", asset, how="closeMatch")
    assert [row[6] for row in rows(store, "two-owners")] == ["Wire Inc"]
    accept(store, "other", asset, how="relatedMatch")
    assert rows(store, "two-owners") == []
    accept(store, "other", asset, owner, how="closeMatch")
    assert rows(store, "two-owners") == []


def test_owners_of_two_merged_datasets_are_compared_once(store):
    put(store, "one", "a.csv", "owner;asset;share\nA;The Wire;60\n")
    put(store, "two", "b.csv", "owner;asset;share\nB;The Wire;50\nC;The Wire;30\n")
    accept(
        store,
        "two",
        (
            "https://w3id.org/claimgraph/external/one/The%20Wire",
            "https://w3id.org/claimgraph/external/two/The%20Wire",
        ),
    )
    assert [(row[1], row[6]) for row in rows(store, "two-owners")] == [("A", "B")]


def test_an_owner_of_a_dataset_is_not_said_to_be_the_registers(store):
    put(store, "other", "owners.csv", "owner;asset\nWire Inc;The Feed\n")
    found = table(run(store, "who-owns", {"name": "The Feed"}))[1]
    assert {(row[1], row[5]) for row in found} == {("Feed Works", "register"), ("Wire Inc", "dataset other")}


def test_two_birth_dates_are_shown(store):
    person = {
        "id": "p1",
        "schema": "Person",
        "properties": {"name": ["Ama Boateng"], "birthDate": ["1970-01-14"]},
    }
    put(store, "ftm", "a.ijson", json.dumps(person))
    other = {
        "@context": "https://schema.org",
        "@id": "http://x/ama",
        "@type": "Person",
        "name": "Ama Boateng",
    }
    for born, count in (("1970", 0), ("1971-01-14", 1)):
        put(store, "other", "a.jsonld", json.dumps({**other, "birthDate": born}))
        accept(store, "other", ("urn:ftm:p1", "http://x/ama"))
        assert len(rows(store, "two-birth-dates")) == count
    assert rows(store, "two-birth-dates") == [
        ["Ama Boateng", "1970-01-14", "ftm", "Ama Boateng", "1971-01-14", "other"]
    ]


def test_a_claim_that_a_fact_check_rates_is_shown(store):
    review = {
        "@context": "https://schema.org", "@type": "ClaimReview", "@id": "http://x/r", "url": "http://x/check",
        "claimReviewed": "The feed is audited.", "author": {"@type": "Organization", "name": "The Checkers"},
        "itemReviewed": {"@type": "Claim", "@id": "http://x/c"},
        "reviewRating": {"@type": "Rating", "ratingValue": 1, "alternateName": "False"},
    }  # fmt: skip
    put(store, "checks", "a.jsonld", json.dumps(review))
    assert rows(store, "rated-claims") == []
    accept(store, "checks", (CGD + "claim-1", "http://x/c"))
    assert rows(store, "rated-claims") == [
        [
            "",
            "the feed is audited",
            "a.txt",
            "False",
            "1",
            "The feed is audited.",
            "The Checkers",
            "http://x/check",
        ]
    ]
    assert [row[1:6] for row in rows(store, "merged-claims")] == [
        ["The feed is audited.", "", "False", "", "checks"]
    ]
