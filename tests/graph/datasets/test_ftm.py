"""FollowTheMoney entities, old and new, nested and flat."""

import json

import pytest

from claimgraph.errors import DataError

ENTITIES = [
    {
        "id": "p1",
        "schema": "Person",
        "properties": {"name": ["Ama Boateng"], "wikidataId": ["Q1"], "birthDate": ["1970"]},
    },
    {"id": "c1", "schema": "Company", "properties": {"name": ["Feed Works Ltd"], "alias": ["Feed Works"]}},
    {"id": "c2", "schema": "Company", "properties": {"name": ["Feed"]}, "caption": "Feed", "datasets": ["x"]},
    {
        "id": "o1",
        "schema": "Ownership",
        "properties": {"owner": ["c1"], "asset": ["c2"], "percentage": ["12,5 %"], "startDate": ["2020-03"]},
    },
    {"id": "d1", "schema": "Directorship", "properties": {"director": ["p1"], "organization": ["c1"]}},
    {
        "id": "pay",
        "schema": "Payment",
        "properties": {"payer": ["p1"], "beneficiary": ["c9"], "amountEur": ["100"]},
    },
]
RELATIONS = "SELECT ?class ?s ?o ?share ?since { VALUES ?class { cg:Ownership cg:Affiliation } ?r cg:subject ?s ; cg:object ?o ; a ?class OPTIONAL { ?r cg:share ?share } OPTIONAL { ?r cg:since ?since } }"


def lines(entities):
    return "".join(json.dumps(entity) + "\n" for entity in entities)


@pytest.mark.parametrize("write", [lines, json.dumps, lambda entities: lines(entities).replace("\n", "\r\n")])
def test_entities_come_in_as_entities(prepared, ask, conforms, write):
    dataset = prepared(write(ENTITIES), "a.ijson")
    assert dataset.formats == ("FollowTheMoney",)
    assert conforms(dataset)
    assert ask(dataset, "SELECT ?label { ?node a cg:Organization ; rdfs:label ?label }") == [
        ("Feed",),
        ("Feed Works Ltd",),
    ]
    assert ask(dataset, "SELECT ?node ?item { ?node a cg:Person ; skos:exactMatch ?item }") == [
        ("urn:ftm:p1", "http://www.wikidata.org/entity/Q1")
    ]
    cg = "https://w3id.org/claimgraph#"
    assert ask(dataset, RELATIONS) == [
        (cg + "Affiliation", "urn:ftm:p1", "urn:ftm:c1", "", ""),
        (cg + "Ownership", "urn:ftm:c2", "urn:ftm:c1", "0.125", "2020-03"),
    ]
    ftm = "<https://w3id.org/ftm#"
    assert f"<urn:ftm:pay> {ftm}beneficiary> <urn:ftm:c9> ." in dataset.lines
    assert f'<urn:ftm:pay> {ftm}amountEur> "100" .' in dataset.lines
    assert f'<urn:ftm:c2> {ftm}datasets> "x" .' in dataset.lines


def test_nested_entities_and_bare_values_are_read(prepared, ask):
    nested = {
        "id": "o",
        "schema": "Ownership",
        "properties": {"owner": [ENTITIES[0]], "asset": [ENTITIES[1]], "role": "x"},
    }
    dataset = prepared(lines([nested]), "a.json")
    assert ask(dataset, "SELECT ?s ?o { ?r a cg:Ownership ; cg:subject ?s ; cg:object ?o }") == [
        ("urn:ftm:c1", "urn:ftm:p1")
    ]
    assert '<urn:ftm:o> <https://w3id.org/ftm#role> "x" .' in dataset.lines


@pytest.mark.parametrize(
    "schema", ["https://schema.occrp.org/generic/company.json#", "/entity/company.json#"]
)
def test_schemata_as_they_were_once_named_are_read(prepared, ask, schema):
    old = {"id": "c", "schema": schema, "properties": {"name": ["Feed Works"]}}
    dataset = prepared(lines([old]), "a.json")
    assert ask(dataset, "SELECT ?label { ?node a cg:Organization ; rdfs:label ?label }") == [("Feed Works",)]
    assert [change.rule for change in dataset.changes] == ["ftm old"]


@pytest.mark.parametrize(
    ("entity", "message"),
    [
        ({"schema": "Person", "properties": {}}, "in/a.json:2: an entity without an id"),
        (
            {"id": "x", "schema": ["Person"], "properties": {}},
            "in/a.json:2: an entity whose schema is no name",
        ),
        ({"id": "x"}, "in/a.json:2: no FollowTheMoney entity"),
    ],
)
def test_what_is_no_entity_is_refused(prepared, entity, message):
    with pytest.raises(DataError, match=message):
        prepared(lines([ENTITIES[0], entity]), "a.json")


def test_strange_shares_and_dates_give_an_interval_without_them(prepared, ask, conforms):
    odd = {
        "id": "o",
        "schema": "Ownership",
        "properties": {"owner": ["c1"], "asset": ["c2"], "percentage": ["most"], "startDate": ["?"]},
    }
    dataset = prepared(lines([*ENTITIES[1:3], odd]), "a.json")
    assert conforms(dataset)
    assert ask(
        dataset,
        "SELECT ?share ?since { ?r a cg:Ownership OPTIONAL { ?r cg:share ?share } OPTIONAL { ?r cg:since ?since } }",
    ) == [("", "")]
