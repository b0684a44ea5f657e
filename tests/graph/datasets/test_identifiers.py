"""Each rule of the table, with an IRI that drifted and one that must stay."""

import pytest

from claimgraph.graph.datasets.identifiers import normal_iri, normalised, rules

WD = "http://www.wikidata.org/entity/Q866"


@pytest.mark.parametrize(
    ("drifted", "normal"),
    [
        ("http://schema.org/Person", "https://schema.org/Person"),
        ("https://www.schema.org/Person", "https://schema.org/Person"),
        ("https://www.wikidata.org/entity/Q866", WD),
        ("http://wikidata.org/entity/Q866", "http://www.wikidata.org/entity/Q866"),
        ("https://www.wikidata.org/wiki/Q866", WD),
        ("http://m.wikidata.org/wiki/Q866#sitelinks", WD),
        ("https://www.wikidata.org/wiki/Special:EntityData/Q866.ttl", WD),
        ("https://www.wikidata.org/wiki/Property:P127", "http://www.wikidata.org/entity/P127"),
        ("https://www.wikidata.org/prop/direct/P127", "http://www.wikidata.org/prop/direct/P127"),
        ("https://www.w3.org/2005/11/its/rdf#taIdentRef", "http://www.w3.org/2005/11/its/rdf#taIdentRef"),
        ("http://www.w3.org/2005/11/its-rdf#taIdentRef", "http://www.w3.org/2005/11/its/rdf#taIdentRef"),
        (
            "https://data.open.ac.uk/ontology/newsclassification/v2#Claim",
            "http://data.open.ac.uk/ontology/newsclassification/v2#Claim",
        ),
        ("https://w3id.org/ftm#Thing:name", "https://w3id.org/ftm#name"),
        ("http://w3id.org/ftm#Person", "https://w3id.org/ftm#Person"),
        ("https://schema.occrp.org/generic/legal_person.json#", "https://w3id.org/ftm#LegalEntity"),
        ("https://w3id.org/ftm#Land", "https://w3id.org/ftm#RealEstate"),
        (
            "http://dbpedia.org/page/Category:Social_media",
            "http://dbpedia.org/resource/Category:Social_media",
        ),
        (
            "https://en.wikipedia.org/wiki/Category:Social_media",
            "http://dbpedia.org/resource/Category:Social_media",
        ),
        ("https://dbpedia.org/data/TikTok.ttl", "http://dbpedia.org/resource/TikTok"),
        ("https://dbpedia.org/ontology/owner", "http://dbpedia.org/ontology/owner"),
        ("https://www.w3.org/2004/02/skos/core#exactMatch", "http://www.w3.org/2004/02/skos/core#exactMatch"),
        ("https://purl.org/dc/terms/title", "http://purl.org/dc/terms/title"),
        ("https://xmlns.com/foaf/0.1/name", "http://xmlns.com/foaf/0.1/name"),
    ],
)
def test_what_drifted_comes_back(drifted, normal):
    assert normal_iri(drifted) == normal
    assert normal_iri(normal) == normal


@pytest.mark.parametrize(
    "iri",
    [
        WD,
        "https://schema.org/Person",
        "http://schema.org.example/Person",
        "https://en.wikipedia.org/wiki/TikTok",
        "https://www.wikidata.org/wiki/Wikidata:Main_Page",
        "http://dbpedia.org/resource/Jr.",
        "http://x/https://www.wikidata.org/wiki/Q866",
    ],
)
def test_what_did_not_drift_stays(iri):
    assert normal_iri(iri) == iri


def test_words_are_left_alone():
    line = '<http://x/a> <http://x/b> "see <http://schema.org/Person>" .'
    assert normalised([line]) == ([line], {}, [])


def test_each_rule_gives_its_reason():
    assert all(rule.name and rule.why for rule in rules())
    assert len(rules()) == 22
