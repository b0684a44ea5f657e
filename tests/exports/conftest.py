"""A small dataset written by hand: two invented articles, and the view that reading them would give."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from claimgraph.exports.page import render_page
from claimgraph.graph.record import Span
from claimgraph.graph.view import ClaimView, DocumentView, EdgeView, NodeView, View
from claimgraph.ontology.terms import CGD

FIRST = (
    "Lantern faces a ban\n\n"
    "Lantern, which Brightwater Holdings bought in 2021, may be banned in Canada. "
    "“Lantern reads your contacts,” said Ada Quill, a professor of media law at Harbour University. "
    "She did not say how.\n\n"
    "The company denied this. Odo Marsh, a spokesman for Brightwater, said the app “never touched” them.\n"
)
SECOND = (
    "Users move on\n\n"
    "Many users of Lantern worry that the app will disappear. “It feels like home,” one of them wrote.\n"
)


def find(text: str, words: str) -> Span:
    """Where the words stand; they must stand there once."""
    assert text.count(words) == 1, words
    start = text.index(words)
    return Span(start, start + len(words))


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


@pytest.fixture
def view() -> View:
    """Two articles, six nodes, four claims (one without speaker), four relations (two from the register)."""
    return small_view()


def small_view() -> View:
    first, second = CGD + "doc-1", CGD + "doc-2"
    quill, marsh = CGD + "person-quill", CGD + "person-marsh"
    lantern, bright = CGD + "platform-lantern", CGD + "org-brightwater"
    canada, users = CGD + "jurisdiction-ca", CGD + "group-users"

    def claim(name: str, document: str, text: str, content: tuple[str, ...], **more: object) -> ClaimView:
        spans = tuple(find(text, part) for part in content)
        return ClaimView(
            iri=f"{CGD}claim-{name}", document=document, content=spans, quote=words(text, spans), **more
        )  # type: ignore[arg-type]  # keyword values differ by field

    claims = (
        claim(
            "1",
            first,
            FIRST,
            ("Lantern reads your contacts",),
            kind="direct",
            cue=(Span(FIRST.index("said Ada"), FIRST.index("said Ada") + 4),),
            source=(find(FIRST, "Ada Quill, a professor of media law at Harbour University"),),
            speaker=quill,
            role="a professor of media law at Harbour University",
            role_category="expert",
            about=((lantern, Span(FIRST.index("Lantern reads"), FIRST.index("Lantern reads") + 7)),),
            confidence=0.93,
        ),
        claim(
            "2",
            first,
            FIRST,
            ("the app “never touched” them",),
            kind="mixed",
            cue=(Span(FIRST.index("said the app"), FIRST.index("said the app") + 4),),
            source=(find(FIRST, "Odo Marsh, a spokesman for Brightwater"),),
            speaker=marsh,
            role="a spokesman for Brightwater",
            role_category="company",
            about=((lantern, find(FIRST, "the app")),),
            modality=("negated",),
            confidence=0.81,
        ),
        claim(
            "3",
            second,
            SECOND,
            ("the app will disappear",),
            kind="indirect",
            cue=(find(SECOND, "worry"),),
            source=(find(SECOND, "Many users of Lantern"),),
            speaker=users,
            about=((lantern, find(SECOND, "the app")),),
            modality=("future",),
            confidence=0.64,
        ),
        claim(
            "4",
            second,
            SECOND,
            ("It feels like home",),
            kind="direct",
            cue=(find(SECOND, "wrote"),),
            source=(find(SECOND, "one of them"),),
            confidence=0.58,
        ),
    )
    edges = (
        EdgeView(
            iri=CGD + "affiliation-1",
            type="affiliatedWith",
            subject=marsh,
            object=bright,
            origin="text",
            document=first,
            evidence=(find(FIRST, "Odo Marsh"), find(FIRST, "a spokesman for Brightwater")),
        ),
        EdgeView(
            iri=CGD + "jurisdictionrelation-1",
            type="underJurisdiction",
            subject=bright,
            object=canada,
            origin="register",
            source="commercial register, 2024",
        ),
        EdgeView(
            iri=CGD + "ownership-1",
            type="ownedBy",
            subject=lantern,
            object=bright,
            origin="register",
            source="annual report 2023",
            since="2021",
            share="1",
        ),
        EdgeView(
            iri=CGD + "ownership-2",
            type="ownedBy",
            subject=lantern,
            object=bright,
            origin="text",
            document=first,
            evidence=(
                Span(FIRST.index("Lantern, which"), FIRST.index("Lantern, which") + 7),
                find(FIRST, "Brightwater Holdings"),
                find(FIRST, "bought"),
            ),
            since="2021",
        ),
    )
    nodes = (
        NodeView(iri=users, type="group", name="Users of Lantern"),
        NodeView(iri=canada, type="jurisdiction", name="Canada", aliases=("CA",), origin="register"),
        NodeView(
            iri=bright,
            type="organization",
            name="Brightwater Holdings",
            aliases=("Brightwater",),
            origin="register",
            wikidata="http://www.wikidata.org/entity/Q0",
        ),
        NodeView(
            iri=marsh,
            type="person",
            name="Odo Marsh",
            roles=("a spokesman for Brightwater",),
            category="company",
        ),
        NodeView(
            iri=quill,
            type="person",
            name="Ada Quill",
            roles=("a professor of media law at Harbour University",),
            category="expert",
        ),
        NodeView(
            iri=lantern, type="platform", name="Lantern", aliases=("Lantern app", "灯"), origin="register"
        ),
    )
    return View(
        version="0.0.0",
        documents=(
            DocumentView(
                iri=first,
                id="lantern.txt",
                title="Lantern faces a ban",
                text=FIRST,
                outlet="The Harbour Post",
                date="2025-01-14",
                url="https://example.org/lantern",
                authors=("Nell Birch",),
            ),
            DocumentView(
                iri=second,
                id="users.txt",
                title="Users move on",
                text=SECOND,
                outlet="Weekly Tide",
                date="2025-02",
            ),
        ),
        nodes=nodes,
        claims=claims,
        edges=edges,
    )


CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Opened:
    """A page in a real browser, with all that it asked for and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def assert_quiet(self) -> None:
        assert self.requests == []
        assert self.complaints == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium of the system; a test without it fails."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert path, f"none of {', '.join(CHROMIUM)} is installed"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    quiet += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=quiet)
        yield browser
        browser.close()


Opener = Callable[..., Opened]


@pytest.fixture
def open_view(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open a view's page from a file; at the end nothing may have been asked for or complained about."""
    contexts: list[Any] = []
    pages: list[Opened] = []

    def open_(
        view: View,
        *,
        text: str = "quotes",
        title: str = "Who says what",
        fragment: str = "",
        script: str = "",
        **options: Any,
    ) -> Opened:
        path = tmp_path / "page.html"
        path.write_text(render_page(view, text=text, title=title), encoding="utf-8")
        settings = {"viewport": {"width": 1366, "height": 768}, "accept_downloads": True} | options
        context = browser.new_context(**settings)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        context.set_default_timeout(15_000)
        opened = Opened(context.new_page())
        pages.append(opened)
        address = path.as_uri()
        opened.page.on(
            "request",
            lambda r: opened.requests.append(r.url) if not r.url.startswith((address, "blob:")) else None,
        )
        opened.page.on(
            "console",
            lambda m: opened.complaints.append(m.text) if m.type in ("error", "warning") else None,
        )
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on("dialog", lambda dialog: opened.complaints.append(f"dialog: {dialog.message}"))
        opened.page.goto(address + fragment)
        if settings.get("java_script_enabled", True):
            opened.page.wait_for_selector("html[data-ready]", timeout=60_000)
        return opened

    yield open_
    for opened in pages:
        opened.assert_quiet()
    for context in contexts:
        context.close()
