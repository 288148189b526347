"""Rows as files: CSV, CSV that is safe to open in Excel, XLSX, JSON, JSON Lines and Parquet.

Knows neither Datasette nor the web. A file holds all rows or is not made: nobody can tell from a file that something
is missing in it. The same rows give the same bytes. Rows are written as they come, except to Parquet where the types
of the columns are not told.
"""

from __future__ import annotations

import base64
import csv
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from typing import Any, Literal, NamedTuple, TextIO

from datasette_govreports.guard import MEGABYTE, ResultTooLargeError
from datasette_govreports.sandbox import Row, Statement, limited
from datasette_govreports.sheets import ROWS_OF_A_SHEET, plain, write_xlsx

ROWS = 100_000
BYTES = 64 * MEGABYTE
CELL = 16  # bytes that a value takes besides its text
SECONDS = 20.0  # for reading the rows, which has its own limit, and writing the file

ROWS_OF_A_BATCH = 100
ROWS_OF_A_GROUP = 10_000  # of a Parquet file, held in memory at once; of the prose of reports some 60 MB

Kind = Literal["integer", "number", "text", "bytes"]
Columns = Sequence[str]
Write = Callable[[Columns, Iterable[Row], Path], None]

# Text that a spreadsheet would run: the signs, wide or not, after any blanks. Numbers with a sign are left alone.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


class Format(NamedTuple):
    """A format of files.

    extension: what Datasette calls it in addresses
    label: what readers call it
    suffix: how the name of a file ends
    media_type: media type
    write: writes columns and rows to a file
    needs: module that must be installed
    most: how many rows a file can hold; None for any number
    """

    extension: str
    label: str
    suffix: str
    media_type: str
    write: Write
    needs: str = ""
    most: int | None = None

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
    writer.writerows(map(_plain_row, rows))


def write_excel_csv(columns: Columns, rows: Iterable[Row], path: Path) -> None:
    """CSV with the mark that Excel tells UTF-8 by, and text that Excel would calculate behind an apostrophe."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([harmless(column) for column in columns])
        writer.writerows([harmless(value) for value in _plain_row(row)] for row in rows)


def write_json(columns: Columns, rows: Iterable[Row], path: Path) -> None:
    """A list of objects, one a line."""
    with path.open("w", encoding="utf-8") as file:
        separator = "[\n"
        for line in _json_lines(columns, rows):
            file.write(separator + line)
            separator = ",\n"
        file.write("[]\n" if separator == "[\n" else "\n]\n")


def write_json_lines(columns: Columns, rows: Iterable[Row], path: Path) -> None:
    """An object a line, and nothing else."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in _json_lines(columns, rows))


def _json_lines(columns: Columns, rows: Iterable[Row]) -> Iterator[str]:
    names = (_encode(name).replace("%", "%%") for name in _distinct(columns))
    line = "{" + ", ".join(f"{name}: %s" for name in names) + "}"
    left = iter(rows)
    while batch := list(islice(left, ROWS_OF_A_BATCH)):
        values = iter(_encoded([*chain(*batch)]))
        yield from (line % row for row in zip(*[values] * len(columns), strict=True))


def _encoded(values: list[Any]) -> Iterable[str]:
    """Each value as JSON: all at once, since starting takes longer than a value; a line each, as no value has lines."""
    if bytes in map(type, values):
        return map(_encode, values)
    return _encode_lines(values)[1:-1].split("\n")


def write_parquet(columns: Columns, rows: Iterable[Row], path: Path) -> None:
    """A column holds numbers, text or bytes; where SQLite mixed them in one column, all of it becomes text."""
    held = list(rows)
    kinds = [_kind(column) for column in zip(*held, strict=True)] or ["text"] * len(columns)
    write_typed_parquet(columns, kinds, held, path)


def write_typed_parquet(columns: Columns, kinds: Iterable[Kind], rows: Iterable[Row], path: Path) -> None:
    """The same where it is known beforehand what the columns hold: only a group of rows is in memory."""
    import pyarrow  # type: ignore[import-untyped] # ships no types
    from pyarrow import parquet

    types = {
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "text": pyarrow.string(),
        "bytes": pyarrow.binary(),
    }
    kinds, left = list(kinds), iter(rows)
    schema = pyarrow.schema([(name, types[kind]) for name, kind in zip(_distinct(columns), kinds, strict=True)])
    with parquet.ParquetWriter(path, schema, compression="zstd") as file:
        while group := list(islice(left, ROWS_OF_A_GROUP)):
            values = [
                map(_text, column) if kind == "text" else column
                for kind, column in zip(kinds, zip(*group, strict=True), strict=True)
            ]
            arrays = [pyarrow.array(column, types[kind]) for kind, column in zip(kinds, values, strict=True)]
            file.write_batch(pyarrow.record_batch(arrays, schema=schema))


def harmless(value: Any) -> Any:
    """Text as a spreadsheet may read it; numbers as they are."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value


def _plain_row(row: Row) -> Iterable[Any]:
    return map(plain, row) if bytes in map(type, row) else row


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else str(plain(value))


def _base64(value: bytes) -> dict[str, Any]:
    # As Datasette writes bytes in JSON.
    return {"$base64": True, "encoded": base64.b64encode(value).decode("ascii")}


_encode = json.JSONEncoder(ensure_ascii=False, default=_base64).encode
_encode_lines = json.JSONEncoder(ensure_ascii=False, separators=("\n", "")).encode


def _distinct(columns: Columns) -> list[str]:
    return [f"{name}_{x}" if name in columns[:x] else name for x, name in enumerate(columns)]


def _kind(column: Sequence[Any]) -> Kind:
    kinds = {type(value) for value in column} - {type(None)}
    if kinds == {int}:
        return "integer"
    if kinds and kinds <= {int, float}:
        return "number"
    return "bytes" if kinds == {bytes} else "text"


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = Format("full_csv", "CSV", "csv", "text/csv; charset=utf-8", write_csv)
_EXCEL_CSV = Format("excel_csv", "CSV (Excel)", "excel.csv", "text/csv; charset=utf-8", write_excel_csv)
_SHEET = Format("xlsx", "XLSX", "xlsx", _XLSX, write_xlsx, "xlsxwriter", ROWS_OF_A_SHEET)
_JSON = Format("full_json", "JSON", "json", "application/json; charset=utf-8", write_json)
_JSON_LINES = Format("jsonl", "JSON Lines", "jsonl", "application/jsonl; charset=utf-8", write_json_lines)
_PARQUET = Format("parquet", "Parquet", "parquet", "application/vnd.apache.parquet", write_parquet, "pyarrow")
# What the server makes of the rows of a page, and what the site has of whole tables.
FORMATS = (_CSV, _EXCEL_CSV, _SHEET, _JSON, _PARQUET)
WHOLE = (_CSV, _EXCEL_CSV, _SHEET, _JSON_LINES, _PARQUET)
BY_EXTENSION = {form.extension: form for form in FORMATS}
