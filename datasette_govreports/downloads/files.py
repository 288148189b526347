"""One published table as files: in every format, whole, year by year where it is large, cut where a format is full."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

from datasette_govreports.batches import Batch, Head, Kind, batches
from datasette_govreports.downloads.published import Table, Year, told_by
from datasette_govreports.formats import Format

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
    year: the year that they are of
    first: the number of rows before the first
    rows: how many
    """

    name: str
    year: Year
    first: int
    rows: int


class Planned(NamedTuple):
    """A file to be made of some rows of a table."""

    table: str
    format: Format
    part: Part

    @property
    def name(self) -> str:
        """Its name."""
        return "-".join(filter(None, (self.table, self.part.name))) + f".{self.format.suffix}"


class Task(NamedTuple):
    """Files that are made in one pass over rows of a table.

    table: the table
    year: the year of these rows
    files: what is made of them, or of those among them that are of one year
    """

    table: Table
    year: Year
    files: tuple[Planned, ...]

    @property
    def rows(self) -> int:
        """How many rows they are."""
        return self.table.rows_of[self.year]


def tasks(tables: Iterable[Table], formats: Iterable[Format]) -> Iterator[Task]:
    """Every file of some tables: of a table in one pass, but for files of years that would hold rows in memory."""
    formats = list(formats)
    for table in tables:
        files = [Planned(table.name, form, part) for form in formats for part in parts(table, form.most)]
        alone = [file for file in files if file.format.gathers and file.part.year]
        yield Task(table, (), tuple(file for file in files if file not in alone))
        yield from (Task(table, file.part.year, (file,)) for file in alone)


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


def make(task: Task, database: Path, into: Path, made_on: date) -> tuple[File, ...]:
    """Make files. Raises RuntimeError when the database gives another number of rows than it did before."""
    table, given = task.table, Counter[Year]()
    head = Head(table.names, list(_kinds(table)), made_on)
    forms = {file.format for file in task.files}
    with closing(opened(database)) as db, ExitStack() as stack:
        takes = [(file, stack.enter_context(file.format.file(head, into / file.name))) for file in task.files]
        places_of = _places_of(db, task)
        for batch in batches(table.names, db.execute(table.select(of_a_year=bool(task.year)), task.year)):
            places = places_of(batch)
            lines = {form.extension: form.lines(batch) for form in forms}
            for file, take in takes:
                if mine := _of_part(file.part, places, given):
                    of_format = lines[file.format.extension]
                    take([of_format[place] for place in mine])
            given.update({year: len(found) for year, found in places.items()})
    for year in {file.part.year for file in task.files}:
        if given[year] != table.rows_of[year]:
            raise RuntimeError(f"{table.name}: {given[year]} rows were read and {table.rows_of[year]} were expected")
    return tuple(_made(file, into) for file in task.files)


Places = Mapping[Year, Sequence[int]]


def _places_of(db: sqlite3.Connection, task: Task) -> Callable[[Batch], Places]:
    """What tells where in a batch the rows of each year are; and all of them, which are of the year of the task."""
    if task.year or not task.table.years:
        return lambda batch: {task.year: range(len(batch.rows))}
    column, year_of = told_by(db, task.table)

    def places_of(batch: Batch) -> Places:
        places = defaultdict[Year, list[int]](list)
        for place, value in enumerate(batch.values[column]):
            places[year_of.get(value, (None,))].append(place)
        return {(): range(len(batch.rows)), **places}

    return places_of


def _of_part(part: Part, places: Places, before: Mapping[Year, int]) -> Sequence[int]:
    """Those places in a batch whose rows are of a part, when so many of each year came before."""
    first = part.first - before[part.year]
    return places.get(part.year, ())[max(first, 0) : max(first + part.rows, 0)]


def _made(file: Planned, into: Path) -> File:
    form, part = file.format, file.part
    made = described(into / file.name, form.label, form.media_type)
    return made._replace(table=file.table, part=part.name, rows=part.rows)


def opened(database: Path) -> sqlite3.Connection:
    """The database, to be read; nobody changes it."""
    return sqlite3.connect(f"{database.resolve().as_uri()}?immutable=1", uri=True)


def described(path: Path, label: str, media_type: str) -> File:
    """A file that is there."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return File(path.name, label, media_type, path.stat().st_size, digest)


def _kinds(table: Table) -> Iterator[Kind]:
    for column in table.columns:
        yield "text" if column.type == "date" else column.type
