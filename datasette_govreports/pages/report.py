"""The page of one report."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from datasette_govreports.language import Language
from datasette_govreports.pages import charts, notes, series
from datasette_govreports.pages.book import Book, Check
from datasette_govreports.pages.cite import Citation
from datasette_govreports.pages.highlights import Highlight, highlights, outcomes, totals_by_row
from datasette_govreports.pages.meanings import Meaning, meanings
from datasette_govreports.pages.peers import Peers, measures, peers
from datasette_govreports.pages.places import Place as Division
from datasette_govreports.pages.places import place
from datasette_govreports.pages.reading import EVIDENCE, Reading, evidence_place, read
from datasette_govreports.pages.series import Compared, Line
from datasette_govreports.pages.source import Stretch, line_of
from datasette_govreports.pages.tables import Named, Section, Table, table


class Year(NamedTuple):
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

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Each of the figures: what the form calls it, and its cells."""
        return [(figure.label, figure.cells) for figure in self.figures]


class RuleResult(NamedTuple):
    """The rules of which some checks came out in one way.

    code: failed, not_assessable or passed
    rules: the name of each rule in an address, its name, and what is said behind that: its title where it could not be
        applied, and of how many checks this holds
    """

    code: str
    rules: tuple[tuple[str, str, str], ...]


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


class Evidence(NamedTuple):
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
    suspects: figures that findings point to, and what the form calls them
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
    suspects: tuple[Named, ...]
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
    totals = totals_by_row(form, held.get("requests", {}))
    return ReportPage(
        **{name: row[name] for name in AS_STORED},
        regions=tuple(place(*named, form.language) for named in reading.regions),
        url=notes.web_address(row["source_url"]),
        unread=sum(n for _, id, _, _, n in reading.results if n and form.checks[id].severity == "error"),
        results=tuple(_results(reading, form)) if reading.results else (),
        versions=reading.versions,
        years=_years(reading.lines),
        findings=found[: reading.shown],
        more_findings=len(found[reading.shown :]),
        suspects=tuple(_suspects(reading, form)),
        highlights=highlights(form, held),
        outcomes=charts.outcomes(outcomes(form, totals)),
        neighbours=_neighbours(reading, form),
        peers=peers(reading.peers, row["kind"], measures(form, held)),
        tables=tuple(_tables(reading, form)),
        footnotes=notes.footnotes(reading.notes, reading.reasons, form),
        meanings=tuple(meanings(form, totals)),
        narratives=tuple(_narratives(reading, form)),
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


def _results(reading: Reading, form: Book) -> Iterator[RuleResult]:
    """What contradicts first, then what could not be looked at."""
    for code in ("failed", "not_assessable", "passed"):
        rules = [(row["check_id"], form.checks[row["check_id"]], row[code]) for row in reading.results if row[code]]
        titled = code == "not_assessable"
        yield RuleResult(code, tuple((rule.path, id, _behind(rule, n, titled=titled)) for id, rule, n in rules))


def _behind(rule: Check, checks: int, *, titled: bool) -> str:
    return f"{f' {rule.title}' if titled and rule.title else ''}{f' ×{checks}' if checks > 1 else ''}"


def _tables(reading: Reading, form: Book) -> Iterator[Table]:
    """The tables with what stands beside them."""
    corrections = notes.corrections(reading.corrections, form)
    for number, heading, name in form.sections:
        if name:
            certain = name == "reviews" or reading.editions[name] is not None
            at = Section(number, heading, name, *reading.prose[number])
            yield table(form, at, reading.sheets.get(name), corrections, certain=certain)


def _narratives(reading: Reading, form: Book) -> Iterator[Narrative]:
    """The sections that have words only."""
    for number, heading, name in form.sections:
        prose = reading.prose[number]
        if not name and (prose.paragraphs or prose.cut):
            yield Narrative(number, heading, *prose)


def _suspects(reading: Reading, form: Book) -> Iterator[Named]:
    """The figures that findings point to."""
    for id in dict.fromkeys(figure for pointer in reading.pointers for figure in pointer.suspects):
        figure = form.figures[id]
        yield figure.label, reading.remarks.cell(figure, reading.values.get(figure.table, {}).get(id))


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
    names = series.renamed(reading.book, form)
    return Neighbours(
        (_year(year - 1, before), Year(year, slug, scope), _year(year + 1, after)),
        tuple(figure._replace(label=names[figure.label]) for figure in reading.compared),
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
