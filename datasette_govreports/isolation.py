"""A visitor's SQL runs in processes of its own: it can be ended whatever it does, and takes no turn from the pages.

Datasette runs every statement of its pages through `Database.execute`. For the database of reports that method is
replaced by one that hands the statement to a process (`sandbox.py`). Our own pages do not go this way.
"""

from __future__ import annotations

import asyncio
import os
import queue
import re
import socket
import sqlite3
import subprocess
import sys
import time
import weakref
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from functools import wraps
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from datasette_govreports.guard import MEGABYTE
from datasette_govreports.sandbox import Answer, Query, Refusal, Statement


class Lane(NamedTuple):
    """Processes that serve one kind of statement, so that one kind cannot hold up another.

    slots: processes; the greatest number of statements that run at the same time
    waiting: statements that may wait for a slot; more are answered with 503
    memory: bytes of address space of a process
    """

    name: str
    slots: int
    waiting: int
    memory: int


LANES = {
    lane.name: lane
    for lane in (
        Lane("free", 2, 20, 512 * MEGABYTE),  # SQL that a visitor wrote, all of it or a condition
        Lane("pages", 2, 60, 512 * MEGABYTE),  # Datasette's own SQL: tables, facets, canned queries
        Lane("exports", 1, 10, 2048 * MEGABYTE),  # files; their libraries reserve more than they use
    )
}
PATIENCE = 1.0  # seconds that a statement waits for a slot
GRACE = 0.3  # seconds after its time limit that a statement is left to end by itself
STARTING = 10.0  # seconds that a process may take to start
BUDGET = 1.5  # seconds of SQL in one request, however many statements it takes

# Bound by `request` for the time of a request: the lane of its statements, and the seconds that they may still take.
_lane: ContextVar[str] = ContextVar("lane", default="pages")
_left: ContextVar[list[float] | None] = ContextVar("left", default=None)
_is_file: ContextVar[bool] = ContextVar("is_file", default=False)
PARAMETER = re.compile(r"[:@$](\w+)")
# Starts sandbox.py with its package, but without the hooks in the package's __init__, which load all of Datasette.
_START = """
import sys, types
package = types.ModuleType("datasette_govreports")
package.__path__ = [sys.argv.pop(1)]
sys.modules["datasette_govreports"] = package
from datasette_govreports.sandbox import main
main(sys.argv[1:])
"""


class BusyError(Exception):
    """All slots are taken, and have been for as long as a visitor should wait."""


class Interrupted(Exception):  # noqa: N818 - becomes Datasette's exception of nearly this name
    """A statement took longer than it may."""


class RefusedError(Exception):
    """An error of SQLite's in a request for a file. Datasette would answer with an empty file, as if all were well."""


@contextmanager
def request(*, free: bool, is_file: bool) -> Iterator[None]:
    """Statements within belong to one request; `free` when a visitor wrote any of its SQL, `is_file` for CSV."""
    lane, left, file = _lane.set("free" if free else "pages"), _left.set([BUDGET]), _is_file.set(is_file)
    try:
        yield
    finally:
        _is_file.reset(file)
        _left.reset(left)
        _lane.reset(lane)


class Process:
    """A sandbox that runs, or will when it is needed."""

    def __init__(self, database: Path, *, immutable: bool, memory: int) -> None:
        self._arguments = (str(memory), str(database), "immutable" if immutable else "mutable")
        self._child: subprocess.Popen[bytes] | None = None
        self._channel: Connection | None = None
        self._greeted = False

    def get_ready(self) -> None:
        """Wait until the process has opened the database. Starting does not count as a statement's time."""
        if self._channel is None or self._child is None or self._child.poll() is not None:
            self.end()
            self._start()
        if self._channel is not None and not self._greeted and self._channel.poll(STARTING):
            with suppress(EOFError):
                self._greeted = self._channel.recv()

    def run(self, task: object, seconds: float) -> Any:
        """What the sandbox makes of a task; raises Interrupted, with the process ended, when it takes too long."""
        try:
            channel = self._channel
            if channel is None:
                raise EOFError
            channel.send(task)
            if channel.poll(seconds):
                return channel.recv()
        except (EOFError, OSError):  # it died: of its memory, most likely
            self.end()
            return Refusal("OperationalError", "out of memory: ask for fewer rows or shorter values")
        self.end()
        self._start()  # so that it is ready when the next one asks
        raise Interrupted

    def end(self) -> None:
        """End the process, if there is one."""
        if self._channel is not None:
            self._channel.close()
        if self._child is not None:
            self._child.kill()
            self._child.wait()
        self._channel = self._child = None

    def _start(self) -> None:
        self._greeted = False
        ours, theirs = socket.socketpair()
        with theirs:
            self._child = subprocess.Popen(  # noqa: S603 - our own program with our own arguments
                [sys.executable, "-c", _START, str(Path(__file__).parent), str(theirs.fileno()), *self._arguments],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            )
        self._channel = Connection(ours.detach())


class Pool:
    """The processes of one lane. Used from the event loop of one Datasette."""

    def __init__(self, lane: Lane, database: Path, *, immutable: bool) -> None:
        self._lane = lane
        self._waiting = 0
        self._threads = ThreadPoolExecutor(lane.slots, thread_name_prefix=f"sql-{lane.name}")
        self._idle: queue.SimpleQueue[Process] = queue.SimpleQueue()
        processes = [Process(database, immutable=immutable, memory=lane.memory) for _ in range(lane.slots)]
        for process in processes:
            self._idle.put(process)
        weakref.finalize(self, _end, self._threads, processes)

    async def run(self, task: object, seconds: float) -> tuple[Any, float]:
        """What a process makes of a task, and the seconds it took. Raises BusyError when none is free in time."""
        if self._waiting >= self._lane.waiting + self._lane.slots:
            raise BusyError
        self._waiting += 1
        future = self._threads.submit(self._run, task, seconds, time.monotonic())
        future.add_done_callback(lambda _: self._done())
        return await asyncio.wrap_future(future)

    def _done(self) -> None:
        self._waiting -= 1

    def _run(self, task: object, seconds: float, asked: float) -> tuple[Any, float]:
        if time.monotonic() - asked > PATIENCE:
            raise BusyError
        process = self._idle.get_nowait()
        try:
            process.get_ready()
            started = time.monotonic()
            return process.run(task, seconds + GRACE), time.monotonic() - started
        finally:
            self._idle.put(process)


def _end(threads: ThreadPoolExecutor, processes: list[Process]) -> None:
    threads.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.end()


class Isolated:
    """Runs the statements of one of Datasette's databases in processes of their own."""

    def __init__(self, database: Any) -> None:
        self._datasette = database.ds
        path = Path(database.path)
        self._pools = {name: Pool(lane, path, immutable=not database.is_mutable) for name, lane in LANES.items()}

    @property
    def seconds(self) -> float:
        """The longest that a statement may run."""
        return float(self._datasette.sql_time_limit_ms) / 1000

    async def execute(
        self,
        sql: str,
        params: Any = None,
        truncate: bool = False,
        custom_time_limit: float | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,
    ) -> Any:
        """As `Database.execute`: the rows of a statement, at most `max_returned_rows` where `truncate` is set."""
        from datasette.database import Results

        del log_sql_errors  # a visitor's mistake is the visitor's to read
        most = self._most(page_size) if truncate else None
        limit = min(custom_time_limit / 1000, self.seconds) if custom_time_limit else self.seconds
        try:
            found = await self.run(lambda seconds: Query(Statement(sql, named(sql, params), seconds), most), limit)
        except Interrupted:
            from datasette.database import QueryInterrupted

            raise QueryInterrupted(sqlite3.OperationalError("interrupted"), sql, params) from None
        rows, description = _as_rows(found)
        return Results(rows, found.truncated, description)

    async def run(self, task: Any, seconds: float, lane: str | None = None) -> Answer:
        """What came of `task(seconds)`, within what is left of the request's time; errors are raised."""
        left = _left.get()
        if left is not None and lane is None:
            seconds = min(seconds, left[0])
            if seconds <= 0:
                raise Interrupted
        found, took = await self._pools[lane or _lane.get()].run(task(seconds), seconds)
        if left is not None and lane is None:
            left[0] -= took
        if isinstance(found, Refusal):
            if found.kind == "interrupted":
                raise Interrupted
            raise RefusedError(found.message) if _is_file.get() else getattr(sqlite3, found.kind)(found.message)
        answer: Answer = found
        return answer

    def _most(self, page_size: int | None) -> int | None:
        # As Datasette has it: a page as large as the limit needs one row more, to know whether another page follows.
        most: int = self._datasette.max_returned_rows
        return most + 1 if most and most == (page_size or self._datasette.page_size) else most or None


def isolate(database: Any) -> None:
    """Let the statements of a database run in processes of their own, where it is a file."""
    if database.path and not database.is_memory and not isinstance(getattr(database, "isolated", None), Isolated):
        database.isolated = Isolated(database)
        database.execute = database.isolated.execute
        database.table_counts = _of_no_file(database.table_counts)


def _of_no_file(count: Callable[[int], Awaitable[Any]]) -> Callable[[int], Awaitable[Any]]:
    """The first request has all tables counted: it waits until there is a slot, as when processes have yet to start.

    Search indexes cannot be counted, which is no error of the file asked for.
    """

    @wraps(count)
    async def counted(limit: int = 10) -> Any:
        file = _is_file.set(False)
        try:
            while True:
                with suppress(BusyError):
                    return await count(limit)
                await asyncio.sleep(PATIENCE / 10)
        finally:
            _is_file.reset(file)

    return counted


def _as_rows(found: Answer) -> tuple[list[sqlite3.Row], Any]:
    """An answer as rows that know their columns, as Datasette expects them, and what describes them."""
    names = ", ".join('NULL AS "{}"'.format(column.replace('"', '""')) for column in found.columns)
    with closing(sqlite3.connect(":memory:")) as connection:
        cursor = connection.execute(f"SELECT {names or 'NULL'}")
        return [sqlite3.Row(cursor, row) for row in found.rows], cursor.description


def named(sql: str, parameters: Any) -> Any:
    """Parameters as plain values. Datasette's may be a mapping that makes some of them when they are asked for."""
    if not isinstance(parameters, Mapping):
        return tuple(parameters or ())
    found = dict(parameters)
    for name in set(PARAMETER.findall(sql)) - found.keys():
        try:
            found[name] = parameters[name]
        except KeyError:
            continue  # SQLite says which one is missing
    return found
