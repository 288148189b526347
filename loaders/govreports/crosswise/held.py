"""Reports as these rules see them, read from the database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import compress
from typing import NamedTuple

from govreports.checks.subject import Result
from govreports.form import EDITIONS, FIGURES, ID_OF, Edition, requests
from govreports.identity.body import is_national
from govreports.report import Value

REPORTS = """
SELECT reports.id, agency_id, agencies.name, region_code, year, scope, published_on, proactive_edition,
    origin IS NOT NULL, reports.slug
FROM reports LEFT JOIN agencies ON agencies.id = agency_id ORDER BY reports.id
"""
# So many reports are read at a time, and no more figures are in memory.
AT_ONCE = 500
_SOME = "WHERE report_id IN (SELECT value FROM json_each(?))"
_NOT_ALL_ZERO = " OR ".join(f"{column.code} IS NOT 0" for column in requests.COLUMNS)
PROACTIVE = f"SELECT * FROM proactive {_SOME}"  # noqa: S608 - our names, as in the next three
REVIEWS = f"SELECT * FROM reviews {_SOME}"  # noqa: S608
# Most rows of section 三 are all zeros: of those it is enough to know that they are there.
ROWS = f"SELECT report_id, sum(1 << row_id) FROM requests {_SOME} GROUP BY report_id"  # noqa: S608
CELLS = f"SELECT * FROM requests {_SOME} AND ({_NOT_ALL_ZERO})"  # noqa: S608
Values = Mapping[int, Value]

_PROACTIVE = tuple(figure for figure in FIGURES if figure.table == "proactive")
_IN_PROACTIVE = tuple(figure.id for figure in _PROACTIVE)
# Which of them an edition prints. Of a table that mixes editions any can be there.
_PRINTED = {
    edition: tuple(edition is None or edition in figure.editions for figure in _PROACTIVE)
    for edition in (None, *EDITIONS)
}
_IN_REVIEWS = tuple(figure.id for figure in FIGURES if figure.table == "reviews")
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
    """Results, and the report that they are about."""

    report: int
    results: Iterable[Result]


def reports_of(db: sqlite3.Connection) -> list[Held]:
    """Every report, by its number."""
    return [Held(*row) for row in db.execute(REPORTS)]


def figures_of(db: sqlite3.Connection, reports: Sequence[Held]) -> Iterator[Values]:
    """Of each of some reports, in their order, every figure that its tables print by their editions, by id.

    None is one that was not read.
    """
    for start in range(0, len(reports), AT_ONCE):
        some = reports[start : start + AT_ONCE]
        yield from map(_figures(db, some).__getitem__, (report.id for report in some))


def _figures(db: sqlite3.Connection, reports: Iterable[Held]) -> Mapping[int, Values]:
    """The same by report."""
    editions = {report.id: report.proactive_edition for report in reports}
    ids = json.dumps(list(editions))
    rows = dict(db.execute(ROWS, (ids,)).fetchall())
    figures = {id: _zeros(rows.get(id, 0)).copy() for id in editions}
    for id, row, *cells in db.execute(CELLS, (ids,)):
        figures[id].update(zip(_IN_ROW[row], cells, strict=True))
    for id, *row in db.execute(PROACTIVE, (ids,)):
        printed = _PRINTED[editions[id]]
        figures[id].update(zip(compress(_IN_PROACTIVE, printed), compress(row, printed), strict=True))
    for id, *row in db.execute(REVIEWS, (ids,)):
        figures[id].update(zip(_IN_REVIEWS, row, strict=True))
    return figures


@cache
def _zeros(rows: int) -> dict[int, Value]:
    """The figures of some rows of section 三, all 0. Each row is the bit of its number."""
    return dict.fromkeys((id for row, ids in _IN_ROW.items() if rows >> row & 1 for id in ids), 0)
