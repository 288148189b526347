"""Text from reports does nothing: in Chromium on every kind of page, and in every format."""

from __future__ import annotations

import re
import shutil
import sqlite3
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from datasette.version import __version_info__
from playwright.sync_api import Browser, Dialog

from tests.plugin.payloads import PAYLOADS, poison
from tests.plugin.serving import Server, served
from tests.support.tabular import READ, read_xlsx

pytestmark = pytest.mark.browser
SQL = "/govreports/-/query" if __version_info__[0] == "1" else "/govreports"
TABLES = (
    "reports",
    "agencies",
    "documents",
    "sections",
    "findings",
    "load_log",
    "evidence",
    "cell_notes",
    "report_summary",
)


@pytest.fixture(scope="module")
def poisoned(extended: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which every text of a report is a payload."""
    path = tmp_path_factory.mktemp("poisoned") / "govreports.db"
    shutil.copy(extended, path)
    assert poison(path) > len(PAYLOADS) * 5
    return path


@pytest.fixture(scope="module")
def server(poisoned: Path) -> Iterator[Server]:
    """The site over it."""
    with served(poisoned) as started:
        yield started


def paths(poisoned: Path) -> list[str]:
    """A page of every kind, with payloads in what the visitor sends as well."""
    with closing(sqlite3.connect(poisoned)) as db:
        slugs = [slug for (slug,) in db.execute("SELECT slug FROM reports")]
    found = ["/", "/en/", "/govreports"]
    found += [f"{prefix}/reports/{slug}" for slug in slugs for prefix in ("", "/en")]
    found += [
        f"/govreports/{table}?_facet={'title' if table == 'reports' else 'rowid'}&_size=max" for table in TABLES[:1]
    ]
    found += [f"/govreports/{table}?_size=100" for table in TABLES[1:]]
    found += [
        "/govreports/reports/1",
        "/govreports/agencies/1",
        "/govreports/most_requests?year=&scope=",
        "/govreports/not_read",
    ]
    found += [f"/search?q={quote(word)}" for word in ("公开", "局")]
    every = quote(" ".join(PAYLOADS))  # what a visitor sends, all at once through each door
    found += [f"/search?q={quote(payload)}" for payload in PAYLOADS[::6]]
    found += [f"/en/nothing/{every}", f"{SQL}?sql={every}", f"{SQL}?sql=select+%3Ax+as+x&x={every}"]
    found += [f"/govreports/reports?_search={every}&title__contains={every}", f"/govreports/reports?_where={every}"]
    found += [f"/govreports/one_agency?agency={every}", f"/govreports/reports?_sort={every}"]
    return found


def test_nothing_runs_on_any_page(chromium: Browser, server: Server, poisoned: Path) -> None:
    context = chromium.new_context()
    page = context.new_page()
    done: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        done.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismissed)
    page.on("pageerror", lambda error: done.append(str(error)))
    page.on("request", lambda request: done.append(request.url) if not _ours(request.url) else None)
    page.on("console", lambda message: done.append(message.text) if "Content Security" in message.text else None)
    for path in paths(poisoned):
        page.goto(server.url(path), wait_until="domcontentloaded")
        assert done == [], path
        assert page.evaluate(FOREIGN) == [], path
        assert "1337" not in page.title()
    context.close()


def _ours(address: str) -> bool:
    return urlsplit(address).hostname == "127.0.0.1"


# Elements and attributes that no page of ours has: what a payload would have made.
FOREIGN = """
[...document.querySelectorAll('*')].filter(element =>
    ['IFRAME', 'IMG', 'OBJECT', 'EMBED', 'BASE', 'MATH'].includes(element.tagName)
    || element.tagName === 'META' && element.httpEquiv
    || element.tagName === 'SCRIPT' && !(element.src.includes('/-/static-plugins/datasette_vega/'))
    || [...element.attributes].some(a => a.name.startsWith('on'))
    || /^\\s*(javascript|data):/i.test(element.getAttribute('href') || '')
).map(element => element.outerHTML)
"""


def test_nothing_is_more_than_text_in_any_file(server: Server, poisoned: Path) -> None:
    with closing(sqlite3.connect(poisoned)) as db:
        titles = [title for (title,) in db.execute("SELECT title FROM reports ORDER BY id")]
    for extension, read in READ.items():
        with urllib.request.urlopen(server.url(f"/govreports/reports.{extension}")) as response:  # noqa: S310 - our own
            assert response.headers["content-disposition"].startswith("attachment")
            assert response.headers["x-content-type-options"] == "nosniff"
            rows = read(response.read())
        column = rows[0].index("title")
        told = [row[column] for row in rows[1:]]
        assert [text.removeprefix("'") if extension == "excel_csv" else text for text in told] == [
            text.removeprefix("'") if extension == "excel_csv" else text for text in titles
        ]
        if extension == "excel_csv":
            cells = [cell for row in rows for cell in row]
            assert not [cell for cell in cells if re.match(r"\s*[=+@-]", cell) and not re.fullmatch(r"-?[\d.]+", cell)]
    with urllib.request.urlopen(server.url("/govreports/load_log.xlsx")) as response:  # noqa: S310 - the same
        assert len(read_xlsx(response.read())) > 1
    for path in ("/reports/states.json", "/govreports/reports.json", "/govreports/reports.csv"):
        with urllib.request.urlopen(server.url(path)) as response:  # noqa: S310 - the same
            assert not response.headers["content-type"].startswith("text/html")
            assert "sandbox" in response.headers["content-security-policy"]
