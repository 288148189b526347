"""The key figures of one report, named by the form itself."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from datasette_govreports.language import Language
from datasette_govreports.pages.cells import number
from datasette_govreports.pages.form import Value, Values

ROWS = ("new", "granted", "partly_granted")
GROUPS = ("denied", "unavailable", "unprocessed")


@dataclass(frozen=True, slots=True)
class Highlight:
    """One key figure.

    label: what the form calls it
    text: the number; empty where it or a part of it is not known
    share: share of all outcomes in percent; empty where that says nothing
    figure_id: the figure in the table, where it is one and not a sum
    """

    label: str
    text: str
    share: str
    figure_id: int | None = None


def highlights(db: sqlite3.Connection, held: dict[str, Values], language: Language) -> tuple[Highlight, ...]:
    """Requests received, what became of them, and the cases about them."""
    requests = _requests(db, held["requests"], language) if "requests" in held else ()
    reviews = _reviews(db, held["reviews"], language) if "reviews" in held else ()
    return (*requests, *reviews)


def short(label: str) -> str:
    """A label without its numbering and without what stands in brackets."""
    return re.sub(r"^\s*[（(][^）)]*[）)]\s*|\s*[（(].*$", "", label)


def share(part: Value, whole: Value) -> str:
    """A share in percent; empty when a number is not known, the whole is 0, or the part is larger than it."""
    return f"{100 * part / whole:.1f}%" if part is not None and whole and part <= whole else ""


def total_of(parts: list[Value]) -> Value:
    """The sum, or None when a part is not known: NULL is never 0."""
    known = [part for part in parts if part is not None]
    return sum(known) if known and len(known) == len(parts) else None


def _requests(db: sqlite3.Connection, held: Values, language: Language) -> Iterator[Highlight]:
    rows = db.execute(
        f"SELECT r.code, r.label_{language.code}, group_code, g.label_{language.code}, f.id"  # noqa: S608
        " FROM form_request_rows r JOIN form_figures f ON f.row_code = r.code AND f.table_name = 'requests'"
        " AND f.column_name = 'total' LEFT JOIN form_request_groups g ON g.code = group_code ORDER BY r.id"
    ).fetchall()
    totals = {code: held.get(figure) for code, _, _, _, figure in rows}
    for code, label, _, _, figure in rows:
        if code in ROWS:
            of_all = "" if code == "new" else share(totals[code], totals["total"])
            yield Highlight(short(label), number(totals[code]), of_all, figure)
    for group in GROUPS:
        inside = [row for row in rows if row[2] == group]
        value = total_of([totals[row[0]] for row in inside])
        yield Highlight(short(inside[0][3]), number(value), share(value, totals["total"]))


def _reviews(db: sqlite3.Connection, held: Values, language: Language) -> Iterator[Highlight]:
    """One for each heading at the top of the table: the totals below it, added up."""
    rows = db.execute(
        f"SELECT h.label_{language.code}, f.id FROM form_cells h"  # noqa: S608
        " JOIN form_cells c ON c.table_name = h.table_name AND c.edition = h.edition"
        " JOIN form_figures f ON f.id = c.figure_id"
        " WHERE h.table_name = 'reviews' AND h.edition = (SELECT max(id) FROM form_editions) AND h.y = 0"
        " AND c.x >= h.x AND c.x < h.x + h.width AND f.column_name LIKE '%\\_total' ESCAPE '\\' ORDER BY h.x"
    ).fetchall()
    for label in dict.fromkeys(row[0] for row in rows):
        yield Highlight(label, number(total_of([held.get(figure) for name, figure in rows if name == label])), "")
