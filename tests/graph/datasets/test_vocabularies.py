"""ClaimReview, Wikidata, Media Cloud and NCO: what is said in their words, in ours."""

import json

import pytest

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checks.example/1",
    "claimReviewed": "The feed is audited every week.",
    "datePublished": "2025-01-20",
    "author": {"@type": "Organization", "name": "The Checkers"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ama Boateng", "sameAs": "https://www.wikidata.org/wiki/Q1"},
        "appearance": {"@type": "CreativeWork", "url": "https://news.example/1"},
    },
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "alternateName": "False"},
}
CLAIMS = """SELECT ?text ?speaker ?rating { ?review a schema:ClaimReview ; schema:itemReviewed ?claim ;
  schema:reviewRating/schema:alternateName ?rating . ?claim a schema:Claim ; schema:text ?text ;
  schema:author/rdfs:label ?speaker }"""
RATED = [("The feed is audited every week.", "Ama Boateng", "False")]


def http(review):
    return json.dumps(review).replace("https://schema.org", "http://schema.org/")


@pytest.mark.parametrize(
    "written",
    [
        json.dumps(REVIEW),
        http(REVIEW),
        json.dumps([REVIEW]),
        json.dumps({"@context": "https://schema.org", "@graph": [REVIEW]}),
        json.dumps({name: value for name, value in REVIEW.items() if name != "@context"}),
        json.dumps({**REVIEW, "@context": "https://schema.org/docs/jsonldcontext.jsonld"}),
        json.dumps({**REVIEW, "@context": {"@vocab": "http://schema.org/"}}),
        json.dumps({"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]}),
        json.dumps(REVIEW) + "\n" + json.dumps({**REVIEW, "url": "https://checks.example/2"}),
        f"<html><head><script type=application/ld+json>{json.dumps(REVIEW)}</script></head></html>",
    ],
)
def test_fact_checks_rate_claims(prepared, ask, conforms, written):
    dataset = prepared(written, "a.json" if written[0] in "{[" else "a.html")
    assert conforms(dataset)
    assert set(ask(dataset, CLAIMS)) == set(RATED)
    same = ask(dataset, "SELECT DISTINCT ?item { ?n rdfs:label 'Ama Boateng' ; skos:exactMatch ?item }")
    assert same == [("http://www.wikidata.org/entity/Q1",)]


def test_a_context_of_ones_own_comes_from_disk(prepared, ask):
    text = json.dumps({**REVIEW, "@context": "https://checks.example/context.jsonld"})
    dataset = prepared(
        text, "a.json", contexts={"https://checks.example/context.jsonld": {"@vocab": "https://schema.org/"}}
    )
    assert ask(dataset, CLAIMS) == RATED


def item(id_, label, claims=None, **more):
    return {"type": "item", "id": id_, "labels": {"en": {"language": "en", "value": label}},
            "aliases": {}, "claims": claims or {}, **more}  # fmt: skip


def owned_by(owner, qualifiers=None, rank="normal", id_="Q1$A-1"):
    value = {"value": {"entity-type": "item", "id": owner}, "type": "wikibase-entityid"}
    snak = {"snaktype": "value", "property": "P127", "datavalue": value, "datatype": "wikibase-item"}
    return {"id": id_, "rank": rank, "mainsnak": snak, "qualifiers": qualifiers or {}}


def time(value, precision):
    return [{"datavalue": {"type": "time", "value": {"time": value, "precision": precision}}}]


QUALIFIERS = {
    "P580": time("+2006-10-00T00:00:00Z", 10),
    "P582": time("+2015-00-00T00:00:00Z", 9),
    "P1107": [{"datavalue": {"type": "quantity", "value": {"amount": "+0.25", "unit": "1"}}}],
}
ITEMS = [
    item("Q1", "Feed Works", {"P127": [owned_by("Q2", QUALIFIERS), owned_by("Q3", id_="Q1$B-2", rank="deprecated"),
                                       owned_by("Q4", id_="Q1$C-3"), {"mainsnak": {"snaktype": "somevalue"}}]}),
    item("Q2", "Feed Holding", {"P17": []}),
    item("Q5", "Nobody"),
]  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [
        json.dumps({"entities": {value["id"]: value for value in ITEMS}}),
        json.dumps(ITEMS),
        "\n".join(json.dumps(value) for value in ITEMS),
    ],
)
def test_wikidata_gives_ownership_with_dates_and_shares(prepared, ask, conforms, written):
    dataset = prepared(written, "a.json")
    assert dataset.formats == ("Wikidata",)
    assert conforms(dataset)
    query = """SELECT ?asset ?owner ?share ?since ?until { ?r a cg:Ownership ; cg:subject/rdfs:label ?asset ; cg:object ?who .
      GRAPH cgg:aligned-d { ?who rdfs:label ?owner } OPTIONAL { ?r cg:share ?share } OPTIONAL { ?r cg:since ?since } OPTIONAL { ?r cg:until ?until } }"""
    assert set(ask(dataset, query)) == {
        ("Feed Works", "Feed Holding", "0.25", "2006-10", "2015"),
        ("Feed Works", "Q4", "", "", ""),
    }
    assert any("1 values left out" in remark for remark in dataset.remarks)


def test_wikidata_in_rdf_gives_the_same(prepared, ask, conforms):
    turtle = """@prefix wd: <http://www.wikidata.org/entity/> . @prefix p: <http://www.wikidata.org/prop/> .
    @prefix ps: <http://www.wikidata.org/prop/statement/> . @prefix pq: <http://www.wikidata.org/prop/qualifier/> .
    @prefix wikibase: <http://wikiba.se/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    wd:Q1 a wikibase:Item ; rdfs:label "Feed Works"@en ; p:P127 <http://www.wikidata.org/entity/statement/Q1-A> .
    <http://www.wikidata.org/entity/statement/Q1-A> ps:P127 wd:Q2 ; pq:P580 "2006-10-01T00:00:00Z"^^xsd:dateTime .
    wd:Q2 a wikibase:Item ; rdfs:label "Feed Holding"@en , "Feed Beteiligung"@de ."""
    dataset = prepared(turtle, "Q1.ttl")
    assert conforms(dataset)
    query = "SELECT ?o ?since { ?r a cg:Ownership ; cg:object ?who ; cg:since ?since . GRAPH cgg:aligned-d { ?who rdfs:label ?o } }"
    assert ask(dataset, query) == [("Feed Holding", "2006-10-01")]


def test_stories_of_media_cloud_are_articles(prepared, ask):
    old = {"stories_id": 7, "url": "http://news.example/a b", "title": "Audit", "publish_date": "2025-01-14 04:05:00",
           "media_id": 3, "feeds": 1, "story_sentences": [{"sentence_number": 0, "sentence": "The feed."}]}  # fmt: skip
    new = {"id": "abc", "url": "http://news.example/b", "title": "Feed", "publish_date": "2025-01-15",
           "media_name": "news.example", "language": "en"}  # fmt: skip
    dataset = prepared(json.dumps([old, new]), "stories.json")
    query = "SELECT ?n ?title ?date { ?n a schema:NewsArticle ; schema:headline ?title ; schema:datePublished ?date }"
    assert ask(dataset, query) == [
        ("urn:mediacloud:story:7", "Audit", "2025-01-14"),
        ("urn:mediacloud:story:abc", "Feed", "2025-01-15"),
    ]
    assert any("feeds" in remark for remark in dataset.remarks)


def test_agents_of_nco_are_what_their_role_says(prepared, ask, conforms):
    turtle = """@prefix nco: <https://data.open.ac.uk/ontology/newsclassification/v2#> . @prefix x: <http://x/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    x:office a nco:Agent , nco:Person ; rdfs:label "The Office" ; nco:hasAgentRole x:GovernmentOrganization .
    x:ama a nco:Agent , nco:Person ; rdfs:label "Ama Boateng" ; nco:hasAgentRole x:Expert .
    x:claim a nco:Claim ; nco:hasAgentComponent [ nco:hasAgent x:ama ] ; nco:hasUtterance [ nco:hasText "It is so." ] ."""
    dataset = prepared(turtle, "a.ttl")
    assert conforms(dataset)
    assert ask(dataset, "SELECT DISTINCT ?label { ?n a cg:Organization ; rdfs:label ?label }") == [
        ("The Office",)
    ]
    assert ask(
        dataset,
        "SELECT DISTINCT ?text ?who { ?c a schema:Claim ; schema:text ?text ; schema:author/rdfs:label ?who }",
    ) == [("It is so.", "Ama Boateng")]
