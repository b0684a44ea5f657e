"""Reading on a Dask cluster: other machines read, extract and check; their answers come back in order.

Needs the extra ``dask``. A worker that dies costs its batch, which the scheduler gives to another;
a batch that no worker survives is read again one article at a time, until it is known which one it
is. Source: https://distributed.dask.org/en/stable/killed.html
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING

from ..errors import SkipDocument, StopRun, UsageError
from .pool import AHEAD, Answers, patience
from .reading.unread import Unread

if TYPE_CHECKING:
    from distributed import Client, Future

    from .workers import Settings, Worker

LOCAL = "local"


def on_cluster(
    batches: Iterable[Sequence[Unread]], settings: Settings, address: str, jobs: int
) -> Iterator[Answers]:
    """The answers to each batch, in order, read by the workers of the scheduler at ``address``.

    ``local`` starts a cluster of ``jobs`` processes on this machine. Raises ``UsageError`` without the
    extra, ``StopRun`` where no scheduler answers or its workers have another program or model.
    """
    with _client(address, jobs) as client:
        pending: deque[tuple[Sequence[Unread], Future]] = deque()
        for batch in batches:
            pending.append((batch, _submit(client, batch, settings)))
            # The cluster may grow and shrink meanwhile.
            while len(pending) > AHEAD * max(sum(client.nthreads().values()), 1):
                yield _answers(client, settings, *pending.popleft())
        while pending:
            yield _answers(client, settings, *pending.popleft())


def _client(address: str, jobs: int) -> Client:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise UsageError("--dask needs more packages: pip install 'claimgraph[dask]'") from None
    if address == LOCAL:
        try:
            cluster = LocalCluster(
                n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
            )
        except RuntimeError as error:
            raise StopRun(
                f"no local Dask cluster could be started ({error}); run the same command again"
            ) from None
        return Client(cluster)
    try:
        return Client(address)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise StopRun(f"{address}: no Dask scheduler answers there ({reason}); is it running?") from None


def _submit(client: Client, batch: Sequence[Unread], settings: Settings) -> Future:
    return client.submit(_read, batch, settings, pure=False)


def _answers(client: Client, settings: Settings, batch: Sequence[Unread], future: Future) -> Answers:
    from distributed import KilledWorker, TimeoutError

    try:
        made_by, answers = future.result(timeout=AHEAD * patience(batch))
    except ImportError as error:
        raise StopRun(f"the Dask workers lack a package ({error}); install the same there as here") from None
    except TimeoutError:
        busy = [worker for worker, keys in client.processing().items() if future.key in keys]
        future.cancel()
        client.restart_workers(busy, raise_for_error=False)
        reason = "took too long to read"
    except (KilledWorker, CancelledError):
        reason = "the worker that read it died, for want of memory perhaps"
    else:
        if made_by != settings.identity:
            raise StopRun(f"a Dask worker has another program or model: {made_by}, not {settings.identity}")
        return list(answers)
    if len(batch) == 1:
        return [SkipDocument(batch[0].source, f"{reason}; read it alone or split it")]
    alone = [([item], _submit(client, [item], settings)) for item in batch]
    return [answer for one in alone for answer in _answers(client, settings, *one)]


# A worker process loads a model once, and spaCy's pipelines are for one thread at a time.
_lock = threading.Lock()
_loaded: dict[Settings, Worker] = {}


def _read(batch: Sequence[Unread], settings: Settings) -> tuple[str, Answers]:
    """What runs on a worker: its own program and model, and the answers."""
    from .workers import Worker

    with _lock:
        if settings not in _loaded:
            _loaded.clear()
            _loaded[settings] = Worker(settings)
        worker = _loaded[settings]
        return worker.made_by, worker(batch)
