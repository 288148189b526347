"""Files of rows, read back as those who download them would."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from string import ascii_uppercase
from typing import Any
from xml.etree import ElementTree as ET

from pyarrow import parquet  # type: ignore[import-untyped] # ships no types

Table = list[list[Any]]
_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_csv(data: bytes) -> Table:
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(data: bytes) -> Table:
    """The rows of the first sheet; fails where a cell holds a formula."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert not [name for name in book.namelist() if "external" in name.lower() or "vba" in name.lower()]
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
        shared = "xl/sharedStrings.xml"
        found = [ET.fromstring(book.read(shared))] if shared in book.namelist() else []  # noqa: S314 - the same
    texts = ["".join(item.itertext()) for strings in found for item in strings]
    assert not list(sheet.iter(f"{_NAMESPACE}f")), "a formula"
    assert not list(sheet.iter(f"{_NAMESPACE}hyperlink")), "a link"
    numbered = list(enumerate(sheet.iter(f"{_NAMESPACE}row"), 1))
    for y, row in numbered:
        assert {row.get("r"), *(cell.get("r", "").lstrip(ascii_uppercase) for cell in row)} == {str(y)}
    rows = [{_column(cell): _cell(cell, texts) for cell in row} for _, row in numbered]
    return [[row.get(x) for x in range(1 + max(rows[0]))] for row in rows]


def _column(cell: ET.Element) -> int:
    """The place of a cell in its row, from 0: empty cells are not in the file."""
    place = 0
    for letter in re.findall("[A-Z]", cell.get("r", "")):
        place = 26 * place + ord(letter) - ord("A") + 1
    return place - 1


def _cell(cell: ET.Element, texts: list[str]) -> Any:
    text = re.sub(r"_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), "".join(cell.itertext()))
    match cell.get("t"):
        case "s":
            return texts[int(text)]
        case "inlineStr":
            return text
        case _:
            return float(text)


def read_json(data: bytes) -> Table:
    """The rows of a list of objects, under their keys."""
    rows = json.loads(data)
    return [list(rows[0]), *(list(row.values()) for row in rows)] if rows else []


def read_parquet(data: bytes) -> Table:
    """The rows of a Parquet file."""
    table = parquet.read_table(io.BytesIO(data))
    return [table.column_names, *(list(row.values()) for row in table.to_pylist())]


# By the ending of the address that is downloaded.
READ: dict[str, Callable[[bytes], Table]] = {
    "full_csv": read_csv,
    "excel_csv": read_csv,
    "xlsx": read_xlsx,
    "full_json": read_json,
    "parquet": read_parquet,
}
