"""Settling what single rows left open: by their table as a whole, and by the other tables of the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from govreports.match import rows
from govreports.match.align import at_offset, by_arithmetic, confirmed, contradicts, unplaced
from govreports.match.drafts import Draft, Found
from govreports.match.rows import Row, Sums
from govreports.notes import NOTES
from govreports.report import Cell, Line, Table

# A layout names a table when at least this share of its rows stands so.
MOSTLY = 0.8


class Signs(NamedTuple):
    """What a document says about each of its rows."""

    vanishing: bool  # cells vanish or intrude
    intruded: bool  # some row has one number too many
    unterminated: bool  # rows end without a bar, so that what follows a last bar is a cell
    gaps: bool  # bars are missing between some cells
    bare: bool  # some rows have a line for each cell, and no bars
    shares_lines: bool  # rows stand on a line each, so that a figure on a line of its own is out of place
    strays: bool = False  # numbers stand alone outside the tables, as page numbers do


def signs_of(drafts: Sequence[Draft]) -> Signs:
    """Gather the signs from every row of every table; what only the text outside them tells is left to the caller."""
    signs = 0
    for draft in drafts:
        for _, row in draft.rows:
            if row:
                signs |= row.signs
    both_ends = rows.LINE_ENDS | rows.NO_LINE_ENDS
    gaps = signs & rows.GAPS or signs & both_ends == both_ends or (signs & both_ends and any(map(_uneven, drafts)))
    return Signs(
        vanishing=bool(signs & rows.VANISHED),
        intruded=bool(signs & rows.INTRUDED),
        unterminated=bool(signs & rows.UNTERMINATED),
        gaps=bool(gaps),
        bare=bool(signs & rows.BARE),
        shares_lines=bool(signs & rows.SHARES_LINE),
    )


def _uneven(draft: Draft) -> bool:
    """Whether rows that should have as many cells do not, where each bar stands on a line of its own.

    The last row is left out: what pads it is often trimmed away with the end of the table.
    """
    surplus: dict[str, int] = {}
    return any(
        surplus.setdefault(found.shape.alike, row.surplus - row.open_end) != row.surplus - row.open_end
        for found, row in draft.rows[:-1]
        if row and row.layout.endswith("_cell")
    )


class Sides(NamedTuple):
    """How many empty cells stand before and behind the columns, where all rows that show it agree."""

    lead: int | None
    trail: int | None


def settle(draft: Draft, drafts: Sequence[Draft], signs: Signs) -> Table:
    """The table with every cell either read or marked as not read."""
    doubtful = any(row and len(row.choices) > 1 for _, row in draft.rows)
    sides = _sides(draft, drafts, signs.unterminated) if doubtful else Sides(None, None)
    lines = tuple(_line(found, row, signs, sides, draft.labelled) for found, row in draft.rows)
    return Table(draft.name, draft.edition, _layout(draft.rows), draft.span, lines)


def _sides(draft: Draft, drafts: Sequence[Draft], unterminated: bool) -> Sides:
    """By the rows of the table; where none of them shows it, by those of the other tables with labelled rows."""
    certain = _certain(draft, unterminated)
    if not certain and draft.labelled:
        certain = [each for other in drafts if other.labelled for each in _certain(other, unterminated)]
    leads = {offset for _, offset in certain}
    trails = {row.surplus - offset for row, offset in certain}
    return Sides(leads.pop() if len(leads) == 1 else None, trails.pop() if len(trails) == 1 else None)


def _certain(draft: Draft, unterminated: bool) -> list[tuple[Row, int]]:
    """The rows whose columns can begin at one place only, and that place."""
    rows = [row for _, row in draft.rows if row and row.choices]
    return [(row, own[0]) for row in rows if len(own := _own_choices(row, unterminated, draft.labelled)) == 1]


def _own_choices(row: Row, unterminated: bool, labelled: bool) -> tuple[int, ...]:
    """Where the columns may begin, by the row itself. What follows a closing bar is no cell, by the other rows.

    The row of section 四 has no label and no like, so that nothing tells a bar that opens it from one that closes it.
    """
    if row.open_end and labelled and not unterminated:
        return tuple(offset for offset in row.choices if offset < row.surplus)
    return row.choices


def _line(found: Found, row: Row | None, signs: Signs, sides: Sides, labelled: bool) -> Line:
    ids = found.shape.figure_ids
    if row is None:
        return Line(found.code, ids, 0, missing(len(ids)))
    cells = row.cells
    if row.choices:
        if not row.certain:
            cells = _chosen(found, row, signs, sides, labelled)
    elif row.summed and (signs.strays or (signs.intruded and row.summed == "fewer")):
        cells = unplaced(cells, "cells_vanished")
    elif row.trusts_count and _doubted(row, found.shape.columns.sums, signs):
        cells = unplaced(cells, "table_unsound")
    return tuple.__new__(Line, (found.code, ids, found.start, cells))


def _doubted(row: Row, sums: Sums, signs: Signs) -> bool:
    """Whether the number of cells is not enough to place a row, for what else stands in the document."""
    if signs.shares_lines and row.layout == "bare_cell":
        return not confirmed(row.cells, sums)
    if signs.vanishing and signs.strays and not sums:
        return True  # a page number may stand for a cell that vanished, and no sum would tell
    return signs.vanishing and contradicts(row.cells, sums)


def _chosen(found: Found, row: Row, signs: Signs, sides: Sides, labelled: bool) -> tuple[Cell, ...]:
    """The cells where the columns begin; unread when that, or a bar lost beside an empty cell, leaves a doubt."""
    offsets = set(_own_choices(row, signs.unterminated, labelled))
    if len(offsets) > 1:
        told = {sides.lead, row.surplus - sides.trail if sides.trail is not None else None} - {None}
        offsets = offsets & told if len(told) == 1 and offsets & told else offsets
    columns = found.shape.columns
    if len(offsets) != 1:
        summed = None if signs.gaps else by_arithmetic(found.text, columns, sorted(offsets))
        return summed or unplaced(row.cells, "cells_vanished")
    offset = offsets.pop()
    cells = row.cells if offset == row.choices[0] else at_offset(found.text, columns, offset)
    if signs.gaps and not all(cell.raw for cell in cells):
        return unplaced(cells, "cells_vanished")
    return cells


@cache
def missing(width: int) -> tuple[Cell, ...]:
    """The cells of a row that is not there."""
    return (Cell(None, NOTES["row_not_found"].status, "", None, "row_not_found"),) * width


def _layout(rows: Iterable[tuple[Found, Row | None]]) -> str:
    layouts = [row.layout for _, row in rows if row]
    for layout in dict.fromkeys(layouts):
        if layouts.count(layout) >= MOSTLY * len(layouts):
            return layout
    return "mixed"
