"""Contradictions as lists: of all reports, of one rule, of one body; narrowed, a page at a time.

Notes are no contradictions: they are listed where one of their rules is asked for.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from datasette_govreports.language import Language
from datasette_govreports.pages.listing import PER_PAGE, Filter
from datasette_govreports.pages.notes import pieces

LONGEST = 600  # characters of a message; the longest sum of the form has fewer


@dataclass(frozen=True, slots=True)
class Failure:
    """One contradiction, or one note, in a list.

    check_id: rule that fails
    severity: error, warning or note
    slug: report that it is in
    agency: name of the body, or None
    agency_slug: name of the body in addresses, or None
    year: year reported on, or None
    pieces: what does not agree, as on the page of the report
    """

    check_id: str
    severity: str
    slug: str
    agency: str | None
    agency_slug: str | None
    year: int | None
    pieces: tuple[tuple[str, str], ...]


JOINS = " JOIN reports ON reports.id = findings.report_id LEFT JOIN agencies ON agencies.id = reports.agency_id"
CONTRADICTIONS = "findings.check_id NOT IN (SELECT id FROM checks WHERE severity = 'note')"
# Findings of a year are met sooner in their own order than by the index of its reports, which the + keeps SQLite from.
CONDITIONS = {"check": "findings.check_id = ?", "agency": "agencies.slug = ?", "year": "+reports.year = ?"}


def failures(
    db: sqlite3.Connection, asked: Filter, language: Language, size: int = PER_PAGE, total: int | None = None
) -> tuple[tuple[Failure, ...], int]:
    """One page of what a filter asks for, in the order of the database, and how many there are, if not known yet."""
    where, values = _where(asked)
    joins = JOINS if asked.region or asked.agency or asked.year else ""
    if total is None:
        (total,) = db.execute(f"SELECT count(*) FROM findings{joins} WHERE {where}", values).fetchone()  # noqa: S608
    offset = (min(asked.page, max(1, -(-total // size))) - 1) * size
    rows = db.execute(
        f"SELECT check_id, severity, reports.slug, agencies.name, agencies.slug, year, message_{language.code}"  # noqa: S608
        f" FROM (SELECT findings.id FROM findings{joins} WHERE {where} ORDER BY findings.id LIMIT ? OFFSET ?) AS page"
        f" JOIN findings ON findings.id = page.id JOIN checks ON checks.id = check_id{JOINS} ORDER BY findings.id",
        [*values, size, offset],
    )
    return tuple(_failure(*row) for row in rows), total


def _failure(
    check: str, severity: str, slug: str, agency: str | None, agency_slug: str | None, year: int | None, message: str
) -> Failure:
    return Failure(check, severity, slug, agency, agency_slug, year, pieces(message[:LONGEST]))


def _where(asked: Filter) -> tuple[str, list[Any]]:
    parts = [(condition, getattr(asked, name)) for name, condition in CONDITIONS.items() if getattr(asked, name)]
    region, codes = Filter(region=asked.region).where("agencies.region_code")
    which = [] if asked.check else [CONTRADICTIONS]
    return " AND ".join([region, *which, *(condition for condition, _ in parts)]), [
        *codes,
        *(value for _, value in parts),
    ]
