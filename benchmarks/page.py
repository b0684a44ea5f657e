"""What the page costs: making it, opening it, a frame of dragging, search, panel, filter; beside stock pyvis.

    python benchmarks/page.py [--nodes 2000 --claims 6000] [--stock] [--browser /usr/bin/chromium]

It prints the table of docs/page.md: each figure with the bound that it is held to, where there is one.
CPU figures are seconds of the browser's renderer and GPU processes together (Chrome DevTools Protocol,
``SystemInfo.getProcessInfo``), which other load on the machine disturbs less than the clock. The
datasets are synthetic and always the same.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from pyvis.network import Network  # type: ignore[import-untyped]  # pyvis has no types

from claimgraph.exports.page import render_page
from claimgraph.graph.record import Span
from claimgraph.graph.view import ClaimView, DocumentView, EdgeView, NodeView, View
from claimgraph.ontology.terms import CGD

_WORDS = (
    "the app says it will not sell data to anybody while ministers want a ban that users fear and "
    "lawyers doubt because feeds shape what people read about war money work and home every day"
).split()
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def synthetic_view(nodes: int, claims: int) -> View:
    """A dataset of about this size: few much-discussed platforms, many speakers, ten claims an article."""
    draw = random.Random(7)
    shares = {
        "platform": 0.05,
        "organization": 0.17,
        "jurisdiction": 0.03,
        "instrument": 0.02,
        "group": 0.08,
    }
    types = [type_ for type_, share in shares.items() for _ in range(int(nodes * share))]
    types += ["person"] * (nodes - len(types))
    things = [
        NodeView(
            iri=f"{CGD}{type_}-{number:05}",
            type=type_,
            name=f"{draw.choice(_WORDS).title()} {draw.choice(_WORDS).title()} {number}",
            roles=(f"a speaker of {draw.choice(_WORDS)}",) if type_ == "person" else (),
            category=draw.choice(["expert", "official", "user"]) if type_ == "person" else None,
            origin="register" if type_ in ("platform", "jurisdiction") else "text",
        )
        for number, type_ in enumerate(types)
    ]
    of = {type_: [thing.iri for thing in things if thing.type == type_] for type_ in {*types}}
    documents, all_claims = [], []
    for number in range(0, claims, 10):
        document = f"{CGD}doc-{number:06}"
        text = ""
        for position in range(number, min(number + 10, claims)):
            quote = " ".join(draw.choices(_WORDS, k=draw.randint(6, 30)))
            begin = len(text) + 1
            text += f"“{quote},” said somebody. " + " ".join(draw.choices(_WORDS, k=25)) + ".\n\n"
            speaker = of["person"][int(draw.paretovariate(1.1) * 3) % len(of["person"])]
            if draw.random() < 0.4:
                speaker = draw.choice(of["person"] + of["group"] + of["organization"])
            target = of["platform"][int(draw.paretovariate(1.0)) % len(of["platform"])]
            all_claims.append(
                ClaimView(
                    iri=f"{CGD}claim-{number:06}-{position:06}",
                    document=document,
                    kind=draw.choice(["direct", "mixed", "indirect"]),
                    content=(Span(begin, begin + len(quote)),),
                    quote=quote,
                    cue=(Span(begin + len(quote) + 3, begin + len(quote) + 7),),
                    source=(Span(begin + len(quote) + 8, begin + len(quote) + 16),),
                    speaker=speaker,
                    role_category=draw.choice(["expert", "official", "user", None]),
                    about=((target, Span(begin, begin + 3)),),
                    modality=(draw.choice(["negated", "hedged", "future"]),) if draw.random() < 0.3 else (),
                    confidence=round(draw.random(), 2),
                )
            )
        month = 1 + number // 10 % 36
        documents.append(
            DocumentView(
                iri=document,
                id=f"article-{number}.txt",
                title=f"Article {number}",
                text=text,
                outlet=f"Outlet {number // 10 % 40}",
                date=f"{2023 + month // 13}-{(month - 1) % 12 + 1:02}",
                url=f"https://example.org/{number}",
            )
        )
    edges = [
        EdgeView(
            iri=f"{CGD}ownership-{iri[-5:]}",
            type="ownedBy",
            subject=iri,
            object=draw.choice(of["organization"]),
            origin="register",
            source="annual report",
        )
        for iri in of["platform"]
    ] + [
        EdgeView(
            iri=f"{CGD}jurisdictionrelation-{iri[-5:]}",
            type="underJurisdiction",
            subject=iri,
            object=draw.choice(of["jurisdiction"]),
            origin="register",
            source="commercial register",
        )
        for iri in of["organization"]
    ]
    return View(
        version="benchmark",
        documents=tuple(sorted(documents, key=lambda d: (d.date or "", d.title, d.iri))),
        nodes=tuple(sorted(things, key=lambda n: n.iri)),
        claims=tuple(all_claims),
        edges=tuple(sorted(edges, key=lambda e: e.iri)),
    )


def stock_page(view: View) -> str:
    """The same dataset as pyvis draws it by itself, with its library in the file."""
    network = Network(directed=True, cdn_resources="in_line")
    for node in view.nodes:
        network.add_node(node.iri, label=node.name, title=node.name)
    for claim in view.claims:
        if claim.speaker and claim.about:
            network.add_edge(claim.speaker, claim.about[0][0], title=claim.quote)
    for edge in view.edges:
        network.add_edge(edge.subject, edge.object)
    page: str = network.generate_html()
    return page


def cpu_seconds(session: CDPSession) -> float:
    """CPU seconds that the renderer and GPU processes have used."""
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return sum(p["cpuTime"] for p in processes if p["type"] in ("renderer", "GPU"))


@contextmanager
def opened(page_text: str, browser_path: str) -> Iterator[tuple[Page, CDPSession, Path]]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        path.write_text(page_text, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=browser_path, args=_ARGUMENTS)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        yield page, browser.new_browser_cdp_session(), path
        browser.close()


class Watch:
    """Times one piece of JavaScript: the clock and the main thread's own CPU, layout included."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def cpu(self) -> float:
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return next(float(m["value"]) for m in metrics if m["name"] == "TaskDuration")

    def run(self, name: str, *scripts: str) -> Iterator[tuple[str, float, str]]:
        """The median over the scripts, which do the same to different things, one after the other."""
        spent, waited = [], []
        for script in scripts:
            before = self.cpu()
            wall = self.page.evaluate(
                f"() => {{ const begin = performance.now(); {script}; document.body.offsetHeight;"
                " return performance.now() - begin; }"
            )
            spent.append((self.cpu() - before) * 1000)
            waited.append(float(wall))
            self.page.wait_for_timeout(500)
        yield f"{name}, CPU", median(spent), "ms"
        yield f"{name}, wall", median(waited), "ms"


# A frame of vis-network begins with clearing its canvas.
_COUNT_FRAMES = """() => {
    const clear = CanvasRenderingContext2D.prototype.clearRect;
    window.frames_ = 0;
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        window.frames_ += 1;
        clear.apply(this, box);
    };
}"""


def drag(page: Page, session: CDPSession, steps: int = 40) -> float:
    """CPU milliseconds for each frame drawn while the picture is dragged with the mouse."""
    box: Any = page.locator("#picture").bounding_box()
    x, y = box["x"] + box["width"] - 30, box["y"] + box["height"] - 12
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(_COUNT_FRAMES)
    before = cpu_seconds(session)
    for step in range(steps):
        page.mouse.move(x - 6 * step, y - 3 * step)
        page.wait_for_timeout(16)
    drawn = page.evaluate("() => frames_")
    spent = cpu_seconds(session) - before
    page.mouse.up()
    return spent * 1000 / drawn if drawn else float("nan")


def measure(view: View, browser_path: str) -> Iterator[tuple[str, float, str]]:
    begin = time.process_time()
    text = render_page(view)
    yield "made in, CPU", time.process_time() - begin, "s"
    yield "file", len(text.encode()) / 1e6, "MB"
    with opened(text, browser_path) as (page, session, path):
        page.goto("about:blank")
        before = cpu_seconds(session)
        begin = time.perf_counter()
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]")
        yield "ready, wall", time.perf_counter() - begin, "s"
        yield "ready, CPU", cpu_seconds(session) - before, "s"
        watch = Watch(page)
        page.wait_for_timeout(1500)
        yield "marks in the overview", float(page.get_attribute("#picture", "data-marks") or "nan"), ""
        yield "a frame while dragging, CPU", drag(page, session), "ms"
        typing = (
            "const box = document.getElementById('search'); box.value = '{}';"
            " box.dispatchEvent(new Event('input'))"
        )
        yield from watch.run("search", *(typing.format(words) for words in ("war money", "the app", "ban")))
        page.keyboard.press("Escape")
        chip = "document.querySelectorAll('#panel .chip')[{}].click()"
        yield from watch.run("panel", *(chip.format(number) for number in (0, 3, 5, 8, 2)))
        page.evaluate("document.getElementById('close').click()")
        page.evaluate("document.getElementById('filters-button').click()")
        page.wait_for_timeout(300)
        yield from watch.run("filter", "document.querySelector('#filter-kind-direct').click()")
        page.evaluate("document.getElementById('reset').click()")
        page.wait_for_timeout(300)
        many = (
            "const list = document.getElementById('amount'); list.value = list.lastChild.value;"
            " list.dispatchEvent(new Event('change'))"
        )
        yield from watch.run("draw all", many)
        yield "marks with all drawn", float(page.get_attribute("#picture", "data-marks") or "nan"), ""
        page.wait_for_timeout(1500)
        yield "all drawn: a frame while dragging, CPU", drag(page, session), "ms"
        yield from watch.run("all drawn: filter", "document.querySelector('#filter-kind-direct').click()")


def measure_stock(view: View, browser_path: str, patience: float) -> Iterator[tuple[str, float, str]]:
    begin = time.process_time()
    text = stock_page(view)
    yield "stock pyvis: made in, CPU", time.process_time() - begin, "s"
    yield "stock pyvis: file", len(text.encode()) / 1e6, "MB"
    with opened(text, browser_path) as (page, session, path):
        before = cpu_seconds(session)
        begin = time.perf_counter()
        page.route("http*://**", lambda route: route.abort())
        page.goto(path.as_uri(), wait_until="commit")
        drawn = (
            "() => typeof network !== 'undefined'"
            " && document.getElementById('loadingBar')?.style.display === 'none'"
        )
        try:
            page.wait_for_function(drawn, timeout=patience * 1000)
            yield "stock pyvis: picture after", time.perf_counter() - begin, "s"
        except PlaywrightError:
            yield "stock pyvis: nothing drawn after", time.perf_counter() - begin, "s"
        yield "stock pyvis: CPU", cpu_seconds(session) - before, "s"


# What the page is held to, by the number of nodes; the other figures have no bound of their own.
BOUNDS: dict[int, dict[str, float]] = {
    2000: {
        "made in, CPU": 5,
        "file": 5,
        "ready, CPU": 2,
        "a frame while dragging, CPU": 80,
        "search, CPU": 50,
        "panel, CPU": 100,
        "filter, CPU": 300,
    },
    10_000: {
        "made in, CPU": 30,
        "file": 20,
        "ready, CPU": 3,
        "marks in the overview": 1500,
        "a frame while dragging, CPU": 80,
    },
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nodes", type=int, default=2000)
    parser.add_argument("--claims", type=int, default=6000)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    parser.add_argument("--stock", action="store_true", help="measure stock pyvis too")
    parser.add_argument("--patience", type=float, default=120, help="seconds to wait for stock pyvis")
    options = parser.parse_args()
    view = synthetic_view(options.nodes, options.claims)
    bounds = BOUNDS.get(options.nodes, {})
    print(f"| {len(view.nodes)} nodes, {len(view.claims)} claims, {len(view.edges)} relations | | bound |")
    print("|---|--:|--:|")
    for name, value, unit in measure(view, options.browser):
        bound = f"{bounds[name]:g}" if name in bounds else ""
        print(f"| {name} | {value:.{0 if unit == '' else 2}f} {unit} | {bound} |", flush=True)
    if options.stock:
        for name, value, unit in measure_stock(view, options.browser, options.patience):
            print(f"| {name} | {value:.2f} {unit} | |", flush=True)


if __name__ == "__main__":
    main()
