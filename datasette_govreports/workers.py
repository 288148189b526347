"""Processes that make pages and files. They end with the process that started them, however that ends."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar, cast

Done = TypeVar("Done")
Start = Callable[[], Callable[[Any], Done]]


class WorkerDiedError(RuntimeError):
    """A worker ended in the middle of a task."""


def run(jobs: int, start: Start[Done], tasks: Iterable[Any]) -> Iterator[Done]:
    """The results of all tasks, in whatever order they are done.

    Tasks are taken one by one, when somebody is there to do them; None where there is none before another is done.
    `start` is called once in each process and returns what does a task there; it must be possible to pickle it. With
    one job all is done in this process.
    """
    if jobs == 1:
        do = start()
        yield from (do(task) for task in tasks if task is not None)
        return
    # Spawned, not forked: a forked child would hold the lock of the build after its parent is killed.
    context = multiprocessing.get_context("spawn")
    workers: dict[Connection, Any] = {}
    try:
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs, start), daemon=True)
            process.start()
            theirs.close()
            workers[ours] = process
        yield from _dealt(list(workers), iter(tasks))
    finally:
        for pipe, process in workers.items():
            pipe.close()
            process.kill()
            process.join()


def _dealt(idle: list[Connection], tasks: Iterator[Any]) -> Iterator[Any]:
    busy: set[Connection] = set()
    while True:
        while idle and (task := next(tasks, None)) is not None:
            pipe = idle.pop()
            pipe.send(task)
            busy.add(pipe)
        if not busy:
            return
        for pipe in cast("list[Connection]", wait(busy)):
            yield _received(pipe)
            busy.discard(pipe)
            idle.append(pipe)


def _received(pipe: Connection) -> Any:
    try:
        done, result = pipe.recv()
    except (EOFError, ConnectionError) as error:
        raise WorkerDiedError("a worker process ended in the middle of its work") from error
    if not done:
        raise result
    return result


def _work(pipe: Connection, start: Start[Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the parent answers it
    gc.disable()  # a page is thousands of short-lived objects: looking through them all the time took a fifth of it
    with suppress(EOFError, ConnectionError):  # however the parent's end of the pipe is closed
        do = None
        while True:
            task = pipe.recv()
            try:
                do = do or start()
                answer = True, do(task)
            except Exception as error:  # noqa: BLE001 - it is raised again in the parent
                answer = False, error
            pipe.send(answer)
            gc.collect(0)  # what the task left; what lasts, forms and templates, is not looked through again
            gc.freeze()
