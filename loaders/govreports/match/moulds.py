"""Rows by their mould: where the cells of a row stand is looked at once for all rows that differ in their digits alone.

Which digits a number has changes what a cell says, and never where it begins and ends. So a row is known by its zone
with 0 for each digit, and of a new row only the figures are left to be read.
"""

from __future__ import annotations

from functools import cache, partial

from govreports.match.align import figures_of, read_row
from govreports.match.known import Known
from govreports.match.rows import Columns, Row
from govreports.match.tuples import make


class Moulds(Known[str, Row | None]):
    """Rows that have the same columns, by their zone with 0 for each digit; None where the label begins a sentence.

    Thousands are kept, so that a mould is no more than the row that the zone of zeros is: the garbage collector goes
    through all of them.
    """

    def __init__(self, columns: Columns) -> None:
        super().__init__(partial(read_row, columns))
        self._figures = figures_of(columns)
        self._singly = Known(partial(read_row, columns))

    def cast(self, zeros: str, zone: str) -> Row | None:
        """The row that a zone is, given the same with 0 for each digit."""
        row = self[zeros]
        if row is None or zone == zeros:
            return row
        if not row.stance.fixed:
            return self._singly[zone]
        cells = []
        for known, begin, zero in zip(self._figures, row.offsets, row.cells, strict=True):
            if begin is not None:  # as in all rows whose cells stand where they do
                cells.append(known[zone[begin : begin + len(zero.raw)]])
        return make(Row, (tuple(cells), row.offsets, row.length, row.stance, ()))


moulds = cache(Moulds)
