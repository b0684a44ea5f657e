"""Where a node belongs in the picture: its band, its place in the band, and its rank in the overview.

The picture reads from left to right as the question does: for whom people speak, who speaks, about
which platform, who owns it, and under whose law that falls. Places are whole numbers; the page makes
coordinates of them for the window it has. No random start and no machine's mathematics library
take part, so the same view gives the same places everywhere.
Source: barycentre sweeps after Sugiyama, Tagawa and Toda (1981), https://doi.org/10.1109/TSMC.1981.4308636.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from ..graph.view import View

BANDS = ("Organisations", "People and groups", "Platforms", "Owners and laws", "Jurisdictions")
_BAND = {"person": 1, "group": 1, "platform": 2, "instrument": 3, "jurisdiction": 4}
# Relations that make an organisation a company in the chain of ownership.
_CHAIN = {"ownedBy", "operatedBy", "underJurisdiction"}
_SWEEPS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """``band`` is a position in ``BANDS``, ``order`` the place from the top of it, ``rank`` 0 the
    first to be shown when not all fit, ``links`` the number of claims and relations."""

    band: int
    order: int
    rank: int
    links: int


def places(view: View) -> dict[str, Place]:
    """The place of every node of the view, by IRI."""
    weights = _weights(view)
    links: Counter[str] = Counter()
    for (one, other), weight in weights.items():
        links[one] += weight
        links[other] += weight
    links.update(claim.speaker for claim in view.claims if claim.speaker and not claim.about)
    band = _bands(view)
    bands: list[list[str]] = [[] for _ in BANDS]
    for node in sorted(view.nodes, key=lambda node: (-links[node.iri], node.name, node.iri)):
        bands[band[node.iri]].append(node.iri)
    rank = _ranks(bands, links)
    _sweep(bands, band, weights)
    return {
        iri: Place(band=number, order=order, rank=rank[iri], links=links[iri])
        for number, members in enumerate(bands)
        for order, iri in enumerate(members)
    }


def _bands(view: View) -> dict[str, int]:
    chain = {iri for edge in view.edges if edge.type in _CHAIN for iri in (edge.subject, edge.object)}
    return {
        node.iri: _BAND.get(node.type, 3 if node.iri in chain or node.origin != "text" else 0)
        for node in view.nodes
    }


def _weights(view: View) -> Counter[tuple[str, str]]:
    known = {node.iri for node in view.nodes}
    weights: Counter[tuple[str, str]] = Counter()
    for claim in view.claims:
        if claim.speaker in known:
            weights.update(
                (str(claim.speaker), iri)
                for iri in {iri for iri, _ in claim.about}
                if iri in known and iri != claim.speaker
            )
    weights.update(
        (edge.subject, edge.object)
        for edge in view.edges
        if edge.subject in known and edge.object in known and edge.subject != edge.object
    )
    return weights


def _ranks(bands: list[list[str]], links: Counter[str]) -> dict[str, int]:
    """Most linked first, the bands taking turns, so that a short overview shows the whole chain."""
    queue = sorted(
        (links[iri] == 0, turn, number, iri)
        for number, members in enumerate(bands)
        for turn, iri in enumerate(members)
    )
    return {iri: rank for rank, (*_, iri) in enumerate(queue)}


def _sweep(bands: list[list[str]], band: dict[str, int], weights: Counter[tuple[str, str]]) -> None:
    """Move each node level with what it is linked to, band by band, to and fro."""
    neighbours: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (one, other), weight in sorted(weights.items()):
        if band[one] != band[other]:
            neighbours[one].append((other, weight))
            neighbours[other].append((one, weight))
    height = {iri: (place + 0.5) / len(members) for members in bands for place, iri in enumerate(members)}
    for sweep in range(_SWEEPS):
        for members in bands if sweep % 2 == 0 else reversed(bands):
            target = {
                iri: sum(height[other] * weight for other, weight in neighbours[iri])
                / sum(weight for _, weight in neighbours[iri])
                if neighbours[iri]
                else height[iri]
                for iri in members
            }
            members.sort(key=lambda iri: target[iri])
            height.update((iri, (place + 0.5) / len(members)) for place, iri in enumerate(members))
