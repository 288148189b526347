"""Rows with empty cells at their ends: a reader that knows the cells says where each row begins and ends."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from govreports.form import TABLE_NAMES
from govreports.match import match
from govreports.parse import parse
from govreports.readers.rows import enclosed, row
from govreports.report import Input

from benchmarks.figures import Form, Recipe, dice, make
from benchmarks.layouts import LAYOUTS
from benchmarks.office import excel_report, merges_of, without_merged, word_report
from benchmarks.tables import Pen
from benchmarks.web import render
from tests.properties.test_layouts import Case, inexact, wrong
from tests.readers.test_office_forms import drawn

NOTHING: frozenset[str] = frozenset()
WRITERS: dict[str, Callable[[Form], bytes]] = {
    "html": lambda form: render(form, NOTHING, NOTHING, 1, ("utf-8",)),
    "docx": lambda form: word_report(form, Pen(dice(1), NOTHING), NOTHING),
    "xlsx": lambda form: excel_report(form, Pen(dice(1), NOTHING), NOTHING),
}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("seed", range(4))
def test_forms_that_leave_zeros_blank_come_back_exactly(kind: str, seed: int) -> None:
    form = make(Recipe(seed, consistent=False, busy=5, blanks="zeros"))
    assert not form.of("reviews") or not all(cell.text for cell in form.of("reviews").values())
    report = parse(Input("report", WRITERS[kind](form))).report
    assert report
    case = Case(form, LAYOUTS["markdown"], NOTHING, 0)
    assert [fault for table in TABLE_NAMES for fault in inexact(case, table, report)] == []


def test_no_sum_moves_the_figures_of_a_row_with_blank_ends() -> None:
    """A file that random forms brought to light: with a figure of the row unread, the sum fitted one column too far."""
    rng = Random("xlsx 101745")  # noqa: S311 - test data
    form, pen, _ = drawn(rng, ("as_text", "fractions", "no_borders"))
    merges = merges_of(form, rng, rng.randint(1, 6))
    report = parse(Input("report", excel_report(form, pen, NOTHING, merges))).report
    assert report
    assert list(wrong(without_merged(form, merges), report)) == []


HEAD = (
    ("行政复议", "行政诉讼"),
    ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "未经复议直接起诉", "复议后起诉"),
    ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 2,
)
FIGURES = ("", "5", "", "", "5", *[""] * 10)


@pytest.mark.parametrize("known", [False, True])
def test_without_that_knowledge_the_row_of_section_four_stays_unread(known: bool) -> None:
    text = "\n".join(map(row, (*HEAD, FIGURES)))
    assert enclosed(text)
    (table,) = match(text, enclosed=known).tables.values()
    assert [cell.raw for _, cell in table.figures if cell.value is not None] == ["5", "5"] * known


@pytest.mark.parametrize("text", ["规章 | 1 | 2 | 3 |", "| 规章 | 1 | 2 | 3", "| 规章 | 1 |\n规章\t1", "| 1｜2 |"])
def test_bars_that_the_page_prints_itself_are_not_taken_for_those_of_rows(text: str) -> None:
    assert not enclosed(text)
    assert enclosed("共 3 件\n" + row(["规章", "", "1 | 2"]))
