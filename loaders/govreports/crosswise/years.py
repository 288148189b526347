"""A body's reports over the years."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from govreports.checks.series import Year, gap_results, year_results
from govreports.crosswise.held import Held, Told, year_of


def over_years(db: sqlite3.Connection, reports: Iterable[Held]) -> Iterator[Told]:
    """Y1 over all reports of a body; R6-R8, Y2 and Y3 over those that say the same of their scope."""
    by_body: defaultdict[int, list[Held]] = defaultdict(list)
    for report in reports:
        if report.body and report.year:
            by_body[report.body].append(report)
    for own in by_body.values():
        if len(own) > 1:
            yield from _gaps(own)
            for scope in (None, "area", "own"):
                yield from _pairs(db, [report for report in own if report.scope == scope])


def _gaps(own: Sequence[Held]) -> Iterator[Told]:
    """Y1, told of the first report of each year."""
    first = {report.year: report.id for report in reversed(own)}
    for year, result in gap_results(sorted(year for year in first if year)):
        yield Told(first[year], result)


def _pairs(db: sqlite3.Connection, own: Sequence[Held]) -> Iterator[Told]:
    """Each report against that of the year before, where either year has just one."""
    of_year: defaultdict[int, list[Held]] = defaultdict(list)
    for report in own:
        of_year[report.year or 0].append(report)
    last: Year | None = None
    for year in sorted(of_year):
        before, now = of_year.get(year - 1, []), of_year[year]
        if len(before) != 1 or len(now) != 1:
            last = None
            continue
        this = year_of(db, now[0])
        for result in year_results(last or year_of(db, before[0]), this):
            yield Told(this.report_id, result)
        last = this
