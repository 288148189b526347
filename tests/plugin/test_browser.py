"""The pages in a browser: accessible, quiet, whole on a phone, and of use without JavaScript."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.plugin import people
from tests.plugin.extension import HOSTILE_SLUG, MIXED, NARRATIVE, STATES
from tests.plugin.serving import served
from tests.support.browsing import DESK, PHONE, barriers, opened

pytestmark = pytest.mark.browser

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


@pytest.mark.parametrize("path", PATHS)
def test_accessible_quiet_and_no_wider_than_the_screen(chromium: Browser, site: Site, path: str) -> None:
    page, complaints = opened(chromium, PHONE)
    page.goto(site.url(path))
    assert page.evaluate("document.scripts.length + document.querySelectorAll('style, [style]').length") == 0
    fetched = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert all("/-/static-plugins/datasette_govreports/" in name for name in fetched)
    assert page.evaluate(TOO_SMALL) == []
    assert barriers(page) == []
    assert complaints == []
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["375", "1280"])
@pytest.mark.parametrize("prefix", ["", "/en"], ids=["zh", "en"])
def test_a_figure_leads_to_its_highlighted_place(
    chromium: Browser, site: Site, prefix: str, size: ViewportSize, scripts: bool
) -> None:
    page, complaints = opened(chromium, size, scripts=scripts)
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
def test_works_without_scripts(chromium: Browser, site: Site, size: ViewportSize) -> None:
    page, complaints = opened(chromium, size, scripts=False)
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
def test_on_a_phone_the_form_folds_to_what_it_holds(chromium: Browser, site: Site, scripts: bool) -> None:
    page, complaints = opened(chromium, PHONE, scripts=scripts)
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


def test_table_scrolls_in_its_own_frame_by_keyboard(chromium: Browser, site: Site) -> None:
    page, _ = opened(chromium, PHONE)
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


def test_printed_page_is_the_form(chromium: Browser, site: Site) -> None:
    page, _ = opened(chromium, {"width": 680, "height": 900})  # A4 within its margins
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
