"""Marks and lines stand out at 3:1 from the ground (https://www.w3.org/TR/WCAG22/#non-text-contrast)."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from claimgraph.exports.palette import CLAIM, EDGES, NODES, rgb

TEMPLATES = files("claimgraph.exports") / "templates"
GROUNDS = re.findall(r'ground: "(#[0-9a-f]{6})"', (TEMPLATES / "picture.js").read_text(encoding="utf-8"))
Colour = tuple[float, float, float]


def luminance(colour: Colour) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [value / 255 for value in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def over(colour: Colour, ground: Colour, opacity: float) -> Colour:
    red, green, blue = (a * opacity + b * (1 - opacity) for a, b in zip(colour, ground, strict=True))
    return red, green, blue


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    sheet = re.findall(r"--ground: (#[0-9a-f]{6})", (TEMPLATES / "page.css").read_text(encoding="utf-8"))
    assert sheet == GROUNDS and len(GROUNDS) == 2


@pytest.mark.parametrize("name", EDGES)
def test_a_single_line_is_seen_on_both_grounds(name: str) -> None:
    script = (TEMPLATES / "picture.js").read_text(encoding="utf-8")
    least = re.search(r"const least = .*: (0\.\d+);", script)
    assert least
    for colour, ground in zip((EDGES[name].light, EDGES[name].dark), map(rgb, GROUNDS), strict=True):
        assert contrast(over(rgb(colour), ground, float(least[1])), ground) >= 3


@pytest.mark.parametrize("name", [*NODES, "claim"])
def test_a_mark_is_seen_on_both_grounds(name: str) -> None:
    style = NODES.get(name, CLAIM)
    light, dark = map(rgb, GROUNDS)
    assert contrast(rgb(style.line), light) >= 3
    assert contrast(rgb(style.fill), dark) >= 3
