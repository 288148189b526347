"""What a visitor's SQL may use: limits, functions and results, as data with a reason for each.

SQLite's own time limit only fires between the steps of its program, so whatever one step may take has to be bounded
here; what escapes even these bounds is ended with its process (`isolation.py`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from govreports import bigrams


class Limit(NamedTuple):
    """The most that a statement may have of something. `category` is SQLite's number for it."""

    category: int
    most: int
    reason: str


class Refused(NamedTuple):
    """Something that no statement may use."""

    name: str
    reason: str


MEGABYTE = 2**20

LIMITS = (
    Limit(sqlite3.SQLITE_LIMIT_LENGTH, 4 * MEGABYTE, "one value; above the longest text of a report, below what hurts"),
    Limit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 20_000, "a statement that a person writes; parsing has no time limit"),
    Limit(sqlite3.SQLITE_LIMIT_COLUMN, 500, "columns of a result; each may hold a value of the greatest length"),
    Limit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100, "nested expressions; nesting multiplies what one step does"),
    Limit(sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 30, "parts of a UNION; planning has no time limit"),
    Limit(sqlite3.SQLITE_LIMIT_VDBE_OP, 100_000, "steps of a compiled statement; views in views multiply them"),
    Limit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200, "matching a pattern is one step"),
    Limit(sqlite3.SQLITE_LIMIT_ATTACHED, 0, "no other file is anybody's to open"),
    Limit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1, "nothing here has a trigger"),
    Limit(sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0, "one statement, one core"),
)

FUNCTIONS = (
    Refused("load_extension", "runs code from a file"),
    Refused("fts3_tokenizer", "takes an address in memory"),
    Refused("randomblob", "makes a value of any size in one step"),
    Refused("zeroblob", "makes a value of any size in one step"),
    Refused("printf", "pads a text to any length in one step"),
    Refused("format", "the same as printf"),
)

TABLES = (
    Refused("pragma_database_list", "shows where on the server the file lies"),
    Refused("sqlite_dbpage", "reads the file past every view of it"),
    Refused("dbstat", "walks the whole file, page by page"),
)

# Of all memory that SQLite holds in one process; larger sorts go to a temporary file, within the time limit.
HEAP = 96 * MEGABYTE
# Threads of the server share its memory, and hold a page cache for each database.
SERVER_HEAP = 256 * MEGABYTE
# Of all values of one result, counted as it is fetched: 1,000 rows of the longest texts would be gigabytes.
RESULT = 16 * MEGABYTE

_REFUSED_FUNCTIONS = {refused.name for refused in FUNCTIONS}
_REFUSED_TABLES = {refused.name for refused in TABLES}


class ResultTooLargeError(sqlite3.OperationalError):
    """A result that would not fit into the memory set aside for it."""


def apply(connection: sqlite3.Connection, heap: int = HEAP) -> None:
    """Bound what statements on a connection can do, and give them our function for Datasette's search box."""
    for limit in LIMITS:
        connection.setlimit(limit.category, limit.most)
    connection.execute(f"PRAGMA hard_heap_limit={heap}")
    connection.create_function("escape_fts", 1, escape_fts, deterministic=True)
    connection.set_authorizer(_authorize)


def escape_fts(query: object) -> str:
    """What Datasette calls on a visitor's search: here it becomes a query for bigrams. Nothing typed finds nothing."""
    return bigrams.match(str(query)) or '""'


def measured() -> Callable[[tuple[object, ...]], None]:
    """A function to be called on each row of one result; raises ResultTooLargeError when they are too much together."""
    left = RESULT

    def measure(row: tuple[object, ...]) -> None:
        nonlocal left
        left -= 64 + sum(len(value) for value in row if isinstance(value, str | bytes))
        if left < 0:
            raise ResultTooLargeError("result too large: ask for fewer rows or columns")

    return measure


def _authorize(action: int, first: str | None, second: str | None, database: str | None, source: str | None) -> int:
    del database, source
    # FTS5 updates sqlite_master and asks for PRAGMA data_version when it opens its tables: files are read-only anyway.
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _REFUSED_FUNCTIONS:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_READ and (first or "").lower() in _REFUSED_TABLES:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_ATTACH:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK
