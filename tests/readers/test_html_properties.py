"""Any form, written as a page in any of the ways in which pages are written, comes back exact or marked as not read.

GOVREPORTS_FORMS sets how many pages are tried.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from govreports.form import TABLE_NAMES
from govreports.parse import parse
from govreports.report import Input, Parsed

from benchmarks.figures import Form
from benchmarks.layouts import EVERY, Layout
from benchmarks.web import CHARSETS, LOOKS, Page, page, render
from tests.properties.test_layouts import Case, inexact, misplaced, wrong
from tests.support.volumes import forms

PAGES, SEED = forms(60)
# The share of cells that come back exactly as printed, blank ones and all; it may only be raised. What is lost are rows
# of section 四 with blanks, where a bar that opens the row looks like one that closes it.
EXACT = 0.99


def no_writer(*_: object) -> list[str]:
    """Pages are written by `benchmarks.web`."""
    raise NotImplementedError


HTML = Layout("html", no_writer, EVERY)


@pytest.fixture(scope="module")
def read() -> list[tuple[Page, Parsed]]:
    pages = (page(number, SEED) for number in range(PAGES))
    return [(made, parse(Input(made.name, made.data))) for made in pages]


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


def test_never_wrong_and_nearly_all_exact(read: list[tuple[Page, Parsed]]) -> None:
    total = missing = 0
    for made, parsed in read:
        if not any(cell.text.strip() for cell in made.form.cells.values()):
            continue  # a form with every figure left blank is the blank form
        assert parsed.outcome == "loaded", f"{made.name} of seed {SEED}: {parsed.message.message_en}"
        found = list(faults(made.form, parsed))
        assert not found, f"{made.name} of seed {SEED}: {found}"
        total += len(made.form.cells)
        missing += lost(made.form, parsed)
    assert total
    assert 1 - missing / total >= EXACT, f"{1 - missing / total:.4f}"


def test_forms_without_blanks_are_exact(read: list[tuple[Page, Parsed]]) -> None:
    exact = [(made, parsed) for made, parsed in read if made.form.recipe.blanks == "none"]
    assert exact
    assert [made.name for made, parsed in exact if lost(made.form, parsed)] == []


def test_nothing_that_a_page_shows_is_lost(read: list[tuple[Page, Parsed]]) -> None:
    for made, parsed in read:
        for problem in parsed.document.problems if parsed.document else ():
            assert "visible characters" not in problem.message_en, f"{made.name} of seed {SEED}"


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_by_itself(look: str) -> None:
    made = page(3, SEED + 1)
    parsed = parse(Input("page.html", render(made.form, frozenset((look,)), frozenset(), 1)))
    assert list(faults(made.form, parsed)) == []


def test_the_pages_are_as_varied_as_they_claim() -> None:
    many = [page(number, 1).data for number in range(60)]
    assert any(data.startswith(b"\xff\xfe") for data in many)
    assert any(b"<o:p>" in data for data in many)
    assert any(b"display:none" in data for data in many)
    assert len({data[:2] for data in many}) > 2
    assert set(CHARSETS) == {"utf-8", "utf-8-sig", "gb18030", "utf-16"}
