"""What a visitor with Debian's Chromium sees: sizes of screens, complaints of a page, and barriers on it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.support.places import ROOT

# As root, without a graphics card, and silent on the network but for what the page asks.
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
Look = tuple[ViewportSize, Literal["light", "dark"]]
LOOKS: tuple[Look, ...] = ((PHONE, "light"), (DESK, "light"), (DESK, "dark"))

_AXE = ROOT / "node_modules/axe-core/axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_LEAST_PASSES = 15  # fewer rules that found something to look at: the page is not there


class Opened(NamedTuple):
    """A page, and what went wrong on it."""

    page: Page
    complaints: list[str]


@contextmanager
def launched() -> Iterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names."""
    executable = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    assert executable, "no Chromium: `make test` installs it as root, or name one with CHROMIUM="
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield browser
        browser.close()


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


def barriers(page: Page, looks: Iterable[Look] = LOOKS) -> list[str]:
    """What keeps people from using a page, by axe, and how much too wide it is; nothing where all is well."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    return [barrier for look in looks for barrier in _barriers(page, look)]


def _barriers(page: Page, look: Look) -> Iterator[str]:
    size, scheme = look
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    where = f"at {size['width']} px, {scheme}"
    if (width := page.evaluate("document.documentElement.scrollWidth")) > size["width"]:
        yield f"{width} px wide {where}"
    found = page.evaluate(f"axe.run(document, {{runOnly: {_RULES}, resultTypes: ['violations']}})")
    if len(found["passes"]) < _LEAST_PASSES:
        yield f"only {len(found['passes'])} rules found anything to look at {where}"
    for violation in found["violations"]:
        yield f"{violation['id']} {where}: {[node['html'] for node in violation['nodes']]}"
