"""The three tables of a report as its page shows them: the whole form, and in brief what holds something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup

from datasette_govreports.pages.book import Book
from datasette_govreports.pages.cells import Cell, Remarks, as_html
from datasette_govreports.pages.form import Values
from datasette_govreports.pages.grids import Grid
from datasette_govreports.pages.notes import Correction
from datasette_govreports.pages.stencil import filled

QUIET = frozenset({"zero", "blank", "dash", "absent"})
BRIEF = 14  # figures; a table with more of them that say something is not worth folding


@dataclass(frozen=True, slots=True)
class Brief:
    """One row of a table with those of its figures that hold something.

    label: what the form calls the row
    cells: what the form calls the column, and the figure
    """

    label: str
    cells: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One of the three tables.

    section: number of its section
    name: table of the database
    heading: heading of the section as the form prints it
    units: units of its figures
    grid: the form; None where the source does not hold the table
    cells: its figures by id
    edition: name of the edition that is drawn
    edition_is_certain: whether the report's table is of that edition; else the edition drawn holds most of its figures
    beyond: figures of the report that the edition drawn has no place for
    corrections: what is said of its figures from outside
    folds: whether few enough of its figures say something to fold the rest away on small screens
    brief: the rows with those figures
    quiet: how many figures the brief leaves out, by their state
    text: what the report says in this section besides the table, as paragraphs, as far as the page has room
    cut: whether there is more
    """

    section: int
    name: str
    heading: str
    units: tuple[str, ...]
    grid: Grid | None
    cells: Mapping[int, Cell]
    edition: str
    edition_is_certain: bool
    beyond: tuple[Cell, ...]
    corrections: tuple[Correction, ...]
    folds: bool
    brief: tuple[Brief, ...]
    quiet: tuple[tuple[str, int], ...]
    text: tuple[str, ...]
    cut: bool

    def drawn(self, gaps: Mapping[str, str], marks: Callable[[Cell], str]) -> Markup:
        """The parts of its HTML table."""
        holes = chain.from_iterable(as_html(cell, gaps, marks) for cell in self.cells.values())
        return filled(self.grid.stencil, holes) if self.grid else Markup()


@dataclass(frozen=True, slots=True)
class Drawn:
    """What all tables of one report are drawn from.

    book: the form
    held: figures by table and id
    editions: edition of each table, None where the report does not settle it
    remarks: what is said of the figures
    """

    book: Book
    held: Mapping[str, Values]
    editions: Mapping[str, str | None]
    remarks: Remarks

    def table(self, section: int, heading: str, name: str, text: tuple[str, ...], *, cut: bool) -> Table:
        """One table."""
        grid = grid_of(self.book, self.held, self.editions, name)
        ids = grid.figure_ids if grid else ()
        cells = {figure: self.cell(figure) for figure in ids}
        beyond = [f for f, v in self.held.get(name, {}).items() if v is not None and f not in cells]
        loud = {figure: cell for figure, cell in cells.items() if _is_loud(cell)}
        return Table(
            section=section,
            name=name,
            heading=heading,
            units=tuple(dict.fromkeys(self.book.figures[figure].unit for figure in ids)),
            grid=grid,
            cells=cells,
            edition=self.book.editions[grid.edition] if grid else "",
            edition_is_certain=name == "reviews" or self.editions[name] is not None,
            beyond=tuple(self.cell(figure) for figure in beyond),
            corrections=tuple(one for one in self.remarks.corrections if one.figure.table == name),
            folds=len(loud) <= BRIEF,
            brief=tuple(_brief(loud)),
            quiet=tuple(Counter(c.state for f, c in cells.items() if f not in loud).most_common()),
            text=text,
            cut=cut,
        )

    def cell(self, figure_id: int) -> Cell:
        """One figure."""
        figure = self.book.figures[figure_id]
        return self.remarks.cell(figure, self.held.get(figure.table, {}).get(figure_id))


def grid_of(book: Book, held: Mapping[str, Values], editions: Mapping[str, str | None], name: str) -> Grid | None:
    """The grid in which a table is drawn, None where the source does not hold it."""
    if name not in held:
        return None
    return book.grids[name, editions[name] or book.fullest_edition(name, held[name])]


def _is_loud(cell: Cell) -> bool:
    """Whether a figure says more than that there is nothing."""
    return bool(cell.findings or cell.corrections) or cell.state not in QUIET


def _brief(cells: Mapping[int, Cell]) -> Iterator[Brief]:
    rows: dict[str, list[tuple[str, Cell]]] = {}
    for cell in cells.values():
        row, _, column = cell.figure.label.partition(" · ")
        rows.setdefault(row, []).append((column, cell))
    for label, figures in rows.items():
        yield Brief(label, tuple(figures))
