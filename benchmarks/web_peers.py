"""The same work as other libraries do it: the least that a program does to know the tables and the text of a page."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

import lxml.html
import pandas as pd

Grid = dict[tuple[int, int], str]


def decoded(data: bytes) -> str:
    """The characters of a page."""
    if data.startswith(codecs.BOM_UTF16_LE):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def lxml_with_spans(paths: Iterable[Path]) -> None:
    """lxml: the text of each page, and each of its tables as a grid in which spans are filled."""
    for path in paths:
        page = lxml.html.document_fromstring(decoded(path.read_bytes()))
        "".join(map(str, page.itertext()))
        for table in page.iter("table"):
            lxml_grid(table)


def lxml_grid(table: lxml.html.HtmlElement) -> Grid:
    """Place -> text; a cell stands in all places that it spans."""
    grid: Grid = {}
    for y, row in enumerate(_rows(table)):
        x = 0
        for cell in row:
            if cell.tag in ("td", "th"):
                while (y, x) in grid:
                    x += 1
                text = " ".join(cell.text_content().split())
                width, height = (int(cell.get(name) or 1) for name in ("colspan", "rowspan"))
                grid.update({(y + down, x + right): text for down in range(height) for right in range(width)})
                x += width
    return grid


def _rows(table: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if row.tag == "tr")


def pandas_tables(paths: Iterable[Path]) -> None:
    """pandas: the tables of each page, with the parser that it prefers."""
    for path in paths:
        pd.read_html(StringIO(decoded(path.read_bytes())), flavor="lxml")
