"""Where chunks of runs are computed: here, in processes of this machine, or on a Dask cluster.

Each is a set of workers behind `concurrent.futures`. What a worker gives back depends on its task
alone, so that the results are the same bytes whoever computed them, and in whatever order.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from sim.errors import CoalitionError

T = TypeVar("T")
R = TypeVar("R")

#: Losses of workers in a row, without a single finished task between, after which it is given up.
PATIENCE = 5
#: A process that computes a chunk has no use for more than one thread in linear algebra.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class WorkersLost(CoalitionError, RuntimeError):
    """Workers die faster than they finish anything."""


class Workers(Protocol):
    """Who computes."""

    lost: tuple[type[BaseException], ...]
    """What a task raises whose worker died."""

    @property
    def ahead(self) -> int:
        """Tasks handed out at once: the workers never wait, and results never pile up."""

    def submit(self, function: Callable[[T], R], task: T) -> Future[R]:
        """Hand out a task."""

    def renew(self) -> bool:
        """Replace dead workers; whether the tasks still handed out are lost as well."""


class InProcess:
    """This process, one task after the other."""

    ahead = 1
    lost: tuple[type[BaseException], ...] = ()

    def submit(self, function: Callable[[T], R], task: T) -> Future[R]:
        """Compute at once."""
        future: Future[R] = Future()
        future.set_result(function(task))
        return future

    def renew(self) -> bool:
        """Nothing to replace."""
        return False


class Processes:
    """Spawned processes of this machine."""

    lost: tuple[type[BaseException], ...] = (BrokenExecutor, CancelledError)

    def __init__(self, count: int):
        self.count, self.ahead = count, count + 1
        self.pool = self._pool()

    def _pool(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.count, mp_context=context, initializer=_begin)

    def submit(self, function: Callable[[T], R], task: T) -> Future[R]:
        """Hand out a task; a pool that broke before it was noticed breaks the task's future."""
        try:
            return self.pool.submit(function, task)
        except BrokenExecutor as error:
            future: Future[R] = Future()
            future.set_exception(error)
            return future

    def renew(self) -> bool:
        """A pool is lost as a whole."""
        self.pool.shutdown(wait=False, cancel_futures=True)
        self.pool = self._pool()
        return True


class Cluster:
    """A Dask cluster behind its executor."""

    def __init__(self, client: Any, executor: Executor):
        from distributed.scheduler import KilledWorker

        self.lost: tuple[type[BaseException], ...] = (KilledWorker, CancelledError, OSError)
        self.client, self.executor = client, executor

    @property
    def ahead(self) -> int:
        """Two tasks a thread; clusters grow and shrink while they work."""
        return 2 * max(sum(self.client.nthreads().values()), 1)

    def submit(self, function: Callable[[T], R], task: T) -> Future[R]:
        """Hand out a task."""
        return self.executor.submit(function, task)

    def renew(self) -> bool:
        """The scheduler replaces its workers itself."""
        return False


def _begin() -> None:
    """Start a worker process: Ctrl-C is the parent's to answer, and its death is ours too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    from multiprocessing.connection import wait as until

    until([sentinel])
    os._exit(1)


@contextmanager
def workers(count: int = 1, cluster: str = "") -> Iterator[Workers]:
    """Workers: this process, `count` spawned ones, or those of the cluster at an address.

    Raises
    ------
    CoalitionError
        When the cluster cannot be reached, or its package is not installed.
    """
    if cluster:
        with _cluster(cluster) as found:
            yield found
    elif count == 1:
        yield InProcess()
    else:
        before = {name: os.environ.get(name) for name in _THREADS}
        os.environ.update(dict.fromkeys(_THREADS, "1"))
        try:
            processes = Processes(count)
            try:
                yield processes
            finally:
                processes.pool.shutdown(wait=True, cancel_futures=True)
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def _knock(address: str) -> None:
    """See whether anybody listens: a client that cannot connect is slow and loud about it."""
    import socket

    from distributed.comm.addressing import parse_address, parse_host_port

    scheme, place = parse_address(address)
    if scheme in ("tcp", "tls"):
        socket.create_connection(parse_host_port(place), timeout=10).close()


@contextmanager
def _cluster(address: str) -> Iterator[Workers]:
    try:
        from distributed import Client
    except ImportError:
        raise CoalitionError(
            "--cluster needs dask.distributed: pip install 'coalition-lab[cluster]'"
        ) from None
    try:
        _knock(address)
        client = Client(address, timeout="20s", set_as_default=False)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise CoalitionError(f"no Dask scheduler answers at {address}: {reason}") from None
    with client:
        executor = client.get_executor(pure=False)
        try:
            yield Cluster(client, executor)
        finally:
            executor.shutdown(wait=False)


def drive(
    tasks: Iterable[T], staff: Workers, function: Callable[[T], R], take: Callable[[T, R], None]
) -> None:
    """Have every task computed, and take each result as it comes, in no particular order.

    Parameters
    ----------
    tasks : iterable
        Made one by one, a few ahead of the workers.
    staff : Workers
        Who computes.
    function : callable
        `function(task)`, importable by the workers.
    take : callable
        Is given each task with its result; what it raises ends the work.

    Raises
    ------
    WorkersLost
        When workers die `PATIENCE` times in a row without a finished task in between.
    """
    fresh, again = iter(tasks), deque[T]()
    waiting: dict[Future[R], T] = {}
    losses = 0
    try:
        while True:
            while len(waiting) < staff.ahead:
                task = next(fresh, None)
                if task is None:  # what was lost comes last: if it kills, it kills last
                    task = again.popleft() if again else None
                if task is None:
                    break
                waiting[staff.submit(function, task)] = task
            if not waiting:
                return
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            dropped = 0
            for future in done:
                task = waiting.pop(future)
                try:
                    result = future.result()
                except staff.lost:
                    again.append(task)
                    dropped += 1
                else:
                    losses = 0
                    take(task, result)
            if dropped:
                losses += 1
                if losses >= PATIENCE:
                    raise WorkersLost(
                        f"workers died {losses} times in a row without finishing a part; often "
                        "there is too little memory: take fewer --workers"
                    )
                if staff.renew():
                    again.extend(waiting.values())
                    waiting.clear()
    finally:
        for future in waiting:
            future.cancel()
