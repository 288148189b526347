"""Which printings of a table count, and what becomes of figures on which two of them differ."""

from __future__ import annotations

from collections.abc import Sequence

from govreports.form import TABLE_NAMES, TableName
from govreports.match.drafts import Draft
from govreports.notes import NOTES
from govreports.report import Cell, Line, Problem, Table, Value

# A printing with fewer than this share of another's rows is no table but words of the narrative.
FULL_ENOUGH = 0.7
# A table without a figure counts, beside tables with figures, from this many rows on.
ROWS_OF_AN_EMPTY_TABLE: dict[TableName, int] = {"proactive": 5, "requests": 12, "reviews": 1}


def genuine(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that are tables, for each kind the one with most figures first; none when no draft has figures."""
    if all(draft.empty for draft in drafts):
        return []
    kept: list[Draft] = []
    for name in TABLE_NAMES:
        alike = [d for d in drafts if d.name == name and (not d.empty or d.found >= ROWS_OF_AN_EMPTY_TABLE[name])]
        if len(alike) > 1:
            fullest = max(draft.found for draft in alike)
            alike = [draft for draft in alike if draft.found >= FULL_ENOUGH * fullest]
            alike.sort(key=lambda draft: -draft.figures)
        kept += alike
    return kept


def merged(tables: Sequence[Table]) -> tuple[Table, list[Problem]]:
    """The first table, without the figures that another one contradicts."""
    first = tables[0]
    if len(tables) == 1:
        return first, []
    others = [table.values for table in tables[1:] if any(value is not None for value in table.values.values())]
    disputed = {
        figure_id
        for figure_id, value in (first.values.items() if others else ())
        if any(figure_id in other and other[figure_id] != value for other in others)
    }
    if not disputed:
        return first, []
    cells = tuple(_row(line, disputed) for line in first.lines)
    told = Problem(
        "同一种表印了不止一次，而且数字不同；有出入的数字未录入。",
        "A table is printed more than once with different figures; the figures that differ are not read.",
    )
    return first._replace(cells_of_rows=cells), [told]


def _row(line: Line, disputed: set[int]) -> tuple[Cell, ...]:
    return tuple(
        _disputed(cell) if id in disputed else cell for id, cell in zip(line.figure_ids, line.cells, strict=True)
    )


def _disputed(cell: Cell) -> Cell:
    unread: Value = None
    return Cell(unread, NOTES["printed_twice"].status, cell.raw, cell.span, "printed_twice")
