"""A printed table as its rows were read one by one, before the table as a whole settles what they left open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from govreports.form import Edition, TableName
from govreports.match.labels import Found
from govreports.match.moulds import Moulds, moulds
from govreports.match.plan import Shape
from govreports.match.rows import Row
from govreports.match.standings import Standing, standing
from govreports.match.tuples import make
from govreports.spans import Span


class Plan(NamedTuple):
    """The rows to read for a printed table: what each should hold, and where its label stands.

    A place is None where the row is not printed. All after the places are taken from the shapes.
    """

    shapes: tuple[Shape, ...]
    places: tuple[int | None, ...]
    codes: tuple[str, ...]
    figure_ids: tuple[tuple[int, ...], ...]
    moulds: tuple[Moulds, ...]
    alike: tuple[str, ...]


def plan(shapes: Iterable[Shape], places: Mapping[str, int]) -> Plan:
    """The plan of a table with these rows, given where the labels stand that are printed."""
    rows = tuple(shapes)
    return Plan(
        rows,
        tuple([places.get(shape.row) for shape in rows]),
        tuple([shape.row for shape in rows]),
        tuple([shape.figure_ids for shape in rows]),
        tuple([moulds(shape.columns) for shape in rows]),
        tuple([shape.alike for shape in rows]),
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
    standing: Standing
    empty: bool  # no row holds anything

    @property
    def found(self) -> int:
        """How many rows were found, with figures or without."""
        return sum(1 for row in self.rows if row)

    @property
    def figures(self) -> int:
        """How many rows hold anything at all."""
        return sum(1 for row in self.rows if row and row.length)


def read(text: str, found: Found, first: int, plan: Plan) -> tuple[tuple[int, ...], tuple[Row | None, ...]]:
    """Where the zones of a table's rows start, and the rows; None where one is not printed or is a sentence.

    The places of the plan count from the table's first label. This is the innermost loop: it calls nothing that a row
    of zeros does not need.
    """
    starts: list[int] = []
    rows: list[Row | None] = []
    ends, gaps, is_zeros = found.ends_of_words[first:], found.gaps[first + 1 :], text.startswith
    for place, known in zip(plan.places, plan.moulds, strict=True):
        if place is None:
            starts.append(0)
            rows.append(None)
            continue
        remark, zeros, _, _ = gaps[place]
        start = ends[place] + remark
        starts.append(start)
        if is_zeros(zeros, start):  # most rows are
            rows.append(known[zeros])
        else:
            rows.append(known.cast(zeros, text[start : start + len(zeros)]))
    return tuple(starts), tuple(rows)


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
    how = standing(name, plan.alike, tuple([row and row.stance for row in rows]))
    end = _end(starts, rows)
    span = make(Span, (found.start(first), found.end(first) if end is None else end))  # its heads included
    return make(Draft, (name, edition, span, plan, starts, rows, how, end is None))


def _end(starts: Sequence[int], rows: Sequence[Row | None]) -> int | None:
    """Where the last figure ends; None where there is none."""
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        if row and row.length:
            return starts[place] + row.length
    return None
