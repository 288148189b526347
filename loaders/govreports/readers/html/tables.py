"""Tables -> lines of text: the rows of a data table with bars, the cells of a layout table one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from govreports.readers.grid import ACROSS, DOWN, is_figure
from govreports.readers.html.flow import Block, Cell, Line, Table
from govreports.readers.rows import row as written_row

# Nested tables smaller than this stand in for line breaks within a cell.
SMALL = 6
# A cell of several lines and more characters than this holds a part of the page, not a label.
LONG = 200

_DATE = re.compile(r"[0-9]\s*[-/:]\s*[0-9]|[0-9]\.[0-9]+\.[0-9]")

_COLUMNS = 100  # beyond these nothing is marked; the widest table of the form has 15
# A picture or a control in place of text: the cell is not empty, and nobody read it.
PICTURE = "〔图〕"


def lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """The lines of a page, its tables written out."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from _table(block)


def _table(table: Table) -> Iterator[Line]:
    texts = [[cell.text or _text(cell) for cell in row] for row in table.rows]
    grid = _Grid(texts) if _has_merged(table.rows, texts) else None
    for y, (row, own) in enumerate(zip(table.rows, texts, strict=True)):
        printed = grid.row(y, row, own) if grid else own
        complex_cells = [cell for cell in row if cell.blocks]
        if len(row) == 1 or (complex_cells and _laid_out(row, own)):
            for cell in row:
                yield from lines(cell.blocks or [Line(" ".join(text.split())) for text in [cell.text] if text])
        elif complex_cells:
            yield from _left_out(row)
            linked = 0 if any(map(_is_number, own)) else sum(_linked(cell.blocks) for cell in row)
            yield Line(written_row(printed), linked=linked)
        elif printed:
            yield Line(written_row(printed))


def _laid_out(row: list[Cell], texts: list[str]) -> bool:
    """Whether a row only puts parts of the page beside each other."""
    parts = [(cell, text) for cell, text in zip(row, texts, strict=True) if cell.blocks]
    if any(_is_large(block) for cell, _ in parts for block in cell.blocks):
        return True
    long = any(len(text) > LONG and len(cell.blocks) > 1 for cell, text in parts)
    return long and not any(map(_is_number, texts))


def _is_number(text: str) -> bool:
    """Whether a cell holds a figure, with or without a remark, and not the date or the time of an entry in a list."""
    return is_figure(text) and any(map(str.isdigit, text)) and not _DATE.search(text)


def _is_large(block: Block) -> bool:
    """Whether a block holds so many cells that it is no line break, without counting them all."""
    return not isinstance(block, Line) and (sum(map(len, block.rows)) >= SMALL or _size(block) >= SMALL)


def _size(block: Block) -> int:
    """How many cells a block has, those of tables in its cells included."""
    if isinstance(block, Line):
        return 0
    return sum(1 + sum(map(_size, cell.blocks)) for row in block.rows for cell in row)


def _text(cell: Cell) -> str:
    text = " ".join(_said(cell.blocks)) if cell.blocks else cell.text
    return text or (PICTURE if cell.pictured else "")


def _said(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (_text(cell) for row in block.rows for cell in row)
        elif block.part not in ("hidden", "control"):
            yield block.text


def _left_out(row: list[Cell]) -> Iterator[Line]:
    """What the cells of a row hide."""
    for cell in row:
        yield from (block for block in cell.blocks if isinstance(block, Line) and block.part in ("hidden", "control"))


def _linked(blocks: Iterable[Block]) -> int:
    return sum(block.linked for block in blocks if isinstance(block, Line))


# --- figures across columns or rows ---------------------------------------------------------------------------------


def _has_merged(rows: list[list[Cell]], texts: list[list[str]]) -> bool:
    spanning = [
        text
        for row, own in zip(rows, texts, strict=True)
        for (_, width, height, _, _), text in zip(row, own, strict=True)
        if width > 1 or height > 1
    ]
    return any(map(is_figure, spanning))


class _Grid:
    """The places of a table, taken row by row from the top, so that figures across several of them are noticed.

    A figure stands across columns when these have heads of their own, and across rows when the lower ones hold
    anything. Either way it belongs to no place for certain: it is marked, and each further place gets a cell.
    """

    def __init__(self, texts: list[list[str]]) -> None:
        self._filled = [any(own) for own in texts]
        self._heads: dict[int, tuple[int, int]] = {}
        # Column -> the first row that it is free in again, and what is written in it until then.
        self._taken: dict[int, tuple[int, list[str]]] = {}

    def row(self, y: int, cells: list[Cell], texts: list[str]) -> list[str]:
        """The cells of a row as they are written."""
        taken = {x: written for x, (until, written) in self._taken.items() if until > y}
        printed: list[str] = []
        x = 0
        for cell, text in zip(cells, texts, strict=True):
            while x in taken:
                printed += taken.pop(x)
                x += 1
            printed += self._cell(x, y, cell, text)
            x += cell.width
        return printed + [text for x in sorted(taken) for text in taken[x]]

    def _cell(self, x: int, y: int, cell: Cell, text: str) -> list[str]:
        if cell.width == 1 and cell.height == 1:  # as most are
            if not is_figure(text):
                self._heads[x] = (x, y)
            return [text]
        places = range(x, min(x + cell.width, _COLUMNS))
        across = down = False
        if is_figure(text):
            across = len({self._heads.get(place) for place in places}) > 1
            down = any(self._filled[y + 1 : y + cell.height])
        else:
            self._heads.update(dict.fromkeys(places, (x, y)))
        further = (ACROSS if text else "",) * (len(places) - 1) if across else ()
        if cell.height > 1:
            below = [DOWN if text else ""] * down
            width = len(places) if across else 1
            self._taken |= {
                place: (y + cell.height, below if number < width else []) for number, place in enumerate(places)
            }
        return [text + (ACROSS * across + DOWN * down if text else ""), *further]
