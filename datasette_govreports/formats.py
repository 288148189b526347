"""Rows as files: CSV, CSV that is safe to open in Excel, XLSX, JSON and Parquet. Knows neither Datasette nor the web.

A file holds all rows or is not made: nobody can tell from a file that something is missing in it. The same rows give
the same bytes.
"""

from __future__ import annotations

import base64
import csv
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from datasette_govreports.guard import MEGABYTE, ResultTooLargeError
from datasette_govreports.sandbox import Row, Statement, limited

ROWS = 100_000
BYTES = 64 * MEGABYTE
CELL = 16  # bytes that a value takes besides its text
SECONDS = 20.0  # for reading the rows, which has its own limit, and writing the file

Columns = Sequence[str]
Write = Callable[[Columns, Iterable[Row], Path], None]

# Text that a spreadsheet would run: the signs, wide or not, after any blanks. Numbers with a sign are left alone.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
# What a spreadsheet can hold: characters in a cell, and the whole numbers that it does not round.
_CELL = 32_767
_EXACT = 2**53
_CUT = " …[截断 cut]"


class Format(NamedTuple):
    """A format of files.

    extension: what Datasette calls it in addresses
    label: what readers call it
    suffix: how the name of a file ends
    media_type: media type
    write: writes columns and rows to a file
    needs: module that must be installed
    """

    extension: str
    label: str
    suffix: str
    media_type: str
    write: Write
    needs: str = ""

    @property
    def available(self) -> bool:
        """Whether what it needs is installed."""
        return not self.needs or find_spec(self.needs) is not None


class Export(NamedTuple):
    """The rows of a statement into a file, in the format of this extension."""

    statement: Statement
    extension: str
    path: str

    def run(self, connection: sqlite3.Connection) -> int:
        """Write the file; returns the number of rows. Raises ResultTooLargeError when there are too many."""
        with limited(connection, self.statement.seconds):
            cursor = connection.execute(self.statement.sql, self.statement.parameters)
            columns = [column for column, *_ in cursor.description or ()]
            rows = list(_bounded(cursor))
        BY_EXTENSION[self.extension].write(columns, rows, Path(self.path))
        return len(rows)


def _bounded(rows: Iterable[Row]) -> Iterator[Row]:
    left = BYTES
    for count, row in enumerate(rows, 1):
        left -= CELL * len(row) + sum(len(value) for value in row if isinstance(value, str | bytes))
        if count > ROWS or left < 0:
            raise ResultTooLargeError(f"result too large: a file holds {ROWS:,} rows and about {BYTES:,} characters")
        yield row


def write_csv(columns: Columns, rows: Iterable[Row], path: Path) -> None:
    """CSV in UTF-8, as RFC 4180 has it; empty for NULL."""
    with path.open("w", encoding="utf-8", newline="") as file:
        write_rows(columns, rows, file)


def write_rows(columns: Columns, rows: Iterable[Row], file: TextIO) -> None:
    """The same into a file that is open."""
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([_plain(value) for value in row] for row in rows)


def write_excel_csv(columns: Columns, rows: Iterable[Row], path: Path) -> None:
    """CSV with the mark that Excel tells UTF-8 by, and text that Excel would calculate behind an apostrophe."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([harmless(column) for column in columns])
        writer.writerows([harmless(_plain(value)) for value in row] for row in rows)


def write_json(columns: Columns, rows: Iterable[Row], path: Path) -> None:
    """A list of objects, one a line."""
    with path.open("w", encoding="utf-8") as file:
        separator = "[\n"
        for row in rows:
            file.write(
                separator + json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=_base64)
            )
            separator = ",\n"
        file.write("[]\n" if separator == "[\n" else "\n]\n")


def write_xlsx(columns: Columns, rows: Iterable[Row], path: Path) -> None:
    """One sheet; text is text and never a formula or a link."""
    import xlsxwriter  # type: ignore[import-untyped] # ships no types

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})  # the clock is no data
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for x, column in enumerate(columns):
            sheet.write_string(0, x, column[:_CELL], bold)
        for y, row in enumerate(rows, 1):
            for x, value in enumerate(row):
                _write_cell(sheet, y, x, value)


def write_parquet(columns: Columns, rows: Iterable[Row], path: Path) -> None:
    """A column holds numbers, text or bytes; where SQLite mixed them in one column, all of it becomes text."""
    import pyarrow  # type: ignore[import-untyped] # ships no types
    from pyarrow import parquet

    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    names = _distinct(columns)
    arrays = [_array(pyarrow, column) for column in values]
    parquet.write_table(pyarrow.Table.from_arrays(arrays, names=names), path, compression="zstd")


def harmless(value: Any) -> Any:
    """Text as a spreadsheet may read it; numbers as they are."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


def _base64(value: bytes) -> dict[str, Any]:
    # As Datasette writes bytes in JSON.
    return {"$base64": True, "encoded": base64.b64encode(value).decode("ascii")}


def _write_cell(sheet: Any, y: int, x: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, int | float) and abs(value) <= _EXACT:
        sheet.write_number(y, x, value)
        return
    text = str(_plain(value))
    sheet.write_string(y, x, text if len(text) <= _CELL else text[: _CELL - len(_CUT)] + _CUT)


def _distinct(columns: Columns) -> list[str]:
    return [f"{name}_{x}" if name in columns[:x] else name for x, name in enumerate(columns)]


def _array(pyarrow: Any, column: Sequence[Any]) -> Any:
    kinds = {type(value) for value in column} - {type(None)}
    if kinds == {int}:
        return pyarrow.array(column, pyarrow.int64())
    if kinds and kinds <= {int, float}:
        return pyarrow.array(column, pyarrow.float64())
    if kinds == {bytes}:
        return pyarrow.array(column, pyarrow.binary())
    return pyarrow.array([None if value is None else str(_plain(value)) for value in column], pyarrow.string())


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = (
    Format("full_csv", "CSV", "csv", "text/csv; charset=utf-8", write_csv),
    Format("excel_csv", "CSV (Excel)", "excel.csv", "text/csv; charset=utf-8", write_excel_csv),
    Format("xlsx", "XLSX", "xlsx", _XLSX, write_xlsx, "xlsxwriter"),
    Format("full_json", "JSON", "json", "application/json; charset=utf-8", write_json),
    Format("parquet", "Parquet", "parquet", "application/vnd.apache.parquet", write_parquet, "pyarrow"),
)
BY_EXTENSION = {form.extension: form for form in FORMATS}
