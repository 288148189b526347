"""What a table becomes on its way from a Word file to lines of text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from govreports.readers.grid import Box, is_figure
from govreports.readers.kinds import UnreadableError
from govreports.readers.rows import PRINTED_BAR

MOST_CELLS = 200_000

Row = list[Box]


class Table(NamedTuple):
    """A table as rows of boxes, those that the document hides left out.

    `inside` has, by the number of its row, what stands in each cell where that is more than one text: tables in
    tables, and paragraphs of a cell that has its row to itself.
    """

    rows: list[Row]
    inside: dict[int, list[list[Block]]]


Block = str | Table


def covered_by(above: Row, start: int, width: int) -> Box | None:
    """The part of a merged cell that lies below one in the row above; None where none begins at the same column."""
    for place, box in enumerate(above):
        if box.start == start:
            if is_figure(box.text):
                above[place] = box._replace(on=True)
            return Box(box.text, start, width, covered=True)
    return None


def flat(blocks: Iterable[Block]) -> str:
    """All that a cell holds as the text of one cell."""
    return " ".join(" ".join(block.split()) if isinstance(block, str) else _squeezed(block) for block in blocks).strip()


def _squeezed(table: Table) -> str:
    """A table as the text of one cell, its cells set apart so that they are neither one number nor one label."""
    texts = [box.text for boxes in table.rows for box in boxes if not box.covered]
    return texts[0] if len(texts) == 1 else f" {PRINTED_BAR} ".join(["", *texts, ""])


def too_many_cells() -> UnreadableError:
    """What is said of a document whose tables are larger than any report's."""
    return UnreadableError(
        f"文档的表格超过 {MOST_CELLS} 格，不像一份报告。",
        f"The tables of the document have more than {MOST_CELLS} cells, which no report has.",
    )
