"""A workbook of one sheet, written as its rows come.

xlsxwriter makes the workbook, with the line of names and no rows, as Excel itself would. The rows are put into its
sheet here: each cell through xlsxwriter takes several times as long, and there are millions.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from datasette_govreports.sandbox import Row

ROWS_OF_A_SHEET = 2**20 - 1  # below the line of names; no spreadsheet shows more

# What a spreadsheet can hold: characters in a cell, and the whole numbers that it does not round.
_CELL = 32_767
_EXACT = 2**53
_CUT = " …[截断 cut]"
_END = "</sheetData>"
_EXTENT = re.compile("<dimension [^>]*>")  # may be left out, and is not known before the last row
# What XML cannot hold as it is; text that looks like the code for such a character is told apart by a code of its own.
_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def write_xlsx(columns: Sequence[str], rows: Iterable[Row], path: Path, made_on: date = date(2000, 1, 1)) -> None:
    """One sheet of ROWS_OF_A_SHEET rows at most; text is text and never a formula or a link.

    `made_on`: the day that the file says it was made on; the clock is no data.
    """
    from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped] # ships no types

    letters = [xl_col_to_name(x) for x in range(len(columns))]
    with ZipFile(_empty(columns, made_on)) as empty, ZipFile(path, "w") as book:
        for part in empty.infolist():
            before, end, after = _EXTENT.sub("", empty.read(part).decode()).partition(_END)
            with io.TextIOWrapper(book.open(_entry(part), "w"), "utf-8", newline="") as file:
                file.write(before)
                if end:
                    file.writelines(_lines(letters, rows))
                file.write(end + after)


def _empty(columns: Sequence[str], made_on: date) -> io.BytesIO:
    """A workbook that has the line of names only."""
    import xlsxwriter  # type: ignore[import-untyped] # ships no types

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.combine(made_on, time())})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for x, column in enumerate(columns):
            sheet.write_string(0, x, column[:_CELL], bold)
    return file


def _entry(part: ZipInfo) -> ZipInfo:
    entry = ZipInfo(part.filename, part.date_time)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _lines(letters: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    for y, row in enumerate(rows, 2):
        cells = [_cell(f"{x}{y}", value) for x, value in zip(letters, row, strict=True) if value is not None]
        yield f'<row r="{y}">{"".join(cells)}</row>'


def _cell(place: str, value: Any) -> str:
    if isinstance(value, int | float) and -_EXACT <= value <= _EXACT:
        return f'<c r="{place}"><v>{value}</v></c>'
    text = plain(value) if isinstance(value, str | bytes) else str(value)
    if len(text) > _CELL:
        text = text[: _CELL - len(_CUT)] + _CUT
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(_escaped, text)
    return f'<c r="{place}" t="inlineStr"><is><t{kept}>{text}</t></is></c>'


def _escaped(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0]) or f"_x{ord(found[0]):04X}_"


def plain(value: Any) -> Any:
    """Bytes as hexadecimal text; all else as it is."""
    return value.hex() if isinstance(value, bytes) else value
