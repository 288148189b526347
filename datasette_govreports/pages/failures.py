"""Contradictions as lists: of all reports, of one rule, of one body; narrowed, a page at a time.

Notes are no contradictions: they are listed where one of their rules is asked for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from datasette_govreports.language import Language
from datasette_govreports.links import quoted
from datasette_govreports.pages.listing import PER_PAGE, Filter
from datasette_govreports.pages.notes import pieces, told

LONGEST = 600  # characters of a message; the longest sum of the form has fewer


class Failure(NamedTuple):
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

    @property
    def told(self) -> Markup:
        """What does not agree, each sum set apart."""
        return told(self.pieces)


class Failures(tuple[Failure, ...]):
    """Some of them, in the order of a list."""

    __slots__ = ()

    def rows(self, signed: str, unsigned: str, undated: str) -> Iterator[tuple[str, ...]]:
        """Of each: the report's name in addresses, its body, its year, the rule in addresses and as it is, the words.

        signed: what a body is called, with `%s` where its name stands, if that is to be said
        unsigned: what a body without a name is called
        undated: what stands for a year that is not known
        """
        pattern = str(signed)  # what is Markup would look at each name again
        for one in self:
            body = Markup(pattern.replace("%s", escape(one.agency))) if one.agency else unsigned  # noqa: S704 - escaped
            yield quoted(one.slug), body, str(one.year or undated), quoted(one.check_id), one.check_id, one.told


JOINS = " JOIN reports ON reports.id = findings.report_id LEFT JOIN agencies ON agencies.id = reports.agency_id"
CONTRADICTIONS = "findings.check_id NOT IN (SELECT id FROM checks WHERE severity = 'note')"
# Findings of a year are met sooner in their own order than by the index of its reports, which the + keeps SQLite from.
CONDITIONS = {"check": "findings.check_id = ?", "agency": "agencies.slug = ?", "year": "+reports.year = ?"}


Rows = Sequence[sqlite3.Row]


def read(db: sqlite3.Connection, asked: Filter, size: int = PER_PAGE, total: int | None = None) -> tuple[Rows, int]:
    """One page of what a filter asks for, in the order of the database, and how many there are, if not known yet."""
    where, values = _where(asked)
    joins = JOINS if asked.region or asked.agency or asked.year else ""
    if total is None:
        (total,) = db.execute(f"SELECT count(*) FROM findings{joins} WHERE {where}", values).fetchone()  # noqa: S608
    offset = (min(asked.page, max(1, -(-total // size))) - 1) * size
    rows = db.execute(
        "SELECT check_id, severity, reports.slug, agencies.name, agencies.slug, year, message_zh, message_en"  # noqa: S608
        f" FROM (SELECT findings.id FROM findings{joins} WHERE {where} ORDER BY findings.id LIMIT ? OFFSET ?) AS page"
        f" JOIN findings ON findings.id = page.id JOIN checks ON checks.id = check_id{JOINS} ORDER BY findings.id",
        [*values, size, offset],
    )
    return rows.fetchall(), total


def failures(rows: Iterable[sqlite3.Row], language: Language) -> Failures:
    """What was read, in the words of a language."""
    message = f"message_{language.code}"
    return Failures(Failure._make((*row[:-2], pieces(row[message][:LONGEST]))) for row in rows)


def _where(asked: Filter) -> tuple[str, list[Any]]:
    parts = [(condition, getattr(asked, name)) for name, condition in CONDITIONS.items() if getattr(asked, name)]
    region, codes = Filter(region=asked.region).where("agencies.region_code")
    which = [] if asked.check else [CONTRADICTIONS]
    return " AND ".join([region, *which, *(condition for condition, _ in parts)]), [
        *codes,
        *(value for _, value in parts),
    ]
