"""What a reader's browser fetches of a large database, and how soon it shows the first result."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from playwright.sync_api import Browser, sync_playwright

from benchmarks.hosting import STATIC, UNDER, Host, hosted
from benchmarks.ratios import Measured

POINT_AT_MOST = 256.0
TOTALS_AT_MOST = 4096.0
SEARCH_AT_MOST = 1344.0  # a tenth of what it was
FIRST_AT_MOST = 2000.0
SCRIPTS_AT_MOST = 700.0
WAIT = 120_000  # milliseconds
POINT = "SELECT * FROM reports WHERE slug = :slug"
SUMMARY = "SELECT agency, year, requests_new, requests_granted FROM report_summary WHERE slug = :slug"


class Visit(NamedTuple):
    """One question of a browser that was never there before: kilobytes, requests, milliseconds to what is found."""

    kilobytes: float
    requests: float
    milliseconds: float


def measure_browser(database: Path, rounds: int) -> Iterator[Measured]:
    """Bytes and times of questions, each in a browser profile of its own, over loopback."""
    yield Measured("scripts and wasm, compressed", (compressed(),), SCRIPTS_AT_MOST, "kB")
    with closing(sqlite3.connect(f"{database.as_uri()}?immutable=1", uri=True)) as db:
        slugs = [
            slug for (slug,) in db.execute("SELECT slug FROM reports ORDER BY slug LIMIT ? OFFSET 1000", (rounds,))
        ]
    asked = {
        "a report": ([{"sql": POINT, "slug": slug} for slug in slugs], POINT_AT_MOST, FIRST_AT_MOST),
        "its summary": ([{"sql": SUMMARY, "slug": slug} for slug in slugs], None, None),
        "totals by year": ([{"query": "totals_by_year"}] * rounds, TOTALS_AT_MOST, FIRST_AT_MOST),
        "outcomes by year": ([{"query": "outcomes_by_year"}] * rounds, TOTALS_AT_MOST, None),
        "findings by check": ([{"query": "findings_by_check"}] * rounds, None, None),
        "who received most": ([{"query": "most_requests"}], None, None),
        "search for a word in one report of twenty": ([{"q": "诉讼"}] * rounds, SEARCH_AT_MOST, FIRST_AT_MOST),
        "search in a province": ([{"q": "诉讼", "region": "440000"}], None, None),
        "search for a character in every report": ([{"q": "公"}], None, None),
    }
    with sync_playwright() as playwright, hosted(database) as host:
        executable = shutil.which(os.environ.get("CHROMIUM", "chromium"))
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        for name, (questions, kilobytes, milliseconds) in asked.items():
            visits = [visit(browser, host, question) for question in questions]
            yield Measured(f"browser: {name}", tuple(v.kilobytes for v in visits), kilobytes, "kB")
            yield Measured(f"browser: {name}, requests", tuple(v.requests for v in visits), None, "requests")
            yield Measured(f"browser: {name}, shown", tuple(v.milliseconds for v in visits), milliseconds, "ms")
        browser.close()


def compressed() -> float:
    """Kilobytes of everything that /sql or /search loads, as a host compresses it."""
    files = [path for path in (STATIC / "bundle").iterdir() if path.suffix in {".js", ".wasm"}]
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in files) / 1000


def visit(browser: Browser, host: Host, question: dict[str, str]) -> Visit:
    """Open the page with a question, and wait for its answer."""
    context = browser.new_context()
    page = context.new_page()
    host.served.clear()
    start = time.perf_counter()
    page.goto(f"{host.url(UNDER)}{'search' if 'q' in question else 'sql'}?{urlencode(question)}")
    page.wait_for_selector(":is([data-state=listed], [data-state=done])", state="attached", timeout=WAIT)
    took = (time.perf_counter() - start) * 1000
    page.wait_for_selector("[data-state=done]", state="attached", timeout=WAIT)
    context.close()
    return Visit(sum(size for _, size in host.served) / 1024, len(host.served), took)
