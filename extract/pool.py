"""Reading processes that may die: each batch comes back in order, whatever happens to who read it.

A process that dies or takes far too long costs its batch; the batch is read again, one article at a
time, until it is known which one it was. Processes end when the one that started them is gone.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing import connection, get_context
from typing import TYPE_CHECKING

from ..errors import SkipDocument, StopRun
from .limits import READING_SECONDS, extraction_seconds, limit_memory
from .reading.unread import Unread

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from .workers import Outcome, Settings

Answers = list["Outcome | SkipDocument"]

# Batches under way or done for each process; the writer works meanwhile.
AHEAD = 3
# Wall seconds: what a process on a busy machine may take for one CPU second, and what it needs to start.
_PATIENCE, _START = 6.0, 600.0
_TRIES = 2
# How often in a row a process may fail to start before the run is given up.
_STARTS = 5


class _Process:
    """One reading process, with what it is reading."""

    def __init__(self, settings: Settings) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_serve, args=(theirs, settings), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.task: _Task | None = None
        self.deadline = time.monotonic() + _START

    def give(self, task: _Task) -> None:
        self.task = task
        self.deadline = time.monotonic() + task.patience
        try:
            self.pipe.send(task.batch)
        except OSError:
            pass  # It is dead, which reading from the pipe will say.

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Task:
    """A batch or one article of it: where its answers go, and how often it was tried."""

    def __init__(self, number: int, place: int, batch: Sequence[Unread], tries: int = 0) -> None:
        self.number, self.place, self.batch, self.tries = number, place, batch, tries

    @property
    def patience(self) -> float:
        """Wall seconds after which the process that reads it is given up."""
        return patience(self.batch)


def patience(batch: Sequence[Unread]) -> float:
    """Wall seconds that a process may take for a batch, on a busy machine."""
    return _PATIENCE * sum(READING_SECONDS + extraction_seconds(len(item)) for item in batch)


def in_processes(batches: Iterable[Sequence[Unread]], settings: Settings, jobs: int) -> Iterator[Answers]:
    """The answers to each batch, in order, read by so many processes at a time."""
    pool = _Pool(settings, jobs)
    try:
        yield from pool.answers(iter(batches))
    finally:
        pool.end()


class _Pool:
    def __init__(self, settings: Settings, jobs: int) -> None:
        self.settings = settings
        self.processes = [_Process(settings) for _ in range(jobs)]
        self.todo: deque[_Task] = deque()
        self.failed = 0
        # For each batch that is not yet handed on, the answers to its parts; None where one is missing.
        self.parts: dict[int, list[Answers | None]] = {}

    def answers(self, batches: Iterator[Sequence[Unread]]) -> Iterator[Answers]:
        given, next_, more = 0, 0, True
        while more or next_ < given:
            while more and given - next_ < AHEAD * len(self.processes):
                batch = next(batches, None)
                if batch is None:
                    more = False
                else:
                    self.parts[given] = [None]
                    self.todo.append(_Task(given, 0, batch))
                    given += 1
            self.distribute()
            while next_ < given and all(part is not None for part in self.parts[next_]):
                yield [answer for part in self.parts.pop(next_) for answer in part or ()]
                next_ += 1
            if next_ < given and not more or given - next_ >= AHEAD * len(self.processes):
                self.collect()

    def distribute(self) -> None:
        for process in self.processes:
            if process.ready and process.task is None and self.todo:
                process.give(self.todo.popleft())

    def collect(self) -> None:
        """Wait for an answer, a death or the end of somebody's time."""
        busy = [process for process in self.processes if process.task or not process.ready]
        wait = min(process.deadline for process in busy) - time.monotonic()
        heard = set(connection.wait([process.pipe for process in busy], timeout=max(wait, 0)))
        for at, process in enumerate(self.processes):
            if process.pipe in heard:
                try:
                    answer = process.pipe.recv()
                except (EOFError, OSError):
                    self.replace(at, "the process that read it died, for want of memory perhaps")
                    continue
                if isinstance(answer, StopRun):
                    raise answer
                if process.task:
                    self.parts[process.task.number][process.task.place] = answer
                process.ready, process.task = True, None
            elif process in busy and time.monotonic() > process.deadline:
                self.replace(at, "took too long to read", tries=_TRIES)

    def replace(self, at: int, reason: str, tries: int = 1) -> None:
        """Another process instead of one that is lost; what it was reading is tried again or named."""
        lost = self.processes[at]
        lost.end()
        self.failed = 0 if lost.ready else self.failed + 1
        if self.failed >= _STARTS:
            raise StopRun("the reading processes cannot start: is there enough memory? Try fewer --jobs")
        self.processes[at] = _Process(self.settings)
        task = lost.task
        if task is None:
            return
        if len(task.batch) > 1:
            self.parts[task.number] = [None] * len(task.batch)
            singles = [_Task(task.number, place, [item]) for place, item in enumerate(task.batch)]
            self.todo.extendleft(reversed(singles))
        elif task.tries + tries < _TRIES:
            self.todo.appendleft(_Task(task.number, task.place, task.batch, task.tries + tries))
        else:
            skipped = SkipDocument(task.batch[0].source, f"{reason}; read it alone or split it")
            self.parts[task.number][task.place] = [skipped]

    def end(self) -> None:
        for process in self.processes:
            process.end()


def _serve(pipe: connection.Connection, settings: Settings) -> None:
    """What a reading process does: load the model once, then answer until the other end is gone."""
    import signal

    from .workers import Worker

    # Ctrl-C is for the process that writes; it ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        try:
            worker = Worker(settings)
            limit_memory()
        except MemoryError:
            pipe.send(StopRun("not enough memory to load the model in so many processes; try fewer --jobs"))
            return
        pipe.send(None)
        while True:
            pipe.send(worker(pipe.recv()))
    except (EOFError, OSError):
        return
