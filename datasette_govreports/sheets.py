"""A workbook of one sheet, written as its rows come.

xlsxwriter makes the workbook, with the line of names and no rows, as Excel itself would. The rows are put into its
sheet here: each cell through xlsxwriter takes several times as long, and there are millions.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import partial
from itertools import count, repeat
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from datasette_govreports.batches import Batch, Head, Take, each, plain

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
# Stands for the number of a row until it is known in which file the row comes where; no XML holds this character.
_NUMBER = "\0"
_LEVEL = 5  # of deflate: 6 takes twice as long for files that are a fortieth smaller


@contextmanager
def workbook(head: Head, path: Path) -> Iterator[Take]:
    """A workbook that takes what `sheet_rows` has made, ROWS_OF_A_SHEET rows at most."""
    with (
        ZipFile(_empty(head.columns, head.made_on)) as empty,
        ZipFile(path, "w", compression=ZIP_DEFLATED, compresslevel=_LEVEL) as book,
    ):
        for part in empty.namelist():
            before, end, after = _EXTENT.sub("", empty.read(part).decode()).partition(_END)
            with book.open(part, "w") as file:
                file.write(before.encode())
                if end:  # of the one sheet
                    yield partial(_write, file, count(2))
                file.write((end + after).encode())


def _write(file: IO[bytes], numbers: Iterator[int], rows: Sequence[str]) -> None:
    file.write("".join(map(str.replace, rows, repeat(_NUMBER), map(str, numbers))).encode())


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


def sheet_rows(batch: Batch) -> list[str]:
    """The rows of a sheet, without their numbers; text is text and never a formula or a link."""
    from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped] # ships no types

    columns = [_cells(xl_col_to_name(x), values) for x, values in enumerate(batch.values)]
    return [f'<row r="{_NUMBER}">{"".join(cells)}</row>' for cells in zip(*columns, strict=True)]


def _cells(letter: str, values: Sequence[Any]) -> Iterable[str]:
    return each(partial(_cell, f"{letter}{_NUMBER}"), values)


def _cell(place: str, value: Any) -> str:
    if value is None:
        return ""
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
