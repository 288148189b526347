"""Tables whose cells span columns and rows, written as lines in which no figure can slip into another column.

A cell is written where it starts. The places that it spans are not written, since the form itself is full of labels
that span; but where a *figure* covers several columns or rows, or an empty cell does, leaving its places out would move
the figures behind it. There the places are written too: marked, so that what stands in them is not read as a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from govreports.readers.rows import BAR, row

# Written where one figure covers several columns, or several rows: it belongs to none of them for certain.
ACROSS, DOWN = "↔", "↕"

_REMARK = re.compile(r"[(（][^()（）]*[)）]")
_BESIDE_A_NUMBER = re.compile(r"增加?|减少?|无|[件条项个次份宗起亿万元人]")
_WORD = re.compile(r"[\u3400-\u9fffA-Za-z]")


class Box(NamedTuple):
    """A cell where it stands: its text, its first column and how many it spans.

    A cell of several rows is a box in each: all but the last go `on` in the row below, all but the first are `covered`,
    and each has the text of the first.
    """

    text: str
    start: int
    width: int = 1
    on: bool = False
    covered: bool = False

    @property
    def end(self) -> int:
        """The column after its last."""
        return self.start + self.width


class Place(NamedTuple):
    """A stretch of columns that is one cell: from `start` up to, but not including, `end`."""

    start: int
    end: int


def laid(boxes: Sequence[Box], above: Sequence[Place | Box]) -> tuple[list[str], Sequence[Place | Box]]:
    """The cells to write for one row, and the places that the next row is held against; `above` is that of the last.

    `boxes` are in the order of their columns.
    """
    texts = _ordinary(boxes)
    if texts is not None:
        return texts, boxes
    cells, own = spread(tuple(_gapless(boxes)), above)
    return [text for texts in cells for text in texts], own


def spread(boxes: Sequence[Box], above: Sequence[Place | Box]) -> tuple[list[list[str]], Sequence[Place | Box]]:
    """As `laid`, but the cells of each box by themselves; between the boxes no column may be left out."""
    cells: list[list[str]] = []
    own: list[Place] = []
    for figures, run in groupby(boxes, lambda box: is_figure(box.text)):
        if figures:
            for box, places in _held_against(list(run), above):
                cells.append(_written(box, len(places)))
                own += places
        else:
            for box in run:
                cells.append([] if box.covered else [box.text])
                own.append(Place(box.start, box.end))
    return cells, own


def _ordinary(boxes: Sequence[Box]) -> list[str] | None:
    """The cells to write of a row in which no figure or empty cell covers more than one place, and none is left out."""
    texts = []
    end = 0
    for text, start, width, on, covered in boxes:
        if start != end or ((covered or on or width > 1) and is_figure(text)):
            return None
        if not covered:
            texts.append(text)
        end += width
    return texts


def _held_against(run: Sequence[Box], above: Sequence[Place | Box]) -> Iterator[tuple[Box, list[Place]]]:
    """Neighbouring figures and empty cells, each with the places that it covers.

    One covers several where the row has fewer of them than the row above has there, and more than one of those lies
    over it: by their middle, since the edges of drawn tables are seldom quite in line.
    """
    over = [place for place in above if 2 * run[0].start < place.start + place.end < 2 * run[-1].end]
    for box in run:
        inside = [Place(p.start, p.end) for p in over if 2 * box.start < p.start + p.end < 2 * box.end]
        yield box, inside if len(run) < len(over) and len(inside) > 1 else [Place(box.start, box.end)]


def line(cells: Sequence[str]) -> str:
    """A row as one line; `cells` hold no white space but single spaces."""
    usual = f"| {' | '.join(cells)} |"
    return usual if "" not in cells and usual.count(BAR) == len(cells) + 1 else row(cells)


def _gapless(boxes: Sequence[Box]) -> Iterator[Box]:
    """The boxes, and an empty one wherever columns are left out before one of them."""
    end = 0
    for box in boxes:
        if box.start > end:
            yield Box("", end, box.start - end)
        yield box
        end = box.end


def _written(box: Box, columns: int) -> list[str]:
    """The cells that a figure or an empty cell becomes."""
    if not box.text:
        return [""] * columns
    if box.covered:
        return [DOWN] * columns
    if columns > 1:
        return [f"{box.text} {ACROSS}", *[ACROSS] * (columns - 1)]
    return [f"{box.text} {DOWN}" if box.on else box.text]


@lru_cache(maxsize=4096)
def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, something in place of one, or nothing, rather than words."""
    if text.isdigit() or not text:
        return True
    without_remark = _REMARK.sub("", text).strip() or text
    return not _WORD.search(_BESIDE_A_NUMBER.sub("", without_remark))
