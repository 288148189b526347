"""Which databases are this release's: they carry a mark of ours, and the number of their shape."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

APPLICATION = int.from_bytes(b"govr", "big")  # what `file` calls an application id
# Another number for every change of a table, a column or a view: pages ask for what only the new shape has.
SHAPE = 1


def mark(connection: sqlite3.Connection) -> None:
    """Mark a new database as one of ours, of this shape."""
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {SHAPE}")


def is_ours(database: Path) -> bool:
    """Whether a file is a database of ours, of this shape."""
    with suppress(sqlite3.Error):
        address = f"{database.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            marks = [connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")]
            return marks == [(APPLICATION,), (SHAPE,)]
    return False


def refusal(database: Path) -> tuple[str, str]:
    """What to say of any other file, in Chinese and in English."""
    return (
        f"{database} 不是这一版 govreports load 生成的数据库：请先用 govreports load 生成。",
        f"{database} is not a database of this release's govreports load: make one with govreports load first.",
    )
