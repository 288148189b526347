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


def read_reviews(text: str, found: Found, head: Head) -> Draft:
    """Read one printed table of section 四."""
    begin = found.end(head.last)
    end = len(text) if head.end is None else found.start(head.end)
    offset, bar, zone = _zone(found.zeroed[begin : min(end, begin + 2 * LONGEST_ZONE)])
    told = _the_one_row()
    start = begin + offset
    own = bar + text[start + len(bar) : start + len(zone)]
    return draft("reviews", None, found, head.first, told, (start,), (told.moulds[0].cast(zone, own),))


@cache
def _the_one_row() -> Plan:
    return plan([review_row()], {})


@lru_cache(maxsize=4096)
def _zone(text: str) -> tuple[int, str, str]:
    """The row of figures behind the head, and where it begins: its line when the figures share one, else all that
    follows the last word of the head. A head without figures: all are empty. No label precedes the row, so the first
    cell of a row with bars is made to begin with one like every other: it stands in place of the line end before it.
    """
    figure = _BEGINS_A_FIGURE.search(text)
    if figure is None:
        return 0, "", ""
    start = figure.start()
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start) + 1 or len(text)
    line = text[line_start:line_end]
    if line_start and shares_line(text[start:line_end]):
        return (line_start - 1, "|", "|" + line) if _BAR.search(line) else (line_start, "", line)
    head = _TO_THE_LAST_WORD.match(text, 0, start)
    begin = head.end() if head else 0
    return begin, "", text[begin:]
