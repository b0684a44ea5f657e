"""A process that answers one query after the other from one graph, and can be killed at any time.

Oxigraph cannot be told to stop, so a time limit is the end of the process. It opens the graph for
reading, and again when something was written to it, but not more often than pays.
"""

from __future__ import annotations

import signal
import time
from multiprocessing.connection import Connection

from ...errors import ClaimgraphError
from ...graph.storage.store import Store
from .answers import answer
from .jobs import Answer, Job, Served

# What the process says first, once it has started.
READY = "ready"
# A reopening may take this share of the time at most.
_SHARE = 0.1


def serve_queries(served: Served, connection: Connection) -> None:
    """Say ``READY``, then answer each ``Job`` with an ``Answer`` until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    _bound_memory(served.limits.memory)
    graph = _Fresh(served)
    connection.send(READY)
    while True:
        try:
            job = connection.recv()
        except EOFError:
            return
        connection.send(_answered(graph, job))


def _answered(graph: _Fresh, job: Job) -> Answer:
    for last in (False, True):
        try:
            return answer(graph.store(reopen=last), job, graph.served.limits)
        except (OSError, RuntimeError) as error:  # a file was merged away under a long-lived reader
            if last:
                return Answer.line(500, f"the graph could not be read: {error}")
        except ClaimgraphError as error:
            return Answer.line(500, str(error))
    raise AssertionError("both tries have answered")


class _Fresh:
    """The graph, opened; opened again when it has changed and enough time has passed."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self._store: Store | None = None
        self._state: object = None
        self._again = 0.0

    def store(self, reopen: bool) -> Store:
        folder, now = self.served.folder, time.monotonic()
        if self._store is None or reopen or now >= self._again:
            state = Store.state(folder)
            if self._store is None or reopen or state != self._state:
                self._store = None
                self._store = Store.read(folder)
                self._state = state
            took = time.monotonic() - now
            self._again = time.monotonic() + took / _SHARE
        return self._store


def _bound_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
