"""The tables as printed: a viewer draws them from these cells alone, so they must fit together exactly."""

from __future__ import annotations

from collections import Counter

import pytest
from govreports.form import EDITIONS, FIGURES, TABLE_NAMES, Edition, TableName, all_cells, layout

PRINTED = [(table, edition) for table in TABLE_NAMES for edition in EDITIONS]


@pytest.mark.parametrize(
    ("table", "edition", "height", "width"),
    [
        ("proactive", "2019", 18, 4),
        ("proactive", "2021", 14, 4),
        ("requests", "2019", 26, 10),
        ("requests", "2021", 28, 10),
        ("reviews", "2019", 4, 15),
        ("reviews", "2021", 4, 15),
    ],
)
def test_cells_tile_the_table_without_gap_or_overlap(
    table: TableName, edition: Edition, height: int, width: int
) -> None:
    covered = Counter(
        (y, x)
        for cell in layout(table, edition)
        for y in range(cell.y, cell.y + cell.height)
        for x in range(cell.x, cell.x + cell.width)
    )
    assert set(covered.values()) == {1}
    assert set(covered) == {(y, x) for y in range(height) for x in range(width)}


@pytest.mark.parametrize(("table", "edition"), PRINTED)
def test_a_table_prints_exactly_the_figures_of_its_edition(table: TableName, edition: Edition) -> None:
    printed = [cell.figure_id for cell in layout(table, edition) if cell.figure_id is not None]
    assert len(printed) == len(set(printed))
    assert set(printed) == {f.id for f in FIGURES if f.table == table and edition in f.editions}


@pytest.mark.parametrize(("table", "edition"), PRINTED)
def test_a_cell_is_either_a_label_or_a_figure(table: TableName, edition: Edition) -> None:
    for cell in layout(table, edition):
        assert (cell.label is None) == (cell.figure_id is not None) == (cell.role == "figure")
        assert (cell.table, cell.edition) == (table, edition)
        if cell.role in ("rows", "columns"):
            assert cell.height * cell.width > 1, f"{cell.label} heads nothing but itself"


@pytest.mark.parametrize(("table", "edition"), PRINTED)
def test_cells_come_in_reading_order(table: TableName, edition: Edition) -> None:
    # Figures too: ids ascend as the page is read, which keeps packed spans small.
    cells = layout(table, edition)
    assert [(cell.y, cell.x) for cell in cells] == sorted((cell.y, cell.x) for cell in cells)
    if table != "proactive":
        ids = [cell.figure_id for cell in cells if cell.figure_id]
        assert ids == sorted(ids)


def test_all_cells_are_those_of_every_table() -> None:
    assert list(all_cells()) == [cell for table, edition in PRINTED for cell in layout(table, edition)]
