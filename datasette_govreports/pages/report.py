"""The page of one report."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from datasette_govreports.language import Language
from datasette_govreports.pages import charts, notes, series
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.cells import Cell, Remarks
from datasette_govreports.pages.cite import Citation
from datasette_govreports.pages.highlights import Highlight, highlights, outcomes, totals_by_row
from datasette_govreports.pages.meanings import Meaning, meanings
from datasette_govreports.pages.peers import Peers, measures, peers
from datasette_govreports.pages.places import Place as Division
from datasette_govreports.pages.places import place
from datasette_govreports.pages.reading import EVIDENCE, Reading, evidence_place, read
from datasette_govreports.pages.series import Compared, Line
from datasette_govreports.pages.source import Stretch, line_of
from datasette_govreports.pages.tables import Drawn, Table, grid_of

# What a page has room for; behind it stands a link to the rest.
PROSE = 1200  # characters
LEAST_PROSE = 200
A_REMARK = 20  # as many characters of prose as one cell with a note or a finding takes the room of
SOURCE = 7500  # characters of the source's HTML; what it has beyond takes half as many of prose away


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


def load(connection: sqlite3.Connection, form: Book, slug: str) -> ReportPage | None:
    """The page of the report with this slug, or None."""
    return next((page(reading, form) for reading in read(connection, form, [slug])), None)


def page(reading: Reading, form: Book) -> ReportPage:
    """The page of a report in the language of the form."""
    row, held = reading.row, reading.values
    found = notes.findings(reading.findings, form)
    shown = notes.room_for(reading.findings)
    drawn = _drawn(reading, form, found, shown)
    tables, narratives = _sections(reading, drawn)
    totals = totals_by_row(form, held.get("requests", {}))
    suspects = dict.fromkeys(f for finding in found for f in finding.suspects)
    results = tuple(RuleResult(id, form.checks[id].title, *n) for _, id, *n in reading.results)
    return ReportPage(
        **{name: row[name] for name in AS_STORED},
        regions=tuple(place(*named, form.language) for named in reading.regions),
        url=notes.web_address(row["source_url"]),
        unread=sum(one.not_assessable for one in results if form.checks[one.check_id].severity == "error"),
        results=results,
        versions=reading.versions,
        years=_years(reading.lines),
        findings=found[:shown],
        more_findings=len(found[shown:]),
        suspects=tuple(drawn.cell(figure) for figure in suspects),
        highlights=highlights(form, held),
        outcomes=charts.outcomes(outcomes(form, totals)),
        neighbours=_neighbours(reading, form),
        peers=peers(reading.peers, row["kind"], measures(form, held)),
        tables=tables,
        footnotes=tuple(drawn.remarks.footnotes.values()),
        meanings=tuple(meanings(form, totals)),
        narratives=narratives,
        evidence=tuple(_evidence(reading, form.language)),
        source=reading.source,
        rest=reading.rest,
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


def _drawn(reading: Reading, form: Book, found: Sequence[notes.Finding], shown: int) -> Drawn:
    row, held, noted = reading.row, reading.values, reading.notes
    # Section 4 is the same in both editions, so there the rest of the report may decide.
    editions = {"proactive": row["proactive_edition"], "requests": row["requests_edition"]}
    editions["reviews"] = editions["requests"] or editions["proactive"]
    grids = [grid_of(form, held, editions, name) for name in held]
    order = dict.fromkeys(figure for grid in grids if grid for figure in grid.figure_ids) | dict.fromkeys(noted)
    footnotes = notes.footnotes(noted, (form.figures[figure] for figure in order), form)
    corrections = notes.corrections(reading.corrections, form)
    return Drawn(form, held, editions, Remarks.of(reading.printed, found, shown, noted, footnotes, corrections))


def _sections(reading: Reading, drawn: Drawn) -> tuple[tuple[Table, ...], tuple[Narrative, ...]]:
    """The tables with what stands beside them, and the sections that have words only."""
    texts = {row["number"]: row["text"] for row in reading.sections}
    remarks = drawn.remarks
    beyond = max(0, sum(stretch.length for stretch in reading.source) - SOURCE) // 2
    room = max(LEAST_PROSE, PROSE - A_REMARK * len({*remarks.notes, *remarks.involved}) - beyond)
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


def _neighbours(reading: Reading, form: Book) -> Neighbours | None:
    before, after = series.neighbours(reading.row, reading.lines)
    if not before and not after:
        return None
    year, slug, scope = (reading.row[name] for name in ("year", "slug", "scope"))
    return Neighbours(
        (_year(year - 1, before), Year(year, slug, scope), _year(year + 1, after)),
        series.compared(form, (reading.around[0], reading.values, reading.around[1])),
    )


def _year(year: int, line: Line | None) -> Year:
    return Year(year, line.slug, line.scope) if line else Year(year, None, None)


def _evidence(reading: Reading, language: Language) -> Iterator[Evidence]:
    for number, row in enumerate(reading.evidence[:EVIDENCE], 1):
        place = evidence_place(number, row, reading.row["text"])
        yield Evidence(
            row["field"],
            row["value"],
            row["source"],
            row[f"note_{language.code}"] or "",
            place.id if place else "",
            line_of(reading.row["text"], place.start) if place else 0,
        )
