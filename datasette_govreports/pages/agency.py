"""The page of one body: its reports over the years.

Bodies are read in no language (`read`), one on the server, twenty at a time for the site, and told in each (`page`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from datasette_govreports.pages import charts, failures, series
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.failures import Failures
from datasette_govreports.pages.form import Value
from datasette_govreports.pages.listing import Filter
from datasette_govreports.pages.places import Named, Place, ancestors, place
from datasette_govreports.pages.series import Compared, Line

SHOWN_YEARS = 10
SHOWN_FINDINGS = 12


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """Everything that the page of a body shows.

    id: number in this build
    slug: name in addresses
    name: name
    kind: kind of body, or None
    regions: divisions that it belongs to, the largest first
    lines: its reports
    missing: years without a report here, between the first and the last that have one
    area: whether the series below is of reports of its whole area, because there are no others
    years: years of the series, the latest ones
    figures: key figures of these years
    received: requests newly received by year, as a chart; None where there is no series
    stacks: outcomes of each year, as a chart; None where no year gives them all
    findings: the latest contradictions
    found: how many there are
    passed: checks passed in all reports
    failed: checks failed in all reports
    not_assessable: checks left undecided in all reports
    """

    id: int
    slug: str
    name: str
    kind: str | None
    regions: tuple[Place, ...]
    lines: tuple[Line, ...]
    missing: tuple[int, ...]
    area: bool
    years: tuple[int, ...]
    figures: tuple[Compared, ...]
    received: charts.Trend | None
    stacks: charts.Stacks | None
    findings: Failures
    found: int
    passed: int
    failed: int
    not_assessable: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What the database holds of a body.

    book: the form, in any language; it names the figures
    row: its line of AGENCIES
    named: divisions that it belongs to, the largest first
    found: lines of failures.read, the latest contradictions
    total: how many there are
    lines: its reports
    area: whether the series is of reports of its whole area, because there are no others
    years: years of the series, the latest ones
    figures: key figures of these years
    received: requests newly received by year, as a chart
    stacks: outcomes of each year, as a chart
    """

    book: Book
    row: sqlite3.Row
    named: Sequence[Named]
    found: failures.Rows
    total: int
    lines: tuple[Line, ...]
    area: bool
    years: tuple[int, ...]
    figures: tuple[Compared, ...]
    received: charts.Trend | None
    stacks: charts.Stacks | None


AGENCIES = "SELECT id, slug, name, kind, region_code FROM agencies WHERE slug IN ({keys})"


def load(connection: sqlite3.Connection, form: Book, slug: str) -> AgencyPage | None:
    """The page of the body with this slug, or None."""
    return next((page(reading, form) for reading in read(connection, form, [slug])), None)


def read(db: sqlite3.Connection, book: Book, slugs: Sequence[str]) -> list[Reading]:
    """The bodies with these slugs, those that there are. The book may be in any language."""
    rows = db.execute(AGENCIES.format(keys=", ".join("?" * len(slugs))), slugs).fetchall()
    lines = {row["id"]: series.lines(db, row["id"]) for row in rows}
    shown = {body: _shown(of_body) for body, of_body in lines.items()}
    values = series.values(db, book, {line.id for of_body in shown.values() for line in of_body.values()})
    lineage: Callable[..., Sequence[Named]] = cache(lambda code: ancestors(db, code))
    return [
        _reading(
            book,
            row,
            lineage(row["region_code"]),
            lines[row["id"]],
            {year: dict(series.key_figures(book, values[line.id])) for year, line in shown[row["id"]].items()},
            failures.read(db, Filter(agency=row["slug"]), SHOWN_FINDINGS),
        )
        for row in rows
    ]


def _shown(lines: Sequence[Line]) -> dict[int, Line]:
    """The report of each year in the series: of the body itself, or of its whole area if there are no others."""
    own = series.by_year(lines, area=False) or series.by_year(lines, area=True)
    return dict(list(own.items())[-SHOWN_YEARS:])


def _reading(
    book: Book,
    row: sqlite3.Row,
    named: Sequence[Named],
    lines: tuple[Line, ...],
    held: Mapping[int, Mapping[str, Value]],
    found: tuple[failures.Rows, int],
) -> Reading:
    years = tuple(range(min(held), max(held) + 1))[-SHOWN_YEARS:] if held else ()
    names = dict.fromkeys(series.outcome_labels(book))
    outcomes = {year: [(name, _whole(told[name])) for name in names if name in told] for year, told in held.items()}
    return Reading(
        book,
        row,
        named,
        *found,
        lines,
        not series.by_year(lines, area=False) and bool(held),
        years,
        series.beside([held.get(year, {}) for year in years]),
        charts.trend({year: _whole(told[book.names["new"]]) for year, told in held.items()}, years),
        charts.stacks(outcomes),
    )


def page(reading: Reading, form: Book) -> AgencyPage:
    """The page of a body in the language of the form."""
    row, lines, language = reading.row, reading.lines, form.language
    labels = series.renamed(reading.book, form)
    return AgencyPage(
        id=row["id"],
        slug=row["slug"],
        name=row["name"],
        kind=row["kind"],
        regions=tuple(place(*named, language) for named in reading.named),
        lines=lines,
        missing=series.missing(line.year for line in lines if line.year),
        area=reading.area,
        years=reading.years,
        figures=tuple(figure._replace(label=labels[figure.label]) for figure in reading.figures),
        received=reading.received,
        stacks=reading.stacks and reading.stacks.named(labels),
        findings=failures.failures(reading.found, language),
        found=reading.total,
        **_checks(lines),
    )


def _whole(value: Value) -> int | None:
    return None if value is None else int(value)


def _checks(lines: Sequence[Line]) -> dict[str, int]:
    return {name: sum(getattr(line, name) for line in lines) for name in ("passed", "failed", "not_assessable")}
