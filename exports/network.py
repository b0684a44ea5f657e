"""The dataset as a network of actors for NetworkX, and as GraphML and GEXF for Gephi and its kin.

Nodes are actors and things, placed in the bands of the page. An edge is one claim of a speaker about
something (so parallel edges count), or one relation. Claims that lack a speaker or a target cannot be
edges; the graph's attribute ``claims_without_edge`` says how many they are, and ``claims.csv`` has them.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from ..graph.view import ClaimView, DocumentView, EdgeView, View
from .bands import Place, places
from .palette import EDGES, NODES, rgb, verb

if TYPE_CHECKING:
    import networkx as nx  # which takes long, and most builds do without

# Characters that no XML 1.0 file can hold, not even escaped: https://www.w3.org/TR/xml/#charsets
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLOCK = re.compile(r' lastmodifieddate="[^"]*"')
_CREATOR = re.compile(r"<creator>[^<]*</creator>")
_OTHER = "#2F6F8F"  # a line whose type has no style
_ROW = 30.0  # from one mark of the fullest band to the next


def network(view: View) -> nx.MultiDiGraph[str]:
    """A multigraph in the view's order.

    Nodes (keyed by IRI) have ``label``, ``type``, ``color``, ``claims``, ``role``, ``origin``, a place
    ``x`` and ``y`` and more; edges (keyed by the IRI of the claim or relation, with a number behind it
    where a claim is about several things) have ``relation``, ``label``, ``iri`` and ``weight``, and
    claims their ``quote``, ``kind``, ``date``, ``outlet``, ``article`` and ``confidence``.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(version=view.version)
    said = Counter(claim.speaker for claim in view.claims)
    place = places(view)
    members = Counter(where.band for where in place.values())
    for node in view.nodes:
        x, y = _position(place[node.iri], members)
        graph.add_node(
            node.iri,
            label=node.name,
            type=node.type,
            color=NODES[node.type].fill,
            claims=said[node.iri],
            role="; ".join(node.roles),
            role_category=node.category or "",
            aliases="; ".join(node.aliases),
            origin=node.origin,
            wikidata=node.wikidata or "",
            x=x,
            y=y,
        )
    documents = {document.iri: document for document in view.documents}
    without = 0
    for claim in view.claims:
        targets = dict.fromkeys(iri for iri, _ in claim.about if iri in graph)
        if claim.speaker is None or claim.speaker not in graph or not targets:
            without += 1
            continue
        for number, iri in enumerate(targets):
            key = f"{claim.iri}/{number}" if number else claim.iri
            graph.add_edge(claim.speaker, iri, key=key, **_claim(claim, documents[claim.document]))
    for edge in view.edges:
        if edge.subject in graph and edge.object in graph:
            graph.add_edge(edge.subject, edge.object, key=edge.iri, **_relation(edge, documents))
    graph.graph["claims_without_edge"] = without
    return graph


def graphml(view: View) -> str:
    """The network as GraphML, the same bytes for the same view."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml_xml(_clean(network(view)), out, prettyprint=True)
    return out.getvalue().decode("utf-8")


def gexf(view: View) -> str:
    """The network as GEXF 1.2 with colours, sizes and places (``viz``); no date of writing."""
    import networkx as nx

    graph = _clean(network(view))
    for _, data in graph.nodes(data=True):
        data["viz"] = {
            "color": _colour(data.pop("color")),
            "size": 6.0 + 2.0 * data["claims"] ** 0.5,
            "position": {"x": data.pop("x"), "y": data.pop("y"), "z": 0.0},
        }
    for *_, data in graph.edges(data=True):
        data["viz"] = {"color": _colour(data.pop("color"))}
    out = io.BytesIO()
    nx.write_gexf(graph, out, prettyprint=True, version="1.2draft")
    text = _CLOCK.sub("", out.getvalue().decode("utf-8"), count=1)
    return _CREATOR.sub("<creator>claimgraph</creator>", text, count=1) + "\n"


def _position(place: Place, members: Counter[int]) -> tuple[float, float]:
    """Bands from left to right, each spread over the same height; y grows upwards, as in Gephi."""
    height = _ROW * max(members.values())
    return place.band * height / 3, round(height * (0.5 - (place.order + 0.5) / members[place.band]), 2)


def _colour(text: str) -> dict[str, float]:
    red, green, blue = rgb(text)
    return {"r": red, "g": green, "b": blue, "a": 1.0}


def _claim(claim: ClaimView, document: DocumentView) -> dict[str, str | float]:
    return {
        "relation": "claim",
        "label": verb("claim"),
        "color": EDGES["claim"].light,
        "iri": claim.iri,
        "weight": 1.0,
        "origin": "text",
        "quote": claim.quote,
        "kind": claim.kind,
        "modality": "; ".join(claim.modality),
        "role": claim.role or "",
        "confidence": claim.confidence,
        "article": document.title,
        "outlet": document.outlet or "",
        "date": document.date or "",
        "url": document.url or "",
    }


def _relation(edge: EdgeView, documents: dict[str, DocumentView]) -> dict[str, str | float]:
    document = documents.get(edge.document or "")
    return {
        "relation": edge.type,
        "label": verb(edge.type),
        "color": EDGES[edge.type].light if edge.type in EDGES else _OTHER,
        "iri": edge.iri,
        "weight": 1.0,
        "origin": edge.origin,
        "modality": "; ".join(edge.modality),
        "source": edge.source or "",
        "since": edge.since or "",
        "until": edge.until or "",
        "share": edge.share or "",
        "article": document.title if document else "",
        "outlet": document.outlet or "" if document else "",
        "date": document.date or "" if document else "",
    }


def _clean(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The same graph without characters that XML cannot hold: they become U+FFFD."""
    graph.graph.clear()
    for data in [data for _, data in graph.nodes(data=True)] + [data for *_, data in graph.edges(data=True)]:
        for name, value in data.items():
            if isinstance(value, str):
                data[name] = _NOT_XML.sub("\ufffd", value)
    return graph
