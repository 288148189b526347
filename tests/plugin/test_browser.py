"""The pages in a browser: accessible, quiet, whole on a phone, and of use without JavaScript."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, Playwright, ViewportSize, sync_playwright

from tests.plugin import people
from tests.plugin.conftest import ROOT
from tests.plugin.extension import HOSTILE_SLUG, MIXED, NARRATIVE, STATES
from tests.plugin.serving import served

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
BODY = "BODY"
TYPES = (
    "/",
    f"/reports/{SAMPLE}",
    f"/agencies/{BODY}",
    "/regions/320000",
    "/findings",
    "/checks/R2",
    "/coverage",
    "/data",
    "/data/requests",
    "/sql",
    "/about",
)
PATHS = (
    *TYPES,
    *(f"/en{path}" for path in TYPES),
    *(f"/reports/{slug}" for slug in (STATES, MIXED, NARRATIVE, HOSTILE_SLUG)),
    f"/en/reports/{STATES}",
    f"/agencies/{people.BODY}",
    f"/en/agencies/{people.BODY}",
    f"/reports/{people.NEWER}",
)


LOOKS: tuple[tuple[ViewportSize, Literal["light", "dark"]], ...] = ((PHONE, "light"), (DESK, "light"), (DESK, "dark"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Text of charts and tiles that a reader would have to squint at.
TOO_SMALL = """[...document.querySelectorAll("svg text")]
    .filter(text => text.getBoundingClientRect().height < 10).map(text => text.textContent)"""


class Site(NamedTuple):
    """A server with the slugs of the sample that it serves and of its body."""

    address: str
    slug: str
    body: str

    def url(self, path: str) -> str:
        """Where a page is; a sample is named by its file."""
        return self.address + path.replace(SAMPLE, self.slug).replace(BODY, self.body)


@pytest.fixture(scope="module")
def site(extended: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with bodies of several years."""
    database = tmp_path_factory.mktemp("site") / "govreports.db"
    shutil.copy(extended, database)
    people.people(database)
    with closing(sqlite3.connect(database)) as db:
        slug, body = db.execute(
            "SELECT reports.slug, agencies.slug FROM reports JOIN documents ON documents.id = document_id"
            " JOIN agencies ON agencies.id = agency_id WHERE documents.name = ?",
            (SAMPLE,),
        ).fetchone()
    with served(database) as server:
        yield Site(server.address, slug, body)


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
    # A request that a click cut short, because another page was asked for, did not fail.
    page.on(
        "requestfailed",
        lambda request: None if request.failure == "net::ERR_ABORTED" else complaints.append(request.url),
    )
    page.on("response", lambda response: complaints.append(response.url) if response.status >= 400 else None)
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    return Opened(page, complaints)


@pytest.mark.parametrize("path", PATHS)
def test_accessible_quiet_and_no_wider_than_the_screen(browser: Browser, site: Site, path: str) -> None:
    page, complaints = opened(browser, PHONE)
    page.goto(site.url(path))
    assert page.evaluate("document.scripts.length + document.querySelectorAll('style, [style]').length") == 0
    fetched = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert all("/-/static-plugins/datasette_govreports/" in name for name in fetched)
    assert page.evaluate(TOO_SMALL) == []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for size, scheme in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], size
        found = page.evaluate(f"axe.run(document, {{runOnly: {RULES}, resultTypes: ['violations']}})")
        assert len(found["passes"]) > 20
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == [], (size, scheme)
    assert complaints == []
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["375", "1280"])
@pytest.mark.parametrize("prefix", ["", "/en"], ids=["zh", "en"])
def test_a_figure_leads_to_its_highlighted_place(
    browser: Browser, site: Site, prefix: str, size: ViewportSize, scripts: bool
) -> None:
    page, complaints = opened(browser, size, scripts=scripts)
    page.goto(site.url(f"{prefix}/reports/{SAMPLE}"))
    _unfold(page, size)
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
    _unfold(page, size)
    page.locator("td.suspect sup a").first.click()
    assert page.locator("li:target").is_visible()
    assert complaints == []
    page.context.close()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["375", "1280"])
def test_works_without_scripts(browser: Browser, site: Site, size: ViewportSize) -> None:
    page, complaints = opened(browser, size, scripts=False)
    page.goto(site.url("/"))
    page.locator("section[aria-labelledby=reports] a").first.click()
    assert "/reports/" in page.url
    page.locator("header a[lang=en]").click()
    assert "/en/reports/" in page.url
    assert page.locator("table.form").count()
    page.locator(".top .name").click()
    assert page.url.endswith("/en/")
    assert complaints == []
    page.context.close()


def _unfold(page: Page, size: ViewportSize) -> None:
    """On a phone the form is folded until it is asked for."""
    if size is PHONE:
        page.locator("#whole-requests").check()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_on_a_phone_the_form_folds_to_what_it_holds(browser: Browser, site: Site, scripts: bool) -> None:
    page, complaints = opened(browser, PHONE, scripts=scripts)
    page.goto(site.url(f"/reports/{SAMPLE}"))
    folding = page.locator(".folding:has(.requests)")
    assert not folding.locator("table.form").is_visible()
    shown = folding.locator(".brief")
    assert shown.is_visible()
    assert shown.locator("tr").count() == 5  # received, granted, third party, not held, total
    assert "0 × 149" in shown.inner_text()
    shown.locator("a").first.click()
    assert page.locator("mark:target").inner_text() == "7"
    folding.locator("label").click()
    assert folding.locator("table.form").is_visible()
    assert not shown.is_visible()
    page.set_viewport_size(DESK)
    folding.locator("label").evaluate("label => label.previousElementSibling.checked = false")
    assert folding.locator("table.form").is_visible()
    assert not shown.is_visible()
    assert complaints == []
    page.context.close()


def test_table_scrolls_in_its_own_frame_by_keyboard(browser: Browser, site: Site) -> None:
    page, _ = opened(browser, PHONE)
    page.goto(site.url(f"/reports/{SAMPLE}"))
    _unfold(page, PHONE)
    frame = page.locator(".frame:has(.requests)")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    frame.focus()
    page.keyboard.press("ArrowRight")
    for _ in range(100):  # the browser's own waiting would need eval, which the page's policy forbids
        if frame.evaluate("frame => frame.scrollLeft") > 0:
            break
        page.wait_for_timeout(50)
    else:
        pytest.fail("the arrow key does not scroll the table")
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
