"""Random forms, printed to PDF by Chromium and by ReportLab and read back: exact or marked as not read, never wrong.

GOVREPORTS_FORMS sets how many forms each program prints.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

import pytest
from govreports.form import BY_ID
from govreports.parse import parse
from govreports.places import find
from govreports.report import Input, Parsed

from benchmarks.figures import Form, dice, make, wild
from benchmarks.generate import everyday
from benchmarks.pdfs import chromium, html, reportlab
from benchmarks.tables import QUIRKS, Pen
from tests.properties.test_layouts import misplaced, wrong
from tests.support.volumes import forms

FORMS = forms(20)
# Of everyday forms. What is lost are rows that a page cuts in two.
LEAST_EXACT = 0.97
OF_FILES = {"gb18030", "bom", "crlf"}

Print = Callable[[Form, Pen], bytes]


class Score(NamedTuple):
    """The figures of one form: how many it prints, and how many came back as printed."""

    figures: int
    exact: int


@pytest.fixture(scope="module", params=["chromium", "reportlab"])
def printing(request: pytest.FixtureRequest) -> Iterator[Print]:
    """A program that prints forms."""
    if request.param == "reportlab":
        yield reportlab
    else:
        with chromium(os.environ.get("CHROMIUM", "chromium")) as to_pdf:
            yield lambda form, pen: to_pdf(html(form, pen))


def quirks(rng: Random) -> frozenset[str]:
    """Some ways of writing labels."""
    return frozenset(quirk for quirk in QUIRKS if rng.randrange(10) == 0) - OF_FILES


def score(form: Form, parsed: Parsed) -> Score:
    """How a form came back. What is wrong fails here."""
    figures = {id: cell for id, cell in form.cells.items() if cell.text}
    if parsed.outcome == "not_a_report":
        return Score(len(figures), 0)
    assert parsed.report, parsed.message
    assert parsed.document
    assert [*wrong(form, parsed.report), *misplaced(form, parsed.report, parsed.document)] == []
    tables = parsed.report.tables
    cells = {id: cell for table in tables.values() for id, cell in table.cells.items()}
    for id, cell in cells.items():
        # What is not there has no place on a page.
        assert not cell.raw or cell.span is None or find(parsed.document.places, cell.span.start), BY_ID[id].address
    right = [id for id, cell in figures.items() if id in cells and cells[id].value == cell.value]
    return Score(len(figures), sum(1 for id in right if cells[id].status in figures[id].statuses))


def test_any_form_comes_back_right_or_marked(printing: Print) -> None:
    def check(seed: int) -> None:
        rng = dice(seed)
        form = make(wild(rng))
        score(form, parse(Input("form.pdf", printing(form, Pen(rng, quirks(rng))))))

    FORMS.share(2).each(check)


def test_everyday_forms_come_back_exactly(printing: Print) -> None:
    def scored(seed: int) -> Score:
        rng = dice(seed)
        form = make(everyday(rng))
        return score(form, parse(Input("form.pdf", printing(form, Pen(rng, quirks(rng))))))

    series = FORMS.share(2)
    figures, exact = map(sum, zip(*series.each(scored), strict=True))
    assert exact >= LEAST_EXACT * figures, f"{exact / figures:.4f}; {series.again()}"
