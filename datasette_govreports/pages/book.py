"""The form as one database holds it: what every page of a report needs and no report changes. Read once, used often."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from datasette_govreports.language import Language
from datasette_govreports.links import quoted
from datasette_govreports.pages import form
from datasette_govreports.pages.form import TABLES, Figure, Values
from datasette_govreports.pages.grids import Grid, grid


@dataclass(frozen=True, slots=True)
class Row:
    """A row of section 3.

    code: its code
    label: what the form calls it
    group: code of the group it stands in, or None
    group_label: what the form calls that
    article: article of the Regulations behind it, or None
    total: id of its figure for all applicants
    name: its label in short
    outcome: what became of requests, in short, where several rows may tell the same
    """

    code: str
    label: str
    group: str | None
    group_label: str | None
    article: str | None
    total: int
    name: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that reports are checked against.

    path: its name as a part of an address
    title: its title
    severity: error, warning or note
    meaning: what a reader would get wrong
    correction: what the publisher should look at
    """

    path: str
    title: str
    severity: str
    meaning: str
    correction: str


CHECKS = "SELECT id, title_{lang}, severity, meaning_{lang}, correction_{lang} FROM checks"


@dataclass(frozen=True, slots=True)
class Book:
    """The form of one database in one language.

    language: the language
    figures: every figure by id
    named: id by table, row code and column
    cells: id by table and by what findings call a cell
    columns: the columns of each table that hold figures
    places: the figures of those columns in each row of each table; row ids of section 3, else 0
    editions: names of the editions
    newest: the latest edition
    sections: number, heading and table of each section
    rows: the rows of section 3
    names: their labels in short, by code
    blocks: headings at the top of section 4, with the totals below each
    notes: what the notes on cells say
    checks: what each rule is
    grids: each table as each edition prints it
    """

    language: Language
    figures: Mapping[int, Figure]
    named: Mapping[tuple[str, str, str], int]
    cells: Mapping[tuple[str, str], int]
    columns: Mapping[str, tuple[str, ...]]
    places: Mapping[tuple[str, int], tuple[int, ...]]
    editions: Mapping[str, str]
    newest: str
    sections: tuple[tuple[int, str, str | None], ...]
    rows: tuple[Row, ...]
    names: Mapping[str, str]
    blocks: tuple[tuple[str, tuple[int, ...]], ...]
    notes: Mapping[str, str]
    checks: Mapping[str, Check]
    grids: Mapping[tuple[str, str], Grid]

    def values(self, db: sqlite3.Connection, reports: Collection[int]) -> dict[int, dict[str, Values]]:
        """The figures of each report by table and figure id. A table that a source does not hold is not there."""
        found: dict[int, dict[str, Values]] = {report: {} for report in reports}
        marks = ", ".join("?" * len(found))
        for table, columns in self.columns.items():
            row_id = "row_id" if table == "requests" else "0"
            rows = db.execute(
                f"SELECT report_id, {row_id}, {', '.join(columns)} FROM {table} WHERE report_id IN ({marks})",  # noqa: S608
                [*found],
            )
            for report, row, *values in rows:
                found[report].setdefault(table, {}).update(zip(self.places[table, row], values, strict=True))
        return found

    def fullest_edition(self, table: str, held: Values) -> str:
        """The edition that has a place for most of these figures; of two, the later."""
        counts = {
            edition: sum(held.get(figure) is not None for figure in grid.figure_ids)
            for (name, edition), grid in self.grids.items()
            if name == table
        }
        return max(counts, key=lambda edition: (counts[edition], edition))


ROWS = """
SELECT r.code, r.label_{lang}, r.group_code, g.label_{lang}, r.article, f.id
FROM form_request_rows r
    JOIN form_figures f ON f.row_code = r.code AND f.table_name = 'requests' AND f.column_name = 'total'
    LEFT JOIN form_request_groups g ON g.code = r.group_code
ORDER BY r.id
"""
BLOCKS = """
SELECT h.label_{lang}, f.id FROM form_cells h
    JOIN form_cells c ON c.table_name = h.table_name AND c.edition = h.edition
    JOIN form_figures f ON f.id = c.figure_id
WHERE h.table_name = 'reviews' AND h.edition = (SELECT max(id) FROM form_editions) AND h.y = 0
    AND c.x >= h.x AND c.x < h.x + h.width AND f.column_name LIKE '%\\_total' ESCAPE '\\'
ORDER BY h.x
"""


def book(db: sqlite3.Connection, language: Language) -> Book:
    """The form of a database."""

    def rows(sql: str) -> list[sqlite3.Row]:
        return db.execute(sql.format(lang=language.code)).fetchall()

    figures = form.figures(db, language)
    blocks: dict[str, list[int]] = {}
    for label, figure in rows(BLOCKS):
        blocks.setdefault(label, []).append(figure)
    lines = tuple(_row(*row) for row in rows(ROWS))
    editions = dict(map(tuple, rows("SELECT id, name_{lang} FROM form_editions ORDER BY id")))
    printed = db.execute("SELECT DISTINCT table_name, edition FROM form_cells").fetchall()
    return Book(
        language=language,
        figures=figures,
        named={(f.table, f.row, f.column): f.id for f in figures.values()},
        cells={(f.table, name): f.id for f in figures.values() for name in _names(f)},
        columns={table: _columns(figures, table) for table in TABLES},
        places=_places(db, figures),
        editions=editions,
        newest=max(editions),
        sections=tuple(
            map(tuple, rows("SELECT number, heading_{lang}, table_name FROM form_sections ORDER BY number"))
        ),
        rows=lines,
        names={row.code: row.name for row in lines},
        blocks=tuple((label, tuple(ids)) for label, ids in blocks.items()),
        notes=dict(map(tuple, rows("SELECT code, message_{lang} FROM form_notes"))),
        checks={id: Check(quoted(id), *told) for id, *told in rows(CHECKS)},
        grids={(table, edition): grid(db, table, edition, figures, language) for table, edition in printed},
    )


def _row(code: str, label: str, group: str | None, group_label: str | None, article: str | None, total: int) -> Row:
    outcome = (group_label if group != "results" else label) or label
    return Row(code, label, group, group_label, article, total, short(label), short(outcome))


def short(label: str) -> str:
    """A label of the form without its numbering and without what stands in brackets."""
    return re.sub(r"^\s*[（(][^）)]*[）)]\s*|\s*[（(].*$", "", label)


def _columns(figures: Mapping[int, Figure], table: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(figure.column for figure in figures.values() if figure.table == table))


def _places(db: sqlite3.Connection, figures: Mapping[int, Figure]) -> dict[tuple[str, int], tuple[int, ...]]:
    row_ids = dict(map(tuple, db.execute("SELECT code, id FROM form_request_rows").fetchall()))
    places: dict[tuple[str, int], list[int]] = {}
    for figure in figures.values():
        row = row_ids[figure.row] if figure.table == "requests" else 0
        places.setdefault((figure.table, row), []).append(figure.id)
    return {key: tuple(ids) for key, ids in places.items()}


def _names(figure: Figure) -> tuple[str, str]:
    """A cell is named row.column, with the database's column or with the part of it after the row."""
    return f"{figure.row}.{figure.column}", f"{figure.row}.{figure.column.removeprefix(figure.row + '_')}"
