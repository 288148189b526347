"""Characters put into the cells of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, product
from typing import NamedTuple

from govreports.readers.grid import Box, Place, is_figure, spread
from govreports.readers.pdf import frames
from govreports.readers.pdf.lattice import Area, Lattice
from govreports.readers.pdf.lines import GAP, by_turns, cell_text, rows_of
from govreports.readers.pdf.model import UNREADABLE, Char

# A character of which more than this share lies on either side of a line stands on it.
ON_THE_LINE = 0.25
# Two digits that are no further apart than this share of their height are one number.
TIGHT = 0.1


class Cell(NamedTuple):
    """A cell where it starts, with its text as one line."""

    row: int
    column: int
    width: int
    text: str
    box: frames.Box


class Table(NamedTuple):
    """The rows of one table on one page: each the cells that start in it, from the left."""

    rows: tuple[tuple[Cell, ...], ...]
    lattice: Lattice

    @property
    def box(self) -> frames.Box:
        """The place of the whole table."""
        return self.lattice.box


def filled(lattices: Sequence[Lattice], chars: Sequence[Char], cut: Iterable[Char]) -> tuple[list[Table], list[Char]]:
    """Tables with their text, and the characters that stand in none.

    What of a cell is `cut` off by the edge of the page is unreadable, not empty.
    """
    outside: list[Char] = []
    held: dict[tuple[int, int], list[Char]] = {}
    for run in _runs(chars):
        for char, where in zip(run, _cells_of(run, lattices), strict=True):
            if where is None:
                outside.append(char)
            else:
                held.setdefault(where[:2], []).append(char._replace(text=UNREADABLE) if where[2] else char)
    for char in cut:
        steps = (-char.size, 0.0, char.size)
        for beyond in {_cell_at(char.x + dx, char.y + dy, lattices) for dx, dy in product(steps, steps)}:
            if beyond:
                held.setdefault(beyond, []).append(char._replace(text=UNREADABLE))
    return [_table(lattice, number, held) for number, lattice in enumerate(lattices)], outside


def _runs(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Characters that follow each other without a gap: only such can be one number or one word."""
    for own in by_turns(chars):
        for row in rows_of(own):
            run = [row[0]]
            for before, char in pairwise(row):
                if char.left - before.right > GAP * min(char.size, before.size):
                    yield run
                    run = []
                run.append(char)
            yield run


Where = tuple[int, int, bool] | None


def _cells_of(run: Sequence[Char], lattices: Sequence[Lattice]) -> list[Where]:
    """For each character the number of its table and of its cell there, and whether that is in doubt.

    A run that stands on a line is not cut there: words belong to the cell that holds most of them, and of a number
    nobody can say where it belongs, so every cell that it touches is unreadable.
    """
    found = [_cell_at(char.x, char.y, lattices) for char in run]
    if len(set(found)) == 1 or run[0].turns:
        return [(*where, False) if where else None for where in found]
    cells: list[Where] = [(*where, False) if where else None for where in found]
    for start, end in _uncut(run, found, lattices):
        counted = [where for where in found[start:end] if where]
        if any(char.text.isdigit() for char in run[start:end]):
            cells[start:end] = [(*where, True) if where else None for where in found[start:end]]
        elif counted:
            most = max(counted, key=lambda where: (counted.count(where), where))
            cells[start:end] = [(*most, False)] * (end - start)
    return cells


def _cell_at(x: float, y: float, lattices: Sequence[Lattice]) -> tuple[int, int] | None:
    for number, lattice in enumerate(lattices):
        area = lattice.at(x, y)
        if area is not None:
            return number, area
    return None


def _uncut(
    run: Sequence[Char], found: Sequence[tuple[int, int] | None], lattices: Sequence[Lattice]
) -> list[tuple[int, int]]:
    """The stretches of a run that lines cross but do not part."""
    parted = [
        number
        for number in range(1, len(run))
        if found[number] != found[number - 1] and _parted(run[number - 1], run[number], lattices)
    ]
    bounds = (0, *parted, len(run))
    return [(start, end) for start, end in pairwise(bounds) if len(set(found[start:end])) > 1]


def _parted(one: Char, other: Char, lattices: Sequence[Lattice]) -> bool:
    """Whether the line between two characters runs between them, not through one, and not between two digits."""
    if _may_be_a_digit(one) and _may_be_a_digit(other) and other.left - one.right <= TIGHT * one.size:
        return False
    return not any(_on_a_line(char, lattice) for char in (one, other) for lattice in lattices)


def _may_be_a_digit(char: Char) -> bool:
    return char.text.isdigit() or char.text == UNREADABLE


def _on_a_line(char: Char, lattice: Lattice) -> bool:
    room = (char.right - char.left) * ON_THE_LINE
    return any(
        char.left + room < x < char.right - room and lattice.at(x - SIDE, char.y) != lattice.at(x + SIDE, char.y)
        for x in lattice.xs
    )


SIDE = 0.01  # points; to look at either side of a line


def _table(lattice: Lattice, number: int, held: dict[tuple[int, int], list[Char]]) -> Table:
    cells = [
        Cell(area.top, area.left, area.right - area.left, cell_text(held.get((number, index), [])), area.box)
        for index, area in enumerate(lattice.areas)
    ]
    rows: list[list[Cell]] = [[] for _ in lattice.places]
    for cell in cells:
        rows[cell.row].append(cell)
    if any(_merged(area) and is_figure(cell.text) for area, cell in zip(lattice.areas, cells, strict=True)):
        rows = _marked(lattice, cells, rows)
    return Table(_without_strips([tuple(row) for row in rows if row], len(lattice.xs) - 1), lattice)


def _merged(area: Area) -> bool:
    return area.right - area.left > 1 or area.bottom - area.top > 1


def _marked(lattice: Lattice, cells: Sequence[Cell], rows: Sequence[list[Cell]]) -> list[list[Cell]]:
    """The rows, with marks wherever a figure covers several columns or rows, so that it moves no other: see `grid`.

    Rows without any text count for nothing here. The first row is held against the second, as none stands above it.
    """
    filled = [not _empty(row) for row in rows]
    boxes = [_boxes(lattice, cells, filled, y) for y in range(len(rows))]
    above: Sequence[Place | Box] = boxes[1] if len(boxes) > 1 else ()
    found: list[list[Cell]] = []
    for y, (row, own) in enumerate(zip(rows, boxes, strict=True)):
        if not filled[y]:
            found.append(row)
            continue
        written, above = spread(own, above)
        across = [cells[areas] for areas, _ in groupby(lattice.places[y])]
        found.append(
            [
                cell._replace(row=y, text=cell.text if box.text == A_WORD else text)
                for cell, box, texts in zip(across, own, written, strict=True)
                for text in texts
            ]
        )
    return found


A_WORD = "字"  # stands for an empty cell before a label, where a label goes on from the page before


def _boxes(lattice: Lattice, cells: Sequence[Cell], filled: Sequence[bool], y: int) -> list[Box]:
    """All that a row of a lattice crosses."""
    found: list[Box] = []
    start = 0
    for index, places in groupby(lattice.places[y]):
        width = len(list(places))
        on = any(filled[y + 1 : lattice.areas[index].bottom])
        found.append(Box(cells[index].text, start, width, on, cells[index].row < y))
        start += width
    first_word = next((number for number, box in enumerate(found) if not is_figure(box.text)), 0)
    return [box._replace(text=box.text or A_WORD) for box in found[:first_word]] + found[first_word:]


def _without_strips(rows: Sequence[tuple[Cell, ...]], columns: int) -> tuple[tuple[Cell, ...], ...]:
    """The rows but for strips that are none.

    Where a cell goes on from page to page, programs draw its sides on into the margins, and some end its first part
    with a line that nothing else has. What lies between such lines is empty, and not divided as a row is.
    """
    kept = [row for row in rows if not (_empty(row) and len(row) == 1 and row[0].width < columns)]
    for end in (0, -1):
        while len(kept) > 1 and _empty(kept[end]) and any(cell.width > 1 for cell in kept[end]):
            del kept[end]
    return tuple(kept or rows)


def _empty(row: Iterable[Cell]) -> bool:
    return not any(cell.text for cell in row)


def same_words(one: Iterable[Cell], other: Iterable[Cell]) -> bool:
    """Whether two rows hold the same text, white space aside."""
    return ["".join(cell.text.split()) for cell in one] == ["".join(cell.text.split()) for cell in other]
