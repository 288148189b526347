"""The page of an administrative division: its bodies, its totals, what is inside it.

It is read in no language (`read`) and told in each (`page`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from datasette_govreports.language import Language
from datasette_govreports.pages import charts
from datasette_govreports.pages.amounts import amount, three
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.listing import Filter, Paging, paging
from datasette_govreports.pages.places import Named, Place, ancestors, place, within
from datasette_govreports.pages.provinces import BY_CODE
from datasette_govreports.pages.totals import Total, Year, added, by_year

BODIES = 60
CHILDREN = 120


class Child(NamedTuple):
    """A division inside.

    place: the division
    reports: reports of bodies in it
    """

    place: Place
    reports: int


class Body(NamedTuple):
    """A body in the list.

    slug: name in addresses
    name: name
    place: division it belongs to
    reports: its reports
    first_year: first year that it has a report of, or None
    last_year: last year that it has a report of, or None
    failed: checks failed in its reports
    """

    slug: str
    name: str
    place: Place
    reports: int
    first_year: int | None
    last_year: int | None
    failed: int


@dataclass(frozen=True, slots=True)
class RegionPage:
    """Everything that the page of a division shows.

    place: the division
    above: divisions that hold it, the largest first
    children: divisions inside it, one level down
    own: sums over the reports of bodies themselves
    area: sums over the reports of whole areas, never to be added to the former
    years: both by year
    received: requests newly received by year, as a chart
    outcomes: what became of them, as a chart
    funnel: from requests settled to requests granted, as a chart
    asked: which page of the bodies is asked for
    bodies: this page of the bodies
    paging: where it stands
    """

    place: Place
    above: tuple[Place, ...]
    children: tuple[Child, ...]
    own: Total
    area: Total
    years: tuple[Year, ...]
    received: charts.Trend | None
    outcomes: charts.Bars | None
    funnel: charts.Bars | None
    asked: Filter
    bodies: tuple[Body, ...]
    paging: Paging

    def sums(self, own: str, area: str, undated: str) -> Iterator[tuple[str | int, ...]]:
        """The sums by year as lines of a table: year, whose reports, how many, requests received, how many reports say
        so, share granted, and how the checks came out.

        own, area: what the two kinds of sums are called
        undated: what stands for a year that is not known
        """
        for year, of_bodies, of_area in self.years:
            for name, told in ((own, of_bodies), (area, of_area)):
                if told:
                    numbers = map(amount, (told.reports, told.received, told.received_reports))
                    checks = three(told.passed, told.failed, told.not_assessable)
                    yield year or undated, name, *numbers, told.share or "—", checks


@dataclass(frozen=True, slots=True)
class Reading:
    """What the database holds of a page of a division.

    named: the division with those that hold it, the largest first
    children: code and name of the divisions inside it, one level down, each with its reports
    own, area: sums over the reports of bodies themselves, and over those of whole areas
    years: both by year
    received: requests newly received by year, as a chart
    bodies: lines of BODIES_OF
    paging: where this page of the bodies stands
    """

    named: Sequence[Named]
    children: Sequence[tuple[str, str | None, int]]
    own: Total
    area: Total
    years: tuple[Year, ...]
    received: charts.Trend | None
    bodies: Sequence[sqlite3.Row]
    paging: Paging


CHILDREN_OF = "SELECT code, name FROM regions WHERE parent_code = ? ORDER BY code LIMIT ?"
REPORTS_OF = "SELECT coalesce(sum(reports), 0) FROM region_totals WHERE region_code >= ? AND region_code < ?"
BODIES_OF = """
SELECT agencies.slug, agencies.name, region_code, regions.name AS region, count(reports.id), min(year), max(year),
    coalesce(sum(checks_failed), 0)
FROM (
    SELECT * FROM agencies WHERE region_code >= ? AND region_code < ? ORDER BY region_code, name, slug LIMIT ? OFFSET ?
) AS agencies
LEFT JOIN regions ON regions.code = region_code LEFT JOIN reports ON reports.agency_id = agencies.id
GROUP BY agencies.id ORDER BY region_code, agencies.name, agencies.slug
"""
BODY_COUNT = "SELECT count(*) FROM agencies WHERE region_code >= ? AND region_code < ?"


def load(connection: sqlite3.Connection, form: Book, asked: Filter) -> RegionPage | None:
    """The page of the division that the filter names, or None where neither the database nor our provinces hold it."""
    reading = read(connection, asked)
    return page(reading, form) if reading else None


def read(db: sqlite3.Connection, asked: Filter, before: Reading | None = None) -> Reading | None:
    """What is to be told of the division that the filter names, or None. `before`: another page of its bodies."""
    code = asked.region
    if before:
        bodies, shown = _bodies(db, code, asked.page)
        return replace(before, bodies=bodies, paging=shown)
    named = ancestors(db, code) or (((code, None),) if code in BY_CODE else ())
    if not named:
        return None
    years = by_year(db, Filter(region=code))
    return Reading(
        named,
        _children(db, code),
        added(year.own for year in years),
        added(year.area for year in years),
        years,
        _trend(years),
        *_bodies(db, code, asked.page),
    )


def page(reading: Reading, form: Book, before: RegionPage | None = None) -> RegionPage:
    """The page in a language. `before`: another page of its bodies in the same language."""
    asked, bodies = Filter(page=reading.paging.page), tuple(_told(reading.bodies, form.language))
    if before:
        return replace(before, asked=asked, bodies=bodies, paging=reading.paging)
    *above, itself = (place(*named, form.language) for named in reading.named)
    return RegionPage(
        place=itself,
        above=tuple(above),
        children=tuple(Child(place(code, name, form.language), n) for code, name, n in reading.children),
        own=reading.own,
        area=reading.area,
        years=reading.years,
        received=reading.received,
        outcomes=reading.own.chart(form),
        funnel=reading.own.funnel(form),
        asked=asked,
        bodies=bodies,
        paging=reading.paging,
    )


def _trend(years: Iterable[Year]) -> charts.Trend | None:
    received = {y.year: y.own.received if y.own else None for y in years if y.year}
    return charts.trend(received, range(min(received), max(received) + 1) if received else ())


def _children(db: sqlite3.Connection, code: str) -> list[tuple[str, str | None, int]]:
    rows = db.execute(CHILDREN_OF, (code, CHILDREN)).fetchall()
    return [(code, name, db.execute(REPORTS_OF, within(code)).fetchone()[0]) for code, name in rows]


def _bodies(db: sqlite3.Connection, code: str, page: int) -> tuple[Sequence[sqlite3.Row], Paging]:
    codes = within(code)
    (count,) = db.execute(BODY_COUNT, codes).fetchone()
    shown = paging(count, page, BODIES)
    return db.execute(BODIES_OF, (*codes, BODIES, (shown.page - 1) * BODIES)).fetchall() if count else [], shown


def _told(bodies: Iterable[sqlite3.Row], language: Language) -> Iterator[Body]:
    return (Body(slug, name, place(code, region, language), *rest) for slug, name, code, region, *rest in bodies)
