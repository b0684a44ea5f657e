"""The network, and its GraphML and GEXF as NetworkX reads them back."""

from __future__ import annotations

import io
from dataclasses import replace

import networkx as nx
import pytest

from claimgraph.exports.network import gexf, graphml, network
from claimgraph.graph.view import View


def test_each_claim_and_relation_is_an_edge_of_its_own(view: View) -> None:
    graph = network(view)
    assert graph.number_of_nodes() == 6
    # Three claims have a speaker and a target, the fourth has neither; four relations.
    assert graph.number_of_edges() == 7
    assert graph.graph["claims_without_edge"] == 1
    owner = [data["origin"] for u, v, data in graph.edges(data=True) if data["relation"] == "ownedBy"]
    assert sorted(owner) == ["register", "text"]


@pytest.mark.parametrize(("write", "read"), [(graphml, nx.read_graphml), (gexf, nx.read_gexf)])
def test_read_back_with_types_colours_and_weights(write, read, view: View) -> None:  # type: ignore[no-untyped-def]
    text = write(view)
    graph = read(io.BytesIO(text.encode()))
    assert sorted(graph) == sorted(node.iri for node in view.nodes)
    assert graph.number_of_edges() == 7
    assert {data["type"] for _, data in graph.nodes(data=True)} >= {"person", "platform", "jurisdiction"}
    assert all(data["weight"] == 1.0 for *_, data in graph.edges(data=True))
    assert {data["iri"] for *_, data in graph.edges(data=True)} == {key for *_, key in graph.edges(keys=True)}
    assert "#0072B2" in text or '<viz:color r="0" g="114" b="178"' in text
    assert "#B4481A" in text or '<viz:color r="180" g="72" b="26"' in text
    assert text == write(view)


@pytest.mark.parametrize(("write", "read"), [(graphml, nx.read_graphml), (gexf, nx.read_gexf)])
def test_a_claim_about_two_things_is_two_edges_with_names_of_their_own(write, read, view: View) -> None:  # type: ignore[no-untyped-def]
    one, *others = view.claims
    other = next(node.iri for node in view.nodes if node.name == "Canada")
    both = replace(one, about=(*one.about, (other, one.about[0][1])))
    graph = read(io.BytesIO(write(replace(view, claims=(both, *others))).encode()))
    keys = [key for *_, key, data in graph.edges(keys=True, data=True) if data["iri"] == one.iri]
    assert sorted(keys) == [one.iri, f"{one.iri}/1"]
    assert len({key for *_, key in graph.edges(keys=True)}) == graph.number_of_edges() == 8


def test_the_places_are_the_bands_of_the_page(view: View) -> None:
    graph = network(view)
    across = {data["label"]: data["x"] for _, data in graph.nodes(data=True)}
    assert across["Ada Quill"] < across["Lantern"] < across["Brightwater Holdings"] < across["Canada"]
    places = [(data["x"], data["y"]) for _, data in graph.nodes(data=True)]
    assert len(set(places)) == len(places)


def test_gexf_carries_no_date_of_writing_and_no_edge_type_of_ours(view: View) -> None:
    text = gexf(view)
    assert "lastmodified" not in text
    assert 'type="claim"' not in text


@pytest.mark.parametrize("write", [graphml, gexf])
def test_characters_that_xml_cannot_hold(write, view: View) -> None:  # type: ignore[no-untyped-def]
    nasty = "a\x00b\x0bc\ufffe & <d> ]]> \u202e \U0001f642"
    hostile = replace(view, nodes=tuple(replace(node, name=nasty) for node in view.nodes))
    reader = nx.read_graphml if write is graphml else nx.read_gexf
    graph = reader(io.BytesIO(write(hostile).encode()))
    labels = {data["label"] for _, data in graph.nodes(data=True)}
    assert labels == {"a\ufffdb\ufffdc\ufffd & <d> ]]> \u202e \U0001f642"}
