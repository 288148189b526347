"""Any form, written as a page in any of the ways in which pages are written, comes back exact or marked as not read.

GOVREPORTS_FORMS sets how many pages are tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from govreports.form import TABLE_NAMES
from govreports.parse import parse
from govreports.report import Input, Parsed

from benchmarks.figures import Form
from benchmarks.layouts import EVERY, Layout
from benchmarks.web import CHARSETS, LOOKS, page, render
from tests.properties.test_layouts import Case, inexact, misplaced, wrong
from tests.support.volumes import forms

PAGES = forms(60)
# The share of cells that come back exactly as printed, blank ones and all; it may only be raised.
EXACT = 0.998


def no_writer(*_: object) -> list[str]:
    """Pages are written by `benchmarks.web`."""
    raise NotImplementedError


HTML = Layout("html", no_writer, EVERY)


def faults(form: Form, parsed: Parsed) -> Iterator[str]:
    """What is wrong with a form that came back."""
    assert parsed.report
    assert parsed.document
    yield from wrong(form, parsed.report)
    yield from misplaced(form, parsed.report, parsed.document)


def lost(form: Form, parsed: Parsed) -> int:
    """How many cells did not come back exactly as printed."""
    assert parsed.report
    case = Case(form, HTML, frozenset(), 0)
    return sum(len(list(inexact(case, table, parsed.report))) for table in TABLE_NAMES)


class Score(NamedTuple):
    """The cells of one page: how many there are, and how many did not come back."""

    cells: int
    lost: int


def scored(seed: int) -> Score:
    """How a page comes back. What is wrong or gone in silence fails here, and so does what is lost without a blank."""
    made = page(seed, 1)
    if not any(cell.text.strip() for cell in made.form.cells.values()):
        return Score(0, 0)  # a form with every figure left blank is the blank form
    parsed = parse(Input(made.name, made.data))
    assert parsed.outcome == "loaded", parsed.message.message_en
    assert parsed.document
    assert not [problem for problem in parsed.document.problems if "visible characters" in problem.message_en]
    assert list(faults(made.form, parsed)) == []
    missing = lost(made.form, parsed)
    assert not missing or made.form.recipe.blanks != "none"
    return Score(len(made.form.cells), missing)


def test_never_wrong_and_nearly_all_exact() -> None:
    total, missing = map(sum, zip(*PAGES.each(scored), strict=True))
    assert total
    assert 1 - missing / total >= EXACT, f"{1 - missing / total:.4f}; {PAGES.again()}"


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_by_itself(look: str) -> None:
    made = page(3, 2)
    parsed = parse(Input("page.html", render(made.form, frozenset((look,)), frozenset(), 1)))
    assert list(faults(made.form, parsed)) == []


def test_the_pages_are_as_varied_as_they_claim() -> None:
    many = [page(number, 1).data for number in range(60)]
    assert any(data.startswith(b"\xff\xfe") for data in many)
    assert any(b"<o:p>" in data for data in many)
    assert any(b"display:none" in data for data in many)
    assert len({data[:2] for data in many}) > 2
    assert set(CHARSETS) == {"utf-8", "utf-8-sig", "gb18030", "utf-16"}
