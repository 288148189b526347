"""Worker processes with a limit on each task, behind the standard Executor interface."""

from __future__ import annotations

import gc
import multiprocessing
import resource
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")

SECONDS = 20.0
MEGABYTES = 512


class WorkerDiedError(RuntimeError):
    """A worker process ended in the middle of a task."""


class Task(NamedTuple):
    """A call to make, and where its result goes."""

    future: Future[Any]
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class LimitedExecutor(Executor):
    """Runs each task in a child process that is killed when it takes too long, and refused memory beyond a limit.

    A task over its time ends with TimeoutError; one whose process dies ends with WorkerDiedError; one over its memory
    ends with MemoryError. The other tasks go on: each worker has a thread of its own here, which starts it anew.
    """

    def __init__(self, jobs: int, seconds: float = SECONDS, megabytes: int = MEGABYTES, context: str = "spawn") -> None:
        # Spawned, not forked: a forked child would hold the lock of the build after its parent is killed.
        self._context: Any = multiprocessing.get_context(context)  # whose Process only its subclasses declare
        self._seconds, self._megabytes = seconds, megabytes
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._processes: set[BaseProcess] = set()
        self._lock = Lock()
        self._closed = self._stopped = False
        self._threads: list[Thread] = []
        self._jobs = jobs

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Run `fn` in a worker. The time limit counts from the moment a worker is ready for it."""
        if self._closed:
            raise RuntimeError("the executor is shut down")
        if len(self._threads) < self._jobs:
            self._start_thread()
        future: Future[T] = Future()
        self._tasks.put(Task(future, (fn, args, kwargs)))
        return future

    def _start_thread(self) -> None:
        # Signals are the main thread's to answer; a thread, and the workers that it starts, begin with this mask.
        resource_tracker.ensure_running()  # which would unblock them again
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        try:
            thread = Thread(target=self._serve, daemon=True)
            self._threads.append(thread)
            thread.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers: at once with `cancel_futures`, else when their tasks are done."""
        self._closed = True
        if cancel_futures:
            with self._lock:
                self._stopped = True
                for process in self._processes:
                    process.kill()
        for _ in self._threads:
            self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    # --- what a thread does for its worker ---------------------------------------------------------------------------

    def _serve(self) -> None:
        worker: Worker | None = None
        while task := self._tasks.get():
            if self._stopped or not task.future.set_running_or_notify_cancel():
                task.future.cancel()
                continue
            if worker and not worker.ready():  # it died while there was nothing to do
                self._end(worker)
                worker = None
            worker = worker or self._start()
            error = worker.run(task, self._seconds)
            if error:
                self._end(worker)
                worker = None
                task.future.set_exception(error)
        if worker:
            self._end(worker)

    def _start(self) -> Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, self._megabytes), daemon=True)
        with self._lock:
            process.start()
            self._processes.add(process)
            if self._stopped:
                process.kill()
        theirs.close()
        return Worker(process, ours)

    def _end(self, worker: Worker) -> None:
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        with self._lock:
            self._processes.discard(worker.process)


class Worker:
    """A child process and the pipe to it."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self.process, self.pipe = process, pipe
        self._ready = False

    def ready(self) -> bool:
        """Whether the worker asks for a task; waits until it does or has died."""
        with suppress(EOFError, OSError):
            self._ready = self._ready or self.pipe.recv() == READY
            return self._ready and self.process.is_alive()
        return False

    def run(self, task: Task, seconds: float) -> Exception | None:
        """Have a task done; the error that ended the worker, None when it lives on."""
        try:
            if not self.ready():
                return self._died()
            self._ready = False
            self.pipe.send(task.call)
            if not self.pipe.poll(seconds):
                return TimeoutError(f"more than {seconds:g} seconds")
            done, result = self.pipe.recv()
        except (EOFError, ConnectionError):
            return self._died()
        except Exception as error:  # noqa: BLE001 - what cannot be sent or received is the task's fault
            return error
        if done:
            task.future.set_result(result)
        else:
            task.future.set_exception(result)
        return None

    def _died(self) -> WorkerDiedError:
        self.process.join()
        return WorkerDiedError(f"the worker died, exit code {self.process.exitcode}")


READY = "ready"
CIRCLES_AFTER = 50_000  # objects; a report makes some thousands at a time


def seldom_collect() -> None:
    """Have Python look for circles of objects seldom, and never among those that are there now.

    A report's objects form none, and are gone with it. Looking through them took a tenth of the time of a text, and
    through all the patterns and tables of these packages a tenth of a second, again and again.
    """
    gc.freeze()
    gc.set_threshold(CIRCLES_AFTER)


def work(pipe: Connection, megabytes: int) -> None:
    """A worker: does what comes through the pipe until it is closed."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    size = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    with suppress(EOFError, ConnectionError):  # however the parent's end of the pipe is closed
        pipe.send(READY)
        fn, args, kwargs = pipe.recv()  # which imports what the task needs
        seldom_collect()
        while True:
            pipe.send(_answer(fn, args, kwargs))
            pipe.send(READY)
            fn, args, kwargs = pipe.recv()


def _answer(fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[bool, Any]:
    try:
        return True, fn(*args, **kwargs)
    except Exception as error:  # noqa: BLE001 - it is raised again where the result is asked for
        return False, error.with_traceback(None)
