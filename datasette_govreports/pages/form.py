"""The official form, from the database's `form_*` tables: its figures, and the cells of its printed tables."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from datasette_govreports.language import Language

TABLES = ("proactive", "requests", "reviews")

Value = int | float | None
Values = dict[int, Value]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure that a report can hold.

    id: permanent number
    table: table of the database
    row: code of its row, in section 4 of its block
    column: column of that table
    label: row and column in the page's language
    unit: its unit
    kind: count, change or money
    """

    id: int
    table: str
    row: str
    column: str
    label: str
    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell of the printed grid.

    y, x: place from the top and from the left, from 0
    height, width: lines and places it spans
    role: corner, columns, column, rows, row or figure
    label: words of a header
    figure_id: the figure that stands here
    """

    y: int
    x: int
    height: int
    width: int
    role: str
    label: str
    figure_id: int | None

    @property
    def id(self) -> str:
        """Name of a header within its table."""
        return f"{self.y}-{self.x}"

    @property
    def spans(self) -> str:
        """The attributes of a table cell that say how far it reaches."""
        wide = f' colspan="{self.width}"' if self.width > 1 else ""
        return wide + (f' rowspan="{self.height}"' if self.height > 1 else "")

    def heads_column_of(self, other: Slot) -> bool:
        """Whether the two share a column."""
        return self.x < other.x + other.width and other.x < self.x + self.width

    def heads_row_of(self, other: Slot) -> bool:
        """Whether this one stands to the left of the other, in one of its lines."""
        return self.x < other.x and self.y < other.y + other.height and other.y < self.y + self.height


def figures(db: sqlite3.Connection, language: Language) -> dict[int, Figure]:
    """Every figure of the form by id."""
    lang = language.code
    rows = db.execute(
        f"SELECT id, table_name, row_code, column_name, label_{lang}, unit_{lang}, kind FROM form_figures"  # noqa: S608
        " ORDER BY id"
    )
    return {row[0]: Figure(*row) for row in rows}
