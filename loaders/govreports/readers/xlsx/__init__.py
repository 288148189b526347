"""Excel workbooks (.xlsx): what their sheets show, numbers as displayed, each row of cells as a line.

`formats` shows a number as its format does, `sheet` reads one sheet and its merged cells. What the workbook hides is
not read, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from govreports.readers.loss import loss
from govreports.readers.package import Package, damaged
from govreports.readers.rows import enclosed
from govreports.readers.xlsx.formats import BUILT_IN
from govreports.readers.xlsx.sheet import Look, S, Sheet, is_struck, text_of, whole
from govreports.report import Document, Problem

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIN = "xl/workbook.xml"
MOST_SHEETS = 100
DRAWING_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

HIDDEN = Problem(
    "工作簿里隐藏的工作表、行或列没有读取。", "Sheets, rows or columns that the workbook hides were not read."
)


def read_xlsx(data: bytes) -> Document:
    """Read a workbook. Raises UnreadableError with one sentence in each language when it cannot be read."""
    package = Package(data)
    name = package.main(MAIN)
    book = package.tree(name)
    related = list(package.related(name))
    parts = {kind: part for _, kind, part in related}
    by_id = {id: part for id, _, part in related}
    look = Look(
        _strings(package, parts.get("sharedStrings")),
        *_styles(package, parts.get("styles")),
        _on(book.find(f"{S}workbookPr"), "date1904"),
    )
    listed = book.findall(f"{S}sheets/{S}sheet")[:MOST_SHEETS]
    if not listed:
        raise damaged()
    seen = [sheet for sheet in listed if sheet.get("state", "visible") == "visible"]
    lines: list[str] = []
    words: list[str] = []
    hidden = len(seen) < len(listed)
    for each in seen:
        part = by_id.get(each.get(RELATION, ""), "")
        if part not in package:
            raise damaged()
        sheet = Sheet(package.tree(part), look)
        lines += sheet.lines()
        words += sheet.words
        hidden |= sheet.hides
        lines += _boxes(package, part)
    text = "\n".join([*lines, ""])
    lost = loss("".join(words), text)
    problems = (*((HIDDEN,) if hidden else ()), *((lost,) if lost else ()))
    return Document(text, MEDIA_TYPE, None, package.metadata(), problems=problems, enclosed=enclosed(text))


def _strings(package: Package, part: str | None) -> list[str]:
    """The texts that cells refer to by number."""
    if part is None or part not in package:
        return []
    return [text_of(item) for item in package.tree(part).iterchildren(f"{S}si")]


def _styles(package: Package, part: str | None) -> tuple[list[str], list[bool], list[bool]]:
    """The number format of each cell style, whether it has borders, and whether what it shows is struck out."""
    if part is None or part not in package:
        return [], [], []
    root = package.tree(part)
    own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iterfind(f"{S}numFmts/{S}numFmt")}
    borders = [any(side.get("style", "none") != "none" for side in each) for each in root.iterfind(f"{S}borders/*")]
    crossed = [is_struck(font) for font in root.iterfind(f"{S}fonts/{S}font")]
    formats: list[str] = []
    bordered: list[bool] = []
    struck: list[bool] = []
    for style in root.iterfind(f"{S}cellXfs/{S}xf"):
        id = style.get("numFmtId", "0")
        border, font = (whole(style.get(name)) or 0 for name in ("borderId", "fontId"))
        formats.append(own.get(id) or BUILT_IN.get(whole(id) or 0, f"[{id}]"))
        bordered.append(border < len(borders) and borders[border])
        struck.append(font < len(crossed) and crossed[font])
    return formats, bordered, struck


def _on(element: _Element | None, name: str) -> bool:
    return element is not None and element.get(name) in {"1", "true", "on"}


def _boxes(package: Package, part: str) -> Iterator[str]:
    """The text boxes that lie on a sheet, one line a paragraph."""
    for _, kind, drawing in package.related(part):
        if kind == "drawing" and drawing in package:
            for paragraph in package.tree(drawing).iter(f"{DRAWING_TEXT}p"):
                text = "".join(piece.text or "" for piece in paragraph.iter(f"{DRAWING_TEXT}t"))
                if text.strip():
                    yield text
