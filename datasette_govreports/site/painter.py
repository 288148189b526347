"""Pages as bytes: the server's page functions and templates, without a server."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader

from datasette_govreports.headers import PAGE_POLICY
from datasette_govreports.language import LANGUAGES, Language
from datasette_govreports.pages.book import book
from datasette_govreports.site.address import Address
from datasette_govreports.site.links import FileLinks
from datasette_govreports.views import template_context

STATIC = "-/static"
# As the server's header has it, save what a <meta> cannot say; and the same for pages that run our own script.
POLICY = "; ".join(part for part in PAGE_POLICY.split("; ") if not part.startswith("frame-ancestors"))
SCRIPT_POLICY = f"{POLICY}; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'"


def connect(database: Path) -> sqlite3.Connection:
    """A database that nobody changes."""
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    return connection


class Painter:
    """What the pages of one database need, read once.

    `originals` is the folder of the originals beside it, `scratch` a folder for files in the making.
    """

    def __init__(self, database: Path, originals: Path, scratch: Path, address: Address) -> None:
        self.originals, self.scratch, self.address = originals, scratch, address
        self.connection = connect(database)
        self.books = {language: book(self.connection, language) for language in LANGUAGES}
        self._environment = Environment(
            loader=PackageLoader("datasette_govreports"), autoescape=True, auto_reload=False
        )

    def links(self, language: Language, page: str, folder: str) -> FileLinks:
        """Addresses as one page sees them."""
        origin, root = self.address
        return FileLinks(root, language, page, f"{root}data", f"{root}{STATIC}/", origin, folder)

    def html(self, template: str, page: object, links: FileLinks, *, scripts: bool = False) -> bytes:
        """A page. `scripts`: whether it runs ours."""
        context: dict[str, Any] = template_context(page, links)
        policy = SCRIPT_POLICY if scripts else POLICY
        return self._environment.get_template(f"govreports/{template}.html").render(context, policy=policy).encode()
