"""The form written by a program that is not ours: pandas, with heads and labels merged as it merges them."""

from __future__ import annotations

import pandas as pd
import pytest
from govreports.form import EDITIONS, TABLE_NAMES, Edition, TableName
from govreports.parse import parse
from govreports.report import Input

from benchmarks.figures import Form, Recipe, dice, make
from benchmarks.tables import WIDTHS, Grid, Pen, grid
from tests.properties.test_layouts import misplaced, wrong


def places(rows: Grid, width: int) -> list[list[str]]:
    """Every place of a table. The text of a cell stands in all rows and all heads that it spans, once in labels."""
    filled: list[list[str | None]] = [[None] * width for _ in rows]
    for y, row in enumerate(rows):
        for cell in row:
            x = filled[y].index(None)
            head = not any(other.figure for other in row)
            for line in filled[y : y + cell.height]:
                line[x : x + cell.width] = [cell.text, *([cell.text if head else ""] * (cell.width - 1))]
    return [[text or "" for text in line] for line in filled]


def markup(form: Form, name: TableName) -> str:
    """A table as `DataFrame.to_html` writes it: what spans several places in heads or labels becomes one cell."""
    rows = grid(form, name, Pen(dice(1), frozenset()))
    texts = places(rows, WIDTHS[name])
    heads = next(y for y, row in enumerate(rows) if any(cell.figure for cell in row))
    labels = 3 if name == "requests" else 0
    columns = pd.MultiIndex.from_arrays([line[labels:] for line in texts[:heads]])
    index = pd.MultiIndex.from_tuples([tuple(line[:labels]) for line in texts[heads:]]) if labels else None
    frame = pd.DataFrame([line[labels:] for line in texts[heads:]], index=index, columns=columns)
    return str(frame.to_html(index=bool(labels)))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("edition", EDITIONS)
def test_tables_of_pandas_come_back_exact(edition: Edition, seed: int) -> None:
    form = make(Recipe(seed, edition, edition, busy=50))
    tables = "".join(markup(form, name) for name in TABLE_NAMES if name != "proactive")
    parsed = parse(Input("page.html", f"<html><body>{tables}</body></html>".encode()))
    assert parsed.report
    assert parsed.document
    assert [*wrong(form, parsed.report), *misplaced(form, parsed.report, parsed.document)] == []
    for name in ("requests", "reviews"):
        found = parsed.report.tables[name].values
        assert found == {id: cell.value for id, cell in form.of(name).items()}
