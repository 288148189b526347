"""Reports as these rules see them, read from the database."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from govreports.checks.series import Year
from govreports.checks.subject import Result
from govreports.form import FIGURES, ID_OF, Edition, requests
from govreports.identity.body import is_national
from govreports.report import Value

REPORTS = """
SELECT reports.id, agency_id, agencies.name, region_code, year, scope, published_on, proactive_edition,
    origin IS NOT NULL, reports.slug
FROM reports LEFT JOIN agencies ON agencies.id = agency_id ORDER BY reports.id
"""
_WIDE = {name: tuple(figure for figure in FIGURES if figure.table == name) for name in ("proactive", "reviews")}
_IN_ROW = {
    row.id: tuple(ID_OF["requests", row.code, column.code] for column in requests.COLUMNS) for row in requests.ROWS
}


class Held(NamedTuple):
    """What is to be known of a report to find those that it is held against. `name` is that of its agency."""

    id: int
    agency: int | None
    name: str | None
    region: str | None
    year: int | None
    scope: str | None
    published_on: str | None
    proactive_edition: Edition | None
    doubtful: bool
    slug: str

    @property
    def body(self) -> int | None:
        """Its agency where that is certain: without a division, a name can be that of many."""
        return self.agency if self.name and (self.region or is_national(self.name)) else None


class Told(NamedTuple):
    """A result, and the report that it is about."""

    report: int
    result: Result


def reports_of(db: sqlite3.Connection) -> list[Held]:
    """Every report, by its number."""
    return [Held(*row) for row in db.execute(REPORTS)]


def values_of(db: sqlite3.Connection, report: Held) -> dict[int, Value]:
    """Every figure that a report's tables print by their editions, by id; None where it was not read."""
    values: dict[int, Value] = {}
    for table, figures in _WIDE.items():
        row = db.execute(f"SELECT * FROM {table} WHERE report_id = ?", (report.id,)).fetchone()  # noqa: S608 - our names
        edition = report.proactive_edition if table == "proactive" else None
        for figure, value in zip(figures, row[1:] if row else (), strict=row is not None):
            if edition is None or edition in figure.editions:
                values[figure.id] = value
    for _, row_id, *cells in db.execute("SELECT * FROM requests WHERE report_id = ?", (report.id,)):
        values.update(zip(_IN_ROW[row_id], cells, strict=True))
    return values


def year_of(db: sqlite3.Connection, report: Held) -> Year:
    """The report as one of its body's reports over the years; its year must be known."""
    return Year(report.id, report.year or 0, report.proactive_edition, values_of(db, report))
