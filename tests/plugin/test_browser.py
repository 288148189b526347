"""The pages in a browser: accessible, quiet, whole on a phone, and of use without JavaScript."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, Playwright, ViewportSize, sync_playwright

from tests.plugin.conftest import ROOT
from tests.plugin.extension import HOSTILE_SLUG, MIXED, NARRATIVE, STATES

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules/axe-core/axe.min.js"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
PHONE: ViewportSize = {"width": 375, "height": 667}
DESK: ViewportSize = {"width": 1280, "height": 800}
SAMPLE = "nantong_emergency_2020.txt"
PATHS = (
    "/",
    "/en/",
    *(f"/reports/{slug}" for slug in (SAMPLE, STATES, MIXED, NARRATIVE, HOSTILE_SLUG)),
    *(f"/en/reports/{slug}" for slug in (SAMPLE, STATES)),
)


class Site(NamedTuple):
    """A server with the slug of the sample that it serves."""

    address: str
    slug: str

    def url(self, path: str) -> str:
        """Where a page is; a sample is named by its file."""
        return self.address + path.replace(SAMPLE, self.slug)


@pytest.fixture(scope="module")
def site(extended: Path) -> Iterator[Site]:
    """Datasette on a free port of this machine, stopped by its own process."""
    with closing(sqlite3.connect(extended)) as db:
        (slug,) = db.execute(
            "SELECT slug FROM reports JOIN documents ON documents.id = document_id WHERE name = ?", (SAMPLE,)
        ).fetchone()
    with serving(extended) as address:
        yield Site(address, slug)


@contextmanager
def serving(database: Path) -> Iterator[str]:
    """Datasette over a database: its address."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", "--immutable", str(database), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "datasette serve ended"
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("datasette serve does not answer")


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright, on the system's browser."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
    executable = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    assert executable, "no Chromium: `make test` installs it as root, or name one with CHROMIUM="
    started = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
    yield started
    started.close()


class Opened(NamedTuple):
    """A page, and what went wrong on it."""

    page: Page
    complaints: list[str]


def opened(browser: Browser, size: ViewportSize, *, dark: bool = False, scripts: bool = True) -> Opened:
    """An empty page that writes down every console message, error and failed request."""
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light", java_script_enabled=scripts)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on("response", lambda response: complaints.append(response.url) if response.status >= 400 else None)
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    return Opened(page, complaints)


@pytest.mark.parametrize(
    ("size", "dark"), [(PHONE, False), (DESK, False), (DESK, True)], ids=["375", "1280", "1280-dark"]
)
@pytest.mark.parametrize("path", PATHS)
def test_accessible_quiet_and_no_wider_than_the_screen(
    browser: Browser, site: Site, path: str, size: ViewportSize, dark: bool
) -> None:
    page, complaints = opened(browser, size, dark=dark)
    page.goto(site.url(path))
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.evaluate("document.scripts.length + document.querySelectorAll('style, [style]').length") == 0
    fetched = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert all("/-/static-plugins/datasette_govreports/" in name for name in fetched)
    assert complaints == []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    assert len(found["passes"]) > 20
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["375", "1280"])
@pytest.mark.parametrize("prefix", ["", "/en"], ids=["zh", "en"])
def test_a_figure_leads_to_its_highlighted_place(
    browser: Browser, site: Site, prefix: str, size: ViewportSize, scripts: bool
) -> None:
    page, complaints = opened(browser, size, scripts=scripts)
    page.goto(site.url(f"{prefix}/reports/{SAMPLE}"))
    plain = page.locator("mark").first.evaluate("mark => getComputedStyle(mark).backgroundColor")
    cell = page.locator("td.suspect")
    cell.locator("a").first.click()
    place = page.locator("mark:target")
    assert place.inner_text() == cell.locator("a").first.inner_text() == "1"
    assert place.evaluate("mark => getComputedStyle(mark).backgroundColor") != plain
    box = place.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= size["height"]
    if size is DESK:
        seen = cell.bounding_box()
        assert seen is not None
        assert -100 <= seen["y"] <= size["height"], "the figure stays in view beside its source"
    page.go_back()
    page.locator("td.suspect sup a").first.click()
    assert page.locator("li:target").is_visible()
    assert complaints == []
    page.context.close()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["375", "1280"])
def test_works_without_scripts(browser: Browser, site: Site, size: ViewportSize) -> None:
    page, complaints = opened(browser, size, scripts=False)
    page.goto(site.url("/"))
    page.locator("table.list a").first.click()
    assert "/reports/" in page.url
    page.locator("header a[lang=en]").click()
    assert "/en/reports/" in page.url
    assert page.locator("table.form").count() == 3
    page.locator(".top .name").click()
    assert page.url.endswith("/en/")
    assert complaints == []
    page.context.close()


def test_table_scrolls_in_its_own_frame_by_keyboard(browser: Browser, site: Site) -> None:
    page, _ = opened(browser, PHONE)
    page.goto(site.url(f"/reports/{SAMPLE}"))
    frame = page.locator(".frame:has(.requests)")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.frame:has(.requests)').scrollLeft > 0")
    page.context.close()


def test_printed_page_is_the_form(browser: Browser, site: Site) -> None:
    page, _ = opened(browser, {"width": 680, "height": 900})  # A4 within its margins
    page.goto(site.url(f"/reports/{SAMPLE}"))
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible()
    assert not page.locator(".origin").is_visible()
    assert page.locator(".findings").is_visible()
    for table in page.locator("table.form").all():
        box = table.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 680
    page.context.close()
