"""Reading one printed table: labels and a text in, lines of figures out. One way for every table and layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from govreports.form import Edition, TableName
from govreports.match.align import Row, Sums, at_offset, by_arithmetic, confirmed, contradicts, read_row, unplaced
from govreports.match.labels import Anchor
from govreports.match.plan import Shape
from govreports.notes import NOTES
from govreports.report import Cell, Line, Table
from govreports.spans import Span

# Nothing that belongs to a row stands further from its label than this.
LONGEST_ZONE = 600
# A layout names a table when at least this share of its rows stands so.
MOSTLY = 0.8


class Found(NamedTuple):
    """One row of a printed table: its code, its shape, and the zone of text after its label."""

    code: str
    shape: Shape
    start: int
    text: str


class Draft(NamedTuple):
    """A printed table before its doubtful rows are settled: rows as read, or None for a row that is not there."""

    name: TableName
    edition: Edition | None
    span: Span
    rows: tuple[tuple[Found, Row | None], ...]

    @property
    def figures(self) -> int:
        """How many rows hold anything at all."""
        return sum(1 for _, row in self.rows if row and row.length)

    @property
    def barred(self) -> list[Row]:
        """The rows that bars cut into cells."""
        return [row for _, row in self.rows if row and row.choices]

    @property
    def uneven(self) -> bool:
        """Whether rows that should have as many cells do not, where each bar stands on a line of its own.

        The last row is left out: what pads it is often trimmed away with the end of the table.
        """
        counts: dict[str, set[int]] = {}
        for found, row in self.rows[:-1]:
            if row and row.layout.endswith("_cell"):
                counts.setdefault(found.shape.alike, set()).add(row.surplus)
        return any(len(surpluses) > 1 for surpluses in counts.values())

    @property
    def labelled(self) -> bool:
        """Whether labels precede the rows, so that cells are counted from a label."""
        return self.name != "reviews"

    @property
    def vanishing(self) -> bool:
        """Whether some row shows that cells vanish or intrude in this text."""
        return any(row.vanished for _, row in self.rows if row)


def zone(text: str, anchors: Sequence[Anchor], position: int) -> tuple[int, str]:
    """Where the zone after a label begins, and its text: up to the next label."""
    start = anchors[position].end
    end = anchors[position + 1].start if position + 1 < len(anchors) else len(text)
    return start, text[start : min(end, start + LONGEST_ZONE)]


def read(found: Found) -> tuple[Found, Row]:
    """Read one row of a table."""
    return found, read_row(found.text, found.shape.columns)


def absent(code: str, shape: Shape) -> tuple[Found, None]:
    """A row of the edition that the printed table does not have."""
    return Found(code, shape, 0, ""), None


def span_of(anchors: Sequence[Anchor], first: int, rows: Sequence[tuple[Found, Row | None]]) -> Span:
    """From the table's first header or label to its last figure."""
    table = anchors[first].label.table
    while first and anchors[first - 1].label.table == table and anchors[first - 1].label.kind != "section":
        first -= 1
    last = max((found.start + row.length for found, row in rows if row), default=anchors[first].end)
    return Span(anchors[first].start, last)


class Context(NamedTuple):
    """What a table, or its document, says about each of its rows."""

    vanishing: bool  # cells vanish or intrude somewhere in the document
    unterminated: bool  # rows end without a bar, so that what follows a last bar is a cell
    gaps: bool  # bars are missing between some cells
    shares_lines: bool  # rows stand on a line each, so that a figure on a line of its own is out of place
    intruded: bool  # some row has one number too many
    strays: bool  # numbers stand alone outside the tables
    lead: int | None  # cells before the columns, where all certain rows have as many
    trail: int | None  # cells behind them, likewise


def settle(draft: Draft, drafts: Sequence[Draft], strays: bool, shares_lines: bool) -> Table:
    """Settle what single rows left open, by the table as a whole and by the other tables of the document.

    Where cells vanish or intrude in the document, a row that only the number of its cells places is not believed when
    it contradicts itself. `strays` says that numbers stand alone outside the tables, as page numbers do;
    `shares_lines` that the heads of columns share a line.
    """
    context = _context(draft, drafts, strays, shares_lines)
    lines = tuple(_line(found, row, context) for found, row in draft.rows)
    return Table(draft.name, draft.edition, _layout(draft.rows), draft.span, lines)


def _context(draft: Draft, drafts: Sequence[Draft], strays: bool, shares_lines: bool) -> Context:
    everywhere = [row for each in drafts for row in each.barred]
    unterminated = any(row.unterminated for row in everywhere)
    certain = _certain(draft.barred, unterminated)
    if not certain and draft.labelled:
        certain = [each for other in drafts if other.labelled for each in _certain(other.barred, unterminated)]
    leads = {offset for _, offset in certain}
    trails = {row.surplus - offset for row, offset in certain}
    return Context(
        vanishing=any(each.vanishing for each in drafts),
        unterminated=unterminated,
        gaps=any(row.gaps for row in everywhere)
        or len(frozenset().union(*(row.ends for row in everywhere))) > 1
        or any(each.uneven for each in drafts),
        shares_lines=shares_lines or any(row.layout == "spaced_row" for each in drafts for _, row in each.rows if row),
        intruded=any(row.summed == "more" for each in drafts for _, row in each.rows if row),
        strays=strays,
        lead=leads.pop() if len(leads) == 1 else None,
        trail=trails.pop() if len(trails) == 1 else None,
    )


def _certain(rows: Iterable[Row], unterminated: bool) -> list[tuple[Row, int]]:
    """The rows whose columns can begin at one place only, and that place."""
    return [(row, own[0]) for row in rows if len(own := _own_choices(row, unterminated)) == 1]


def _own_choices(row: Row, unterminated: bool) -> tuple[int, ...]:
    """Where the columns may begin, by the row itself. What follows a row's closing bar is no cell."""
    if row.open_end and not unterminated:
        return tuple(offset for offset in row.choices if offset < row.surplus)
    return row.choices


def _line(found: Found, row: Row | None, context: Context) -> Line:
    ids = found.shape.figure_ids
    if row is None:
        return Line(found.code, ids, 0, missing(len(ids)))
    cells = row.cells
    sums = found.shape.columns.sums
    if row.choices:
        cells = _chosen(found, row, context)
    elif row.summed and (context.strays or (context.intruded and row.summed == "fewer")):
        cells = unplaced(cells, "cells_vanished")
    elif row.trusts_count and _doubted(row, sums, context):
        cells = unplaced(cells, "table_unsound")
    return Line(found.code, ids, found.start, cells)


def _doubted(row: Row, sums: Sums, context: Context) -> bool:
    """Whether the number of cells is not enough to place a row, for what else stands in the document."""
    if context.shares_lines and row.layout == "bare_cell":
        return not confirmed(row.cells, sums)
    if context.vanishing and context.strays and not sums:
        return True  # a page number may stand for a cell that vanished, and no sum would tell
    return context.vanishing and contradicts(row.cells, sums)


def _chosen(found: Found, row: Row, context: Context) -> tuple[Cell, ...]:
    """The cells where the columns begin; unread when that, or a bar lost beside an empty cell, leaves a doubt."""
    offsets = set(_own_choices(row, context.unterminated))
    if len(offsets) > 1:
        told = {context.lead, row.surplus - context.trail if context.trail is not None else None} - {None}
        offsets = offsets & told if len(told) == 1 and offsets & told else offsets
    columns = found.shape.columns
    if len(offsets) != 1:
        summed = None if context.gaps else by_arithmetic(found.text, columns, sorted(offsets))
        return summed or unplaced(row.cells, "cells_vanished")
    offset = offsets.pop()
    cells = row.cells if offset == row.choices[0] else at_offset(found.text, columns, offset)
    if context.gaps and not all(cell.raw for cell in cells):
        return unplaced(cells, "cells_vanished")
    return cells


@cache
def missing(width: int) -> tuple[Cell, ...]:
    """The cells of a row that is not there."""
    return (Cell(None, NOTES["row_not_found"].status, "", None, "row_not_found"),) * width


def _layout(rows: Iterable[tuple[Found, Row | None]]) -> str:
    counted = Counter(row.layout for _, row in rows if row).most_common()
    total = sum(count for _, count in counted)
    return counted[0][0] if counted and counted[0][1] >= MOSTLY * total else "mixed"
