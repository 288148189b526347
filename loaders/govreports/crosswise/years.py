"""A body's reports over the years."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise

from govreports.checks.series import Year, gap_results, year_results
from govreports.crosswise.held import Held, Told, Values, figures_of


def over_years(db: sqlite3.Connection, reports: Iterable[Held]) -> Iterator[Told]:
    """Y1 over all reports of a body; R6-R8, Y2 and Y3 over those that say the same of their scope."""
    by_body: defaultdict[int, list[Held]] = defaultdict(list)
    by_scope: defaultdict[tuple[int, str | None], list[Held]] = defaultdict(list)
    for report in reports:
        if report.body and report.year:
            by_body[report.body].append(report)
            by_scope[report.body, report.scope].append(report)
    for own in by_body.values():
        yield from _gaps(own)
    runs = [run for own in by_scope.values() for run in _runs(own)]
    figures = figures_of(db, [report for run in runs for report in run])
    for run in runs:
        for before, now in pairwise(_years(run, figures)):
            yield Told(now.report_id, year_results(before, now))


def _gaps(own: Sequence[Held]) -> Iterator[Told]:
    """Y1, told of the first report of each year."""
    first = {report.year: report.id for report in reversed(own)}
    for year, result in gap_results(sorted(year for year in first if year)):
        yield Told(first[year], (result,))


def _runs(own: Sequence[Held]) -> Iterator[list[Held]]:
    """Reports of two years or more that follow each other, where each of the years has just one."""
    of_year: defaultdict[int, list[Held]] = defaultdict(list)
    for report in own:
        of_year[report.year or 0].append(report)
    single = sorted(year for year, those in of_year.items() if len(those) == 1)
    for _, numbered in groupby(enumerate(single), lambda each: each[1] - each[0]):
        run = [of_year[year][0] for _, year in numbered]
        if len(run) > 1:
            yield run


def _years(run: Sequence[Held], figures: Iterator[Values]) -> Iterator[Year]:
    """The reports of a run with their figures, which come next."""
    for report, values in zip(run, islice(figures, len(run)), strict=True):
        yield Year(report.id, report.year or 0, report.proactive_edition, values)
