"""Blocks as lines of text: a paragraph as it is, a row of a table as one line.

Tables inside tables are taken apart where what they show is plain: a layout table is its content, a table of one row is
so many cells more, tables of equal height stand side by side. Whatever else there is becomes one cell that no figure is
read from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from govreports.readers.docx.blocks import Block, Cell, Table
from govreports.readers.grid import Box, Place, is_figure, laid, line
from govreports.readers.rows import PRINTED_BAR

Row = tuple[Cell, ...]


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of some blocks."""
    for block in blocks:
        if isinstance(block, str):
            yield block
        else:
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    above: list[Place] = []
    for cells, boxes in zip(table.rows, _boxes(table), strict=True):
        if not cells:
            continue
        if any(isinstance(block, Table) for cell in cells for block in cell.blocks):
            yield from _nested(cells, boxes)
            above = []
        elif len(cells) == 1 and len(_filled(cells[0])) > 1:
            yield from lines(cells[0].blocks)
            above = []
        else:
            texts, above = laid(boxes, above)
            if texts:
                yield line(texts)


def _boxes(table: Table) -> list[list[Box]]:
    """The rows of a table with merged cells followed from row to row."""
    rows: list[list[Box]] = []
    above: dict[int, Box] = {}
    for cells in table.rows:
        boxes = [_box(cell, above.get(cell.start)) for cell in cells]
        rows.append(boxes)
        above = {box.start: box for box in boxes}
    for upper, lower in pairwise(rows):
        covered = {box.start for box in lower if box.covered}
        upper[:] = [box._replace(on=True) if box.start in covered else box for box in upper]
    return rows


def _box(cell: Cell, above: Box | None) -> Box:
    own = _flat(cell.blocks)
    if cell.goes_on and above is not None and not own:
        return Box(above.text, cell.start, cell.width, covered=True)
    return Box(own, cell.start, cell.width)


def _flat(blocks: Iterable[Block]) -> str:
    """All that a cell holds as the text of one cell."""
    return " ".join(" ".join(block.split()) if isinstance(block, str) else _squeezed(block) for block in blocks).strip()


def _squeezed(table: Table) -> str:
    """A table as the text of one cell, its cells set apart so that they are neither one number nor one label."""
    texts = [_flat(cell.blocks) for cells in table.rows for cell in cells]
    return texts[0] if len(texts) == 1 else f" {PRINTED_BAR} ".join(["", *texts, ""])


def _filled(cell: Cell) -> list[Block]:
    return [block for block in cell.blocks if isinstance(block, Table) or block.strip()]


# --- tables inside tables -------------------------------------------------------------------------------------------


def _nested(cells: Row, boxes: Sequence[Box]) -> Iterator[str]:
    """A row with tables in it."""
    filled = [cell for cell in cells if _filled(cell)]
    holding = [cell for cell in filled if any(isinstance(block, Table) for block in cell.blocks)]
    if len(filled) == 1:
        yield from lines(filled[0].blocks)
    elif height := _common_height(cells):
        yield from _side_by_side(cells, boxes, height)
    elif len(holding) == 1 and _begins_with_words(holding[0]):
        place = cells.index(holding[0])
        yield from _alone(boxes[:place])
        yield from lines(holding[0].blocks)
        yield from _alone(boxes[place + 1 :])
    else:
        yield from _alone(boxes)


def _begins_with_words(cell: Cell) -> bool:
    """Whether words part what stands before a cell from the tables in it."""
    first = _filled(cell)[0]
    return isinstance(first, str) and not is_figure(first)


def _alone(boxes: Sequence[Box]) -> Iterator[str]:
    texts = [box.text for box in boxes if not box.covered]
    if texts:
        yield line(texts)


def _common_height(cells: Row) -> int:
    """How many rows each cell's table has, where all have as many and nothing stands beside them; else 0."""
    heights = set()
    for cell in cells:
        filled = _filled(cell)
        if len(filled) > 1:
            return 0
        heights |= {len(block.rows) for block in filled if isinstance(block, Table)}
    return heights.pop() if len(heights) == 1 else 0


def _side_by_side(cells: Row, boxes: Sequence[Box], height: int) -> Iterator[str]:
    """Line by line through tables of equal height; a cell without one stands in the first line."""
    inside = [_lines_of_cells(cell, box, height) for cell, box in zip(cells, boxes, strict=True)]
    for number in range(height):
        texts = [text for each in inside for text in each[number]]
        if texts:
            yield line(texts)


def _lines_of_cells(cell: Cell, box: Box, height: int) -> list[list[str]]:
    table = next((block for block in cell.blocks if isinstance(block, Table)), None)
    if table is None:
        return [[] if box.covered else [box.text], *[[]] * (height - 1)]
    found = []
    above: list[Place] = []
    for boxes in _boxes(table):
        texts, above = laid(boxes, above)
        found.append(texts)
    return found
