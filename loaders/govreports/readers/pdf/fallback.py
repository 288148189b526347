"""Where our own lattice is ragged, a second opinion on where the cells are: pdfplumber's."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from typing import Any

from govreports.readers.pdf.frames import Frame
from govreports.readers.pdf.lattice import Lattice, from_boxes
from govreports.readers.pdf.model import Page


def second_opinion(data: bytes, page: Page, own: Sequence[Lattice]) -> list[Lattice]:
    """The tables of a page as pdfplumber finds them, if each of its cells is a rectangle; else ours.

    Only lines count, never the way in which words are aligned: a column that is guessed can be the wrong one.
    """
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its opinion of fonts is of no use to anyone
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[page.number]) as document:
            found = [_lattice(table, document.pages[0], page) for table in document.pages[0].find_tables()]
    except (PDFException, PSException, ValueError, TypeError, KeyError, IndexError, RecursionError, AssertionError):
        return list(own)  # it fails on files that the other library reads
    whole = [table for table in found if table and not table.ragged]
    return whole if len(whole) == len(found) and len(whole) >= len(own) else list(own)


def _lattice(table: Any, plumbed: Any, page: Page) -> Lattice | None:
    left, top, right, bottom = plumbed.bbox
    seen = Frame(left, -bottom, right, -top, 0)  # its boxes count downwards on the page as shown
    boxes = [seen.box(x0, -y1, x1, -y0) for x0, y0, x1, y1 in table.cells]
    tables = from_boxes(page.frame.seen_from(page.shown, box) for box in boxes)
    return tables[0] if len(tables) == 1 else None
