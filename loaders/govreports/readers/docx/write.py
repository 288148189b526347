"""Blocks as lines of text: a paragraph as it is, a row of a table as one line.

Tables inside tables are taken apart where what they show is plain: a layout table is its content, a table of one row is
so many cells more, tables of equal height stand side by side. Whatever else there is becomes one cell that no figure is
read from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from govreports.readers.docx.tables import Block, Row, Table
from govreports.readers.grid import Box, Place, is_figure, laid, line

Inside = list[list[Block]]


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of some blocks."""
    for block in blocks:
        if isinstance(block, str):
            yield block
        else:
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    above: Sequence[Place | Box] = ()
    for number, boxes in enumerate(table.rows):
        inside = table.inside.get(number)
        if inside:
            yield from _nested(inside, boxes)
            above = ()
        else:
            texts, above = laid(boxes, above)
            if texts:
                yield line(texts)


# --- tables inside tables -------------------------------------------------------------------------------------------


def _nested(inside: Inside, boxes: Row) -> Iterator[str]:
    """A row with tables in it, or one cell with several paragraphs."""
    filled = [blocks for blocks in inside if _filled(blocks)]
    holding = [blocks for blocks in filled if any(isinstance(block, Table) for block in blocks)]
    if len(filled) == 1:
        yield from lines(filled[0])
    elif height := _common_height(inside):
        yield from _side_by_side(inside, boxes, height)
    elif len(holding) == 1 and _begins_with_words(holding[0]):
        place = inside.index(holding[0])
        yield from _alone(boxes[:place])
        yield from lines(holding[0])
        yield from _alone(boxes[place + 1 :])
    else:
        yield from _alone(boxes)


def _filled(blocks: Iterable[Block]) -> list[Block]:
    return [block for block in blocks if isinstance(block, Table) or block.strip()]


def _begins_with_words(blocks: Iterable[Block]) -> bool:
    """Whether words part what stands before a cell from the tables in it."""
    first = _filled(blocks)[0]
    return isinstance(first, str) and not is_figure(first)


def _alone(boxes: Row) -> Iterator[str]:
    texts = [box.text for box in boxes if not box.covered]
    if texts:
        yield line(texts)


def _common_height(inside: Inside) -> int:
    """How many rows each cell's table has, where all have as many and nothing stands beside them; else 0."""
    heights = set()
    for blocks in inside:
        filled = _filled(blocks)
        if len(filled) > 1:
            return 0
        heights |= {len(block.rows) for block in filled if isinstance(block, Table)}
    return heights.pop() if len(heights) == 1 else 0


def _side_by_side(inside: Inside, boxes: Row, height: int) -> Iterator[str]:
    """Line by line through tables of equal height; a cell without one stands in the first line."""
    columns = [_cells_by_line(blocks, box, height) for blocks, box in zip(inside, boxes, strict=True)]
    for number in range(height):
        texts = [text for column in columns for text in column[number]]
        if texts:
            yield line(texts)


def _cells_by_line(blocks: Iterable[Block], box: Box, height: int) -> list[list[str]]:
    table = next((block for block in blocks if isinstance(block, Table)), None)
    if table is None:
        return [[] if box.covered else [box.text], *[[]] * (height - 1)]
    found = []
    above: Sequence[Place | Box] = ()
    for row in table.rows:
        texts, above = laid(row, above)
        found.append(texts)
    return found
