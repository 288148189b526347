"""A parsed report as rows of the database, ready but for the numbers that only the whole build can give."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from govreports import bigrams, places, spans, versions
from govreports.checks import counts
from govreports.form import BY_ID, FIGURES, TABLE_NAMES, TableName, requests
from govreports.identity import Aliases
from govreports.origin import is_doubtful
from govreports.parse import parse
from govreports.report import Document, Finding, Identity, Input, Outcome, Problem, Report, Stage, Table
from govreports.spans import Span

Row = tuple[object, ...]

_WIDE: dict[str, tuple[int, ...]] = {
    name: tuple(figure.id for figure in FIGURES if figure.table == name) for name in ("proactive", "reviews")
}
_ROW_ID = {row.code: row.id for row in requests.ROWS}
# A report is complete when nothing that its tables should hold is left unread.
_UNREAD = frozenset(("missing", "unreadable", "ambiguous"))
SLUG_LENGTH = 12
SCOPE = 2  # place in `Record.report`


class Record(NamedTuple):
    """The rows of one report, table by table, without `report_id`, `agency_id` and `id`.

    `agency` is (slug, name, region_code, kind), None when the agency is not known. `report` follows the columns of
    `reports` from `year` on, `document` those of `documents` from `url` on. `key` tells versions of one report.
    `search` holds the search terms of the agency, the title and the narrative, made here so that workers share it.
    """

    slug: str
    key: versions.Key
    agency: Row | None
    report: Row
    document: Row
    evidence: tuple[Row, ...]
    proactive: Row | None
    requests: tuple[Row, ...]
    reviews: Row | None
    sections: tuple[Row, ...]
    cell_notes: tuple[Row, ...]
    findings: tuple[Row, ...]
    check_results: tuple[Row, ...]
    spans: bytes
    search: tuple[str, str, str]
    places: bytes | None  # None where the source has no pages


class Fate(NamedTuple):
    """What became of one input. `record` is there exactly when `outcome` is `loaded`."""

    outcome: Outcome
    stage: Stage
    message: Problem
    record: Record | None = None


def process(sources: tuple[Input, ...], aliases: Aliases | None = None) -> list[Fate]:
    """Parse some files, one fate each, in order: the unit of work that executors run.

    `aliases` are passed to `parse`.
    """
    return [_fate(source, aliases) for source in sources]


def _fate(source: Input, aliases: Aliases | None) -> Fate:
    parsed = parse(source, aliases)
    if parsed.report is None or parsed.document is None:
        return Fate(parsed.outcome, parsed.stage, parsed.message)
    document = parsed.document
    identity = parsed.report.identity
    row: Row = (
        identity.source_url,
        document.media_type,
        document.charset,
        len(source.data),
        identity.retrieved_at,
        document.text,
    )
    return Fate("loaded", "load", parsed.message, record_of(parsed.report, document, document_id(source.data), row))


def document_id(data: bytes) -> str:
    """The permanent id of a file: its SHA-256."""
    return hashlib.sha256(data).hexdigest()


def record_of(report: Report, document: Document, id: str, document_row: Row) -> Record:
    """The rows of one report read from the document with the given id."""
    tables = report.tables
    slug, agency, row = id[:SLUG_LENGTH], _agency(report.identity), _report(report, id)
    return Record(
        slug=slug,
        key=versions.key_of(slug, agency and agency[0], row[SCOPE], report, document),
        agency=agency,
        report=row,
        document=document_row,
        evidence=tuple(_evidence(report.identity)),
        proactive=_wide(tables, "proactive"),
        requests=tuple(_requests(tables.get("requests"))),
        reviews=_wide(tables, "reviews"),
        sections=tuple((s.number, s.heading, s.text) for s in report.sections),
        cell_notes=tuple(_notes(tables)),
        findings=tuple(_findings(report)),
        check_results=report.checked.tallies,
        spans=spans.encode(_spans(tables)),
        search=_search(report),
        places=places.encode(places.holding(document.places, _all_spans(report))) if document.places else None,
    )


def agency_slug(name: str, region_code: str | None) -> str:
    """A permanent name for a body, whatever else is loaded: made from its one name and its division."""
    digest = hashlib.sha256(f"{region_code or ''} {name}".encode()).hexdigest()
    return f"a{digest[:SLUG_LENGTH]}"


def _agency(identity: Identity) -> Row | None:
    if identity.agency is None:
        return None
    slug = agency_slug(identity.agency, identity.region_code)
    return (slug, identity.agency, identity.region_code, identity.kind)


def _report(report: Report, document: str) -> Row:
    identity, tables = report.identity, report.tables
    layouts = {table.layout for table in tables.values()}
    return (
        identity.year,
        identity.title,
        identity.scope,
        *(tables[name].edition if name in tables else None for name in ("proactive", "requests")),
        identity.published_on,
        identity.source_url,
        document,
        _status(tables),
        layouts.pop() if len(layouts) == 1 else ("mixed" if layouts else None),
        *counts(report.checked.tallies),
        "doubtful" if is_doubtful(identity) else None,
    )


def _status(tables: Mapping[TableName, Table]) -> str:
    if not tables:
        return "narrative"
    if len(tables) < len(TABLE_NAMES):
        return "partial"
    whole = all(cell.status not in _UNREAD for table in tables.values() for _, cell in table.figures)
    return "complete" if whole else "partial"


def _evidence(identity: Identity) -> Iterator[Row]:
    for said in identity.evidence:
        yield (said.field, said.value, said.source, *_place(said.span), said.note_zh, said.note_en)


def _place(span: Span | None) -> tuple[int | None, int | None]:
    """Start and length, as the database has them."""
    return (span.start, span.end - span.start) if span else (None, None)


def _wide(tables: Mapping[TableName, Table], name: TableName) -> Row | None:
    if name not in tables:
        return None
    values = tables[name].values
    return tuple(values.get(id) for id in _WIDE[name])


def _requests(table: Table | None) -> Iterator[Row]:
    for line in table.lines if table else ():
        yield (_ROW_ID[line.row], *(cell.value for cell in line.cells))


def _notes(tables: Mapping[TableName, Table]) -> Iterator[Row]:
    for name, table in tables.items():
        for id, cell in table.figures:
            if cell.note:
                figure = BY_ID[id]
                yield (name, figure.row, figure.name, cell.status, cell.raw, cell.note)


def _findings(report: Report) -> Iterator[Row]:
    return map(finding_row, report.checked.findings)


def finding_row(finding: Finding) -> Row:
    """A finding as a row of `findings`, from `check_id` on."""
    return (
        finding.check_id,
        finding.table,
        finding.location,
        finding.expected,
        finding.actual,
        json.dumps(finding.cells),
        json.dumps(finding.suspects),
        finding.message_zh,
        finding.message_en,
        *_place(finding.sentence),
    )


def _search(report: Report) -> tuple[str, str, str]:
    identity = report.identity
    narrative = "\n".join(section.text for section in report.sections)
    return bigrams.terms(identity.agency or ""), bigrams.terms(identity.title or ""), bigrams.terms(narrative)


def _all_spans(report: Report) -> Iterator[Span]:
    """Where the figures and the evidence stand."""
    yield from (span for _, span in _spans(report.tables))
    yield from (said.span for said in report.identity.evidence if said.span)


def _spans(tables: Mapping[TableName, Table]) -> Iterator[tuple[int, Span]]:
    return chain.from_iterable(table.spans for table in tables.values())
