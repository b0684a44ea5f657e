"""The page in a real browser against text that wants to be code, and what is taken away from it."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from claimgraph.graph.record import Span
from claimgraph.graph.view import ClaimView, DocumentView, EdgeView, MatchView, NodeView, View

HOSTILE = {
    "script": "<script>window.PWN=1</script>",
    "end of block": "</script><script>window.PWN=1</script>",
    "comment": "<!--<script>window.PWN=1",
    "handler": '<img src=x onerror="window.PWN=1">',
    "svg": "<svg onload=window.PWN=1>",
    "attribute": '" onmouseover="window.PWN=1" x="',
    "href": '<a href="javascript:window.PWN=1">href</a>',
    "javascript link": "javascript:window.PWN=1",
    "data link": "data:text/html,<script>parent.PWN=1</script>",
    "template": "{{7*7}}{% raw %}${7*7}<%= 7*7 %>",
    "formula": '=HYPERLINK("http://example.org/?x","y")',
    "right to left": "abc \u202e evil \u2066 text",
    "arabic": "منصة «فانوس» تقول",
    "cjk": "小红书と小紅書",
    "controls": "nul\x00 bell\x07 next\u0085 line\u2028 para\u2029",
    "emoji": "🙂👩‍👩‍👧 𝒳",
    "cdata": "]]> &lt; &amp; &#60;",
    "quotes": "' \" ` \\ \\u003c",
    "long": "x" * 10_000,
}


# Some must stand first to bite (an address, a formula); the rest can share a field to save time.
ALONE = ("javascript link", "data link", "formula", "long")
DOSES = {name: HOSTILE[name] for name in ALONE} | {
    "markup": " ".join(text for name, text in HOSTILE.items() if name not in ALONE)
}


def poisoned(view: View, poison: str) -> View:
    """The view with the poison in every string that comes from outside, and spans over it."""

    def strings(thing: Any, keep: set[str]) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        for item in fields(thing):
            value = getattr(thing, item.name)
            if item.name in keep or value is None:
                continue
            if isinstance(value, str):
                changes[item.name] = poison
            elif isinstance(value, tuple) and value and all(isinstance(part, str) for part in value):
                changes[item.name] = (poison,) * len(value)
        return changes

    size = len(poison)
    text = f"{poison}\n{poison} said {poison}.\n"
    spans = {
        "content": (Span(0, size),),
        "cue": (Span(2 * size + 2, 2 * size + 6),),
        "source": (Span(2 * size + 7, 3 * size + 7),),
    }

    def document(item: DocumentView) -> DocumentView:
        return replace(item, **strings(item, {"iri"}) | {"text": text})

    matches = tuple(
        MatchView(
            subject=thing.iri,
            dataset=poison,
            predicate=poison,
            exact=True,
            iri=poison,
            name=poison,
            facts=((poison, poison), (poison, f"https://example.org/{poison}")),
        )
        for thing in (view.nodes[-1], view.claims[0])
    )

    def node(item: NodeView) -> NodeView:
        return replace(item, **strings(item, {"iri", "type"}))

    def claim(item: ClaimView) -> ClaimView:
        about = tuple((iri, Span(0, size)) for iri, _ in item.about)
        kept = {"iri", "document", "speaker", "nested_in"}
        return replace(item, **strings(item, kept) | spans | {"about": about})

    def edge(item: EdgeView) -> EdgeView:
        evidence = (Span(0, size),) if item.document else ()
        kept = {"iri", "subject", "object", "document", "claim", "type"}
        return replace(item, **strings(item, kept) | {"evidence": evidence})

    return View(
        version=poison,
        documents=tuple(map(document, view.documents)),
        nodes=tuple(map(node, view.nodes)),
        claims=tuple(map(claim, view.claims)),
        edges=tuple(map(edge, view.edges)),
        matches=matches,
    )


def press_everything(page: Page, poison: str) -> None:
    """Hover, open, search, filter, tabulate and export."""
    page.keyboard.press("/")
    page.keyboard.insert_text(poison[:40])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    box = page.locator("#picture").bounding_box()
    assert box
    for x in range(60, int(box["width"]), 90):
        page.mouse.move(box["x"] + x, box["y"] + box["height"] / 2 - 10)
    page.click("#filters-button")
    page.locator("#filters details").last.evaluate("element => { element.open = true; }")
    page.click("#as-table")
    for tab in ("claims", "nodes", "relations", "articles"):
        page.click(f"#tab-{tab}")
    page.locator("#rows tbody button").first.click()
    page.click("#takeaway-button")
    for button in ("save-png", "save-svg", "save-claims", "save-nodes", "save-relations"):
        with page.expect_download():
            page.click(f"#{button}")
    page.click("#show-sparql")
    expect(page.locator("#dialog-text")).to_be_visible()


@pytest.mark.parametrize("poison", DOSES.values(), ids=DOSES.keys())
def test_nothing_that_an_article_says_runs_and_all_of_it_is_shown(
    open_view: Callable[..., Any], view: View, poison: str
) -> None:
    page = open_view(poisoned(view, poison), text="full", title=poison).page
    assert page.locator("h1").evaluate("element => element.textContent") == poison
    press_everything(page, poison)
    assert page.evaluate("window.PWN") is None
    page.click("#dialog-close")
    page.evaluate("location.hash = '#open=platform-lantern'")
    heading = page.locator("#panel h2 bdi")
    expect(heading).to_have_count(1)
    assert heading.evaluate("element => element.textContent") == poison
    quote = page.locator("#panel .card mark.content").first
    assert quote.evaluate("element => element.textContent") == poison
    expect(page.locator("#panel")).to_contain_text("In merged datasets")
    addresses = page.locator("a[href]").evaluate_all("links => links.map((link) => link.protocol)")
    assert set(addresses) <= {"http:", "https:", "file:"}
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366


def test_a_script_that_got_in_would_not_run(open_view: Callable[..., Any], view: View) -> None:
    opened = open_view(view)
    opened.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.PWN = 1';"
        " document.body.append(s);"
        " document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.PWN=1\">'); }"
    )
    opened.page.wait_for_timeout(300)
    assert opened.page.evaluate("window.PWN") is None
    # Each attempt was refused by the policy, which says so.
    assert all("Content Security Policy" in text for text in opened.complaints)
    assert len(opened.complaints) >= 2
    opened.complaints.clear()
    opened.requests.clear()


def saved(page: Page, button: str, folder: Path) -> Path:
    page.click("#takeaway-button")
    with page.expect_download() as download:
        page.click(f"#{button}")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    page.click("#dialog-close")
    return path


def test_csv_holds_what_passes_the_filters(open_view: Callable[..., Any], view: View, tmp_path: Path) -> None:
    page = open_view(view, fragment="#kind=direct").page
    text = saved(page, "save-claims", tmp_path).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["quote"] for row in rows] == ["Lantern reads your contacts", "It feels like home"]
    assert [row["speaker"] for row in rows] == ["Ada Quill", ""]
    assert rows[0]["claim"] == view.claims[0].iri


def test_csv_guards_formulas_and_keeps_other_text(
    open_view: Callable[..., Any], view: View, tmp_path: Path
) -> None:
    page = open_view(poisoned(view, '=1+1,"a"\nb'), text="full").page
    text = saved(page, "save-nodes", tmp_path).read_bytes().decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(text, newline="")):
        assert row["name"] == '\'=1+1,"a"\nb'


def test_svg_is_well_formed_and_has_each_mark_with_its_shape(
    open_view: Callable[..., Any], view: View, tmp_path: Path
) -> None:
    page = open_view(poisoned(view, HOSTILE["controls"] + HOSTILE["cdata"]), text="full").page
    page.wait_for_timeout(300)
    root = ElementTree.parse(saved(page, "save-svg", tmp_path)).getroot()
    titles = root.findall(".//{http://www.w3.org/2000/svg}title")
    assert len(titles) == 6
    paths = {
        path.get("fill")
        for path in root.findall("{http://www.w3.org/2000/svg}path")
        if path.find("{http://www.w3.org/2000/svg}title") is not None
    }
    assert {"#0072B2", "#56B4E9", "#E69F00", "#009E73", "#CC79A7"} == paths


def test_png_is_the_svg_fine_enough_to_print(
    open_view: Callable[..., Any], view: View, tmp_path: Path
) -> None:
    page = open_view(view).page
    page.wait_for_timeout(300)
    data = saved(page, "save-png", tmp_path).read_bytes()
    assert data.startswith(b"\x89PNG\r\n")
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    root = ElementTree.parse(saved(page, "save-svg", tmp_path)).getroot()
    wide, high = (float(root.attrib[name]) for name in ("width", "height"))
    assert width >= 2500
    assert width / height == pytest.approx(wide / high, rel=0.01)
    assert {"Lantern", "Ada Quill", "people 2", "is owned by 2", "known from the register"} <= {
        text.text for text in root.findall("{http://www.w3.org/2000/svg}text")
    }


def serious(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core finds that keeps somebody out."""
    return [
        (violation["id"], [node["html"][:120] for node in violation["nodes"][:3]])
        for violation in Axe().run(page)["violations"]
        if violation["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "fragment", ["", "#open=person-quill", "#open=doc-1", "#view=table+claims", "#view=table+relations"]
)
def test_axe_finds_no_serious_violation(
    open_view: Callable[..., Any], view: View, fragment: str, scheme: str
) -> None:
    page = open_view(view, fragment=fragment, color_scheme=scheme).page
    page.click("#filters-button")
    assert serious(page) == []


def test_axe_finds_nothing_on_a_phone_in_the_search_and_in_the_dialog(
    open_view: Callable[..., Any], view: View
) -> None:
    match = MatchView(
        subject=view.nodes[-1].iri, dataset="press", predicate="closeMatch", exact=False,
        iri="https://other.example/7", name="Lantern (app)", facts=(("dateCreated", "2016"),),
    )  # fmt: skip
    view = replace(view, matches=(match,))
    page = open_view(view, fragment="#open=platform-lantern", viewport={"width": 390, "height": 844}).page
    expect(page.locator("#panel")).to_contain_text("According to the merged dataset press: Lantern (app)")
    assert serious(page) == []
    page.fill("#search", "la")
    expect(page.locator("#hits")).to_be_visible()
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.click("#takeaway-button")
    assert serious(page) == []
    page.click("#show-sparql")
    assert serious(page) == []
