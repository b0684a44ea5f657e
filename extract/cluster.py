"""Reading on a Dask cluster: other machines read, extract and check; their answers come back in order.

Needs the extra ``dask``. A worker that dies costs its batch, which the scheduler gives to another;
a batch that no worker survives is read again one article at a time, until it is known which one it
is. Source: https://distributed.dask.org/en/stable/killed.html
"""

from __future__ import annotations

import logging
import threading
import time
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
# Seconds between two looks at the workers, and what a worker of this machine may take to come back.
_LOOK, _RETURN = 1.0, 15.0
_log = logging.getLogger(__name__)


def on_cluster(
    batches: Iterable[Sequence[Unread]], settings: Settings, address: str, jobs: int
) -> Iterator[Answers]:
    """The answers to each batch, in order, read by the workers of the scheduler at ``address``.

    ``local`` starts a cluster of ``jobs`` processes on this machine. Raises ``UsageError`` without the
    extra, ``StopRun`` where no scheduler answers or its workers have another program or model.
    """
    with _client(address, jobs) as client:
        workers = _Workers(client, settings)
        pending: deque[tuple[Sequence[Unread], Future]] = deque()
        for batch in batches:
            pending.append((batch, workers.submit(batch)))
            # The cluster may grow and shrink meanwhile.
            while len(pending) > AHEAD * max(sum(client.nthreads().values()), 1):
                yield workers.answers(*pending.popleft())
        while pending:
            yield workers.answers(*pending.popleft())


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


class _Workers:
    """What reads: the workers of a scheduler, which come and go."""

    def __init__(self, client: Client, settings: Settings) -> None:
        self.client, self.settings = client, settings
        # Since when each worker of this machine is missing; and whether it was said that there is none.
        self._missing: dict[object, float] = {}
        self._said = False

    def submit(self, batch: Sequence[Unread]) -> Future:
        return self.client.submit(_read, batch, self.settings, pure=False)

    def answers(self, batch: Sequence[Unread], future: Future) -> Answers:
        from distributed import KilledWorker, TimeoutError

        try:
            made_by, answers = self._result(batch, future)
        except ImportError as error:
            raise StopRun(
                f"the Dask workers lack a package ({error}); install the same there as here"
            ) from None
        except TimeoutError:
            busy = self._busy_with(future)  # once it is cancelled nobody has it
            future.cancel()
            self.client.restart_workers(busy, raise_for_error=False)
            reason = "took too long to read"
        except (KilledWorker, CancelledError):
            reason = "the worker that read it died, for want of memory perhaps"
        else:
            if made_by != self.settings.identity:
                raise StopRun(
                    f"a Dask worker has another program or model: {made_by}, not {self.settings.identity}"
                )
            return list(answers)
        if len(batch) == 1:
            return [SkipDocument(batch[0].source, f"{reason}; read it alone or split it")]
        alone = [([item], self.submit([item])) for item in batch]
        return [answer for one in alone for answer in self.answers(*one)]

    def _result(self, batch: Sequence[Unread], future: Future) -> tuple[str, Answers]:
        """What was read; ``TimeoutError`` once a worker has had the batch for too long.

        While no worker has it, as when machines are waited for, no time counts.
        """
        from distributed import TimeoutError

        left = AHEAD * patience(batch)
        while True:
            try:
                result: tuple[str, Answers] = future.result(timeout=_LOOK)
                return result
            except TimeoutError:
                self._look()
                left -= _LOOK if self._busy_with(future) else 0
                if left < 0:
                    raise

    def _busy_with(self, future: Future) -> list[str]:
        return [worker for worker, keys in self.client.processing().items() if future.key in keys]

    def _look(self) -> None:
        """Replace workers of this machine that are gone for good; say so once where there is none at all.

        Dask starts a worker again that dies at work, but gives one up that dies while it starts.
        """
        if not self._said and not self.client.nthreads():
            _log.warning("no Dask worker is there; waiting until one comes")
            self._said = True
        cluster = self.client.cluster
        if cluster is None:
            return
        now, gone = time.monotonic(), cluster.plan - cluster.observed
        self._missing = {name: self._missing.get(name, now) for name in gone}
        if lost := [name for name, since in self._missing.items() if now - since > _RETURN]:
            size = len(cluster.plan)
            cluster.sync(cluster.scale_down, lost)
            cluster.scale(size)


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
