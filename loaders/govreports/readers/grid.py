"""Tables whose cells span columns and rows, written as lines in which no figure can slip into another column.

A cell is written where it starts. The places that it spans are not written, since the form itself is full of labels
that span; but where a *figure* covers several columns or rows, or an empty cell does, leaving its places out would move
the figures behind it. There the places are written too: marked, so that what stands in them is not read as a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

ACROSS, DOWN = "↔", "↕"  # a figure that covers several columns, or several rows

_REMARK = re.compile(r"[(（][^()（）]*[)）]")
_UNITS = re.compile(r"[件条项个次份宗起亿万元人]")
_WORD = re.compile(r"[\u3400-\u9fffA-Za-z]")
_SIGN_OR_NOTHING = ("增", "减", "无")


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


class Place(NamedTuple):
    """A stretch of columns that is one cell: from `start` up to, but not including, `end`."""

    start: int
    end: int


def laid(boxes: Sequence[Box], above: Sequence[Place]) -> tuple[list[str], list[Place]]:
    """The cells to write for one row, and the places that the next row is held against; `above` is that of the last.

    `boxes` are in the order of their columns.
    """
    if not any(box.text and is_figure(box.text) for box in boxes):
        places = [Place(box.start, box.start + box.width) for box in boxes]
        return [box.text for box in boxes if not box.covered], places
    cells: list[str] = []
    row: list[Place] = []
    for box in _gapless(boxes):
        own = Place(box.start, box.start + box.width)
        inside = [place for place in above if own.start <= place.start and place.end <= own.end]
        whole = len(inside) > 1 and is_figure(box.text)
        cells += _written(box, len(inside) if whole else 1)
        row += inside if whole else [own]
    return cells, row


def _gapless(boxes: Sequence[Box]) -> Iterator[Box]:
    """The boxes, and an empty one wherever columns are left out before one of them."""
    end = 0
    for box in boxes:
        if box.start > end:
            yield Box("", end, box.start - end)
        yield box
        end = box.start + box.width


def _written(box: Box, columns: int) -> list[str]:
    if not box.text:
        return [""] * columns
    if not is_figure(box.text):
        return [] if box.covered else [box.text]
    if box.covered:
        return [DOWN] * columns
    if columns > 1:
        return [f"{box.text} {ACROSS}", *[ACROSS] * (columns - 1)]
    return [f"{box.text} {DOWN}" if box.on else box.text]


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, something in place of one, or nothing, rather than words."""
    if text.isdigit() or not text:
        return True
    beside = _REMARK.sub("", text).strip()
    return text.startswith(_SIGN_OR_NOTHING) or not _WORD.search(_UNITS.sub("", beside or text))
