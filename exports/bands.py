"""Where a node belongs in the picture: its band, its place in the band, and its rank in the overview.

The picture reads from left to right as the question does: for whom people speak, who speaks, about
which platform, who owns it, and under whose law that falls. An overview that cannot show all begins
with what is spoken of most and follows the chain from there. Places are whole numbers; the page
makes coordinates of them for the window it has. No random start and no machine's mathematics
library take part, so the same view gives the same places everywhere.
Source: barycentre sweeps after Sugiyama, Tagawa and Toda (1981), https://doi.org/10.1109/TSMC.1981.4308636.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from ..graph.view import View

BANDS = ("Organisations", "People and speakers", "Platforms", "Owners and laws", "Jurisdictions")
_BAND = {"person": 1, "group": 1, "platform": 2, "instrument": 3, "jurisdiction": 4}
# Relations that make an organisation a company in the chain of ownership.
_CHAIN = {"ownedBy", "operatedBy", "underJurisdiction"}
_SWEEPS = 12
# Platforms begin: the others gather around them. Speakers are many, countries few.
_TURNS = (2, 1, 3, 1, 4, 2, 1, 3, 0)


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
    rank = _ranks(bands, _worth(view), weights)
    _sweep(bands, band, weights)
    return {
        iri: Place(band=number, order=order, rank=rank[iri], links=links[iri])
        for number, members in enumerate(bands)
        for order, iri in enumerate(members)
    }


def _bands(view: View) -> dict[str, int]:
    chain = {iri for edge in view.edges if edge.type in _CHAIN for iri in (edge.subject, edge.object)}
    speakers = {claim.speaker for claim in view.claims}

    def band(iri: str, type_: str, origin: str) -> int:
        if type_ in _BAND:
            return _BAND[type_]
        return 3 if iri in chain else 1 if iri in speakers else 0 if origin == "text" else 3

    return {node.iri: band(node.iri, node.type, node.origin) for node in view.nodes}


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


def _worth(view: View) -> Counter[str]:
    """How much the articles say of a node; what it is owned by and whose law it is under gets that too.

    A claim that leads to something counts four times one that does not; what only the register
    knows counts nothing, so that a well-documented company does not push aside one that is talked about.
    """
    worth: Counter[str] = Counter()
    for claim in view.claims:
        targets = {iri for iri, _ in claim.about}
        worth.update(dict.fromkeys(targets, 4))
        if claim.speaker:
            worth[claim.speaker] += 4 if targets else 1
    for edge in view.edges:
        if edge.document:
            worth[edge.subject] += 4
            worth[edge.object] += 4
    onward: dict[str, list[str]] = defaultdict(list)
    for edge in view.edges:
        if edge.type in _CHAIN and not edge.until:
            onward[edge.subject].append(edge.object)
    inherited: Counter[str] = Counter()
    for node in view.nodes:
        if worth[node.iri]:
            reached = {node.iri}
            todo = [node.iri]
            while todo:
                found = set(onward[todo.pop()]) - reached
                reached |= found
                todo.extend(found)
                inherited.update(dict.fromkeys(found, worth[node.iri]))
    return worth + inherited


def _ranks(bands: list[list[str]], worth: Counter[str], weights: Counter[tuple[str, str]]) -> dict[str, int]:
    """The bands take turns, and each gives what is worth most and joined most to what is ranked already."""
    neighbours: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (one, other), weight in weights.items():
        neighbours[one].append((other, weight))
        neighbours[other].append((one, weight))
    place = {
        iri: (number, order) for number, members in enumerate(bands) for order, iri in enumerate(members)
    }
    value = Counter({iri: worth[iri] for iri in place})
    queues = [[(-value[iri], order, iri) for order, iri in enumerate(members)] for members in bands]
    for queue in queues:
        heapify(queue)
    rank: dict[str, int] = {}
    while len(rank) < len(place):
        for turn in _TURNS:
            iri = _next(queues[turn], value, rank)
            if iri is None:
                continue
            rank[iri] = len(rank)
            for other, weight in neighbours[iri]:
                if other not in rank:
                    value[other] += 4 * weight
                    number, order = place[other]
                    heappush(queues[number], (-value[other], order, other))
    return rank


def _next(queue: list[tuple[int, int, str]], value: Counter[str], rank: dict[str, int]) -> str | None:
    """The best of a band that has no rank yet; entries whose value has grown since are stale."""
    while queue:
        negative, _, iri = heappop(queue)
        if iri not in rank and -negative == value[iri]:
            return iri
    return None


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
