"""A printed table as its rows were read one by one, before the table as a whole settles what they left open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govreports.form import Edition, TableName
from govreports.match.align import read_row
from govreports.match.labels import Anchor
from govreports.match.plan import Shape
from govreports.match.rows import Row
from govreports.spans import Span

# Nothing that belongs to a row stands further from its label than this.
LONGEST_ZONE = 600


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
    def found(self) -> int:
        """How many rows were found, with figures or without."""
        return sum([1 for _, row in self.rows if row])

    @property
    def figures(self) -> int:
        """How many rows hold anything at all."""
        return sum([1 for _, row in self.rows if row and row.length])

    @property
    def labelled(self) -> bool:
        """Whether labels precede the rows, so that cells are counted from a label."""
        return self.name != "reviews"


def zone(text: str, anchors: Sequence[Anchor], position: int) -> tuple[int, str]:
    """Where the zone after a label begins, and its text: up to the next label."""
    start = anchors[position].end
    end = anchors[position + 1].start if position + 1 < len(anchors) else len(text)
    return start, text[start : min(end, start + LONGEST_ZONE)]


def read(found: Found) -> tuple[Found, Row | None]:
    """Read one row of a table; None where the label begins a sentence."""
    row = read_row(found.text, found.shape.columns)
    return found, None if row.prose else row


def absent(code: str, shape: Shape) -> tuple[Found, None]:
    """A row of the edition that the printed table does not have."""
    return Found(code, shape, 0, ""), None


def span_of(anchors: Sequence[Anchor], first: int, rows: Sequence[tuple[Found, Row | None]]) -> Span:
    """From the table's first header or label to its last figure."""
    table = anchors[first].label.table
    while first and anchors[first - 1].label.table == table and anchors[first - 1].label.kind != "section":
        first -= 1
    for found, row in reversed(rows):
        if row and row.length:
            return Span(anchors[first].start, found.start + row.length)
    return Span(anchors[first].start, anchors[first].end)
