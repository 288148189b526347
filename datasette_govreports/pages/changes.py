"""The page of all versions of a report: the current one, its copies, and what earlier ones said otherwise."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Protocol

from datasette_govreports.language import Language
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.cells import number


@dataclass(frozen=True, slots=True)
class Said:
    """What a version says of a figure.

    text: the number; empty where there is none
    state: printed, a status of cell_notes, or absent where it holds no such table
    """

    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Change:
    """A figure in which an earlier version differs.

    label: row and column in the page's language
    before: what the earlier version says
    after: what the current version says
    """

    label: str
    before: Said
    after: Said


@dataclass(frozen=True, slots=True)
class Source:
    """A file that the report was found in.

    slug: its name in addresses
    relation: current, same, superseded or doubtful
    published_on: date of publication of this version, or None
    retrieved_at: when it was retrieved, or None
    url: where it was published; only http and https; or None
    document: name of the file
    document_id: its id in the table of documents
    also: other addresses where the very same file was found; only http and https
    changes: figures in which it differs from the current version
    """

    slug: str
    relation: str
    published_on: str | None
    retrieved_at: str | None
    url: str | None
    document: str
    document_id: str
    also: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Everything that the page shows.

    slug: the version that was asked for
    current: the current version
    title: title of the report as printed, or None
    agency: name of the body, or None
    year: year reported on, or None
    sources: all versions, the current one first, then the latest
    """

    template: ClassVar[str] = "changes"

    slug: str
    current: str
    title: str | None
    agency: str | None
    year: int | None
    sources: tuple[Source, ...]


class Load(Protocol):
    """Loads the page of a report."""

    def __call__(self, connection: sqlite3.Connection, form: Book, /, slug: str) -> object | None:
        """The page, or None where there is no such report."""


REPORT = """
SELECT reports.id, reports.slug AS current, title, agencies.name AS agency, year
FROM report_sources JOIN reports ON reports.id = report_id LEFT JOIN agencies ON agencies.id = agency_id
WHERE report_sources.slug = ?
"""
SOURCES = """
SELECT slug, relation, published_on, retrieved_at, url, name, document_id
FROM report_sources JOIN documents ON documents.id = document_id
WHERE report_id = ?
ORDER BY relation <> 'current', published_on DESC NULLS LAST, retrieved_at DESC NULLS LAST, slug
"""
# Where the same bytes were found again: they are one document.
ALSO = """
SELECT DISTINCT load_log.url
FROM load_log JOIN documents ON documents.id = document_id
WHERE document_id = ? AND load_log.url <> coalesce(documents.url, '') ORDER BY 1
"""
OTHERS = "SELECT report_id FROM report_sources WHERE report_id IN ({keys}) AND relation <> 'current'"
FOUND_AGAIN = """
SELECT DISTINCT report_id, document_id, load_log.url
FROM report_sources JOIN load_log USING (document_id) JOIN documents ON documents.id = document_id
WHERE report_id IN ({keys}) AND load_log.url <> coalesce(documents.url, '')
"""
CHANGES = """
SELECT label_{language}, kind, before, before_status, after, after_status
FROM changed_figures JOIN form_figures ON form_figures.id = figure_id
WHERE document_id = ? ORDER BY figure_id
"""


def load_else(page: Load, connection: sqlite3.Connection, form: Book, slug: str) -> object | None:
    """The page of a report; where there is none, that of the versions, which earlier ones lead to."""
    return page(connection, form, slug=slug) or load(connection, form, slug)


def load(connection: sqlite3.Connection, form: Book, slug: str) -> ChangesPage | None:
    """The page of the report that the version with this slug is one of, or None."""
    row = connection.execute(REPORT, (slug,)).fetchone()
    if row is None:
        return None
    rows = connection.execute(SOURCES, (row["id"],)).fetchall()
    return ChangesPage(
        slug=slug,
        current=row["current"],
        title=row["title"],
        agency=row["agency"],
        year=row["year"],
        sources=tuple(_source(connection, source, form.language) for source in rows),
    )


def number_of_addresses(rows: Iterable[sqlite3.Row]) -> int:
    """At how many addresses the very same file was found again; lines of FOUND_AGAIN."""
    return sum(_web(row["url"]) is not None for row in rows)


def _also(db: sqlite3.Connection, document: str) -> tuple[str, ...]:
    return tuple(url for (url,) in db.execute(ALSO, (document,)) if _web(url))


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _source(db: sqlite3.Connection, row: sqlite3.Row, language: Language) -> Source:
    rows = db.execute(CHANGES.format(language=language.code), (row["document_id"],))
    return Source(
        slug=row["slug"],
        relation=row["relation"],
        published_on=row["published_on"],
        retrieved_at=row["retrieved_at"],
        url=_web(row["url"]),
        document=row["name"],
        document_id=row["document_id"],
        also=_also(db, row["document_id"]),
        changes=tuple(
            Change(label, Said(number(before, kind), before_status), Said(number(after, kind), after_status))
            for label, kind, before, before_status, after, after_status in rows
        ),
    )
