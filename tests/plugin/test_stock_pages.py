"""Datasette's own pages in our design: accessible, valid, quiet under the policy, and of use without JavaScript."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from datasette.version import __version_info__
from playwright.sync_api import Browser

from tests.plugin.serving import Server, served
from tests.support.browsing import DESK, PHONE, barriers, opened
from tests.support.validating import complaints as invalid

pytestmark = pytest.mark.browser
SQL = "/govreports/-/query" if __version_info__[0] == "1" else "/govreports"
PATHS = (
    "/govreports",
    "/govreports/reports?_facet=year&_search=%E5%85%AC%E5%BC%80",
    "/govreports/requests?total__gt=5&_sort_desc=total",
    "/govreports/report_summary",
    "/govreports/reports?year=1",
    "/govreports/reports/1",
    "/govreports/most_requests?year=2020&scope=",
    "/govreports/reports_with_findings?check=R2&year=",
    f"{SQL}?sql=select+*+from+sections+where+report_id+%3D+%3Areport&report=1",
    "/search",
    "/search?q=%E5%85%AC%E5%BC%80&year=2020",
    "/en/search?q=%E5%B1%80",
)
ERRORS = (f"{SQL}?sql=selec", "/nothing/at/all", "/en/nothing/at/all", "/govreports/reports?_sort=nothing")


@pytest.fixture(scope="module")
def server(extended: Path) -> Iterator[Server]:
    """The site as operators run it."""
    with served(extended) as started:
        yield started


def test_accessible_quiet_and_no_wider_than_the_screen(chromium: Browser, server: Server) -> None:
    for path in (*PATHS, *ERRORS):
        page, complaints = opened(chromium, PHONE)
        page.goto(server.url(path))
        assert page.evaluate("document.documentElement.lang") == ("en" if path.startswith("/en/") else "zh-Hans")
        if path in PATHS:
            assert complaints == [], path
        assert barriers(page, [(PHONE, "light"), (DESK, "light")]) == [], path
        page.context.close()


def test_valid(server: Server, tmp_path: Path) -> None:
    assert invalid(tmp_path, [fetched(server.url(path)).decode() for path in (*PATHS, *ERRORS)]) == {}


def fetched(address: str) -> bytes:
    """The body of an answer, whatever its status."""
    try:
        with urllib.request.urlopen(address) as response:  # noqa: S310 - our own server
            return bytes(response.read())
    except urllib.error.HTTPError as error:
        return error.read()


def test_works_without_scripts(chromium: Browser, server: Server) -> None:
    page, complaints = opened(chromium, PHONE, scripts=False)
    page.goto(server.url("/search"))
    page.get_by_role("searchbox").fill("应急")
    page.get_by_role("main").get_by_role("button").click()
    page.locator("ol.hits a").first.click()
    assert "/reports/" in page.url
    page.goto(server.url("/govreports"))
    page.locator("#sql-editor").fill("SELECT slug AS report FROM reports ORDER BY id LIMIT 1")
    page.get_by_role("main").get_by_role("button").click()
    page.locator("table.list a").click()
    assert "/reports/" in page.url
    page.goto(server.url("/govreports/most_requests"))
    page.get_by_label("year").select_option("2020")
    page.get_by_role("main").get_by_role("button").click()
    assert "year=2020" in page.url
    assert page.locator("table.list tbody tr").count() == 4
    assert complaints == []
    page.context.close()


def test_a_chart_is_drawn_under_the_policy(chromium: Browser, server: Server) -> None:
    page, complaints = opened(chromium, DESK)
    page.goto(server.url("/govreports/most_requests?year=&scope="))
    page.get_by_text("Show charting options").click()
    page.get_by_label("Bar").check(force=True)
    page.select_option("select[name=x_column]", "agency")
    page.select_option("select[name=y_column]", "received")
    page.locator(".vega-embed canvas, .vega-embed svg").first.wait_for()
    assert [text for text in complaints if "The compiled spec uses Vega" not in text] == []
    page.context.close()


def test_a_file_is_downloaded_under_the_policy(chromium: Browser, server: Server) -> None:
    page, _ = opened(chromium, DESK)
    page.goto(server.url("/govreports/reports"))
    for label in ("XLSX", "CSV (Excel)", "Parquet"):
        with page.expect_download(timeout=20_000) as download:
            page.get_by_role("link", name=label, exact=True).click()
        assert download.value.path().stat().st_size > 100
    page.context.close()
