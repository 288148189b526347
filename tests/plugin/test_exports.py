"""Downloads hold what the page's query gives, all of it, and nothing in them does anything when it is opened."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
from datasette.version import __version_info__
from hypothesis import given, settings
from hypothesis import strategies as st

from datasette_govreports import formats
from datasette_govreports.batches import Head
from datasette_govreports.queries import QUERIES
from tests.plugin.conftest import Serve
from tests.plugin.extension import HOSTILE_SLUG, STATES
from tests.support.tabular import READ, read_csv, read_json, read_parquet, read_xlsx

SQL = "/govreports/-/query" if __version_info__[0] == "1" else "/govreports"

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "＝1+1",
    "\t=1",
    " =1",
    "\r=1",
    "\r1",
    "\r\n1",
    "\t1",
    "\n＠1",
    "-",
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://x","x")',
)
NUMBERS = (0, -5, 3, -2.5, 1e-9, 2**53, -(2**53))


def written(extension: str, columns: list[str], rows: list[tuple[Any, ...]], path: Path) -> bytes:
    """A file of these rows."""
    formats.write(formats.BY_EXTENSION[extension], Head(columns, formats.kinds(columns, rows)), rows, path)
    return path.read_bytes()


def test_every_format_is_read_here() -> None:
    assert set(READ) == set(formats.BY_EXTENSION)


async def test_a_table_comes_whole_and_filtered(client: Any, connection: sqlite3.Connection) -> None:
    expected = [tuple(row) for row in connection.execute("SELECT * FROM form_cells WHERE edition = '2021'")]
    assert len(expected) > 100, "more than a page"
    for extension, read in READ.items():
        for more in ("", "&_size=5", "&_next=x", "&_sort_desc=x&_shape=array"):
            response = await client.get(f"/govreports/form_cells.{extension}?edition=2021{more}")
            assert response.status_code == 200, (extension, response.text)
            assert len(read(response.content)) == len(expected) + 1
            form = formats.BY_EXTENSION[extension]
            assert response.headers["content-type"] == form.media_type
            disposition = f"attachment; filename*=UTF-8''form_cells.{form.suffix}"
            assert response.headers["content-disposition"] == disposition


async def test_a_view_and_a_search_come_whole(client: Any) -> None:
    rows = read_json((await client.get("/govreports/requests_tidy.full_json?row_code=new")).content)
    assert len(rows) > 7 * 5
    everything = read_json((await client.get("/govreports/reports.full_json")).content)
    assert len(everything) > 1


@pytest.mark.parametrize("extension", READ)
async def test_every_query_comes_in_every_format(client: Any, connection: sqlite3.Connection, extension: str) -> None:
    for query in QUERIES:
        rows = connection.execute(query.sql, query.defaults).fetchall()
        address = f"/govreports/{query.name}.{extension}?" + "&".join(f"{n}={v}" for n, v in query.defaults.items())
        response = await client.get(address)
        assert response.status_code == 200, response.text
        assert len(READ[extension](response.content)) == (len(rows) + 1 if rows or extension != "full_json" else 0)


async def test_a_query_is_not_cut_like_its_page(serve: Serve) -> None:
    client = (await serve(settings={"max_returned_rows": 100})).client
    sql = quote("SELECT * FROM form_cells")
    page = await client.get(f"{SQL}?sql={sql}")
    assert "结果不止这些行" in page.text
    assert "There are more rows than this page shows" in page.text
    rows = read_csv((await client.get(f"{SQL}.full_csv?sql={sql}")).content)
    assert len(rows) > 500


async def test_a_file_is_whole_or_not_made(serve: Serve) -> None:
    client = (await serve(settings={"sql_time_limit_ms": 30_000})).client  # so that the rows are what is too much
    numbers = f"SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT {formats.ROWS + 1}"
    sql = quote("WITH RECURSIVE n(x) AS (" + numbers + ") SELECT x FROM n")
    for extension in READ:
        response = await client.get(f"{SQL}.{extension}?sql={sql}")
        assert response.status_code == 400
        assert "content-disposition" not in response.headers
        assert "result too large" in response.text


@pytest.mark.parametrize("extension", READ)
def test_the_same_rows_give_the_same_bytes(tmp_path: Path, extension: str) -> None:
    rows = [(1, "一", None), (2, "二", 2.5)]
    one, two = (written(extension, ["a", "b", "c"], rows, tmp_path / name) for name in ("one", "two"))
    assert one == two


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_starts_a_formula_is_text(tmp_path: Path, text: str) -> None:
    assert read_csv(written("excel_csv", ["x"], [(text,)], tmp_path / "e"))[1] == ["'" + text]
    assert read_csv(written("full_csv", ["x"], [(text,)], tmp_path / "f"))[1] == [text]
    assert read_xlsx(written("xlsx", ["x"], [(text,)], tmp_path / "x"))[1] == [text]


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_are_numbers(tmp_path: Path, number: float) -> None:
    assert read_csv(written("excel_csv", ["x"], [(number,)], tmp_path / "e"))[1] == [str(number)]
    assert read_xlsx(written("xlsx", ["x"], [(number,)], tmp_path / "x"))[1] == [number]
    assert read_parquet(written("parquet", ["x"], [(number,)], tmp_path / "p"))[1] == [number]
    assert formats.harmless(str(number) if number != 1e-9 else "1") in (str(number), "1")


@pytest.mark.parametrize("values", [(1, 1.0, None, "1"), ("1", 1, 1.0), (0, -2.5, 0.0), (b"a", "a", "61", 97)])
def test_what_is_equal_or_looks_so_is_told_apart(tmp_path: Path, values: tuple[Any, ...]) -> None:
    rows = [(value,) for value in values]
    plain = [value.hex() if isinstance(value, bytes) else value for value in values]
    assert [row[0] for row in read_csv(written("full_csv", ["x"], rows, tmp_path / "f"))[1:]] == [
        "" if value is None else str(value) for value in plain
    ]
    sheet = [row[0] for row in read_xlsx(written("xlsx", ["x"], rows, tmp_path / "x"))[1:]]
    assert [repr(value) for value in sheet] == [repr(float(v) if isinstance(v, int) else v) for v in plain]
    objects = written("full_json", ["x"], rows, tmp_path / "j").decode().splitlines()[1:-1]
    assert [line.rstrip(",") for line in objects] == [
        json.dumps({"x": {"$base64": True, "encoded": "YQ=="} if isinstance(value, bytes) else value})
        for value in values
    ]


STARTS = ("1", "\r1", "-1", "－1.5", "a", "\ta", '"=', "字,=", "字\r=")
ODD = st.sampled_from(STARTS) | st.text('=-\t\r\n ,"1a', max_size=4)


@given(st.lists(st.tuples(ODD | st.none(), ODD | st.integers() | st.floats(-9, 9), ODD | st.none()), max_size=6))
@settings(max_examples=100, deadline=None)
def test_a_line_for_excel_is_that_of_its_harmless_values(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, ...]]
) -> None:
    """However the lines are found that need no change."""
    path = tmp_path_factory.getbasetemp() / "excel.csv"
    names = ["a", "=b", "c"]
    expected = io.StringIO(newline="")
    csv.writer(expected).writerows([map(formats.harmless, row) for row in [names, *rows]])
    assert written("excel_csv", names, rows, path).decode("utf-8-sig") == expected.getvalue()


def test_what_a_spreadsheet_cannot_hold_is_told(tmp_path: Path) -> None:
    big, long = 2**53 + 1, "文" * 40_000
    (row,) = read_xlsx(written("xlsx", ["a", "b"], [(big, long)], tmp_path / "x"))[1:]
    assert row[0] == str(big)
    assert row[1].endswith("…[截断 cut]")
    assert len(row[1]) == 32_767


def test_excel_is_told_that_it_is_utf8(tmp_path: Path) -> None:
    assert written("excel_csv", ["机关"], [("局",)], tmp_path / "e").startswith("\ufeff机关".encode())
    assert not written("full_csv", ["机关"], [("局",)], tmp_path / "f").startswith(b"\xef\xbb\xbf")


def test_bytes_and_nothing(tmp_path: Path) -> None:
    rows = [(b"\x00\xff", None)]
    assert read_csv(written("full_csv", ["a", "b"], rows, tmp_path / "c"))[1] == ["00ff", ""]
    assert read_json(written("full_json", ["a", "b"], rows, tmp_path / "j"))[1] == [
        {"$base64": True, "encoded": "AP8="},
        None,
    ]
    assert read_parquet(written("parquet", ["a", "a"], rows, tmp_path / "p")) == [["a", "a_1"], [b"\x00\xff", None]]


CELLS = st.none() | st.integers(-(2**53), 2**53) | st.text(max_size=8)


@given(st.lists(st.tuples(CELLS, st.text(max_size=8)), max_size=5))
@settings(max_examples=100, deadline=None)
def test_what_is_read_back_is_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, ...]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "file"
    rows = [tuple(_storable(value) for value in row) for row in rows]
    plain = [["" if value is None else str(value) for value in row] for row in rows]
    assert read_csv(written("full_csv", ["a", "b"], rows, path))[1:] == plain
    assert [[str(formats.harmless(value)) if value is not None else "" for value in row] for row in rows] == read_csv(
        written("excel_csv", ["a", "b"], rows, path)
    )[1:]
    assert read_json(written("full_json", ["a", "b"], rows, path))[1:] == [list(row) for row in rows]
    assert read_xlsx(written("xlsx", ["a", "b"], rows, path))[1:] == [list(row) for row in rows]


@pytest.mark.parametrize(
    "text", ["a\rb\n\tc", "\x01\x1f", "\ufffe\uffff", "_x0001_", "_x000d_x000D_", " 前后 ", "<&>\"'", ""]
)
def test_a_workbook_holds_every_character(tmp_path: Path, text: str) -> None:
    assert read_xlsx(written("xlsx", ["x"], [(text,)], tmp_path / "x"))[1] == [text]


def test_a_workbook_is_one_for_others_too(tmp_path: Path) -> None:
    rows = [(1, "合计", 2.5), (None, "a < b", -3), (2**53, None, 1e-9)]
    path = tmp_path / "book.xlsx"
    written("xlsx", ["id", "名", "n"], rows, path)
    for streamed in (False, True):
        book = openpyxl.load_workbook(path, read_only=streamed)
        (sheet,) = book.worksheets
        assert list(sheet.values) == [("id", "名", "n"), *rows]
        assert [cell.font.b for cell in next(iter(sheet.rows))] == [True] * 3
        book.close()
    assert openpyxl.load_workbook(path).worksheets[0].freeze_panes == "A2"


def test_columns_of_one_name_are_all_there(tmp_path: Path) -> None:
    assert read_json(written("full_json", ["a", "a", "100%"], [(1, 2, 3)], tmp_path / "j")) == [
        ["a", "a_1", "100%"],
        [1, 2, 3],
    ]


def _storable(value: Any) -> Any:
    """SQLite gives no lone surrogates, and a file in lines no bare NUL."""
    return re.sub(r"[\ud800-\udfff\x00]", "", value) if isinstance(value, str) else value


# --- one report, one body ---------------------------------------------------------------------------------------------

REPORT_KEYS = [
    *(
        "slug",
        "year",
        "title",
        "scope",
        "status",
        "proactive_edition",
        "requests_edition",
        "published_on",
        "source_url",
    ),
    *("layout", "checks_passed", "checks_failed", "checks_not_assessable", "checks_noted", "agency", "document"),
    *("figures", "sections", "findings", "evidence", "licence"),
]
FIGURE_KEYS = [
    *("table_name", "row_code", "column_name", "label_zh", "label_en", "unit_zh", "unit_en", "value", "status"),
    *("raw", "note", "corrections"),
]


async def test_a_report_as_data(client: Any, connection: sqlite3.Connection) -> None:
    told = (await client.get(f"/reports/{STATES}.json")).json()
    assert list(told) == REPORT_KEYS
    assert all(list(figure) == FIGURE_KEYS for figure in told["figures"])
    figures = {(f["table_name"], f["row_code"], f["column_name"]): f for f in told["figures"]}
    assert figures["requests", "new", "natural_person"]["value"] == 7
    blank = figures["requests", "new", "public_interest"]
    assert (blank["value"], blank["status"]) == (None, "blank")
    assert figures["proactive", "fees", "fees_amount"]["raw"] == "251000元"
    stored = connection.execute(
        "SELECT count(*) FROM requests JOIN reports ON reports.id = report_id WHERE slug = ?", (STATES,)
    )
    assert sum(key[0] == "requests" for key in figures) <= stored.fetchone()[0] * 7
    assert told["findings"][0]["suspects"] == ["denied_third_party.other"]
    rows = read_csv((await client.get(f"/en/reports/{STATES}.csv")).content)
    assert rows[0] == FIGURE_KEYS
    assert len(rows) == len(figures) + 1


LINES = "SELECT code, requests.* FROM requests JOIN form_request_rows ON id = row_id WHERE report_id = ?"


async def test_every_figure_of_every_report_is_there(client: Any, connection: sqlite3.Connection) -> None:
    for id, slug in connection.execute("SELECT id, slug FROM reports").fetchall():
        figures = (await client.get(f"/reports/{quote(slug)}.json")).json()["figures"]
        told = {(f["table_name"], f["row_code"], f["column_name"]): f["value"] for f in figures}
        for row in connection.execute(LINES, (id,)):
            for column in row.keys()[3:]:
                assert told.get(("requests", row["code"], column)) == row[column]
        for table in ("proactive", "reviews"):
            for row in connection.execute(f"SELECT * FROM {table} WHERE report_id = ?", (id,)):
                held = {column: row[column] for column in row.keys()[1:] if row[column] is not None}
                assert held == {key[2]: v for key, v in told.items() if key[0] == table and v is not None}


async def test_a_body_as_data(client: Any, connection: sqlite3.Connection) -> None:
    (slug, name) = connection.execute("SELECT slug, name FROM agencies ORDER BY id LIMIT 1").fetchone()
    told = (await client.get(f"/agencies/{slug}.json")).json()
    assert list(told) == ["slug", "name", "region_code", "kind", "reports", "licence"]
    assert told["name"] == name
    assert {report["agency"] for report in told["reports"]} == {name}
    rows = read_csv((await client.get(f"/agencies/{slug}.csv")).content)
    assert rows[0] == list(told["reports"][0])
    assert len(rows) == len(told["reports"]) + 1


async def test_no_such_record(client: Any) -> None:
    for path in ("/reports/nothing.json", "/reports/nothing.csv", "/agencies/nothing.json", "/en/agencies/nothing.csv"):
        response = await client.get(path)
        assert response.status_code == 404
        assert "<" not in response.text
    assert (await client.get(f"/reports/{HOSTILE_SLUG}.json")).json()["title"]


@pytest.mark.parametrize("metadata", [{"allow": False}])
async def test_what_is_private_is_not_exported(serve: Serve, metadata: dict[str, Any]) -> None:
    client = (await serve(**{"metadata" if __version_info__[0] == "0" else "config": metadata})).client
    for path in (f"/reports/{STATES}.json", "/govreports/reports.xlsx", f"{SQL}.full_csv?sql=select+1"):
        assert (await client.get(path)).status_code == 403


@pytest.fixture(autouse=True)
def nothing_is_left(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Files that were sent, or could not be made, are gone."""
    folder = tmp_path_factory.mktemp("sent")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []
