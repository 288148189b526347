"""The other side of `isolation.py`: a process that runs one statement after another, and can be ended at any time.

It is started without the rest of the plugin, and knows neither Datasette nor the web.
"""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from datasette_govreports import guard

STEPS = 1000  # of SQLite's program between two looks at the clock
NICENESS = 10  # readers of pages come before writers of SQL

Row = tuple[Any, ...]


class Statement(NamedTuple):
    """A statement with its parameters, and how long it may run, in seconds."""

    sql: str
    parameters: Any
    seconds: float


class Query(NamedTuple):
    """A statement whose rows come back. `most`: how many rows at most, None for all."""

    statement: Statement
    most: int | None


class Answer(NamedTuple):
    """Rows with the names of their columns; `truncated` when there were more."""

    columns: tuple[str, ...]
    rows: list[Row]
    truncated: bool


class Refusal(NamedTuple):
    """An error. `kind` is the name of one of sqlite3's exceptions, or `interrupted`."""

    kind: str
    message: str


def main(arguments: list[str]) -> None:
    """Serve one database over a pipe until the other side is gone."""
    pipe, memory, database, immutable = int(arguments[0]), int(arguments[1]), arguments[2], arguments[3] == "immutable"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    connection = opened(Path(database), immutable=immutable)
    channel = Connection(pipe)
    channel.send(True)  # ready
    while True:
        try:
            task = channel.recv()
        except EOFError:
            return
        channel.send(done(connection, task))


def opened(database: Path, *, immutable: bool) -> sqlite3.Connection:
    """The database, guarded."""
    mode = "immutable=1" if immutable else "mode=ro"
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?{mode}", uri=True)
    connection.text_factory = lambda data: str(data, "utf-8", "replace")
    guard.apply(connection)
    return connection


def done(connection: sqlite3.Connection, task: Any) -> Any:
    """What came of a task."""
    try:
        return task.run(connection) if hasattr(task, "run") else answer(connection, task)
    except sqlite3.Error as error:
        kind = "interrupted" if error.args == ("interrupted",) else type(error).__name__
        return Refusal(kind if hasattr(sqlite3, kind) or kind == "interrupted" else "OperationalError", str(error))
    except MemoryError:
        return Refusal("OperationalError", "out of memory: ask for fewer rows or shorter values")
    except (OverflowError, ValueError) as error:  # a parameter that SQLite has no room for
        return Refusal("OperationalError", str(error))


def answer(connection: sqlite3.Connection, query: Query) -> Answer:
    """The rows of a query."""
    measure = guard.measured()
    with limited(connection, query.statement.seconds):
        cursor = connection.execute(query.statement.sql, query.statement.parameters)
        columns = tuple(column for column, *_ in cursor.description or ())
        rows: list[Row] = []
        for row in cursor:
            if query.most is not None and len(rows) == query.most:
                cursor.close()
                return Answer(columns, rows, truncated=True)
            measure(row)
            rows.append(row)
    return Answer(columns, rows, truncated=False)


@contextmanager
def limited(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Interrupt what runs longer."""
    deadline = time.monotonic() + seconds
    late: Callable[[], bool] = lambda: time.monotonic() > deadline  # noqa: E731
    connection.set_progress_handler(late, STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, STEPS)


if __name__ == "__main__":
    main(sys.argv[1:])
