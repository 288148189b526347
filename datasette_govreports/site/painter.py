"""Pages as bytes: the server's page functions and templates, without a server."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from datasette_govreports import records, rendering
from datasette_govreports.downloads import File as Download
from datasette_govreports.headers import ENGINE, PAGE_POLICY, POLICIES
from datasette_govreports.language import LANGUAGES, Language
from datasette_govreports.pages.book import book
from datasette_govreports.site.address import Address
from datasette_govreports.site.links import FileLinks

STATIC = "-/static"
DATABASE = "data/govreports.db"


def _in_page(policy: str) -> str:
    """A policy as a page can say it itself: without what only a header can."""
    return "; ".join(part for part in policy.split("; ") if not part.startswith("frame-ancestors"))


POLICY = _in_page(PAGE_POLICY.value)
SCRIPT_POLICY = _in_page(POLICIES[ENGINE].value)


CACHE = 64  # MB of the database that a process keeps: every page of a list looks through the same rows


def connect(database: Path) -> sqlite3.Connection:
    """A database that nobody changes."""
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.execute(f"PRAGMA cache_size = {-CACHE * 1024}")
    connection.row_factory = sqlite3.Row
    return connection


class Painter:
    """What the pages of one database need, read once.

    `originals` is the folder of the originals beside it; `downloads` are the files that `data/` holds, as far as
    they are made.
    """

    def __init__(self, database: Path, originals: Path, address: Address) -> None:
        self.originals, self.address = originals, address
        self.downloads: tuple[Download, ...] = ()
        self.connection = connect(database)
        self.books = {language: book(self.connection, language) for language in LANGUAGES}
        self.labels = records.labels(self.books)
        self._templates = rendering.packaged()

    def links(self, language: Language, page: str, folder: str) -> FileLinks:
        """Addresses as one page sees them."""
        origin, root = self.address
        file = f"{root}{DATABASE}"
        return FileLinks(root, language, page, f"{root}data", f"{root}{STATIC}/", origin, file, folder)

    def html(self, template: str, page: object, links: FileLinks, *, scripts: bool = False) -> bytes:
        """A page. `scripts`: whether it runs ours."""
        policy = SCRIPT_POLICY if scripts else POLICY
        return rendering.html(self._templates, template, page, links, policy=policy).encode()
