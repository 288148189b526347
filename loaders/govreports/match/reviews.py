"""Section 四: one row of figures under a head of three lines; the row has no label, so the head leads to it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from govreports.match.cells import shares_line
from govreports.match.drafts import Draft, Plan, draft, plan
from govreports.match.labels import LONGEST_ZONE, Found
from govreports.match.plan import review_row
from govreports.match.runs import Head

_BEGINS_A_FIGURE = re.compile(
    r"(?<=[\s|｜│┃])(?:[+-]?[0-9０-９]|[(（][0-9]|[-—–/无]{1,2}(?=\s*(?:[|｜│┃\n]|$|\s[0-9无/—-])))"
)
_TO_THE_LAST_WORD = re.compile(r".*[\u3400-\u9fff](?<!无)", re.DOTALL)
_BAR = re.compile(r"[|｜│┃\t]")


def read_reviews(text: str, found: Found, head: Head, *, enclosed: bool = False) -> Draft:
    """Read one printed table of section 四. `enclosed`: a bar is known to open its row, and a bar to close it."""
    begin = found.ends[head.last]
    end = len(text) if head.end is None else found.starts[head.end]
    offset, zone = _zone(text[begin : min(end, begin + 2 * LONGEST_ZONE)], enclosed)
    told = _the_one_row()
    starts, rows = (begin + offset,), (told.known[0][zone],)
    return draft("reviews", None, found, head.first, told, starts, rows)


@cache
def _the_one_row() -> Plan:
    return plan([review_row()], {})


@lru_cache(maxsize=4096)
def _zone(text: str, enclosed: bool) -> tuple[int, str]:
    """The row of figures behind the head, and where it begins: its line when the figures share one, else all that
    follows the last word of the head. A head without figures: all are empty.
    """
    figure = _BEGINS_A_FIGURE.search(text)
    if figure is None:
        return 0, ""
    start = figure.start()
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start) + 1 or len(text)
    line = text[line_start:line_end]
    if enclosed and line_start and line.startswith("|"):
        return line_start, line.rstrip()[:-1] + "\n"  # the bar that closes the row has no cell behind it
    if line_start and shares_line(text[start:line_end]):
        # No label precedes the row, so its first cell is made to begin with a bar like every other.
        return (line_start - 1, "|" + line) if _BAR.search(line) else (line_start, line)
    head = _TO_THE_LAST_WORD.match(text, 0, start)
    begin = head.end() if head else 0
    return begin, text[begin:]
