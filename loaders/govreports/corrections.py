"""The table of corrections: what the publisher or a reader says of a printed figure. It is told beside the figure."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from govreports.form import BY_ID, FIGURES, Text

# The header, and what is to be written in each column.
COLUMNS: dict[str, Text] = {
    "report": Text("报告网址中的代号，十二位", "the slug in the address of the report, twelve characters"),
    "cell": Text(
        "数字的地址，如 new.total，由 govreports explain 列出",
        "the address of a figure, such as new.total, as govreports explain prints it",
    ),
    "note": Text("一段文字，有逗号的加引号", "text, in quotes where it holds a comma"),
    "link": Text("http 或 https 网址，或者留空", "an address of http or https, or nothing"),
    "date": Text("日期，如 2024-05-31", "a date such as 2024-05-31"),
}
_SLUG = re.compile(r"[0-9a-f]{12}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
# A finding names a figure of section 2 or 4 by its column; row and column with a point between them are understood too.
_NAMED = {name: figure.id for figure in FIGURES for name in (figure.address, f"{figure.row}.{figure.column}")}
# A copy that says the same is the same report; what is said of an earlier version need not hold of the current one.
_REPORT = "SELECT report_id FROM report_sources WHERE slug = ? AND relation IN ('current', 'same')"


class Correction(NamedTuple):
    """What is said of one figure of one report.

    `line` is its line in the table, from 1; `figure_id` that of `form.FIGURES`; `published_on` an ISO date. `link` is
    None where there is none.
    """

    line: int
    report: str
    figure_id: int
    note: str
    link: str | None
    published_on: str


def correction(row: dict[str, str], line: int) -> Correction:
    """One row of the table. Raises ValueError with the column that is wrong."""
    said = {column: " ".join((row.get(column) or "").split()) for column in COLUMNS}
    fits = {
        "report": _SLUG.fullmatch(said["report"]) is not None,
        "cell": said["cell"] in _NAMED,
        "note": said["note"] != "" and said["note"].isprintable() and None not in row,
        "link": said["link"] == "" or _is_address(said["link"]),
        "date": _is_date(said["date"]),
    }
    for column, is_right in fits.items():
        if not is_right:
            raise ValueError(column)
    return Correction(line, said["report"], _NAMED[said["cell"]], said["note"], said["link"] or None, said["date"])


def _is_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and link.isprintable() and " " not in link


def _is_date(printed: str) -> bool:
    try:
        return bool(_DATE.fullmatch(printed) and date.fromisoformat(printed))
    except ValueError:
        return False


def write(db: sqlite3.Connection, corrections: Iterable[Correction]) -> list[Correction]:
    """Put the corrections into their table, once all reports are there.

    Returns those that are left out: the database has no such report, or only a later version of it.
    """
    left_out = []
    for one in corrections:
        found = db.execute(_REPORT, (one.report,)).fetchone()
        if found is None:
            left_out.append(one)
            continue
        figure = BY_ID[one.figure_id]
        row = (*found, one.line, figure.table, figure.row, figure.name, one.note, one.link, one.published_on)
        db.execute("INSERT INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    return left_out
