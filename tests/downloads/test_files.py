"""Every file holds what the database holds, in every format, all rows in order; nothing is cut in silence."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import tracemalloc
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from datasette_govreports import downloads, formats
from datasette_govreports.batches import Head, Kind
from datasette_govreports.downloads import files as making
from datasette_govreports.downloads.facts import DAY as DAY_OF_ALL
from datasette_govreports.downloads.files import NO_YEAR, Part, parts
from datasette_govreports.downloads.published import LEFT_OUT, YEARS, Table
from tests.downloads.conftest import BY_YEAR, Written
from tests.plugin.extension import HOSTILE
from tests.support.tabular import read_csv, read_parquet, read_xlsx

Rows = list[list[Any]]


def read_json_lines(data: bytes) -> Rows:
    """The names of the first object, then all values."""
    rows = [json.loads(line) for line in data.decode("utf-8").splitlines()]
    return [list(rows[0]), *(list(row.values()) for row in rows)] if rows else []


READ: dict[str, Callable[[bytes], Rows]] = {
    "CSV": read_csv,
    "CSV (Excel)": read_csv,
    "XLSX": read_xlsx,
    "JSON Lines": read_json_lines,
    "Parquet": read_parquet,
}
DAY = date(2020, 1, 1)
# How a value of the database looks in a format that cannot tell all of them apart.
AS_PRINTED: dict[str, Callable[[Any], Any]] = {
    "CSV": lambda value: "" if value is None else str(value),
    "CSV (Excel)": lambda value: "" if value is None else str(formats.harmless(value)),
    "XLSX": lambda value: float(value) if isinstance(value, int) else value,
}


def rows_of(written: Written, table: Table) -> Rows:
    """The published columns of a table, as the database has them."""
    columns = ", ".join(f'"{name}"' for name in table.names)
    order = ", ".join(table.key) or "rowid"
    with closing(sqlite3.connect(written.database)) as db:
        return [list(row) for row in db.execute(f"SELECT {columns} FROM {table.name} ORDER BY {order}")]  # noqa: S608


def comparable(row: list[Any]) -> str:
    """The same for 1 and 1.0: a column of numbers that are not all whole is one of floats in Parquet."""
    return repr([float(value) if isinstance(value, int) else value for value in row])


def test_every_format_holds_every_row_of_every_table(written: Written) -> None:
    for name, table in written.tables.items():
        expected = rows_of(written, table)
        whole = {file.label: file for file in written.of(name) if not file.part}
        assert list(whole) == list(READ), name
        for label, file in whole.items():
            printed = AS_PRINTED.get(label, lambda value: value)
            rows = READ[label]((written.folder / file.name).read_bytes())
            assert rows[1:] == [[printed(value) for value in row] for row in expected], (name, label)
            assert file.rows == len(expected), (name, label)
            if expected or label != "JSON Lines":
                assert rows[0] == table.names, (name, label)


def test_what_the_database_has_is_published_or_left_out_for_a_reason(written: Written) -> None:
    with closing(sqlite3.connect(written.database)) as db:
        described = set(db.execute("SELECT table_name, column_name FROM dictionary"))
    published = {(name, column) for name, table in written.tables.items() for column in ("", *table.names)}
    without = {(left.table, left.column) for left in LEFT_OUT}
    whole_tables = {table for table, column in without if not column}
    assert described - published == {pair for pair in described if pair in without or pair[0] in whole_tables}
    assert published <= described
    assert without <= described, "what is left out is there"


def test_years_add_up_to_the_whole(written: Written) -> None:
    split = [table for table in written.tables.values() if table.years]
    assert {table.name for table in split} >= {"requests", "evidence", "year_totals", "sections"}
    assert {file.part for file in written.of("sections")} >= {"", "2019", "2023", "unknown"}
    for table in split:
        assert table.rows > BY_YEAR
        for label, read in READ.items():
            found: Rows = []
            for file in written.of(table.name):
                if file.label == label and file.part:
                    rows = read((written.folder / file.name).read_bytes())[1:]
                    assert len(rows) == file.rows
                    found += rows
            printed = AS_PRINTED.get(label, lambda value: value)
            expected = [[printed(value) for value in row] for row in rows_of(written, table)]
            assert sorted(map(comparable, found)) == sorted(map(comparable, expected)), (table.name, label)


def test_a_year_holds_the_reports_of_that_year(written: Written) -> None:
    with closing(sqlite3.connect(written.database)) as db:
        years = dict(db.execute("SELECT id, year FROM reports"))
    named = {file.part: file for file in written.of("requests") if file.label == "JSON Lines" and file.part}
    assert set(named) == {"2019", "2020", "2021", "2023"}
    for part, file in named.items():
        rows = read_json_lines((written.folder / file.name).read_bytes())
        assert {years[row[0]] for row in rows[1:]} == {int(part)}


def test_every_way_to_tell_a_year_is_used(written: Written) -> None:
    with_years = [table for table in written.tables.values() if table.years]
    assert {next(column for column in YEARS if column in table.names) for table in with_years} == set(YEARS)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (10, [Part("", (), 0, 10), Part("2020", (2020,), 0, 6), Part("unknown", (None,), 0, 4)]),
        (
            6,
            [
                Part("part1", (), 0, 6),
                Part("part2", (), 6, 4),
                Part("2020", (2020,), 0, 6),
                Part("unknown", (None,), 0, 4),
            ],
        ),
        (
            5,
            [
                *(Part("part1", (), 0, 5), Part("part2", (), 5, 5)),
                *(Part("2020-part1", (2020,), 0, 5), Part("2020-part2", (2020,), 5, 1)),
                Part("unknown", (None,), 0, 4),
            ],
        ),
    ],
)
def test_what_does_not_fit_into_a_file_is_cut_into_several(rows: int, expected: list[Part]) -> None:
    table = Table("t", "", "", (), (), (), 10, ((2020, 6), (None, 4)))
    assert list(parts(table, rows)) == expected
    assert next(parts(table, None)) == Part("", (), 0, 10)


def test_a_table_too_long_for_a_sheet(written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {form.label: form.most for form in formats.WHOLE if form.most} == {"XLSX": 1_048_575}
    short = [form._replace(most=50) for form in formats.WHOLE if form.label == "XLSX"]
    requests = written.tables["requests"]._replace(years=())
    (task,) = making.tasks([requests], short)
    made = making.make(task, written.database, tmp_path, DAY)
    assert [file.name for file in made][:2] == ["requests-part1.xlsx", "requests-part2.xlsx"]
    assert {file.rows for file in made[:-1]} == {50}
    joined = [row for file in made for row in read_xlsx((tmp_path / file.name).read_bytes())[1:]]
    assert joined == rows_of(written, requests)


def test_a_year_too_long_for_a_file(written: Written, tmp_path: Path) -> None:
    short = [form._replace(most=2) for form in formats.WHOLE]
    tasks = making.tasks([written.tables["sections"]], short)
    made = [file for task in tasks for file in making.make(task, written.database, tmp_path, DAY)]
    assert {file.part for file in made} >= {"part1", "part2", "2019-part2", "2023-part1", "unknown"}
    for whole in written.of("sections"):
        pieces = [file for file in made if (file.label, re.sub("-?part.*", "", file.part)) == (whole.label, whole.part)]
        read = READ[whole.label]
        rows = [read((tmp_path / file.name).read_bytes())[1:] for file in pieces]
        assert [file.rows for file in pieces] == [*map(len, rows)]
        assert set(map(len, rows[:-1])) <= {2}
        assert [*chain(*rows)] == read((written.folder / whole.name).read_bytes())[1:], whole.name


def test_a_file_made_with_others_is_as_if_it_was_made_alone(written: Written, tmp_path: Path) -> None:
    with closing(sqlite3.connect(written.database)) as db:
        years = dict(db.execute("SELECT id, year FROM reports"))
        (day,) = db.execute(DAY_OF_ALL).fetchone()
    made = 0
    for name, table in written.tables.items():
        kinds: list[Kind] = ["text" if column.type == "date" else column.type for column in table.columns]
        of_year: dict[str, list[tuple[Any, ...]]] = defaultdict(list, {"": []})
        for row in rows_of(written, table):
            held = dict(zip(table.names, row, strict=True))
            of_year[""].append(tuple(row))
            of_year[str((held["year"] if "year" in held else years.get(held.get("report_id"))) or NO_YEAR)].append(
                tuple(row)
            )
        for form in formats.WHOLE:
            for file in (file for file in written.of(name) if file.label == form.label):
                alone = tmp_path / "alone"
                formats.write(form, Head(table.names, kinds, date.fromisoformat(day)), of_year[file.part], alone)
                assert alone.read_bytes() == (written.folder / file.name).read_bytes(), file.name
                made += 1
    assert made == sum(file.rows is not None for file in written.files)


YEAR_OF_THE_FIRST = "SELECT year FROM reports JOIN sections ON id = report_id WHERE sections.rowid = 1"


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM sections WHERE rowid = 1",
        "INSERT INTO sections SELECT report_id, 99, heading, text FROM sections WHERE rowid = 1",
        "UPDATE reports SET year = 2022 WHERE id = (SELECT report_id FROM sections WHERE rowid = 1)",
    ],
)
def test_a_table_that_changes_meanwhile_is_noticed(written: Written, tmp_path: Path, statement: str) -> None:
    whole, *by_year = making.tasks([written.tables["sections"]], formats.WHOLE)
    changed = tmp_path / "changed.db"
    shutil.copy(written.database, changed)
    with closing(sqlite3.connect(changed)) as db, db:
        (year,) = db.execute(YEAR_OF_THE_FIRST)
        assert db.execute(statement).rowcount == 1
    (of_year,) = (task for task in by_year if task.year == year)
    for task in (whole, of_year):
        with pytest.raises(RuntimeError, match=r"^sections: \d+ rows were read and \d+ were expected$"):
            making.make(task, changed, tmp_path, DAY)


def test_the_same_database_gives_the_same_bytes(written: Written, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    again = downloads.write(written.database, elsewhere, address="https://example.org/data/", jobs=2, by_year=BY_YEAR)
    assert again == written.files
    for file in again:
        assert (elsewhere / file.name).read_bytes() == (written.folder / file.name).read_bytes(), file.name


def test_sums(written: Written) -> None:
    assert {file.name for file in written.files} == {path.name for path in written.folder.iterdir()}
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    subprocess.run(command, cwd=written.folder, check=True)
    listed = (written.folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(listed) == len(written.files) - 1
    for file in written.files:
        assert (written.folder / file.name).stat().st_size == file.size


def test_rows_are_not_gathered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head, text = Head(["id", "text"], ["integer", "text"]), "字" * 500
    monkeypatch.setattr(formats, "ROWS_OF_A_GROUP", 200)
    for form in formats.WHOLE:
        formats.write(form, head, iter([]), tmp_path / form.suffix)  # what it imports is no row
        rows = ((number, f"{number}{text}") for number in range(4000))
        tracemalloc.start()
        formats.write(form, head, rows, tmp_path / form.suffix)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 2_500_000, f"{form.suffix}: all rows together take 4.4 MB"


FROM_CSV = ("--infilter=Text - txt - csv (StarCalc):44,34,76,1",)
TO_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"


@pytest.mark.parametrize(("suffix", "options"), [("excel.csv", FROM_CSV), ("xlsx", ())])
def test_libreoffice_opens_it_right(written: Written, tmp_path: Path, suffix: str, options: tuple[str, ...]) -> None:
    names = ("agencies", "report_summary", "form_figures")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    sources = [written.folder / f"{name}.{suffix}" for name in names]
    command = [
        "soffice",
        profile,
        "--headless",
        "--norestore",
        *options,
        "--convert-to",
        TO_CSV,
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=120)
    for name in names:
        (made,) = tmp_path.glob(f"{name}*.csv")
        rows, table = read_csv(made.read_bytes()), written.tables[name]
        assert rows[0] == table.names
        expected = [["" if value is None else str(value) for value in row] for row in rows_of(written, table)]
        texts = [x for x, column in enumerate(table.columns) if column.type == "text"]
        assert [[row[x] for x in texts] for row in rows[1:]] == [[row[x] for x in texts] for row in expected]
    assert HOSTILE in (tmp_path / f"agencies{'.excel' if options else ''}.csv").read_text(encoding="utf-8").replace(
        '""', '"'
    )
