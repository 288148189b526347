"""The commonest row by far, read by one pattern: plain whole numbers, as many as columns, and nothing else.

Whatever it reads, `cells` and `align` would read alike, only slower; a property test holds it to that.
"""

from __future__ import annotations

import re
from functools import cache

from govreports.match import rows
from govreports.match.rows import Row
from govreports.report import PRINTED, Cell
from govreports.spans import Span

_NUMBER = r"(0|[1-9][0-9]{0,14})"
# What stands before the first number, between two, and behind the last.
_ROW_A_LINE = (r" *\|[ |]*", r" *\| *", r"[ |]*\n")
_CELL_A_LINE = (r" *\|[ |]*\n[ \n|]*", r" *\|[ \n]*", r" *\|[ \n|]*\Z")
_BARE = (r" *\n\s*", r" *\n\s*", r"\s*\Z")


@cache
def _pattern(shape: tuple[str, str, str], width: int) -> re.Pattern[str]:
    before, between, behind = shape
    return re.compile(before + between.join([_NUMBER] * width) + behind)


def plain_row(text: str, width: int) -> Row | None:
    """The row after a label when it is as plain as that, else None."""
    bar, line_end = text.find("|"), text.find("\n")
    if bar < 0:
        match = _pattern(_BARE, width).match(text)
        return Row("bare_cell", _cells(match), match.end(width), rows.BARE, trusts_count=True) if match else None
    match = _pattern(_ROW_A_LINE, width).match(text)
    if match:
        return _barred(text, match, width, "pipe_row", line_end)
    match = _pattern(_CELL_A_LINE, width).match(text)
    return _barred(text, match, width, "pipe_cell", len(text)) if match else None


def _barred(text: str, match: re.Match[str], width: int, layout: str, end: int) -> Row:
    """Each bar but the first ends a cell; where the numbers begin is certain, since all are there."""
    last = match.end(width)
    closed = text.find("|", last, end) >= 0
    signs = (0 if closed else rows.UNTERMINATED) | (rows.NO_LINE_ENDS if layout == "pipe_cell" else 0)
    begin = text.count("|", 0, match.start(1)) - 1
    surplus = text.count("|", 0, end) - width
    return Row(layout, _cells(match), last, signs, (begin,), True, surplus, closed)


def _cells(match: re.Match[str]) -> tuple[Cell, ...]:
    return tuple(
        [
            tuple.__new__(Cell, (int(raw), PRINTED, raw, tuple.__new__(Span, span), ""))
            for raw, span in zip(match.groups(), match.regs[1:], strict=True)
        ]
    )
