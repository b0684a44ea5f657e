"""The page that people open: graph and reader in one offline HTML file.

Made with pyvis' ``Network`` and the vis-network that it ships, through a template of our own: the
stock one asks a content delivery network for scripts and lets titles become live HTML.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader
from markupsafe import Markup

from ..errors import UsageError
from ..graph.view import View
from .excerpts import TEXT_MODES
from .page_data import page_data, page_edges, page_nodes

# In the order in which they run; all share one scope.
SCRIPTS = (
    "dom.js",
    "data.js",
    "state.js",
    "filter.js",
    "layout.js",
    "labels.js",
    "choice.js",
    "motion.js",
    "hover.js",
    "picture.js",
    "excerpt.js",
    "cards.js",
    "chain.js",
    "panel.js",
    "search.js",
    "facets.js",
    "timeline.js",
    "table.js",
    "sparql.js",
    "drawing.js",
    "takeaway.js",
    "keys.js",
    "main.js",
)
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_SURROGATES = re.compile("[\ud800-\udfff]")


def render_page(
    view: View, *, text: str = "quotes", title: str = "Who says what about which platform"
) -> str:
    """The whole HTML file, the same for the same view; write it as UTF-8.

    ``text`` says how much of the articles it carries: ``full``, ``quotes`` (the sentences that hold
    the evidence) or ``none``. It asks no network for anything, and a Content-Security-Policy lets
    only its own scripts run. Raises ``UsageError`` for another ``text``.
    """
    # It brings IPython along, which takes longer than many a build.
    from pyvis.network import Network  # type: ignore[import-untyped]  # pyvis has no types

    if text not in TEXT_MODES:
        raise UsageError(f"{text}: no such amount of text; choose from {', '.join(TEXT_MODES)}")
    network = Network(directed=True, cdn_resources="in_line")
    # Its lists are set at once: add_edge is quadratic and drops what it takes for doubles.
    network.nodes = page_nodes(view)
    network.edges = page_edges(view)
    network.options = _OPTIONS
    network.path = "page.html.j2"
    network.templateEnv = Environment(loader=FunctionLoader(_template), autoescape=True)
    scripts = [_vis(), _script()]
    style = _template("page.css")
    network.templateEnv.globals.update(
        title=title.replace("\0", "\ufffd"),  # HTML cannot hold it; the script shows the title as it is
        scripts=[Markup(script) for script in scripts],
        style=Markup(style),
        policy="; ".join(
            [
                "default-src 'none'",
                f"script-src {' '.join(_hash(script) for script in scripts)}",
                f"style-src {_hash(style)}",
                "img-src data: blob:",
                "base-uri 'none'",
                "form-action 'none'",
            ]
        ),
        data=_json(page_data(view, text, title)),
        as_json=_json,
    )
    page: str = network.generate_html()
    return page


# What vis-network does and leaves: positions are ours, labels are drawn by us without overlaps.
_OPTIONS: dict[str, object] = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "keyboard": False,
        "dragNodes": True,
        "multiselect": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "tooltipDelay": 100000,
    },
    "nodes": {"font": {"size": 0}, "borderWidth": 1.5},
    "edges": {
        "smooth": False,
        "arrows": {"to": {"enabled": False}},
        "selectionWidth": 0,
        "hoverWidth": 0,
        "selfReference": {"size": 11, "angle": 0.8},
    },
}


@cache
def _template(name: str) -> str:
    text = (files(__package__) / "templates" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


@cache
def _script() -> str:
    # One function around all of them: nothing leaks into the page's global names.
    parts = "\n".join(_template(name) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();\n'


@cache
def _vis() -> str:
    script = (files("pyvis") / _VIS).read_text(encoding="utf-8").replace("\r\n", "\n")
    assert "</script" not in script.lower()
    return _SOURCE_MAP.sub("", script)


def _hash(script: str) -> str:
    """The source expression of https://www.w3.org/TR/CSP3/#match-element-to-source-list for this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _json(value: object) -> Markup:
    """JSON for a data block: no ``<`` that could end the element or open a comment in it.

    A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if _SURROGATES.search(text):
        text = _SURROGATES.sub("\ufffd", text)
    return Markup(text.replace("<", "\\u003c"))
