"""Addresses on the static site: each page is a folder, and what only a server could answer is a query for `/sql`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, ClassVar
from urllib.parse import quote, quote_plus, urlencode

from datasette_govreports.downloads.published import LEFT_OUT
from datasette_govreports.language import Language
from datasette_govreports.links import WITH_SLUG, Links, Named, quoted
from datasette_govreports.pages.listing import PER_PAGE, Filter
from datasette_govreports.pages.places import within
from datasette_govreports.pages.provinces import BY_CODE

LAST_PAGE = 200  # of a list, as files: whoever wants more wants the file of them all, or a query
NO_FILES = frozenset(left.table for left in LEFT_OUT if not left.column)
OF_PLACES = {"findings": "finding_summary", "coverage": "region_totals"}  # lists, and tables with the same by place
ROWS = 1000  # that a query asks for, where it would else ask for a whole table


def folder(page: str, asked: Filter, outcome: str = "") -> str | None:
    """Where a page of a list stands, below the home page; None where there is no such file.

    Lists are written whole, and findings and coverage also by year and by province; no two of these together.
    """
    kind = page.partition("/")[0]
    if kind == "coverage" and (outcome or asked.page > 1):
        asked = Filter(page=asked.page)  # the inputs listed there are of no place and year
    if asked.page > LAST_PAGE and kind != "regions":
        return None
    number = f"page/{asked.page}/" if asked.page > 1 else ""
    narrowed = {name: getattr(asked, name) for name in ("check", "region", "year", "agency") if getattr(asked, name)}
    match list(narrowed):
        case []:
            return f"{page}/outcome/{outcome}/{number}" if outcome else f"{page}/{number}"
        case ["check"] if kind == "findings":
            return f"checks/{quote(asked.check, safe='')}/{number}"
        case ["year"] if kind in {"findings", "coverage"}:
            return f"{kind}/year/{asked.year}/{number}"
        case ["region"] if kind in {"findings", "coverage"} and asked.region in BY_CODE:
            return f"{kind}/region/{asked.region}/{number}"
    return None


@dataclass(frozen=True, slots=True)
class FileLinks(Links):
    """Where things are, seen from one page of the static site.

    page: the address of the same page on a server, without its query
    data: the folder of the downloads
    folder: where the page stands below the home page, ending in a slash; empty for the home page
    """

    served: ClassVar[bool] = False

    folder: str = ""

    @property
    def sql(self) -> str:
        """Where readers write queries of their own."""
        return f"{self.home}sql/"

    def narrowed(self, asked: Filter, **more: str) -> str:
        """This page, asked for something else."""
        return self.to(self.page, asked, **more)

    def listed(self, asked: Filter) -> bool:
        """Whether this page, asked for something else, is a page and not the query for it."""
        return folder(self.page, asked) is not None

    def to(self, page: str, asked: Filter | None = None, **more: Any) -> str:
        """A page that has its own fixed address; where a filter asks for what is no file, the query for it."""
        if asked is None and not more:
            return f"{self.home}{page}/"
        place = more.get("region") if asked is None and len(more) == 1 else None
        if place and place not in BY_CODE and page in OF_PLACES:
            return f"{self.sql}?{_of_place(page, place)}"
        outcome = more.pop("outcome", "")
        wanted = replace(asked or Filter(), **more)
        found = folder(page, wanted, outcome)
        return self.home + found if found is not None else self.question(_listed(page, wanted, outcome))

    def report(self, slug: str) -> str:
        """The page of a report."""
        return f"{self.home}reports/{quoted(slug)}/"

    def changes(self, slug: str) -> str:
        """The page of all versions of a report."""
        return f"{self.report(slug)}changes/"

    def agency(self, slug: str) -> str:
        """The page of a body."""
        return f"{self.home}agencies/{quoted(slug)}/"

    def region(self, code: str, asked: Filter | None = None) -> str:
        """The page of a division."""
        if asked is None:
            return f"{self.home}regions/{quoted(code)}/"
        return self.to(f"regions/{quote(code, safe='')}", Filter(page=asked.page))

    def check(self, id: str, asked: Filter | None = None) -> str:
        """The page of a rule, whatever the list that leads there is narrowed to."""
        return f"{self.home}checks/{quoted(id)}/"

    def row(self, table: str, key: str) -> str:
        """The query for one row."""
        before, after = _around_id(table)
        return f"{self.sql}?{before}{_in_query(key)}{after}"

    def table(self, table: str, **filters: object) -> str:
        """The query for rows of a table."""
        return self.question(_select(table, filters))

    def of_report(self, table: str, report: Named, extension: str = "", **filters: object) -> str:
        """The query for the rows of a report; as json or csv, the file of all its figures."""
        if extension:
            return f"{self.root}reports/{quoted(report.slug)}.{extension}"
        before, after = _around_slug(table, tuple(filters.items()))
        return f"{self.sql}?{before}{_in_query(report.slug)}{after}"

    def of_agency(self, table: str, agency: Named, extension: str = "") -> str:
        """The same for a body."""
        if extension:
            return f"{self.root}agencies/{quote(agency.slug, safe='')}.{extension}"
        return self.question(
            _select(table, {}, f"agency_id = (SELECT id FROM agencies WHERE slug = {_quoted(agency.slug)})")
        )

    def findings(self, extension: str, asked: Filter) -> str:
        """The findings that a filter asks for: the file of all, or the query for some."""
        if asked.narrows:
            return self.question(_listed("findings", asked.to(), ""))
        return self.rows("finding_summary", extension)

    def rows(self, table: str, extension: str, **filters: object) -> str:
        """A whole table as a file, JSON with one row a line; the query for one of which there is no file."""
        if table in NO_FILES:
            return self.table(table)
        return f"{self.data}/{table}.{'jsonl' if extension == 'json' else extension}"

    def query(self, name: str, **parameters: object) -> str:
        """A canned query, to be run with these parameters."""
        return self._with(self.sql, {"query": name, **parameters})

    def question(self, sql: str) -> str:
        """A query of any words, to be run."""
        return self._with(self.sql, {"sql": sql})

    def _here(self, language: Language) -> str:
        return f"{self.root}{language.prefix}{self.folder}"


@cache
def _around_slug(table: str, filters: tuple[tuple[str, object], ...]) -> tuple[str, str]:
    """The query for the rows of a report in a table, as an address has it, before and after the report's name."""
    own = f"slug = {_HOLE}" if table in WITH_SLUG else f"report_id = (SELECT id FROM reports WHERE slug = {_HOLE})"
    conditions = [own, *(f"{name.removesuffix('__exact')} = {_quoted(value)}" for name, value in filters)]
    if table not in WITH_SLUG:
        conditions.append(conditions.pop(0))
    return _around(_select(table, {}, *conditions))


@cache
def _around_id(table: str) -> tuple[str, str]:
    """The query for a row by its id, likewise."""
    return _around(_select(table, {}, f"id = {_HOLE}"))


def _of_place(page: str, region: str) -> str:
    """The query for what a list would hold of a division, as an address has it. Each division's page leads there."""
    before, between, after = _around_codes(page)
    first, behind = within(region)
    return f"{before}{_in_query(first)}{between}{_in_query(behind)}{after}"


@cache
def _around_codes(page: str) -> list[str]:
    """The same before, between and behind the two codes."""
    sql = _select(OF_PLACES[page], {}, _inside(_HOLE, _HOLE))
    return urlencode({"sql": sql}).split(quote_plus(_HOLE))


_HOLE = "\0"


def _around(sql: str) -> tuple[str, str]:
    before, _, after = urlencode({"sql": sql}).partition(quote_plus(_HOLE))
    return before, after


def _in_query(name: str) -> str:
    """A name as SQL has a text and as an address has that. Most names are letters and digits."""
    return f"%27{name}%27" if name.isascii() and name.isalnum() else quote_plus(_quoted(name))


def _listed(page: str, asked: Filter, outcome: str) -> str:
    """The query for what a list would hold."""
    kind, _, name = page.partition("/")
    if kind == "coverage" and (outcome or asked.page > 1):
        return _select("load_log", {"outcome__exact": outcome} if outcome else {}, page=asked.page)
    conditions = [_inside(*map(_quoted, within(asked.region)))] if asked.region else []
    if asked.agency:
        of_body = (
            "SELECT reports.slug FROM reports JOIN agencies ON agencies.id = agency_id"
            f" WHERE agencies.slug = {_quoted(asked.agency)}"
        )
        conditions.append(f"slug IN ({of_body})")
    filters: dict[str, object] = {}
    if check := (name if kind == "checks" else asked.check):
        filters["check_id__exact"] = check
    if asked.year:
        filters["year__exact"] = asked.year
    return _select(OF_PLACES["coverage" if kind == "coverage" else "findings"], filters, *conditions, page=asked.page)


def _inside(first: str, behind: str) -> str:
    return f"region_code >= {first} AND region_code < {behind}"


def _select(table: str, filters: dict[str, object], *conditions: str, page: int = 1) -> str:
    order = f" ORDER BY {filters['_sort_desc']} DESC" if "_sort_desc" in filters else ""
    equal = [f"{name.removesuffix('__exact')} = {_quoted(v)}" for name, v in filters.items() if name != "_sort_desc"]
    where = " WHERE " + " AND ".join([*equal, *conditions]) if equal or conditions else ""
    offset = f" OFFSET {(page - 1) * PER_PAGE}" if page > 1 else ""
    return f"SELECT * FROM {table}{where}{order} LIMIT {ROWS}{offset}"


def _quoted(value: object) -> str:
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
