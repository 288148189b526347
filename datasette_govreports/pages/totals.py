"""Sums over many reports, from the table of totals. Reports of bodies themselves and of whole areas stay apart."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from datasette_govreports.pages import charts
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.highlights import outcome_names, share
from datasette_govreports.pages.listing import Filter
from datasette_govreports.queries import Text


class Total(NamedTuple):
    """Sums over some reports. A sum is None where no report gives the figure.

    reports: reports
    complete: reports with all three tables, every figure read
    partial: reports in which something is missing
    narrative: reports without tables
    passed: checks passed
    failed: checks failed
    not_assessable: checks that a missing figure leaves undecided
    reports_failed: reports with one failed check or more
    unknown_scope: reports whose scope is not known
    received: requests newly received
    received_reports: reports that say so
    handled: requests settled
    favourable: of these, granted in full or in part
    wholly: of these, granted in full
    handled_reports: reports that give all of the three
    granted: requests granted; this and the next five over the reports in which every outcome was read
    partly_granted: partly granted
    denied: refused
    unavailable: could not be provided
    unprocessed: not processed
    otherwise: handled otherwise
    outcome_reports: those reports
    """

    reports: int
    complete: int
    partial: int
    narrative: int
    passed: int
    failed: int
    not_assessable: int
    reports_failed: int
    unknown_scope: int
    received: int | None
    received_reports: int
    handled: int | None
    favourable: int | None
    wholly: int | None
    handled_reports: int
    granted: int | None
    partly_granted: int | None
    denied: int | None
    unavailable: int | None
    unprocessed: int | None
    otherwise: int | None
    outcome_reports: int

    @property
    def checked(self) -> int:
        """Checks of all three kinds."""
        return self.passed + self.failed + self.not_assessable

    @property
    def share(self) -> str:
        """Share granted in full or in part, in percent; empty where nothing is known."""
        return share(self.favourable, self.handled)

    def chart(self, form: Book) -> charts.Bars | None:
        """The outcomes as a chart, named by the form."""
        values = (self.granted, self.partly_granted, self.denied, self.unavailable, self.unprocessed, self.otherwise)
        return charts.outcomes(list(zip(outcome_names(form), values, strict=True)), self.outcome_reports)

    def funnel(self, form: Book) -> charts.Bars | None:
        """From requests settled to requests granted, over the reports that give all of these."""
        values = (self.handled, self.favourable, self.wholly)
        names = (step.in_(form.language) for step in STEPS)
        return charts.funnel(list(zip(names, values, strict=True)), self.handled_reports)


class Year(NamedTuple):
    """The sums over the reports of one year.

    year: the year, or None for reports whose year is not known
    own: reports of bodies themselves; None where there is none
    area: reports of whole areas; None where there is none
    """

    year: int | None
    own: Total | None
    area: Total | None


STEPS = (
    Text("办结的申请", "Settled"),
    Text("给了全部或部分", "Given all or part"),
    Text("给了全部", "Given all"),
)
SUMS = """
    coalesce(sum(reports), 0), coalesce(sum(complete), 0), coalesce(sum(partial), 0), coalesce(sum(narrative), 0),
    coalesce(sum(checks_passed), 0), coalesce(sum(checks_failed), 0), coalesce(sum(checks_not_assessable), 0),
    coalesce(sum(reports_failed), 0), coalesce(sum(reports) FILTER (WHERE scope IS NULL), 0),
    sum(received), coalesce(sum(received_reports), 0),
    sum(handled), sum(handled_granted + handled_partly), sum(handled_granted), coalesce(sum(handled_reports), 0),
    sum(granted), sum(partly_granted), sum(denied), sum(unavailable), sum(unprocessed), sum(otherwise),
    coalesce(sum(outcome_reports), 0)
"""


NOTHING = Total(0, 0, 0, 0, 0, 0, 0, 0, 0, None, 0, None, None, None, 0, None, None, None, None, None, None, 0)


def total(db: sqlite3.Connection, asked: Filter, *, area: bool) -> Total:
    """The sums over the reports of a region and year: of bodies themselves, or of whole areas."""
    where, values = asked.where()
    row = db.execute(
        f"SELECT {SUMS} FROM region_totals WHERE {where} AND (scope IS 'area') = ?",  # noqa: S608 - our own columns
        [*values, area],
    ).fetchone()
    return Total(*row)


def by_year(db: sqlite3.Connection, asked: Filter) -> tuple[Year, ...]:
    """The sums of both kinds by year. Over the whole country that takes longer than two totals: all rows are sorted."""
    where, values = asked.where()
    rows = db.execute(
        f"SELECT year, scope IS 'area', {SUMS} FROM region_totals WHERE {where}"  # noqa: S608 - our own columns
        " GROUP BY 1, 2 ORDER BY year IS NULL, year",
        values,
    )
    found: dict[int | None, dict[int, Total]] = {}
    for year, area, *sums in rows:
        found.setdefault(year, {})[area] = Total(*sums)
    return tuple(Year(year, sums.get(False), sums.get(True)) for year, sums in found.items())


def added(totals: Iterable[Total | None]) -> Total:
    """All of these together. A sum is None where none of them gives the figure: NULL is never 0."""
    parts = [total for total in totals if total]
    return Total._make(map(_added, zip(*parts, strict=True))) if parts else NOTHING


def _added(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
