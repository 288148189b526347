"""The columns of the wide tables are the figures of the form: one list in two places, held together here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from govreports.form import FIGURES, TableName, requests
from govreports.form.tables import form_rows

from tests.support.places import SCHEMA


@pytest.fixture(scope="module")
def schema() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA.read_text(encoding="utf-8"))
    yield connection
    connection.close()


def _columns(schema: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    return [(name, affinity) for _, name, affinity, *_ in schema.execute(f"PRAGMA table_info({table})")]


@pytest.mark.parametrize("table", ["proactive", "reviews"])
def test_a_wide_table_has_the_forms_figures_in_the_forms_order(schema: sqlite3.Connection, table: TableName) -> None:
    # Rows are inserted whole and in order, so a column out of place would put figures under wrong names.
    figures = [(f.name, "REAL" if f.kind == "money" else "INTEGER") for f in FIGURES if f.table == table]
    assert _columns(schema, table) == [("report_id", "INTEGER"), *figures]


def test_requests_has_the_applicants_in_the_forms_order(schema: sqlite3.Connection) -> None:
    applicants = [(column.code, "INTEGER") for column in requests.COLUMNS]
    assert _columns(schema, "requests") == [("report_id", "INTEGER"), ("row_id", "INTEGER"), *applicants]


def test_form_rows_fit_their_tables(schema: sqlite3.Connection) -> None:
    for table, rows in form_rows():
        assert {len(row) for row in rows} == {len(_columns(schema, table))}, table
