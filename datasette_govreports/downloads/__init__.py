"""The files of the whole database: every table in every format, the database itself, and what describes them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import closing
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from datasette_govreports.downloads import archive, csvw, facts
from datasette_govreports.downloads.files import File, Task, described, make, opened, tasks
from datasette_govreports.downloads.package import package
from datasette_govreports.downloads.published import BY_YEAR, tables
from datasette_govreports.formats import WHOLE

__all__ = ["DATABASE", "File", "write"]

DATABASE = "govreports.db"
PACKAGE = "datapackage.json"
ARCHIVE = "govreports-csv.zip"
SUMS = "SHA256SUMS"

SQLITE = "application/vnd.sqlite3"
ZIP = "application/zip"
JSON = "application/json; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"

Tell = Callable[[File], object]


def write(
    database: Path,
    into: Path,
    *,
    address: str = "",
    jobs: int = 1,
    by_year: int = BY_YEAR.rows,
    tell: Tell = lambda file: None,
) -> tuple[File, ...]:
    """Fill a folder that is new or empty with the files of a database.

    address: where the folder will be on the web, ending in a slash, as far as that is known
    jobs: how many processes work at it
    by_year: number of rows above which a table also comes year by year
    tell: is given each file of a table as soon as it is there

    Returns all files: those of the whole first, then those of the tables by name. The same database gives the same
    bytes. Raises OSError where a file cannot be written, sqlite3.Error where the database cannot be read.
    """
    into.mkdir(parents=True, exist_ok=True)
    # Everything is read from the copy, which nobody changes meanwhile.
    copy = into / DATABASE
    shutil.copyfile(database, copy)
    whole = [described(copy, "SQLite", SQLITE)]
    with closing(opened(copy)) as db:
        about = facts.facts(db, whole[0].sha256, address)
        published = tables(db, by_year)
    rows = _make(tasks(published, [form for form in WHOLE if form.available]), copy, into, about.made_on, jobs, tell)
    words = [_text(into / name, text, PLAIN) for name, text in facts.words(about, published).items()]
    plain = [file for file in rows if file.name == f"{file.table}.csv"]
    zipped = {PACKAGE: _json(package(about, published, [*words, *plain]))}
    archive.write(into / ARCHIVE, into, [file.name for file in (*words, *plain)], zipped, about.made_on)
    whole += [described(into / ARCHIVE, "ZIP", ZIP), *words]
    descriptions = [
        _text(into / csvw.name(table.name), _json(csvw.alone(about, table)), csvw.MEDIA_TYPE)._replace(table=table.name)
        for table in published
    ]
    whole.append(_text(into / csvw.GROUP, _json(csvw.group(about, published)), csvw.MEDIA_TYPE))
    whole.append(_text(into / PACKAGE, _json(package(about, published, [*whole, *rows])), JSON))
    everything = sorted([*whole, *rows, *descriptions], key=lambda file: file.name)
    sums = _text(into / SUMS, "".join(f"{file.sha256}  {file.name}\n" for file in everything), PLAIN)
    return (*whole, sums, *sorted([*rows, *descriptions], key=lambda file: file.table))


def _make(planned: Sequence[Task], database: Path, into: Path, made_on: date, jobs: int, tell: Tell) -> list[File]:
    """The files of the tables, in the order planned."""
    made: dict[int, File] = {}
    for number, file in _each(planned, database, into, made_on, jobs):
        made[number] = file
        tell(file)
    return [made[number] for number in range(len(planned))]


def _each(planned: Sequence[Task], database: Path, into: Path, made_on: date, jobs: int) -> Iterator[tuple[int, File]]:
    if jobs == 1:
        yield from ((number, make(task, database, into, made_on)) for number, task in enumerate(planned))
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        # The largest first, so that none is left for the end.
        by_size = sorted(range(len(planned)), key=lambda number: -planned[number].part.rows)
        given = {pool.submit(make, planned[number], database, into, made_on): number for number in by_size}
        for done in as_completed(given):
            yield given[done], done.result()


def _text(path: Path, text: str, media_type: str) -> File:
    path.write_text(text, encoding="utf-8")
    return described(path, path.suffix.removeprefix(".") or "txt", media_type)


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
