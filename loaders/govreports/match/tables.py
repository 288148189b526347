"""Reading one printed table: labels and a text in, lines of figures out. One way for every table and layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from govreports.form import Edition, TableName
from govreports.match.align import Row, at_offset, contradicts, read_row, unplaced
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


def settle(draft: Draft, vanishing: bool) -> Table:
    """Settle what single rows left open, by the table as a whole.

    `vanishing` says that cells vanish or intrude somewhere in this document: then a row that only the number of its
    cells places is not believed when it contradicts itself.
    """
    doubtful = any(row and len(row.choices) > 1 for _, row in draft.rows)
    side = _side(draft.rows) if doubtful else None
    lines = tuple(_line(found, row, side, vanishing) for found, row in draft.rows)
    return Table(draft.name, draft.edition, _layout(draft.rows), draft.span, lines)


def _side(rows: Iterable[tuple[Found, Row | None]]) -> Callable[[Row], int] | None:
    """On which side of the figures the empty cells stand, as far as rows with one choice agree."""
    certain = [row for _, row in rows if row and row.surplus and len(row.choices) == 1]
    if certain and all(row.choices[0] == 0 for row in certain):
        return lambda row: 0
    if certain and all(row.choices[0] == row.surplus for row in certain):
        return lambda row: row.surplus
    return None


def _line(found: Found, row: Row | None, side: Callable[[Row], int] | None, vanishing: bool) -> Line:
    ids = found.shape.figure_ids
    if row is None:
        return Line(found.code, ids, 0, missing(len(ids)))
    cells = row.cells
    if len(row.choices) > 1:
        cells = _chosen(found, row, side)
    elif vanishing and row.trusts_count and contradicts(cells, found.shape.columns.sums):
        cells = unplaced(cells, "table_unsound")
    return Line(found.code, ids, found.start, cells)


def _chosen(found: Found, row: Row, side: Callable[[Row], int] | None) -> tuple[Cell, ...]:
    offset = side(row) if side else None
    if offset in row.choices:
        return at_offset(found.text, found.shape.columns, offset)
    return row.cells


@cache
def missing(width: int) -> tuple[Cell, ...]:
    """The cells of a row that is not there."""
    return (Cell(None, NOTES["row_not_found"].status, "", None, "row_not_found"),) * width


def _layout(rows: Iterable[tuple[Found, Row | None]]) -> str:
    counted = Counter(row.layout for _, row in rows if row).most_common()
    total = sum(count for _, count in counted)
    return counted[0][0] if counted and counted[0][1] >= MOSTLY * total else "mixed"
