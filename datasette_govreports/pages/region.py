"""The page of an administrative division: its bodies, its totals, what is inside it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from datasette_govreports.language import Language
from datasette_govreports.pages import charts
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.listing import Filter, Paging, paging
from datasette_govreports.pages.places import Place, lineage, place
from datasette_govreports.pages.provinces import BY_CODE
from datasette_govreports.pages.totals import Total, by_year, total

BODIES = 60
CHILDREN = 120


@dataclass(frozen=True, slots=True)
class Child:
    """A division inside.

    place: the division
    reports: reports of bodies in it
    """

    place: Place
    reports: int


@dataclass(frozen=True, slots=True)
class Body:
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
class YearOfRegion:
    """One year.

    year: the year, or None for reports whose year is not known
    own: reports of bodies themselves; None where there is none
    area: reports of whole areas; None where there is none
    """

    year: int | None
    own: Total | None
    area: Total | None


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
    years: tuple[YearOfRegion, ...]
    received: charts.Trend | None
    outcomes: charts.Bars | None
    funnel: charts.Bars | None
    asked: Filter
    bodies: tuple[Body, ...]
    paging: Paging


CHILDREN_OF = "SELECT code, name FROM regions WHERE parent_code = ? ORDER BY code LIMIT ?"
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
    db, language = connection, form.language
    lines = lineage(db, asked.region, language)
    if not lines and asked.region in BY_CODE:
        lines = (place(asked.region, None, language),)
    if not lines:
        return None
    within = Filter(region=asked.region)
    own = total(db, within, area=False)
    years = _years(db, within)
    bodies, page = _bodies(db, within, asked.page, language)
    return RegionPage(
        place=lines[-1],
        above=lines[:-1],
        children=_children(db, asked.region, language),
        own=own,
        area=total(db, within, area=True),
        years=years,
        received=_trend(years),
        outcomes=own.chart(form),
        funnel=own.funnel(form),
        asked=Filter(page=page.page),
        bodies=bodies,
        paging=page,
    )


def _years(db: sqlite3.Connection, within: Filter) -> tuple[YearOfRegion, ...]:
    own, area = by_year(db, within, area=False), by_year(db, within, area=True)
    order = sorted({*own, *area}, key=lambda year: (year is None, year or 0))
    return tuple(YearOfRegion(year, own.get(year), area.get(year)) for year in order)


def _trend(years: tuple[YearOfRegion, ...]) -> charts.Trend | None:
    received = {y.year: y.own.received if y.own else None for y in years if y.year}
    return charts.trend(received, range(min(received), max(received) + 1) if received else ())


def _children(db: sqlite3.Connection, code: str, language: Language) -> tuple[Child, ...]:
    rows = db.execute(CHILDREN_OF, (code, CHILDREN)).fetchall()
    return tuple(Child(place(c, name, language), _reports(db, c)) for c, name in rows)


def _reports(db: sqlite3.Connection, code: str) -> int:
    where, values = Filter(region=code).where()
    (reports,) = db.execute(
        f"SELECT coalesce(sum(reports), 0) FROM region_totals WHERE {where}",  # noqa: S608 - a fixed condition
        values,
    ).fetchone()
    return int(reports)


def _bodies(db: sqlite3.Connection, within: Filter, page: int, language: Language) -> tuple[tuple[Body, ...], Paging]:
    _, codes = within.where()
    (count,) = db.execute(BODY_COUNT, codes).fetchone()
    shown = paging(count, page, BODIES)
    rows = db.execute(BODIES_OF, [*codes, BODIES, (shown.page - 1) * BODIES])
    return tuple(
        Body(slug, name, place(code, region, language), *rest) for slug, name, code, region, *rest in rows
    ), shown
