"""How many texts are read at once: enough to keep the model busy, few enough for the memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")

TOGETHER = 16


def batches(items: Iterable[_Item], size: Callable[[_Item], int], most: int) -> Iterator[list[_Item]]:
    """Items in order, ``TOGETHER`` at a time, or fewer where their sizes would add up to over ``most``."""
    batch: list[_Item] = []
    total = 0
    for item in items:
        if batch and (len(batch) == TOGETHER or total + size(item) > most):
            yield batch
            batch, total = [], 0
        batch.append(item)
        total += size(item)
    if batch:
        yield batch
