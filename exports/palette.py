"""How each type of node is drawn, everywhere the same: picture, legend, GEXF, GraphML.

Colours are those of Okabe and Ito (https://jfly.uni-koeln.de/color/), told apart under all common
forms of colour blindness; shape says the same again. ``line`` is a darker tone of the fill for an
outline of at least 3:1 on white.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The mark of one type; ``shape`` is a name of vis-network's, ``rgb`` comes from ``fill``."""

    one: str
    many: str
    fill: str
    line: str
    shape: str

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Red, green, blue, 0 to 255."""
        return int(self.fill[1:3], 16), int(self.fill[3:5], 16), int(self.fill[5:7], 16)


NODES: dict[str, Style] = {
    "person": Style(one="person", many="people", fill="#0072B2", line="#004C77", shape="dot"),
    "group": Style(one="group", many="groups", fill="#56B4E9", line="#1C6E9E", shape="triangle"),
    "organization": Style(
        one="organisation", many="organisations", fill="#E69F00", line="#8F6300", shape="square"
    ),
    "platform": Style(one="platform", many="platforms", fill="#009E73", line="#00624A", shape="diamond"),
    "instrument": Style(
        one="law or order", many="laws and orders", fill="#F0E442", line="#857C00", shape="star"
    ),
    "jurisdiction": Style(
        one="jurisdiction", many="jurisdictions", fill="#CC79A7", line="#8E3D69", shape="hexagon"
    ),
}
CLAIM = Style(one="claim", many="claims", fill="#D55E00", line="#8F3F00", shape="triangleDown")

EDGES: dict[str, str] = {
    "claim": "says about",
    "ownedBy": "is owned by",
    "operatedBy": "is operated by",
    "underJurisdiction": "falls under the law of",
    "affiliatedWith": "is affiliated with",
    "alsoKnownAs": "is also known as",
    "imposedBy": "was imposed by",
    "targets": "targets",
}
