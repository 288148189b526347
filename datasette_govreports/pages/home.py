"""The home page: what is here, what it adds up to, and on how much of it each sum rests."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from datasette_govreports.language import Language
from datasette_govreports.pages import charts
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.listing import Filter
from datasette_govreports.pages.provinces import PROVINCES
from datasette_govreports.pages.totals import Total, total
from datasette_govreports.queries import FEATURED, Query

LISTED = 12
STEPS = (1, 10, 100, 1000)  # from how many reports on a tile is darker


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is in the database.

    reports: reports
    unread: inputs that are not in the database as a report of their own, whatever the reason
    agencies: bodies named in reports
    unnamed: reports whose body is not known
    unplaced: reports of bodies whose division is not known
    first_year: first of the years reported on, None where no report says its year
    last_year: last of these
    """

    reports: int
    unread: int
    agencies: int
    unnamed: int
    unplaced: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Tile:
    """A unit at province level on the tile map.

    code: division code
    name: its name
    short: what stands on the tile
    x: place from the left, from 0
    y: place from the top, from 0
    reports: reports of bodies in it
    step: how dark, from 0
    """

    code: str
    name: str
    short: str
    x: int
    y: int
    reports: int
    step: int


@dataclass(frozen=True, slots=True)
class Line:
    """One report in the list.

    slug: name in addresses
    agency: name of the body, or None
    year: year reported on, or None
    title: title as printed, or None
    scope: own, area or None
    status: complete, partial or narrative
    published_on: date of publication, or None
    passed: checks passed
    failed: checks failed
    not_assessable: checks left undecided
    """

    slug: str
    agency: str | None
    year: int | None
    title: str | None
    scope: str | None
    status: str
    published_on: str | None
    passed: int
    failed: int
    not_assessable: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that the home page shows.

    coverage: what is in the database
    own: sums over the reports of bodies themselves
    area: sums over the reports of whole areas
    findings: contradictions in all reports
    found_in: reports that hold one or more
    noted: notes in all reports
    outcomes: what became of the requests, as a chart; None where nothing is known
    tiles: the units at province level
    reports: the newest reports
    questions: canned queries that answer a question with one click
    """

    coverage: Coverage
    own: Total
    area: Total
    findings: int
    found_in: int
    noted: int
    outcomes: charts.Bars | None
    tiles: tuple[Tile, ...]
    reports: tuple[Line, ...]
    questions: tuple[Query, ...]


COVERAGE = """
SELECT coalesce(sum(reports), 0), (SELECT count(*) FROM load_log WHERE outcome <> 'loaded'),
    (SELECT count(*) FROM agencies), (SELECT count(*) FROM reports WHERE agency_id IS NULL),
    coalesce(sum(reports) FILTER (WHERE region_code IS NULL), 0), min(year), max(year)
FROM region_totals
"""
FOUND = """
SELECT coalesce(sum(checks_failed), 0), coalesce(sum(reports_failed), 0),
    (SELECT coalesce(sum(failed), 0) FROM check_totals JOIN checks ON id = check_id WHERE severity = 'note')
FROM region_totals
"""
TILES = "SELECT substr(region_code, 1, 2), sum(reports) FROM region_totals WHERE region_code IS NOT NULL GROUP BY 1"
LATEST = """
SELECT reports.slug, name, year, title, scope, status, published_on,
    checks_passed, checks_failed, checks_not_assessable
FROM reports LEFT JOIN agencies ON agencies.id = agency_id
ORDER BY year DESC, published_on DESC, reports.id LIMIT ?
"""


def load(connection: sqlite3.Connection, form: Book) -> HomePage:
    """The home page."""
    findings, found_in, noted = connection.execute(FOUND).fetchone()
    own = total(connection, Filter(), area=False)
    return HomePage(
        coverage=Coverage(*connection.execute(COVERAGE).fetchone()),
        own=own,
        area=total(connection, Filter(), area=True),
        findings=findings,
        found_in=found_in,
        noted=noted,
        outcomes=own.chart(form),
        tiles=tiles(connection, form.language),
        reports=tuple(Line(*row) for row in connection.execute(LATEST, (LISTED,))),
        questions=FEATURED,
    )


def tiles(db: sqlite3.Connection, language: Language) -> tuple[Tile, ...]:
    """The tile map, row by row."""
    reports = dict(map(tuple, db.execute(TILES).fetchall()))
    return tuple(
        Tile(p.code, p.name(language), p.short(language), p.x, p.y, n, sum(n >= step for step in STEPS))
        for p in sorted(PROVINCES, key=lambda p: (p.y, p.x))
        for n in [reports.get(p.code[:2], 0)]
    )
