"""Forms written into Word and Excel files by python-docx and openpyxl come back exact, or flagged, and never wrong.

GOVREPORTS_FORMS sets how many forms a format are tried.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

import pytest
from govreports.form import TABLE_NAMES
from govreports.parse import parse
from govreports.report import Document, Input, Report

from benchmarks.figures import BLANKS, Form, make, wild
from benchmarks.layouts import LAYOUTS
from benchmarks.office import HABITS, Merge, excel_report, merges_of, without_merged, word_report
from benchmarks.tables import QUIRKS, Pen
from tests.properties.test_layouts import Case, inexact, misplaced, wrong
from tests.support.volumes import forms

FORMS = forms(60)
LEAST_EXACT = 0.99
# Quirks of the text's bytes, and of pages, mean nothing here.
WORDING = [quirk for quirk in QUIRKS if quirk not in {"crlf", "bom", "gb18030", "furniture", "no_heading_three"}]
EXCEL_HABITS = ("as_text", "fractions", "no_borders")

Write = Callable[[Form, Pen, frozenset[str], tuple[Merge, ...]], bytes]
FORMATS: dict[str, tuple[Write, tuple[str, ...]]] = {
    "docx": (word_report, HABITS),
    "xlsx": (excel_report, EXCEL_HABITS),
}


def drawn(rng: Random, habits: tuple[str, ...]) -> tuple[Form, Pen, frozenset[str]]:
    """A form, a pen and habits, at random."""
    recipe = wild(rng, ("none", "none", *BLANKS))
    quirks = frozenset(rng.sample(WORDING, k=rng.choice((0, 0, 1, 2, 4))))
    chosen = frozenset(rng.sample(habits, k=rng.choice((0, 1, 1, 2, 2))))
    return make(recipe), Pen(Random(rng.getrandbits(32)), quirks), chosen  # noqa: S311 - test data


def read(data: bytes) -> tuple[Report, Document]:
    """The report in a file that must be one."""
    parsed = parse(Input("report", data))
    assert parsed.report, parsed.message
    assert parsed.document
    return parsed.report, parsed.document


class Score(NamedTuple):
    """The cells of one form: how many there are, and how many came back as printed."""

    cells: int
    exact: int


@pytest.mark.parametrize("kind", FORMATS)
def test_forms_come_back_exact(kind: str) -> None:
    write, habits = FORMATS[kind]

    def scored(seed: int) -> Score:
        form, pen, chosen = drawn(Random(f"{kind} {seed}"), habits)  # noqa: S311 - test data
        if not any(cell.text for cell in form.cells.values()):
            return Score(0, 0)
        report, document = read(write(form, pen, chosen, ()))
        faults = [*wrong(form, report), *misplaced(form, report, document)]
        assert not faults, (chosen, pen.quirks, form.recipe, faults[:5], document.text)
        case = Case(form, LAYOUTS["markdown"], pen.quirks, 0)
        missed = [fault for table in TABLE_NAMES for fault in inexact(case, table, report)]
        return Score(len(form.cells), len(form.cells) - len(missed))

    total, exact = map(sum, zip(*FORMS.each(scored), strict=True))
    assert exact >= LEAST_EXACT * total, f"{exact / total:.4f}; {FORMS.again()}"


@pytest.mark.parametrize("kind", FORMATS)
def test_merged_figures_are_never_read_and_move_no_other(kind: str) -> None:
    write, habits = FORMATS[kind]

    def merged(seed: int) -> int:
        rng = Random(f"{kind} {seed}")  # noqa: S311 - test data
        form, pen, chosen = drawn(rng, habits)
        pen = pen._replace(quirks=pen.quirks - {"extra_row"})  # which would move the places of the merged cells
        merges = merges_of(form, rng, rng.randint(1, 6))
        truth = without_merged(form, merges)
        parsed = parse(Input("report", write(form, pen, chosen - {"ragged_grid"}, merges)))
        if parsed.report and parsed.document:
            faults = [*wrong(truth, parsed.report), *misplaced(truth, parsed.report, parsed.document)]
            assert not faults, (chosen, merges, faults[:5], parsed.document.text)
        return len(merges)

    series = FORMS.share(2)
    assert sum(series.each(merged)) > series.tried
