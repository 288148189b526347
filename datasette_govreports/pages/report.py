"""The page of one report."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govreports import places, spans

from datasette_govreports.language import Language
from datasette_govreports.pages import changes, charts, notes, series
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.cells import Cell, Remarks
from datasette_govreports.pages.cite import Citation
from datasette_govreports.pages.highlights import Highlight, highlights, outcomes, totals_by_row
from datasette_govreports.pages.meanings import Meaning, meanings
from datasette_govreports.pages.peers import Peers, measures, peers
from datasette_govreports.pages.places import Place as Division
from datasette_govreports.pages.places import lineage
from datasette_govreports.pages.series import Compared, Line
from datasette_govreports.pages.source import Place, Stretch, line_of, stretches, title_of
from datasette_govreports.pages.tables import Drawn, Table, grid_of

# What a page has room for; behind it stands a link to the rest.
FINDINGS = 8
PROSE = 1200  # characters
LEAST_PROSE = 300
A_REMARK = 20  # as many characters of prose as one cell with a note or a finding takes the room of
EVIDENCE = 12


@dataclass(frozen=True, slots=True)
class Year:
    """A year in the switcher.

    year: the year
    slug: the report of that year, or None where there is none here
    scope: own, area or None
    """

    year: int
    slug: str | None
    scope: str | None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """This report beside those of the years before and after, of the same scope.

    years: the three years; slug None where there is no such report
    figures: key figures of the three
    """

    years: tuple[Year, Year, Year]
    figures: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class RuleResult:
    """How the checks of one rule came out.

    check_id: the rule
    title: its title
    passed: checks passed
    failed: checks failed
    not_assessable: checks left undecided
    """

    check_id: str
    title: str
    passed: int
    failed: int
    not_assessable: int


@dataclass(frozen=True, slots=True)
class Narrative:
    """One section of prose.

    number: its number
    heading: heading as the form prints it
    paragraphs: its text, as far as the page has room
    cut: whether there is more
    """

    number: int
    heading: str
    paragraphs: tuple[str, ...]
    cut: bool


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
    slug: name in addresses
    title: title as printed, or None
    agency: name of the body, or None
    agency_slug: name of the body in addresses, or None
    kind: kind of body, or None
    regions: divisions that the body belongs to, the largest first
    year: year reported on, or None
    scope: own, area or None
    status: complete, partial or narrative
    published_on: date of publication, or None
    url: where the report was published; only http and https; or None
    document: name of the source file
    document_id: id of the source file
    checks_passed: checks passed
    checks_failed: checks failed
    checks_not_assessable: checks that are left undecided
    checks_noted: notes
    unread: of the checks left undecided, those of the form's own arithmetic
    results: the same by rule
    origin: doubtful where words in the source were replaced, or None
    versions: other copies and earlier versions of the report
    years: the years of the body's reports, those without one among them
    findings: contradictions, then notes, as many as there is room for
    more_findings: how many more there are
    suspects: figures that findings point to
    highlights: key figures
    outcomes: what became of the requests, as a chart; None where it is not known in full
    neighbours: the reports of the years before and after; None where there is neither
    peers: bodies of the same kind
    tables: the three tables
    footnotes: what the notes on cells say
    meanings: what those rows mean that hold something
    narratives: sections of prose
    evidence: how agency, year and the rest are known
    source: the source text where figures stand in it, each place marked
    rest: characters of the source text behind the last of these
    original: where the original is kept, below the root; or None
    """

    id: int
    slug: str
    title: str | None
    agency: str | None
    agency_slug: str | None
    kind: str | None
    regions: tuple[Division, ...]
    year: int | None
    scope: str | None
    status: str
    published_on: str | None
    url: str | None
    document: str
    document_id: str
    checks_passed: int
    checks_failed: int
    checks_not_assessable: int
    checks_noted: int
    unread: int
    results: tuple[RuleResult, ...]
    origin: str | None
    versions: int
    years: tuple[Year, ...]
    findings: tuple[notes.Finding, ...]
    more_findings: int
    suspects: tuple[Cell, ...]
    highlights: tuple[Highlight, ...]
    outcomes: charts.Bars | None
    neighbours: Neighbours | None
    peers: Peers
    tables: tuple[Table, ...]
    footnotes: tuple[notes.Footnote, ...]
    meanings: tuple[Meaning, ...]
    narratives: tuple[Narrative, ...]
    evidence: tuple[Evidence, ...]
    source: tuple[Stretch, ...]
    rest: int
    original: str | None

    def citation(self, address: str, name: str) -> Citation:
        """How to cite it, given the whole address of its page and what the page calls it."""
        return Citation(self.slug, name, self.agency, self.year, self.published_on, self.url, address)


REPORT = """
SELECT reports.*, agencies.name AS agency, agencies.slug AS agency_slug, agencies.kind, agencies.region_code,
    documents.name AS document, documents.text, documents.kept, provenance.spans, provenance.places
FROM reports JOIN documents ON documents.id = document_id
    LEFT JOIN agencies ON agencies.id = agency_id
    LEFT JOIN provenance ON provenance.report_id = reports.id
WHERE reports.slug = ?
"""
EVIDENCE_OF = """
SELECT field, value, source, note_{lang}, start, length FROM evidence WHERE report_id = ?
ORDER BY field, source LIMIT {most}
"""
RESULTS = "SELECT check_id, passed, failed, not_assessable FROM check_results WHERE report_id = ? ORDER BY check_id"


def load(connection: sqlite3.Connection, form: Book, slug: str) -> ReportPage | None:
    """The page of the report with this slug, or None."""
    row = connection.execute(REPORT, (slug,)).fetchone()
    return _page(connection, row, form) if row else None


def _page(db: sqlite3.Connection, row: Any, form: Book) -> ReportPage:
    held = form.values(db, row["id"])
    found = notes.findings(db, row["id"], form)
    stands = _inside(row["text"], spans.decode(row["spans"])) if row["spans"] else {}
    on_pages = places.decode(row["places"]) if row["places"] else []
    drawn = _drawn(db, row, form, held, found, _printed(row["text"], stands))
    evidence = tuple(_evidence(db, row, form.language))
    marks = [Place(span.start, span.end, f"f{figure}") for figure, span in stands.items()]
    marks += (place for _, place in evidence if place)
    titled = [mark._replace(title=title_of(places.find(on_pages, mark.start), form.language)) for mark in marks]
    source, rest = stretches(row["text"], titled, on_pages)
    tables, narratives = _sections(db, row["id"], drawn)
    reports = series.lines(db, row["agency_id"])
    totals = totals_by_row(form, held.get("requests", {}))
    suspects = dict.fromkeys(f for finding in found for f in finding.suspects)
    results = tuple(RuleResult(id, form.checks[id].title, *n) for id, *n in db.execute(RESULTS, (row["id"],)))
    return ReportPage(
        **{name: row[name] for name in AS_STORED},
        regions=lineage(db, row["region_code"], form.language),
        url=notes.web_address(row["source_url"]),
        unread=sum(one.not_assessable for one in results if form.checks[one.check_id].severity == "error"),
        results=results,
        versions=changes.number_of_others(db, row["id"]),
        years=_years(reports),
        findings=found[:FINDINGS],
        more_findings=len(found[FINDINGS:]),
        suspects=tuple(drawn.cell(figure) for figure in suspects),
        highlights=highlights(form, held),
        outcomes=charts.outcomes(outcomes(form, totals)),
        neighbours=_neighbours(db, row, reports, form, held),
        peers=peers(db, row["kind"], row["year"], row["scope"], measures(form, held)),
        tables=tables,
        footnotes=tuple(drawn.remarks.footnotes.values()),
        meanings=tuple(meanings(form, totals)),
        narratives=narratives,
        evidence=tuple(fact for fact, _ in evidence),
        source=source,
        rest=rest,
        original=f"originals/{row['document_id']}" if row["kept"] else None,
    )


AS_STORED = (
    "id",
    "slug",
    "title",
    "agency",
    "agency_slug",
    "kind",
    "year",
    "scope",
    "status",
    "origin",
    "published_on",
    "document",
    "document_id",
    "checks_passed",
    "checks_failed",
    "checks_not_assessable",
    "checks_noted",
)


def _drawn(
    db: sqlite3.Connection,
    row: Any,
    form: Book,
    held: Mapping[str, Any],
    found: Sequence[notes.Finding],
    printed: Mapping[int, str],
) -> Drawn:
    # Section 4 is the same in both editions, so there the rest of the report may decide.
    editions = {"proactive": row["proactive_edition"], "requests": row["requests_edition"]}
    editions["reviews"] = editions["requests"] or editions["proactive"]
    noted = notes.cell_notes(db, row["id"], form)
    grids = [grid_of(form, held, editions, name) for name in held]
    order = dict.fromkeys(figure for grid in grids if grid for figure in grid.figure_ids) | dict.fromkeys(noted)
    footnotes = notes.footnotes(noted, (form.figures[figure] for figure in order), form)
    corrections = notes.corrections(db, row["id"], form)
    return Drawn(form, held, editions, Remarks.of(printed, found, FINDINGS, noted, footnotes, corrections))


def _sections(db: sqlite3.Connection, report: int, drawn: Drawn) -> tuple[tuple[Table, ...], tuple[Narrative, ...]]:
    """The tables with what stands beside them, and the sections that have words only."""
    texts = dict(map(tuple, db.execute("SELECT number, text FROM sections WHERE report_id = ?", (report,)).fetchall()))
    remarks = drawn.remarks
    room = max(LEAST_PROSE, PROSE - A_REMARK * len({*remarks.notes, *remarks.involved}))
    tables, narratives = [], []
    for number, heading, table in drawn.book.sections:
        whole = [line.strip() for line in texts.get(number, "").splitlines() if line.strip()]
        paragraphs = tuple(_fitting(whole, room))
        room -= sum(map(len, paragraphs))
        if table:
            tables.append(drawn.table(number, heading, table, paragraphs, cut=len(paragraphs) < len(whole)))
        elif whole:
            narratives.append(Narrative(number, heading, paragraphs, len(paragraphs) < len(whole)))
    return tuple(tables), tuple(narratives)


def _fitting(paragraphs: Sequence[str], room: int) -> Iterator[str]:
    for paragraph in paragraphs:
        room -= len(paragraph)
        if room < 0:
            return
        yield paragraph


def _years(reports: Iterable[Line]) -> tuple[Year, ...]:
    """The body's reports by year; where a year has several, all of them."""
    known = [Year(line.year, line.slug, line.scope) for line in reports if line.year]
    gaps = [Year(year, None, None) for year in series.missing(year.year for year in known)]
    return tuple(sorted([*known, *gaps], key=lambda year: year.year))


def _neighbours(
    db: sqlite3.Connection, row: Any, reports: Sequence[Line], form: Book, held: Mapping[str, Any]
) -> Neighbours | None:
    year = row["year"]
    around = series.by_year(reports, area=row["scope"] == "area") if year else {}
    before, after = around.get((year or 0) - 1), around.get((year or 0) + 1)
    if not before and not after:
        return None
    values = [form.values(db, line.id) if line else None for line in (before, after)]
    return Neighbours(
        (_year(year - 1, before), Year(year, row["slug"], row["scope"]), _year(year + 1, after)),
        series.compared(form, (values[0], held, values[1])),
    )


def _year(year: int, line: Line | None) -> Year:
    return Year(year, line.slug, line.scope) if line else Year(year, None, None)


def _evidence(db: sqlite3.Connection, row: Any, language: Language) -> Iterator[tuple[Evidence, Place | None]]:
    text = row["text"]
    rows = db.execute(EVIDENCE_OF.format(lang=language.code, most=EVIDENCE), (row["id"],))
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
