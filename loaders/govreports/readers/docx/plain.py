"""Paragraphs and tables without anything peculiar, read in one pass over their elements.

Nearly all of nearly every file is plain. Whatever is read here, `blocks` would read alike, only
slower; a property test holds it to that.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from lxml.etree import _Element

from govreports.readers.docx.names import (
    ALTERNATE,
    COLOUR,
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
from govreports.readers.docx.styles import Styles, is_white
from govreports.readers.docx.tables import Row, Table, covered_by
from govreports.readers.grid import Box

# What is more than text in cells, or may be.
_PECULIAR = (
    *(
        f"{W}{name}"
        for name in ("tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "ruby", "fldChar", "sdt", "altChunk")
    ),
    *(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "tcPrChange", "trPrChange", "rPrChange", "hMerge")),
    *(f"{W}{name}" for name in ("vanish", "strike", "dstrike", "vertAlign", "position", "gridBefore", "hidden")),
    *(f"{W}{name}" for name in ("footnoteReference", "endnoteReference", "drawing", "pict", "object", "customXml")),
    *(ALTERNATE, NUMPR, TEXTPATH, f"{M}oMath"),
)


class Peculiar(NamedTuple):
    """The children of a body that hold more than plain text, and the tags of what is more than that."""

    children: set[_Element]
    tags: set[str]


def peculiar(body: _Element, styles: Styles) -> Peculiar:
    """What is more than plain text in a body, by itself or by a style."""
    found = Peculiar(set(), set())
    for each in body.iter(*_PECULIAR, PSTYLE, RSTYLE, COLOUR, TBL):
        tag = each.tag
        if tag == COLOUR and not is_white(each.get(VAL)):
            continue
        if tag in (PSTYLE, RSTYLE) and not styles.matters(each.get(VAL)):
            continue
        child: _Element | None = each
        while child is not None and (above := child.getparent()) is not body:
            child = above
        if child is not None and (child is not each or tag != TBL):
            found.children.add(child)
            found.tags.add(tag)
    return found


def plain_text(paragraph: _Element) -> str:
    """The text of a plain paragraph."""
    return "".join([text_of(piece) for piece in paragraph.iter(T)])


def plain_table(table: _Element) -> Table | None:
    """A table in which nothing is peculiar; None where a cell holds anything but one paragraph."""
    new = tuple.__new__  # new(Box, (…)) is Box(…), but faster
    made = Table([], {})
    above: Row = []
    for cells in _cells(table):
        row: Row = []
        start = 0
        for written, width, goes_on, paragraphs in cells:
            if paragraphs != 1:
                return None
            text = written if written.isalnum() else " ".join(written.split())
            covered = covered_by(above, start, width) if goes_on and not text else None
            row.append(covered or new(Box, (text, start, width, False, False)))
            start += width
        if row:
            made.rows.append(row)
            above = row
    return made


def _cells(table: _Element) -> list[list[list[Any]]]:
    """For each row its cells: text, columns, whether the cell above goes on, and how many paragraphs."""
    rows: list[list[list[Any]]] = []
    cell: list[Any] = ["", 1, False, 0]  # for what stands in no cell
    for element in table.iter(TR, TC, P, T, GRIDSPAN, VMERGE):
        tag = element.tag
        if tag == T:
            text = element.text or ""
            cell[0] += text if text.strip() == text else text_of(element)
        elif tag == P:
            cell[3] += 1
        elif tag == TC:
            cell = ["", 1, False, 0]
            rows[-1].append(cell)
        elif tag == TR:
            rows.append([])
        elif tag == GRIDSPAN:
            cell[1] = within(element.get(VAL), 1, WIDEST) or 1
        else:
            cell[2] = element.get(VAL) in (None, "", "continue")
    return rows


def text_of(element: _Element) -> str:
    """What a piece of text shows: unless it is said to be kept, white space round it is not."""
    text = element.text or ""
    if text.isalnum():
        return text
    if element.get(XML_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\n", " ").replace("\r", " ")
