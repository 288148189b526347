"""Paragraphs and tables without anything peculiar, read in one pass over their elements.

Nearly all of nearly every file is plain. Whatever is read here, `blocks` would read alike, only
slower; a property test holds it to that.
"""

from __future__ import annotations

from lxml.etree import XPath, _Element, tostring

from govreports.readers.docx.names import (
    ALTERNATE,
    GRIDSPAN,
    NAMESPACE,
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
_ONE_PARAGRAPH_A_CELL = XPath("count(.//w:p) = count(.//w:tc)", namespaces={"w": NAMESPACE})


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
    return bool(_ONE_PARAGRAPH_A_CELL(table))


def plain_table(table: _Element) -> Table:
    """A plain table whose cells hold one paragraph each."""
    made = Table([], {})
    merged = _merged(table)
    above: Row = []
    for element in table.iter(TR):
        row: Row = []
        start = 0
        for cell in element.iter(TC):
            text = _cell_text(cell)
            width, goes_on = merged.get(cell, _SINGLE)
            covered = covered_by(above, start, width) if goes_on and not text else None
            row.append(covered or tuple.__new__(Box, (text, start, width, False, False)))  # as Box(…), but faster
            start += width
        if row:
            made.rows.append(row)
            above = row
    return made


_SINGLE = (1, False)


def _merged(table: _Element) -> dict[_Element, tuple[int, bool]]:
    """The cells that have more than one column, or go on with the cell above: how many, and whether they do."""
    found: dict[_Element, tuple[int, bool]] = {}
    for said in table.iter(GRIDSPAN, VMERGE):
        properties = said.getparent()
        cell = properties.getparent() if properties is not None else None
        if cell is not None:
            width, goes_on = found.get(cell, _SINGLE)
            if said.tag == GRIDSPAN:
                found[cell] = within(said.get(VAL), 1, WIDEST) or 1, goes_on
            else:
                found[cell] = width, said.get(VAL) in (None, "", "continue")
    return found


def _cell_text(cell: _Element) -> str:
    """All text of a cell in one call; with white space inside, piece by piece."""
    text = tostring(cell, method="text", encoding="unicode", with_tail=False)
    if text.isalnum() or not text:
        return text
    words = text.split()
    return "".join(words) if len(words) <= 1 else " ".join(plain_text(cell).split())


def text_of(element: _Element) -> str:
    """What a piece of text shows: unless it is said to be kept, white space round it is not."""
    text = element.text or ""
    if text.isalnum():
        return text
    if element.get(XML_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\n", " ").replace("\r", " ")
