"""The figures of a built database, one row each, whatever table holds them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A built database as its readers have it: read-only, here with a view `figures` over its three tables."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.execute(_view(connection))
        yield connection


def _view(connection: sqlite3.Connection) -> str:
    parts = []
    for table, row, column in connection.execute("SELECT table_name, row_code, column_name FROM form_figures"):
        chosen = f"SELECT report_id, '{table}' AS table_name, '{row}' AS row_code, '{column}' AS column_name, {column}"
        source = "requests JOIN form_request_rows ON id = row_id" if table == "requests" else table
        rest = f" AND code = '{row}'" if table == "requests" else ""
        parts.append(f"{chosen} AS value FROM {source} WHERE true{rest}")
    return "CREATE TEMP VIEW figures AS " + " UNION ALL ".join(parts)
