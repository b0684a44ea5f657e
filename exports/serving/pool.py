"""Query processes, a few of them; whoever overruns the time is killed and replaced."""

from __future__ import annotations

import asyncio
import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from .jobs import Answer, Job, Served
from .process import READY, serve_queries

_SPAWN = multiprocessing.get_context("spawn")
# Requests that may wait; more than that, and those who wait would wait too long.
_WAITING = 500


class Pool:
    """Answers jobs by some processes. Use ``start`` and ``stop``, or jobs wait for ever."""

    def __init__(self, served: Served, processes: int) -> None:
        self._served = served
        self._seconds = served.limits.seconds
        self._processes = [_Process(served) for _ in range(processes)]
        self._idle: asyncio.Queue[_Process] = asyncio.Queue()
        self._waiting = 0

    def start(self) -> None:
        for process in self._processes:
            process.start()
            self._idle.put_nowait(process)

    def stop(self) -> None:
        for process in self._processes:
            process.kill()

    async def answer(self, job: Job) -> Answer:
        """What comes of a job; 503 where it took too long, or too many wait."""
        if self._waiting >= _WAITING:
            return Answer.line(503, "too many queries are waiting; try again later")
        self._waiting += 1
        try:
            process = await self._idle.get()
        finally:
            self._waiting -= 1
        work = asyncio.ensure_future(asyncio.to_thread(process.answer, job, self._seconds))
        work.add_done_callback(lambda _: self._idle.put_nowait(process))
        return await asyncio.shield(work)  # a client that goes away leaves the process to finish its job


class _Process:
    def __init__(self, served: Served) -> None:
        self._served = served
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._ready = False

    def start(self) -> None:
        ours, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=serve_queries, args=(self._served, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self._connection = ours
        self._ready = False

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.join()
        if self._connection:
            self._connection.close()

    def answer(self, job: Job, seconds: float) -> Answer:
        assert self._connection
        try:
            if not self._ready:
                self._ready = self._connection.recv() == READY  # starting counts for nobody's time
            self._connection.send(job)
            if self._connection.poll(seconds):
                found = self._connection.recv()
                assert isinstance(found, Answer)
                return found
            said = Answer.line(503, f"the query took longer than {seconds:g} seconds and was stopped")
        except (EOFError, OSError):
            said = Answer.line(500, "the query needed more memory than it may have, and was stopped")
        self.kill()
        self.start()
        return said
