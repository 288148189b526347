"""Which recognised figures may be used: the rule over tables made by hand."""

from __future__ import annotations

from govreports.form import ID_OF, reviews
from govreports.recognised import confirmed
from govreports.report import Cell, Table, Value
from govreports.spans import Span

IDS = tuple(ID_OF["reviews", "reconsideration", column.code] for column in reviews.COLUMNS)
PLACE = Span(0, 1)


def used(*values: Value) -> tuple[Value, ...]:
    """What is left of the figures of a block of section 四."""
    cells = tuple(Cell(value, "printed" if value is not None else "blank", str(value or 0), PLACE) for value in values)
    table = Table("reviews", None, "pipe_row", PLACE, ("reconsideration",), (IDS,), (0,), (cells,))
    (line,) = confirmed({"reviews": table})["reviews"].lines
    assert all(cell.note and cell.raw for cell in line.cells)
    return tuple(cell.value for cell in line.cells)


def test_a_sum_of_several_numbers_confirms_them() -> None:
    assert used(3, 1, 0, 0, 4) == (3, 1, 0, 0, 4)


def test_a_sum_that_fails_confirms_nothing() -> None:
    assert used(3, 1, 0, 0, 5) == (None,) * 5


def test_a_sum_that_lacks_a_figure_confirms_nothing() -> None:
    assert used(3, 1, None, 0, 4) == (None,) * 5


def test_a_number_and_its_copy_could_be_one_guess_made_twice() -> None:
    assert used(3, 0, 0, 0, 3) == (None, 0, 0, 0, None)


def test_zeros_confirm_each_other() -> None:
    assert used(0, 0, 0, 0, 0) == (0, 0, 0, 0, 0)


def test_what_was_not_read_is_not_said_to_be_empty() -> None:
    cells = (Cell(None, "blank", "", PLACE, "empty_cell"), Cell(None, "missing", "", None, "row_not_found"))
    table = Table("reviews", None, "pipe_row", PLACE, ("reconsideration",), (IDS[:2],), (0,), (cells,))
    (line,) = confirmed({"reviews": table})["reviews"].lines
    assert [cell.note for cell in line.cells] == ["nothing_recognised", "row_not_found"]
