"""The page of one body: its reports over the years."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datasette_govreports.pages import charts, failures, series
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.failures import Failures
from datasette_govreports.pages.form import Values
from datasette_govreports.pages.highlights import outcomes, totals_by_row
from datasette_govreports.pages.listing import Filter
from datasette_govreports.pages.places import Place, lineage
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


AGENCY = "SELECT id, slug, name, kind, region_code FROM agencies WHERE slug = ?"


def load(connection: sqlite3.Connection, form: Book, slug: str) -> AgencyPage | None:
    """The page of the body with this slug, or None."""
    row = connection.execute(AGENCY, (slug,)).fetchone()
    if row is None:
        return None
    lines = series.lines(connection, row["id"])
    own, area = series.by_year(lines, area=False), series.by_year(lines, area=True)
    shown = dict(list((own or area).items())[-SHOWN_YEARS:])
    values = form.values(connection, [line.id for line in shown.values()])
    held = {year: values[line.id] for year, line in shown.items()}
    years = tuple(range(min(held), max(held) + 1))[-SHOWN_YEARS:] if held else ()
    found, total = failures.read(connection, Filter(agency=slug), SHOWN_FINDINGS)
    return AgencyPage(
        id=row["id"],
        slug=row["slug"],
        name=row["name"],
        kind=row["kind"],
        regions=lineage(connection, row["region_code"], form.language),
        lines=lines,
        missing=series.missing(line.year for line in lines if line.year),
        area=bool(area and not own),
        years=years,
        figures=series.compared(form, [held.get(year) for year in years]),
        received=charts.trend(_received(form, held), years),
        stacks=charts.stacks({year: outcomes(form, _totals(form, values)) for year, values in held.items()}),
        findings=failures.failures(found, form.language),
        found=total,
        **_checks(lines),
    )


def _received(form: Book, held: Mapping[int, Mapping[str, Values]]) -> dict[int, int | None]:
    return {year: _int(_totals(form, values).get("new")) for year, values in held.items()}


def _totals(form: Book, values: Mapping[str, Values]) -> dict[str, int | float | None]:
    return totals_by_row(form, values.get("requests", {}))


def _int(value: float | None) -> int | None:
    return None if value is None else int(value)


def _checks(lines: Sequence[Line]) -> dict[str, int]:
    return {name: sum(getattr(line, name) for line in lines) for name in ("passed", "failed", "not_assessable")}
