"""One published table as files: in every format, whole, year by year where it is large, cut where a format is full."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

from datasette_govreports.downloads.published import Table
from datasette_govreports.formats import Columns, Format, Kind, write_typed_parquet
from datasette_govreports.sandbox import Row
from datasette_govreports.sheets import write_xlsx

# What stands in the name of a file for rows of no known year.
NO_YEAR = "unknown"


class File(NamedTuple):
    """A file to take away.

    name: its name in the folder
    label: its format, as readers call it
    media_type: media type
    size: in bytes
    sha256: its SHA-256, in hexadecimal
    table: the table that it holds; empty where it is not of one table
    part: which part of the table; empty for all of it
    rows: how many; None where it does not hold rows
    """

    name: str
    label: str
    media_type: str
    size: int
    sha256: str
    table: str = ""
    part: str = ""
    rows: int | None = None


class Part(NamedTuple):
    """Some rows of a table.

    name: what tells its file apart; empty for the whole table
    year: the year that they are of, as the one member of a tuple; an empty tuple for any year
    first: the number of rows before the first
    rows: how many
    """

    name: str
    year: tuple[int | None, ...]
    first: int
    rows: int


class Task(NamedTuple):
    """A file to be made."""

    table: Table
    format: Format
    part: Part

    @property
    def name(self) -> str:
        """The name of the file."""
        return "-".join(filter(None, (self.table.name, self.part.name))) + f".{self.format.suffix}"


def tasks(tables: Iterable[Table], formats: Iterable[Format]) -> list[Task]:
    """Every file of some tables."""
    formats = list(formats)
    return [Task(table, form, part) for table in tables for form in formats for part in parts(table, form.most)]


def parts(table: Table, most: int | None) -> Iterator[Part]:
    """The whole table and each of its years; cut where it has more rows than fit into a file."""
    wholes = [Part("", (), 0, table.rows)]
    wholes += [Part(NO_YEAR if year is None else str(year), (year,), 0, rows) for year, rows in table.years]
    for whole in wholes:
        if most is None or whole.rows <= most:
            yield whole
            continue
        for number, first in enumerate(range(0, whole.rows, most), 1):
            name = "-".join(filter(None, (whole.name, f"part{number}")))
            yield whole._replace(name=name, first=first, rows=min(most, whole.rows - first))


def make(task: Task, database: Path, into: Path, made_on: date) -> File:
    """Make a file. Raises RuntimeError when the database gives another number of rows than it did before."""
    table, form, part, path = task.table, task.format, task.part, into / task.name
    given = 0

    def counted(rows: Iterable[Row]) -> Iterator[Row]:
        nonlocal given
        for given, row in enumerate(rows, 1):  # noqa: B007 - read below
            yield row

    with closing(opened(database)) as db:
        statement = f"{table.select(of_a_year=bool(part.year))} LIMIT ? OFFSET ?"
        _write(form, table, counted(db.execute(statement, (*part.year, part.rows, part.first))), path, made_on)
    if given != part.rows:
        raise RuntimeError(f"{path.name}: {given} rows were written and {part.rows} were expected")
    return described(path, form.label, form.media_type)._replace(table=table.name, part=part.name, rows=part.rows)


def opened(database: Path) -> sqlite3.Connection:
    """The database, to be read; nobody changes it."""
    return sqlite3.connect(f"{database.resolve().as_uri()}?immutable=1", uri=True)


def described(path: Path, label: str, media_type: str) -> File:
    """A file that is there."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return File(path.name, label, media_type, path.stat().st_size, digest)


def _write(form: Format, table: Table, rows: Iterable[Row], path: Path, made_on: date) -> None:
    names: Columns = table.names
    match form.extension:
        case "parquet":
            write_typed_parquet(names, list(_kinds(table)), rows, path)
        case "xlsx":
            write_xlsx(names, rows, path, made_on)
        case _:
            form.write(names, rows, path)


def _kinds(table: Table) -> Iterator[Kind]:
    for column in table.columns:
        yield "text" if column.type == "date" else column.type
