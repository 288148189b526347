"""The SQL page: the canned queries with what may be filled in, and every table with its columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from datasette_govreports.language import Language
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.data import Column, Described, tables
from datasette_govreports.queries import CHOICES, EXAMPLE_SQL, QUERIES, Query


class Choice(NamedTuple):
    """One of the values that a parameter may have."""

    value: str | int
    label: str | int


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view.

    about: its name and what a row is
    columns: its columns
    """

    about: Described
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class SqlPage:
    """Everything that the SQL page shows.

    queries: the canned queries
    choices: what may be picked, by name of the list
    tables: tables and views, the most useful first
    example: a query to start from
    """

    queries: tuple[Query, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    tables: tuple[Table, ...]
    example: str


COLUMNS = """
SELECT sqlite_master.name, listed.name, listed.type, coalesce(meaning_{lang}, '')
FROM sqlite_master JOIN pragma_table_info(sqlite_master.name) AS listed
LEFT JOIN dictionary ON table_name = sqlite_master.name AND column_name = listed.name
WHERE sqlite_master.type IN ('table', 'view')
ORDER BY sqlite_master.name, listed.cid
"""


def load(connection: sqlite3.Connection, form: Book) -> SqlPage:
    """What can be asked."""
    columns = _columns(connection, form.language)
    listed = tuple(Table(table, columns[table.name]) for table in tables(connection, form.language))
    return SqlPage(QUERIES, choices(connection), listed, EXAMPLE_SQL)


def choices(connection: sqlite3.Connection) -> dict[str, tuple[Choice, ...]]:
    """What parameters may be picked from, by name of the list."""
    return {name: tuple(Choice(*row) for row in connection.execute(sql)) for name, sql in CHOICES.items()}


def _columns(connection: sqlite3.Connection, language: Language) -> dict[str, tuple[Column, ...]]:
    rows = map(tuple, connection.execute(COLUMNS.format(lang=language.code)))
    return {table: tuple(Column(*row[1:]) for row in some) for table, some in groupby(rows, key=lambda row: row[0])}
