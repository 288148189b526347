"""The canned queries: on either release of Datasette, over a real database, and honest about what they leave out."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pytest

from datasette_govreports.queries import BY_NAME, FEATURED, QUERIES, Query
from tests.plugin.conftest import Serve
from tests.plugin.extension import AREA, HOSTILE, STATES

Rows = list[dict[str, Any]]


def answer(db: sqlite3.Connection, name: str, **parameters: str) -> Rows:
    """The rows of a query, with empty parameters unless given, as Datasette gives them."""
    query = BY_NAME[name]
    values = {**{p.name: "" for p in query.parameters}, **parameters}
    return [dict(row) for row in db.execute(query.sql, values)]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: str(query.name))
async def test_runs_on_datasette_with_both_titles(serve: Serve, query: Query) -> None:
    client = (await serve()).client
    for values in ({}, query.defaults, {p.name: p.example for p in query.parameters}):
        response = await client.get(f"/govreports/{query.name}.json?{urlencode({**values, '_shape': 'objects'})}")
        assert response.status_code == 200, response.text
        assert response.json()["ok"]
        assert response.json()["rows"] or query.parameters
        assert (await client.get(f"/govreports/{query.name}.csv?{urlencode(values)}")).status_code == 200
    page = await client.get(f"/govreports/{query.name}?{urlencode(query.defaults)}")
    assert page.status_code == 200
    for text in (*query.title, query.description.zh, *(p.label.en.split(",")[0] for p in query.parameters)):
        assert text in page.text


async def test_any_parameter_is_taken(client: Any) -> None:
    for query in QUERIES:
        for value in ("abc", "-1", "0", "1e9", "' OR 1 --", "9" * 30, "%", HOSTILE):
            values = {p.name: value for p in query.parameters}
            response = await client.get(f"/govreports/{query.name}.json?{urlencode(values)}")
            assert response.status_code == 200, (query.name, value)


async def test_only_the_database_with_reports_has_them(serve: Serve) -> None:
    datasette = await serve(memory=True)
    assert (await datasette.client.get("/_memory/totals_by_year")).status_code == 404


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: str(query.name))
def test_labels_come_from_the_database(query: Query) -> None:
    assert not re.search(r"[\u3400-\u9fff]", query.sql)
    used = set(re.findall(r"(?<![\w:]):(\w+)", query.sql))
    assert used == {p.name for p in query.parameters}
    assert all(query.title)
    assert all(query.description)
    assert all(all(p.label) and p.example for p in query.parameters)


def test_home_asks_three_questions() -> None:
    assert len(FEATURED) == 3


def test_reports_of_a_whole_area_are_never_added_to_others(connection: sqlite3.Connection) -> None:
    for name in ("totals_by_year", "outcomes_by_year", "refusal_reasons_by_year", "requests_by_applicant"):
        rows = answer(connection, name)
        assert {row["scope"] for row in rows} >= {"unknown", "area"}
        for row in rows:
            largest = max(value for value in row.values() if isinstance(value, int | float))
            # One report of an area is made of millions; the sample of 2023 is of one too.
            assert (largest >= 1_000_000) == (row["scope"] == "area" and row.get("year") != 2023), (name, row)
    (area,) = (r for r in answer(connection, "totals_by_year") if r["scope"] == "area" and r["year"] != 2023)
    assert (area["reports"], area["received"], area["received_reports"]) == (1, 1_000_000, 1)


def test_totals_are_the_sums_of_what_was_printed(connection: sqlite3.Connection, goldens: Mapping[str, Any]) -> None:
    rows = {(row["year"], row["scope"]): row for row in answer(connection, "totals_by_year")}
    for year, scope in {(golden["year"], golden["scope"]) for golden in goldens.values()}:
        printed = [g["requests"] for g in goldens.values() if (g["year"], g["scope"]) == (year, scope)]
        told = rows[year, scope or "unknown"]
        for column, row in (("received", "new"), ("handled", "total"), ("carried_forward", "carried_forward")):
            assert told[column] == sum(requests[row][-1] for requests in printed)
            assert told[f"{column}_reports"] == len(printed)


def test_null_is_not_zero(connection: sqlite3.Connection) -> None:
    """The report with every state of a cell does not say how many requests it received."""
    (row,) = (row for row in answer(connection, "totals_by_year") if row["year"] == 2021)
    assert row["reports"] == 2
    assert row["received_reports"] == 1
    assert STATES not in {row["report"] for row in answer(connection, "most_requests")}
    for row in answer(connection, "requests_by_applicant", year="2021"):
        assert row["reports"] == 1, "one report leaves a kind of applicant unread"
    assert not [row for row in answer(connection, "review_outcomes") if row["year"] == 2021]


def test_a_sum_with_nothing_in_it_is_empty(connection: sqlite3.Connection) -> None:
    (row,) = (row for row in answer(connection, "totals_by_year") if row["year"] == 2022)
    assert (row["received"], row["received_reports"]) == (None, 0)


def test_outcomes_of_a_year_add_up(connection: sqlite3.Connection, goldens: Mapping[str, Any]) -> None:
    (golden,) = (golden for golden in goldens.values() if golden["year"] == 2023)
    rows = answer(connection, "outcomes_by_year", year="2023")
    assert sum(row["requests"] for row in rows) == golden["requests"]["total"][-1]
    assert sum(row["percent_of_handled"] for row in rows) == pytest.approx(100, abs=0.5)
    assert all(row["label_zh"] and row["label_en"] for row in rows)


def test_refusal_reasons_add_up_to_refusals(connection: sqlite3.Connection) -> None:
    (refused,) = (r for r in answer(connection, "outcomes_by_year", year="2023") if r["outcome"] == "denied")
    reasons = answer(connection, "refusal_reasons_by_year", year="2023")
    assert sum(row["requests"] for row in reasons) == refused["requests"]
    assert len(reasons) == 8


@pytest.mark.parametrize("name", ["outcomes_by_year", "refusal_reasons_by_year", "review_outcomes"])
def test_no_share_of_a_small_number(connection: sqlite3.Connection, name: str) -> None:
    percent = next(column for column in answer(connection, name)[0] if column.startswith("percent"))
    most = str(10**12)
    assert all(row[percent] is None for row in answer(connection, name, minimum=most))
    for row in answer(connection, name, minimum="0"):
        if row["scope"] != "area":  # every figure of that one is the same, so its parts exceed its wholes
            assert row[percent] is None or 0 <= row[percent] <= 100


def test_share_refused_leaves_small_reports_out(connection: sqlite3.Connection, slugs: Mapping[str, str]) -> None:
    assert all(row["handled"] >= 10 for row in answer(connection, "share_refused"))
    assert any(0 < row["handled"] < 10 for row in answer(connection, "share_refused", minimum="1"))
    assert all(row["handled"] > 0 for row in answer(connection, "share_refused", minimum="0"))
    assert {row["report"] for row in answer(connection, "share_refused", scope="area")} == {
        AREA,
        slugs["anju_2023.txt"],
    }


def test_rate_of_correction(connection: sqlite3.Connection) -> None:
    for row in answer(connection, "review_outcomes", minimum="1"):
        decided = row["upheld"] + row["corrected"] + row["other"]
        expected = round(100 * row["corrected"] / decided, 1) if decided else None
        assert row["percent_corrected"] == expected
        assert row["cases"] == decided + row["pending"]
    labels = [row["label_zh"] for row in answer(connection, "review_outcomes") if row["year"] == 2019]
    assert len(set(labels)) == 3


def test_findings_are_those_of_the_database(connection: sqlite3.Connection) -> None:
    rows = answer(connection, "findings_by_check")
    found = {row["check"]: row["findings"] for row in rows if row["findings"]}
    assert found == {"R2": 1, "R3": 1, "N3": 1, "N4": 1}  # of the samples; reports made by hand have no totals
    assert len(rows) == connection.execute("SELECT count(*) FROM checks").fetchone()[0]
    assert len(answer(connection, "reports_with_findings", check="R2")) == 10
    assert len(answer(connection, "reports_with_findings", check="R2", year="2020")) == 1


def test_one_agency_is_found_by_a_part_of_its_name(connection: sqlite3.Connection) -> None:
    (row,) = answer(connection, "one_agency", agency="应急")
    assert (row["year"], row["received"], row["granted"], row["refused"], row["handled"]) == (2020, 7, 4, 1, 7)


def test_what_could_not_be_read_is_told_by_reason(connection: sqlite3.Connection) -> None:
    cells = {row["status"] for row in answer(connection, "not_read") if row["what"] == "cell"}
    assert cells == {"blank", "dash", "missing", "unreadable", "ambiguous"}
