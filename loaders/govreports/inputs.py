"""Which files to load: paths -> named files in one fixed order, and what the manifest says of each."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from govreports import corrections
from govreports.corrections import Correction
from govreports.database import BuildError
from govreports.identity import Aliases, aliases
from govreports.readers import UnreadableError
from govreports.readers.text import read_text
from govreports.report import ManifestRow

MANIFEST = "manifest.csv"
COLUMNS = ("file", "url", "agency", "region_code", "year", "retrieved_at")
_REGION_CODE = re.compile(r"[0-9]{6}([0-9]{3})?")


class Source(NamedTuple):
    """One file to load. `name` is its path below the folder that was given, with forward slashes."""

    name: str
    path: Path


def sources(paths: Sequence[Path], apart: Collection[Path | None]) -> list[Source]:
    """Every file below the paths, sorted by name. Hidden files, manifests and the files set apart are not inputs.

    Raises BuildError when a path does not exist or there is nothing to load.
    """
    found: list[Source] = []
    for path in paths:
        if not path.exists():
            raise BuildError(f"没有 {path}；请核对路径。", f"There is no {path}; check the path.")
        found += _below(path) if path.is_dir() else [Source(_readable(path.name), path)]
    own = {os.path.realpath(path) for path in (*apart, *(path / MANIFEST for path in paths)) if path}
    kept = [source for source in found if os.path.realpath(source.path) not in own]
    if not kept:
        shown = ", ".join(str(path) for path in paths)
        raise BuildError(f"{shown} 里没有文件可读。", f"There is no file to load in {shown}.")
    names = Counter(source.name for source in kept)
    return sorted(kept, key=lambda source: (source.name, _content(source.path) if names[source.name] > 1 else ""))


def _content(path: Path) -> str:
    """What orders files of one name, which stand in different folders: their content, never their place."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""


def _below(folder: Path) -> Iterable[Source]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith("."):
                path = Path(where, name)
                yield Source(_readable(path.relative_to(folder).as_posix()), path)


def _readable(name: str) -> str:
    """A file name as text that any database and terminal takes, whatever bytes it is made of."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def manifest_beside(paths: Sequence[Path]) -> Path | None:
    """The manifest of a folder that brings its own; None with several folders, since names could clash."""
    if len(paths) == 1 and (paths[0] / MANIFEST).is_file():
        return paths[0] / MANIFEST
    return None


def read_manifest(path: Path) -> dict[str, ManifestRow]:
    """File name -> what the manifest says of it. Raises BuildError with the line and what to mend."""
    reader = _csv(path, "清单", "manifest")
    try:
        return _rows(path, reader)
    except csv.Error as error:
        raise _wrong(path, reader.line_num, "file", str(error)) from error


def read_aliases(path: Path) -> Aliases:
    """The decisions of an operator's table of aliases, and behind them those that come with the loaders.

    Raises BuildError with the line and what to mend.
    """
    reader = _headed(path, "别名表", "table of aliases", aliases.COLUMNS)
    try:
        decided = [aliases.alias(row) for row in reader]
    except (csv.Error, ValueError) as error:
        raise BuildError(
            f"别名表 {path} 第 {reader.line_num} 行的 {error} 不对；请改正后重试。",
            f"Line {reader.line_num} of the table of aliases {path}: {error} is wrong; mend it and try again.",
        ) from error
    return aliases.table([*decided, *aliases.own_rows()])


def read_corrections(path: Path) -> list[Correction]:
    """What an operator's table of corrections says, in its order. Raises BuildError with the line and what to mend."""
    reader = _headed(path, "更正表", "table of corrections", corrections.COLUMNS)
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise BuildError(
            f"更正表 {path} 第 {reader.line_num} 行读不出：{error}；请改正后重试。",
            f"Line {reader.line_num} of the table of corrections {path} cannot be read: {error}; mend it.",
        ) from error
    return [_correction(path, line, row) for line, row in rows]


def _correction(path: Path, line: int, row: dict[str, str]) -> Correction:
    try:
        return corrections.correction(row, line)
    except ValueError as error:
        column = str(error)
        wanted, found = corrections.COLUMNS[column], row[column] or ""
        raise BuildError(
            f"更正表 {path} 第 {line} 行的 {column} 不对：“{found}”；应为{wanted.zh}。",
            f"Line {line} of the table of corrections {path}: {column} is wrong, “{found}”; write {wanted.en}.",
        ) from error


def _headed(path: Path, what_zh: str, what_en: str, columns: Iterable[str]) -> csv.DictReader[str]:
    """The rows of a table that has these columns, in any order, and no others."""
    reader = _csv(path, what_zh, what_en)
    header = reader.fieldnames or ()
    if sorted(header) != sorted(columns):
        wanted, found = ",".join(columns), ",".join(header)
        raise BuildError(
            f"{what_zh} {path} 的表头应为 {wanted}，现在是 {found}。",
            f"The header of the {what_en} {path} must be {wanted}; it is {found}.",
        )
    return reader


def _csv(path: Path, what_zh: str, what_en: str) -> csv.DictReader[str]:
    try:
        text = read_text(path.read_bytes()).text
    except (OSError, UnreadableError) as error:
        raise BuildError(
            f"{what_zh} {path} 读不出：{error}。", f"The {what_en} {path} cannot be read: {error}."
        ) from error
    return csv.DictReader(io.StringIO(text, newline=""))


def _rows(path: Path, reader: csv.DictReader[str]) -> dict[str, ManifestRow]:
    header = tuple(reader.fieldnames or ())
    if "file" not in header or set(header) - set(COLUMNS) or len(set(header)) < len(header):
        raise BuildError(
            f"清单 {path} 的表头应为 {','.join(COLUMNS)}，现在是 {','.join(header)}。",
            f"The header of the manifest {path} must be {','.join(COLUMNS)}; it is {','.join(header)}.",
        )
    rows: dict[str, ManifestRow] = {}
    for row in reader:
        said = _row(path, reader.line_num, row)
        if said.file in rows:
            raise _wrong(path, reader.line_num, "file", said.file)
        rows[said.file] = said
    return rows


def _row(path: Path, line: int, row: dict[str, str]) -> ManifestRow:
    said = {column: (row.get(column) or "").strip() or None for column in COLUMNS}
    name, year, region = said["file"], said["year"], said["region_code"]
    if not name or None in row:
        raise _wrong(path, line, "file", name or "")
    if year and not re.fullmatch("(19|20)[0-9]{2}", year):
        raise _wrong(path, line, "year", year)
    if region and not _REGION_CODE.fullmatch(region):
        raise _wrong(path, line, "region_code", region)
    return ManifestRow(name, said["url"], said["agency"], region, int(year) if year else None, said["retrieved_at"])


def _wrong(path: Path, line: int, column: str, value: str) -> BuildError:
    return BuildError(
        f"清单 {path} 第 {line} 行的 {column} 不对：“{value}”；请改正后重试。",
        f"Line {line} of the manifest {path}: {column} is wrong, “{value}”; mend it and try again.",
    )
