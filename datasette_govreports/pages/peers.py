"""A report's figures against bodies of the same kind in the same year: the range and the median, and of how many."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datasette_govreports.pages.book import Book
from datasette_govreports.pages.form import Value, Values
from datasette_govreports.pages.highlights import FAVOURABLE, total_of, totals_by_row

TOO_FEW = 5  # of fewer reports, a median tells about single bodies and not about their kind
SMALLEST = 10  # no share is taken of fewer requests; so it is in totals.sql


@dataclass(frozen=True, slots=True)
class Range:
    """One figure among bodies of the same kind.

    measure: received, granted_share, denied_share or reviews
    own: the figure of this report, or None
    low: smallest
    median: median
    high: largest
    reports: how many reports give it
    """

    measure: str
    own: Value
    low: float
    median: float
    high: float
    reports: int

    @property
    def texts(self) -> list[str]:
        """All of these as they are shown: shares in percent, whole numbers in groups of three."""
        share = self.measure.endswith("share")
        values = [_shown(value, share=share) for value in (self.own, self.low, self.median, self.high)]
        return [*values, f"{self.reports:,}"]


@dataclass(frozen=True, slots=True)
class Peers:
    """Bodies of the same kind.

    kind: the kind, or None where it is not known
    reports: the most reports that any of the figures rests on; this one is among them
    ranges: the figures; none where there are too few reports
    """

    kind: str | None
    reports: int
    ranges: tuple[Range, ...]


ROWS = """
SELECT measure, low, median, high, reports FROM peer_ranges WHERE kind = ? AND year = ? AND area = ?
ORDER BY instr('received granted_share denied_share reviews', measure)
"""


def rows(db: sqlite3.Connection, kind: str | None, year: int | None, scope: str | None) -> Sequence[sqlite3.Row]:
    """The ranges of a kind and year. Reports of a whole area are compared with each other only."""
    return db.execute(ROWS, (kind, year, scope == "area")).fetchall()


def peers(rows: Sequence[sqlite3.Row], kind: str | None, own: Mapping[str, Value]) -> Peers:
    """These ranges with the figures of one report."""
    ranges = (Range(row[0], own.get(row[0]), *row[1:]) for row in rows if row[4] >= TOO_FEW)
    return Peers(kind, max((row[4] for row in rows), default=0), tuple(ranges))


def measures(book: Book, held: Mapping[str, Values]) -> dict[str, Value]:
    """The same figures of one report."""
    totals = totals_by_row(book, held.get("requests", {}))
    denied = [totals.get(row.code) for row in book.rows if row.group == "denied"]
    cases = [held.get("reviews", {}).get(figure) for _, ids in book.blocks for figure in ids]
    handled = totals.get("total")
    return {
        "received": totals.get("new"),
        "granted_share": _percent(total_of([totals.get(code) for code in FAVOURABLE]), handled),
        "denied_share": _percent(total_of(denied), handled),
        "reviews": total_of(cases),
    }


def _percent(part: Value, whole: Value) -> Value:
    if part is None or whole is None or whole < SMALLEST or part > whole:
        return None
    return 100 * part / whole


def _shown(value: Value, *, share: bool) -> str:
    if value is None:
        return "—"
    if share:
        return f"{value:.1f}%"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
