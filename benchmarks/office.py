"""Reports as Word and Excel files, written by python-docx and openpyxl: other people's programs, so that a fault of our
reader and one of our writer cannot hide each other.

What such files are met with is turned on by name, as the quirks of the text reports are.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple

import docx
from docx.oxml import parse_xml
from docx.oxml.table import CT_Tbl
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from govreports.form import BY_ID, SECTIONS, TableName
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from benchmarks import words
from benchmarks.figures import Form, Printed, dice
from benchmarks.generate import NUMERALS, OPENING_TABLE
from benchmarks.tables import WIDTHS, Cell, Grid, Pen, grid

# What a Word file can be met with.
HABITS = (
    "numbered_headings",  # the numbers of headings are Word's own
    "outer_table",  # the whole report stands in a cell of another table
    "nested_tables",  # each table stands in a cell of its own
    "split_runs",  # a figure in several runs, each with properties of its own
    "tracked",  # deleted figures beside the figures
    "hidden",  # hidden figures beside the figures
    "spare_column",  # an empty column at the right of each table
    "ragged_grid",  # cells that end a little before or after those above them
    "strict",  # the namespaces of the strict format
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = f"""
<w:abstractNum {W} w:abstractNumId="900"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>
<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>"""
A_NUMBER = f'<w:num {W} w:numId="900"><w:abstractNumId w:val="900"/></w:num>'
AN_ITEM = f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="900"/></w:numPr>'
STRICT = (
    (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


LINE = Side("thin")
BOX = Border(LINE, LINE, LINE, LINE)


class Merge(NamedTuple):
    """Figures of one table that are one cell: the figures' places in the grid."""

    table: TableName
    row: int
    cell: int
    width: int
    height: int


def word_report(form: Form, pen: Pen, habits: frozenset[str], merges: tuple[Merge, ...] = ()) -> bytes:
    """A whole report as a Word file."""
    document = docx.Document()
    part = document.part.numbering_part.element
    part.insert(0, parse_xml(NUMBERING))
    part.append(parse_xml(A_NUMBER))
    holder: Any = document
    if "outer_table" in habits:
        holder = document.add_table(1, 1).cell(0, 0)
    for kind, content in _content(form, pen):
        if kind == "table":
            table: TableName = content
            _add_table(holder, _merged(grid(form, table, pen), table, merges), table, pen, habits)
            continue
        paragraph = holder.add_paragraph(content if kind == "text" or "numbered_headings" not in habits else "")
        if kind == "heading" and "numbered_headings" in habits:
            paragraph.add_run(content.partition("、")[2])
            paragraph._p.get_or_add_pPr().append(parse_xml(AN_ITEM))
    saved = io.BytesIO()
    document.save(saved)
    return _strict(saved.getvalue()) if "strict" in habits else saved.getvalue()


def _content(form: Form, pen: Pen) -> Iterator[tuple[str, Any]]:
    """What a report consists of: texts, headings and the names of tables, in order."""
    rng = pen.rng
    years = (2019, 2021) if form.recipe.requests == "2019" else (2021, 2024)
    where = words.setting(rng, *years)
    yield "text", pen.spaced(words.title(rng, where))
    yield "text", pen.marked(words.introduction(where))
    for section in SECTIONS:
        yield "heading", f"{NUMERALS[section.number - 1]}、{pen.marked(section.heading.zh)}"
        if section.number in OPENING_TABLE:
            yield "table", OPENING_TABLE[section.number]
        elif section.number == 1:
            yield from (("text", pen.marked(text)) for text in words.narrative(rng, pen.quirks))
        else:
            yield "text", words.others(rng)
    yield from (("text", line) for line in words.signature(rng, where))


# --- merged figures ---------------------------------------------------------------------------------------------------


def merges_of(form: Form, rng: Random, count: int) -> tuple[Merge, ...]:
    """Some merged figure cells, at random, none over another."""
    found: list[Merge] = []
    taken: set[tuple[TableName, int, int]] = set()
    pen = Pen(dice(0), frozenset())
    for _ in range(count):
        table: TableName = rng.choice(("proactive", "requests", "reviews"))
        rows = grid(form, table, pen)
        number = rng.choice([place for place, row in enumerate(rows) if any(cell.figure for cell in row)])
        figures = [place for place, cell in enumerate(rows[number]) if cell.figure]
        cell = rng.choice(figures)
        merge = Merge(table, number, cell, rng.randint(1, min(3, figures[-1] - cell + 1)), rng.randint(1, 3))
        merge = merge._replace(height=_reach(rows, merge))
        places = {(table, row, column) for row, column in covered(rows, merge)}
        if merge.width * merge.height > 1 and not places & taken:
            taken |= places
            found.append(merge)
    return tuple(found)


def _reach(rows: Grid, merge: Merge) -> int:
    """How many rows a merged cell can really cover: those below with figures at the same places from the right."""
    height = 1
    while height < merge.height and merge.row + height < len(rows):
        row, first = rows[merge.row + height], rows[merge.row]
        if [c.width for c in row if c.figure] != [c.width for c in first if c.figure]:
            break
        height += 1
    return height


def covered(rows: Grid, merge: Merge) -> Iterator[tuple[int, int]]:
    """Row and place, in `rows`, of every cell that a merged one covers."""
    from_right = len(rows[merge.row]) - merge.cell
    for row in range(merge.row, merge.row + merge.height):
        first = len(rows[row]) - from_right
        yield from ((row, first + step) for step in range(merge.width))


def without_merged(form: Form, merges: tuple[Merge, ...]) -> Form:
    """The truth of a form whose merged figures stand for nobody."""
    cells = dict(form.cells)
    pen = Pen(dice(0), frozenset())
    for merge in merges:
        rows = grid(form, merge.table, pen)
        order = {place: number for number, place in enumerate(_figure_places(rows))}
        ids = [id for id in form.cells if BY_ID[id].table == merge.table]
        for place in covered(rows, merge):
            cells[ids[order[place]]] = Printed("", None, frozenset({"unreadable", "ambiguous", "blank"}))
    return form._replace(cells=cells)


def _figure_places(rows: Grid) -> Iterator[tuple[int, int]]:
    return ((number, place) for number, row in enumerate(rows) for place, cell in enumerate(row) if cell.figure)


def _merged(rows: Grid, table: TableName, merges: tuple[Merge, ...]) -> Grid:
    """The grid with the merged cells in it."""
    gone: set[tuple[int, int]] = set()
    grown: dict[tuple[int, int], Cell] = {}
    for merge in merges:
        if merge.table == table:
            places = list(covered(rows, merge))
            inside = [rows[row][cell] for row, cell in places[: merge.width]]
            whole = inside[0]._replace(width=sum(cell.width for cell in inside), height=merge.height)
            gone |= set(places)
            grown[places[0]] = whole
    return [
        [
            grown.get((number, place), cell)
            for place, cell in enumerate(row)
            if (number, place) not in gone or (number, place) in grown
        ]
        for number, row in enumerate(rows)
    ]


def placed(rows: Grid) -> Iterator[tuple[int, int, Cell]]:
    """Every cell with the row and the column where it starts."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            taken |= {(number + down, column + right) for down in range(cell.height) for right in range(cell.width)}
            yield number, column, cell
            column += cell.width


# --- Word -------------------------------------------------------------------------------------------------------------


def _add_table(holder: Any, rows: Grid, name: TableName, pen: Pen, habits: frozenset[str]) -> None:
    width = WIDTHS[name] + ("spare_column" in habits)
    if "nested_tables" in habits:
        holder = _table(holder, 1, 1).cell(0, 0)
    where = tuple((number, column, cell.width, cell.height) for number, column, cell in placed(rows))
    blank = deepcopy(_blank(isinstance(holder, _Cell), len(rows), width, where))
    place: Any = _table(holder, 1, 1)._tbl
    place.getparent().replace(place, blank)
    table = Table(blank, holder)
    cells = table._cells
    for number, column, cell in placed(rows):
        there: _Cell = cells[number * width + column]
        _write(there.paragraphs[0], cell.text, pen, habits if cell.figure else frozenset())
    if "ragged_grid" in habits:
        _rag(table, pen.rng)


@lru_cache(maxsize=100)
def _blank(nested: bool, rows: int, width: int, where: tuple[tuple[int, int, int, int], ...]) -> CT_Tbl:
    """A table without text, its cells merged. To merge them takes python-docx longer than all the rest of a report."""
    holder: Any = docx.Document()
    table = _table(_table(holder, 1, 1).cell(0, 0) if nested else holder, rows, width)
    cells = table._cells
    for number, column, right, down in where:
        if right * down > 1:
            cells[number * width + column].merge(cells[(number + down - 1) * width + column + right - 1])
    return table._tbl


def _table(holder: Any, rows: int, columns: int) -> Table:
    """A table in a document or in a cell, which want different things."""
    table: Table = holder.add_table(rows, columns)
    return table


def _write(paragraph: Paragraph, text: str, pen: Pen, habits: frozenset[str]) -> None:
    if "split_runs" in habits:
        for character in text:
            paragraph.add_run(character).bold = pen.rng.randrange(2) == 0
    else:
        paragraph.add_run(text)
    if "hidden" in habits:
        paragraph.add_run(str(pen.rng.randint(0, 99))).font.hidden = True
    if "tracked" in habits:
        number = pen.rng.randint(0, 99)
        gone = f'<w:del {W} w:id="{number}" w:author="a"><w:r><w:delText>{number}</w:delText></w:r></w:del>'
        paragraph._p.append(parse_xml(gone))


def _rag(table: Table, rng: Random) -> None:
    """Double the columns of the grid, and let cells end half a column early or late."""
    for row in table._tbl.tr_lst:
        spans = [tc.grid_span for tc in row.tc_lst]
        ends, end = [], 0
        for span in spans:
            end += 2 * span
            ends.append(end)
        for place in range(len(ends) - 1):
            ends[place] += rng.choice((0, 0, 1))
        start = 0
        for tc, end in zip(row.tc_lst, ends, strict=True):
            if tc.vMerge is None:
                tc.grid_span = end - start
            else:
                tc.grid_span = 2 * tc.grid_span
            start = end


def _strict(data: bytes) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            for usual, strict in STRICT:
                part = part.replace(usual, strict)
            new.writestr(info.filename, part)
    return saved.getvalue()


# --- Excel ------------------------------------------------------------------------------------------------------------


def excel_report(form: Form, pen: Pen, habits: frozenset[str], merges: tuple[Merge, ...] = ()) -> bytes:
    """A whole report as one sheet; figures are numbers where they can be."""
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    line = 1
    for kind, content in _content(form, pen):
        if kind != "table":
            sheet.cell(line, 1, content)
            line += 1
            continue
        rows = _merged(grid(form, content, pen), content, merges)
        for number, column, cell in placed(rows):
            _put(sheet, line + number, column + 1, cell, habits)
        line += len(rows)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _put(sheet: Worksheet, row: int, column: int, cell: Cell, habits: frozenset[str]) -> None:
    there = sheet.cell(row, column)
    text = cell.text
    if cell.figure and text.isascii() and text.isdigit() and str(int(text)) == text and "as_text" not in habits:
        there.value = int(text) + (4.5e-16 if "fractions" in habits and text == "3" else 0)
    elif cell.figure and _is_decimal(text) and "as_text" not in habits:
        there.value = float(text)
        there.number_format = "0." + "0" * len(text.partition(".")[2])
    else:
        there.value = text or None
        there.data_type = "s" if text else "n"  # a text that begins with = is no formula
    there.alignment = Alignment(wrap_text=True)
    if "no_borders" not in habits:
        for right in range(cell.width):
            for down in range(cell.height):
                sheet.cell(row + down, column + right).border = BOX
    if cell.width * cell.height > 1:
        sheet.merge_cells(None, row, column, row + cell.height - 1, column + cell.width - 1)


def _is_decimal(text: str) -> bool:
    whole, point, fraction = text.partition(".")
    return bool(point) and whole.isascii() and whole.isdigit() and fraction.isascii() and fraction.isdigit()
