"""The page of one report."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from govreports import spans
from markupsafe import Markup

from datasette_govreports.language import Language
from datasette_govreports.pages import changes, form, notes
from datasette_govreports.pages.cells import Cell, Remarks
from datasette_govreports.pages.highlights import Highlight, highlights
from datasette_govreports.pages.source import Place, line_of, marked_lines


@dataclass(frozen=True, slots=True)
class Year:
    """A report of the same agency.

    slug: its name in addresses
    year: its year
    """

    slug: str
    year: int


@dataclass(frozen=True, slots=True)
class Table:
    """One of the three tables.

    section: number of its section
    name: table of the database
    heading: heading of the section as the form prints it
    units: units of its figures
    grid: the form; None where the source does not hold the table
    cells: its figures by id
    edition: name of the edition that is drawn
    edition_is_certain: whether the report's table is of that edition; else the edition drawn holds most of its figures
    beyond: figures of the report that the edition drawn has no place for
    text: what the report says in this section besides the table, as paragraphs
    """

    section: int
    name: str
    heading: str
    units: tuple[str, ...]
    grid: form.Grid | None
    cells: dict[int, Cell]
    edition: str
    edition_is_certain: bool
    beyond: tuple[Cell, ...]
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Narrative:
    """One section of prose.

    number: its number
    heading: heading as the form prints it
    paragraphs: its text
    """

    number: int
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """How one fact about the report is known.

    field: agency, year, title, published_on, region_code or source_url
    value: what was found; None where nothing says it
    source: where it stands
    note: remark
    id: id of its place in the source text; empty where it is not in the text
    line: line of that place, from 1; 0 where it is not in the text
    """

    field: str
    value: str | None
    source: str
    note: str
    id: str
    line: int


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything that the page of a report shows.

    id: number in this build
    title: title as printed, or None
    agency: name of the body, or None
    regions: names of the divisions that the body belongs to, the largest first
    year: year reported on, or None
    scope: own, area or None
    status: complete, partial or narrative
    published_on: date of publication, or None
    url: where the report was published; only http and https; or None
    document: name of the source file
    checks_passed: checks passed
    checks_failed: checks failed
    checks_not_assessable: checks that a missing figure leaves undecided
    years: the agency's reports, this one among them, by year
    slug: name in addresses
    origin: doubtful where words in the source were replaced, or None
    versions: other copies and earlier versions of the report
    findings: contradictions
    suspects: figures that findings point to
    highlights: key figures
    tables: the three tables
    footnotes: what the notes on cells say
    narratives: sections of prose
    evidence: how agency, year and the rest are known
    lines: the source text with every figure's place marked
    """

    id: int
    title: str | None
    agency: str | None
    regions: tuple[str, ...]
    year: int | None
    scope: str | None
    status: str
    published_on: str | None
    url: str | None
    document: str
    checks_passed: int
    checks_failed: int
    checks_not_assessable: int
    years: tuple[Year, ...]
    slug: str
    origin: str | None
    versions: int
    findings: tuple[notes.Finding, ...]
    suspects: tuple[Cell, ...]
    highlights: tuple[Highlight, ...]
    tables: tuple[Table, ...]
    footnotes: tuple[notes.Footnote, ...]
    narratives: tuple[Narrative, ...]
    evidence: tuple[Evidence, ...]
    lines: tuple[Markup, ...]


REPORT = """
SELECT reports.*, agencies.name AS agency, agencies.region_code, documents.name AS document, documents.text,
    provenance.spans
FROM reports JOIN documents ON documents.id = document_id
    LEFT JOIN agencies ON agencies.id = agency_id
    LEFT JOIN provenance ON provenance.report_id = reports.id
WHERE reports.slug = ?
"""
REGIONS = """
WITH RECURSIVE up (name, parent_code, depth) AS (
    SELECT name, parent_code, 0 FROM regions WHERE code = ?
    UNION ALL SELECT regions.name, regions.parent_code, depth + 1 FROM regions JOIN up ON code = up.parent_code
        WHERE depth < 4
) SELECT name FROM up WHERE name IS NOT NULL ORDER BY depth DESC
"""
YEARS = "SELECT slug, year FROM reports WHERE agency_id = ? AND year IS NOT NULL ORDER BY year, slug"


def load(connection: sqlite3.Connection, slug: str, language: Language) -> ReportPage | None:
    """The page of the report with this slug, or None."""
    db = connection
    row = db.execute(REPORT, (slug,)).fetchone()
    return _Loader(db, row, language).page() if row else None


class _Loader:
    """Reads one report's page; exists so that what all parts need is read once."""

    def __init__(self, db: sqlite3.Connection, row: sqlite3.Row, language: Language) -> None:
        self.db, self.row, self.language = db, row, language
        self.id: int = row["id"]
        self.figures = form.figures(db, language)
        self.held = form.values(db, self.id, self.figures.values())
        self.spans = _inside(row["text"], spans.decode(row["spans"])) if row["spans"] else {}
        self.editions = dict(db.execute(f"SELECT id, name_{language.code} FROM form_editions").fetchall())  # noqa: S608
        noted = notes.cell_notes(db, self.id, self.figures.values())
        self.drawn = {table: self._grid(table) for table in form.TABLES if table in self.held}
        found = notes.findings(db, self.id, self.figures.values(), language)
        footnotes = notes.footnotes(db, noted, self._reading_order(), language)
        self.remarks = Remarks(noted, footnotes, found, _printed(row["text"], self.spans))

    def page(self) -> ReportPage:
        row, evidence = self.row, tuple(self._evidence())
        places = [Place(span.start, span.end, f"f{figure}") for figure, span in self.spans.items()]
        sections = self._sections()
        url = row["source_url"] or ""
        return ReportPage(
            id=self.id,
            title=row["title"],
            agency=row["agency"],
            regions=tuple(name for (name,) in self.db.execute(REGIONS, (row["region_code"],))),
            year=row["year"],
            scope=row["scope"],
            status=row["status"],
            published_on=row["published_on"],
            url=url if url.startswith(("http://", "https://")) else None,
            document=row["document"],
            checks_passed=row["checks_passed"],
            checks_failed=row["checks_failed"],
            checks_not_assessable=row["checks_not_assessable"],
            years=tuple(Year(*year) for year in self.db.execute(YEARS, (row["agency_id"],))),
            slug=row["slug"],
            origin=row["origin"],
            versions=changes.number_of_others(self.db, self.id),
            findings=self.remarks.findings,
            suspects=tuple(self._suspects()),
            highlights=highlights(self.db, self.held, self.language),
            tables=tuple(self._table(n, h, table, text) for n, h, table, text in sections if table),
            footnotes=tuple(self.remarks.footnotes.values()),
            narratives=tuple(Narrative(n, h, text) for n, h, table, text in sections if text and not table),
            evidence=tuple(fact for fact, _ in evidence),
            lines=marked_lines(row["text"], (*places, *(place for _, place in evidence if place))),
        )

    def _edition(self, table: str) -> Any:
        """The edition of a table. Section 4 is the same in both, so there the rest of the report may decide."""
        if table == "reviews":
            return self.row["requests_edition"] or self.row["proactive_edition"]
        return self.row[f"{table}_edition"]

    def _grid(self, table: str) -> form.Grid:
        edition = self._edition(table) or form.fullest_edition(self.db, table, self.held[table])
        return form.grid(self.db, table, edition, self.language)

    def _reading_order(self) -> Iterator[form.Figure]:
        drawn = dict.fromkeys(figure for grid in self.drawn.values() for figure in grid.figure_ids)
        return (self.figures[figure] for figure in drawn | dict.fromkeys(self.figures))

    def _cell(self, figure_id: int) -> Cell:
        figure = self.figures[figure_id]
        return self.remarks.cell(figure, self.held.get(figure.table, {}).get(figure_id))

    def _suspects(self) -> Iterator[Cell]:
        for figure_id in dict.fromkeys(f for finding in self.remarks.findings for f in finding.suspects):
            yield self._cell(figure_id)

    def _sections(self) -> list[tuple[int, str, str | None, tuple[str, ...]]]:
        rows = self.db.execute(
            f"SELECT number, heading_{self.language.code}, table_name,"  # noqa: S608
            " (SELECT text FROM sections WHERE report_id = ? AND sections.number = form_sections.number)"
            " FROM form_sections ORDER BY number",
            (self.id,),
        )
        return [(number, heading, table, _paragraphs(text)) for number, heading, table, text in rows]

    def _table(self, number: int, heading: str, name: str, text: tuple[str, ...]) -> Table:
        grid = self.drawn.get(name)
        ids = dict.fromkeys(grid.figure_ids if grid else ())
        beyond = [f for f, value in self.held.get(name, {}).items() if value is not None and f not in ids]
        return Table(
            section=number,
            name=name,
            heading=heading,
            units=tuple(dict.fromkeys(self.figures[figure].unit for figure in ids)),
            grid=grid,
            cells={figure: self._cell(figure) for figure in ids},
            edition=self.editions[grid.edition] if grid else "",
            edition_is_certain=name == "reviews" or self._edition(name) is not None,
            beyond=tuple(self._cell(figure) for figure in beyond),
            text=text,
        )

    def _evidence(self) -> Iterator[tuple[Evidence, Place | None]]:
        text = self.row["text"]
        rows = self.db.execute(
            f"SELECT field, value, source, note_{self.language.code}, start, length FROM evidence"  # noqa: S608
            " WHERE report_id = ? ORDER BY field, source",
            (self.id,),
        )
        for number, (field, value, source, note, start, length) in enumerate(rows, 1):
            if start is None or not 0 <= start <= start + length <= len(text):
                yield Evidence(field, value, source, note or "", "", 0), None
            else:
                place = Place(start, start + length, f"e{number}")
                yield Evidence(field, value, source, note or "", place.id, line_of(text, start)), place


def _inside(text: str, places: dict[int, spans.Span]) -> dict[int, spans.Span]:
    """Places that the text has: a link must not lead where nothing is marked."""
    return {figure: span for figure, span in places.items() if 0 <= span.start <= span.end <= len(text)}


def _printed(text: str | None, places: Mapping[int, spans.Span]) -> dict[int, str]:
    """What stands at each of the places."""
    return {figure: (text or "")[span.start : span.end].strip() for figure, span in places.items()}


def _paragraphs(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
