"""The page in a real browser: counts, evidence, the way by keyboard, links, filters, tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from claimgraph.graph.view import View

Opener = Callable[..., "Opened"]  # type: ignore[name-defined]  # noqa: F821  # from conftest


RECORD_LABELS = """
const fill = CanvasRenderingContext2D.prototype.fillText;
const clear = CanvasRenderingContext2D.prototype.clearRect;
window.drawn = [];
CanvasRenderingContext2D.prototype.clearRect = function (...a) { window.drawn = []; clear.apply(this, a); };
CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
  if (this.textAlign === "left") {
    window.drawn.push({ text, left: x, right: x + this.measureText(text).width, y, font: this.font });
  }
  fill.call(this, text, x, y, ...rest);
};
"""


def search(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(words)


def test_a_page_of_some_articles_says_of_how_many(open_view: Opener, view: View) -> None:
    page = open_view(replace(view, of=1234)).page
    expect(page.locator("#sentence")).to_contain_text("The newest 2 of 1,234 articles from The Harbour Post")


def test_counts_are_those_of_the_view(open_view: Opener, view: View) -> None:
    page = open_view(view).page
    status = page.locator("#status")
    expect(status).to_contain_text("4 of 4 claims, 4 of 4 relations, 6 of 6 actors and things")
    expect(status).to_contain_text("1 claim has no known speaker: see the table")
    expect(page.locator("#legend-person")).to_have_text("people 2")
    expect(page.locator("#legend-claims")).to_contain_text("says about 3")
    expect(page.locator("#sentence")).to_contain_text("2 articles from The Harbour Post, Weekly Tide")
    page.click("#as-table")
    for tab, rows in [("claims", 4), ("nodes", 6), ("relations", 4), ("articles", 2)]:
        page.click(f"#tab-{tab}")
        expect(page.locator("#rows tbody tr")).to_have_count(rows)


def test_from_search_to_source_and_back_by_keyboard_only(open_view: Opener, view: View) -> None:
    page = open_view(view, text="full").page
    search(page, "quill")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_be_focused()
    expect(page.locator("#panel h2")).to_have_text(re.compile("Ada Quill"))
    card = page.locator("#panel .card").first
    expect(card.locator("mark.content")).to_have_text("Lantern reads your contacts")
    expect(card.locator("mark.cue")).to_have_text("said")
    expect(card.locator("mark.source")).to_have_text(
        "Ada Quill, a professor of media law at Harbour University"
    )
    expect(card).to_contain_text("as “a professor of media law at Harbour University”")
    expect(card).to_contain_text("The Harbour Post")
    expect(card).to_contain_text("14 January 2025")
    expect(card.locator("a")).to_have_attribute("href", "https://example.org/lantern")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Lantern faces a ban":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Lantern faces a ban")
    expect(page.locator(".article")).to_contain_text("She did not say how.")
    expect(page.locator(".article mark.press.content")).to_have_count(2)
    page.locator("#at-1").press("Enter")
    expect(page.locator("#panel .card.chosen")).to_contain_text("said by Odo Marsh")
    page.locator("#back").press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Lantern faces a ban")
    page.keyboard.press("Escape")
    expect(page.locator("#panel h2")).to_have_text("Start here")
    expect(page.locator("#picture")).to_be_focused()


def test_arrow_keys_walk_the_picture_and_enter_opens(open_view: Opener, view: View) -> None:
    page = open_view(view).page
    page.focus("#picture")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#status")).to_contain_text("Lantern, platform: says 0 claims, 3 claims about it")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#status")).to_contain_text("Brightwater Holdings, organisation")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text(re.compile("Brightwater Holdings"))
    expect(page.locator("#panel")).to_contain_text("According to the register: commercial register, 2024")
    expect(page.locator("#panel")).to_contain_text("The article says so in its own voice.")


def test_a_line_opens_its_claims_and_unfolds_them(open_view: Opener, view: View) -> None:
    fragment = "#open=line+person-marsh+platform-lantern"
    page = open_view(view, fragment=fragment).page
    expect(page.locator("#panel h2")).to_have_text(re.compile("Odo Marsh.*on.*Lantern"))
    expect(page.locator("#panel .badge.warn")).to_have_text("negated")
    before = int(page.get_attribute("#picture", "data-marks") or 0)
    page.get_by_role("button", name="Unfold claims").click()
    expect(page.locator("#picture")).to_have_attribute("data-marks", str(before + 1))
    page.get_by_role("button", name="Fold claims into lines").click()
    expect(page.locator("#picture")).to_have_attribute("data-marks", str(before))


def test_a_click_on_a_mark_opens_it(open_view: Opener, view: View) -> None:
    page = open_view(view, script=RECORD_LABELS).page
    page.wait_for_function("window.drawn.length === 6")
    box = page.locator("#picture").bounding_box()
    assert box
    for label in page.evaluate("window.drawn"):
        if label["text"] in ("Lantern", "Canada"):
            # These bands have their labels to the right of the mark.
            page.mouse.click(box["x"] + label["left"] - 9, box["y"] + label["y"])
            expect(page.locator("#panel h2")).to_have_text(re.compile(label["text"]))
    page.mouse.click(box["x"] + 20, box["y"] + box["height"] - 20)
    expect(page.locator("#panel h2")).to_have_text("Start here")


def test_the_link_to_a_view_survives_reload(open_view: Opener, view: View) -> None:
    opened = open_view(view)
    page = opened.page
    page.click("#filters-button")
    page.locator("#filters summary", has_text="Kind of claim").click()
    page.click("#filter-kind-direct")
    search(page, "quill")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("2 of 4 claims")
    address = page.url
    assert "kind=direct" in address and "open=person-quill" in address
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.url == address
    expect(page.locator("#panel h2")).to_have_text(re.compile("Ada Quill"))
    expect(page.locator("#status")).to_contain_text("2 of 4 claims")
    page.click("#filters-button")
    page.click("#reset")
    expect(page.locator("#status")).to_contain_text("4 of 4 claims")


def test_a_link_to_what_is_not_here_says_so(open_view: Opener, view: View) -> None:
    page = open_view(view, fragment="#open=person-nobody").page
    expect(page.locator("#notice")).to_contain_text("“person-nobody”, which is not in this file")


@pytest.mark.parametrize(
    ("fragment", "claims", "relations"),
    [
        ("#platform=platform-lantern", 3, 4),
        ("#owner=org-brightwater", 3, 4),
        ("#jurisdiction=jurisdiction-ca", 3, 4),
        ("#kind=direct", 2, 3),
        ("#modality=negated", 1, 2),
        ("#role=expert", 1, 3),
        ("#outlet=Weekly+Tide", 2, 2),
        ("#from=2025-02", 2, 2),
        ("#to=2025-01", 2, 4),
        ("#confidence=0.8", 2, 4),
        ("#origin=register", 0, 2),
        ("#words=contacts", 1, 3),
    ],
)
def test_filters_reach_all_data(
    open_view: Opener, view: View, fragment: str, claims: int, relations: int
) -> None:
    page = open_view(view, fragment=fragment).page
    expect(page.locator("#status")).to_contain_text(f"{claims} of 4 claims, {relations} of 4 relations")


def test_without_text_the_page_says_so(open_view: Opener, view: View) -> None:
    page = open_view(view, text="none", fragment="#open=claim-1").page
    expect(page.locator("#panel")).to_contain_text("made without article text")
    expect(page.locator("#panel")).to_contain_text("Ada Quill")


def test_without_script_there_is_a_message(open_view: Opener, view: View) -> None:
    page = open_view(view, java_script_enabled=False).page
    expect(page.locator("noscript .notice")).to_contain_text("needs JavaScript")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (683, 384)])
def test_nothing_sticks_out_on_a_phone_and_at_200_percent(
    open_view: Opener, view: View, width: int, height: int
) -> None:
    page = open_view(
        view, viewport={"width": width, "height": height}, fragment="#open=platform-lantern"
    ).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click("#as-table")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_at_most_60_labels_none_over_another_and_the_selected_one_always(
    open_view: Opener, view: View
) -> None:
    person = next(node for node in view.nodes if node.type == "person")
    crowd = tuple(
        replace(person, iri=f"{person.iri}-{n}", name=f"Somebody Of Some Length {n}") for n in range(150)
    )
    claims = tuple(
        replace(view.claims[0], iri=f"{view.claims[0].iri}-{n}", speaker=node.iri)
        for n, node in enumerate(crowd)
    )
    crowded = replace(view, nodes=view.nodes + crowd, claims=view.claims + claims)
    page = open_view(crowded, script=RECORD_LABELS, fragment="#limit=1000").page
    page.wait_for_function("window.drawn.length > 20")
    assert_apart(page.evaluate("window.drawn"))
    last = crowd[-1]
    search(page, last.name)
    page.keyboard.press("Enter")
    page.wait_for_function("name => window.drawn.some((label) => label.text === name)", arg=last.name)
    assert_apart(page.evaluate("window.drawn"))


def assert_apart(labels: list[dict[str, float]]) -> None:
    assert 0 < len(labels) <= 60
    for i, one in enumerate(labels):
        for other in labels[i + 1 :]:
            beside = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert beside or abs(one["y"] - other["y"]) >= 12, (one, other)
