"""Pictures of a page for the README, and to be looked at after each change of the page.

python docs/screenshots.py mygraph/graph.html docs --find TikTok --only overview --only panel

The fonts are those of the machine: with Noto Sans, Noto Serif and Noto Sans CJK installed, all names show.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

_DESKTOP = {"width": 1366, "height": 768}
_PHONE = {"width": 390, "height": 844}
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def overview(page: Page, find: str) -> None:
    """Nothing but what stands there first."""


def panel(page: Page, find: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(find)
    page.keyboard.press("Enter")


def search(page: Page, find: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(find)


def unfolded(page: Page, find: str) -> None:
    page.locator(".ranking .chip").first.click()
    page.get_by_role("button", name="Only this and its neighbours").click()
    page.get_by_role("button", name="Unfold claims").click()


def filters(page: Page, find: str) -> None:
    page.click("#filters-button")
    page.locator("#filters summary", has_text="Kind of claim").click()
    page.click("#filter-kind-direct")


def table(page: Page, find: str) -> None:
    page.click("#as-table")


def article(page: Page, find: str) -> None:
    page.locator(".articles .link").first.click()


def takeaway(page: Page, find: str) -> None:
    page.click("#takeaway-button")


# Name: what to do first, colour scheme, window.
SHOTS: dict[str, tuple[Callable[[Page, str], None], str, dict[str, int]]] = {
    "overview": (overview, "light", _DESKTOP),
    "panel": (panel, "light", _DESKTOP),
    "search": (search, "light", _DESKTOP),
    "unfolded": (unfolded, "light", _DESKTOP),
    "filters": (filters, "light", _DESKTOP),
    "table": (table, "light", _DESKTOP),
    "article": (article, "light", _DESKTOP),
    "takeaway": (takeaway, "light", _DESKTOP),
    "dark": (panel, "dark", _DESKTOP),
    "mobile": (overview, "light", _PHONE),
    "mobile-panel": (panel, "dark", _PHONE),
}


def shoot(browser: Browser, page_file: Path, folder: Path, name: str, find: str) -> Path:
    """Make one picture; the path it was written to."""
    act, scheme, window = SHOTS[name]
    context = browser.new_context(
        viewport=window,  # type: ignore[arg-type]  # a TypedDict of playwright's
        color_scheme=scheme,  # type: ignore[arg-type]
        device_scale_factor=1.5,
    )
    page = context.new_page()
    page.goto(page_file.resolve().as_uri())
    page.wait_for_selector("html[data-ready]")
    act(page, find)
    page.wait_for_timeout(500)
    path = folder / f"{name}.png"
    page.screenshot(path=path)
    context.close()
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("page", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--find", default="TikTok", help="what to search for")
    parser.add_argument("--only", choices=sorted(SHOTS), action="append")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.browser, args=_ARGUMENTS)
        for name in options.only or SHOTS:
            print(shoot(browser, options.page, options.folder, name, options.find))
        browser.close()


if __name__ == "__main__":
    main()
