"""Search without a server: the same reports, in the same order and with the same excerpts, as on the server."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.hosting import UNDER, Host, hosted
from datasette_govreports.pages import search
from tests.frontend.test_ask import finished, opened
from tests.plugin.test_search import worded
from tests.support.browsing import barriers

__all__ = ["worded"]
pytestmark = pytest.mark.browser

SEARCH = f"{UNDER}search"
ASKED: tuple[dict[str, str], ...] = (
    {"q": "诉讼"},
    {"q": "诉讼", "page": "2"},
    {"q": "公"},
    {"q": "住房公积金 网站"},
    {"q": "12345热线"},
    {"q": "２０２３ app"},
    {"q": "环保", "year": "2020"},
    {"q": "环保局", "region": "110000", "year": "2021"},
    {"q": "公开", "region": "110101"},
    {"q": "无人机"},
    {"q": "\"OR' *", "page": "x"},
)
# What the page shows of each report: title with what was found, address, and excerpts.
SHOWN = """[...document.querySelectorAll(".hits > li")].map(hit => [
    hit.querySelector("h3 a").getAttribute("href").split("/").pop(),
    hit.querySelector("h3").innerHTML.match(/<mark>.*?<\\/mark>/g) ?? [],
    [...hit.querySelectorAll("p[lang]")].map(text => text.innerText),
])"""


@pytest.fixture(scope="module")
def host(worded: Path) -> Iterator[Host]:
    """A host of 400 reports whose text is made of few words."""
    with hosted(worded) as started:
        yield started


def expected(database: Path, asked: dict[str, str]) -> search.SearchPage:
    """What the server answers."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        return search.load(db, search.asked(*(asked.get(name, "") for name in ("q", "year", "region", "page"))))


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: " ".join(asked.values()))
def test_finds_what_the_server_finds(chromium: Browser, host: Host, asked: dict[str, str]) -> None:
    page_expected = expected(host.database, asked)
    with opened(chromium, f"{host.url(SEARCH)}?{urlencode(asked)}") as page:
        finished(page)
        shown = page.evaluate(SHOWN)
        assert [slug for slug, _, _ in shown] == [hit.slug for hit in page_expected.hits]
        assert [(marks, ["".join(text.split()) for text in texts]) for _, marks, texts in shown] == [
            _shown(hit) for hit in page_expected.hits
        ]
        bodies = page.locator("#found .tools a").all_inner_texts()
        assert bodies == ["".join(piece.text for piece in body.name) for body in page_expected.agencies]
        if page_expected.total:
            assert page.locator("#found h2").last.inner_text() == f"{page_expected.total:,} 份报告"
        else:
            assert "没有找到" in page.locator("[role=status]").inner_text()
        assert page.locator(".pages a[rel=next]").count() == (page_expected.asked.page < page_expected.last)


def _shown(hit: search.Hit) -> tuple[list[str], list[str]]:
    marks = [f"<mark>{piece.text}</mark>" for piece in hit.title if piece.found]
    texts = [
        "一二三四五六"[excerpt.section - 1] + "、" + "".join("".join(p.text for p in excerpt.pieces).split())
        for excerpt in hit.excerpts
    ]
    return marks, texts


def test_pages_are_turned_and_the_form_keeps_what_was_asked(chromium: Browser, host: Host) -> None:
    with opened(chromium, f"{host.url(SEARCH)}?{urlencode({'q': '公', 'year': '2020'})}") as page:
        finished(page)
        assert page.get_by_label("年度").input_value() == "2020"
        page.get_by_role("link", name="下一页").click()
        page.wait_for_url("**page=2**")
        finished(page)
        assert page.locator(".hits").get_attribute("start") == "21"
        assert "第 2 页，共" in page.locator(".pages span").inner_text()
        page.locator(".tongue").click()
        page.wait_for_url("**/en/search**")
        finished(page)
        assert page.locator("#found h2").last.inner_text().endswith(" reports")
        assert "page=2" in page.url
        _find(page, "无人机")
        assert "Nothing found" in page.locator("[role=status]").inner_text()


def _find(page: Page, words: str) -> None:
    page.locator("#q").fill(words)
    page.locator("#find button").click()
    page.wait_for_url(f"**{quote(words)}**")
    finished(page)


@pytest.mark.parametrize("prefix", ["", "en/"], ids=["zh", "en"])
def test_accessible_and_no_wider_than_the_screen(chromium: Browser, host: Host, prefix: str) -> None:
    with opened(chromium, f"{host.url(UNDER)}{prefix}search?{urlencode({'q': '公开 网站'})}") as page:
        finished(page)
        assert barriers(page) == []


def test_without_scripts_the_page_leads_to_the_regions(chromium: Browser, host: Host) -> None:
    with opened(chromium, host.url(SEARCH), java_script_enabled=False) as page:
        assert "要用 JavaScript" in page.locator("noscript").inner_text()
        links = page.locator("noscript a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        assert links[0] == f"{UNDER}coverage"
        assert f"{UNDER}regions/110000" in links
