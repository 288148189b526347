"""Worker processes with a limit on each task, behind the standard Executor interface."""

from __future__ import annotations

import multiprocessing
import resource
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future
from multiprocessing import resource_tracker
from typing import Any, TypeVar

from pebble import ProcessPool

T = TypeVar("T")

SECONDS = 20.0
MEGABYTES = 1024


class LimitedExecutor(Executor):
    """Runs each task in a child process that is killed when it takes too long, and refused memory beyond a limit.

    A task over its time ends with TimeoutError; one whose process dies ends with pebble's ProcessExpired; one over its
    memory ends with MemoryError. The other tasks go on.
    """

    def __init__(self, jobs: int, seconds: float = SECONDS, megabytes: int = MEGABYTES, context: str = "spawn") -> None:
        # The tracker that spawned workers share would else be started between blocking SIGINT and starting them, and
        # unblocks it.
        resource_tracker.ensure_running()
        # Spawned, not forked: a forked child would hold the lock of the build after its parent is killed.
        self._seconds = seconds
        self._pool = ProcessPool(
            max_workers=jobs,
            context=multiprocessing.get_context(context),
            initializer=_limit,
            initargs=(megabytes,),
        )

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Run `fn` in a worker. The time limit counts from the moment a worker takes the task."""
        # Interrupts are the parent's to answer. The pool starts its workers here: they begin with this thread's mask,
        # and the parent is not torn away while it sets one up.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        try:
            future: Future[T] = self._pool.schedule(fn, args=args, kwargs=kwargs, timeout=self._seconds)
            return future
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers: at once with `cancel_futures`, else when their tasks are done."""
        if cancel_futures:
            for child in multiprocessing.active_children():
                child.kill()  # one that is still starting would otherwise print what it misses
            self._pool.stop()  # type: ignore[no-untyped-call] # pebble types its methods in part
        else:
            self._pool.close()  # type: ignore[no-untyped-call] # as above
        if wait:
            self._pool.join()


def _limit(megabytes: int) -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})  # by which the pool ends a task over its time
    size = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
