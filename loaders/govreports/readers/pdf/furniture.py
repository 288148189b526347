"""What belongs to the paper and not to the report: page numbers, and a table's head repeated on the next page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreports.readers.grid import is_figure
from govreports.readers.pdf.frames import Frame
from govreports.readers.pdf.lattice import SAME_LINE
from govreports.readers.pdf.lines import Line
from govreports.readers.pdf.model import UNREADABLE
from govreports.readers.pdf.tables import Cell, Table, same_words

_DECORATED = re.compile(
    r"[-–—－·•―─]+\s*[0-9０-９]{1,3}\s*[-–—－·•―─]+|第\s*[0-9０-９]{1,3}\s*页.*|[0-9]{1,3}\s*/\s*[0-9]{1,3}"
)
_PLAIN = re.compile(r"[0-9０-９]{1,3}")
MARGIN = 0.12  # a page number stands in this share of the page's height, from the top or the bottom
APART = 1.0  # and this many lines away from anything else
A_HEAD = 5  # no head of a table has more rows


def page_number(line: Line, others: Sequence[Line | Table], frame: Frame) -> bool:
    """Whether a line is the number of its page: one in dashes, or one that stands alone in the margin."""
    plain = _PLAIN.fullmatch(line.text) is not None
    if not plain and not _DECORATED.fullmatch(line.text):
        return False
    height = frame.size[1]
    if not (line.box.bottom < height * MARGIN or line.box.top > height * (1 - MARGIN)):
        return False
    gaps = [
        max(other.box.top - line.box.bottom, line.box.top - other.box.bottom) for other in others if other is not line
    ]
    return not plain or all(gap > APART * line.size for gap in gaps)


def repeated_head(before: Table, after: Table) -> int:
    """How many first rows of a table repeat those of its part on the page before."""
    count = 0
    limit = min(A_HEAD, len(before.rows), len(after.rows) - 1)
    while count < limit and _repeated(before.rows[count], after.rows[count]):
        count += 1
    return count


def _repeated(one: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Whether a row of words repeats another.

    A cell that goes on from the page before can be drawn right through the head: it cuts an empty cell from its left.
    """
    if not _words(other):
        return False
    one, other = _from_first_word(one), _from_first_word(other)
    right = abs(one[0].box.right - other[0].box.right) <= 2 * SAME_LINE if one else False
    return right and same_words(one, other) and _aligned(one[1:], other[1:])


def _from_first_word(row: Sequence[Cell]) -> Sequence[Cell]:
    return row[next((number for number, cell in enumerate(row) if cell.text), len(row)) :]


def _aligned(one: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Whether two rows have the same cells, one below the other."""
    return len(one) == len(other) and all(
        abs(a.box.left - b.box.left) <= 2 * SAME_LINE and abs(a.box.right - b.box.right) <= 2 * SAME_LINE
        for a, b in zip(one, other, strict=True)
    )


def _words(row: Sequence[Cell]) -> bool:
    """Whether a row holds words only: a row of figures may well repeat."""
    texts = [cell.text for cell in row if cell.text]
    return bool(texts) and not any(character.isdigit() for text in texts for character in text)


_NUMBERED = re.compile(r"[(（]?\s*[一二三四五六七八九十0-9０-９]{1,3}\s*[)）.．、]")


def rest_of_row(last: Sequence[Cell], first: Sequence[Cell]) -> Sequence[Cell]:
    """The cells of the first row on a page that go on with the last row of the page before; none where none do.

    A row is cut where its label is begun above and goes on below, and where one of both parts has no figures; or where
    a figure goes on below and there is no label. A head, whose cells all hold words, is no such row.
    """
    if torn := _torn(last, first):
        return torn
    started = next((number for number, cell in enumerate(first) if cell.text), len(first))
    rest = first[started:]
    begun = last[-len(rest) :]
    if len(rest) < MORE_THAN_A_LABEL or not _aligned(begun, rest) or not begun[0].text:
        return ()
    below = [cell for above, cell in zip(begun, rest, strict=True) if not _label_goes_on(above.text, cell.text)]
    if _NUMBERED.match(rest[0].text) or (_figures(begun) and (any(cell.text for cell in below) or _words(begun))):
        return ()
    return rest


def _label_goes_on(above: str, below: str) -> bool:
    """Whether words are the rest of words that a page cuts off: a row can begin with the label of its group."""
    return bool(above) and not is_figure(above) and not any(map(str.isdigit, below))


def _torn(last: Sequence[Cell], first: Sequence[Cell]) -> Sequence[Cell]:
    """A first row without a label, in which figures of the row above go on; none where none do.

    Whether a figure that stands in such a row alone is of the row above is not certain: it is made unreadable.
    """
    rest = first[-len(last) :]
    if any(cell.text for cell in first[: -len(last)]) or not _aligned(last, rest):
        return ()
    pairs = [(above.text, below) for above, below in zip(last, rest, strict=True)]
    if not any(above and below.text for above, below in pairs):
        return ()
    if not all(_begins_figure(above or below.text) for above, below in pairs if below.text):
        return ()
    return [
        below if above or not below.text else below._replace(text=below.text + UNREADABLE) for above, below in pairs
    ]


def _begins_figure(text: str) -> bool:
    """Whether a cell, or the part of one that a page cuts off, can be that of a figure."""
    if is_figure(text):
        return any(map(str.isdigit, text))
    return _DIGIT_FIRST.match(text) is not None and not _NUMBERED.match(text)


_DIGIT_FIRST = re.compile(r"[-+－＋]?[0-9０-９]")
MORE_THAN_A_LABEL = 2


def _figures(row: Sequence[Cell]) -> bool:
    return any(cell.text for cell in row[1:])
