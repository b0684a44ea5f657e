"""Chains, dates, and the comparison of what articles say with what the register knows."""

from dataclasses import replace

import pytest

from claimgraph.graph import layers
from claimgraph.graph.dataset import Dataset
from claimgraph.graph.identity.decisions import Decision
from claimgraph.graph.iri import document_key, graph_iri
from claimgraph.graph.lift import lift
from claimgraph.graph.record import Modality
from claimgraph.graph.storage.ledger import Entry
from claimgraph.graph.storage.store import Store
from claimgraph.ontology.register import register_lines
from claimgraph.ontology.terms import REGISTER_GRAPH

FULL = "Xingyin Information Technology (Shanghai) Co., Ltd."


def graph_of(reading, decisions=()):
    store = Store.memory()
    store.replace_graph(REGISTER_GRAPH, register_lines())
    entry = Entry(source="a.txt", graph=graph_iri(document_key(reading.document)), fingerprint="1")
    store.put(entry, lift(reading), "https://w3id.org/claimgraph/id/run-1")
    layers.rebuild(store, decisions)
    return Dataset(store, "test")


def test_a_chain_leads_from_a_platform_over_its_companies_to_countries_and_unions(reading):
    graph = graph_of(reading)
    rows = {row["path"]: row for row in graph.query("chain", name="Instagram")}
    irish = rows["Instagram – run by Meta Platforms Ireland Limited"]
    assert (irish["code"], irish["union"], irish["region"]) == ("IE", "EU", "EEA")
    assert rows["Instagram – run by Meta Platforms Ireland Limited – owned by Meta Platforms, Inc."][
        "code"
    ] == ("US")
    earlier = {row["company"] for row in graph.query("chain", name="X", as_of="2021-06-01")}
    later = {row["company"] for row in graph.query("chain", name="X", as_of="2026-03-01")}
    assert earlier == {"Twitter, Inc."}
    assert "Space Exploration Technologies Corp." in later and "Twitter, Inc." not in later
    assert graph.query("chain", name="no such platform") == []


def test_the_day_of_the_article_decides_who_owned_what_it_is_about(reading):
    (row,) = graph_of(reading).query("owners-at-publication")
    assert (row["published"], row["platform"], row["owner"], row["code"]) == (
        "2025-01-14",
        "Xiaohongshu",
        FULL,
        "CN",
    )
    old = replace(reading, document=replace(reading.document, date="2012"))
    assert graph_of(old).query("owners-at-publication") == []


def verdicts(reading, **values):
    rows = graph_of(reading, **values).query("text-and-register")
    return [(row["verdict"], row["said"], row.get("known")) for row in rows]


def test_text_and_register_agree_conflict_or_have_news(reading):
    assert verdicts(reading) == [("agreement", "Xingyin", FULL)]  # by the first word of the owner's name
    owns = reading.relations[0]
    lantern = replace(owns.object.entity, name="Lantern")
    entities = tuple(lantern if one == owns.object.entity else one for one in reading.entities)
    stated = replace(owns, object=replace(owns.object, entity=lantern))
    other = replace(reading, relations=(stated,), entities=entities)
    assert [row[:2] for row in verdicts(other)] == [("conflict", "Lantern")]
    same = Decision(verdict="same", left="Xingyin", right=FULL)
    assert verdicts(reading, decisions=[same]) == [("agreement", FULL, FULL)]
    owns, works = reading.relations
    denied = replace(owns, modality=(Modality.NEGATED,))
    assert verdicts(replace(reading, relations=(denied, works))) == [("agreement", "not Xingyin", FULL)]
    supposed = replace(owns, modality=(Modality.HYPOTHETICAL,))
    assert verdicts(replace(reading, relations=(supposed, works))) == []
    asset = replace(owns, subject=replace(owns.object), object=replace(owns.subject))
    assert [row[0] for row in verdicts(replace(reading, relations=(asset, works)))] == ["news"]


@pytest.mark.parametrize(("as_of", "found"), [("2021-06-01", False), ("2025-02-01", True), ("2025", True)])
def test_what_an_article_states_counts_from_the_day_it_was_published(reading, as_of, found):
    rows = graph_of(reading).query("who-owns", name="RedNote", as_of=as_of)
    assert ("article" in {row["according"] for row in rows}) is found
