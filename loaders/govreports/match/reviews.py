"""Section 四: one row of figures under a head of three lines; the row has no label, so the head leads to it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from govreports.match.align import unread
from govreports.match.cells import shares_line
from govreports.match.drafts import Draft, Plan, draft, plan
from govreports.match.heads import heads_no_results, reviews_in_order
from govreports.match.labels import LONGEST_ZONE, Found
from govreports.match.plan import review_row
from govreports.match.runs import Head

_BEGINS_A_FIGURE = re.compile(
    r"(?<=[\s|｜│┃])(?:[+-]?[0-9０-９]|[(（][0-9]|[-—–/无]{1,2}(?=\s*(?:[|｜│┃\n]|$|\s[0-9无/—-])))"
)
_ENCLOSED_LINE = re.compile(r"^\|.*[^|\s].*\|$", re.MULTILINE)
_TO_THE_LAST_WORD = re.compile(r".*[\u3400-\u9fff](?<!无)", re.DOTALL)
_BAR = re.compile(r"[|｜│┃\t]")


class Frame(NamedTuple):
    """Where the row of figures stands in a text, and what is put round it to make its cells stand as elsewhere."""

    start: int
    end: int
    before: str = ""
    behind: str = ""

    def row(self, text: str, begin: int) -> str:
        """The row in the text that the frame was found in, which begins there."""
        return self.before + text[begin + self.start : begin + self.end] + self.behind


def read_reviews(text: str, found: Found, head: Head, *, enclosed: bool = False) -> Draft:
    """Read one printed table of section 四. `enclosed`: a bar is known to open its row, and a bar to close it."""
    begin = found.end(head.last)
    end = None if head.end is None else found.start(head.end)
    frame = _frame(found.zeroed[begin:end][: 2 * LONGEST_ZONE], enclosed)
    told = _the_one_row()
    row = told.moulds[0].cast(frame.row(found.zeroed, begin), frame.row(text, begin))
    if row and not reviews_in_order(found.zeroed[found.start(head.top) : begin + frame.start]):
        row = unread(row, "columns_in_another_order")
    start = begin + frame.start - len(frame.before)
    return draft("reviews", None, found, head.first, told, (start,), (row,))


@cache
def _the_one_row() -> Plan:
    return plan([review_row()], {})


@lru_cache(maxsize=4096)
def _frame(text: str, enclosed: bool) -> Frame:
    """The row of figures behind the head: its line when the figures share one, else all that follows the last word of
    the head. A head without figures: all are empty.
    """
    figure = _BEGINS_A_FIGURE.search(text)
    if figure is None:
        return (_without_figures(text) if enclosed else None) or Frame(0, 0)
    start = figure.start()
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start) + 1 or len(text)
    line = text[line_start:line_end]
    if enclosed and line_start and line.startswith("|"):
        # The bar that closes the row has no cell behind it.
        return Frame(line_start, line_start + len(line.rstrip()) - 1, "", "\n")
    if line_start and shares_line(text[start:line_end]):
        # No label precedes the row, so its first cell is made to begin with a bar like every other.
        return Frame(line_start, line_end, "|" if _BAR.search(line) else "")
    head = _TO_THE_LAST_WORD.match(text, 0, start)
    return Frame(head.end() if head else 0, len(text))


def _without_figures(text: str) -> Frame | None:
    """The row where its cells hold pictures or words in place of figures: as many cells, and none of them a head."""
    for line in _ENCLOSED_LINE.finditer(text):
        if line.group().count("|") > len(review_row().figure_ids) and heads_no_results(line.group()):
            return Frame(line.start(), line.end() - 1, "", "\n")
    return None
