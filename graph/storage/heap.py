"""Memory that was freed goes back to the system.

The C library keeps what the store needed for a lot of articles, in pieces between what is still in use,
and takes new memory for the next; glibc gives it back when asked to (``malloc_trim(3)``).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Return what is free to the system, where the C library can; a few milliseconds."""
    trim = _trim()
    if trim:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    try:
        return ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):
        # musl, macOS and Windows have no such call.
        return None
