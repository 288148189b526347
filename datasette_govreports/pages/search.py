"""The search page: reports whose agency, title or narrative holds every word, the best first."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlencode

from govreports import bigrams

from datasette_govreports.sandbox import limited

HITS = 20  # a page
PAGES = 50  # that can be turned to: what is further down nobody looks for
AGENCIES = 8
EXCERPTS = 2  # of a report
AROUND = 36  # characters of text before and after what was found
SECONDS = 2.0


class Piece(NamedTuple):
    """Some text, and whether it is what was looked for."""

    text: str
    found: bool


class Asked(NamedTuple):
    """What a visitor asks: words, and filters, which are empty where all will do. `page` counts from 1."""

    query: str
    year: str
    region: str
    page: int

    def turned(self, page: int) -> str:
        """The address of another page of the same answer."""
        wanted = {"q": self.query, "year": self.year, "region": self.region, "page": page if page > 1 else ""}
        kept = {name: value for name, value in wanted.items() if value}
        return f"search?{urlencode(kept)}" if kept else "search"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What stands around a word in the narrative.

    section: number of the section
    pieces: the text
    """

    section: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that was found.

    slug: its name in addresses
    agency: its agency; empty where it is not known
    title: its title; empty where it has none
    year: year reported on, or None
    status: complete, partial or narrative
    excerpts: where the words stand in the narrative
    """

    slug: str
    agency: tuple[Piece, ...]
    title: tuple[Piece, ...]
    year: int | None
    status: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A body whose name holds what was looked for.

    slug: its name in addresses
    name: its name
    """

    slug: str
    name: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A division of the first level that has reports.

    code: its code
    name: its name, or its code
    """

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """An answer to a search, a page of it.

    asked: what was asked
    total: reports found
    hits: those on this page
    agencies: bodies whose name holds the words, on the first page
    years: years that there are reports of
    regions: divisions that there are reports of
    last: number of the last page that can be turned to
    """

    asked: Asked
    total: int
    hits: tuple[Hit, ...]
    agencies: tuple[Body, ...]
    years: tuple[int, ...]
    regions: tuple[Region, ...]
    last: int


YEARS = "SELECT DISTINCT year FROM reports WHERE year IS NOT NULL ORDER BY year DESC"
REGIONS = "SELECT code, coalesce(name, code) AS name FROM regions WHERE level = 1 ORDER BY code"


def asked(query: str, year: str, region: str, page: str) -> Asked:
    """What a visitor typed, as far as it can be taken."""
    return Asked(
        query.strip()[: bigrams.MOST_CHARACTERS],
        year if re.fullmatch(r"[0-9]{4}", year) else "",
        region if re.fullmatch(r"[0-9]{2,9}", region) else "",
        min(max(int(page), 1), PAGES) if re.fullmatch(r"[0-9]{1,4}", page) else 1,
    )


def load(connection: sqlite3.Connection, asked: Asked) -> SearchPage:
    """The answer to a search. Raises sqlite3.OperationalError when it takes too long."""
    match, pattern = bigrams.match(asked.query), bigrams.pattern(asked.query)
    total = 0
    hits: tuple[Hit, ...] = ()
    bodies: tuple[Body, ...] = ()
    if pattern:
        with limited(connection, SECONDS):
            total, rows = _ranked(connection, asked, match)
            hits = tuple(_hit(connection, row, pattern) for row in rows)
            bodies = tuple(_bodies(connection, match, pattern)) if asked.page == 1 else ()
    return SearchPage(
        asked=asked,
        total=total,
        hits=hits,
        agencies=bodies,
        years=tuple(year for (year,) in connection.execute(YEARS)),
        regions=tuple(Region(*row) for row in connection.execute(REGIONS)),
        last=min(max(-(-total // HITS), 1), PAGES),
    )


def _ranked(connection: sqlite3.Connection, asked: Asked, match: str) -> tuple[int, list[sqlite3.Row]]:
    values = {"match": match, "year": asked.year, "region": _prefix(asked.region)}
    within = (_sql("of_year") if asked.year else "") + (_sql("of_region") if asked.region else "")
    (total,) = connection.execute(_sql("counted").format(within=within), values).fetchone()
    bounds = {"limit": HITS, "offset": HITS * (asked.page - 1)}
    return total, connection.execute(_sql("ranked").format(within=within), {**values, **bounds}).fetchall()


@cache
def _sql(name: str) -> str:
    """A statement. They are files, since the browser asks the same ones where no server does: frontend/search."""
    return files("datasette_govreports").joinpath("sql", "search", f"{name}.sql").read_text(encoding="utf-8")


def _prefix(region: str) -> str:
    """What the codes of all divisions within one begin with."""
    return re.sub(r"(00)+$", "", region) if len(region) == 6 else region  # noqa: PLR2004 - digits down to the county


def _hit(connection: sqlite3.Connection, row: sqlite3.Row, pattern: re.Pattern[str]) -> Hit:
    id, slug, agency, title, year, status = row
    texts = connection.execute(_sql("texts"), {"report": id})
    excerpts = (Excerpt(number, found) for number, text in texts for found in excerpted(text, pattern))
    first = tuple(islice(excerpts, EXCERPTS))
    return Hit(slug, marked(agency or "", pattern), marked(title or "", pattern), year, status, first)


def _bodies(connection: sqlite3.Connection, match: str, pattern: re.Pattern[str]) -> Iterator[Body]:
    for slug, name in connection.execute(_sql("named"), {"match": match, "limit": AGENCIES}):
        yield Body(slug, marked(name, pattern))


def marked(text: str, pattern: re.Pattern[str]) -> tuple[Piece, ...]:
    """A text cut where what was looked for begins and ends; nothing for an empty text."""
    return tuple(piece for piece in _pieces(text, _places(text, pattern)) if piece.text)


def excerpted(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[Piece, ...]]:
    """Stretches of a text around what was looked for, those that overlap joined."""
    places = _places(text, pattern)
    end = 0
    while places:
        start, end = max(places[0][0] - AROUND, end), places[0][1] + AROUND
        inside = [place for place in places if place[1] <= end]
        places = places[len(inside) :]
        before, after = ("…" if start else ""), ("…" if end < len(text) else "")
        shown = _pieces(text[start:end], [(a - start, b - start) for a, b in inside])
        yield tuple(piece for piece in (Piece(before, False), *shown, Piece(after, False)) if piece.text)


def _places(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    folded, origins = bigrams.folded(text)
    return [
        (origins[match.start()], origins[match.end() - 1] + 1) for match in pattern.finditer(folded) if match.group()
    ]


def _pieces(text: str, places: list[tuple[int, int]]) -> Iterator[Piece]:
    at = 0
    for start, end in places:
        if start >= at:
            yield from (Piece(text[at:start], False), Piece(text[start:end], True))
            at = end
    yield Piece(text[at:], False)
