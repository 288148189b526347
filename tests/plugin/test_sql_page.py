"""The SQL page on a server: of use without a script, and under its own policy where the reader's browser answers."""

from __future__ import annotations

import sqlite3
from typing import Any
from urllib.parse import urlencode

import pytest

from datasette_govreports import headers
from datasette_govreports.queries import QUERIES
from tests.plugin.conftest import Serve
from tests.plugin.dom import page

BROWSERS_OWN = {"plugins": {"datasette-govreports": {"database_url": "/govreports.db"}}}


@pytest.mark.parametrize("prefix", ["", "/en"])
async def test_every_canned_query_is_asked_by_its_form(client: Any, prefix: str) -> None:
    tree = await page(client, f"{prefix}/sql")
    for query in QUERIES:
        section = tree.one("section", id=query.name)
        assert section.one("h3").text == (query.title.en if prefix else query.title.zh)
        assert section.one("pre").text == query.sql
        form = section.one("form")
        fields = {field.attributes["name"] for field in (*form.all("input"), *form.all("select"))}
        assert fields == {parameter.name for parameter in query.parameters}
        values = {parameter.name: parameter.example for parameter in query.parameters}
        answer = await client.get(f"{form.attributes['action']}?{urlencode(values)}")
        assert answer.status_code == 200
        assert query.title.zh in answer.text


async def test_a_question_in_the_address_is_answered_by_datasette(client: Any) -> None:
    typed = await client.get(f"/en/sql?{urlencode({'sql': 'SELECT :a || 1 AS b', 'a': '公'})}", follow_redirects=True)
    assert "公1" in typed.text
    asked = await client.get("/sql?query=most_requests&year=2020&scope=", follow_redirects=True)
    assert asked.url.path == "/govreports/most_requests"
    assert asked.url.params["year"] == "2020"
    for nothing in ("/sql?query=nothing", "/sql?sql=", "/sql?query=//example.com"):
        assert (await client.get(nothing)).status_code == 200


async def test_tables_and_columns_are_listed_with_their_meaning(client: Any, connection: sqlite3.Connection) -> None:
    tree = await page(client, "/en/sql")
    for table in ("report_summary", "requests", "agencies"):
        (listed,) = (one for one in tree.all("details") if one.attributes.get("data-table") == table)
        columns = [row["name"] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
        assert [name.text for name in listed.all("dt")] == columns
        assert all(meaning.text for meaning in listed.all("dd"))


async def test_where_the_browser_answers_the_page_has_what_it_needs(serve: Serve) -> None:
    client = (await serve(metadata=BROWSERS_OWN)).client
    response = await client.get("/sql?query=most_requests")
    assert response.status_code == 200
    assert response.headers["content-security-policy"] == headers.POLICIES[headers.ENGINE].value
    tree = await page(client, "/sql")
    form = tree.one("form", id="ask")
    assert form.attributes["data-database"] == "/govreports.db"
    for name in ("data-worker", "data-wasm"):
        assert (await client.get(form.attributes[name])).status_code == 200
    (script,) = tree.all("script")
    assert (await client.get(script.attributes["src"])).status_code == 200
    worker = await client.get(form.attributes["data-worker"])
    assert worker.headers["content-security-policy"] == headers.POLICIES[headers.WORKER].value
    for path in ("/", "/search", "/data", "/about"):
        other = await client.get(path)
        assert "<script" not in other.text, "the server searches itself, and no other page loads a script"
        assert other.headers["content-security-policy"] == headers.PAGE_POLICY.value
