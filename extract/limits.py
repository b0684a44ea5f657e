"""What one document may cost at most: a text that a parser chokes on must cost itself only.

Time is CPU time of this process, so that a busy machine condemns nobody; a signal interrupts Python
code and regular expressions alike. It reaches the main thread on Unix; where there is none, the pool
(``pool.py``) kills the process that takes too long.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# CPU seconds for a file to become text, and for a text to be read: so many, and more for a long one.
READING_SECONDS = 10.0
EXTRACTION_SECONDS = 10.0
_CHARACTERS_A_SECOND = 2_000
# What a reading process may take beyond what it has when it is ready.
MEMORY = 2 * 2**30


class OutOfTime(BaseException):
    """The time is over. Not an ``Exception``: a parser that catches everything must not catch it."""


def extraction_seconds(characters: int) -> float:
    """CPU seconds that a text of this length may take; a common article needs a fiftieth of it."""
    return EXTRACTION_SECONDS + characters / _CHARACTERS_A_SECOND


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises ``OutOfTime`` in the block once it has used this much CPU time; limits do not nest."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _over)
    # Again and again: should a callback from C swallow the first, another follows.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def limit_memory() -> None:
    """Bound what this process may take from now on, where the system can: then ``MemoryError``."""
    try:
        import resource
        from pathlib import Path

        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (ImportError, OSError):
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = pages * resource.getpagesize() + MEMORY
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _over(_: int, __: FrameType | None) -> None:
    raise OutOfTime
