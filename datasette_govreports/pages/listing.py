"""What a list is narrowed to, and which page of it is shown. Every list of the site is bounded, its order fixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from datasette_govreports.pages.places import is_code, within

PER_PAGE = 50
LAST_PAGE = 100_000  # nobody turns that many pages, and SQLite need not count further
YEARS = range(1990, 2100)
LONGEST = 64


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader asks a list for. Whatever makes no sense asks for nothing.

    check: id of a rule
    region: division code
    year: report year
    agency: slug of a body
    page: page of the list, from 1
    """

    check: str = ""
    region: str = ""
    year: int | None = None
    agency: str = ""
    page: int = 1

    @property
    def query(self) -> str:
        """As the query of an address, with a question mark; nothing for a filter that asks for nothing."""
        asked = {
            "check": self.check,
            "region": self.region,
            "year": self.year,
            "agency": self.agency,
            "page": self.page if self.page > 1 else "",
        }
        parts = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(parts)}" if parts else ""

    @property
    def narrows(self) -> bool:
        """Whether it asks for anything but a page."""
        return replace(self, page=1) != Filter()

    def to(self, **changes: Any) -> Filter:
        """The first page of the same with some of it changed."""
        return replace(self, **{"page": 1, **changes})

    def where(self, region: str = "region_code", year: str = "year") -> tuple[str, list[Any]]:
        """A condition on division and year over columns of these names, and its values."""
        conditions, values = ["1"], list[Any]()
        if self.region:
            conditions.append(f"{region} >= ? AND {region} < ?")
            values += within(self.region)
        if self.year:
            conditions.append(f"{year} = ?")
            values.append(self.year)
        return " AND ".join(conditions), values


def asked(arguments: Mapping[str, str]) -> Filter:
    """A filter from the arguments of an address."""
    region, year = arguments.get("region", ""), _number(arguments.get("year", ""))
    page = _number(arguments.get("page", "")) or 1
    return Filter(
        check=_name(arguments.get("check", "")),
        region=region if is_code(region) else "",
        year=year if year in YEARS else None,
        agency=_name(arguments.get("agency", "")),
        page=min(max(page, 1), LAST_PAGE),
    )


def _name(text: str) -> str:
    return text if len(text) <= LONGEST and text.isascii() and text.isalnum() else ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000") else None


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a page of a list stands.

    page: this page, from 1
    pages: how many there are, at least 1
    total: entries on all pages
    first: number of the first entry on this page, from 1; 0 where there is none
    last: number of the last entry on this page
    """

    page: int
    pages: int
    total: int
    first: int
    last: int


def paging(total: int, page: int, size: int = PER_PAGE) -> Paging:
    """The page asked for, or the last one where there are not so many."""
    pages = max(1, -(-total // size))
    page = min(page, pages)
    return Paging(page, pages, total, min(total, (page - 1) * size + 1), min(total, page * size))
