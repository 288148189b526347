"""The data: what each table holds, and how to take it away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from datasette_govreports.downloads.files import File
from datasette_govreports.language import Language
from datasette_govreports.pages.about import WordsPage
from datasette_govreports.pages.about import load as words_page
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.meanings import MEANINGS, Meaning
from datasette_govreports.queries import QUERIES, Query

# What most readers want first.
FIRST = (
    "report_summary",
    "requests_tidy",
    "finding_summary",
    "reports",
    "agencies",
    "requests",
    "proactive",
    "reviews",
)


@dataclass(frozen=True, slots=True)
class Described:
    """A table or view.

    name: its name
    meaning: what a row is
    columns: how many columns it has
    view: whether it is a view
    """

    name: str
    meaning: str
    columns: int
    view: bool


@dataclass(frozen=True, slots=True)
class TableFiles:
    """The files of one table, where there are any.

    rows: how many rows the table has
    whole: the files that hold all of them, one of each format
    parts: the files that hold some of them, a year or a share, by part
    """

    rows: int
    whole: tuple[File, ...]
    parts: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class DataPage:
    """Everything that the page about the data shows.

    tables: tables and views, the most useful first
    queries: the canned queries
    words: licence, changes, known problems, and how to report an error
    whole: files of the whole database; empty on a server, which makes what is asked for
    files: files of a table by its name; the same
    """

    tables: tuple[Described, ...]
    queries: tuple[Query, ...]
    words: WordsPage
    whole: tuple[File, ...]
    files: dict[str, TableFiles]


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    name: its name
    type: its type; empty in a view
    meaning: what it holds, with its unit
    """

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TablePage:
    """Everything that the page about one table shows.

    table: the table
    columns: its columns
    rows: what the rows of section 3 mean, in the table that holds them
    files: the files that hold the table, or None
    """

    table: Described
    columns: tuple[Column, ...]
    rows: tuple[Meaning, ...]
    files: TableFiles | None


TABLES = """
SELECT dictionary.table_name, meaning_{lang},
    (SELECT count(*) FROM dictionary AS columns WHERE columns.table_name = dictionary.table_name AND column_name <> ''),
    type = 'view'
FROM dictionary JOIN sqlite_master ON sqlite_master.name = table_name AND type IN ('table', 'view')
WHERE column_name = '' ORDER BY table_name
"""
MEANT = "SELECT column_name, meaning_{lang} FROM dictionary WHERE table_name = ?"


def load(connection: sqlite3.Connection, form: Book, files: Sequence[File] = ()) -> DataPage:
    """What is in the database; `files` are those that `downloads.write` has made of it, where it has."""
    named = {file.table for file in files if file.table}
    return DataPage(
        tables(connection, form.language),
        QUERIES,
        words_page("data", form.language),
        tuple(file for file in files if not file.table),
        {name: _files(name, files) for name in named},
    )


def load_table(connection: sqlite3.Connection, form: Book, name: str, files: Sequence[File] = ()) -> TablePage | None:
    """The page about a table or view, or None; `files` as above."""
    language = form.language
    table = next((table for table in tables(connection, language) if table.name == name), None)
    if table is None:
        return None
    meanings = dict(map(tuple, connection.execute(MEANT.format(lang=language.code), (name,)).fetchall()))
    listed = connection.execute("SELECT name, type FROM pragma_table_info(?)", (name,))
    columns = tuple(Column(column, kind, meanings.get(column, "")) for column, kind in listed)
    rows = _meanings(form) if name == "requests" else ()
    return TablePage(table, columns, rows, _files(name, files) if name in {file.table for file in files} else None)


def tables(db: sqlite3.Connection, language: Language) -> tuple[Described, ...]:
    """Every table and view that the dictionary describes, the most useful first."""
    rows = [
        Described(name, meaning, columns, bool(view))
        for name, meaning, columns, view in db.execute(TABLES.format(lang=language.code))
    ]
    return tuple(sorted(rows, key=lambda t: (FIRST.index(t.name) if t.name in FIRST else len(FIRST), t.name)))


def _files(table: str, files: Iterable[File]) -> TableFiles:
    own = [file for file in files if file.table == table]
    whole, parts = [file for file in own if not file.part], [file for file in own if file.part]
    rows = next(file.rows for file in whole if file.rows is not None)
    return TableFiles(rows, tuple(whole), tuple(sorted(parts, key=lambda file: (file.part, file.label))))


def _meanings(form: Book) -> tuple[Meaning, ...]:
    return tuple(
        Meaning(row.label, row.article, MEANINGS[row.code].in_(form.language))
        for row in form.rows
        if row.code in MEANINGS
    )
