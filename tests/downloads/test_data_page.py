"""`/data` and `/data/<table>` with files, as the static site shows them; without, as the server does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from datasette_govreports import rendering
from datasette_govreports.language import CHINESE, LANGUAGES, Language
from datasette_govreports.links import Links
from datasette_govreports.pages import data
from datasette_govreports.pages.book import book
from tests.downloads.conftest import Written
from tests.plugin.dom import Element, parse


@pytest.fixture(scope="module")
def db(written: Written) -> Iterator[sqlite3.Connection]:
    """The database, read as the pages read it."""
    with closing(sqlite3.connect(written.database)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def render(page: object, name: str, language: Language) -> Element:
    """A page of a site that hangs under /sub/."""
    links = Links("/sub/", language, name, "/sub/govreports", "/sub/static/")
    return parse(rendering.html(rendering.packaged(), "data" if name == "data" else "table", page, links))


def addresses(page: Element) -> list[str]:
    """Where the links of a page lead."""
    return [element.attributes.get("href") or "" for element in page.all("a")]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_file_is_one_click_or_two_away(written: Written, db: sqlite3.Connection, language: Language) -> None:
    form = book(db, language)
    linked = set(addresses(render(data.load(db, form, written.files), "data", language)))
    for name in written.tables:
        assert f"/sub/{language.prefix}data/{name}" in linked
        page = data.load_table(db, form, name, written.files)
        linked |= set(addresses(render(page, f"data/{name}", language)))
    assert {f"/sub/data/{file.name}" for file in written.files} <= linked
    assert not [address for address in linked if address.startswith("/sub/govreports/") and "." in address]


def test_sizes_rows_and_sums_are_those_of_the_files(written: Written, db: sqlite3.Connection) -> None:
    form = book(db, CHINESE)
    text = render(data.load(db, form, written.files), "data", CHINESE).text
    for file in written.files:
        if not file.table:
            assert file.sha256 in text
    page = render(data.load_table(db, form, "requests", written.files), "data/requests", CHINESE)
    rows = {next(row.all("th")).text: row.text for row in page.one("table", class_="list files").all("tr")}
    for file in written.of("requests"):
        assert file.sha256 in rows[file.name]
        assert f"{file.rows:,}" in rows[file.name]


def test_without_files_the_server_makes_them(db: sqlite3.Connection) -> None:
    form = book(db, CHINESE)
    page = data.load(db, form)
    assert (page.whole, page.files) == ((), {})
    assert "/sub/govreports/requests.csv?_size=max" in addresses(render(page, "data", CHINESE))
    table = data.load_table(db, form, "requests")
    assert table
    assert table.files is None
    assert "/sub/govreports/requests.csv?_size=max" in addresses(render(table, "data/requests", CHINESE))


def test_a_table_without_a_whole_workbook_leads_to_its_parts(written: Written, db: sqlite3.Connection) -> None:
    cut = [file for file in written.files if (file.table, file.part, file.label) != ("requests", "", "XLSX")]
    page = data.load(db, book(db, CHINESE), cut)
    assert [file.label for file in page.files["requests"].whole] == [
        "CSV",
        "CSV (Excel)",
        "JSON Lines",
        "Parquet",
        "json",
    ]
    assert "/sub/data/requests#files" in addresses(render(page, "data", CHINESE))
