"""Section 四: one row of figures under a head of three lines; the row has no label, so the head leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govreports.match.cells import shares_line
from govreports.match.drafts import LONGEST_ZONE, Draft, Found, read, span_of
from govreports.match.labels import Anchor
from govreports.match.plan import review_row

LAST_HEAD = "litigation_after_reconsideration"
# Words that stand in the head of section 四 and are rows elsewhere in the form.
_SHARED = ("total", "other_rest")
_BEGINS_A_FIGURE = re.compile(
    r"(?:^|(?<=[\s|｜│┃]))(?:[+-]?[0-9０-９]|[(（][0-9]|[-—–/无]{1,2}(?=\s*(?:[|｜│┃\n]|$|\s[0-9无/—-])))"
)
_WORD = re.compile(r"[\u3400-\u9fff]")
_BAR = re.compile(r"[|｜│┃\t]")
_NO_WORD = ("无",)


def read_reviews(text: str, anchors: Sequence[Anchor]) -> Iterator[Draft]:
    """Read every printed table of section 四, in order."""
    for position, anchor in enumerate(anchors):
        if anchor.label.table == "reviews" and anchor.label.code == LAST_HEAD:
            yield _read(text, anchors, position)


def _read(text: str, anchors: Sequence[Anchor], position: int) -> Draft:
    start = anchors[position].end
    end = min(_end_of_table(text, anchors, position), start + 2 * LONGEST_ZONE)
    figure = _BEGINS_A_FIGURE.search(text, start, end)
    zone = _zone(text, start, figure.start(), end) if figure else (start, "")  # a head without figures: all are empty
    rows = (read(Found(LAST_HEAD, review_row(), *zone)),)
    return Draft("reviews", None, span_of(anchors, position, rows), rows)


def _end_of_table(text: str, anchors: Sequence[Anchor], position: int) -> int:
    for anchor in anchors[position + 1 :]:
        label = anchor.label
        of_the_head = label.table == "reviews" or (label.kind == "row" and label.code in _SHARED)
        if label.kind == "section" or not of_the_head:
            return anchor.start
    return len(text)


def _zone(text: str, start: int, figure: int, end: int) -> tuple[int, str]:
    """The row of figures: its line when the figures share one, else everything after the last word of the head."""
    line_start = text.rfind("\n", start, figure) + 1
    line_end = text.find("\n", figure, end) + 1 or end
    line = text[line_start:line_end]
    if line_start and shares_line(text[figure:line_end]):
        # No label precedes the row, so its first cell is made to begin with a bar like every other.
        return (line_start - 1, "|" + line) if _BAR.search(line) else (line_start, line)
    begin = start
    for word in _WORD.finditer(text, start, figure):
        if word.group() not in _NO_WORD:
            begin = word.end()
    return begin, text[begin:end]
