"""What the files of whole tables cost, against a plain loop over the same rows."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks.ratios import Measured, compare, one_core
from datasette_govreports import formats
from datasette_govreports.downloads.facts import NO_DAY
from datasette_govreports.downloads.files import Task, make, opened, tasks
from datasette_govreports.downloads.published import Table, tables

TABLES = ("requests", "report_summary")
CSV_AT_MOST = 1.5


def measure_downloads(database: Path, folder: Path, rounds: int) -> Iterator[Measured]:
    """Processor time of a whole table in each format, against `csv.writer` over the same statement."""
    with closing(opened(database)) as db:
        found = [table for table in tables(db) if table.name in TABLES]
    for table in found:
        for form in formats.WHOLE:
            (task,) = tasks([table._replace(years=())], [form])
            with one_core():
                (ratios,) = compare(
                    partial(_plainly, database, folder, table),
                    [_made(task, database, folder)],
                    [None] * (rounds + 1),
                    time.process_time,
                )
            target = CSV_AT_MOST if form.label == "CSV" else None
            yield Measured(f"{table.name} as {form.label}", ratios, target)


def _plainly(database: Path, folder: Path, table: Table, _: None) -> None:
    with closing(opened(database)) as db, (folder / "plain.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.names)
        writer.writerows(db.execute(table.select()))


def _made(task: Task, database: Path, folder: Path) -> Callable[[None], object]:
    return lambda _: make(task, database, folder, NO_DAY)
