"""How long the queries of the site take on a large database: canned queries, search, and the rows of a report."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from govreports.database import Entry, build

from benchmarks import subjects
from benchmarks.generate import write_reports
from benchmarks.ratios import Measured
from datasette_govreports.pages import search
from datasette_govreports.queries import QUERIES, Query

QUERY_AT_MOST = 300.0
ORIGINALS = 2000
ON_A_PAGE = 1001  # rows that Datasette takes: what a page shows, and one to know whether there are more
REPORTS_OF_AN_AGENCY = 5
WORDS = ("公", "公开", "诉讼", "行政许可", "网站 培训")


def many(folder: Path, reports: int, seed: int) -> Path:
    """A database of that many reports: generated ones, each under many names, since reading them all takes an hour."""
    originals = subjects.entries(write_reports(folder / "originals", min(ORIGINALS, reports), seed))
    loaded = [entry for entry in originals if entry.fate.record]
    target = folder / "many.db"
    build(target, (_renamed(loaded[number % len(loaded)], number) for number in range(reports)))
    return target


def _renamed(entry: Entry, number: int) -> Entry:
    """The same report as if another body had published it."""
    record = entry.fate.record
    if record is None:
        return entry
    id = hashlib.sha256(f"{entry.document_id} {number}".encode()).hexdigest()
    agency = record.agency
    if agency is not None:
        body = number // REPORTS_OF_AN_AGENCY
        agency = (f"{agency[0]}{body}", f"{agency[1]}{body}", *agency[2:])
    # Else it would be taken for another version of the first.
    told = record.key._replace(slug=id[:12], agency=None, name=None, text=bytes.fromhex(id), figures=bytes.fromhex(id))
    renamed = record._replace(
        slug=id[:12], key=told, agency=agency, report=_with_document(record.report, entry.document_id, id)
    )
    return Entry(f"{number:06}_{entry.name}", id, entry.fate._replace(record=renamed))


def _with_document(row: tuple[object, ...], old: str | None, new: str) -> tuple[object, ...]:
    return tuple(new if value == old else value for value in row)


def measure_queries(database: Path, rounds: int) -> Iterator[Measured]:
    """Milliseconds of each canned query with its defaults and with its examples, and of searches."""
    with closing(sqlite3.connect(f"{database.as_uri()}?immutable=1", uri=True)) as connection:
        for query in QUERIES:
            yield Measured(query.name, _times(connection, query, rounds), QUERY_AT_MOST, "ms")
        for words in WORDS:
            asked = search.asked(words, "", "", "")
            yield Measured(f"search {words}", _clocked(partial(search.load, connection, asked), rounds), None, "ms")


def _times(connection: sqlite3.Connection, query: Query, rounds: int) -> tuple[float, ...]:
    """The slower of the two ways to ask, round by round."""
    examples = {parameter.name: parameter.example for parameter in query.parameters}
    ways = [
        _clocked(partial(_answered, connection, query.sql, values), rounds) for values in (query.defaults, examples)
    ]
    return tuple(map(max, *ways))


def _answered(connection: sqlite3.Connection, sql: str, values: Mapping[str, str]) -> list[object]:
    return connection.execute(sql, values).fetchmany(ON_A_PAGE)


def _clocked(work: Callable[[], object], rounds: int) -> tuple[float, ...]:
    took = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return tuple(took[1:])  # the first warms up
