from __future__ import annotations

import platform
from pathlib import Path

from claimgraph.graph.storage.heap import give_back


def resident() -> int:
    """The resident set of this process in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def test_freed_memory_goes_back_to_the_system():
    blocks = [bytes(5000) for _ in range(20_000)]
    kept = blocks[::100]
    full = resident()
    del blocks
    give_back()
    assert len(kept) == 200
    # Another C library than glibc may keep it.
    assert platform.libc_ver()[0] != "glibc" or resident() < full - 50_000_000
