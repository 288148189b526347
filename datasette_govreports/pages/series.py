"""The key figures of several reports of one body, side by side. Reports of a whole area never stand among its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from datasette_govreports.pages.book import Book
from datasette_govreports.pages.cells import number
from datasette_govreports.pages.form import Value, Values
from datasette_govreports.pages.highlights import outcomes, total_of, totals_by_row

MOST = 60  # reports of one body that its page looks at


class Line(NamedTuple):
    """A report of the body.

    id: number in this build
    slug: name in addresses
    year: year reported on, or None
    scope: own, area or None
    status: complete, partial or narrative
    published_on: date of publication, or None
    passed: checks passed
    failed: checks failed
    not_assessable: checks that a missing figure leaves undecided
    """

    id: int
    slug: str
    year: int | None
    scope: str | None
    status: str
    published_on: str | None
    passed: int
    failed: int
    not_assessable: int


class Compared(NamedTuple):
    """One key figure in several years.

    label: what the form calls it
    values: the number of each year; empty where it is not known
    changes: how it changed to each of these years from the one before; empty where either is not known
    cells: each number with its change behind it, in small type, as cells of a table; a dash where it is not known
    """

    label: str
    values: tuple[str, ...]
    changes: tuple[str, ...]
    cells: Markup


LINES = """
SELECT id, slug, year, scope, status, published_on, checks_passed, checks_failed, checks_not_assessable
FROM reports WHERE agency_id = ? ORDER BY year, published_on, slug LIMIT ?
"""


def lines(db: sqlite3.Connection, agency: int | None) -> tuple[Line, ...]:
    """The reports of a body by year."""
    return tuple(Line(*row) for row in db.execute(LINES, (agency, MOST)))


def by_year(reports: Iterable[Line], *, area: bool) -> dict[int, Line]:
    """One report for each year, of the body itself or of its whole area; of several, the one published last."""
    return {r.year: r for r in reports if r.year is not None and (r.scope == "area") is area}


def neighbours(report: sqlite3.Row, reports: Iterable[Line]) -> tuple[Line | None, Line | None]:
    """Those of a body's reports that are of the year before and the year after a report, and of its scope."""
    if not report["year"]:
        return None, None
    around = by_year(reports, area=report["scope"] == "area")
    return around.get(report["year"] - 1), around.get(report["year"] + 1)


def missing(years: Iterable[int]) -> tuple[int, ...]:
    """The years between the first and the last of these that are not among them."""
    known = set(years)
    return tuple(year for year in range(min(known), max(known)) if year not in known) if known else ()


def values(db: sqlite3.Connection, book: Book, reports: Collection[int]) -> dict[int, dict[str, Values]]:
    """What the key figures of these reports are made from, by table and figure id."""
    marks, total = ", ".join("?" * len(reports)), book.columns["requests"].index("total")
    found: dict[int, dict[str, Values]] = {report: {} for report in reports}
    rows = db.execute(f"SELECT report_id, row_id, total FROM requests WHERE report_id IN ({marks})", [*reports])  # noqa: S608
    for report, row, value in rows:
        found[report].setdefault("requests", {})[book.places["requests", row][total]] = value
    ids = [id for _, block in book.blocks for id in block]
    columns = ", ".join(book.figures[id].column for id in ids)
    rows = db.execute(f"SELECT report_id, {columns} FROM reviews WHERE report_id IN ({marks})", [*reports])  # noqa: S608
    for report, *numbers in rows:
        found[report]["reviews"] = dict(zip(ids, numbers, strict=True))
    return found


KEY_ROWS = ("new", "carried_over", "total", "carried_forward")


def labels(book: Book) -> list[str]:
    """Whatever the form of a book may call a key figure, in an order that is the same in every language."""
    return [*(book.names[code] for code in KEY_ROWS), *outcome_labels(book), *(label for label, _ in book.blocks)]


def renamed(book: Book, other: Book) -> dict[str, str]:
    """What another book calls each key figure, by what a book calls it."""
    return dict(zip(labels(book), labels(other), strict=True))


def outcome_labels(book: Book) -> list[str]:
    """What it calls each outcome, as often as there are rows of it."""
    return [row.outcome for row in book.rows if row.group and row.code != "total"]


def key_figures(book: Book, held: Mapping[str, Values]) -> Iterator[tuple[str, Value]]:
    """The key figures of one report, named by the form: requests, what became of them, reviews and suits."""
    requests = held.get("requests", {})
    totals = totals_by_row(book, requests)
    for code in KEY_ROWS[:2]:
        yield book.names[code], totals.get(code)
    yield from outcomes(book, totals)
    for code in KEY_ROWS[2:]:
        yield book.names[code], totals.get(code)
    for label, ids in book.blocks:
        yield label, total_of([held.get("reviews", {}).get(figure) for figure in ids])


def compared(book: Book, years: Sequence[Mapping[str, Values] | None]) -> tuple[Compared, ...]:
    """The key figures of reports that follow each other; None stands for a year without one."""
    return beside([dict(key_figures(book, held)) if held is not None else {} for held in years])


def beside(figures: Sequence[Mapping[str, Value]]) -> tuple[Compared, ...]:
    """The same of key figures by label; of a year without a report there are none."""
    # The editions differ in one outcome; the report with most of them gives the order.
    fullest: list[str] = max((list(year) for year in figures), key=len, default=[])
    labels = dict.fromkeys([*fullest, *(label for year in figures for label in year)])
    return tuple(_compared(label, [year.get(label) for year in figures]) for label in labels)


def _compared(label: str, values: Sequence[Value]) -> Compared:
    pairs = zip([None, *values], values, strict=False)
    changes = (number(now - then, "change") if now is not None and then is not None else "" for then, now in pairs)
    shown, changed = tuple(map(number, values)), tuple(changes)
    return Compared(label, shown, changed, _cells(shown, changed))


def _cells(values: Sequence[str], changes: Sequence[str]) -> Markup:
    told = (
        f"{value or '—'} <small>{change}</small>" if change not in {"", "0"} else value or "—"
        for value, change in zip(values, changes, strict=True)
    )
    return Markup("".join([f'<td class="num">{one}</td>' for one in told]))  # noqa: S704 - numbers only
