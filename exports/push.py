"""The graph to another store, by the SPARQL 1.1 Graph Store HTTP Protocol: one PUT for each named graph.

https://www.w3.org/TR/sparql11-http-rdf-update/#http-put. What was sent is remembered by its hash, graph by
graph, so that a push that broke off goes on where it was, and a later one sends only what has changed.
"""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from ..errors import StopRun, UsageError

# Seconds for one graph; a server may be slow to take in a large one.
_PATIENCE = 300


@dataclass(slots=True, kw_only=True)
class Pushed:
    """How many graphs were sent, were there already, and were deleted at the other end."""

    sent: int = 0
    unchanged: int = 0
    deleted: int = 0


def push(
    graphs: Iterable[tuple[str, list[str]]],
    endpoint: str,
    memory: Path,
    *,
    credentials: tuple[str, str] | None = None,
    everything: bool = False,
    seen: Callable[[str], None] = lambda graph: None,
) -> Pushed:
    """Make the store at ``endpoint`` hold these graphs (IRI, N-Triples lines), and drop those gone since.

    ``memory`` is the folder in which what was sent is remembered, ``everything`` sends as if nothing were;
    ``credentials`` are a name and a password (HTTP Basic); ``seen`` hears of each graph. Raises
    ``UsageError`` for an address that is none, ``StopRun`` where the store does not take a graph.
    """
    if urlsplit(endpoint).scheme not in ("http", "https") or not urlsplit(endpoint).netloc:
        raise UsageError(f"{endpoint}: not an address; give the graph store's, such as http://host/store")
    there = _Remembered(memory, endpoint)
    store = _GraphStore(endpoint, credentials)
    known = {} if everything else there.hashes
    result, here = Pushed(), set()
    for graph, lines in graphs:
        body = "".join(f"{line}\n" for line in lines).encode()
        hash_ = sha256(body).hexdigest()
        here.add(graph)
        if known.get(graph) == hash_:
            result.unchanged += 1
        else:
            store.put(graph, body)
            there.note(graph, hash_)
            result.sent += 1
        seen(graph)
    for graph in sorted(set(there.hashes) - here):
        store.delete(graph)
        there.note(graph, None)
        result.deleted += 1
    return result


class _GraphStore:
    def __init__(self, endpoint: str, credentials: tuple[str, str] | None) -> None:
        self._endpoint = endpoint
        self._headers: dict[str, str] = {}
        if credentials:
            token = base64.b64encode(":".join(credentials).encode()).decode()
            self._headers["Authorization"] = f"Basic {token}"

    def put(self, graph: str, body: bytes) -> None:
        self._send("PUT", graph, body)

    def delete(self, graph: str) -> None:
        self._send("DELETE", graph, None)

    def _send(self, method: str, graph: str, body: bytes | None) -> None:
        joint = "&" if urlsplit(self._endpoint).query else "?"
        address = f"{self._endpoint}{joint}{urlencode({'graph': graph})}"
        headers = (
            {**self._headers, "Content-Type": "application/n-triples"} if body is not None else self._headers
        )
        request = urllib.request.Request(address, data=body, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=_PATIENCE):
                return
        except urllib.error.HTTPError as error:
            if method == "DELETE" and error.code == 404:
                return
            said = error.read(300).decode("utf-8", "replace").strip()
            why = f"answered {error.code} {error.reason} to {method} {graph} {said}".rstrip()
        except OSError as error:
            why = f"cannot be reached ({getattr(error, 'reason', None) or error})"
        raise StopRun(f"{self._endpoint}: {why}; what was sent is remembered: push again to go on")


class _Remembered:
    """What a store holds, as far as was sent to it: one line of JSON for each change, the last one counts."""

    def __init__(self, folder: Path, endpoint: str) -> None:
        self._file = folder / f"{sha256(endpoint.encode()).hexdigest()[:16]}.jsonl"
        self.hashes: dict[str, str] = {}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lines = self._file.read_text("utf-8").splitlines() if self._file.is_file() else []
        except OSError as error:
            raise StopRun(f"{self._file}: cannot be used ({error.strerror})") from None
        for line in lines:
            try:
                graph, hash_ = json.loads(line)
            except ValueError:  # the end of a push that was killed
                continue
            self._set(graph, hash_)

    def note(self, graph: str, hash_: str | None) -> None:
        """The store holds this state of the graph now; None where it holds none."""
        self._set(graph, hash_)
        try:
            with self._file.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps([graph, hash_]) + "\n")
        except OSError as error:
            raise StopRun(f"{self._file}: cannot be written ({error.strerror})") from None

    def _set(self, graph: str, hash_: str | None) -> None:
        if hash_ is None:
            self.hashes.pop(graph, None)
        else:
            self.hashes[graph] = hash_
