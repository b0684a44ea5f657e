"""How each type of node is drawn, everywhere the same: picture, legend, GEXF, GraphML.

Colours are those of Okabe and Ito (https://jfly.uni-koeln.de/color/), told apart under all common
forms of colour blindness; shape says the same again. ``line`` is a darker tone of the fill for an
outline of at least 3:1 on white.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The mark of one type; ``shape`` is a name of vis-network's."""

    one: str
    many: str
    fill: str
    line: str
    shape: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeStyle:
    """How a type of line reads from its subject to its object, and its colour on light and dark ground.

    Each colour has at least 3:1 on the page's ground (https://www.w3.org/TR/WCAG22/#non-text-contrast).
    """

    verb: str
    light: str
    dark: str


EDGES: dict[str, EdgeStyle] = {
    "claim": EdgeStyle(verb="says about", light="#B4481A", dark="#F0935F"),
    "ownedBy": EdgeStyle(verb="is owned by", light="#8F6300", dark="#E9B64A"),
    "operatedBy": EdgeStyle(verb="is operated by", light="#5C7A1E", dark="#BCD36B"),
    "underJurisdiction": EdgeStyle(verb="falls under the law of", light="#8E3D69", dark="#DE9CC3"),
    "affiliatedWith": EdgeStyle(verb="is affiliated with", light="#5B6570", dark="#A8B3BE"),
    "alsoKnownAs": EdgeStyle(verb="is also known as", light="#1F7F72", dark="#6FD0C2"),
    "imposedBy": EdgeStyle(verb="was imposed by", light="#2F6F8F", dark="#7CC4E8"),
    "targets": EdgeStyle(verb="targets", light="#4A55A8", dark="#AEB8F7"),
}


def verb(type_: str) -> str:
    """How a relation of this type reads; a type that has no style is its own verb."""
    return EDGES[type_].verb if type_ in EDGES else type_


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green, blue, 0 to 255, of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
