"""The files of each kind of page, in both languages."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from datasette_govreports import records
from datasette_govreports.language import CHINESE, LANGUAGES, Language
from datasette_govreports.pages import agency, changes, coverage, data, findings, region, report
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.listing import Filter
from datasette_govreports.pages.reading import Reading, read
from datasette_govreports.site.links import LAST_PAGE, FileLinks, folder
from datasette_govreports.site.painter import STATIC, Painter


class File(NamedTuple):
    """A file of the site.

    path: where it stands below the home page, in ASCII
    content: its bytes, or the file that holds them
    """

    path: str
    content: bytes | Path


Load = Callable[[sqlite3.Connection, Book], Any]
Read = Callable[[sqlite3.Connection, Filter, Any], Any]
Tell = Callable[[Any, Book, Any], Any]


def _index(links: FileLinks) -> str:
    return f"{links.language.prefix}{links.folder}index.html"


def page(painter: Painter, address: str, template: str, load: Load, *, scripts: bool = False) -> Iterator[File]:
    """A page that stands alone. Where `load` finds nothing there is no page."""
    for language in LANGUAGES:
        shown = load(painter.connection, painter.books[language])
        if shown is not None:
            links = painter.links(language, address, f"{address}/" if address else "")
            yield File(_index(links), painter.html(template, shown, links, scripts=scripts))


def turned(
    painter: Painter, address: str, template: str, read: Read, tell: Tell, asked: Filter, *, outcome: str = ""
) -> Iterator[File]:
    """A list, page by page, as far as it is written.

    read: a page of the list in no language, given the one before
    tell: the same in a language, given the one before in that language
    """
    reading, shown = None, dict[Language, Any]()
    number = last = 1
    while number <= last:
        wanted = asked.to(page=number)
        at = folder(address, wanted, outcome)
        reading = read(painter.connection, wanted, reading)
        if at is None or reading is None:
            break
        for language in LANGUAGES:
            shown[language] = tell(reading, painter.books[language], shown.get(language))
            links = painter.links(language, address, at)
            yield File(_index(links), painter.html(template, shown[language], links))
        last = _last(address, asked, reading.paging.pages)
        number += 1


def _last(address: str, asked: Filter, pages: int) -> int:
    if address == "coverage" and asked.narrows:  # its list is the same whatever the place and year
        return 1
    return pages if address.startswith("regions/") else min(pages, LAST_PAGE)


def of_reports(painter: Painter, keys: Sequence[tuple[str, ...]]) -> Iterator[File]:
    """Reports: their pages, their data, and their versions where there are others.

    One kind of file after the other: so its code and its words are at hand, which saves a sixth of the time.
    """
    readings = read(painter.connection, painter.books[CHINESE], [slug for (slug,) in keys])
    for language in LANGUAGES:
        for reading in readings:
            yield from _report(painter, language, reading)
    for extension, written in (("json", records.report_json), ("csv", records.report_csv)):
        for reading in readings:
            name = quote(reading.row["slug"], safe="")
            yield File(f"reports/{name}.{extension}", written(reading, painter.labels).encode())


def _report(painter: Painter, language: Language, reading: Reading) -> Iterator[File]:
    """The page of a report, how to cite it, and its versions."""
    slug = reading.row["slug"]
    name = quote(slug, safe="")
    shown = report.page(reading, painter.books[language])
    links = painter.links(language, f"reports/{slug}", f"reports/{name}/")
    yield File(_index(links), painter.html("report", shown, links))
    citation = shown.citation(links.whole, shown.title or shown.agency or slug)
    yield File(f"{language.prefix}reports/{name}.jsonld", citation.json_ld.encode())
    if shown.versions:
        yield from _versions(painter, language, slug, "/changes")


def of_source(painter: Painter, slug: str) -> Iterator[File]:
    """The address of an earlier version or a copy."""
    for language in LANGUAGES:
        yield from _versions(painter, language, slug, "")
        yield from _versions(painter, language, slug, "/changes")


def _versions(painter: Painter, language: Language, slug: str, below: str) -> Iterator[File]:
    shown = changes.load(painter.connection, painter.books[language], slug)
    if shown is not None:
        links = painter.links(language, f"reports/{slug}{below}", f"reports/{quote(slug, safe='')}{below}/")
        yield File(_index(links), painter.html("changes", shown, links))


def of_agencies(painter: Painter, keys: Sequence[tuple[str, ...]]) -> Iterator[File]:
    """Bodies: their pages and their data."""
    readings = agency.read(painter.connection, painter.books[CHINESE], [slug for (slug,) in keys])
    for language in LANGUAGES:
        for reading in readings:
            slug = reading.row["slug"]
            links = painter.links(language, f"agencies/{slug}", f"agencies/{slug}/")
            yield File(_index(links), painter.html("agency", agency.page(reading, painter.books[language]), links))
    for (slug,) in keys:
        found = records.body(painter.connection, slug)
        if found:
            name = quote(slug, safe="")
            yield File(f"agencies/{name}.json", records.body_json(found).encode())
            yield File(f"agencies/{name}.csv", records.body_csv(found).encode())


def of_region(painter: Painter, code: str) -> Iterator[File]:
    """A division, with the pages of its bodies."""

    def read(db: sqlite3.Connection, asked: Filter, before: Any) -> Any:
        return region.read(db, Filter(region=code, page=asked.page), before)

    yield from turned(painter, f"regions/{code}", "region", read, region.page, Filter())


def of_findings(painter: Painter, code: str, year: str) -> Iterator[File]:
    """The findings of a province or a year, or all of them."""
    asked = Filter(region=code, year=int(year) if year else None)
    yield from turned(painter, "findings", "findings", findings.read, findings.page, asked)


def of_check(painter: Painter, id: str) -> Iterator[File]:
    """A rule with all that fails it."""

    def read(db: sqlite3.Connection, asked: Filter, before: Any) -> Any:
        return findings.read_check(db, id, asked, before)

    yield from turned(painter, f"checks/{quote(id, safe='')}", "check", read, findings.page_of_check, Filter())


def of_coverage(painter: Painter, code: str, year: str, outcome: str) -> Iterator[File]:
    """The coverage of a province or a year, or all of it; or the inputs with one outcome."""

    def read(db: sqlite3.Connection, asked: Filter, before: Any) -> Any:
        return coverage.read(db, asked, outcome, before)

    asked = Filter(region=code, year=int(year) if year else None)
    yield from turned(painter, "coverage", "coverage", read, coverage.page, asked, outcome=outcome)


def of_data(painter: Painter) -> Iterator[File]:
    """What there is to take away."""
    return page(painter, "data", "data", partial(data.load, files=painter.downloads))


def of_table(painter: Painter, name: str) -> Iterator[File]:
    """What a table holds."""
    return page(painter, f"data/{name}", "table", partial(data.load_table, name=name, files=painter.downloads))


def of_original(painter: Painter, id: str) -> Iterator[File]:
    """An original that the load kept. Without an ending its type is nothing that a browser would run."""
    kept = painter.originals / id
    if kept.is_file():
        yield File(f"originals/{id}", kept)


def of_static(painter: Painter, name: str) -> Iterator[File]:
    """A file of static/."""
    yield File(f"{STATIC}/{name}", files("datasette_govreports").joinpath("static", name).read_bytes())
