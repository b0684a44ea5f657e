"""One core for numpy: as fast for small products, and the same to the last bit whatever the machine has."""

from __future__ import annotations

from contextlib import AbstractContextManager

from threadpoolctl import ThreadpoolController

_POOLS = ThreadpoolController()


def one_core() -> AbstractContextManager[object]:
    """Within this, products of matrices run in one thread: processes side by side have a core each."""
    limited: AbstractContextManager[object] = _POOLS.limit(limits=1, user_api="blas")
    return limited
