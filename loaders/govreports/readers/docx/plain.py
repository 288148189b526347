"""Paragraphs and tables without anything peculiar, read in one pass over their elements.

Nearly all of nearly every file is plain. Whatever is read here, `blocks` would read alike, only
slower; a property test holds it to that.
"""

from __future__ import annotations

from lxml.etree import _Element, tostring

from govreports.readers.docx.names import (
    ALTERNATE,
    GRIDSPAN,
    NUMPR,
    PSTYLE,
    RSTYLE,
    TBL,
    TC,
    TEXTPATH,
    TR,
    VAL,
    VMERGE,
    WIDEST,
    XML_SPACE,
    M,
    P,
    T,
    W,
    within,
)
from govreports.readers.docx.styles import Styles
from govreports.readers.docx.tables import Row, Table, covered_by
from govreports.readers.grid import Box

# What is more than text in cells, or may be.
_PECULIAR = (
    *(
        f"{W}{name}"
        for name in ("tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "ruby", "fldChar", "sdt", "altChunk")
    ),
    *(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "tcPrChange", "trPrChange", "rPrChange", "hMerge")),
    *(f"{W}{name}" for name in ("vanish", "strike", "dstrike", "vertAlign", "gridBefore", "hidden", "altChunk")),
    *(f"{W}{name}" for name in ("footnoteReference", "endnoteReference", "drawing", "pict", "object", "customXml")),
    *(ALTERNATE, NUMPR, TEXTPATH, f"{M}oMath"),
)


def peculiar(body: _Element, styles: Styles) -> set[_Element]:
    """The children of the body that hold more than plain text, by themselves or by a style."""
    found = set()
    named = [each for each in body.iter(PSTYLE, RSTYLE) if styles.matters(each.get(VAL))]
    nested = [table for table in body.iter(TBL) if table.getparent() is not body or not is_plain(table)]
    for each in (*body.iter(*_PECULIAR), *named, *nested):
        child: _Element | None = each
        while child is not None and (above := child.getparent()) is not body:
            child = above
        if child is not None:
            found.add(child)
    return found


def plain_text(paragraph: _Element) -> str:
    """The text of a plain paragraph."""
    return "".join([text_of(piece) for piece in paragraph.iter(T)])


def is_plain(table: _Element) -> bool:
    """Whether each cell of a table holds one paragraph. Nothing peculiar may be in it."""
    return sum(1 for _ in table.iter(P)) == sum(1 for _ in table.iter(TC))


def plain_table(table: _Element) -> Table:
    """A plain table whose cells hold one paragraph each."""
    made = Table([], {})
    row: list[Raw] = []
    cell = Raw("")
    for element in table.iter(TC, GRIDSPAN, VMERGE, TR):
        tag = element.tag
        if tag == TC:
            # All text in one call; with white space inside, piece by piece.
            words = tostring(element, method="text", encoding="unicode", with_tail=False).split()
            cell = Raw("".join(words) if len(words) <= 1 else " ".join(plain_text(element).split()))
            row.append(cell)
        elif tag == GRIDSPAN:
            cell.width = within(element.get(VAL), 1, WIDEST) or 1
        elif tag == VMERGE:
            cell.goes_on = element.get(VAL) in (None, "", "continue")
        else:
            _add_row(made, row)
            row = []
    _add_row(made, row)
    return made


class Raw:
    """A cell while its elements come in."""

    __slots__ = ("goes_on", "text", "width")

    def __init__(self, text: str) -> None:
        self.text, self.width, self.goes_on = text, 1, False


def _add_row(made: Table, cells: list[Raw]) -> None:
    if not cells:
        return
    above = made.rows[-1] if made.rows else []
    row: Row = []
    start = 0
    for cell in cells:
        covered = covered_by(above, start, cell.width) if cell.goes_on and not cell.text else None
        row.append(covered or tuple.__new__(Box, (cell.text, start, cell.width, False, False)))
        start += cell.width
    made.rows.append(row)


def text_of(element: _Element) -> str:
    """What a piece of text shows: unless it is said to be kept, white space round it is not."""
    text = element.text or ""
    if text.isalnum():
        return text
    if element.get(XML_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\n", " ").replace("\r", " ")
