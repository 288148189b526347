"""Addresses: of our own pages in both languages, and of Datasette's pages that they lead to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from datasette_govreports.language import CHINESE, ENGLISH, Language


@dataclass(frozen=True, slots=True)
class Links:
    """Where things are, seen from one page.

    root: the address that everything hangs under, ending in a slash
    language: the language of the page
    page: the page's own path, the same in every language
    data: the address of Datasette's page of the database; tables and queries hang under it
    static: the folder of the stylesheet, ending in a slash
    """

    root: str
    language: Language
    page: str
    data: str
    static: str

    @property
    def home(self) -> str:
        """The home page in this page's language."""
        return self.root + self.language.prefix

    @property
    def other(self) -> Language:
        """The language that the page is not in."""
        return CHINESE if self.language is ENGLISH else ENGLISH

    @property
    def here(self) -> str:
        """This page."""
        return self.home + self.page

    @property
    def switch(self) -> str:
        """The same page in the other language."""
        return replace(self, language=self.other).here

    def report(self, slug: str) -> str:
        """The page of a report."""
        return f"{self.home}reports/{quote(slug, safe='')}"

    def changes(self, slug: str) -> str:
        """The page of all versions of a report."""
        return f"{self.report(slug)}/changes"

    def table(self, table: str, **filters: object) -> str:
        """Datasette's page of a table, filtered."""
        return self._with(f"{self.data}/{table}", filters)

    def rows(self, table: str, extension: str, **filters: object) -> str:
        """The rows of a table in a format of Datasette's, such as csv or json."""
        whole = {"_size": "max"} if extension == "csv" else {"_shape": "objects"}
        return self._with(f"{self.data}/{table}.{extension}", {**filters, **whole})

    def query(self, name: str, **parameters: object) -> str:
        """Datasette's page of a canned query, answered for these parameters."""
        return self._with(f"{self.data}/{name}", parameters)

    def file(self, name: str) -> str:
        """A file of static/."""
        return self.static + name

    @staticmethod
    def _with(address: str, parameters: dict[str, object]) -> str:
        return f"{address}?{urlencode(parameters)}" if parameters else address
