"""The ways in which a table comes out as text: one small writer for each layout class, all from the same grid.

A writer turns one table into lines. What a page's own cells look like (an empty cell, a span, the end of a row) is
each writer's business; nothing else in this package knows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from govreports.form import TABLE_NAMES, TableName

from benchmarks.tables import WIDTHS, Cell, Grid, Row

Writer = Callable[[Grid, TableName, Random], list[str]]

EVERY = frozenset(TABLE_NAMES)
LABELLED: frozenset[TableName] = frozenset({"proactive", "requests"})
NONE: frozenset[TableName] = frozenset()


class Layout(NamedTuple):
    """A layout class. `blanks_in`: the tables whose empty cells can be told from what the text shows.

    `joint` joins the lines of the whole report. `delimited`: spaces inside a cell do not look like its end.
    """

    name: str
    write: Writer
    blanks_in: frozenset[TableName]
    joint: str = "\n"
    delimited: bool = True


# --- one cell a line, or all on one line ----------------------------------------------------------------------------


def bare_cell(grid: Grid, _: TableName, __: Random) -> list[str]:
    """One cell a line; an empty cell leaves nothing."""
    return [cell.text for row in grid for cell in row if cell.text]


# --- rows with pipes ------------------------------------------------------------------------------------------------


def pipe_row(grid: Grid, table: TableName, rng: Random) -> list[str]:
    """A row a line, spans padded at the end of the row; the last row often loses its last pipe."""
    width = _padded_width(table, rng)
    lines = [_piped(row) + " " * (width > len(row)) + "|" * (width - len(row)) for row in grid]
    return _last_stripped(lines, grid, rng)


def pipe_row_leading(grid: Grid, table: TableName, rng: Random) -> list[str]:
    """As `pipe_row`, each line opening with a pipe."""
    return [f"| {line}" for line in pipe_row(grid, table, rng)]


def pipe_row_unpadded(grid: Grid, _: TableName, rng: Random) -> list[str]:
    """A row a line, a pipe after each cell, nothing for spans."""
    return _last_stripped([_piped(row) for row in grid], grid, rng)


def _piped(row: Row) -> str:
    return "".join(f"{cell.text} | " if cell.text else "| " for cell in row).rstrip()


def _last_stripped(lines: list[str], grid: Grid, rng: Random) -> list[str]:
    if rng.randrange(2) and grid[-1][-1].text.strip():
        lines[-1] = lines[-1].rstrip("| ")
    return lines


def _padded_width(table: TableName, rng: Random) -> int:
    """To how many cells the rows are padded: section 三 is also met one narrower."""
    return WIDTHS[table] - (table == "requests" and rng.randrange(2))


# --- cells with pipes -----------------------------------------------------------------------------------------------


def pipe_cell(grid: Grid, table: TableName, rng: Random) -> list[str]:
    """A cell a line, its pipe behind it; empty cells, spans and the end of a row run together as pipes."""
    width = _padded_width(table, rng)
    text = ""
    for row in grid:
        text += "".join(_cell_and_break(cell, row, rng) if cell.text else "|" for cell in row)
        text += "|" * (width - len(row)) + "|\n"
    return _without_last_end(text.splitlines(), grid, rng)


def _cell_and_break(cell: Cell, row: Row, rng: Random) -> str:
    """Header cells sometimes share a line."""
    joined = cell is not row[-1] and not row[-1].figure and rng.randrange(8) == 0
    return f"{cell.text} |" + (" " if joined else "\n")


def pipe_cell_leading(grid: Grid, _: TableName, __: Random) -> list[str]:
    """A lone pipe opens each row, each cell ends in a pipe."""
    return [line for row in grid for line in ("|", *_cell_lines(row))]


def pipe_cell_unpadded(grid: Grid, _: TableName, rng: Random) -> list[str]:
    """A cell a line with its pipe, a lone pipe at the end of the row, nothing for spans."""
    return _without_last_end([line for row in grid for line in (*_cell_lines(row), "|")], grid, rng)


def pipe_cell_apart(grid: Grid, _: TableName, rng: Random) -> list[str]:
    """The pipe of a cell stands on the next line."""
    lines = [line for row in grid for cell in row for line in ([cell.text] if cell.text else []) + ["|"]]
    return _without_last_end(lines, grid, rng)


def pipe_cell_gaps(grid: Grid, table: TableName, rng: Random) -> list[str]:
    """As `pipe_cell`, but some cells have lost their pipe: an empty one is then gone."""
    lines = pipe_cell(grid, table, rng)
    return [line[:-1].rstrip() if line and rng.randrange(8) == 0 else line for line in lines]


def _cell_lines(row: Row) -> Iterator[str]:
    return (f"{cell.text} |" if cell.text else "|" for cell in row)


def _without_last_end(lines: list[str], grid: Grid, rng: Random) -> list[str]:
    """The end of the table's last row is often lost with the page's white space."""
    if rng.randrange(2) and grid[-1][-1].text.strip():
        while not lines[-1].strip("|"):
            lines.pop()
    return lines


def outer_table(grid: Grid, table: TableName, rng: Random) -> list[str]:
    """As `pipe_cell` on one line: the page itself is a cell of an outer table."""
    return [" ".join(pipe_cell(grid, table, rng))]


# --- grids ----------------------------------------------------------------------------------------------------------


def tab(grid: Grid, _: TableName, __: Random) -> list[str]:
    """A row a line, cells parted by tabs, nothing for spans."""
    return ["\t".join(cell.text for cell in row) for row in grid]


def tab_grid(grid: Grid, table: TableName, _: Random) -> list[str]:
    """As a spreadsheet copies it: every row has all its places, those of a merged cell empty after the first."""
    return ["\t".join(row) for row in _places(grid, table)]


def markdown(grid: Grid, table: TableName, rng: Random) -> list[str]:
    """A Markdown table, each row padded at its end."""
    width = WIDTHS[table]
    rows = [[cell.text for cell in row] + [""] * (width - len(row)) for row in grid]
    return _markdown(rows, rng, open_ended=False)


def markdown_grid(grid: Grid, table: TableName, rng: Random) -> list[str]:
    """A Markdown table in which merged cells are empty after their first place."""
    return _markdown(_places(grid, table), rng, open_ended=False)


def markdown_open(grid: Grid, table: TableName, rng: Random) -> list[str]:
    """A Markdown grid without the outer pipes."""
    return _markdown(_places(grid, table), rng, open_ended=True)


def _places(grid: Grid, table: TableName) -> list[list[str]]:
    """Every place of the table's full grid, merged cells empty after the first."""
    places = [[""] * WIDTHS[table] for _ in grid]
    taken = [[False] * WIDTHS[table] for _ in grid]
    for y, row in enumerate(grid):
        for cell in row:
            x = taken[y].index(False)
            places[y][x] = cell.text
            for line in taken[y : y + cell.height]:
                line[x : x + cell.width] = [True] * cell.width
    return places


def _markdown(rows: list[list[str]], rng: Random, *, open_ended: bool) -> list[str]:
    wide = rng.choice((0, 6))
    lines = [" | ".join(text.ljust(wide) for text in row) for row in rows]
    lines.insert(1, "|".join([rng.choice(("---", ":---", " --- "))] * len(rows[0])))
    return lines if open_ended else [f"|{line}|" if "---" in line else f"| {line} |" for line in lines]


# --- the text of a PDF ----------------------------------------------------------------------------------------------


def pdf_text(grid: Grid, _: TableName, rng: Random) -> list[str]:
    """Rows as lines of words; long labels wrap before, behind or around their figures."""
    return [line for row in grid for line in _words(row, rng)]


def pdf_text_paged(grid: Grid, table: TableName, rng: Random) -> list[str]:
    """As `pdf_text`, with page numbers between the rows."""
    page = rng.randint(1, 6)
    lines: list[str] = []
    for line in pdf_text(grid, table, rng):
        lines.append(line)
        if rng.randrange(12) == 0:
            lines.append(rng.choice(("- {} -", "{}", "— {} —", "第 {} 页")).format(page))
            page += 1
    return lines


WRAP = 12  # labels longer than this may wrap


def _words(row: Row, rng: Random) -> Iterator[str]:
    labels = [cell.text for cell in row if not cell.figure and cell.text]
    figures = [cell.text for cell in row if cell.figure and cell.text]
    if not labels or len(labels[-1]) <= WRAP or rng.randrange(2):
        yield " ".join([*labels, *figures])
        return
    at = rng.randint(5, len(labels[-1]) - 2)
    upper, lower = [*labels[:-1], labels[-1][:at]], labels[-1][at:]
    if rng.randrange(2):
        yield " ".join(upper)
        yield " ".join([lower, *figures])
    else:
        yield " ".join([*upper, *figures])
        yield lower


# --- all of them ----------------------------------------------------------------------------------------------------

SIMPLE: tuple[Layout, ...] = (
    Layout("bare_cell", bare_cell, NONE, "\n\n"),
    Layout("bare_cell_tight", bare_cell, NONE),
    Layout("pipe_row", pipe_row, EVERY),
    Layout("pipe_row_leading", pipe_row_leading, EVERY),
    Layout("pipe_row_unpadded", pipe_row_unpadded, EVERY),
    Layout("pipe_cell", pipe_cell, LABELLED),
    Layout("pipe_cell_leading", pipe_cell_leading, LABELLED),
    Layout("pipe_cell_unpadded", pipe_cell_unpadded, LABELLED),
    Layout("pipe_cell_apart", pipe_cell_apart, LABELLED),
    Layout("pipe_cell_gaps", pipe_cell_gaps, NONE),
    Layout("flat", bare_cell, NONE, " ", delimited=False),
    Layout("outer_table", outer_table, LABELLED, " "),
    Layout("tab", tab, EVERY),
    Layout("tab_grid", tab_grid, EVERY),
    Layout("markdown", markdown, EVERY),
    Layout("markdown_grid", markdown_grid, EVERY),
    Layout("markdown_open", markdown_open, EVERY),
    Layout("pdf_text", pdf_text, NONE, delimited=False),
    Layout("pdf_text_paged", pdf_text_paged, NONE, delimited=False),
)


def mixed(grid: Grid, table: TableName, rng: Random) -> list[str]:
    """Each table in a class of its own."""
    return rng.choice(MIXABLE).write(grid, table, rng)


MIXABLE = tuple(layout for layout in SIMPLE if layout.joint == "\n" and layout.delimited)
LAYOUTS: dict[str, Layout] = {layout.name: layout for layout in (*SIMPLE, Layout("mixed", mixed, NONE))}
