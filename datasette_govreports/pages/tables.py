"""The three tables of a report as its page shows them: the whole form, and in brief what holds something.

What does not depend on a language is drawn once (`Sheet`); the page of a language adds its words (`table`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from datasette_govreports.pages.book import Book
from datasette_govreports.pages.cells import Cell, Remarks, as_html, linked
from datasette_govreports.pages.form import Values
from datasette_govreports.pages.grids import Grid
from datasette_govreports.pages.notes import Correction
from datasette_govreports.pages.stencil import filled

QUIET = frozenset({"zero", "blank", "dash", "absent"})
BRIEF = 14  # figures; a table with more of them that say something is not worth folding

Editions = Mapping[str, str | None]  # of each table; None where the report does not settle it
Named = tuple[str, Cell]  # what the form calls a figure, and the figure


class Sheet(NamedTuple):
    """One of the three tables of a report, in no language.

    edition: the edition that is drawn
    holes: what fills the stencil of the form; nothing yet where words are to stand
    worded: the figures with words, by their first place among the holes
    loud: the figures that say more than that there is nothing
    quiet: how many of its figures say no more than that there is nothing, by their state
    beyond: figures of the report that the edition has no place for
    """

    edition: str
    holes: Sequence[str]
    worded: Mapping[int, Cell]
    loud: Sequence[Cell]
    quiet: Mapping[str, int]
    beyond: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """One row of a table with those of its figures that hold something.

    label: what the form calls the row
    cells: what the form calls the column, and the figure
    """

    label: str
    cells: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One of the three tables.

    section: number of its section
    name: table of the database
    heading: heading of the section as the form prints it
    units: units of its figures
    grid: the form; None where the source does not hold the table
    sheet: its figures; None where the source does not hold it
    edition: name of the edition that is drawn
    edition_is_certain: whether the report's table is of that edition; else the edition drawn holds most of its figures
    beyond: figures of the report that the edition drawn has no place for, and what the form calls them
    corrections: what is said of its figures from outside
    folds: whether few enough of its figures say something to fold the rest away on small screens
    brief: where it folds, the rows with those figures
    quiet: how many figures the brief leaves out, by their state
    text: what the report says in this section besides the table, as paragraphs, as far as the page has room
    cut: whether there is more
    """

    section: int
    name: str
    heading: str
    units: tuple[str, ...]
    grid: Grid | None
    sheet: Sheet | None
    edition: str
    edition_is_certain: bool
    beyond: tuple[Named, ...]
    corrections: tuple[Correction, ...]
    folds: bool
    brief: tuple[Brief, ...]
    quiet: tuple[tuple[str, int], ...]
    text: tuple[str, ...]
    cut: bool

    def drawn(self, gaps: Mapping[str, str], marks: Callable[[Cell], str]) -> Markup:
        """The parts of its HTML table."""
        if not self.grid or not self.sheet:
            return Markup()
        holes = list(self.sheet.holes)
        for place, cell in self.sheet.worded.items():
            holes[place : place + 2] = as_html(cell, gaps, marks)
        return filled(self.grid.stencil, holes)

    def silent(self, gaps: Mapping[str, str]) -> list[tuple[str, str]]:
        """The same in words, those in place of a number by state: what stands in them, and in how many."""
        return [("0" if state == "zero" else gaps[state], str(n)) for state, n in self.quiet]


def sheets(book: Book, held: Mapping[str, Values], editions: Editions, remarks: Remarks) -> dict[str, Sheet]:
    """The tables that a report holds, by their names. The book may be in any language."""
    said = remarks.said()
    return {name: _sheet(book, held[name], grid_of(book, held, editions, name), remarks, said) for name in held}


def _sheet(book: Book, values: Values, grid: Grid, remarks: Remarks, said: set[int]) -> Sheet:
    holes: list[str] = []
    worded: dict[int, Cell] = {}
    loud: list[Cell] = []
    quiet = Counter[str]()
    for figure in grid.figure_ids:
        value = values.get(figure)
        if value == 0 and figure not in said:  # most figures: they need no more than the place
            printed = remarks.printed.get(figure)
            holes += ("", linked(figure, printed or "0", placed=printed is not None))
            quiet["zero"] += 1
            continue
        cell = remarks.cell(book.figures[figure], value)
        if cell.worded:
            worded[len(holes)] = cell
        holes += ("", "") if cell.worded else as_html(cell)
        if _is_loud(cell):
            loud.append(cell)
        else:
            quiet[cell.state] += 1
    inside = set(grid.figure_ids)
    beyond = [figure for figure, value in values.items() if value is not None and figure not in inside]
    told = tuple(remarks.cell(book.figures[figure], values[figure]) for figure in beyond)
    return Sheet(grid.edition, holes, worded, loud, quiet, told)


class Section(NamedTuple):
    """Where a table stands, and the words beside it: see Table."""

    section: int
    heading: str
    name: str
    text: tuple[str, ...]
    cut: bool


def table(book: Book, at: Section, sheet: Sheet | None, corrections: Sequence[Correction], *, certain: bool) -> Table:
    """One table in a language. `certain`: whether the report settles its edition."""
    grid = book.grids[at.name, sheet.edition] if sheet else None
    loud = sheet.loud if sheet else ()
    folds = len(loud) <= BRIEF
    return Table(
        **at._asdict(),
        units=grid.units if grid else (),
        grid=grid,
        sheet=sheet,
        edition=book.editions[grid.edition] if grid else "",
        edition_is_certain=certain,
        beyond=tuple((book.figures[cell.id].label, cell) for cell in sheet.beyond) if sheet else (),
        corrections=tuple(one for one in corrections if one.figure.table == at.name),
        folds=folds,
        brief=tuple(_brief(book, loud)) if folds else (),
        quiet=tuple(Counter(sheet.quiet).most_common()) if sheet else (),
    )


def grid_of(book: Book, held: Mapping[str, Values], editions: Editions, name: str) -> Grid:
    """The grid in which a table that the source holds is drawn."""
    return book.grids[name, editions[name] or book.fullest_edition(name, held[name])]


def _is_loud(cell: Cell) -> bool:
    """Whether a figure says more than that there is nothing."""
    return bool(cell.findings or cell.corrections) or cell.state not in QUIET


def _brief(book: Book, cells: Sequence[Cell]) -> Iterator[Brief]:
    rows: dict[str, list[Named]] = {}
    for cell in cells:
        row, _, column = book.figures[cell.id].label.partition(" · ")
        rows.setdefault(row, []).append((column, cell))
    for label, figures in rows.items():
        yield Brief(label, tuple(figures))
