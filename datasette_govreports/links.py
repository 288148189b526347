"""Addresses: of our own pages in both languages, and of Datasette's pages that they lead to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol
from urllib.parse import quote, urlencode

from datasette_govreports.language import CHINESE, ENGLISH, Language
from datasette_govreports.pages.listing import Filter
from datasette_govreports.pages.places import within

# Tables that name the report in each row; the others have its number.
WITH_SLUG = frozenset({"reports", "report_summary", "finding_summary"})

_HOLE = "0nameofathing0"  # letters and digits, which an address has as they are


def quoted(name: str) -> str:
    """A name as a part of an address."""
    return name if name.isascii() and name.isalnum() else quote(name, safe="")


def _with_hole(address: Callable[[str], str]) -> str:
    return address(_HOLE).replace("%", "%%").replace(_HOLE, "%s")


class Named(Protocol):
    """A report or a body: its number in this build, and its name in addresses."""

    @property
    def id(self) -> int:
        """Number."""

    @property
    def slug(self) -> str:
        """Name."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where things are, seen from one page, on a server. `site/links.py` has the same for files.

    root: the address that everything hangs under, ending in a slash
    language: the language of the page
    page: the page's own path, the same in every language
    data: the address of Datasette's page of the database; tables and queries hang under it
    static: the folder of the stylesheet, ending in a slash
    origin: scheme and host, for addresses that are read elsewhere; nothing where they are not known
    database: the address of the database as a file, where the reader's own browser answers queries; else nothing
    """

    served: ClassVar[bool] = True  # a server answers forms

    root: str
    language: Language
    page: str
    data: str
    static: str
    origin: str = ""
    database: str = ""

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
        return self._here(self.language)

    @property
    def switch(self) -> str:
        """The same page in the other language."""
        return self._here(self.other)

    @property
    def whole(self) -> str:
        """This page, to be cited elsewhere: with scheme and host, and without the query."""
        return self.origin + self.here.partition("?")[0]

    @property
    def canonical(self) -> str:
        """This page's one address, for search engines; empty where scheme and host are not known."""
        return self.origin + self.here if self.origin else ""

    @property
    def sql(self) -> str:
        """Where readers write queries of their own."""
        return self.data

    def narrowed(self, asked: Filter, **more: str) -> str:
        """This page, asked for something else."""
        return self.to(self.page.partition("?")[0], asked, **more)

    def listed(self, asked: Filter) -> bool:
        """Whether this page, asked for something else, is a page."""
        return True

    def to(self, page: str, asked: Filter | None = None, **more: str) -> str:
        """A page that has its own fixed address, such as findings; narrowed, where a filter is given."""
        query = asked.query if asked else ""
        extra = urlencode({name: value for name, value in more.items() if value})
        return f"{self.home}{page}{query}{('&' if query else '?') + extra if extra else ''}"

    def report(self, slug: str) -> str:
        """The page of a report."""
        return f"{self.home}reports/{quoted(slug)}"

    def report_file(self, slug: str, extension: str) -> str:
        """A report as json, csv or jsonld."""
        return f"{self.home}reports/{quoted(slug)}.{extension}"

    def changes(self, slug: str) -> str:
        """The page of all versions of a report."""
        return f"{self.report(slug)}/changes"

    def agency(self, slug: str) -> str:
        """The page of a body."""
        return f"{self.home}agencies/{quoted(slug)}"

    def region(self, code: str, asked: Filter | None = None) -> str:
        """The page of a division."""
        return f"{self.home}regions/{quoted(code)}{asked.to(region='', page=asked.page).query if asked else ''}"

    def check(self, id: str, asked: Filter | None = None) -> str:
        """The page of a rule."""
        return self.to(f"checks/{quoted(id)}", asked.to(check="", page=asked.page) if asked else None)

    @property
    def reports(self) -> str:
        """The address of every report, with `%s` where its name stands."""
        return _with_hole(self.report)

    @property
    def agencies(self) -> str:
        """The same of every body."""
        return _with_hole(self.agency)

    @property
    def regions(self) -> str:
        """The same of every division."""
        return _with_hole(self.region)

    @property
    def rules(self) -> str:
        """The same of every rule."""
        return _with_hole(self.check)

    def row(self, table: str, key: str) -> str:
        """Datasette's page of one row."""
        return f"{self.data}/{table}/{quoted(key)}"

    def table(self, table: str, **filters: object) -> str:
        """Datasette's page of a table, filtered."""
        return self._with(f"{self.data}/{table}", filters)

    def of_report(self, table: str, report: Named, extension: str = "", **filters: object) -> str:
        """The rows of a report in a table, as Datasette's page or in a format of Datasette's."""
        own = {"slug__exact": report.slug} if table in WITH_SLUG else {"report_id__exact": report.id}
        return self._rows(table, extension, {**own, **filters})

    def of_agency(self, table: str, agency: Named, extension: str = "") -> str:
        """The same for a body."""
        return self._rows(table, extension, {"agency_id__exact": agency.id})

    def findings(self, extension: str, asked: Filter) -> str:
        """The findings that a filter asks for, in a format of Datasette's."""
        filters: dict[str, object] = {"check_id__exact": asked.check, "year__exact": asked.year or ""}
        filters["severity__not"] = "" if asked.check else "note"
        filters["region_code__startswith"] = within(asked.region)[0] if asked.region else ""
        return self.rows("finding_summary", extension, **{name: value for name, value in filters.items() if value})

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

    def _rows(self, table: str, extension: str, filters: dict[str, object]) -> str:
        return self.rows(table, extension, **filters) if extension else self.table(table, **filters)

    def _here(self, language: Language) -> str:
        return f"{self.root}{language.prefix}{self.page}"

    @staticmethod
    def _with(address: str, parameters: dict[str, object]) -> str:
        return f"{address}?{urlencode(parameters)}" if parameters else address
