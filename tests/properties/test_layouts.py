"""Any form, in any layout class, comes back exact or marked as not read: never wrong.

`benchmarks.figures` draws a form and knows the truth of every cell; `benchmarks.layouts` writes it as reports do.
GOVREPORTS_EXAMPLES sets how many reports are tried in all, and with it they differ from run to run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

import pytest
from govreports.form import BY_ID, EDITIONS, TABLE_NAMES, TableName
from govreports.parse import parse
from govreports.report import Cell, Document, Input, Report
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from benchmarks.figures import AMOUNT_UNITS, BLANKS, READ, STYLES, Blanks, Form, Printed, Recipe, make, wild
from benchmarks.generate import render
from benchmarks.layouts import LAYOUTS, Layout
from benchmarks.tables import QUIRKS

EXAMPLES = int(os.environ.get("GOVREPORTS_EXAMPLES", "5000"))
PLACED = "placed_by_arithmetic"
UNREAD = frozenset({"blank", "dash", "missing", "unreadable", "ambiguous"})
ANY_SEED = st.integers(0, 2**32 - 1)

BLANK_LAYOUTS = [name for name, layout in LAYOUTS.items() if layout.blanks_in]
DELIMITED = [name for name, layout in LAYOUTS.items() if layout.delimited]
# In pages of a PDF a page number can stand where a figure could, and a wrapped label has its figures in the middle.
UNPAGED = [name for name in LAYOUTS if not name.startswith("pdf_text")]


class Case(NamedTuple):
    """A form and how it is written."""

    form: Form
    layout: Layout
    quirks: frozenset[str]
    seed: int

    def data(self) -> bytes:
        """The file."""
        return render(self.form, self.layout, self.quirks, self.seed)


def cases(
    layout: str, blanks: tuple[Blanks, ...] = BLANKS, styles: tuple[str, ...] = STYLES
) -> st.SearchStrategy[Case]:
    """Forms in one layout class. Each part shrinks to the plainest: no quirk, no style, all figures zero."""
    editions = st.sampled_from(EDITIONS)
    recipes = st.builds(
        Recipe,
        seed=ANY_SEED,
        proactive=editions,
        requests=editions,
        consistent=st.booleans(),
        busy=st.sampled_from((0, 5, 20, 60, 100)),
        styles=st.frozensets(st.sampled_from(styles), max_size=4) if styles else st.just(frozenset()),
        blanks=st.sampled_from(blanks),
        amount_unit=st.sampled_from(AMOUNT_UNITS),
    )
    quirks = st.frozensets(st.sampled_from(QUIRKS), max_size=6)
    return st.builds(Case, recipes.map(make), st.just(LAYOUTS[layout]), quirks, ANY_SEED)


Property = Callable[[Case], None]
Test = Callable[..., None]


def examples(share: float, layouts: list[str]) -> Callable[[Test], Test]:
    """Run a property over these layouts, which divide a share of all examples among them."""

    def decorate(test: Test) -> Test:
        limited = settings(
            max_examples=max(1, round(EXAMPLES * share / len(layouts))),
            deadline=None,
            derandomize="GOVREPORTS_EXAMPLES" not in os.environ,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        )
        return pytest.mark.parametrize("layout", layouts)(limited(test))

    return decorate


# --- the properties -------------------------------------------------------------------------------------------------


@examples(0.68, list(LAYOUTS))
@given(data=st.data())
def test_never_wrong(layout: str, data: st.DataObject) -> None:
    """Every form, every style, every quirk, blanks and all."""
    case = data.draw(cases(layout))
    parsed = parse(Input("report.txt", case.data(), None))
    assert parsed.outcome in {"loaded", "not_a_report"}, parsed.message
    if parsed.outcome == "loaded":
        assert parsed.report
        assert parsed.document
        none([*wrong(case.form, parsed.report), *misplaced(case.form, parsed.report, parsed.document)], parsed.document)


@examples(0.16, UNPAGED)
@given(data=st.data())
def test_plain_forms_are_exact(layout: str, data: st.DataObject) -> None:
    """Forms without a blank and with plain numbers only: every figure, in every layout."""
    exact(data.draw(cases(layout, blanks=("none",), styles=())), TABLE_NAMES)


@examples(0.16, DELIMITED)
@given(data=st.data())
def test_styled_forms_are_exact(layout: str, data: st.DataObject) -> None:
    """Forms without a blank, numbers printed in any style, wherever cells are set apart by more than a space."""
    exact(data.draw(cases(layout, blanks=("none",))), TABLE_NAMES)


# What is doubtful is left unread, so forms with blanks do not come back whole. These shares of their cells do, and may
# only be raised: a lower one means that something readable is no longer read.
SHARES = {
    "pipe_row": 0.995,
    "pipe_row_leading": 0.987,
    "pipe_row_unpadded": 0.992,
    "pipe_cell": 0.965,
    "pipe_cell_leading": 0.983,
    "pipe_cell_unpadded": 0.98,
    "pipe_cell_apart": 0.994,
    "outer_table": 0.987,
    "tab": 0.983,
    "tab_grid": 0.989,
    "markdown": 0.984,
    "markdown_grid": 0.983,
    "markdown_open": 0.992,
}


@pytest.mark.parametrize("layout", BLANK_LAYOUTS)
def test_most_cells_of_forms_with_blanks_come_back(layout: str) -> None:
    """Blanks are told from figures wherever the text shows them, but where a shift of the row would look the same."""
    rng = Random(layout)  # noqa: S311 - the same reports each time
    right = total = 0
    for _ in range(60):
        case = drawn(rng, layout)
        report = parse(Input("report.txt", case.data(), None)).report
        for table in case.layout.blanks_in if report else ():
            assert report
            truth = case.form.of(table)
            total += len(truth)
            right += len(truth) - len(list(inexact(case, table, report)))
    assert right / total >= SHARES[layout], f"{right / total:.4f}"


def drawn(rng: Random, layout: str) -> Case:
    """A form at random, as `cases` draws it, but from a generator of its own."""
    recipe = wild(rng)
    quirks = frozenset(rng.sample(sorted(QUIRKS), k=rng.choice((0, 0, 1, 2, 4))))
    return Case(make(recipe), LAYOUTS[layout], quirks, rng.getrandbits(32))


# --- what is right --------------------------------------------------------------------------------------------------


def exact(case: Case, tables: tuple[TableName, ...]) -> None:
    """Require each cell of these tables as printed, with the status that says so."""
    parsed = parse(Input("report.txt", case.data(), None))
    if not parsed.report or not parsed.document:
        raise AssertionError(f"{parsed.outcome}: {parsed.message.message_en}\n{case.data().decode(errors='replace')}")
    faults = [*wrong(case.form, parsed.report), *misplaced(case.form, parsed.report, parsed.document)]
    for table in tables:
        faults += inexact(case, table, parsed.report)
    none(faults, parsed.document)


def none(faults: list[str], document: Document) -> None:
    """Require that there are no faults; show the text where there are."""
    if faults:
        note(document.text)
    assert not faults, "\n".join([f"{len(faults)} figures or tables:", *faults])


def inexact(case: Case, name: TableName, report: Report) -> Iterator[str]:
    """The cells of a table that did not come back as printed."""
    table = report.tables.get(name)
    if table is None:
        if any(printed.text for printed in case.form.of(name).values()):
            yield f"{name}: the table is missing"
        return
    if name != "reviews" and table.edition != case.form.edition(name):
        yield f"{name}: edition {table.edition}, printed {case.form.edition(name)}"
    cells = table.cells
    for id, printed in case.form.of(name).items():
        cell = cells.get(id)
        if cell is None or cell.value != printed.value or cell.status not in printed.statuses:
            yield f"{where(id)}: {shown(cell)}, printed {printed.text!r}"
        elif case.layout.delimited and cell.raw.strip() != printed.text.strip():
            yield f"{where(id)}: raw {cell.raw!r}, printed {printed.text!r}"


def wrong(form: Form, report: Report) -> Iterator[str]:
    """The figures that say something untrue; a figure that says it was not read is never among them."""
    for name, table in report.tables.items():
        truth, cells = form.of(name), table.cells
        if name == "reviews" or table.edition == form.edition(name):
            yield from (f"{where(id)}: neither read nor marked" for id in truth if id not in cells)
        inferred = set() if form.sound else inferred_rows(cells)
        for id, cell in cells.items():
            if cell.note == PLACED and not form.sound:
                continue
            if cell.value is None and row_of(id) in inferred:
                continue
            if not true(cell, truth.get(id)):
                printed = truth[id].text if id in truth else "nothing"
                yield f"{where(id)}: {shown(cell)}, printed {printed!r}"


def inferred_rows(cells: dict[int, Cell]) -> set[str]:
    """The rows that arithmetic has placed. Where a form contradicts itself their empty cells may be elsewhere."""
    return {row_of(id) for id, cell in cells.items() if cell.note == PLACED}


def row_of(id: int) -> str:
    """The printed row of a figure; section 四 is one row."""
    figure = BY_ID[id]
    return figure.table if figure.table == "reviews" else f"{figure.table} {figure.row}"


def true(cell: Cell, printed: Printed | None) -> bool:
    """Whether a cell tells no untruth about what is printed there."""
    if cell.value is not None:
        return printed is not None and cell.status in READ and cell.value == printed.value
    if cell.status in {"blank", "dash"}:
        return printed is None or cell.status in printed.statuses
    return cell.status in UNREAD


def misplaced(form: Form, report: Report, document: Document) -> Iterator[str]:
    """Spans that do not hold what was read from them, or figures that do not follow the form's order."""
    for name, table in report.tables.items():
        cells = table.cells
        yield from (
            f"{where(id)}: raw {cell.raw!r}, at its span {document.text[slice(*cell.span)]!r}"
            for id, cell in cells.items()
            if cell.span and document.text[slice(*cell.span)].strip() != cell.raw.strip()
        )
        yield from disordered({id: cells[id] for id in form.of(name) if id in cells})


def disordered(cells: dict[int, Cell]) -> Iterator[str]:
    """Figures without a place, or before the end of the figure that is printed before them."""
    end = 0
    for id, cell in cells.items():
        if cell.value is None:
            continue
        if not cell.span or cell.span.start < end:
            yield f"{where(id)}: stands at {cell.span}, the figure before it ends at {end}"
        end = cell.span.end if cell.span else end


def where(id: int) -> str:
    """A figure by table and address."""
    return f"{BY_ID[id].table} {BY_ID[id].address}"


def shown(cell: Cell | None) -> str:
    """A cell in a few words."""
    return f"read {cell.value} ({cell.status}, {cell.note}, raw {cell.raw!r})" if cell else "not there"
