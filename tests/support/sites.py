"""A static site as a visitor's browser finds it: pages as trees, and where each of their links leads."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from tests.plugin.dom import Element, parse

ADDRESSES = (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("form", "action"))


class Link(NamedTuple):
    """A link of a page of the site: where it stands, and where it leads."""

    page: str
    to: str


def tree(path: Path) -> Element:
    """A page as a tree; strict about its nesting."""
    return parse(path.read_text(encoding="utf-8").strip().removeprefix("<!DOCTYPE html>").lstrip())


def pages(site: Path) -> Iterator[Path]:
    """Every page of a site."""
    return iter(sorted(site.rglob("*.html")))


def links(site: Path, page: Path, home: str) -> Iterator[Link]:
    """Every address in a page that is on this site. `home` is the address of its home page."""
    here = urljoin(home, page.relative_to(site).as_posix().removesuffix("index.html"))
    document = LexborHTMLParser(page.read_bytes())
    for tag, attribute in ADDRESSES:
        for element in document.css(f"{tag}[{attribute}]"):
            to = urljoin(here, element.attributes[attribute])
            if urlsplit(to)[:2] == urlsplit(home)[:2]:
                yield Link(here, to)


def broken(site: Path, home: str, found: Iterable[Link]) -> list[Link]:
    """Those of some links that lead to no file, or to a part of a page that is not there."""
    return [link for link in found if not _leads_somewhere(str(site), urlsplit(home).path, link.to)]


@cache
def _leads_somewhere(site: str, root: str, to: str) -> bool:
    parts = urlsplit(to)
    file = Path(site, unquote(parts.path.removeprefix(root)), "index.html" if parts.path.endswith("/") else "")
    if not parts.path.startswith(root) or not file.is_file():
        return False
    return not parts.fragment or parts.fragment in _ids(file)


@cache
def _ids(page: Path) -> frozenset[str | None]:
    return frozenset(element.attributes["id"] for element in LexborHTMLParser(page.read_bytes()).css("[id]"))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """A folder on a static host on loopback; its address, without a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
