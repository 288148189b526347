"""What to fetch: a CSV of addresses, and what is known of the report at each."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Literal, NamedTuple

from govreports.fetch.reasons import FetchError
from govreports.readers import UnreadableError
from govreports.readers.text import read_text

COLUMNS = ("url", "agency", "region_code", "year")
_FORMS = {"region_code": re.compile(r"[0-9]{6}([0-9]{3})?"), "year": re.compile("(19|20)[0-9]{2}")}

Kind = Literal["asked", "attachment", "listed"]


class Wanted(NamedTuple):
    """An address to fetch. What is known of its report is as the list gives it, '' where it says nothing.

    `asked`: it stands in the list; `attachment`: the page `parent` holds no table and links to it; `listed`: the page
    `parent` links to it by the title of a report.
    """

    url: str
    agency: str = ""
    region_code: str = ""
    year: str = ""
    kind: Kind = "asked"
    parent: str = ""


def read_wanted(path: Path) -> list[Wanted]:
    """The addresses of a list, each once. Raises FetchError with the line and what to mend."""
    try:
        text = read_text(path.read_bytes()).text
    except (OSError, UnreadableError) as error:
        raise FetchError(f"网址表 {path} 读不出：{error}。", f"The list {path} cannot be read: {error}.") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        header = tuple(name.strip() for name in reader.fieldnames or ())
        if "url" not in header or set(header) - set(COLUMNS) or len(set(header)) < len(header):
            raise FetchError(
                f"网址表 {path} 的表头应为 {','.join(COLUMNS)}（后三列可省），现在是 {','.join(header)}。",
                f"The header of the list {path} must be {','.join(COLUMNS)}, the last three optional; "
                f"it is {','.join(header)}.",
            )
        reader.fieldnames = header
        found: dict[str, Wanted] = {}
        for row in reader:
            wanted = _row(path, reader.line_num, row)
            found.setdefault(wanted.url, wanted)
    except csv.Error as error:
        raise _wrong(path, reader.line_num, "url", str(error)) from error
    return list(found.values())


def _row(path: Path, line: int, row: dict[str, str]) -> Wanted:
    said = {column: (row.get(column) or "").strip() for column in COLUMNS}
    if not said["url"] or None in row:
        raise _wrong(path, line, "url", said["url"])
    for column, form in _FORMS.items():
        if said[column] and not form.fullmatch(said[column]):
            raise _wrong(path, line, column, said[column])
    return Wanted(said["url"], said["agency"], said["region_code"], said["year"])


def _wrong(path: Path, line: int, column: str, value: str) -> FetchError:
    return FetchError(
        f"网址表 {path} 第 {line} 行的 {column} 不对：“{value}”；请改正后重试。",
        f"Line {line} of the list {path}: {column} is wrong, “{value}”; mend it and try again.",
    )
