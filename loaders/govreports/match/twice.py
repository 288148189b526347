"""The same table printed more than once in one document."""

from __future__ import annotations

from collections.abc import Sequence

from govreports.notes import NOTES
from govreports.report import Cell, Line, Problem, Table, Value

# A further table counts when it has at least this share of the first one's filled lines.
FULL_ENOUGH = 0.5


def merged(tables: Sequence[Table]) -> tuple[Table, list[Problem]]:
    """The fullest table, without the figures that another full one contradicts; the fullest comes first."""
    first = tables[0]
    if len(tables) == 1:
        return first, []
    others = [table.values for table in tables[1:] if _filled(table) >= FULL_ENOUGH * _filled(first)]
    disputed = {
        figure_id
        for figure_id, value in first.values.items()
        if any(figure_id in other and other[figure_id] != value for other in others)
    }
    if not disputed:
        return first, []
    lines = tuple(_line(line, disputed) for line in first.lines)
    told = Problem(
        "同一种表印了不止一次，而且数字不同；有出入的数字未录入。",
        "A table is printed more than once with different figures; the figures that differ are not read.",
    )
    return first._replace(lines=lines), [told]


def _filled(table: Table) -> int:
    return sum(1 for line in table.lines if any(cell.raw for cell in line.cells))


def _line(line: Line, disputed: set[int]) -> Line:
    cells = tuple(
        _disputed(cell) if id in disputed else cell for id, cell in zip(line.figure_ids, line.cells, strict=True)
    )
    return line._replace(cells=cells)


def _disputed(cell: Cell) -> Cell:
    unread: Value = None
    return Cell(unread, NOTES["printed_twice"].status, cell.raw, cell.span, "printed_twice")
