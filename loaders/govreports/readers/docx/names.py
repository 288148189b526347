"""The names of WordprocessingML that the reader knows, and what properties say."""

from __future__ import annotations

from lxml.etree import _Element

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"

P, R, T, TBL, TR, TC = (W + name for name in ("p", "r", "t", "tbl", "tr", "tc"))
PPR, RPR, TCPR, TRPR, VAL = (W + name for name in ("pPr", "rPr", "tcPr", "trPr", "val"))
PSTYLE, RSTYLE, NUMPR, NUMID, ILVL = (W + name for name in ("pStyle", "rStyle", "numPr", "numId", "ilvl"))
GRIDSPAN, VMERGE, HMERGE = (W + name for name in ("gridSpan", "vMerge", "hMerge"))
GRIDBEFORE = W + "gridBefore"
HIDDEN, VANISH, STRIKE, DSTRIKE, VERTALIGN = (
    W + name for name in ("hidden", "vanish", "strike", "dstrike", "vertAlign")
)
POSITION, COLOUR = W + "position", W + "color"
INS, DEL, MOVEFROM, MOVETO = (W + name for name in ("ins", "del", "moveFrom", "moveTo"))
TXBX, ALTCHUNK, OBJECT = (W + name for name in ("txbxContent", "altChunk", "object"))
FOOTNOTE, ENDNOTE = W + "footnote", W + "endnote"
FOOTNOTE_MARK, ENDNOTE_MARK = W + "footnoteReference", W + "endnoteReference"
FLDCHAR, FLDCHAR_TYPE = W + "fldChar", W + "fldCharType"
CHOICE, FALLBACK, ALTERNATE = MC + "Choice", MC + "Fallback", MC + "AlternateContent"
TEXTPATH = V + "textpath"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

OFF = frozenset({"0", "false", "off"})
WIDEST = 1_000  # columns of a table; Word itself allows 63


def said(properties: _Element | None, tag: str) -> str | None:
    """The value of a property; an empty text where it is named without one, None where it is not named."""
    found = properties.find(tag) if properties is not None else None
    return None if found is None else found.get(VAL, "")


def on(properties: _Element | None, tag: str) -> bool | None:
    """Whether a property is switched on or off; None where it is not named."""
    value = said(properties, tag)
    return None if value is None else value not in OFF


def number(properties: _Element | None, tag: str, least: int, most: int) -> int | None:
    """The value of a property that is a whole number, kept within bounds; None where there is none."""
    value = said(properties, tag)
    return within(value, least, most) if value is not None else None


def within(value: str | None, least: int, most: int) -> int | None:
    """A whole number as XML writes it, kept within bounds; None for anything else."""
    digits = (value or "").strip().removeprefix("-")
    if not digits.isdecimal() or not digits.isascii():
        return None
    whole = int(digits[:18])
    return max(least, min(most, -whole if (value or "").strip().startswith("-") else whole))
