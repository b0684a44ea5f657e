"""The page in Firefox, spoken to without a driver over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from claimgraph.exports.page import render_page
from claimgraph.graph.view import View

NAMES = ("firefox", "firefox-esr")


class Firefox:
    """One tab; keeps the events that were subscribed to."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.number = 0
        self.events: list[dict[str, Any]] = []
        self.ask("session.new", {"capabilities": {}})
        self.ask("session.subscribe", {"events": ["log.entryAdded", "network.beforeRequestSent"]})
        self.tab = self.ask("browsingContext.create", {"type": "tab"})["context"]

    def ask(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv(timeout=60))
            if answer.get("id") == self.number:
                assert answer["type"] == "success", answer
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def open(self, address: str) -> None:
        self.ask("browsingContext.navigate", {"context": self.tab, "url": address, "wait": "complete"})

    def value(self, expression: str) -> Any:
        params = {"expression": expression, "target": {"context": self.tab}, "awaitPromise": True}
        answer = self.ask("script.evaluate", params)
        assert answer["type"] == "success", answer
        return answer["result"].get("value")


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    assert path, f"none of {', '.join(NAMES)} is installed"
    profile = tmp_path_factory.mktemp("firefox")
    command = [path, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        assert process.stderr
        lines = iter(process.stderr.readline, "")
        address = next(
            match[1] for line in lines if (match := re.search(r"BiDi listening on (ws://\S+)", line))
        )
        with connect(f"{address}/session", max_size=None, compression=None) as socket:
            yield Firefox(socket)
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_opens_reads_and_filters_without_a_request_or_a_complaint(
    firefox: Firefox, view: View, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(render_page(view), encoding="utf-8")
    firefox.open(f"{path.as_uri()}#open=person-quill&kind=direct")
    assert firefox.value("document.documentElement.dataset.ready") == "yes"
    assert "Ada Quill" in firefox.value("document.querySelector('#panel h2').textContent")
    assert firefox.value("document.querySelector('#panel .card mark.content').textContent") == (
        "Lantern reads your contacts"
    )
    assert "2 of 4 claims" in firefox.value("document.querySelector('#status').textContent")
    assert int(firefox.value("document.querySelector('#picture').dataset.marks")) > 3
    firefox.value("document.querySelector('#as-table').click()")
    assert firefox.value("document.querySelectorAll('#rows tbody tr').length") == 2
    firefox.value("document.querySelector('#as-picture').click()")
    firefox.value("new Promise((done) => setTimeout(done, 500))")
    painted = (
        "(() => { const c = document.querySelector('#picture canvas');"
        " return new Set(c.getContext('2d').getImageData(0, 0, c.width, c.height).data).size; })()"
    )
    assert firefox.value(painted) > 50
    requests = [
        event["params"]["request"]["url"]
        for event in firefox.events
        if event.get("method") == "network.beforeRequestSent"
    ]
    assert [url for url in requests if not url.startswith((path.as_uri(), "about:"))] == []
    complaints = [
        event["params"]["text"]
        for event in firefox.events
        if event.get("method") == "log.entryAdded" and event["params"]["level"] in ("error", "warn")
    ]
    assert complaints == []
