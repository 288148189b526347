"""The SQL page where the reader's browser answers: rows, files, addresses as on the server; every way to fail."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.hosting import UNDER, Host, Manner, hosted
from datasette_govreports import formats
from datasette_govreports.batches import Head
from datasette_govreports.queries import QUERIES
from tests.support.browsing import DESK, barriers

pytestmark = pytest.mark.browser

LARGE = 9 * 2**20  # more than is fetched whole
WAIT = 20_000  # milliseconds; for a busy machine
SQL = f"{UNDER}sql"
FORMS = {form.label: form for form in formats.FORMATS if form.label in ("CSV", "CSV (Excel)", "JSON")}


@pytest.fixture(scope="module")
def large(extended: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same reports in a file that is too large to fetch whole."""
    path = tmp_path_factory.mktemp("large") / "govreports.db"
    shutil.copy(extended, path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE ballast (id INTEGER PRIMARY KEY, bytes BLOB, amount REAL)")
        db.executemany("INSERT INTO ballast VALUES (?, zeroblob(8000), ?)", [(n, n / 2) for n in range(LARGE // 8000)])
    return path


@pytest.fixture(scope="module")
def small_host(extended: Path) -> Iterator[Host]:
    """A host whose database is fetched whole."""
    with hosted(extended) as host:
        yield host


@pytest.fixture(scope="module")
def large_host(large: Path) -> Iterator[Host]:
    """A host whose database is read in ranges."""
    with hosted(large) as host:
        yield host


@contextmanager
def opened(browser: Browser, address: str, failing: str = "", **options: Any) -> Iterator[Page]:
    """A page of its own; every console message is a complaint, but for what the browser says of a failing request."""
    context = browser.new_context(viewport=DESK, bypass_csp=False, **options)
    page = context.new_page()
    page.set_default_timeout(WAIT)
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto(address)
    yield page
    assert [line for line in heard if not (failing and line.startswith(f"Failed to load resource: {failing}"))] == []
    context.close()


def asked(host: Host, path: str = SQL, **values: str) -> str:
    """The address of a question."""
    return f"{host.url(path)}?{urlencode(values)}"


def finished(page: Page) -> Page:
    """The page, once the question is answered."""
    page.wait_for_selector("[data-state=done]", state="attached")
    return page


def run(page: Page, statement: str) -> Page:
    """Type a statement and run it, with the keyboard alone."""
    editor = page.locator(".cm-content")
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(statement)
    page.evaluate("document.querySelector('[data-state]')?.removeAttribute('data-state')")
    page.keyboard.press("Control+Enter")
    return finished(page)


def file(page: Page, label: str) -> bytes:
    """A download."""
    with page.expect_download() as started:
        page.get_by_role("button", name=label, exact=True).click()
    return Path(started.value.path()).read_bytes()


def written(database: Path, sql: str, values: dict[str, str], label: str, folder: Path) -> bytes:
    """The same file, as the server writes it."""
    with closing(sqlite3.connect(database)) as db:
        cursor = db.execute(sql, values)
        path = folder / "file"
        columns = [column for column, *_ in cursor.description]
        formats.write(FORMS[label], Head(columns, ["text"] * len(columns)), cursor, path)
        return path.read_bytes()


@pytest.mark.parametrize("manner", ["whole", "in ranges"])
def test_canned_queries_give_what_the_server_gives(
    chromium: Browser, small_host: Host, large_host: Host, tmp_path: Path, manner: str
) -> None:
    host = small_host if manner == "whole" else large_host
    with opened(chromium, host.url(SQL)) as page:
        for query in QUERIES:
            form = page.locator(f"#{query.name} form")
            for values in ({p.name: p.example for p in query.parameters}, dict(query.defaults)):
                for name, value in values.items():
                    field = form.locator(f"[name={name}]")
                    if field.evaluate("field => field.tagName") == "SELECT":
                        field.select_option(value if field.locator(f"option[value='{value}']").count() else "")
                        values[name] = field.input_value()
                    else:
                        field.fill(value)
                page.evaluate("document.querySelector('[data-state]')?.removeAttribute('data-state')")
                form.get_by_role("button").click()
                finished(page)
                assert page.locator("#answer-title").inner_text() == query.title.zh
                assert dict(parse_qsl(urlsplit(page.url).query)) == {
                    "query": query.name,
                    **{name: value for name, value in values.items() if value},
                }
                label = "JSON" if values == query.defaults else "CSV"
                assert file(page, label) == written(host.database, query.sql, values, label, tmp_path), query.name
    fetched = sum(size for _, size in host.served)
    assert (fetched < host.database.stat().st_size) == (manner == "in ranges")


MIXED = """SELECT 1 AS whole, 2.0 AS "real", -0.5 AS negative, NULL AS missing, '=1+1' AS formula, '-5' AS five,
 'a"b,c' || char(10) || '公开' AS text, x'00ff' AS bytes, 9007199254740993 AS large, :year AS given
UNION ALL SELECT slug, 1e20, 0.1 + 0.2, '', '＝x', '+5', '', x'', -9223372036854775808, :year FROM reports"""


@pytest.mark.parametrize("label", FORMS)
def test_files_are_those_of_the_server(chromium: Browser, large_host: Host, tmp_path: Path, label: str) -> None:
    with opened(chromium, asked(large_host, sql=MIXED, year="2020")) as page:
        finished(page)
        got = file(page, label)
    assert got == written(large_host.database, MIXED, {"year": "2020"}, label, tmp_path)
    if label == "JSON":
        assert json.loads(got)[0]["large"] == 9007199254740993


def test_a_typed_query_is_answered_and_kept_in_the_address(chromium: Browser, large_host: Host) -> None:
    with opened(chromium, large_host.url(SQL)) as page:
        assert page.locator(".amount").inner_text() == "", "nothing is fetched before somebody asks"
        run(page, "SELECT slug AS report, year, title FROM reports WHERE year >= :from ORDER BY slug")
        assert page.get_by_text("没有符合条件的行").count(), (
            "an empty parameter is not NULL: no year is as large as a text"
        )
        page.get_by_label(":from").fill("2020")
        run(
            page,
            "SELECT slug AS report, year, title FROM reports WHERE year >= CAST(:from AS INTEGER) ORDER BY slug",
        )
        rows = page.locator(".answer tbody:not(.filler) tr")
        expected = _rows(large_host.database, "SELECT slug, year FROM reports WHERE year >= 2020 ORDER BY slug")
        assert [row.split("\t")[1:3] for row in rows.all_inner_texts()] == [
            [slug, str(year)] for slug, year in expected
        ]
        assert rows.first.locator("a").get_attribute("href") == f"{UNDER}reports/{expected[0][0]}"
        link = page.get_by_role("link", name="永久链接").evaluate("link => link.href")
        assert link == page.url
        assert dict(parse_qsl(urlsplit(link).query))["from"] == "2020"
        before = rows.all_inner_texts()
        page.locator(".tongue").click()
        finished(page)
        assert "/en/sql?" in page.url
        assert page.locator(".answer tbody:not(.filler) tr").all_inner_texts() == before
        assert "rows in" in page.locator("[role=status]").inner_text()
        page.get_by_text("What the columns mean").click()
        assert page.locator(".answer ~ details dt").all_inner_texts() == ["report", "year", "title"]
        page.go_back()
        finished(page)
        assert page.locator(".answer tbody:not(.filler) tr").all_inner_texts() == before


def _rows(database: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(database)) as db:
        return db.execute(sql).fetchall()


def test_ten_thousand_rows_are_a_table_of_few(chromium: Browser, large_host: Host) -> None:
    sql = """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
        SELECT i, 'r' || i AS name FROM n"""
    with opened(chromium, asked(large_host, sql=sql)) as page:
        finished(page)
        table = page.locator(".answer table")
        assert table.get_attribute("aria-rowcount") == "10001"
        assert table.locator("tr").count() < 120
        frame = page.locator(".answer")
        frame.evaluate("frame => { frame.scrollTop = frame.scrollHeight }")
        page.get_by_role("cell", name="r10000", exact=True).wait_for()
        assert table.locator("tr").count() < 120
        last = page.get_by_role("button", name="展开第 10000 行")
        last.click()
        assert page.locator(".opened dd").all_inner_texts() == ["10000", "r10000"]
        page.get_by_role("button", name="收起").click()
        assert page.locator(".opened").count() == 0


def test_errors_say_where(chromium: Browser, large_host: Host) -> None:
    with opened(chromium, asked(large_host, sql="SELECT '公开',\n  nothere FROM reports")) as page:
        finished(page)
        problem = page.get_by_role("alert")
        assert "第 2 行第 3 个字" in problem.inner_text()
        assert "no such column: nothere" in problem.inner_text()
        assert page.locator(".cm-content .wrong").inner_text() == "n"
        for statement, words in (
            ("SELECT 1; SELECT 2", "一次只能执行一条语句"),
            ("-- nothing", "没有查询语句"),
            ("DELETE FROM reports", "readonly"),
            ("SELECT json('{')", "malformed JSON"),
        ):
            run(page, statement)
            assert words in problem.inner_text(), statement
            assert page.locator(".answer").count() == 0
        run(page, "SELECT 7 AS seven; -- one statement")
        assert not problem.is_visible()
        assert page.get_by_role("cell", name="7", exact=True).is_visible()


def test_what_a_reader_is_about_to_ask_is_got_ready(chromium: Browser, large_host: Host) -> None:
    large_host.served.clear()
    with opened(chromium, large_host.url(SQL)) as page:
        page.locator(".cm-content").wait_for()
        assert not large_host.served
        with page.expect_response("**/govreports.db"), page.expect_worker():
            page.locator("#one_agency input[type=text]").first.click()
        assert page.locator(".amount").inner_text() == "", "nothing moves before the question"
        page.locator("#totals_by_year button").click()
        finished(page)
        assert page.locator("#answer-title").is_visible()


def test_an_answer_does_not_wait_for_the_editor(chromium: Browser, large_host: Host) -> None:
    context = chromium.new_context(viewport=DESK)
    page = context.new_page()
    page.route("**/editor.js*", lambda route: route.abort())
    page.goto(asked(large_host, sql="SELECT 7 AS seven"))
    finished(page)
    assert page.get_by_role("cell", name="7", exact=True).is_visible()
    page.get_by_label("查询语句").fill("SELECT :a AS eight")
    page.get_by_label(":a").fill("8")
    page.evaluate("document.querySelector('[data-state]').removeAttribute('data-state')")
    page.locator("#ask button[type=submit]").click()
    finished(page)
    assert page.get_by_role("cell", name="8", exact=True).is_visible()
    context.close()


def test_the_definitions_are_read_at_once(chromium: Browser, large_host: Host) -> None:
    large_host.served.clear()
    with opened(chromium, asked(large_host, sql="SELECT slug FROM reports WHERE slug = 'x'")) as page:
        finished(page)
    assert len(large_host.served) <= 6
    assert sum(size for _, size in large_host.served) <= 200 * 1024


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


@pytest.mark.parametrize("manner", ["whole", "in ranges"])
def test_a_query_is_stopped_and_what_was_read_is_kept(
    chromium: Browser, small_host: Host, large_host: Host, manner: str
) -> None:
    host = small_host if manner == "whole" else large_host
    with opened(chromium, asked(host, sql="SELECT count(*) FROM reports")) as page:
        finished(page)
        run_and_leave(page, ENDLESS)
        page.get_by_role("button", name="停止").click()
        finished(page)
        assert "已停止" in page.get_by_role("alert").inner_text()
        served = len(host.served)
        run(page, "SELECT count(*) AS reports FROM reports")
        (number,) = _rows(host.database, "SELECT count(*) FROM reports")[0]
        assert page.get_by_role("cell", name=str(number), exact=True).is_visible()
        assert len(host.served) == served, "nothing was fetched again"


def run_and_leave(page: Page, statement: str) -> None:
    """Start a statement that does not end."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(statement)
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="停止").wait_for()


NO_RANGES: dict[Manner, str] = {
    "whole": "",
    "compressed": "net::ERR_CONTENT_DECODING_FAILED",
    "missing": "the server responded with a status of 404",
}


@pytest.mark.parametrize("manner", NO_RANGES)
def test_hosts_that_serve_no_ranges(chromium: Browser, large: Path, manner: Manner) -> None:
    with (
        hosted(large, manner) as host,
        opened(chromium, asked(host, sql="SELECT 7 AS seven"), NO_RANGES[manner]) as page,
    ):
        finished(page)
        if manner == "missing":
            assert "404" in page.get_by_role("alert").inner_text()
        else:
            assert page.get_by_role("cell", name="7", exact=True).is_visible()
            assert page.locator(".answer").count() == 1


def test_a_file_too_large_for_a_host_without_ranges_is_not_fetched(
    chromium: Browser, tmp_path: Path, extended: Path
) -> None:
    huge = tmp_path / "govreports.db"
    shutil.copy(extended, huge)
    with hosted(extended, "whole") as host:
        host.database = huge
        with huge.open("r+b") as sparse:
            sparse.truncate(65 * 2**20)
        with opened(chromium, asked(host, sql="SELECT 1")) as page:
            finished(page)
            assert "不能分段读取" in page.get_by_role("alert").inner_text()
            assert "65.0 MB" in page.get_by_role("alert").inner_text()


def test_a_new_version_is_noticed(chromium: Browser, large: Path) -> None:
    with hosted(large) as host, opened(chromium, asked(host, sql="SELECT count(*) FROM reports")) as page:
        finished(page)
        host.version = "2"
        run(page, "SELECT sum(length(bytes)) FROM ballast")
        assert "数据库刚刚更新过" in page.get_by_role("alert").inner_text()
        run(page, "SELECT count(*) AS n FROM ballast")
        assert page.get_by_role("cell", name=str(LARGE // 8000), exact=True).is_visible(), "it is read afresh"


def test_fetching_shows_how_far_it_is(chromium: Browser, extended: Path) -> None:
    with hosted(extended) as host:
        host.slow = threading.Event()
        with opened(chromium, asked(host, sql="SELECT 1 AS one")) as page:
            page.get_by_text("正在读取数据库").wait_for()
            host.slow.set()
            finished(page)
            assert not page.locator("progress").is_visible()
            size = host.database.stat().st_size
            assert int(page.locator(".amount").get_attribute("data-bytes") or 0) == size


def test_a_chart_is_drawn_of_what_has_numbers(chromium: Browser, large_host: Host) -> None:
    sql = "SELECT 2019 + value AS year, nullif(value, 2) * 10 AS requests FROM json_each('[1,2,3,4,5]')"
    with opened(chromium, asked(large_host, sql=sql)) as page:
        finished(page)
        page.get_by_label("画成").select_option("bars")
        chart = page.get_by_role("img")
        assert chart.get_attribute("aria-label") == "requests，按year。数字见下表。"
        assert chart.locator("rect").count() == 4
        assert "1 行没有数值" in page.locator("figcaption").inner_text()
        widths = chart.locator("rect").evaluate_all("bars => bars.map(bar => bar.width.baseVal.value)")
        assert widths[0] * 5 == pytest.approx(widths[3], rel=0.01)
        page.get_by_label("画成").select_option("line")
        assert chart.locator("circle").count() == 4
        assert chart.locator("polyline").count() == 1, "the line does not cross what is not known"


def test_names_are_suggested_and_chinese_is_typed(chromium: Browser, large_host: Host) -> None:
    with opened(chromium, large_host.url(SQL)) as page:
        page.locator(".cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.type("SELECT * FROM report_su")
        page.locator(".cm-tooltip-autocomplete", has_text="report_summary").wait_for()
        page.wait_for_timeout(200)  # the editor takes no choice at once, so that nobody takes one by mistake
        page.keyboard.press("Enter")
        page.keyboard.type(" WHERE agency = '")
        session = page.context.new_cdp_session(page)  # what an input method does
        for text in ("gong", "公", "公开"):
            session.send(
                "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
            )
        session.send("Input.insertText", {"text": "公开"})
        assert page.locator(".cm-content").inner_text().endswith("report_summary WHERE agency = '公开'")


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["zh", "en"])
def test_accessible_and_no_wider_than_the_screen(chromium: Browser, large_host: Host, prefix: str) -> None:
    path = f"{UNDER}{prefix}sql"
    sql = "SELECT slug AS report, title, year, requests_new FROM report_summary WHERE year > :year LIMIT 50"
    with opened(chromium, asked(large_host, path, sql=sql, year="0")) as page:
        finished(page)
        page.locator(".drawn select").first.select_option("bars")
        page.locator(".answer th button").first.click()
        assert barriers(page) == []


def test_without_scripts_the_page_says_so(chromium: Browser, large_host: Host) -> None:
    with opened(chromium, large_host.url(f"{UNDER}en/sql"), java_script_enabled=False) as page:
        assert "need JavaScript" in page.locator("noscript").inner_text()
        assert page.locator("noscript a").get_attribute("href") == f"{UNDER}en/data"
