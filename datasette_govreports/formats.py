"""Rows as files: CSV, CSV that is safe to open in Excel, XLSX, JSON, JSON Lines and Parquet.

Knows neither Datasette nor the web. A file holds all rows or is not made: nobody can tell from a file that something
is missing in it. The same rows give the same bytes. A format has two halves: what it makes of each row, which is the
same in every file that the row stands in, and a file that takes this.
"""

from __future__ import annotations

import base64
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from itertools import chain, repeat
from pathlib import Path
from typing import Any, NamedTuple

from datasette_govreports.batches import Batch, Columns, Head, Kind, Take, batches, csv_lines, each, plain
from datasette_govreports.guard import MEGABYTE, ResultTooLargeError
from datasette_govreports.sandbox import Row, Statement, limited
from datasette_govreports.sheets import ROWS_OF_A_SHEET, sheet_rows, workbook

ROWS = 100_000
BYTES = 64 * MEGABYTE
CELL = 16  # bytes that a value takes besides its text
SECONDS = 20.0  # for reading the rows, which has its own limit, and writing the file

ROWS_OF_A_GROUP = 10_000  # of a Parquet file, held in memory at once; of the prose of reports some 60 MB

# Text that a spreadsheet would run: the signs, wide or not, after any blanks. Numbers with a sign are left alone.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
# A comma in a line of CSV that may have such text behind it; a carriage return without a quote is the line's end.
_FORMULA_IN_CSV = re.compile(r',"?(?:\s*[=+\-@＝＋－＠]|\t)|,"\r')


class Format(NamedTuple):
    """A format of files.

    extension: what Datasette calls it in addresses
    label: what readers call it
    suffix: how the name of a file ends
    media_type: media type
    lines: what it makes of some rows, one thing a row
    file: a file that is whole when it is left, and takes what `lines` has made
    needs: module that must be installed
    most: how many rows a file can hold; None for any number
    gathers: whether an open file holds rows in memory
    """

    extension: str
    label: str
    suffix: str
    media_type: str
    lines: Callable[[Batch], Sequence[Any]]
    file: Callable[[Head, Path], AbstractContextManager[Take]]
    needs: str = ""
    most: int | None = None
    gathers: bool = False

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
        write(BY_EXTENSION[self.extension], Head(columns, kinds(columns, rows)), rows, Path(self.path))
        return len(rows)


def _bounded(rows: Iterable[Row]) -> Iterator[Row]:
    left = BYTES
    for count, row in enumerate(rows, 1):
        left -= CELL * len(row) + sum(len(value) for value in row if isinstance(value, str | bytes))
        if count > ROWS or left < 0:
            raise ResultTooLargeError(f"result too large: a file holds {ROWS:,} rows and about {BYTES:,} characters")
        yield row


def write(form: Format, head: Head, rows: Iterable[Row], path: Path) -> None:
    """Rows, as they come, as a file."""
    with form.file(head, path) as take:
        for batch in batches(head.columns, rows):
            take(form.lines(batch))


def as_csv(columns: Columns, rows: Iterable[Row]) -> str:
    """CSV as RFC 4180 has it; empty for NULL."""
    return "".join(csv_lines(chain([tuple(columns)], rows)))


def kinds(columns: Columns, rows: Sequence[Row]) -> list[Kind]:
    """What each column holds: numbers, text or bytes; where SQLite mixed them in one column, all of it is text."""
    return [_kind(column) for column in zip(*rows, strict=True)] or ["text"] * len(columns)


def _kind(column: Sequence[Any]) -> Kind:
    found = {type(value) for value in column} - {type(None)}
    if found == {int}:
        return "integer"
    if found and found <= {int, float}:
        return "number"
    return "bytes" if found == {bytes} else "text"


# --- CSV --------------------------------------------------------------------------------------------------------------


def _csv_lines(batch: Batch) -> list[str]:
    return batch.csv


@contextmanager
def _csv_file(head: Head, path: Path, encoding: str = "utf-8") -> Iterator[Take]:
    with path.open("w", encoding=encoding, newline="") as file:
        file.writelines(csv_lines([tuple(head.columns)]))
        yield lambda lines: file.write("".join(lines))


def _excel_lines(batch: Batch) -> list[str]:
    """Text that Excel would calculate is behind an apostrophe. Where there is none, the lines are those of CSV."""
    if not _FORMULA_IN_CSV.search("," + ",".join(batch.csv)):
        return batch.csv
    rows = zip(batch.rows, batch.csv, strict=True)
    return [_harmless_line(row) if _FORMULA_IN_CSV.search("," + line) else line for row, line in rows]


def _harmless_line(row: Row) -> str:
    (line,) = csv_lines([tuple(map(harmless, row))])
    return line


def _excel_file(head: Head, path: Path) -> AbstractContextManager[Take]:
    """With the mark that Excel tells UTF-8 by."""
    return _csv_file(head._replace(columns=[*map(harmless, head.columns)]), path, "utf-8-sig")


def harmless(value: Any) -> Any:
    """Text as a spreadsheet may read it; numbers as they are."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value


# --- JSON -------------------------------------------------------------------------------------------------------------


def _objects(batch: Batch) -> list[str]:
    names = (_encode(name).replace("%", "%%") for name in _distinct(batch.columns))
    line = "{" + ", ".join(f"{name}: %s" for name in names) + "}"
    return [line % row for row in zip(*(each(_json, values) for values in batch.values), strict=True)]


@contextmanager
def _json_file(_: Head, path: Path) -> Iterator[Take]:
    """A list of objects, one a line."""
    before = chain(["[\n"], repeat(",\n"))
    with path.open("w", encoding="utf-8") as file:
        yield lambda objects: file.write(next(before) + ",\n".join(objects))
        file.write("[]\n" if next(before) == "[\n" else "\n]\n")


@contextmanager
def _json_lines_file(_: Head, path: Path) -> Iterator[Take]:
    """An object a line, and nothing else."""
    with path.open("w", encoding="utf-8") as file:
        yield lambda objects: file.write("\n".join(objects) + "\n")


def _json(value: Any) -> str:
    return str(value) if isinstance(value, int) else _encode(value)  # the encoder takes longer to start


def _base64(value: bytes) -> dict[str, Any]:
    # As Datasette writes bytes in JSON.
    return {"$base64": True, "encoded": base64.b64encode(value).decode("ascii")}


_encode = json.JSONEncoder(ensure_ascii=False, default=_base64).encode


# --- Parquet ----------------------------------------------------------------------------------------------------------


def _rows(batch: Batch) -> Sequence[Row]:
    return batch.rows


@contextmanager
def _parquet_file(head: Head, path: Path) -> Iterator[Take]:
    """Only a group of rows is in memory."""
    import pyarrow  # type: ignore[import-untyped] # ships no types
    from pyarrow import parquet

    types = {
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "text": pyarrow.string(),
        "bytes": pyarrow.binary(),
    }
    schema = pyarrow.schema([(name, types[k]) for name, k in zip(_distinct(head.columns), head.kinds, strict=True)])
    held: list[Row] = []

    def write_group() -> None:
        columns = zip(head.kinds, zip(*held[:ROWS_OF_A_GROUP], strict=True), strict=True)
        arrays = [pyarrow.array(_texts(values) if kind == "text" else values, types[kind]) for kind, values in columns]
        file.write_batch(pyarrow.record_batch(arrays, schema=schema))
        del held[:ROWS_OF_A_GROUP]

    def take(rows: Sequence[Row]) -> None:
        held.extend(rows)
        while len(held) >= ROWS_OF_A_GROUP:
            write_group()

    with parquet.ParquetWriter(path, schema, compression="zstd") as file:
        yield take
        if held:
            write_group()


def _texts(values: Sequence[Any]) -> Sequence[str | None]:
    if set(map(type, values)) <= {str, type(None)}:
        return values
    return [value if value is None else str(plain(value)) for value in values]


def _distinct(columns: Columns) -> list[str]:
    return [f"{name}_{x}" if name in columns[:x] else name for x, name in enumerate(columns)]


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = Format("full_csv", "CSV", "csv", "text/csv; charset=utf-8", _csv_lines, _csv_file)
_EXCEL_CSV = Format("excel_csv", "CSV (Excel)", "excel.csv", "text/csv; charset=utf-8", _excel_lines, _excel_file)
_SHEET = Format("xlsx", "XLSX", "xlsx", _XLSX, sheet_rows, workbook, "xlsxwriter", ROWS_OF_A_SHEET)
_JSON = Format("full_json", "JSON", "json", "application/json; charset=utf-8", _objects, _json_file)
_JSON_LINES = Format("jsonl", "JSON Lines", "jsonl", "application/jsonl; charset=utf-8", _objects, _json_lines_file)
_PARQUET = Format(
    *("parquet", "Parquet", "parquet", "application/vnd.apache.parquet", _rows, _parquet_file, "pyarrow"), gathers=True
)
# What the server makes of the rows of a page, and what the site has of whole tables.
FORMATS = (_CSV, _EXCEL_CSV, _SHEET, _JSON, _PARQUET)
WHOLE = (_CSV, _EXCEL_CSV, _SHEET, _JSON_LINES, _PARQUET)
BY_EXTENSION = {form.extension: form for form in FORMATS}
