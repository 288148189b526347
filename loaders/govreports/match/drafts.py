"""A printed table as its rows were read one by one, before the table as a whole settles what they left open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from govreports.form import Edition, TableName
from govreports.match.align import rows_in
from govreports.match.known import Known
from govreports.match.labels import Found
from govreports.match.plan import Shape
from govreports.match.rows import Row, Stance
from govreports.spans import Span


class Plan(NamedTuple):
    """The rows to read for a printed table: what each should hold, and where its label stands.

    A place is None where the row is not printed. The last three are taken from the shapes.
    """

    shapes: tuple[Shape, ...]
    places: tuple[int | None, ...]
    codes: tuple[str, ...]
    figure_ids: tuple[tuple[int, ...], ...]
    known: tuple[Known[str, Row | None], ...]  # rows by the text after their label


def plan(shapes: Iterable[Shape], places: Mapping[str, int]) -> Plan:
    """The plan of a table with these rows, given where the labels stand that are printed."""
    rows = tuple(shapes)
    return Plan(
        rows,
        tuple([places.get(shape.row) for shape in rows]),
        tuple([shape.row for shape in rows]),
        tuple([shape.figure_ids for shape in rows]),
        tuple([rows_in(shape.columns) for shape in rows]),
    )


class Draft(NamedTuple):
    """A printed table before its doubtful rows are settled.

    Its rows are lists of one length: those of the plan, where the zones start, and the rows as read, None for one that
    is not there.
    """

    name: TableName
    edition: Edition | None
    span: Span
    plan: Plan
    starts: tuple[int, ...]
    rows: tuple[Row | None, ...]
    stances: frozenset[Stance]  # how the rows stand: few ways for many rows

    @property
    def found(self) -> int:
        """How many rows were found, with figures or without."""
        return sum(1 for row in self.rows if row)

    @property
    def figures(self) -> int:
        """How many rows hold anything at all."""
        return sum(1 for row in self.rows if row and row.length)

    @property
    def empty(self) -> bool:
        """Whether no row holds anything."""
        return not any(row.length for row in self.rows if row)

    @property
    def labelled(self) -> bool:
        """Whether labels precede the rows, so that cells are counted from a label."""
        return self.name != "reviews"


def read(found: Found, first: int, plan: Plan) -> tuple[tuple[int, ...], tuple[Row | None, ...]]:
    """Where the zones of a table's rows start, and the rows; None where one is not printed or is a sentence.

    The places of the plan count from the table's first label.
    """
    ends, zones = found.ends, found.zones
    starts = tuple([0 if place is None else ends[first + place] for place in plan.places])
    rows = [
        None if place is None else known[zones[first + place]]
        for place, known in zip(plan.places, plan.known, strict=True)
    ]
    return starts, tuple(rows)


def draft(
    name: TableName,
    edition: Edition | None,
    found: Found,
    first: int,
    plan: Plan,
    starts: tuple[int, ...],
    rows: tuple[Row | None, ...],
) -> Draft:
    """The draft of a table whose first label, its heads included, stands at place `first`."""
    stances = frozenset([row.stance for row in rows if row])
    return Draft(name, edition, _span(found, first, starts, rows), plan, starts, rows, stances)


def _span(found: Found, first: int, starts: Sequence[int], rows: Sequence[Row | None]) -> Span:
    """From the table's first label, its heads included, to its last figure."""
    begin = found.starts[first]
    for start, row in zip(reversed(starts), reversed(rows), strict=True):
        if row and row.length:
            return Span(begin, start + row.length)
    return Span(begin, found.ends[first])
